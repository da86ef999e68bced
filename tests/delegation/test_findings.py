"""A draft is judged by its own rows and by what it makes worse, not by what was wrong before."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pytest

from delegation.bundle.rows import Row, TableRows
from delegation.consequences import touched_powers
from delegation.diagnostics import Diagnostic
from delegation.diagnostics.diagnostic import LONGEST_IDENTITY, Record
from delegation.drafts import Statement, drafts_of
from delegation.findings import findings
from delegation.prospect import register_with
from tests.bundles import bundle_of
from tests.delegation.diagnostics.example import changed, drafted
from tests.delegation.diagnostics.test_rules import EXAMPLES, LAW_ENDS, SECOND_HOLDER
from tests.registers import Tables, register_from

Changes = dict[str, Any]
EFFECTS = {"DLG-14", "DLG-15", "DLG-16"}

NEW_ACT: Changes = {
    "instruments.new": {
        "instrument": "new",
        "number": "50/QĐ-UBND",
        "issuer": "Chủ tịch",
        "signer": "Chủ tịch",
        "normative": "no",
        "issued_on": "2026-03-01",
    }
}
NEW_GRANT: Changes = {
    "grants.new": {
        "grant": "new",
        "power": "p",
        "kind": "delegation",
        "grantor": "79/chair",
        "recipients": "w1/chair",
        "instrument": "new",
        "citation": "Điều 1",
        "territory": "w1",
        "valid_from": "2027-01-01",
        "valid_until": "2027-06-30",
    }
}
EXTENDED: Changes = {
    "changes.c": {
        "change": "c",
        "grant": "delegated",
        "action": "extend",
        "instrument": "new",
        "until": "2027-06-30",
    }
}


def judged(
    changes: Changes, recorded: Changes | None = None, statements: Mapping[str, Statement] | None = None
) -> list[Diagnostic]:
    """What is found in the draft that makes of the recorded register the one with the changes, too."""
    tables = changed(recorded or {})
    bundle, withdrawn = drafted((recorded or {}) | changes, tables)
    before = register_from(tables)
    after = register_with(before, bundle, withdrawn)
    powers = touched_powers(before, bundle, withdrawn)
    return findings(before, after, drafts_of(bundle, rows_of(tables), before, after, statements), powers)


def rows_of(tables: Tables) -> TableRows:
    """The rows as the register holds them."""
    return {
        table: {key: Row(None, row.cells) for key, row in rows.items()}
        for table, rows in bundle_of(tables).tables.items()
    }


def told(found: list[Diagnostic]) -> list[tuple[str, str]]:
    return [(one.code, one.record.id) for one in found]


@pytest.mark.parametrize(("code", "row", "wrong", "right"), EXAMPLES)
def test_every_fault_is_found_where_the_draft_makes_it(
    code: str, row: str, wrong: Changes, right: Changes
) -> None:
    its_own = any(where in wrong for where in (f"grants.{row}", f"instruments.{row}"))
    # What it does to documents recorded earlier is told by what it does to those who hold by them.
    assert ((code, row) in told(judged(wrong))) == (its_own or code in EFFECTS)
    assert code not in {one.code for one in judged(right)}


@pytest.mark.parametrize(("code", "row", "wrong", "right"), EXAMPLES)
def test_no_fault_is_held_against_a_draft_that_does_not_make_it(
    code: str, row: str, wrong: Changes, right: Changes
) -> None:
    assert told(judged({"powers.r": {"power": "r", "delegable": "yes", "collective": "no"}}, wrong)) == []


def test_a_good_draft_has_no_fault() -> None:
    assert judged(NEW_ACT | NEW_GRANT) == []
    assert judged(NEW_ACT | EXTENDED) == []


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        (NEW_ACT | {"grants.new": NEW_GRANT["grants.new"] | {"valid_until": ""}}, ("DLG-05", "new")),
        (NEW_ACT | {"grants.new": NEW_GRANT["grants.new"] | {"grantor": "79/committee"}}, ("DLG-03", "new")),
        (NEW_ACT | {"changes.c": EXTENDED["changes.c"] | {"until": ""}}, ("DLG-05", "delegated")),
        (
            NEW_ACT | EXTENDED | {"offices.79/department_head": {"valid_until": "2027-01-31"}},
            ("DLG-14", "delegated"),
        ),
    ],
)
def test_a_bad_draft_on_top_of_what_is_recorded(changes: Changes, expected: tuple[str, str]) -> None:
    assert expected in told(judged(changes))


def test_what_a_correction_brings_to_grants_recorded_earlier_is_told_and_nothing_else() -> None:
    wrong = {"grants.delegated": {"citation": ""}}
    later = {"instruments.norm": {"issued_on": "2025-07-01"}, "grants.root-q": {"valid_from": "2025-07-05"}}
    found = told(judged(later, wrong))
    assert ("DLG-03", "decentralized") in found
    assert not [one for one in found if one[1] == "delegated"]


def test_an_old_fault_of_another_grant_of_the_same_document_is_not_told() -> None:
    more = NEW_GRANT["grants.new"] | {"instrument": "act"}
    wrong = {"grants.delegated": {"citation": ""}}
    assert judged({"grants.new": more}, wrong) == []
    assert judged({"instruments.act": {"gazette": "Công báo số 2"}}, wrong) == []
    assert told(judged({"grants.new": more | {"citation": "", "territory": ""}}, wrong)) == [
        ("DLG-04", "new")
    ]


def test_only_a_reader_of_the_text_can_say_what_it_leaves_out() -> None:
    silent = {"new": Statement(states_resources=False, forbids_passing_on=False)}
    found = judged(NEW_ACT | NEW_GRANT, statements=silent)
    assert told(found) == [("DLG-08", "new"), ("DLG-18", "new")]
    assert judged(NEW_ACT | NEW_GRANT, statements={"new": Statement(True, True)}) == []
    assert judged(NEW_ACT | NEW_GRANT, statements={"act": Statement(False, False)}) == []


@pytest.mark.parametrize(
    ("changes", "day"),
    [
        ({"offices.79/department_head": {"valid_until": "2026-06-30"}}, ["2026-07-01"]),
        ({"offices.79/department_head": {"valid_until": "2026-11-30"}}, []),
        ({"grants.delegated": {"conditions": "Dự án nhóm C"}}, ["2026-11-01"]),
        ({"powers.p": {"delegable": "yes", "collective": "yes"}}, []),
    ],
)
def test_a_recipient_that_is_gone_anyway_is_told_of_an_earlier_day_or_of_the_drafts_own_grant(
    changes: Changes, day: list[str]
) -> None:
    found = judged(changes, {"offices.79/department_head": {"valid_until": "2026-10-31"}})
    assert [str(one.on) for one in found if one.code == "DLG-14"] == day


# Overlaps


def test_an_old_overlap_is_not_told_and_a_new_one_beside_it_is() -> None:
    third = SECOND_HOLDER["grants.second"] | {"grant": "third", "recipients": "79/council"}
    assert judged(NEW_ACT | EXTENDED, SECOND_HOLDER) == []
    assert set(told(judged({"grants.third": third}, SECOND_HOLDER))) == {("DLG-15", "third")}
    assert told(judged(NEW_ACT | NEW_GRANT, SECOND_HOLDER)) == [("DLG-15", "new")]


def test_a_draft_that_ends_one_of_three_holders_does_not_make_the_overlap_of_the_other_two() -> None:
    third = SECOND_HOLDER["grants.second"] | {"grant": "third", "recipients": "79/council"}
    recorded = SECOND_HOLDER | {"grants.third": third}
    ended = {
        "changes.c": {
            "change": "c",
            "grant": "third",
            "action": "revoke",
            "instrument": "new",
            "from": "2026-04-01",
        }
    }
    assert told(judged(NEW_ACT | ended, recorded)) == []


def test_an_overlap_that_a_change_to_a_recorded_grant_makes() -> None:
    second = {"grants.second": SECOND_HOLDER["grants.second"] | {"valid_until": "2025-07-09"}}
    short = second | {
        "grants.root-p": {"valid_from": "2025-07-10"},
        "grants.delegated": {"valid_from": "2025-07-15"},
    }
    longer = {"changes.c": EXTENDED["changes.c"] | {"grant": "second"}}
    assert told(judged(NEW_ACT, short)) == []
    found = judged(NEW_ACT | longer, short)
    assert [(one.code, one.about, str(one.on)) for one in found] == [
        ("DLG-15", ("delegated", "second"), "2026-03-01"),
        ("DLG-15", ("root-p", "second"), "2027-01-01"),
    ]


# Gaps


def test_an_old_gap_is_not_told_and_one_that_comes_earlier_is() -> None:
    assert told(judged(NEW_ACT | NEW_GRANT, LAW_ENDS)) == []
    earlier = {"instruments.law": {"effective_until": "2026-12-31"}}
    found = [one for one in judged(earlier, LAW_ENDS) if one.code == "DLG-16"]
    assert [(one.record.id, str(one.on)) for one in found] == [("p", "2027-01-01")]


def test_a_gap_that_is_put_off_is_not_a_new_one() -> None:
    later = {"instruments.law": {"effective_until": "2027-12-31"}}
    assert [one for one in judged(later, LAW_ENDS) if one.code == "DLG-16"] == []


def test_of_a_gap_only_the_places_are_told_that_have_not_lost_their_holder_already() -> None:
    to_wards = {"grants.root-p": {"recipients": "w1/chair;w2/chair"}, "grants.delegated": None}
    revoked = {
        "change": "c",
        "grant": "root-p",
        "action": "revoke",
        "instrument": "act",
        "from": "2026-04-01",
        "recipients": "w1/chair",
    }
    recorded = to_wards | {"changes.c": revoked}
    both = {"changes.d": revoked | {"change": "d", "recipients": "w2/chair"}}
    (gap,) = judged(both, recorded)
    assert (gap.code, gap.place, gap.values["places"]) == ("DLG-16", "w2", "1")


def test_a_holder_of_a_new_power_that_ends_leaves_a_gap() -> None:
    power = {"powers.r": {"power": "r", "delegable": "yes", "collective": "no"}}
    grant = {"grant": "r1", "power": "r", "kind": "allocation", "recipients": "79/chair", "instrument": "law"}
    found = judged(power | {"grants.r1": grant | {"valid_until": "2027-02-28"}})
    assert [(one.code, one.record.id, str(one.on)) for one in found] == [("DLG-16", "r", "2027-03-01")]
    assert judged(power | {"grants.r1": grant}) == []


# Identity


def diagnostic(**cells: Any) -> Diagnostic:
    return replace(Diagnostic("DLG-01", "error", Record("grants", "g"), "law", "Câu."), **cells)


def test_an_identity_does_not_depend_on_words() -> None:
    one = diagnostic(values={"day": "2026-01-01"})
    assert one.identity == replace(one, sentence="t", law="m", values={}, severity="warning").identity


@pytest.mark.parametrize(
    "unlike",
    [
        {"code": "DLG-02"},
        {"record": Record("grants", "h")},
        {"place": "w1"},
        {"column": "signer"},
        {"about": ("x",)},
    ],
)
def test_an_identity_tells_findings_apart(unlike: Changes) -> None:
    assert diagnostic(**unlike).identity != diagnostic().identity


@pytest.mark.parametrize(
    "wrong",
    [
        {"instruments.act": {"number": "", "issuer": "", "signer": ""}},
        {"grants.delegated": {"recipients": "79/department;79/council"}},
        {"offices.w1/chair": {"valid_until": "2026-01-01"}, "offices.w2/chair": {"valid_until": "2026-01-01"}}
        | {"grants.delegated": {"recipients": "w1/chair;w2/chair"}},
    ],
)
def test_findings_of_one_row_have_identities_of_their_own(wrong: Changes) -> None:
    found = judged(wrong)
    assert len(found) > 1
    assert len({one.identity for one in found}) == len(found)


def test_a_long_identity_fits_where_it_is_kept_and_stays_one_of_its_own() -> None:
    names = [f"79@2016-01-01/department_head:{number}" for number in range(60)]
    one, other = diagnostic(about=tuple(names)), diagnostic(about=tuple(names[1:]))
    assert len(one.identity) <= LONGEST_IDENTITY
    assert one.identity != other.identity
    assert one.identity.startswith("DLG-01|grants|")
