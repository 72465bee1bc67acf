"""D: data of persons."""

from __future__ import annotations

from registry.codes.code import Code
from registry.markers import N_

_CONSENT = N_(
    "Name the organisation or the role instead. If this person agreed to be published, add to consents the date and what it covers."
)
_KEPT = N_("What is merged stays in the history of the repository, even when it is deleted later.")
_NUMBER = N_("Delete it. If it was sent already, make forget tells what to do.")

CODES = (
    Code("D001", N_("The name of a person"),
         N_("“{value}” seems to name a person."),
         _CONSENT, _KEPT,
         N_("Mrs Sample will open the hall."), N_("The harbour club will open the hall."), private=True),
    Code("D002", N_("The telephone of a person"),
         N_("“{value}” is the number of a mobile telephone."),
         N_("Write the number of the switchboard or the reception. If whoever answers it agreed, add to consents the date and what it covers."),
         _KEPT, N_("phone: 07700 900123"), N_("phone: 020 7946 0123"), private=True),
    Code("D003", N_("The e-mail address of a person"),
         N_("“{value}” seems to be the address of a person."),
         N_("Write the general address of the organisation: contact@example.org. If whoever reads it agreed, add to consents the date and what it covers."),
         _KEPT, N_("email: sample@gmail.com"), N_("email: contact@example.org"), private=True),
    Code("D004", N_("The home of a person"),
         N_("“{value}” seems to be the address of a home."),
         N_("Write the address of the seat or the reception. If this person agreed to be published, add to consents the date and what it covers."),
         _KEPT, N_("Keys: ask the treasurer, who lives at 3 Mill Lane."), N_("Keys: ask at the reception, 12 Harbour Street."), private=True),
    Code("D005", N_("The birth date of a person"),
         N_("“{value}” seems to be the day on which a person was born."),
         N_("Delete it: an age, or nothing, says enough. If this person agreed to be published, add to consents the date and what it covers."),
         _KEPT, N_("Date of birth: 12 March 1980"), N_("An adult"), private=True),
    Code("D006", N_("A social security number"),
         N_("“{value}” is a social security number."),
         _NUMBER,
         N_("This number opens files about a person's health and rights. No consent allows to publish it."),
         N_("2 55 08 14 168 025 38"), "", private=True),
    Code("D007", N_("A bank account"),
         N_("“{value}” is the number of a bank account."),
         N_("Delete it, and lead to the organisation's own page. If its holder agreed to be published, add to consents the date and what it covers."),
         N_("With the number of an account, others can try to take money from it."),
         N_("IBAN: GB82 WEST 1234 5698 7654 32"), "", private=True),
    Code("D008", N_("An image that tells more than it shows"),
         N_("The file of the image “{name}” tells {reason}."),
         N_("Export it without metadata (place, author, camera): image programs ask for it when they save."),
         N_("The site leaves them out, but the repository keeps the file as it is: a photograph can tell where somebody lives.")),
)  # fmt: skip
