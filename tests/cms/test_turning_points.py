"""Between two turning points nothing of what a page says changes; no step is missed."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

import pytest

from cms.catalog import Catalog
from cms.extracts import EXTRACTS
from cms.subjects import Subject
from cms.turning_points import around, turning_points

LAST = date(2030, 1, 1)
RECORDS = [
    ("power", "chung-thuc.01"),
    ("power", "dau-tu.nhom-c-dia-phuong"),
    ("power", "giao-thong.long-duong-he-pho"),
    ("office", "79@2016-01-01/chair"),
    ("office", "79@2016-01-01/committee"),
    ("office", "27112@2025-07-01/chair"),
    ("office", "769@2021-01-01/committee"),
    ("unit", "769@2021-01-01"),
    ("unit", "27088@2016-01-01"),
    ("unit", "27112@2025-07-01"),
    ("unit", "79@2016-01-01"),
    ("instrument", "nd-120-2025"),
    ("instrument", "nd-140-2025"),
    ("instrument", "luat-65-2025-qh15"),
]


@pytest.mark.parametrize(("view", "key"), RECORDS)
def test_what_is_said_stays_the_same_up_to_the_next_turning_point(
    catalog: Catalog, view: str, key: str
) -> None:
    points = [point for point in turning_points(catalog, view, (key,)) if point < LAST]
    assert points
    for one, other in pairwise([date(2000, 1, 1), *points, LAST]):
        last = other - timedelta(days=1)
        assert _said(catalog, view, key, one) == _said(catalog, view, key, last), (one, last)


@pytest.mark.parametrize(("view", "key"), [RECORDS[0], RECORDS[5], RECORDS[7], RECORDS[11]])
def test_something_changes_on_most_turning_points(catalog: Catalog, view: str, key: str) -> None:
    points = turning_points(catalog, view, (key,))
    changing = [
        point
        for point in points
        if _said(catalog, view, key, point) != _said(catalog, view, key, point - timedelta(days=1))
    ]
    assert len(changing) >= len(points) * 2 / 3, (points, changing)


def _said(catalog: Catalog, view: str, key: str, day: date) -> tuple[object, ...]:
    extract = EXTRACTS[view](catalog, Subject(view, "/", (key,), day))
    return {fact.key: fact.value for fact in extract.facts if fact.is_compared}, extract.tables


def test_the_steps_around_a_day() -> None:
    points = (date(2021, 1, 1), date(2025, 7, 1))
    assert around(points, date(2020, 1, 1)) == (None, date(2021, 1, 1))
    assert around(points, date(2021, 1, 1)) == (None, date(2025, 7, 1))
    assert around(points, date(2022, 1, 1)) == (date(2021, 1, 1), date(2025, 7, 1))
    assert around(points, date(2025, 7, 1)) == (date(2021, 1, 1), None)
    assert around((), date(2025, 7, 1)) == (None, None)


def test_a_view_that_no_day_changes_and_a_record_there_is_none_of(catalog: Catalog) -> None:
    assert turning_points(catalog, "log", ("",)) == ()
    assert turning_points(catalog, "office", ("khong/co",)) == ()
    assert turning_points(catalog, "instrument", ("khong-co",)) == ()
