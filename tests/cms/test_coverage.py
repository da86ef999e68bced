"""What editors say of how far a field is recorded, and what the register says of it itself."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils.translation import override

from cms.catalog import Catalog
from cms.coverage import statement_for
from cms.coverage_of_fields import fields_covered
from cms.models import CoveragePage
from tests.cms.pages import page, words

pytestmark = pytest.mark.usefixtures("register", "site")
SAID = {
    "law_field": "chung-thuc",
    "recorded": "Mọi thủ tục cấp xã.",
    "complete_as_at": "2025-12-31",
    "missing": "Việc của sở.",
}


def state(language: str = "vi", **said: Any) -> None:
    """Publish a statement."""
    shown = CoveragePage.objects.get(locale__language_code=language)
    block = shown.statements.stream_block.child_blocks["statement"]
    shown.statements = [("statement", block.to_python({**SAID, **said}))]
    shown.save_revision().publish()


def test_nothing_is_said_until_somebody_says_it() -> None:
    assert statement_for("chung-thuc") is None


def test_a_statement_is_in_plain_words_with_its_day_and_place() -> None:
    state()
    said = statement_for("chung-thuc")
    assert said is not None
    assert said.words == "Mọi thủ tục cấp xã. Còn thiếu: Việc của sở."
    assert said.complete_as_at == date(2025, 12, 31)
    assert said.address == "/muc-do-day-du/#chung-thuc"
    assert said.is_complete_on(date(2025, 12, 31))
    assert not said.is_complete_on(date(2026, 1, 1))
    assert statement_for("dat-dai") is None


def test_what_is_said_anew_counts_at_once() -> None:
    state()
    statement_for("chung-thuc")
    state(missing="", recorded="Đủ.")
    said = statement_for("chung-thuc")
    assert said is not None
    assert said.words == "Đủ."


def test_in_another_language_what_is_said_there_comes_first() -> None:
    state()
    with override("en"):
        said = statement_for("chung-thuc")
        assert said is not None
        assert said.words.startswith("Mọi thủ tục")
        state("en", recorded="All of it.", missing="")
        said = statement_for("chung-thuc")
        assert said is not None
        assert (said.words, said.address) == ("All of it.", "/en/muc-do-day-du/#chung-thuc")


def test_a_statement_that_is_taken_off_or_waits_for_approval_does_not_count() -> None:
    state()
    shown = CoveragePage.objects.get(locale__language_code="vi")
    shown.statements = []
    shown.save_revision()
    assert statement_for("chung-thuc") is not None
    shown.unpublish()
    assert statement_for("chung-thuc") is None


def test_asking_again_costs_two_statements_whatever_is_said() -> None:
    state()
    statement_for("chung-thuc")
    with CaptureQueriesContext(connection) as asked:
        statement_for("chung-thuc")
        statement_for("dat-dai")
    assert len(asked) == 4


def test_every_field_is_listed_with_what_the_register_counts(client: Client, catalog: Catalog) -> None:
    state()
    shown = page(client, "/muc-do-day-du/")
    rows = {str(row["id"]): " ".join(row.get_text(" ").split()) for row in shown.select(".coverage tbody tr")}
    assert rows.keys() == catalog.fields.keys()
    assert "Đủ tính đến ngày 31/12/2025" in rows["chung-thuc"]
    assert "Chưa có nhận định" in rows["dat-dai"]
    assert "Chưa có nhận định" not in rows["chung-thuc"]
    assert "không có nghĩa là không cơ quan nào có thẩm quyền" in words(shown)


def test_held_and_not_held_are_counted_on_the_day(catalog: Catalog) -> None:
    before = {one.field: one for one in fields_covered(catalog, date(1990, 1, 1), {})}
    after = {one.field: one for one in fields_covered(catalog, date(2025, 12, 1), {})}
    assert before["chung-thuc"].held == 0
    assert 0 < after["chung-thuc"].held <= after["chung-thuc"].powers
    assert all(one.held + one.without_holder == one.powers for one in after.values())
    assert sum(one.powers for one in after.values()) == len(catalog.powers)
