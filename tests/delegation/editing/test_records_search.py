"""Finding records: any spelling, every cell, and days of effect as the rule itself has them."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from delegation.bundle.format import TABLES
from delegation.bundle.shelves import SHELVES
from delegation.dossiers.entries import RecordKey, recorded_cells
from delegation.editing.records.addresses import (
    SLUGS,
    RowKeyConverter,
    named_address,
    public_address,
    record_in,
    written,
)
from delegation.editing.records.effect import standing
from delegation.editing.records.filters import narrowed, read_asked
from delegation.editing.records.folding import shadow, sought
from delegation.editing.records.tables import LISTED
from delegation.models import GrantEntry
from delegation.reading import day_of, register_at
from delegation.register import Register
from units.text import fold, normalise

LETTERS = "aàáảãạăằâấđeêềiíoôốơờuùưứyỳýỷỹ ABCĐÊƠ.,/-0123"
KEYS = st.text(
    st.characters(min_codepoint=33, exclude_characters=";", categories=["L", "N", "P", "S"]), min_size=1
)


@given(st.lists(st.text(LETTERS)))
def test_the_shadow_of_texts_has_the_words_of_every_search(texts: list[str]) -> None:
    found = shadow(*map(normalise, texts))
    words = re.findall("[a-z0-9]+", fold("\n".join(texts)))
    assert re.findall("[a-z0-9]+", found) == words
    assert all(f" {word}" in found for word in words)


@given(st.lists(st.text(LETTERS, min_size=1), min_size=2))
def test_nothing_that_is_looked_for_goes_over_from_one_text_to_the_next(texts: list[str]) -> None:
    assert shadow(*texts).count("|") == len(texts)
    assert "|" not in sought("".join(texts))


@given(st.text())
def test_what_is_looked_for_in_a_text_is_found_in_it(text: str) -> None:
    assert all(sought(word) in shadow(text) for word in text.split() if sought(word))


@given(st.tuples(KEYS, KEYS))
def test_a_key_comes_back_from_its_address(key: tuple[str, ...]) -> None:
    segment = RowKeyConverter().to_url(key)
    assert "/" not in segment
    assert RowKeyConverter().to_python(segment) == key
    assert record_in(written(RecordKey("units", key))) == RecordKey("units", key)


@pytest.mark.parametrize(
    "text", ["", "grants/x", "trao-quyen", "trao-quyen/", "trao-quyen/a;b", "don-vi/a", "x/y"]
)
def test_what_names_no_record(text: str) -> None:
    assert record_in(text) is None


def test_every_table_is_listed_by_columns_that_it_has() -> None:
    assert LISTED.keys() == TABLES.keys() == SLUGS.keys()
    for listed in LISTED.values():
        assert set(listed.columns) | set(listed.orders) <= set(listed.table.header)


def test_where_things_are_shown() -> None:
    assert named_address("offices", "79@2016-01-01/chair").endswith("/co-quan/ban-ghi/79@2016-01-01~1chair/")
    assert named_address("units", "79@2016-01-01").endswith("/don-vi/?ma=79@2016-01-01")
    assert named_address("successions", "2025-07-01") == ""
    assert public_address("offices", "79@2016-01-01/chair") == "/co-quan/79@2016-01-01/chair/"
    assert public_address("grants", "g") == ""


def found(table: str, **asked: str) -> list[str]:
    sent = {name.replace("_", "-"): text for name, text in asked.items()}
    listed = LISTED[table]
    shelf = next(one for one in SHELVES if one.table.name == table)
    return list(narrowed(listed, read_asked(sent, listed)).values_list(shelf.fields[0], flat=True))


@pytest.mark.parametrize(
    "text",
    [
        "dau-tu.di-tich.2",
        # Words of the power, of an office, of the document, of the own text, in any spelling.
        "tu bổ phục hồi di tích",
        "TU BO phuc hoi",
        "giam doc so van hoa",
        "Hồ Chí Minh di tích",
        "3321/QĐ-UBND di tich",
        "3321 cap thanh pho",
        # A choice by its words, a day as people write it.
        "uy quyen di tich",
        "20/12/2025 văn hóa di tích",
        "31/12/2026 di-tich",
    ],
)
def test_a_grant_is_found_by_any_of_its_cells(register: Register, text: str) -> None:
    assert "dau-tu.di-tich.2" in found("grants", q=text)


@pytest.mark.parametrize("text", ["di tich khong-co", "21/12/2025 di tich", "ich", "ditich"])
def test_a_grant_is_not_found_by_what_it_does_not_say(register: Register, text: str) -> None:
    assert "dau-tu.di-tich.2" not in found("grants", q=text)


def test_other_tables_are_searched_too(register: Register) -> None:
    # A change by the title of the power that its grant is about.
    assert found("changes", q="long duong thu hoi") == ["bai-bo-32-2023"]
    assert "ct-ubnd-xa-phuong-dac-khu" in found("scopes", q="chu tich dac khu")
    assert set(found("units", q="phuong thu thiem")) == {"27118@2016-01-01"}
    assert found("units", q="phuong thu thiem", theo="-valid_from") == ["27118@2016-01-01"] * 2
    assert found("fields", q="khong co linh vuc nao") == []


def test_a_list_is_narrowed_by_unit_document_and_field(register: Register) -> None:
    city = set(found("grants", don_vi="thanh pho ho chi minh"))
    assert "dau-tu.di-tich.2" in city
    assert "dau-tu.di-tich.1" not in city
    assert set(found("grants", van_ban="3321")) <= city
    assert "dau-tu.di-tich.2" in found("grants", van_ban="qd-3321-ubnd-hcm-2025")
    field = next(iter(GrantEntry.objects.filter(grant="dau-tu.di-tich.2"))).power.entries.get().field_id
    assert "dau-tu.di-tich.1" in found("grants", linh_vuc=field)
    assert found("grants", linh_vuc="không có") == []
    assert "qd-3321-ubnd-hcm-2025" in found("instruments", don_vi="79", linh_vuc=field)


def test_what_cannot_be_read_finds_nothing_and_says_why(register: Register) -> None:
    asked = read_asked({"ngay": "31/2/2025", "theo": "id; DROP", "q": "a\0b"}, LISTED["grants"])
    (problem,) = asked.problems
    assert "31/2/2025" in problem
    assert (asked.order, asked.text) == ("", "ab")
    assert found("grants", ngay="31/2/2025") == []


def test_the_order_is_the_same_both_ways_with_what_is_unknown_before_all_else(register: Register) -> None:
    up, down = found("grants", theo="valid_until"), found("grants", theo="-valid_until")
    assert up == down[::-1]
    days = dict(GrantEntry.objects.recorded().values_list("grant_id", "valid_to"))
    assert [days[key] or date.min for key in up] == sorted(days[key] or date.min for key in up)


DAYS = [
    "2016-06-01",
    "2021-06-01",
    "2025-06-30",
    "2025-11-18",
    "2025-11-19",
    "2025-12-20",
    "2026-07-01",
    "2027-01-01",
]


@pytest.mark.parametrize("text", DAYS)
def test_what_has_effect_on_a_day_is_what_the_rule_says(register: Register, text: str) -> None:
    day = date.fromisoformat(text)
    on = day_of(register_at(), day)

    def told(table: str) -> set[RecordKey]:
        shelf = next(one for one in SHELVES if one.table.name == table)
        records = {RecordKey(table, shelf.table.key_reader()(row.cells)) for _entry, row in shelf.rows()}
        cells = recorded_cells(records)
        standings: dict[RecordKey, Any] = {one: standing(one, cells[one], day) for one in records}
        return {one for one, stands in standings.items() if stands.holds}

    assert set(found("instruments", ngay=text)) == {
        key for key in on.register.instruments if on.in_force(key)
    }
    assert set(found("offices", ngay=text)) == {
        key for key in on.directory.offices if on.directory.exists(key, day)
    }
    assert len(found("units", ngay=text)) == len(list(on.geography.existing(day)))
    for table in ("grants", "changes", "instruments", "offices"):
        assert {one.identity for one in told(table)} <= set(found(table, ngay=text)), table
    assert len(told("instrument_relations")) == len(found("instrument_relations", ngay=text))
    assert len(told("units")) == len(found("units", ngay=text))


def test_a_revoked_grant_has_no_effect_from_that_day(register: Register) -> None:
    grant = "nd140.qlcl-cong-trinh-xa.2"
    assert grant in found("grants", ngay="2026-06-30")
    assert grant not in found("grants", ngay="2026-07-01")
    record = RecordKey("grants", (grant,))
    cells = recorded_cells([record])[record]
    before, after = (standing(record, cells, date.fromisoformat(day)) for day in ("2026-06-30", "2026-07-01"))
    assert before is not None
    assert after is not None
    assert (before.holds, after.holds) == (True, False)
    assert "01/07/2026" in after.sentence
