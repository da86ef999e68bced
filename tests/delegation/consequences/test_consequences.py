"""What a draft does, told so that an approver can read it: one line for one thing."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from delegation.bundle.rows import Bundle
from delegation.consequences import Consequences, Effect, consequences, touched_powers
from delegation.prospect import register_with, repeal
from tests.delegation.diagnostics.example import changed, drafted
from tests.registers import register_from

Changes = dict[str, Any]

TO_WARDS: Changes = {
    "grants.new": {
        "grant": "new",
        "power": "q",
        "kind": "delegation",
        "grantor": "79/committee",
        "recipients": "ward-committees",
        "instrument": "act",
        "citation": "Điều 3",
        "valid_from": "2026-02-01",
        "valid_until": "2026-12-31",
    },
    "grants.decentralized": None,
}


def told_of(changes: Changes, recorded: Changes | None = None, **days: date) -> Consequences:
    tables = changed(recorded or {})
    bundle, withdrawn = drafted((recorded or {}) | changes, tables)
    before = register_from(tables)
    after = register_with(before, bundle, withdrawn)
    return consequences(before, after, touched_powers(before, bundle, withdrawn), **days)


def lines(effects: list[Effect] | tuple[Effect, ...]) -> list[tuple[str, str, str, str, int]]:
    return [
        (one.kind, one.recipient, str(one.since), str(one.until or ""), len(one.places)) for one in effects
    ]


def test_a_scope_gains_as_one_and_the_grantor_retains() -> None:
    found = told_of(TO_WARDS, {"grants.decentralized": None})
    assert lines(found.effects) == [
        ("changed", "79/committee", "2026-02-01", "2026-12-31", 2),
        ("gained", "ward-committees", "2026-02-01", "2026-12-31", 2),
    ]
    grantor, wards = found.effects
    assert grantor.differs == ("role",)
    assert [one.role for one in (*grantor.before, *grantor.after)] == ["deciding", "retaining"]
    (held,) = wards.after
    assert (held.grant.instrument, held.chain, held.defects) == ("act", ("root-q", "new"), ())
    assert found.counts["gained"] == found.counts["changed"] == 1
    assert not found.is_empty


def test_of_each_recipient_all_that_befalls_it_stands_together() -> None:
    by_recipient = told_of(TO_WARDS).by_recipient()
    assert list(by_recipient) == sorted(by_recipient)
    assert {one.kind for one in by_recipient["79/department"]} == {"lost"}
    # What the department no longer holds is the committee's again, and from February the wards decide in its name.
    assert [(one.kind, str(one.since)) for one in by_recipient["79/committee"]] == [
        ("gained", "2025-07-10"),
        ("gained", "2026-02-01"),
        ("gained", "2026-02-01"),
        ("gained", "2027-01-01"),
    ]


@pytest.mark.parametrize(
    ("cells", "differs"),
    [
        ({"limits": "project_group=C"}, ("limits",)),
        ({"conditions": "Dự án khẩn cấp"}, ("conditions",)),
        ({"valid_from": "2025-07-15"}, ("period",)),
        ({"instrument": "norm"}, ("instrument",)),
        ({"territory": "79"}, ("territory",)),
    ],
)
def test_what_differs_is_named(cells: dict[str, str], differs: tuple[str, ...]) -> None:
    found = told_of({"grants.delegated": cells}, since=date(2025, 8, 1))
    head = found.by_recipient()["79/department_head"]
    assert {(one.kind, one.differs) for one in head} == {("changed", differs)}


def test_another_basis_is_named_and_another_key_of_it_is_not() -> None:
    root = {"power": "p", "kind": "allocation", "recipients": "79/chair", "instrument": "law"}
    for instrument, effects in (("law", set()), ("norm", {("changed", ("basis",))})):
        again = {"grants.root-p": None, "grants.again": root | {"grant": "again", "instrument": instrument}}
        found = told_of(again, since=date(2025, 8, 1), until=date(2025, 12, 31))
        head = found.by_recipient().get("79/department_head", [])
        assert {(one.kind, one.differs) for one in head} == effects


def test_an_origin_without_effect_ends_the_belief_in_grantors() -> None:
    ended = {"power": "p", "kind": "allocation", "recipients": "79/chair", "instrument": "law"}
    found = told_of(
        {"grants.root-p": ended | {"grant": "root-p", "valid_until": "2016-12-31"}}, {"grants.root-p": None}
    )
    assert [(one.recipient, one.defects) for one in found.broken] == [
        ("79/department_head", ("GRANTOR_NOT_COMPETENT",))
    ]


def test_an_office_that_changes_its_kind_keeps_what_its_new_kind_gains() -> None:
    """In one ward chair and committee change places just as the power goes from the chairs to the committees."""
    to_chairs = {"grants.root-p": {"recipients": "wards"}, "grants.delegated": None}
    to_committees = {"grants.root-p": {"recipients": "ward-committees"}, "grants.delegated": None}
    swapped = {"offices.w2/chair": {"kind": "committee"}, "offices.w2/committee": {"kind": "chair"}}
    found = told_of(to_committees | swapped, to_chairs)
    assert sorted((one.kind, one.recipient, one.places) for one in found.effects) == [
        ("gained", "ward-committees", ("w1",)),
        ("lost", "wards", ("w1",)),
    ]


def test_a_longer_term_is_gained_from_the_day_after_the_former_last() -> None:
    extended = {
        "change": "c",
        "grant": "delegated",
        "action": "extend",
        "instrument": "act",
        "until": "2027-06-30",
    }
    found = told_of({"changes.c": extended})
    assert lines(found.by_recipient()["79/department_head"]) == [
        ("gained", "79/department_head", "2027-01-01", "2027-06-30", 3)
    ]


def test_a_new_key_for_what_is_held_as_before_changes_nothing() -> None:
    renamed = {"grants.delegated": None, "grants.again": changed({})["grants"]}
    (row,) = [dict(one) for one in changed({})["grants"] if one["grant"] == "delegated"]
    renamed["grants.again"] = row | {"grant": "again"}  # type: ignore[assignment]
    found = told_of(renamed)
    assert found.effects == ()
    assert found.is_empty


def test_who_keeps_a_power_is_told_where_another_gains_it() -> None:
    second = {
        "grants.second": {"grant": "second", "power": "p", "kind": "allocation", "recipients": "w1/committee"}
    }
    second["grants.second"] |= {"instrument": "law", "valid_from": "2027-01-01"}
    found = told_of(second)
    assert lines(found.effects) == [
        ("kept", "79/chair", "2027-01-01", "", 1),
        ("gained", "w1/committee", "2027-01-01", "", 1),
    ]
    (overlap,) = found.overlaps
    assert (overlap.grants, overlap.offices, overlap.places) == (
        ("root-p", "second"),
        ("79/chair", "w1/committee"),
        ("w1",),
    )


def test_days_outside_of_those_asked_about_are_not_told() -> None:
    found = told_of(TO_WARDS, {"grants.decentralized": None}, since=date(2026, 3, 1), until=date(2026, 4, 30))
    assert {(str(one.since), str(one.until)) for one in found.effects} == {("2026-03-01", "2026-04-30")}
    assert told_of(TO_WARDS, {"grants.decentralized": None}, since=date(2027, 1, 1)).is_empty
    assert told_of(TO_WARDS, since=date(2026, 3, 1), until=date(2026, 2, 1)).is_empty


def test_a_chain_that_breaks_and_one_that_is_healed() -> None:
    gone = {"grants.root-p": {"recipients": "79/committee"}}
    (broken,) = told_of(gone).broken
    assert (broken.recipient, broken.grant, broken.defects) == (
        "79/department_head",
        "delegated",
        ("GRANTOR_NOT_COMPETENT",),
    )
    assert (str(broken.since), str(broken.until), len(broken.places)) == ("2025-07-15", "2026-12-31", 3)
    (healed,) = told_of({"grants.root-p": {"recipients": "79/chair"}}, gone).healed
    assert healed == broken


def test_a_gap_that_opens_and_one_that_is_closed() -> None:
    ends = {"grants.root-p": {"valid_until": "2027-02-28"}}
    (gap,) = told_of(ends).gaps
    assert (gap.power, str(gap.since), gap.until, gap.places) == ("p", "2027-03-01", None, ("79", "w1", "w2"))
    assert gap.grants == ("root-p",)
    (closed,) = told_of({"grants.root-p": {"valid_until": ""}}, ends).gaps_closed
    assert closed == gap


def test_an_overlap_that_ends() -> None:
    second = {
        "grants.second": {"grant": "second", "power": "p", "kind": "allocation", "recipients": "79/committee"}
    }
    second["grants.second"] |= {"instrument": "law"}
    found = told_of({"grants.second": None}, second)
    assert {one.grants for one in found.overlaps_ended} == {("root-p", "second"), ("delegated", "second")}
    assert found.overlaps == ()


def test_what_if_an_instrument_were_repealed() -> None:
    register = register_from(changed({}))
    bundle = repeal(register, "law", date(2026, 3, 1))
    after = register_with(register, bundle)
    found = consequences(register, after, touched_powers(register, bundle))
    assert {one.since for one in found.effects} == {date(2026, 3, 1), date(2027, 1, 1)}
    assert [(one.recipient, one.grant, one.defects) for one in found.broken] == [
        ("79/department_head", "delegated", ("BASIS_ENDED", "GRANTOR_NOT_COMPETENT")),
        ("79/department", "decentralized", ("GRANTOR_NOT_COMPETENT",)),
    ]
    assert [(one.power, str(one.since)) for one in found.gaps] == [("p", "2027-01-01")]


def test_nothing_has_no_consequences() -> None:
    register = register_from(changed({}))
    found = consequences(register, register_with(register, Bundle({})), ["p", "q"])
    assert found == Consequences()
    assert found.is_empty
    assert set(found.counts.values()) == {0}
