"""Each reason of the rule is explained: on registers dense in situations, the codes are the rule's own."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from cms import wording
from cms.catalog import Catalog, current_catalog
from cms.competence.reasons import EXPLAINED, reasons_of
from cms.competence.words import REASON
from delegation.authority import ORIGIN_NOT_RECORDED, Case
from tests.bundles import bundle_of, record_bundle
from tests.oracle.questions import random_questions
from tests.oracle.registers import random_register

EVERY_REASON = {
    "NO_SUCH_OFFICE_THEN",
    "NEVER_GRANTED",
    "NOT_YET",
    "ENDED",
    "SUSPENDED",
    "REVOKED",
    "OUTSIDE_TERRITORY",
    "EXCLUDED",
    "LIMIT",
    "PASSED_ON",
}


def asked_of(seed: int, catalog: Catalog) -> list[tuple[Case, str]]:
    """Every office about every power where a generated question is asked."""
    cases = []
    for question in random_questions(random_register(seed), seed, 40):
        place, power = question.get("place", ""), question.get("power", "")
        if place not in catalog.register.geography or power not in catalog.register.powers:
            continue
        try:
            day = date.fromisoformat(question["on"])
        except ValueError:
            continue
        if catalog.register.geography.exists(place, day):
            case = Case(
                catalog.day(day), power, place, {"floors": Decimal(3)} if question.get("facts") else {}
            )
            cases += [(case, office) for office in catalog.register.directory.offices]
    return cases


@pytest.mark.parametrize("seed", [0, 3])
def test_the_reasons_are_those_of_the_rule_and_each_is_explained(db: None, seed: int) -> None:
    record_bundle(bundle_of(random_register(seed)))
    catalog = current_catalog()
    for case, office in asked_of(seed, catalog):
        found = case.competent(office)
        told = reasons_of(catalog, case, office)
        expected = set(found.reasons) - {ORIGIN_NOT_RECORDED}
        assert {reason.code for reason in told} == expected, (office, case.power, case.place, case.on.day)
        assert all(reason.words and reason.explanation for reason in told)


def test_every_reason_of_the_rule_has_its_words() -> None:
    assert set(REASON) >= EVERY_REASON | set(wording.DEFECT)
    assert set(EXPLAINED) >= EVERY_REASON - {"NO_SUCH_OFFICE_THEN", "NEVER_GRANTED", "PASSED_ON"}
