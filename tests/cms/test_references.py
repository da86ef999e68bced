from __future__ import annotations

from datetime import date

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from cms.extracts import EXTRACTS
from cms.references import VIEWS, BadReference, Keys, Reference, code_of, read_code

TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
KEY_SETS = st.frozensets(TEXT, max_size=60).map(lambda texts: tuple(sorted(texts)))
KEYS = st.builds(Keys, KEY_SETS, KEY_SETS, KEY_SETS, KEY_SETS, KEY_SETS)
CODES = "0123456789abcdefghijklmnopqrstuvwxyz-_"
SMALL = Keys(
    powers=tuple(f"power.{number:04}" for number in range(1855)),
    units=tuple(f"{number:05}@2025-07-01" for number in range(500)),
)
CODE = code_of(
    Reference(3, "answer", date(2025, 12, 25), ("power.0396", "00087@2025-07-01")),
    SMALL,
)


@given(st.data(), KEYS, st.integers(0, 10**6), st.sampled_from(sorted(VIEWS)), st.none() | st.dates())
def test_a_code_leads_back_to_what_it_was_made_from(
    data: st.DataObject, keys: Keys, edition: int, view: str, day: date | None
) -> None:
    known = [*keys.powers, *keys.units, *keys.offices, *keys.instruments, *keys.fields]
    any_key = TEXT | st.dates().map(date.isoformat)
    subjects = st.lists(st.sampled_from(known) | any_key if known else any_key, max_size=3)
    reference = Reference(edition, view, day, tuple(data.draw(subjects)))
    code = code_of(reference, keys)
    assert read_code(code).reference(keys) == reference
    assert read_code(f" {code.upper()} ").reference(keys) == reference


def test_a_code_is_short_and_says_what_it_is() -> None:
    assert CODE == "3-a-fuoq-pb0-u2f-h"


@given(st.data())
def test_one_wrong_character_is_refused(data: st.DataObject) -> None:
    place = data.draw(st.integers(0, len(CODE) - 1))
    wrong = data.draw(st.sampled_from(CODES))
    assume(wrong != CODE[place])
    with pytest.raises(BadReference):
        read_code(CODE[:place] + wrong + CODE[place + 1 :])


@given(st.data())
def test_two_characters_that_changed_places_are_refused(data: st.DataObject) -> None:
    one, other = sorted(data.draw(st.lists(st.integers(0, len(CODE) - 1), min_size=2, max_size=2)))
    assume(CODE[one] != CODE[other])
    swapped = CODE[:one] + CODE[other] + CODE[one + 1 : other] + CODE[one] + CODE[other + 1 :]
    with pytest.raises(BadReference):
        read_code(swapped)


@pytest.mark.parametrize(
    "text", ["", "-", "3-a-k", "3-a-0-", "a b", "3--a-0-k", "é-a-0-k", "3-a-" + "z" * 500]
)
def test_what_is_no_code_is_refused(text: str) -> None:
    with pytest.raises(BadReference):
        read_code(text)


def test_a_key_that_the_edition_does_not_have_is_refused() -> None:
    with pytest.raises(BadReference):
        read_code(CODE).reference(Keys())


def test_every_view_has_a_letter_of_its_own() -> None:
    assert len(set(VIEWS.values())) == len(VIEWS)
    assert set(EXTRACTS) <= set(VIEWS)
