"""The answer in words, without HTML: who, on whose behalf, within what, until when, by which text."""

from __future__ import annotations

from datetime import date

import pytest

from cms import wording
from cms.answers import Answer, answer
from cms.catalog import Catalog
from cms.questions import read_question, understand

AN_KHANH, THU_DUC, CITY = "27094@2025-07-01", "769@2021-01-01", "79@2016-01-01"


def ask(catalog: Catalog, power: str, unit: str, day: str, **facts: str) -> Answer:
    asked = read_question({"ngay": day, **facts}, date(2026, 1, 1))
    assert asked.day is not None
    return answer(catalog, asked, power, unit, asked.day)


def test_one_office_decides(catalog: Catalog) -> None:
    given = ask(catalog, "chung-thuc.01", AN_KHANH, "2025-12-25")
    (holder,) = given.holders
    assert (given.status, given.headline) == ("decided", "Chủ tịch Ủy ban nhân dân phường An Khánh")
    assert holder.office.address == f"/co-quan/{AN_KHANH}/chair/2025-12-25/"
    assert holder.on_behalf_of is None
    assert (holder.instrument.text.partition(" (")[0], holder.citation) == (
        "Nghị định 280/2025/NĐ-CP",
        "khoản 4 Điều 1",
    )
    assert holder.since == date(2025, 11, 1)
    assert holder.until == "không ghi ngày hết hiệu lực"
    (step,) = holder.chain
    assert step.giver is not None
    assert (step.giver.text, step.taker.text) == ("Chính phủ", given.headline)
    assert step.named_as == "Chủ tịch UBND cấp xã (xã, phường, thị trấn, đặc khu)"


def test_a_delegatee_decides_for_its_delegator_who_keeps_the_rest(catalog: Catalog) -> None:
    given = ask(catalog, "dau-tu.nhom-c-dia-phuong", AN_KHANH, "2025-12-25")
    ward, city = given.holders
    assert given.status == "conditional"
    assert ward.on_behalf_of is not None
    assert ward.on_behalf_of.text == city.office.text == "Chủ tịch Ủy ban nhân dân Thành phố Hồ Chí Minh"
    assert ward.limits == ("số tiền dưới 240.000.000.000 đồng", "dự án nhóm C")
    assert ward.until == "đến hết 31/12/2026 (hết thời hạn)"
    assert [step.kind for step in ward.chain] == ["allocation", "delegation"]


def test_a_fact_settles_a_limit(catalog: Catalog) -> None:
    within = ask(catalog, "dau-tu.nhom-c-dia-phuong", AN_KHANH, "2025-12-25", so_tien="100 tỷ", nhom="C")
    beyond = ask(catalog, "dau-tu.nhom-c-dia-phuong", AN_KHANH, "2025-12-25", so_tien="300 tỷ", nhom="C")
    assert within.facts == ("số tiền: 100.000.000.000 đồng", "nhóm dự án: nhóm C")
    assert within.holders[0].limits == ()
    assert [holder.office.text for holder in beyond.holders] == [
        "Chủ tịch Ủy ban nhân dân Thành phố Hồ Chí Minh"
    ]


def test_an_open_choice_between_words_is_offered_as_links(catalog: Catalog) -> None:
    given = ask(catalog, "xay-dung.giay-phep", AN_KHANH, "2026-02-01")
    assert [link.text for link in given.narrower] == [
        "trong khu chế xuất, khu công nghiệp",
        "trong Khu Công nghệ cao",
        "trong Khu Nông nghiệp Công nghệ cao",
        "ngoài các khu chức năng",
    ]
    assert "vi_tri=khu_cong_nghe_cao" in given.narrower[1].address


def test_the_nearest_office_comes_first(catalog: Catalog) -> None:
    given = ask(catalog, "xay-dung.giay-phep", AN_KHANH, "2026-02-01")
    assert given.holders[0].office.text == "Ủy ban nhân dân phường An Khánh"


def test_what_was_taken_away_says_by_which_text(catalog: Catalog) -> None:
    given = ask(catalog, "chung-thuc.06b", AN_KHANH, "2025-12-25")
    (exclusion,) = given.exclusions
    assert given.status == "gap"
    assert given.hints == ()
    assert "31/2011/QĐ-UBND" in exclusion.instrument.text
    assert exclusion.territory is not None
    assert exclusion.territory.text == "Thành phố Hồ Chí Minh theo địa giới đến ngày 30/06/2025"


def test_a_gap_says_which_gap_it_is(catalog: Catalog) -> None:
    too_large = ask(catalog, "chung-thuc.01", CITY, "2025-12-25")
    assert too_large.status == "gap"
    assert "phường, xã, đặc khu cụ thể" in too_large.hints[0]
    assert too_large.silence is not None
    assert [link.text for link in too_large.silence.recipients] == [
        "Chủ tịch UBND cấp xã (xã, phường, thị trấn, đặc khu)"
    ]
    not_yet = ask(catalog, "nd151.thu-hoi-dat", THU_DUC, "2022-06-01")
    assert "không văn bản nào có hiệu lực vào ngày 1 tháng 6 năm 2022" in not_yet.hints[0]
    unrecorded = ask(catalog, "dieu-hanh.cong-viec-hang-ngay", CITY, "2025-12-25")
    assert "chưa ghi văn bản nào" in unrecorded.hints[0]
    assert unrecorded.caveats == ()


def test_where_the_origin_is_not_recorded_the_answer_says_so(catalog: Catalog) -> None:
    given = ask(catalog, "luong.chuyen-vien-cao-cap", AN_KHANH, "2025-12-25")
    assert given.caveats == (wording.word(wording.CAVEAT, "ORIGIN_NOT_RECORDED"),)
    assert given.holders[0].until == "đến hết 30/04/2026 (hết thời hạn)"


def test_a_decentralization_lasts_beyond_the_text_it_first_rested_on(catalog: Catalog) -> None:
    """On 2026-07-01 a newer decree gives the city the power: what it passed on before goes on."""
    given = ask(catalog, "xay-dung.giay-phep", AN_KHANH, "2026-02-01", vi_tri="khu_cong_nghe_cao")
    board = next(holder for holder in given.holders if holder.office.text.startswith("Ban Quản lý"))
    assert board.chain[0].until == date(2026, 6, 30)
    assert board.until == "không ghi ngày hết hiệu lực"


@pytest.mark.parametrize("power", ["chung-thuc.01", "xay-dung.giay-phep", "thu-duc.tu-phap"])
@pytest.mark.parametrize("day", ["0001-01-01", "2016-01-01", "2022-06-01", "2025-07-01", "9999-12-31"])
def test_every_day_of_the_calendar_has_an_answer(catalog: Catalog, power: str, day: str) -> None:
    asked = read_question({"viec": power, "noi": CITY, "ngay": day}, date(2026, 1, 1))
    understood = understand(catalog, asked)
    if understood.place.unit:
        assert ask(catalog, power, CITY, day).status in wording.STATUS


def test_the_form_shows_names_that_lead_back_to_the_same_things(catalog: Catalog) -> None:
    asked = read_question({"viec": "chung-thuc.04", "noi": AN_KHANH, "ngay": "2025-12-25"}, date(2026, 1, 1))
    shown = understand(catalog, asked).in_words(catalog)
    assert shown.typed["viec"] == "Chứng thực chữ ký trong giấy tờ, văn bản"
    assert shown.typed["noi"] == "Phường An Khánh, Thành phố Hồ Chí Minh"
    again = understand(catalog, read_question(shown.typed, date(2026, 1, 1)))
    assert again.power.power is not None
    assert (again.power.power.power, again.place.unit) == ("chung-thuc.04", AN_KHANH)


def test_a_procedure_code_that_several_powers_share_is_a_choice(catalog: Catalog) -> None:
    asked = read_question({"viec": "2.000815.000.00.00.H29", "noi": AN_KHANH}, date(2026, 1, 1))
    found = understand(catalog, asked).power
    assert found.power is None
    assert [card.power for card in found.choices] == ["chung-thuc.01", "chung-thuc.02", "chung-thuc.03"]
