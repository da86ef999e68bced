"""A print beside the register: what is still so, what a later edition says otherwise, and what is otherwise today."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from django.core.management import call_command
from django.test import Client

from cms.catalog import Catalog, current_catalog
from cms.checking import checks
from cms.checking.checks import Checked, check, first_day_to_differ, first_to_differ
from cms.checking.pages import ADDRESSES
from cms.extracts import EXTRACTS
from cms.references import BadReference, Reference, code_of
from tests.bundles import changed_copy
from tests.cms.pages import page, words
from tests.conftest import SMALL

DAY = date(2025, 12, 1)
TODAY = date(2026, 2, 1)
POWER, WARD, CHAIR = "chung-thuc.01", "27094@2025-07-01", "27094@2025-07-01/chair"
REFERENCES = {
    "answer": Reference(1, "answer", DAY, (POWER, WARD)),
    "instrument": Reference(1, "instrument", DAY, ("nd-280-2025",)),
    "office": Reference(1, "office", DAY, (CHAIR,)),
    "power": Reference(1, "power", DAY, (POWER,)),
    "search": Reference(1, "search", DAY, ("chung thuc ban sao",)),
    "unit": Reference(1, "unit", DAY, (WARD,)),
}
Record = Callable[[str, Callable[[str], str]], None]


@pytest.fixture
def record(tmp_path: Path) -> Record:
    """Records the bundle with one of its files changed, as a new edition."""

    newest = SMALL

    def recorded(file: str, change: Callable[[str], str]) -> None:
        nonlocal newest
        newest = folder = changed_copy(newest, tmp_path / str(len(list(tmp_path.iterdir()))), file, change)
        call_command("load_bundle", str(folder), by="tests", reason="Sai điều khoản", verbosity=0)

    return recorded


def checked(reference: Reference, today: date = TODAY, **query: str) -> Checked:
    return check(reference, query, today)


def _other_article(text: str) -> str:
    return text.replace("khoản 4 Điều 1,2025-11-01", "khoản 5 Điều 1,2025-11-01")


@pytest.mark.parametrize("view", sorted(REFERENCES))
def test_what_is_still_so_is_said_to_be(catalog: Catalog, view: str) -> None:
    found = checked(REFERENCES[view])
    assert found.recorded.is_same
    assert found.today
    assert found.today.is_same == (view != "office")
    # The chair of the ward is given one more power.
    assert found.today.since == (date(2025, 12, 20) if view == "office" else None)
    assert "lan-ghi=1" in found.stamp.address
    assert "lan-ghi" not in found.recorded.address


def test_what_a_later_edition_says_otherwise_is_traced_to_it(catalog: Catalog, record: Record) -> None:
    printed = checked(REFERENCES["answer"]).title
    record("fields.csv", lambda text: text.replace("chung-thuc,", "chung-thuc,Công tác "))
    record("grants.csv", _other_article)
    record("fields.csv", lambda text: text.replace("Công tác ", "Việc "))
    found = checked(REFERENCES["power"])
    assert not found.recorded.is_same
    assert checked(REFERENCES["answer"]).title == printed
    # The field's name has changed first.
    assert found.recorded.cause
    assert (found.recorded.cause.number, found.recorded.cause.reason) == (2, "Sai điều khoản")
    later = checked(Reference(2, "power", DAY, (POWER,)))
    assert later.recorded.cause
    assert later.recorded.cause.number == 3
    ((row,),) = [table.rows for table in later.recorded.comparison.tables]
    assert [(cell.title, cell.before, cell.after) for cell in row.cells] == [
        ("Điều khoản", "khoản 4 Điều 1", "khoản 5 Điều 1")
    ]
    assert checked(Reference(4, "power", DAY, (POWER,))).recorded.is_same
    assert checked(REFERENCES["office"]).recorded.cause.number == 2  # type: ignore[union-attr]


def test_what_is_otherwise_today_is_said_with_its_first_day(catalog: Catalog) -> None:
    found = checked(Reference(1, "answer", date(2025, 8, 1), (POWER, WARD)))
    assert found.recorded.is_same
    assert found.today
    # Nghị định 280/2025 takes the place of Nghị định 120/2025.
    assert found.today.since == date(2025, 11, 1)
    assert not found.today.is_same


def test_a_verdict_is_not_another_only_because_its_sentence_names_the_day(catalog: Catalog) -> None:
    found = checked(Reference(1, "competence", DAY, (CHAIR, POWER, WARD)))
    assert found.recorded.is_same
    assert found.today
    assert found.today.is_same


def test_a_place_that_has_gone_leads_to_the_places_it_went_into(catalog: Catalog) -> None:
    gone = "769@2021-01-01"
    found = checked(Reference(1, "answer", date(2024, 8, 1), (POWER, gone)), so_tien="5 tỷ")
    assert found.today
    assert not found.today.is_same
    assert found.today.former
    assert found.today.since == date(2025, 7, 1)
    assert any("27094@2025-07-01" in link.address.replace("%40", "@") for link in found.today.instead)
    assert all("so_tien=5" in link.address and "2026-02-01" in link.address for link in found.today.instead)


def test_a_day_to_come_is_not_compared_with_today(catalog: Catalog) -> None:
    found = checked(REFERENCES["office"], date(2025, 11, 1))
    assert found.is_ahead
    assert found.today is None


def test_a_code_of_no_page_is_refused(catalog: Catalog) -> None:
    for keys in [(), (POWER,), (POWER, WARD, WARD), (WARD, POWER), ("không có", WARD)]:
        with pytest.raises(BadReference):
            checked(Reference(1, "answer", DAY, keys))


def test_every_view_leads_back_to_its_page() -> None:
    assert set(EXTRACTS) == set(ADDRESSES)


def test_the_search_for_the_change_takes_few_steps() -> None:
    asked: list[int] = []

    def differs(number: int) -> bool:
        asked.append(number)
        return number >= 700

    assert first_to_differ(1, 1000, differs) == 700
    assert len(asked) <= 10


def test_the_page_tells_people(
    client: Client, catalog: Catalog, site: None, record: Record, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("cms.checking.views.today", lambda: TODAY)
    address = f"/s/{code_of(REFERENCES['power'], catalog.keys)}/"
    before = words(page(client, address))
    assert "Vẫn như bản in" in before
    assert "Hôm nay vẫn như vậy" in before
    record("grants.csv", _other_article)
    after = page(client, address)
    for said in ("Khác bản in", "lần ghi sổ số 2", "Lý do được ghi: Sai điều khoản", "khoản 5 Điều 1"):
        assert said in words(after)
    links = [str(link["href"]) for link in after.select("main a[href]")]
    assert "/tham-quyen/chung-thuc.01/2025-12-01/?lan-ghi=1" in links
    assert client.get("/tham-quyen/chung-thuc.01/2025-12-01/?lan-ghi=1").status_code == 200


def test_a_mistyped_code_gets_a_plain_page(client: Client, catalog: Catalog, site: None) -> None:
    code = code_of(REFERENCES["power"], catalog.keys)
    for wrong in (code[:-1] + "_", "x", code.replace("1", "9", 1), "1-z-0-5"):
        for address in (f"/s/{wrong}/", f"/s/{wrong}/ma-qr.svg"):
            assert "không phải là mã của một bản in" in words(page(client, address, 404))
    # An edition that is still to come.
    late = code_of(Reference(9, "power", DAY, (POWER,)), catalog.keys)
    assert client.get(f"/s/{late}/").status_code == 404
    assert client.get(f"/s/{code.upper()}/")["Location"] == f"/s/{code}/"


def test_every_page_carries_its_short_address_and_its_picture(
    client: Client, catalog: Catalog, site: None
) -> None:
    address = (
        "/ai-co-tham-quyen/?viec=chung-thuc.01&noi=27094%402025-07-01&ngay=2025-12-01&so_tien=5+t%E1%BB%B7"
    )
    soup = page(client, address)
    code = code_of(REFERENCES["answer"], catalog.keys)
    (stamp,) = soup.select(".print-stamp")
    assert f"http://127.0.0.1:8000/s/{code}/?so_tien=5" in stamp.get_text()
    assert "ngày 1 tháng 12 năm 2025" in stamp.get_text()
    (picture,) = stamp.select("img")
    given = client.get(str(picture["src"]))
    assert given["Content-Type"] == "image/svg+xml"
    assert given["Cache-Control"] == "public, max-age=31536000, immutable"
    assert client.get(f"/s/{code}/?so_tien=5+t%E1%BB%B7").status_code == 200
    cited = " ".join(soup.select_one("#trich-dan").get_text().split())  # type: ignore[union-attr]
    assert re.fullmatch(
        r"Sổ thẩm quyền Thành phố Hồ Chí Minh, “Ai có thẩm quyền: .*; .*An Khánh”, tính đến ngày 1 tháng 12 năm 2025, "
        r"theo lần ghi sổ số 1, lúc \d\d:\d\d ngày \d\d/\d\d/\d{4}, http://127.0.0.1:8000/s/\S+\.",
        cited,
    ), cited


def _renumbered(article: int) -> Callable[[str], str]:
    return lambda text: text.replace(
        f"khoản {article} Điều 1,2025-11-01", f"khoản {article + 1} Điều 1,2025-11-01"
    )


def test_looking_back_reads_the_newest_register_again_and_again(
    catalog: Catalog, record: Record, monkeypatch: pytest.MonkeyPatch
) -> None:
    """So that it stays among the few that are kept, and nobody else waits for it."""
    for article in range(4, 9):
        record("grants.csv", _renumbered(article))
    read: list[int] = []
    real = current_catalog

    def noted() -> Catalog:
        read.append(1)
        return real()

    monkeypatch.setattr(checks, "current_catalog", noted)
    assert checked(REFERENCES["power"]).recorded.cause.number == 2  # type: ignore[union-attr]
    assert len(read) >= 3


@pytest.mark.parametrize(
    "changed", [date(2025, 7, 1), date(2025, 9, 14), date(2026, 1, 10), date(2024, 3, 2)]
)
@pytest.mark.parametrize(
    "points",
    [(), (date(2025, 7, 1),), (date(2024, 5, 1), date(2025, 7, 1), date(2025, 9, 15)), (date(2030, 1, 1),)],
)
def test_the_day_is_found_also_where_nothing_of_the_record_changes(
    changed: date, points: tuple[date, ...]
) -> None:
    asked: list[date] = []

    def differs(day: date) -> bool:
        asked.append(day)
        return day >= changed

    assert first_day_to_differ(date(2024, 3, 1), date(2026, 1, 10), points, differs) == changed
    if changed in points:
        assert len(asked) <= 3
