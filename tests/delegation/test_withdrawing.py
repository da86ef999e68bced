"""Taking rows out of the register: an edition of its own, and what was recorded stays readable as it was."""

from __future__ import annotations

from collections import defaultdict

import pytest

from delegation.bundle.faults import BundleRefused
from delegation.bundle.format import TABLES
from delegation.bundle.recorded import recorded_rows
from delegation.bundle.recording import Recording, record
from delegation.bundle.rows import Bundle, Key, Row
from delegation.models import GrantEntry, PowerEntry
from delegation.reading import register_at, register_of
from delegation.register import Register
from tests.bundles import bundle_of
from units.models import Edition

GRANT = "dau-tu.nhom-c-dia-phuong.3"


def withdrawn(table: str, *keys: Key) -> dict[str, dict[Key, Row]]:
    width = len(TABLES[table].header)
    return {table: {key: Row(line, (*key, *[""] * (width - len(key)))) for line, key in enumerate(keys, 2)}}


def withdraw(rows: dict[str, dict[Key, Row]], bundle: Bundle | None = None) -> Recording:
    return record(bundle or bundle_of({}), rows, acting_user=None, actor_name="tests", reason="ghi nhầm")


def held(register: Register, power: str) -> set[str]:
    return {grant.grant for grant in register.grants.of_power(power)}


def test_a_withdrawn_grant_is_gone_now_and_stays_at_the_edition_before(register: Register) -> None:
    power = GrantEntry.objects.recorded().get(grant=GRANT).power_id
    done = withdraw(withdrawn("grants", (GRANT,)))
    assert done.edition == 2
    edition = Edition.objects.get(number=2)
    assert (edition.kind, edition.reason) == ("withdrawal", "ghi nhầm")
    assert GRANT not in held(register_at(), power)
    assert GRANT in held(register_of(1), power)
    entry = GrantEntry.objects.get(grant=GRANT)
    assert (entry.recorded_in_id, entry.replaced_in_id) == (1, 2)
    trail = entry.history.latest()
    assert (trail.history_type, trail.history_change_reason) == ("~", "ghi nhầm")


def test_what_is_named_elsewhere_is_not_taken_out(register: Register) -> None:
    entry = GrantEntry.objects.recorded().get(grant=GRANT)
    with pytest.raises(BundleRefused) as refused:
        withdraw(withdrawn("powers", (entry.power_id,)))
    told = [str(fault) for fault in refused.value.faults]
    assert any(entry.power_id in one and GRANT in one for one in told)
    assert {fault.row for fault in refused.value.faults} == {2}
    assert Edition.objects.count() == 1
    assert PowerEntry.objects.recorded().filter(power=entry.power_id).exists()


def test_what_names_it_may_be_taken_out_with_it(register: Register) -> None:
    power = GrantEntry.objects.recorded().get(grant=GRANT).power_id
    grants = [(key,) for key in held(register, power)]
    withdraw({**withdrawn("grants", *grants), **withdrawn("powers", (power,))})
    assert power not in register_at().powers
    assert power in register_of(1).powers


def test_a_bundle_cannot_name_what_is_taken_out_with_it(register: Register) -> None:
    power = GrantEntry.objects.recorded().get(grant=GRANT).power_id
    rows = recorded_rows(1)
    grants = [(key,) for key in held(register, power) if key != GRANT]
    header = TABLES["grants"].header
    kept = dict(zip(header, rows["grants"][GRANT,].cells, strict=True)) | {"note": "còn đây"}
    with pytest.raises(BundleRefused):
        withdraw(
            {**withdrawn("grants", *grants), **withdrawn("powers", (power,))}, bundle_of({"grants": [kept]})
        )
    assert Edition.objects.count() == 1


def test_one_version_of_a_unit_may_go_while_another_stays(register: Register) -> None:
    versions = defaultdict(list)
    for key in recorded_rows(1)["units"]:
        versions[key[0]].append(key)
    first, *rest = max(versions.values(), key=len)
    assert rest
    with pytest.raises(BundleRefused):
        withdraw(withdrawn("units", first, *rest))
    assert Edition.objects.count() == 1
    assert withdraw(withdrawn("units", first)).edition == 2


def test_an_edition_that_also_records_is_a_correction(register: Register) -> None:
    done = withdraw(
        withdrawn("grants", (GRANT,)), bundle_of({"fields": [{"field": "moi", "name": "Lĩnh vực mới"}]})
    )
    assert done.edition is not None
    assert Edition.objects.get(number=done.edition).kind == "correction"


def test_to_take_out_nothing_makes_no_edition(register: Register) -> None:
    assert withdraw({}).edition is None
    assert Edition.objects.count() == 1


def test_what_is_not_recorded_cannot_be_taken_out(register: Register) -> None:
    with pytest.raises(BundleRefused):
        withdraw(withdrawn("grants", ("nothing",)))
    assert Edition.objects.count() == 1
