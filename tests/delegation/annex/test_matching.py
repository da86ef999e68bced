from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from delegation.annex.lookup import Match, Matched, Unknown
from delegation.annex.matching import Matcher
from delegation.annex.recipients import split_recipients
from tests.delegation.annex.records import KNOWN

MATCHER = Matcher(KNOWN)


def unknown(match: Match) -> Unknown:
    assert isinstance(match, Unknown)
    return match


def key(match: Match) -> str | None:
    return match.key if isinstance(match, Matched) else None


@pytest.mark.parametrize(
    ("text", "office"),
    [
        ("Giám đốc Sở Xây dựng", "gd/Xây dựng"),
        ("Giám đốc Sở Xây dựng Thành phố Hồ Chí Minh", "gd/Xây dựng"),
        ("GĐ Sở XD", "gd/Xây dựng"),
        ("Sở Xây dựng thành phố", "so/Xây dựng"),
        ("SỞ XÂY DỰNG TP.HCM", "so/Xây dựng"),
        ("Sở NN&MT", "so/Nông nghiệp và Môi trường"),
        ("Sở NN và MT TPHCM", "so/Nông nghiệp và Môi trường"),
        ("GĐ Sở TP", "gd/Tư pháp"),
        ("Sở GDĐT", "so/Giáo dục và Đào tạo"),
        ("Sở QHKT", "so/Quy hoạch - Kiến trúc"),
        ("so xay dung", "so/Xây dựng"),
        ("CT UBND TP", "tp/chair"),
        ("Ủy ban nhân dân Thành phố", "tp/committee"),
        ("Thanh tra TP.HCM", "tp/thanh-tra"),
        ("CT UBND P. Bình Phú", "p1/chair"),
        ("Chủ tịch Uỷ ban nhân dân phường Hoà Hưng", "p2/chair"),
        ("UBND xã Long Phước", "x2/committee"),
        ("UBND xã, phường, đặc khu", "ubnd-xpd"),
        ("UBND các phường, xã và đặc khu trên địa bàn Thành phố", "ubnd-xpd"),
        ("Chủ tịch UBND xã, phường, đặc khu", "ct-xpd"),
        ("UBND cấp xã", "ubnd-cap-xa"),
        ("Thủ trưởng các sở, ban, ngành", "thu-truong"),
        ("tp/chair", "tp/chair"),
    ],
)
def test_offices_and_scopes_as_decisions_name_them(text: str, office: str) -> None:
    assert key(MATCHER.party(text)) == office
    assert MATCHER.is_party(text)


@pytest.mark.parametrize(
    ("text", "why", "first"),
    [
        ("Sở NV", "có 2 tên", "so/Ngoại vụ"),
        ("UBND xã Tân Lập", "có 2 tên", "x3/committee"),
        ("UBND quận 1", "không tồn tại", "q1/committee"),
        ("Sở Kế hoạch và Đầu tư", "không tồn tại", "so/cu"),
        ("Sở Biển đảo", "không tồn tại", "so/moi"),
        ("UBND phường Hóa Hưng", "khác dấu", "p2/committee"),
        ("Sở Xây dựn", "không có tên này", "so/Xây dựng"),
        ("UBND phường Bình Phúc", "không có tên này", "p1/committee"),
        ("UBND xã, phường, thị trấn", "không có tên này", "ubnd-cap-xa"),
    ],
)
def test_what_is_not_certain_is_only_suggested(text: str, why: str, first: str) -> None:
    match = unknown(MATCHER.party(text))
    assert why in match.why
    assert match.suggestions[0].key == first
    assert len(match.suggestions) <= 5
    assert all(suggestion.score < 100 for suggestion in match.suggestions)
    assert not MATCHER.is_party(text)


def test_a_suggestion_says_why_it_was_not_taken() -> None:
    assert unknown(MATCHER.party("UBND quận 1")).suggestions[0].remark == "đã kết thúc ngày 30/06/2025"
    assert unknown(MATCHER.party("Sở Biển đảo")).suggestions[0].remark == "chỉ có từ ngày 01/01/2027"


def test_nothing_is_suggested_for_what_is_like_nothing() -> None:
    assert unknown(MATCHER.party("qwzx")).suggestions == ()
    assert unknown(MATCHER.party("")).suggestions == ()
    assert unknown(Matcher(replace(KNOWN, offices=(), scopes=())).party("Sở Xây dựng")).suggestions == ()


def test_a_text_as_long_as_a_page_is_no_name() -> None:
    match = unknown(MATCHER.party("Sở Y tế " * 100))
    assert "quá dài" in match.why
    assert not match.suggestions


def test_the_day_decides() -> None:
    earlier = Matcher(replace(KNOWN, on=date(2025, 1, 1)))
    assert key(earlier.party("UBND quận 1")) == "q1/committee"
    assert key(earlier.party("UBND xã Long Phước")) == "x1/committee"
    assert key(earlier.party("UBND phường Bình Phú")) is None


def test_without_a_home_the_same_name_in_two_cities_is_a_choice() -> None:
    nowhere = replace(KNOWN, offices=tuple(replace(office, is_at_home=False) for office in KNOWN.offices))
    assert "2 tên" in unknown(Matcher(nowhere).party("Sở Xây dựng")).why
    assert key(MATCHER.party("Sở Xây dựng Thành phố Hà Nội")) == "hn/Xây dựng"


@pytest.mark.parametrize(
    ("title", "codes", "power"),
    [
        ("Công nhận làng nghề", [], "lang-nghe"),
        ("Thủ tục công nhận làng nghề.", [], "lang-nghe"),
        ("cong nhan lang nghe", [], "lang-nghe"),
        ("Công nhận làng nghề (1.003695.H29)", [], "lang-nghe"),
        ("", ["1.003695"], "lang-nghe"),
        ("Chứng thực bản sao giấy tờ do cơ quan Việt Nam cấp", ["2.000815"], "sao-vn"),
        ("Quyết định đầu tư dự án nhóm C", ["1.999999"], "nhom-c"),
        ("nhom-c", [], "nhom-c"),
    ],
)
def test_powers(title: str, codes: list[str], power: str) -> None:
    match = MATCHER.power(title, codes)
    assert key(match) == power
    assert isinstance(match, Matched)
    assert match.remark == ""


@pytest.mark.parametrize(
    ("title", "codes", "why", "suggested"),
    [
        ("Chứng thực bản sao", ["2.000815"], "nhiều quyền hạn", {"sao-vn", "sao-nn"}),
        ("Công nhận làng nghề", ["1.004259"], "hai quyền hạn khác nhau", {"van-tai"}),
        ("Công nhận làng nghề", ["1.999999"], "nhưng với mã 1.003695", {"lang-nghe"}),
        ("Đổi giấy phép", [], "2 quyền hạn cùng tên", {"doi-1", "doi-2"}),
        ("Cấp Giấy phép vận tải qua biên giới", [], "không có quyền hạn nào", {"van-tai"}),
        ("", ["1.003695", "1.004259"], "nhiều quyền hạn", {"lang-nghe", "van-tai"}),
        ("Việc lạ", ["1.999999"], "không có mã 1.999999", set()),
    ],
)
def test_powers_that_are_not_certain(title: str, codes: list[str], why: str, suggested: set[str]) -> None:
    match = unknown(MATCHER.power(title, codes))
    assert why in match.why
    assert suggested <= {suggestion.key for suggestion in match.suggestions}


def test_a_code_with_quite_another_title_is_matched_with_a_remark() -> None:
    match = MATCHER.power("Xử phạt hành chính", ["1.003695"])
    assert isinstance(match, Matched)
    assert "tên trong sổ khác" in match.remark


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("phường Bình Phú", "p1"),
        ("Trên địa bàn P. Bình Phú", "p1"),
        ("địa bàn Thành phố", "tp"),
        ("Thành phố Hồ Chí Minh", "tp"),
        ("Quận 1", None),
        ("Thành phố Hồ Chí Minh (cũ)", None),
    ],
)
def test_territories(text: str, unit: str | None) -> None:
    assert key(MATCHER.unit(text)) == unit


def test_fields_and_instruments() -> None:
    assert key(MATCHER.field("Lĩnh vực đường bộ")) == "duong-bo"
    assert unknown(MATCHER.field("Đường sắt bộ")).suggestions[0].key == "duong-bo"
    assert key(MATCHER.instrument("Quyết định số 25/2025/QĐ-UBND")) == "qd-25"
    assert key(MATCHER.instrument("QĐ 33/QĐ-UBND ngày 10/7/2025")) == "qd-33"
    assert "2 văn bản" in unknown(MATCHER.instrument("33/QĐ-UBND")).why
    assert "không có văn bản" in unknown(MATCHER.instrument("99/QĐ-UBND")).why
    assert "không có văn bản" in unknown(MATCHER.instrument("quyết định này")).why


@given(st.text(max_size=40))
def test_any_text_is_answered(text: str) -> None:
    for match in (MATCHER.party(text), MATCHER.unit(text), MATCHER.field(text), MATCHER.power(text)):
        assert isinstance(match, Matched) or match.why


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("", []),
        ("Sở Giáo dục và Đào tạo", ["Sở Giáo dục và Đào tạo"]),
        ("UBND xã, phường, đặc khu", ["UBND xã, phường, đặc khu"]),
        ("Sở Y tế; Sở Du lịch;", ["Sở Y tế", "Sở Du lịch"]),
        ("- Sở Y tế\n- Sở Giáo dục\nvà Đào tạo", ["Sở Y tế", "Sở Giáo dục và Đào tạo"]),
        ("1. Sở Y tế 2\n2) Sở Du lịch", ["Sở Y tế 2", "Sở Du lịch"]),
        ("Sở Y tế\nSở Du lịch", ["Sở Y tế", "Sở Du lịch"]),
        ("+ Sở Y tế + Sở Du lịch", ["Sở Y tế", "Sở Du lịch"]),
        (
            "Giám đốc Sở Xây dựng và Giám đốc Sở Giáo dục và Đào tạo",
            ["Giám đốc Sở Xây dựng", "Giám đốc Sở Giáo dục và Đào tạo"],
        ),
        ("Giám đốc các Sở: Y tế, Du lịch", ["Giám đốc Sở Y tế", "Giám đốc Sở Du lịch"]),
        ("Sở Y tế, Giáo dục và Đào tạo", ["Sở Y tế", "Sở Giáo dục và Đào tạo"]),
        ("UBND phường Bình Phú, phường Hòa Hưng", ["UBND phường Bình Phú", "UBND phường Hòa Hưng"]),
        ("Sở Y tế / Sở Du lịch", ["Sở Y tế", "Sở Du lịch"]),
        ("Sở Y tế, Sở Lạ, Sở Du lịch", ["Sở Y tế", "Sở Lạ", "Sở Du lịch"]),
        ("Sở Văn hóa, Thể thao và Du lịch", ["Sở Văn hóa, Thể thao và Du lịch"]),
        ("Sở Y tế và Sở Y tế", ["Sở Y tế"]),
        ("GĐ Sở XD, CT UBND các xã, phường, đặc khu", ["GĐ Sở XD", "CT UBND các xã, phường, đặc khu"]),
    ],
)
def test_several_recipients_in_a_cell(text: str, names: list[str]) -> None:
    assert split_recipients(text, MATCHER.is_party) == names


@given(st.text(alphabet="sở y tế,;và\n-1.&/", max_size=60))
def test_any_cell_is_split_into_texts(text: str) -> None:
    names = split_recipients(text, lambda name: False)
    assert all(names)
