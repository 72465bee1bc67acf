"""What a form's script says, in the network's language and its typography."""

from __future__ import annotations

from collections.abc import Iterable

from registry.codes import CODES
from registry.i18n import Catalogue
from registry.markers import N_
from registry.schema.formats import FORMAT_CODES
from registry.text.typography import typography

HINTS = {
    "date": N_("Day, month or year: 26/05/2009, 05/2009 or 2009."),
    "datetime": N_("Day, and time if known: 12/03/2026 18:30."),
    "markdown": N_("Leave an empty line between two paragraphs."),
}
"""How to fill in a field, by its widget."""

_CODES = ("F014", "S005", "S006", "S020", "S021", "S025", "S026", "S027")
_BY_ITSELF = {"F014", "S005", "S016", "S020", "S026", "S027"}
"""Codes whose hint speaks of the file, or repeats the help that stands beside the field."""
_INSTEAD = {
    "S008": N_("Write a day, a month or a year that exists: 26/05/2009, 05/2009 or 2009."),
    "S009": N_("Write a day that exists, and the time if you know it: 12/03/2026 18:30."),
}
"""Hints that speak of how the file writes it, and what a form says instead."""

_TEXTS = {
    "change": N_("Change “{name}”"),
    "fill_in": N_("Fill in “{field}”."),
    "choose": N_("Make a choice for “{field}”."),
    "settled": N_("corrected"),
    "error": N_("Error:"),
    "problem": N_("There is a problem"),
    "taken": N_("There is already a record with this address: choose another, or correct the one that exists."),
    "entry_taken": N_("“{value}” is already used. Choose another identifier."),
    "id_form": N_("Use small letters without accents, digits and hyphens: my-association."),
    "item": N_("{title} {n}"),
    "chosen": N_("Chosen: {names}"),
    "none_chosen": N_("None chosen"),
    "understood": N_("Understood: {value}"),
    "removed": N_("{title} removed"),
    "moved": N_("{title} moved up"),
    "restored": N_("What you had typed here is back."),
    "gone": N_("This record was not found. The form is empty: you can describe a new one."),
    "copied": N_("Text copied"),
    "select": N_("The text is selected: press Ctrl + C to copy it."),
    "unchanged": N_("You have changed nothing yet."),
    "unchanged_hint": N_("This is the text of the record as it stands. Change a field above, then prepare it again."),
    "ready": N_("Your proposal is ready"),
    "open_new": N_("Open {forge}: the page is already filled in"),
    "open_paste": N_("Copy the text and open {forge}"),
    "open_only": N_("Open {forge}"),
    "step_open_edit": N_("Press the button below: it copies the text, and opens the file on {forge}."),
    "step_open_new": N_("Press the button below: it copies the text, and opens a new file, already named, on {forge}."),
    "step_open_filled": N_("Open {forge} with the button below: the name of the file and its text are already there."),
    "step_replace": N_("In the file, select all the text (Ctrl + A) and paste the new one in its place (Ctrl + V)."),
    "step_paste": N_("Paste the text into the new file (Ctrl + V)."),
    "step_account": N_("Sign in, or create a free account. If {forge} offers to make you a copy of the files, accept."),
    "step_github": N_("Press the green buttons “Commit changes…” or “Propose changes”, then “Create pull request”."),
    "step_gitlab": N_("Press “Commit changes”, then “Create merge request”."),
    "step_forgejo": N_("At the foot of the page, choose a new branch, confirm, then create the pull request."),
    "step_image": N_("Send the picture {file} as well: it goes into the folder content/images."),
    "step_download": N_("Download the file, or copy its text."),
    "step_send": N_("Send it to the coordination of the network."),
    "step_review": N_(
        "Somebody of the network reads your proposal before anything is published, and may ask you a question."
    ),
    "mail_subject": N_("Proposal for the site: {path}"),
    "mail_attach": N_("(Attach the file {file}: the button “Download the file” gives it.)"),
}  # fmt: skip


def messages(catalogue: Catalogue, formats: Iterable[str]) -> dict[str, str]:
    """What is said of a value, by code: the message and the hint of ``make check``, with their placeholders; of
    formats, those that the form has."""
    found = {}
    for name in sorted({*_CODES, *(FORMAT_CODES[format_] for format_ in formats)}):
        code = CODES[name]
        parts = [catalogue.gettext(code.message)]
        if name not in _BY_ITSELF:
            parts.append(catalogue.gettext(_INSTEAD.get(name, code.hint)))
        found[name] = typography(" ".join(parts), catalogue.language)
    return found


def texts(catalogue: Catalogue) -> dict[str, str]:
    """All else that the script says, by name."""
    return {name: typography(catalogue.gettext(text), catalogue.language) for name, text in _TEXTS.items()}
