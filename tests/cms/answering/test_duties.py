"""What goes with a power follows from how it is held and from the law of the day of signing; doubts are marked."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from cms.answering.duties import duties_of
from cms.cards import PowerCard
from delegation.records import Grant
from delegation.register import Register
from tests.oracle.bundles import read_bundle
from tests.registers import register_from

SMALL = Path(__file__).parents[2] / "hcmc-small"
NEW, OLD = date(2025, 12, 1), date(2019, 5, 1)


@pytest.fixture(scope="module")
def small() -> Register:
    return register_from(read_bundle(SMALL))


def card(*, delegable: bool = True, collective: bool = False) -> PowerCard:
    return PowerCard("p", "Việc", "f", (), "Luật X", delegable, collective, "official_text", "", "viec")


def grant(kind: str, grantor: str | None = "79@2016-01-01/chair") -> Grant:
    return Grant("g", "p", kind, grantor, frozenset({"x"}), None, "i")


def test_a_delegatee_uses_its_own_seal_and_passes_nothing_on(small: Register) -> None:
    duties = duties_of(small, card(), "chair", grant("delegation"), NEW)
    assert duties.must[0].words == "Dùng con dấu và thể thức văn bản của chính mình."
    assert duties.must[0].article == "Điều 14 Luật 72/2025/QH15"
    assert duties.must[0].is_sure
    assert [duty.words for duty in duties.must_not] == ["Ủy quyền tiếp cho cơ quan, người khác."]
    assert not duties.all_sure


def test_the_law_is_that_of_the_day_of_signing(small: Register) -> None:
    duties = duties_of(small, card(), "chair", grant("delegation"), OLD)
    assert all("con dấu" not in duty.words for duty in duties.must)
    assert duties.must_not[0].article == "Điều 14 Luật 77/2015/QH13"
    assert not duties.must_not[0].is_sure


def test_the_centre_has_a_law_of_its_own(small: Register) -> None:
    duties = duties_of(small, card(), "committee", grant("delegation", "VN@2016-01-01/prime_minister"), NEW)
    assert duties.must_not[0].article == "khoản 6 Điều 9 Luật 63/2025/QH15"
    assert duties.must_not[0].is_sure


def test_what_is_decentralized_is_not_decentralized_again(small: Register) -> None:
    new = duties_of(small, card(), "committee", grant("decentralization"), NEW)
    old = duties_of(small, card(), "committee", grant("decentralization"), OLD)
    assert "Phân cấp tiếp cho cơ quan khác." in [duty.words for duty in new.must_not]
    assert old.must_not == ()
    assert not old.also[0].is_sure


def test_an_allocation_alone_obliges_to_nothing_here(small: Register) -> None:
    assert duties_of(small, card(), "chair", grant("allocation", None), NEW).all_sure
    bound = duties_of(
        small, card(delegable=False, collective=True), "committee", grant("allocation", None), NEW
    )
    assert [duty.article for duty in bound.must_not] == ["Luật X"]
    assert len(bound.must) == 1
    assert duties_of(small, card(collective=True), "chair", grant("allocation", None), NEW).must == ()
