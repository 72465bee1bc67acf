"""The rules: small functions, all in three tables; one for what a file says by itself, two for the whole network.

Those of the first take a document and its kind, the others a :class:`~registry.validate.context.Context`; both yield
findings. A docstring's first line says what it asks for; ``tests/cases/<code>/`` shows each of its codes at work.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from registry.load.document import Document
from registry.problem import Finding
from registry.schema.kinds import Kind
from registry.validate.context import Context
from registry.validate.rules import (
    addresses,
    dates,
    identity,
    images,
    links,
    meetings,
    publication,
    redirects,
    references,
)

Rule = Callable[[Context], Iterator[Finding]]
OwnRule = Callable[[Document, Kind], Iterator[Finding]]

OWN_RULES: tuple[tuple[OwnRule, tuple[str, ...]], ...] = (
    (identity.vocabulary_ids_are_unique, ("R016",)),
    (dates.ends_follow_starts, ("R003",)),
    (meetings.attendance_is_consistent, ("R017",)),
    (meetings.planned_meetings_have_no_results, ("R018",)),
)
"""Every rule about one file with the codes it may report; what they find is kept as long as the file is the same."""

RULES: tuple[tuple[Rule, tuple[str, ...]], ...] = (
    (references.references_resolve, ("R001",)),
    (references.published_refer_to_published, ("R015",)),
    (references.vocabulary_is_known, ("S028",)),
    (identity.addresses_are_unique, ("R002",)),
    (identity.introductions_are_unique, ("R019",)),
    (identity.glossary_terms_are_unique, ("R012",)),
    (redirects.redirects_start_apart, ("R016", "R020")),
    (redirects.redirects_lead_somewhere, ("R010", "R011", "R015")),
    (dates.members_have_joined, ("R004",)),
    (dates.memberships_do_not_overlap, ("R021",)),
    (dates.charter_fits_its_meeting, ("R009",)),
    (meetings.commission_existed, ("R005",)),
    (meetings.actions_belong_to_partners, ("R006",)),
    (meetings.identifiers_are_unique, ("R007",)),
    (meetings.follow_ups_name_decisions, ("R015", "R022", "R023")),
    (meetings.approved_minutes_have_a_date, ("R008", "R009")),
    (links.links_lead_somewhere, ("L001", "L002", "L003", "L004", "L005", "L006", "L007", "R013")),
    (images.images_exist_and_are_used, ("R013", "R014")),
)
"""Rules about the whole network with the codes they may report. They look at what files say but for the words of
their texts, and at nothing else: where they found nothing once, they need not be asked again."""

FRESH_RULES: tuple[tuple[Rule, tuple[str, ...]], ...] = (
    (identity.network_is_described, ("F007",)),
    (images.images_are_sound, ("F015", "F017", "F018", "D008")),
    (publication.legal_notice_is_complete, ("P001",)),
    (publication.site_has_an_address, ("P002",)),
    (addresses.published_addresses_last, ("P003", "P004", "P005")),
)
"""Those that look at other files, too, or tell most networks something: they are asked each time."""
