from __future__ import annotations

import re
from importlib.metadata import metadata

import pytest

from tests.databases import ROOT

_PINNED = re.compile(r"^([A-Za-z0-9._-]+)==(\S+)$", re.MULTILINE)
_GPL = re.compile(r"\bA?GPL|GNU (?:Affero )?General Public", re.IGNORECASE)

RUN = dict(_PINNED.findall((ROOT / "requirements.txt").read_text(encoding="utf-8")))
DEV = dict(_PINNED.findall((ROOT / "requirements-dev.txt").read_text(encoding="utf-8")))


@pytest.mark.parametrize("package", sorted(RUN | DEV))
def test_no_package_is_under_the_gpl(package: str) -> None:
    about = metadata(package)
    licences = [line for field in ("License-Expression", "License") for line in about.get_all(field) or []]
    licences += [line for line in about.get_all("Classifier") or [] if line.startswith("License ::")]
    # A licence text of its own may mention others; its name is in its first line.
    assert not [licence for licence in licences if _GPL.search(licence.partition("\n")[0])]


def test_what_is_tested_is_what_runs() -> None:
    assert {name: RUN[name] for name in RUN.keys() & DEV.keys()} == {
        name: DEV[name] for name in RUN.keys() & DEV.keys()
    }


@pytest.mark.parametrize("package", sorted(RUN | DEV))
def test_what_is_installed_is_what_is_pinned(package: str) -> None:
    assert metadata(package)["Version"] == (RUN | DEV)[package]
