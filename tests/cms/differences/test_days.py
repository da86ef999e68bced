"""The difference of two days agrees with asking both days one by one, and says so on its page."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

import pytest
from django.test import Client
from hypothesis import given, settings
from hypothesis import strategies as some

from cms.catalog import Catalog, current_catalog
from cms.differences.asking import comparison_of
from cms.differences.comparing import Entry
from cms.differences.days import days_of_note
from cms.differences.question import Moment, Question
from cms.turning_points import turning_points
from delegation.authority import Case, entitlements
from delegation.matrix import matrix
from tests.cms.editions import POWER
from tests.cms.pages import heading, page, words

pytestmark = pytest.mark.usefixtures("register", "site")

CITY, WARD, OLD_WARD = "79@2016-01-01", "27112@2025-07-01", "27088@2016-01-01"
CHAIR, COMMITTEE, WARD_CHAIR = f"{CITY}/chair", f"{CITY}/committee", f"{WARD}/chair"

DAYS = "2015-05-01 2020-12-31 2021-01-01 2024-12-31 2025-01-01 2025-06-30 2025-07-01 2025-12-01 2026-11-28 2027-03-01"
days = some.sampled_from([date.fromisoformat(day) for day in DAYS.split()])


def asked(before: date, after: date, about: str = "", key: str = "") -> tuple[dict[str, Entry], int]:
    found = comparison_of(current_catalog(), Question(Moment(before), Moment(after), about, key))
    return {
        f"{entry.line.power} {entry.line.holder} {entry.line.family}": entry for entry in found.entries
    }, found.same


@given(before=days, after=days, office=some.sampled_from([CHAIR, COMMITTEE, WARD_CHAIR]))
@settings(max_examples=12)
def test_an_office_gains_and_loses_what_it_may_do_on_one_day_alone(
    before: date, after: date, office: str
) -> None:
    catalog = current_catalog()
    held = [
        {item.holding.grant.power for item in entitlements(catalog.day(day), office)}
        for day in (before, after)
    ]
    entries, same = asked(before, after, "office", office)
    assert {entry.line.power for entry in entries.values() if entry.kind == "gained"} == held[1] - held[0]
    assert {entry.line.power for entry in entries.values() if entry.kind == "lost"} == held[0] - held[1]
    assert same + sum(entry.kind == "changed" for entry in entries.values()) == len(held[0] & held[1])


@given(before=days, after=days)
@settings(max_examples=12)
def test_everything_is_the_rows_of_one_matrix_and_not_of_the_other(before: date, after: date) -> None:
    catalog = current_catalog()
    grants = catalog.register.grants.of_all_powers(catalog.powers).values()
    rows = [
        {(row.grant.power, row.recipient) for row in matrix(catalog.day(day), grants)}
        for day in (before, after)
    ]
    entries, _same = asked(before, after)
    told = {
        kind: {(one.line.power, one.line.holder) for one in entries.values() if one.kind == kind}
        for kind in ("gained", "lost")
    }
    assert rows[1] - rows[0] <= told["gained"]
    assert rows[0] - rows[1] <= told["lost"]
    assert told["gained"] <= rows[1]
    assert told["lost"] <= rows[0]


@given(before=days, after=days)
@settings(max_examples=6)
def test_who_decides_in_a_ward_is_what_the_question_says(before: date, after: date) -> None:
    catalog = current_catalog()
    entries, _same = asked(before, after, "unit", CITY)
    for power in catalog.powers:
        deciding = [
            {holding.office for holding in Case(catalog.day(day), power, CITY).decide().deciding}
            for day in (before, after)
        ]
        entry = entries.get(f"{power}  power")
        if deciding[0] != deciding[1]:
            assert entry is not None
            kind = "gained" if not deciding[0] else "lost" if not deciding[1] else "changed"
            assert entry.kind == kind


def test_the_parts_are_parts_of_the_whole(catalog: Catalog) -> None:
    before, after = date(2025, 6, 30), date(2025, 7, 1)
    whole, _ = asked(before, after)
    for key in catalog.powers:
        part, _ = asked(before, after, "power", key)
        assert part == {name: entry for name, entry in whole.items() if entry.line.power == key}
    for field in catalog.fields:
        part, _ = asked(before, after, "field", field)
        assert {catalog.powers[entry.line.power].field for entry in part.values()} <= {field}


def test_the_other_way_round_gained_is_lost() -> None:
    forth, same = asked(date(2021, 1, 1), date(2025, 12, 1))
    back, again = asked(date(2025, 12, 1), date(2021, 1, 1))
    turned = {"gained": "lost", "lost": "gained", "changed": "changed"}
    assert {name: turned[entry.kind] for name, entry in forth.items()} == {
        name: entry.kind for name, entry in back.items()
    }
    assert same == again


def test_nothing_differs_between_two_changes_of_a_power(catalog: Catalog) -> None:
    points = turning_points(catalog, "power", (POWER,))
    for one, other in pairwise(points):
        entries, _ = asked(one, date.fromordinal(other.toordinal() - 1), "power", POWER)
        assert not entries


def test_days_of_note_are_read_off_the_register(catalog: Catalog) -> None:
    found = {one.day for one in days_of_note(catalog)}
    assert {date(2021, 1, 1), date(2025, 7, 1), date(2027, 3, 1)} <= found


@pytest.mark.parametrize(
    "rest",
    [
        "",
        "linh-vuc/chung-thuc/",
        f"tham-quyen/{POWER}/",
        f"co-quan/{COMMITTEE}/",
        f"don-vi/{WARD}/",
        f"don-vi/{OLD_WARD}/",
    ],
)
def test_the_page_counts_first_and_its_files_say_the_same(client: Client, rest: str) -> None:
    address = f"/khac-nhau/2025-06-30/2025-12-01/{rest}"
    soup = page(client, address)
    assert heading(soup)
    counted = [int(one.get_text().replace(".", "")) for one in soup.select(".counts strong")]
    data = client.get(f"{address}tai-ve.json").json()
    assert len(data["tables"]["lines"]) == sum(counted[:3])
    assert client.get(f"{address}tai-ve.csv").status_code == 200


def test_a_ward_that_ended_is_compared_with_the_one_where_it_lies(client: Client) -> None:
    said = words(page(client, f"/khac-nhau/2022-01-01/2025-12-01/don-vi/{OLD_WARD}/"))
    assert "Phường An Khánh" in said
    assert "so sánh với nơi ấy lúc đó" in said


def test_a_new_ward_made_of_several_is_not_compared_with_one_of_them(client: Client) -> None:
    said = words(page(client, f"/khac-nhau/2022-01-01/2025-12-01/don-vi/{WARD}/"))
    assert "Đơn vị này không tồn tại vào ngày đó" in said


def test_the_form_leads_to_the_address(client: Client) -> None:
    assert (
        client.get("/khac-nhau/?tu=30/06/2025&den=1/7/2025")["Location"]
        == "/khac-nhau/2025-06-30/2025-07-01/"
    )
    chosen = client.get(f"/khac-nhau/?tu=30/06/2025&den=01/07/2025&ve=tham-quyen&khoa={POWER}")
    assert chosen["Location"] == f"/khac-nhau/2025-06-30/2025-07-01/tham-quyen/{POWER}/"


@pytest.mark.parametrize(
    ("query", "told"),
    [
        ("tu=31/02/2025", "“31/02/2025” không phải là một ngày"),
        ("tu=01/01/2025&ve=tham-quyen&khoa=khong-co", "Sổ không có mục mang mã “khong-co”."),
        ("lan-truoc=1&lan-sau=9", "Hãy ghi cả hai số của lần ghi"),
        ("lan-truoc=x&lan-sau=1", "Hãy ghi cả hai số của lần ghi"),
    ],
)
def test_a_wrong_choice_is_told(client: Client, query: str, told: str) -> None:
    assert told in words(page(client, f"/khac-nhau/?{query}"))


@pytest.mark.parametrize(
    "address",
    [
        "/khac-nhau/2025-02-31/2025-07-01/",
        "/khac-nhau/2025-06-30/2025-07-01/tham-quyen/khong-co/",
        "/khac-nhau/2025-06-30/2025-07-01/co-quan/khong/co/",
        "/khac-nhau/2025-06-30/2025-07-01/don-vi/khong-co/tai-ve.csv",
        "/khac-nhau/lan-ghi/1/2/2025-07-01/",
    ],
)
def test_what_is_not_there_is_a_plain_page(client: Client, address: str) -> None:
    assert heading(page(client, address, 404)) == "Không có trong sổ"
