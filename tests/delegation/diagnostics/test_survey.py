"""The survey, which asks few places on few days, finds what asking every place on every day finds."""

from __future__ import annotations

from datetime import date

import pytest

from delegation.authority import Case, Decision
from delegation.diagnostics import Ground
from delegation.diagnostics.places import Places, words_of
from delegation.diagnostics.survey import Survey
from tests.delegation.diagnostics.example import changed, ground_and_drafts
from tests.oracle.chooser import DAYS
from tests.oracle.registers import random_register
from tests.registers import Tables, register_from
from units.periods import ONE_DAY

SEEDS = range(60)


def ground_of(seed: int) -> Ground:
    register = register_from(random_register(seed))
    return Ground(register, {power: register.grants.of_power(power) for power in register.powers})


def everywhere(ground: Ground, power: str, day: date) -> dict[str, Decision]:
    on = ground.on(day)
    return {version.unit: Case(on, power, version.unit).decide() for version in on.geography.existing(day)}


def days_to_ask(survey: Survey) -> list[date]:
    named = [date.fromisoformat(day) for day in DAYS]
    around = {near for day in (*named, *survey.map_days) for near in (day - ONE_DAY, day, day + ONE_DAY)}
    return sorted(day for day in around if survey.map_days and day > survey.map_days[0])


def former(ground: Ground, place: str, day: date) -> list[str]:
    geography = ground.register.geography
    if geography.exists(place, day - ONE_DAY):
        return [place]
    return [step.from_unit for step in geography.successions_into(place) if step.on == day]


@pytest.mark.parametrize("seed", SEEDS)
def test_losses_are_those_of_asking_everywhere(seed: int) -> None:
    ground = ground_of(seed)
    survey = Survey(ground)
    for power, grants in ground.grants.items():
        told = {loss.on: set(loss.places) for loss in survey.losses(power, grants)}
        for day in days_to_ask(survey):
            before, after = (everywhere(ground, power, one) for one in (day - ONE_DAY, day))
            lost = {
                place
                for place, decision in after.items()
                if not decision.deciding
                and any(one in before and before[one].deciding for one in former(ground, place, day))
            }
            assert told.get(day, set()) == lost
            assert {
                place for loss in survey.losses_on(day) if loss.power == power for place in loss.places
            } == lost


@pytest.mark.parametrize("seed", SEEDS)
def test_overlaps_are_those_of_asking_everywhere(seed: int) -> None:
    ground = ground_of(seed)
    survey = Survey(ground)
    for power, grants in ground.grants.items():
        overlaps = survey.overlaps(power, grants)
        for day in days_to_ask(survey):
            for place, decision in everywhere(ground, power, day).items():
                if decision.status != "overlap":
                    continue
                rivals = tuple(sorted({one.grant.grant for one in decision.deciding if one.is_sound}))
                (told,) = [overlap for overlap in overlaps if overlap.grants == rivals]
                assert place in told.places
                assert told.since <= day
                assert told.until is None or day <= told.until
        for overlap in overlaps:
            on_the_first_day = everywhere(ground, power, overlap.since)
            assert any(decision.status == "overlap" for decision in on_the_first_day.values())


@pytest.mark.parametrize("seed", SEEDS)
def test_places_of_a_class_get_the_same_answer(seed: int) -> None:
    ground = ground_of(seed)
    survey = Survey(ground)
    for day in survey.map_days:
        places = survey.places_on(day)
        for power, grants in ground.grants.items():
            answers = everywhere(ground, power, day)
            asked = places.asked_for(words_of(grants))
            for place, decision in answers.items():
                other = answers[asked[places.class_of[place]]]
                assert decision.status == other.status
                assert sorted(one.grant.grant for one in decision.deciding) == sorted(
                    one.grant.grant for one in other.deciding
                )


def test_the_wards_of_a_city_are_one_class() -> None:
    ground, _drafts = ground_and_drafts(changed({}))
    every_grant = [grant for grants in ground.grants.values() for grant in grants]
    places = Places(ground.on(date(2025, 7, 20)), words_of(every_grant))
    assert sorted(places.classes.values()) == [["79", "w1", "w2"], ["VN"]]


def test_a_new_unit_is_compared_with_those_it_was_made_of() -> None:
    made = {"valid_from": "2026-01-01", "code": "w", "name": "w", "kind": "ward", "parent": "79"}
    to_wards = {"grants.root-p": {"recipients": "w1/chair;w2/chair"}, "grants.delegated": None}
    ends = {"units.w1": {"valid_until": "2025-12-31"}, "units.w3": {"unit": "w3"} | made}
    whole = {"on": "2026-01-01", "from_unit": "w1", "to_unit": "w3", "extent": "whole", "instrument": "law"}
    for successions, expected in (({"successions.1": whole}, [("w3",)]), ({}, [])):
        ground, _drafts = ground_and_drafts(changed(to_wards | ends | successions))
        losses = list(Survey(ground).losses("p", ground.grants["p"]))
        assert [loss.places for loss in losses] == expected


def test_an_empty_register_has_nothing_to_tell() -> None:
    tables: Tables = {name: [] for name in changed({})}
    ground, _drafts = ground_and_drafts(tables)
    assert list(Survey(ground).losses_on(date(2025, 1, 1))) == []
