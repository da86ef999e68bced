"""One wrong and one right example for each check; the small city itself is the right one for most."""

from __future__ import annotations

import re
from typing import Any

import pytest

from delegation.bundle.format import TABLES
from delegation.diagnostics import RULES, SEVERITIES
from delegation.diagnostics.diagnostic import Diagnostic
from tests.delegation.diagnostics.example import changed, found

Changes = dict[str, Any]

TO_SERVANT: Changes = {
    "grants.root-p": {"recipients": "wards"},
    "grants.delegated": {"grantor": "w1/chair", "recipients": "w1/civil_servant"},
}
COUNCIL_LIST: Changes = {
    "grants.list": {
        "grant": "list",
        "power": "p",
        "kind": "assignment",
        "grantor": "79/council",
        "recipients": "w1/civil_servant;w2/civil_servant",
        "instrument": "law",
    }
}
TAKEN_AWAY: Changes = {
    "grants.away": {
        "grant": "away",
        "power": "p",
        "kind": "exclusion",
        "recipients": "wards",
        "instrument": "law",
    }
}
DEPARTMENT_HEAD_DELEGATES: Changes = {
    "grants.again": {
        "grant": "again",
        "power": "p",
        "kind": "delegation",
        "grantor": "79/department_head",
        "recipients": "w1/chair",
        "instrument": "later",
        "citation": "Điều 1",
        "valid_until": "2026-01-31",
    },
    "instruments.later": {
        "instrument": "later",
        "number": "44/QĐ-SXD",
        "issuer": "Sở",
        "signer": "Giám đốc",
        "normative": "no",
        "issued_on": "2025-10-01",
    },
}
DEPARTMENT_DECENTRALIZES: Changes = {
    "grants.again": {
        "grant": "again",
        "power": "q",
        "kind": "decentralization",
        "grantor": "79/department",
        "recipients": "ward-committees",
        "instrument": "later",
        "citation": "Điều 1",
    },
    "instruments.later": {
        "instrument": "later",
        "number": "44/2025/QĐ-UBND",
        "issuer": "Sở",
        "signer": "Giám đốc",
        "normative": "yes",
        "issued_on": "2025-10-01",
        "gazette": "2",
    },
}
WARD_ENDS: Changes = {
    "units.w1": {"valid_until": "2025-12-31"},
    "grants.root-p": {"recipients": "w1/chair;w2/chair"},
    "grants.delegated": None,
}
SECOND_HOLDER: Changes = {
    "grants.second": {
        "grant": "second",
        "power": "p",
        "kind": "allocation",
        "recipients": "79/committee",
        "instrument": "law",
        "valid_from": "2025-07-01",
    }
}
LAW_ENDS: Changes = {"instruments.law": {"effective_until": "2027-02-28"}}
SUCCESSOR_LAW: Changes = {
    "instruments.next": {"instrument": "next", "issued_on": "2027-03-01"},
    "grants.next-p": {
        "grant": "next-p",
        "power": "p",
        "kind": "allocation",
        "recipients": "79/chair",
        "instrument": "next",
    },
    "grants.next-q": {
        "grant": "next-q",
        "power": "q",
        "kind": "allocation",
        "recipients": "79/committee",
        "instrument": "next",
    },
}

# Code, the row it is about, what is wrong, and (where it takes more than undoing that) what is right.
EXAMPLES: list[tuple[str, str, Changes, Changes]] = [
    ("DLG-01", "act", {"instruments.act": {"number": ""}}, {}),
    ("DLG-01", "act", {"instruments.act": {"issued_on": ""}}, {}),
    ("DLG-01", "act", {"instruments.act": {"issuer": ""}}, {}),
    ("DLG-01", "act", {"instruments.act": {"signer": ""}}, {}),
    ("DLG-02", "delegated", {"grants.delegated": {"recipients": "79/department"}}, {}),
    (
        "DLG-02",
        "delegated",
        {"grants.delegated": {"recipients": "ward-committees"}},
        {"grants.delegated": {"recipients": "wards"}},
    ),
    ("DLG-03", "delegated", {"grants.root-p": {"recipients": "79/committee"}}, {}),
    (
        "DLG-03",
        "delegated",
        {"grants.root-p": {"valid_from": "2025-07-11"}},
        {"grants.root-p": {"valid_from": "2025-07-10"}},
    ),
    (
        "DLG-03",
        "delegated",
        {"grants.root-p": {"territory": "w1"}, "grants.delegated": {"territory": "w2"}},
        {},
    ),
    (
        "DLG-03",
        "delegated",
        {"grants.root-p": {"recipients": "79/committee"}},
        {"grants.root-p": {"territory": "w1"}},
    ),
    (
        "DLG-03",
        "decentralized",
        {"grants.root-q": {"recipients": "79/chair"}},
        {"grants.root-q": None},
    ),
    (
        "DLG-03",
        "delegated",
        {"grants.root-p": {"recipients": "79/committee"}},
        {"grants.root-p": {"recipients": "79/committee"}, "units.79": {"valid_from": "2025-07-11"}},
    ),
    (
        "DLG-04",
        "delegated",
        {"grants.delegated": {"citation": ""}},
        {"grants.delegated": {"citation": "", "limits": "project_group=C"}},
    ),
    (
        "DLG-05",
        "delegated",
        {"grants.delegated": {"valid_until": "", "conditions": "cho đến khi có văn bản thay thế"}},
        {"grants.delegated": {"valid_until": ""}, "instruments.act": {"effective_until": "2026-12-31"}},
    ),
    ("DLG-06", "norm", {"instruments.norm": {"normative": "no"}}, {}),
    (
        "DLG-06",
        "norm",
        {"instruments.norm": {"number": "25/QĐ-UBND"}},
        {"instruments.norm": {"number": "25/QĐ-UBND", "normative": "no", "issued_on": "2019-01-01"}},
    ),
    ("DLG-07", "act", {"instruments.act": {"number": "145/2025/QĐ-UBND"}}, {}),
    ("DLG-07", "norm", {"instruments.norm": {"number": "25/QĐ-UBND"}}, {}),
    ("DLG-09", "again", DEPARTMENT_HEAD_DELEGATES, {}),
    ("DLG-09", "again", DEPARTMENT_DECENTRALIZES, {}),
    ("DLG-10", "delegated", {"powers.p": {"delegable": "no"}}, {}),
    (
        "DLG-11",
        "delegated",
        {
            "powers.p": {"collective": "yes"},
            "grants.root-p": {"recipients": "79/committee"},
            "grants.delegated": {"grantor": "79/committee", "recipients": "79/chair"},
        },
        {
            "powers.p": {"collective": "no"},
            "grants.root-p": {"recipients": "79/committee"},
            "grants.delegated": {"grantor": "79/committee", "recipients": "79/chair"},
        },
    ),
    (
        "DLG-12",
        "act",
        {"instruments.act": {"effective_from": "2025-07-09"}},
        {"instruments.act": {"effective_from": "2025-07-10"}},
    ),
    ("DLG-12", "delegated", {"grants.delegated": {"valid_from": "2025-07-01"}}, {}),
    (
        "DLG-13",
        "delegated",
        LAW_ENDS | SUCCESSOR_LAW | {"grants.delegated": {"valid_until": "2027-03-01"}},
        LAW_ENDS | SUCCESSOR_LAW | {"grants.delegated": {"valid_until": "2027-02-28"}},
    ),
    ("DLG-14", "root-p", WARD_ENDS, WARD_ENDS | {"grants.root-p": {"recipients": "wards"}}),
    (
        "DLG-14",
        "delegated",
        {"offices.79/department_head": {"valid_until": "2026-12-30"}},
        {"offices.79/department_head": {"valid_until": "2026-12-31"}},
    ),
    (
        "DLG-15",
        "second",
        SECOND_HOLDER,
        {"grants.second": SECOND_HOLDER["grants.second"] | {"conditions": "Dự án nhóm C"}},
    ),
    ("DLG-16", "p", LAW_ENDS, LAW_ENDS | SUCCESSOR_LAW),
    ("DLG-17", "delegated", TO_SERVANT, TO_SERVANT | COUNCIL_LIST),
    ("DLG-17", "delegated", TO_SERVANT | COUNCIL_LIST | TAKEN_AWAY, TO_SERVANT | COUNCIL_LIST),
    (
        "DLG-21",
        "norm",
        {"instruments.norm": {"gazette": ""}},
        {"instruments.norm": {"gazette": "", "normative": ""}},
    ),
]


def about(diagnostics: list[Diagnostic], code: str) -> list[str]:
    return [one.record.id for one in diagnostics if one.code == code]


def test_the_small_city_is_in_order() -> None:
    assert found(changed({})) == []


@pytest.mark.parametrize(("code", "row", "wrong", "right"), EXAMPLES)
def test_wrong_and_right(code: str, row: str, wrong: Changes, right: Changes) -> None:
    assert row in about(found(changed(wrong)), code)
    assert about(found(changed(right)), code) == []


@pytest.mark.parametrize("code", ["DLG-08", "DLG-18"])
def test_what_only_a_reader_of_the_text_knows(code: str) -> None:
    assert "act" in about(found(changed({}), unstated=True), code)
    assert about(found(changed({})), code) == []


def test_every_check_has_an_example() -> None:
    assert {rule.code for rule in RULES} == {code for code, *_ in EXAMPLES} | {"DLG-08", "DLG-18"}


@pytest.mark.parametrize(("code", "row", "wrong", "right"), EXAMPLES)
def test_each_finding_says_what_to_do_and_by_which_law(
    code: str, row: str, wrong: Changes, right: Changes
) -> None:
    for one in found(changed(wrong)):
        assert one.law
        assert one.severity in SEVERITIES
        assert "%(" not in one.message
        assert re.search(r"(Hãy|Nên) .+\.$", one.message)


def test_an_end_of_the_law_is_told_once_for_all_places() -> None:
    (gap,) = [one for one in found(changed(LAW_ENDS)) if one.code == "DLG-16" and one.record.id == "p"]
    assert (gap.place, str(gap.on)) == ("79", "2027-03-01")
    assert "3 nơi" in gap.message


def test_an_overlap_says_from_when_to_when() -> None:
    second = SECOND_HOLDER["grants.second"] | {"valid_from": "2025-08-01", "valid_until": "2025-08-31"}
    (overlap,) = [one for one in found(changed({"grants.second": second})) if one.code == "DLG-15"]
    assert "từ 2025-08-01 đến hết 2025-08-31" in overlap.message
    assert (overlap.place, str(overlap.on)) == ("79", "2025-08-01")


OF_2021 = "Điều 14 Luật 77/2015/QH13 (sửa đổi bởi Luật 47/2019/QH14)"
DECENTRALIZED_2020 = "Điều 13 Luật 77/2015/QH13 (sửa đổi bởi Luật 47/2019/QH14)"
OF_2025 = "Điều 14 Luật 72/2025/QH15"
DIVIDED_2017 = "Điều 11 Luật 77/2015/QH13"
DIVIDED_2020 = "Điều 11 Luật 77/2015/QH13 (sửa đổi bởi Luật 47/2019/QH14)"
TEXTS_OF_2015 = "Luật Ban hành văn bản quy phạm pháp luật 80/2015/QH13"
TEXTS_OF_2025 = "Luật Ban hành văn bản quy phạm pháp luật 64/2025/QH15"
NOT_RECORDED = "luật có hiệu lực khi đó (sổ chưa ghi)"
LAWS = [
    ("DLG-01", {"instruments.act": {"number": ""}}, "2021-05-01", OF_2021),
    ("DLG-01", {"instruments.act": {"number": ""}}, "2017-05-01", "Điều 14 Luật 77/2015/QH13"),
    ("DLG-01", {"instruments.act": {"number": ""}}, "2025-03-05", "Điều 14 Luật 65/2025/QH15"),
    ("DLG-01", {"instruments.act": {"number": ""}}, "2025-07-10", OF_2025),
    ("DLG-01", {"instruments.act": {"number": ""}}, "2015-12-31", NOT_RECORDED),
    (
        "DLG-01",
        {"instruments.act": {"number": ""}, "grants.delegated": {"grantor": "VN/prime_minister"}},
        "2025-07-10",
        "Điều 9 Luật 63/2025/QH15",
    ),
    ("DLG-02", {"grants.delegated": {"recipients": "79/council"}}, "2021-05-01", OF_2021),
    ("DLG-04", {"grants.delegated": {"citation": ""}}, "2021-05-01", OF_2021),
    ("DLG-05", {"grants.delegated": {"valid_until": ""}}, "2021-05-01", OF_2021),
    ("DLG-07", {"instruments.act": {"number": "1/2021/QĐ-UBND"}}, "2021-05-01", OF_2021),
    ("DLG-10", {"powers.p": {"delegable": "no"}}, "2021-05-01", OF_2021),
    ("DLG-12", {"instruments.act": {"effective_from": "2021-04-30"}}, "2021-05-01", TEXTS_OF_2015),
    ("DLG-12", {"instruments.act": {"effective_from": "2021-04-30"}}, "2025-04-01", TEXTS_OF_2025),
    ("DLG-12", {"instruments.act": {"effective_from": "2015-04-30"}}, "2016-06-30", NOT_RECORDED),
    ("DLG-13", LAW_ENDS | {"grants.delegated": {"valid_until": "2027-12-31"}}, "2021-05-01", OF_2021),
]


@pytest.mark.parametrize(("code", "wrong", "signed", "law"), LAWS)
def test_the_article_is_that_of_the_day_of_signing(code: str, wrong: Changes, signed: str, law: str) -> None:
    act = {"issued_on": signed, "effective_from": ""} | wrong.get("instruments.act", {})
    assert {one.law for one in found(changed(wrong | {"instruments.act": act})) if one.code == code} == {law}


@pytest.mark.parametrize(
    ("code", "row", "changes", "law"),
    [
        (
            "DLG-06",
            "norm",
            {"instruments.norm": {"normative": "no", "issued_on": "2021-05-01"}},
            DECENTRALIZED_2020,
        ),
        ("DLG-07", "norm", {"instruments.norm": {"number": "25/QĐ-UBND"}}, "Điều 13 Luật 72/2025/QH15"),
        ("DLG-21", "norm", {"instruments.norm": {"gazette": "", "issued_on": "2021-05-01"}}, TEXTS_OF_2015),
        ("DLG-14", "delegated", {"offices.79/department_head": {"valid_until": "2026-12-30"}}, OF_2025),
        (
            "DLG-14",
            "root-q",
            {"offices.79/committee": {"valid_until": "2020-07-31"}},
            DIVIDED_2020,
        ),
        ("DLG-15", "second", SECOND_HOLDER, "Điều 11 Luật 72/2025/QH15; Kết luận 155-KL/TW"),
        (
            "DLG-16",
            "p",
            {"grants.root-p": {"valid_until": "2019-12-31"}, "grants.delegated": None},
            DIVIDED_2017,
        ),
        ("DLG-18", "act", {}, OF_2025),
    ],
)
def test_the_article_is_that_of_the_day_it_is_true_of(
    code: str, row: str, changes: Changes, law: str
) -> None:
    told = [one for one in found(changed(changes), unstated=True) if (one.code, one.record.id) == (code, row)]
    assert {one.law for one in told} == {law}


@pytest.mark.parametrize(
    ("until", "codes"), [("2027-01-31", ["DLG-13"]), ("", ["DLG-05"]), ("2026-06-30", []), ("2026-12-31", [])]
)
def test_a_term_is_as_long_as_its_longest_extension(until: str, codes: list[str]) -> None:
    extended = {"change": "c", "grant": "delegated", "action": "extend", "instrument": "act", "until": until}
    ends = {
        "instruments.basis": {
            "instrument": "basis",
            "issued_on": "2016-01-01",
            "effective_until": "2026-12-31",
        }
    }
    based = {"instrument_relations.b": {"instrument": "act", "relation": "based_on", "target": "basis"}}
    assert [one.code for one in found(changed(ends | based | {"changes.c": extended}))] == codes


def test_a_finding_names_the_cell_to_look_at() -> None:
    for _code, _row, wrong, _right in EXAMPLES:
        for one in found(changed(wrong)):
            if one.column is not None:
                assert one.column in TABLES[one.record.table].header
