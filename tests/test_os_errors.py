"""Reasons of the operating system, in the network's language and not in the system's."""

from __future__ import annotations

import errno

import pytest
from registry.os_errors import reason
from registry.report.unwritable import unwritable
from support.problems import catalogue


@pytest.mark.parametrize(
    ("number", "french"),
    [
        (errno.EACCES, "vous n’en avez pas le droit"),
        (errno.ENOSPC, "le disque est plein"),
        (errno.EROFS, "le disque est en lecture seule"),
        (errno.EISDIR, "c’est un dossier"),
        (errno.EIO, "le disque ne répond pas comme il le devrait"),
    ],
)
def test_a_reason_is_in_the_networks_language(number: int, french: str) -> None:
    assert catalogue("fr").gettext(reason(OSError(number, "Anything that the system says"))) == french


def test_a_rare_one_is_its_name_which_can_be_searched_for() -> None:
    assert reason(OSError(errno.EXDEV, "Invalid cross-device link")) == "EXDEV"


def test_one_without_a_number_is_as_it_says() -> None:
    assert reason(OSError("port 80")) == "port 80"


def test_a_file_that_cannot_be_written_is_named_with_the_reason() -> None:
    error = PermissionError(errno.EACCES, "Permission denied", "/site/x.yaml")
    assert unwritable(error, catalogue("fr")) == (
        "Impossible d’écrire /site/x.yaml\u00a0: vous n’en avez pas le droit."
    )
