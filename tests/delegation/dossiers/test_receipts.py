"""Which units have to take note of what, told from the register on a day."""

from __future__ import annotations

from datetime import date

import pytest

from delegation.actions.drafting import LineEdit, save_lines
from delegation.actions.receiving import take_note
from delegation.dossiers.receipts import (
    Awaited,
    awaited_receipts,
    people_of,
    progress,
    recipient_units,
    staffed,
    units_of_officer,
)
from delegation.models import Dossier, Receipt
from delegation.reading import register_at
from delegation.register import Register
from tests.delegation.actions.decisions import GRANT, decision, row
from tests.delegation.actions.people import CITY, officer
from tests.delegation.dossiers.published import (
    KEY,
    WARD,
    publish_dossier,
    published_correction,
    published_to_wards,
    published_withdrawal,
)
from tests.registers import register_from
from units import clock
from units.models import User
from units.rights import Right

TODAY = date(2026, 12, 1)


@pytest.fixture(autouse=True)
def _today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "today", lambda: TODAY)


@pytest.fixture
def drafter(register: Register) -> User:
    return officer("soan", Right.DRAFT)


def wards() -> set[str]:
    """The units of the ward chairs of a day."""
    members = register_at().directory.members("ct-ubnd-xa-phuong-dac-khu", date(2027, 1, 1))
    return {office.unit for office in members}


def awaited(day: date = TODAY) -> set[tuple[str, str]]:
    return {(one.grant, one.unit) for one in awaited_receipts(day)}


def grant_of(dossier: Dossier) -> str:
    return dossier.lines.get(table="grants").key


def test_what_a_bundle_brought_asks_nobody(register: Register) -> None:
    assert awaited_receipts(TODAY) == []


def test_every_unit_of_a_scope_is_asked_before_the_grant_begins(drafter: User) -> None:
    dossier = published_to_wards(drafter)
    found = awaited_receipts(TODAY)
    assert {one.unit for one in found} == wards()
    assert WARD in wards()
    assert {(one.grant, one.edition) for one in found} == {(grant_of(dossier), dossier.edition_id)}
    assert found == sorted(found, key=lambda one: (one.grant, one.unit))


def test_a_named_office_asks_its_unit(drafter: User) -> None:
    dossier = publish_dossier(decision(drafter), drafter)
    assert awaited() == {(grant_of(dossier), CITY)}


def test_only_some_units_or_editions_may_be_asked_about(drafter: User) -> None:
    dossier = published_to_wards(drafter)
    edition = dossier.edition_id
    assert edition is not None
    assert awaited_receipts(TODAY, units=[WARD, CITY]) == [Awaited(grant_of(dossier), edition, WARD)]
    assert awaited_receipts(TODAY, editions=[edition - 1]) == []
    assert len(awaited_receipts(TODAY, editions=[edition])) == len(wards())


def test_what_is_over_asks_nobody(drafter: User) -> None:
    published_to_wards(drafter)
    assert awaited(date(2027, 12, 31))
    assert awaited(date(2028, 1, 1)) == set()


def test_who_lost_it_again_is_not_asked(drafter: User) -> None:
    dossier = published_to_wards(drafter)
    chair = f"{WARD}/chair"
    revoke = row(
        "changes", grant=grant_of(dossier), action="revoke", recipients=chair, **{"from": "2027-06-01"}
    )
    instrument = {"number": "5000/QĐ-UBND", "issued_on": "2026-11-21"}
    other = decision(drafter, revoke, grant=GRANT | {"valid_from": "2027-01-01"})
    line = other.lines.get(table="instruments")
    cells = {name: (line.cells[name], text) for name, text in instrument.items()}
    save_lines(other, [LineEdit(line.pk, cells)], acting_user=drafter)
    publish_dossier(other, drafter)
    before, after = awaited(date(2027, 5, 31)), awaited(date(2027, 6, 1))
    assert (grant_of(dossier), WARD) in before
    assert before - after == {(grant_of(dossier), WARD)}


def test_a_unit_that_has_taken_note_is_asked_again_of_another_reading_only(drafter: User) -> None:
    first = published_correction(drafter, note="lần một")
    assert (KEY, WARD) in awaited()
    officer("phuong", Right.DRAFT, unit=WARD)
    ward = User.objects.get(username="phuong")
    assert first.edition_id is not None
    take_note({KEY: first.edition_id}, WARD, acting_user=ward)
    assert (KEY, WARD) not in awaited()
    second = published_correction(drafter, note="lần hai")
    assert [one.edition for one in awaited_receipts(TODAY, units=[WARD])] == [second.edition_id]
    assert Receipt.objects.count() == 1


def test_what_was_withdrawn_asks_nobody(drafter: User) -> None:
    published_correction(drafter, note="lần một")
    assert (KEY, WARD) in awaited()
    published_withdrawal(drafter)
    assert awaited() == set()


def test_progress_counts_what_each_unit_has_noted(drafter: User) -> None:
    dossier = published_to_wards(drafter)
    ward = officer("phuong", Right.APPROVE, unit=WARD)
    edition = dossier.edition_id
    assert edition is not None
    take_note({grant_of(dossier): edition}, WARD, acting_user=ward)
    of_units = progress(TODAY, [edition])[edition]
    assert {one.unit: (one.asked, one.taken, one.waiting) for one in of_units} == {
        unit: (1, 1, 0) if unit == WARD else (1, 0, 1) for unit in wards()
    }
    assert of_units[-1].unit == WARD
    assert progress(TODAY, [edition - 1]) == {}


def test_officers_are_those_with_a_right_on_the_unit_itself(register: Register) -> None:
    own = officer("phuong", Right.DRAFT, unit=WARD)
    from_above = officer("thanh-pho", Right.DRAFT, Right.APPROVE, Right.PUBLISH, below=True)
    auditor = officer("kiem-tra", Right.AUDIT, Right.MANAGE, unit=WARD)
    assert units_of_officer(own) == {WARD}
    assert units_of_officer(from_above) == {CITY}
    assert units_of_officer(auditor) == set()
    assert people_of([WARD]) == [own]
    assert staffed([WARD, CITY, "27118@2016-01-01"]) == {WARD, CITY}
    own.is_active = False
    own.save()
    assert not any((units_of_officer(own), people_of([WARD]), staffed([WARD])))


TABLES_OF_TWO_WARDS = {
    "units": [
        {"unit": "c", "code": "79", "name": "Thành phố", "kind": "municipality"},
        {"unit": "w1", "code": "1", "name": "Phường 1", "kind": "ward", "parent": "c"},
        {
            "unit": "w2",
            "code": "2",
            "name": "Phường 2",
            "kind": "ward",
            "parent": "c",
            "valid_until": "2026-06-30",
        },
    ],
    "successions": [],
    "offices": [
        {"office": f"{unit}/chair", "unit": unit, "kind": "chair", "name": "Chủ tịch"}
        for unit in ("c", "w1", "w2")
    ],
    "scopes": [{"scope": "all", "name": "Chủ tịch", "office_kind": "chair"}],
    "instruments": [
        {"instrument": "i", "effective_from": "2026-01-01"},
        {"instrument": "ended", "effective_from": "2026-01-01", "effective_until": "2026-03-31"},
    ],
    "instrument_relations": [],
    "powers": [{"power": "p", "delegable": "yes", "collective": "no"}],
}
TO_ALL = {"grant": "g", "power": "p", "recipients": "all", "instrument": "i"}


@pytest.mark.parametrize(
    ("grant", "units"),
    [
        ({"kind": "allocation"}, {"c", "w1", "w2"}),
        # Who gives by a grant is not its recipient, but keeps what the law gives to all alike.
        ({"kind": "delegation", "grantor": "c/chair"}, {"w1", "w2"}),
        ({"kind": "allocation", "grantor": "c/chair"}, {"c", "w1", "w2"}),
        # What is still to come asks those of its first day.
        ({"kind": "allocation", "valid_from": "2026-07-01"}, {"c", "w1"}),
        ({"kind": "allocation", "recipients": "w2/chair"}, {"w2"}),
        ({"kind": "allocation", "recipients": "w2/chair", "valid_from": "2026-07-01"}, set()),
        ({"kind": "allocation", "valid_until": "2026-02-28"}, set()),
        ({"kind": "allocation", "instrument": "ended"}, set()),
    ],
)
def test_the_units_that_a_grant_reaches(grant: dict[str, str], units: set[str]) -> None:
    register = register_from({**TABLES_OF_TWO_WARDS, "grants": [TO_ALL | grant], "changes": []})
    found = register.grants.of_power("p")
    assert recipient_units(found, register, date(2026, 5, 1)) == units


def test_a_grant_that_was_extended_goes_on_and_one_that_was_revoked_does_not() -> None:
    ended = TO_ALL | {"kind": "allocation", "valid_until": "2026-02-28"}
    changes = [
        {"change": "x", "grant": "g", "action": "extend", "instrument": "i", "until": "2026-12-31"},
        {"change": "y", "grant": "g", "action": "revoke", "instrument": "i", "recipients": "w1/chair"},
    ]
    register = register_from({**TABLES_OF_TWO_WARDS, "grants": [ended], "changes": changes})
    found = register.grants.of_power("p")
    assert recipient_units(found, register, date(2026, 5, 1)) == {"c", "w2"}
    assert recipient_units(found, register, date(2027, 1, 1)) == set()
