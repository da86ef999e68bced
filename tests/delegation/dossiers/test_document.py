"""The written decision says what the rows say: every recipient, power, period and limit, and changes with them."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.utils import translation

from delegation.bundle.faults import Fault
from delegation.documents.composition import decision_of
from delegation.documents.decision import DocumentRefused
from delegation.documents.enactment import citations
from delegation.dossiers import document
from delegation.dossiers.content import Line
from delegation.dossiers.document import (
    Drawing,
    Texts,
    Written,
    hindering,
    instrument_in_full,
    letterhead,
    read_texts,
)
from tests.delegation.dossiers.lines import content, line, recorded
from units.geography import Geography, UnitVersion
from units.periods import Period

CHAIR = "Chủ tịch Ủy ban nhân dân Thành phố Hồ Chí Minh"
OWN = {
    "instrument": "qd-1",
    "number": "4567/QĐ-UBND",
    "type": "Quyết định",
    "title": "Về ủy quyền cấp giấy phép",
    "issuer": CHAIR,
    "issued_on": "2026-11-20",
    "effective_from": "2026-12-01",
    "signing_capacity": "KT. Chủ tịch, Phó Chủ tịch",
    "signer": "Nguyễn Văn A",
}
GRANT = {
    "power": "xay-dung",
    "kind": "delegation",
    "grantor": "tp/chair",
    "recipients": "so/xay-dung;cac-so",
    "territory": "tp/2025-06-30",
    "valid_from": "2027-01-01",
    "valid_until": "2027-12-31",
    "limits": "amount_vnd<240000000000",
    "conditions": "Ngoài khu bảo tồn",
}
GEOGRAPHY = Geography(
    [
        UnitVersion("tp", Period(None, date(2025, 7, 1)), "79", "Thành phố cũ", "municipality", None),
        UnitVersion("tp", Period(date(2025, 7, 1)), "79", "Thành phố mới", "municipality", None),
    ]
)
RECORDED = recorded(
    powers=[
        {
            "power": "xay-dung",
            "title": "Cấp giấy phép xây dựng",
            "field": "xd",
            "procedures": "1.013236",
            "legal_basis": "Điều 103 Luật Xây dựng",
        },
        {"power": "nha-o", "title": "Cấp phép nhà ở"},
    ],
    fields=[{"field": "xd", "name": "Hoạt động xây dựng"}],
    offices=[
        {"office": "tp/chair", "name": CHAIR},
        {"office": "so/xay-dung", "name": "Giám đốc Sở Xây dựng"},
    ],
    scopes=[{"scope": "cac-so", "name": "Thủ trưởng các sở"}],
    instruments=[
        {
            "instrument": "luat-tc",
            "type": "Luật",
            "number": "72/2025/QH15",
            "title": "Luật Tổ chức chính quyền địa phương",
            "issuer": "Quốc hội",
            "issued_on": "2025-06-16",
        },
        {
            "instrument": "nd-150",
            "type": "Nghị định",
            "number": "150/2025/NĐ-CP",
            "title": "Quy định tổ chức các cơ quan chuyên môn",
            "issuer": "Chính phủ",
            "issued_on": "2025-06-12",
        },
        {
            "instrument": "qd-cu",
            "type": "Quyết định",
            "number": "33/QĐ-UBND",
            "title": "Về ủy quyền",
            "issuer": CHAIR,
            "issued_on": "2024-01-05",
        },
    ],
    grants=[
        {
            "grant": "cu.1",
            "power": "nha-o",
            "kind": "delegation",
            "instrument": "qd-cu",
            "recipients": "so/xay-dung",
        }
    ],
)


def own(**otherwise: str) -> Line:
    return line(1, "instruments", **(OWN | otherwise))


def grant(serial: Any = 2, **otherwise: str) -> Line:
    return line(serial, "grants", **(GRANT | otherwise))


def written(*lines: Line, texts: Texts | None = None, is_draft: bool = True) -> Written:
    drawing = Drawing(content(*(lines or (own(), grant()))), RECORDED, GEOGRAPHY)
    return drawing.written(
        texts or Texts(), unit="Thành phố Hồ Chí Minh", copies=["Sở Nội vụ"], is_draft=is_draft
    )


def text_of(found: Written) -> str:
    return "\n".join(decision_of(found.frame, found.enactment).texts())


def refused(*lines: Line) -> str:
    with pytest.raises(DocumentRefused) as refusal:
        written(*lines)
    return " ".join(refusal.value.reasons)


@pytest.mark.parametrize(
    "said",
    [
        "Giám đốc Sở Xây dựng",
        "Thủ trưởng các sở",
        "Cấp giấy phép xây dựng",
        "1.013236",
        "lĩnh vực Hoạt động xây dựng",
        "Thành phố cũ (theo địa giới ngày 30/06/2025)",
        "số tiền dưới 240.000.000.000 đồng",
        "Ngoài khu bảo tồn",
        "Điều 103 Luật Xây dựng",
        "ngày 01 tháng 01 năm 2027",
        "hết ngày 31 tháng 12 năm 2027",
        "Số: 4567/QĐ-UBND",
        "Thành phố Hồ Chí Minh, ngày 20 tháng 11 năm 2026",
        "Về ủy quyền cấp giấy phép",
        "CHỦ TỊCH ỦY BAN NHÂN DÂN THÀNH PHỐ HỒ CHÍ MINH",
        "có hiệu lực từ ngày 01 tháng 12 năm 2026",
        "- Sở Nội vụ;",
        "- Lưu: VT.",
        "KT. CHỦ TỊCH\nPHÓ CHỦ TỊCH\nNguyễn Văn A",
    ],
)
def test_the_text_says_what_the_rows_say(said: str) -> None:
    assert said in text_of(written())


@pytest.mark.parametrize(
    ("column", "cell", "said"),
    [
        ("recipients", "tp/chair", "cho Chủ tịch Ủy ban nhân dân"),
        ("power", "nha-o", "Cấp phép nhà ở"),
        ("territory", "tp", "Thành phố mới"),
        ("valid_until", "2028-06-30", "30 tháng 6 năm 2028"),
        ("limits", "floors<=5", "số tầng không quá 5 tầng"),
        ("conditions", "Khi trời nắng", "Khi trời nắng"),
    ],
)
def test_another_row_makes_another_text(column: str, cell: str, said: str) -> None:
    before, after = text_of(written()), text_of(written(own(), grant(**{column: cell})))
    assert said not in before
    assert said in after


def test_what_is_new_in_the_dossier_is_named_as_what_is_recorded() -> None:
    lines = (
        own(),
        line(2, "powers", power="lan-bien", title="Cấp phép lặn biển", field="bien"),
        line(3, "fields", field="bien", name="Biển"),
        line(4, "offices", office="so/bien", name="Sở Biển"),
        grant(5, power="lan-bien", recipients="so/bien"),
    )
    text = text_of(written(*lines))
    assert "Cấp phép lặn biển (lĩnh vực Biển" in text
    assert "Sở Biển" in text


def test_only_what_its_own_document_grants_is_in_it() -> None:
    lines = (own(), grant(2), grant(3, grant="cu.1", power="nha-o", instrument="qd-cu"))
    found = written(*lines)
    assert found.lines == (2,)
    assert "Cấp phép nhà ở" not in text_of(found)


def test_provisions_come_in_the_order_of_the_lines_and_are_cited_so() -> None:
    lines = (grant(7, power="nha-o"), own(), grant(3))
    found = written(*lines)
    assert found.lines == (3, 7)
    assert citations(found.enactment) == ("khoản 1 Điều 1", "khoản 2 Điều 1")
    every = written(*lines, texts=Texts(in_annex="yes"))
    assert citations(every.enactment) == ("số thứ tự 1 Phụ lục", "số thứ tự 2 Phụ lục")
    assert "Cấp phép nhà ở" in text_of(every)


def test_a_change_names_what_it_changes() -> None:
    change = line(2, "changes", grant="cu.1", action="revoke", from_="2027-01-01", recipients="so/xay-dung")
    text = text_of(written(own(), change))
    assert "Thu hồi việc ủy quyền cho Giám đốc Sở Xây dựng thực hiện “Cấp phép nhà ở”" in text
    assert f"Quyết định số 33/QĐ-UBND ngày 05 tháng 01 năm 2024 của {CHAIR} về ủy quyền" in text


def test_relations_act_and_grounds_open_the_text() -> None:
    lines = (
        own(),
        grant(),
        line(3, "instrument_relations", relation="based_on", target="nd-150"),
        line(4, "instrument_relations", relation="based_on", target="luat-tc"),
        line(5, "instrument_relations", relation="replaces", target="qd-cu"),
    )
    found = written(*lines)
    assert found.frame.legal_bases == (
        "Luật Tổ chức chính quyền địa phương số 72/2025/QH15 ngày 16 tháng 6 năm 2025",
        "Nghị định số 150/2025/NĐ-CP ngày 12 tháng 6 năm 2025 của Chính phủ "
        "quy định tổ chức các cơ quan chuyên môn",
    )
    assert "Quyết định này thay thế Quyết định số 33/QĐ-UBND" in text_of(found)
    said = Texts(legal_bases="Hiến pháp\nCăn cứ Nghị định số 150/2025/NĐ-CP của Chính phủ")
    again = written(*lines, texts=said)
    assert again.frame.legal_bases == (
        "Hiến pháp",
        "Căn cứ Nghị định số 150/2025/NĐ-CP của Chính phủ",
        "Luật Tổ chức chính quyền địa phương số 72/2025/QH15 ngày 16 tháng 6 năm 2025",
    )


def test_a_longer_number_is_another_document() -> None:
    lines = (own(), grant(), line(3, "instrument_relations", relation="based_on", target="nd-150"))
    found = written(*lines, texts=Texts(legal_bases="Nghị định số 1150/2025/NĐ-CP"))
    assert len(found.frame.legal_bases) == 2


def test_what_is_written_stands_before_what_is_usual() -> None:
    texts = Texts(
        place="Hà Nội", distribution="Công báo", capacity="TM. ỦY BAN\nCHỦ TỊCH", proposal="Sở Nội vụ"
    )
    text = text_of(written(texts=texts))
    assert "Hà Nội, ngày 20" in text
    assert "- Công báo." in text
    assert "Theo đề nghị của Sở Nội vụ." in text
    assert "TM. ỦY BAN\nCHỦ TỊCH" in text


def test_without_a_number_the_symbol_is_the_one_that_is_written() -> None:
    bare = own(number="", issued_on="")
    assert "Số: ……/QĐ-UBND" in text_of(written(bare, grant()))
    assert "Số: ……/QĐ-SXD" in text_of(written(bare, grant(), texts=Texts(symbol="QĐ-SXD")))


def test_limits_are_vietnamese_in_whatever_language_the_desk_is_read(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(document, "limit_in_words", lambda _limit: f"in {translation.get_language()}")
    with translation.override("en"):
        assert "giới hạn: in vi" in text_of(written())


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        ((grant(),), "chưa có văn bản của mình"),
        ((own(), grant(), grant(3, kind="decentralization")), "vừa ủy quyền vừa phân cấp"),
        ((own(), grant(), grant(3, grantor="so/xay-dung")), "nhiều bên trao"),
        ((own(), grant(kind="assignment")), "Dòng 2 là “Phân công nội bộ”"),
    ],
)
def test_what_one_text_cannot_hold_is_refused(lines: tuple[Line, ...], said: str) -> None:
    assert said in refused(*lines)


def test_an_empty_cell_leaves_room_and_a_wrong_one_hinders() -> None:
    found = content(own(), grant(recipients="", valid_from="hôm nay"))
    empty = Fault("grants.csv", 2, "recipients", "ô trống")
    wrong = Fault("grants.csv", 2, "valid_from", "không phải một ngày")
    of_all = Fault("grants.csv", None, None, "quá nhiều lỗi")
    left_out = Fault("grants.csv", 9, "grant", "trùng")
    assert hindering([empty, wrong, of_all, left_out], found) == [wrong, of_all, left_out]


@pytest.mark.parametrize(
    ("issuer", "lines"),
    [
        (CHAIR, ((), ("Ủy ban nhân dân", "Thành phố Hồ Chí Minh"))),
        ("Ủy ban nhân dân phường Bình Phú", ((), ("Ủy ban nhân dân", "phường Bình Phú"))),
        (
            "Giám đốc Sở Văn hóa và Thể thao Thành phố Hồ Chí Minh",
            (("Ủy ban nhân dân", "Thành phố Hồ Chí Minh"), ("Sở Văn hóa và Thể thao",)),
        ),
        ("Sở Xây dựng tỉnh Bình Dương", (("Ủy ban nhân dân", "Tỉnh Bình Dương"), ("Sở Xây dựng",))),
        ("Chính phủ", ((), ("Chính phủ",))),
        ("", ((), ())),
    ],
)
def test_the_letterhead_follows_from_who_issues(issuer: str, lines: Any) -> None:
    assert letterhead(issuer) == lines


@pytest.mark.parametrize(
    ("cells", "name"),
    [
        ({"type": "Luật", "title": "Luật Đất đai", "number": ""}, "Luật Đất đai"),
        (
            {"type": "Đề án", "title": "UBND các cấp", "issuer": "Chính phủ"},
            "Đề án của Chính phủ UBND các cấp",
        ),
        ({"title": "Không rõ"}, "Không rõ"),
    ],
)
def test_a_document_is_cited_by_what_is_known_of_it(cells: dict[str, str], name: str) -> None:
    assert instrument_in_full(cells) == name


def test_texts_of_long_ago_are_read_as_far_as_they_are_known() -> None:
    assert read_texts({"place": "Hà Nội", "no such text": "x"}) == Texts(place="Hà Nội")
