from __future__ import annotations

from datetime import date

import pytest

from delegation.choosing import Choosable, Choosing, nearest, spoken
from units.periods import Period

DAY = date(2026, 1, 15)
UNTIL_2025 = (Period.of_days(date(2016, 1, 1), date(2025, 6, 30)),)
SINCE_2025 = (Period.of_days(date(2025, 7, 1), None),)

OFFICES = Choosing(
    [
        Choosable("q1", "Ủy ban nhân dân Quận 1", spans=UNTIL_2025, detail="đến 30/6/2025"),
        Choosable("q10", "Ủy ban nhân dân quận 10", spans=UNTIL_2025),
        Choosable("cho-quan", "Ủy ban nhân dân phường Chợ Quán", spans=SINCE_2025),
        Choosable("groups", "UBND 16 quận và thành phố Thủ Đức"),
        Choosable("hoa", "Ủy ban nhân dân phường Tân Hòa", spans=SINCE_2025),
        Choosable("hoa-2", "Ủy ban nhân dân phường Tân Hóa", spans=SINCE_2025),
        Choosable("an-phu-old", "Ủy ban nhân dân phường An Phú", spans=UNTIL_2025),
        Choosable("an-phu", "Ủy ban nhân dân phường An Phú", spans=SINCE_2025),
        Choosable("xd", "Sở Xây dựng Thành phố Hồ Chí Minh"),
        Choosable("gd-xd", "Giám đốc Sở Xây dựng Thành phố Hồ Chí Minh"),
        Choosable("next", "Sở Tương lai", spans=(Period(date(2027, 1, 1)),)),
    ]
)
POWERS = Choosing(
    [
        Choosable("ct.04", "Chứng thực chữ ký trong giấy tờ, văn bản", aliases=("2.000884",)),
        Choosable("ct.07", "Chứng thực di chúc"),
        Choosable("xd.1", "Cấp giấy phép xây dựng", words="Hoạt động xây dựng"),
        Choosable("kt.1", "Kiểm tra chứng thực, lập danh sách người ký, chứng chỉ"),
    ]
)


def found(choosing: Choosing, text: str, day: date = DAY, most: int = 30) -> list[str]:
    return [hit.item.key for hit in nearest(choosing.find(text, day), most)]


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("UBND phường Chợ Quán", "cho-quan"),
        ("ubnd p. cho quan", "cho-quan"),
        ("ubnd p cho qu", "cho-quan"),
        ("so xay dung tphcm", "xd"),
        ("Giám đốc Sở XÂY DỰNG", "gd-xd"),
        ("gd so xay dung", "gd-xd"),
        ("Tân Hòa", "hoa"),
        ("Tân Hoà", "hoa"),
        ("Tân Hóa", "hoa-2"),
    ],
)
def test_an_office_is_found_however_it_is_written(text: str, first: str) -> None:
    assert found(OFFICES, text)[0] == first


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("chung thuc chu ky", "ct.04"),
        ("chung thuc chu ki", "ct.04"),
        ("2.000884", "ct.04"),
        ("ct.07", "ct.07"),
        ("giay phep xay dung", "xd.1"),
        ("hoat dong", "xd.1"),
        ("van ban giay to", "ct.04"),
    ],
)
def test_a_power_is_found_by_words_codes_and_slips(text: str, first: str) -> None:
    assert found(POWERS, text)[0] == first


def test_what_does_not_stand_on_the_day_comes_after_and_knows_why() -> None:
    hits = nearest(OFFICES.find("UBND Quận 1", DAY), 30)
    assert [hit.standing for hit in hits] == sorted((hit.standing for hit in hits), key="exists".__ne__)
    ended = next(hit for hit in hits if hit.item.key == "q1")
    assert (ended.standing, ended.item.changes(DAY)) == ("former", date(2025, 6, 30))
    # Another number is another office, and a group of districts is a worse guess than the district that ended.
    assert "cho-quan" not in [hit.item.key for hit in hits]
    assert all(hit.place > ended.place for hit in hits if hit.standing == "exists")
    assert found(OFFICES, "UBND Quận 1", date(2025, 6, 30))[0] == "q1"


def test_what_is_yet_to_come_tells_its_first_day() -> None:
    (hit,) = OFFICES.find("so tuong lai", DAY)
    assert (hit.standing, hit.item.changes(DAY)) == ("future", date(2027, 1, 1))
    assert OFFICES.find("so tuong lai", date(2027, 1, 1))[0].standing == "exists"


def test_an_empty_text_offers_everything_in_its_own_order() -> None:
    assert found(POWERS, "") == ["ct.04", "ct.07", "xd.1", "kt.1"]
    assert found(POWERS, "", most=2) == ["ct.04", "ct.07"]


def test_many_that_do_not_stand_do_not_push_out_those_that_do() -> None:
    former = [Choosable(f"old-{number}", f"Phường {number}", spans=UNTIL_2025) for number in range(50)]
    hits = nearest(Choosing([*former, Choosable("new", "Phường mới")]).find("phuong", DAY), 9)
    assert hits[0].item.key == "new"
    assert len(hits) == 4


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("Sở Xây dựng Thành phố Hồ Chí Minh", "xd"),
        ("so xay dung tp. HCM", "xd"),
        ("UBND phường An Phú", "an-phu"),
        ("xd", "xd"),
        ("Ủy ban nhân dân phường Tân Hóa", "hoa-2"),
        # Without accents it could be either; a part of a name, or a slip, is never taken for it.
        ("uy ban nhan dan phuong tan hoa", None),
        ("Sở Xây dựng", None),
        ("Sở Xây dưng Thành phố Hồ Chí Minh X", None),
        ("UBND Quận 1", None),
        ("", None),
    ],
)
def test_a_pasted_name_is_taken_only_if_it_means_one_thing(text: str, key: str | None) -> None:
    meant = OFFICES.meant(text, DAY)
    assert (meant.key if meant else None) == key


def test_a_pasted_name_means_who_bore_it_on_the_day() -> None:
    meant = OFFICES.meant("UBND phường An Phú", date(2020, 1, 1))
    assert meant is not None
    assert meant.key == "an-phu-old"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("UBND P.12", "Ủy ban nhân dân phường 12"),
        ("p12", "Phường 12"),
        ("Phường 02", "phuong 2"),
        ("31-2011 qd ubnd", "031/2011/QĐ-UBND"),
        ("TP.HCM", "Thành phố Hồ Chí Minh"),
    ],
)
def test_short_forms_are_spoken_alike(one: str, other: str) -> None:
    assert spoken(one) == spoken(other)


def test_a_letter_that_is_being_typed_is_not_yet_a_kind_of_unit() -> None:
    assert spoken("so p") == "so p"
    assert spoken("up12") == "up12"


def test_an_absurdly_long_text_is_cut() -> None:
    assert found(POWERS, "chứng " * 10_000)
