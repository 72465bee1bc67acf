"""L: links and texts in Markdown."""

from __future__ import annotations

from registry.codes.code import Code
from registry.markers import N_

CODES = (
    Code("L001", N_("A link to a page that is not there"),
         N_("The link leads to {value}, where there is no page."),
         N_("Mend the address, or take the link away."),
         N_("Whoever follows it would find nothing."),
         N_("[the club](/partners/harbour-clbu/)"), N_("[the club](/partners/harbour-club/)")),
    Code("L002", N_("A link to a place that is not on the page"),
         N_("The page {page} has no place “#{value}”."),
         N_("Mend what follows #, or take it away."),
         N_("The browser would show the top of the page instead.")),
    Code("L003", N_("A link that is refused"),
         N_("The link to “{value}” is not allowed."),
         N_("Link to https://…, to a page of this site (/…) or to an e-mail address (mailto:…)."),
         N_("Scripts, local files and addresses without a scheme are refused: they can harm those who follow them."),
         N_("[click](javascript:alert(1))"), N_("[click](https://example.org/)")),
    Code("L004", N_("A text that cannot be shown"),
         N_("This text cannot be turned into a page: {reason}."),
         N_("Look for brackets, quotes or backticks that repeat hundreds of times, and take them away."),
         N_("Some texts are so tangled that they cannot be converted in reasonable time.")),
    Code("L005", N_("An image from elsewhere"),
         N_("The image “{value}” does not come from this site."),
         N_("Put the file into content/images and write: ![what it shows](/images/file.png)."),
         N_("An image from elsewhere tells that site who reads this page."),
         N_("![](https://example.org/tracker.png)"), N_("![Our harbour](/images/harbour.png)")),
    Code("L006", N_("A link to an example or a draft"),
         N_("The link leads to {value}, an example or a draft that will not be published."),
         N_("Link to a published page, or take the link away."),
         N_("The published page would link to nothing.")),
    Code("L007", N_("An image without a text"),
         N_("The image “{value}” has no text that stands for it."),
         N_("Write what the image shows between the brackets: ![what it shows](…)."),
         N_("Who cannot see the image hears nothing without it."),
         N_("![](/images/harbour.png)"), N_("![Our harbour](/images/harbour.png)")),
)  # fmt: skip
