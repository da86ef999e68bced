"""Before and after, how holders differ, which silence it is, where a chain breaks: over the small register."""

from __future__ import annotations

from datetime import date

from cms.answering.silences import Silence
from cms.answers import Answer, answer
from cms.catalog import Catalog
from cms.questions import read_question, understand

AN_KHANH, CITY, THU_DUC = "27094@2025-07-01", "79@2016-01-01", "769@2021-01-01"
TODAY = date(2026, 1, 1)


def ask(catalog: Catalog, power: str, unit: str, day: str, **facts: str) -> Answer:
    asked = read_question({"ngay": day, "viec": power, "noi": unit, **facts}, TODAY)
    assert asked.day is not None
    return answer(catalog, asked, power, unit, asked.day)


def silence(given: Answer) -> Silence:
    assert given.silence is not None
    return given.silence


def test_before_and_after_name_who_and_what_turned_it(catalog: Catalog) -> None:
    course = ask(catalog, "dau-tu.nhom-c-dia-phuong", AN_KHANH, "2025-12-25").course
    assert course.before is not None
    assert course.after is not None
    city = "Chủ tịch Ủy ban nhân dân Thành phố Hồ Chí Minh"
    assert (course.before.headline, course.before.change) == (city, date(2025, 12, 20))
    assert "3321/QĐ-UBND" in course.before.happenings[0].instrument.text
    assert (course.after.headline, course.after.change) == (city, date(2027, 1, 1))
    assert course.after.happenings[0].words == "Hết thời hạn ghi tại"
    assert [period.is_now for period in course.periods].count(True) == 1


def test_where_the_ward_was_not_there_those_before_it_are_asked_about(catalog: Catalog) -> None:
    course = ask(catalog, "chung-thuc.01", AN_KHANH, "2025-07-15").course
    assert course.before is not None
    assert course.before.question is None
    assert any(unit.text == "Phường Thảo Điền, Thành phố Thủ Đức" for unit in course.before.units)
    assert all("ngay=2025-06-30" in unit.address for unit in course.before.units)


def test_the_register_has_no_answer_before_its_first_day(catalog: Catalog) -> None:
    assert ask(catalog, "dieu-hanh.cong-viec-hang-ngay", CITY, "2016-01-01").course.before is None


def test_holders_are_told_apart_by_what_is_not_the_same(catalog: Catalog) -> None:
    found = ask(catalog, "dau-tu.nhom-c-dia-phuong", AN_KHANH, "2025-12-25").differences
    assert found is not None
    assert "Giới hạn" in found.titles
    assert "giới hạn" in found.sentence
    assert all(len(row.cells) == len(found.titles) for row in found.rows)
    assert ask(catalog, "chung-thuc.01", AN_KHANH, "2025-12-25").differences is None


def test_a_silence_says_which_it_is(catalog: Catalog) -> None:
    assert silence(ask(catalog, "chung-thuc.06b", AN_KHANH, "2025-12-25")).kind == "excluded"
    assert silence(ask(catalog, "dieu-hanh.cong-viec-hang-ngay", CITY, "2025-12-25")).kind == "unrecorded"
    assert silence(ask(catalog, "nd151.thu-hoi-dat", THU_DUC, "2022-06-01")).kind == "not_then"
    large = silence(ask(catalog, "chung-thuc.01", CITY, "2025-12-25"))
    assert large.kind == "not_here"
    assert any(place.text == "Phường An Khánh" for place in large.smaller)


def test_facts_that_leave_nobody_can_be_taken_back(catalog: Catalog) -> None:
    given = ask(catalog, "xay-dung.giay-phep", AN_KHANH, "2025-08-01", so_tien="1", vi_tri="noi_khac")
    if given.silence:
        assert given.silence.without_facts is not None
        assert "vi_tri" not in given.silence.without_facts.address


def test_yesterdays_name_is_todays_question(catalog: Catalog) -> None:
    asked = read_question({"viec": "chung-thuc.01", "noi": "phường Thảo Điền, Quận 2"}, date(2025, 12, 25))
    understood = understand(catalog, asked)
    assert understood.place.unit == AN_KHANH
    assert understood.moved_from is not None
    assert understood.moved_from.version.name == "Phường Thảo Điền"


def test_a_district_that_lies_in_several_wards_settles_nothing(catalog: Catalog) -> None:
    understood = understand(
        catalog, read_question({"viec": "chung-thuc.01", "noi": "Quận 2"}, date(2025, 12, 25))
    )
    assert understood.place.unit is None
    assert understood.moved_from is None


def test_one_who_decides_for_another_says_so_in_the_second_line(catalog: Catalog) -> None:
    given = ask(catalog, "dau-tu.nhom-c-dia-phuong", AN_KHANH, "2025-12-25", so_tien="100 tỷ", nhom="C")
    sound = [one for one in given.shown if one.holder.on_behalf_of]
    assert sound[0].duties.must_not
    assert ask(catalog, "chung-thuc.01", AN_KHANH, "2025-12-25").subline.startswith("Chủ tịch ký.")
