"""The wording of a decision knows neither Word nor Typst, and of Django only its translations."""

from __future__ import annotations

import pytest

from tests.databases import ROOT
from tests.house.test_pure_core import imported

_PACKAGE = ROOT / "delegation" / "documents"
_WRITERS = {"docx.py", "pdf.py", "typesetting.py", "wordprocessing.py"}
_ALLOWED = {"django.utils.translation"}
_FOREIGN = ("django", "docx", "typst", "lxml", "wagtail")


@pytest.mark.parametrize(
    "name", sorted(path.name for path in _PACKAGE.glob("*.py") if path.name not in _WRITERS)
)
def test_the_wording_needs_no_writer(name: str) -> None:
    modules = set(imported(_PACKAGE / name))
    assert {module for module in modules if module.split(".")[0] in _FOREIGN} <= _ALLOWED
    assert not {module for module in modules if module.startswith("delegation.models")}
