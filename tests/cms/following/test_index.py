"""What the database keeps of an edition: which topics it touched, worked out once."""

from __future__ import annotations

import pytest

from cms.following.index import MOST_TOLD, catch_up
from cms.following.topics import ALL, EVERYTHING, Topic
from cms.following.topics import FIELD as OF_FIELD
from cms.following.topics import INSTRUMENT as OF_INSTRUMENT
from cms.following.topics import OFFICE as OF_OFFICE
from cms.following.topics import POWER as OF_POWER
from cms.following.topics import UNIT as OF_UNIT
from cms.models.subscription import TouchedTopic
from delegation.models import GrantEntry, PowerEntry
from tests.bundles import bundle_of, record_bundle
from tests.cms.following.recorded import CHAIR, CITY, FIELD, INSTRUMENT, OTHER_CHAIR, POWER, UNIT, grant_to
from tests.delegation.test_withdrawing import withdraw, withdrawn

pytestmark = pytest.mark.usefixtures("register")


def topics(edition: int) -> set[Topic]:
    return {Topic(*row) for row in TouchedTopic.objects.filter(edition=edition).values_list("kind", "key")}


def test_the_first_edition_is_told_of_everything_alone() -> None:
    catch_up()
    assert topics(1) == {EVERYTHING}


def test_a_grant_is_told_to_whom_it_concerns_and_to_nobody_else() -> None:
    edition = grant_to()
    catch_up()
    assert topics(edition) == {
        EVERYTHING,
        Topic(OF_POWER, POWER),
        Topic(OF_FIELD, FIELD),
        Topic(OF_OFFICE, CHAIR),
        Topic(OF_UNIT, UNIT),
        Topic(OF_INSTRUMENT, INSTRUMENT),
    }
    (kept,) = TouchedTopic.objects.get(edition=edition, kind=OF_OFFICE).tellings
    entry = GrantEntry.objects.get(grant="thu.1")
    assert kept == ["grants", "new", None, entry.pk, "2025-11-01"]


def test_each_edition_is_worked_out_once_however_often_it_is_asked_for() -> None:
    catch_up()
    grant_to()
    grant_to(OTHER_CHAIR, grant="thu.2")
    catch_up()
    before = list(TouchedTopic.objects.order_by("pk").values_list("pk", "edition"))
    catch_up()
    assert list(TouchedTopic.objects.order_by("pk").values_list("pk", "edition")) == before
    assert {edition for _, edition in before} == {1, 2, 3}


def test_a_withdrawal_is_told_with_what_was_there() -> None:
    edition = grant_to()
    entry = GrantEntry.objects.get(grant="thu.1").pk
    withdraw(withdrawn("grants", ("thu.1",)))
    catch_up()
    assert topics(edition + 1) == topics(edition)
    (kept,) = TouchedTopic.objects.get(edition=edition + 1, kind=OF_POWER).tellings
    assert kept == ["grants", "withdrawn", entry, None, "2025-11-01"]


def test_another_word_in_a_title_is_a_correction_of_that_record() -> None:
    columns = ("power_id", "field_id", "legal_basis", "confidence", "note", "procedures")
    power, field, *rest = PowerEntry.objects.recorded().values_list(*columns).get(power=POWER)
    cells = dict(zip(("legal_basis", "confidence", "note", "procedures"), rest, strict=True))
    row = {
        "power": power,
        "field": field,
        "title": "Tên đã sửa",
        "delegable": "yes",
        "collective": "no",
        **cells,
    }
    edition = record_bundle(bundle_of({"powers": [row]})).edition
    catch_up()
    assert edition is not None
    assert topics(edition) == {EVERYTHING, Topic(OF_POWER, POWER)}
    touched = TouchedTopic.objects.get(edition=edition, kind=OF_POWER)
    assert touched.tellings[0][:2] == ["powers", "noted"]
    # A search finds it by its name before and by its name since.
    assert "ten da sua" in touched.folded
    assert "chung thuc ban sao" in touched.folded


def test_a_grant_that_something_else_ends_is_told_as_it_stands() -> None:
    relation = {
        "instrument": "luat-72-2025-qh15",
        "relation": "repeals",
        "target": INSTRUMENT,
        "on": "2027-01-01",
    }
    edition = record_bundle(bundle_of({"instrument_relations": [relation]})).edition
    catch_up()
    (kept,) = TouchedTopic.objects.get(edition=edition, kind=OF_POWER, key=POWER).tellings
    entry = GrantEntry.objects.recorded().get(grant="chung-thuc.01.4").pk
    assert kept == ["grants", "affected", entry, entry, "2027-01-01"]
    assert Topic(OF_OFFICE, CHAIR) in topics(edition or 0)
    assert Topic(OF_UNIT, CITY) not in topics(edition or 0)
    every = TouchedTopic.objects.get(edition=edition, kind=OF_FIELD, key=FIELD)
    assert len(every.tellings) == min(every.total, MOST_TOLD)


def test_everything_is_told_every_row() -> None:
    edition = grant_to()
    catch_up()
    everything = TouchedTopic.objects.get(edition=edition, kind=ALL)
    assert (everything.key, everything.total) == ("", 1)
