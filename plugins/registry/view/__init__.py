"""Stage 4, view: a page's view is a plain, JSON-able value that holds all its template may use."""
