"""Whole annexes, modelled on those of Cần Thơ, of Ho Chi Minh City (2817/QĐ-UBND) and of the Ministry of Health."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from datetime import date
from typing import Any, Final

import pytest
from docx.document import Document

from delegation.annex import proposing
from delegation.annex.headings import Target
from delegation.annex.lookup import Unknown
from delegation.annex.matching import Matcher
from delegation.annex.proposal import Defaults, Proposal, ProposedRow
from delegation.annex.proposing import propose
from delegation.annex.recognising import recognise
from delegation.annex.recorded import Known, KnownPower
from delegation.annex.refusal import AnnexRefused
from delegation.annex.tables import Annex
from delegation.bundle.format import TABLES
from tests.databases import ROOT
from tests.delegation.annex.files import add_table, document, read, workbook
from tests.delegation.annex.records import KNOWN, ON

MATCHER: Final = Matcher(KNOWN)
DEFAULTS: Final = Defaults(
    grantor="tp/chair",
    recipients=("gd/Xây dựng",),
    valid_from=date(2026, 1, 1),
    valid_until=date(2027, 2, 28),
    issued_on=date(2025, 12, 26),
)


def proposed(annex: Annex, defaults: Defaults = DEFAULTS) -> Proposal:
    return propose(annex, recognise(annex), MATCHER, defaults)


def of_sheet(rows: Sequence[Sequence[Any]], *merged: str, defaults: Defaults = DEFAULTS) -> Proposal:
    return proposed(read(workbook(rows, merged)), defaults)


def one(heading: str, *texts: Any, defaults: Defaults = DEFAULTS) -> ProposedRow:
    """The row that a table of one entry proposes; the power is there without being named."""
    headings = ["STT", "Tên TTHC", *heading.split("|")]
    (row,) = of_sheet([headings, ["1", "Công nhận làng nghề", *texts]], defaults=defaults).rows
    return row


def test_the_annex_of_can_tho() -> None:
    found = of_sheet(
        [
            ["PHỤ LỤC I", ""],
            ["(Ban hành kèm theo Quyết định số 2568/QĐ-UBND)", ""],
            ["STT", "Tên thủ tục hành chính"],
            ["I", "LĨNH VỰC ĐƯỜNG BỘ"],
            [1, "Cấp lại Giấy phép vận tải qua biên giới"],
            ["II", "LĨNH VỰC DU LỊCH"],
            [1, "Cấp thẻ hướng dẫn viên"],
            ["", "Tổng cộng: 02 thủ tục"],
        ],
        "A1:B1",
        "A2:B2",
    )
    known, new = found.rows
    assert known.values == {
        "power": "van-tai",
        "kind": "delegation",
        "grantor": "tp/chair",
        "recipients": "gd/Xây dựng",
        "territory": "",
        "instrument": "",
        "citation": "STT 1 mục I Phụ lục I",
        "valid_from": "2026-01-01",
        "valid_until": "2027-02-28",
        "limits": "",
        "conditions": "",
        "confidence": "official_text",
        "note": "",
    }
    assert set(known.values) | {"grant"} == set(TABLES["grants"].header)
    assert (known.place.table, known.place.row, known.faults, known.new_power) == ("Phụ lục", 5, (), {})
    assert new.values["power"] == ""
    assert new.new_power == {
        "title": "Cấp thẻ hướng dẫn viên",
        "field": "du-lich",
        "procedures": "",
        "legal_basis": "",
    }
    assert new.faults == (
        ("power", "“Cấp thẻ hướng dẫn viên”: không có quyền hạn nào trong sổ mang tên này."),
    )
    assert [(left.place.row, left.why) for left in found.left] == [
        (1, "đứng trước tiêu đề của bảng"),
        (2, "đứng trước tiêu đề của bảng"),
        (3, "tiêu đề của bảng"),
        (4, "tiêu đề của các dòng dưới"),
        (6, "tiêu đề của các dòng dưới"),
        (8, "dòng cộng"),
    ]


def test_the_annex_of_the_city() -> None:
    ignored = ["Thời hạn giải quyết", "Địa điểm thực hiện", "Phí, lệ phí"]
    headings = ["TT", "Tên TTHC", *ignored, "Căn cứ pháp lý", "Ghi chú"]
    found = of_sheet(
        [
            headings,
            [f"({n})" for n in range(1, 8)],
            [1, "Công nhận làng nghề", "30 ngày", "43 Nguyễn Văn Bá", "Không", "NĐ 52/2018/NĐ-CP", "a"],
            [2, "Cấp lại Giấy phép vận tải qua biên giới", "nt", "nt", "nt", "nt", ""],
        ]
    )
    assert [row.values["power"] for row in found.rows] == ["lang-nghe", "van-tai"]
    assert [row.values["note"] for row in found.rows] == [
        "a\nCăn cứ: NĐ 52/2018/NĐ-CP",
        "Căn cứ: NĐ 52/2018/NĐ-CP",
    ]
    assert "đã lấy theo dòng trên" in found.rows[1].remarks[0]
    assert [(unused.heading, unused.filled) for unused in found.unused] == [(name, 2) for name in ignored]


def test_the_annex_of_the_ministry_as_a_document() -> None:
    headings = ["TT", "Số hồ sơ TTHC", "Tên TTHC", "VB QPPL", "Lĩnh vực", "Cơ quan thực hiện"]

    def write(made: Document) -> None:
        add_table(made, [["BỘ Y TẾ", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"]])
        made.add_paragraph("Phụ lục số 2")
        first = [
            headings,
            ["1", "1.003695", "Công nhận làng nghề", "NĐ 1", "Nông thôn", "Sở Y tế"],
            ["2", "1.004259.H29", "Cấp lại Giấy phép vận tải qua biên giới", "", "", ""],
        ]
        table = add_table(made, first)
        table.cell(1, 5).merge(table.cell(2, 5))
        add_table(
            made, [headings, ["3", "2.000815", "Chứng thực bản sao", "-nt-", "", "Sở Y tế\nSở Du lịch"]]
        )

    found = proposed(read(document(write), "a.docx"))
    assert [row.values["power"] for row in found.rows] == ["lang-nghe", "van-tai", ""]
    assert [row.values["recipients"] for row in found.rows] == ["so/Y tế", "so/Y tế", "so/Du lịch;so/Y tế"]
    assert [row.values["citation"] for row in found.rows] == [f"STT {n} Phụ lục 2" for n in (1, 2, 3)]
    (match,) = found.rows[2].cells["power"].matches
    assert isinstance(match, Unknown)
    assert {suggestion.key for suggestion in match.suggestions} == {"sao-vn", "sao-nn"}
    assert "phía trên không có dòng nào" in found.rows[2].remarks[0]
    assert [left.why for left in found.left if left.kind is None] == [
        "bảng không có cột nhiệm vụ, quyền hạn hoặc mã thủ tục"
    ]


def test_every_row_of_a_long_annex_is_accounted_for() -> None:
    with (ROOT / "data/hcmc/powers.csv").open(encoding="utf-8", newline="") as file:
        powers = [row for row in csv.DictReader(file) if row["procedures"] and ";" not in row["procedures"]]
    matcher = Matcher(
        Known(ON, tuple(KnownPower(row["power"], row["title"], (row["procedures"],)) for row in powers))
    )
    written = powers[:300]
    rows: list[list[Any]] = [["STT", "Mã TTHC", "Tên TTHC"]]
    for number, row in enumerate(written, start=1):
        if number % 60 == 1:
            rows.append(["IVX"[number // 60 % 3], "", f"Lĩnh vực {number}"])
        code = float(row["procedures"]) if number % 2 else row["procedures"]
        rows.append([number, code, row["title"].removeprefix("Giải quyết TTHC: ")])
    annex = read(workbook(rows))
    found = propose(annex, recognise(annex), matcher, DEFAULTS)
    assert len(found.rows) == 300
    assert sorted(
        place.row for place in [*(row.place for row in found.rows), *(left.place for left in found.left)]
    ) == [row.number for row in annex.tables[0].rows]
    wrong = [
        (row.values["power"], source["power"])
        for row, source in zip(found.rows, written, strict=True)
        if row.values["power"] not in ("", source["power"])
    ]
    assert not wrong
    assert sum(bool(row.values["power"]) for row in found.rows) >= 295


@pytest.mark.parametrize(
    ("heading", "text", "column", "value"),
    [
        ("Cơ quan thực hiện", "GĐ Sở XD; GĐ Sở ZZ", "recipients", "gd/Xây dựng"),
        (
            "Cơ quan thực hiện",
            "GĐ Sở Y tế, Chủ tịch UBND xã, phường, đặc khu",
            "recipients",
            "ct-xpd;gd/Y tế",
        ),
        ("Cơ quan thực hiện", "-", "recipients", "gd/Xây dựng"),
        ("Cơ quan/người giao", "UBND TP", "grantor", "tp/committee"),
        ("Hình thức", "Phân cấp", "kind", "decentralization"),
        ("Địa bàn", "P. Bình Phú", "territory", "p1"),
        ("Địa bàn", "Toàn địa bàn", "territory", ""),
        ("Văn bản giao", "33/QĐ-UBND ngày 10/07/2025", "instrument", "qd-33"),
        ("Điều khoản", "khoản 2 Điều 1", "citation", "khoản 2 Điều 1"),
        ("Hiệu lực từ", "20/12/2025", "valid_from", "2025-12-20"),
        ("Hiệu lực từ", date(2025, 12, 20), "valid_from", "2025-12-20"),
        ("Hiệu lực từ", 46011, "valid_from", "2025-12-20"),
        ("Hiệu lực từ", "kể từ ngày ký", "valid_from", "2025-12-26"),
        ("Hiệu lực đến", "đến hết ngày 31/12/2026", "valid_until", "2026-12-31"),
        ("Hiệu lực đến", "cho đến khi có văn bản thay thế", "valid_until", ""),
        ("Thời hạn ủy quyền", "từ 02/02/2026 đến hết 03/03/2026", "valid_from", "2026-02-02"),
        ("Thời hạn ủy quyền", "từ 02/02/2026 đến hết 03/03/2026", "valid_until", "2026-03-03"),
        ("Thời hạn ủy quyền", "Không thời hạn", "conditions", "Không thời hạn"),
        ("Thời hạn ủy quyền", "Không thời hạn", "valid_until", ""),
        (
            "Điều kiện - giới hạn",
            "Dự án nhóm C dưới 240 tỷ đồng",
            "limits",
            "amount_vnd<240000000000;project_group=C",
        ),
        ("Điều kiện - giới hạn", "Dự án nhóm C dưới 240 tỷ đồng", "conditions", ""),
        ("Điều kiện - giới hạn", "trừ dự án nhóm A", "conditions", "trừ dự án nhóm A"),
        ("Ghi chú", "+ xem lại", "note", "+ xem lại"),
    ],
)
def test_what_a_cell_comes_to(heading: str, text: Any, column: str, value: str) -> None:
    assert one(heading, text).values[column] == value


@pytest.mark.parametrize(
    ("heading", "text", "column", "said"),
    [
        ("Cơ quan thực hiện", "GĐ Sở XD; GĐ Sở ZZ", "recipients", "“GĐ Sở ZZ”: không có tên này"),
        ("Cơ quan thực hiện", "UBND quận 1", "recipients", "không tồn tại vào ngày này"),
        ("Cơ quan/người giao", "Ai đó", "grantor", "không có tên này"),
        ("Hình thức", "Phân cấp, ủy quyền", "kind", "không rõ hình thức"),
        ("Địa bàn", "Quận 1", "territory", "không tồn tại"),
        ("Văn bản giao", "33/QĐ-UBND", "instrument", "2 văn bản"),
        ("Hiệu lực từ", "12/2025", "valid_from", "“12/2025” không phải một ngày"),
        ("Hiệu lực đến", "31/12/2025", "valid_until", "ngày cuối trước ngày đầu"),
        ("Thời hạn ủy quyền", "lâu lắm", "valid_until", "không đọc được thời hạn “lâu lắm”"),
    ],
)
def test_what_a_person_has_to_settle(heading: str, text: str, column: str, said: str) -> None:
    row = one(heading, text)
    ((where, fault),) = row.faults
    assert where == column
    assert said in fault
    assert row.origin == {
        "file": "phu-luc.xlsx",
        "sheet": "Phụ lục",
        "row": 2,
        "unmatched": {column: row.cells[column].written},
    }
    assert row.cells[column].written == text


def test_without_recipients_a_row_says_so() -> None:
    row = one("Ghi chú", "x", defaults=Defaults())
    assert row.faults == (("recipients", "chưa có bên nhận"),)
    assert row.values["valid_from"] == ""


def test_a_section_that_names_an_office_gives_the_recipients() -> None:
    found = of_sheet(
        [
            ["STT", "Tên TTHC"],
            ["A", "SỞ Y TẾ"],
            ["I", "Lĩnh vực du lịch"],
            [1, "Công nhận làng nghề"],
            ["B", "Không phải cơ quan"],
            [2, "Quyết định đầu tư dự án nhóm C"],
        ]
    )
    first, second = (row.cells["recipients"] for row in found.rows)
    assert (first.value, first.source, first.remarks) == (
        "so/Y tế",
        "section",
        ("lấy theo tiêu đề ở dòng 2",),
    )
    assert (second.value, second.source) == ("gd/Xây dựng", "default")


def test_one_row_for_each_recipient_of_a_merged_power() -> None:
    found = of_sheet(
        [
            ["STT", "Tên TTHC", "Cơ quan thực hiện"],
            [1, "Công nhận làng nghề", "Sở Y tế"],
            ["", "", "Sở Du lịch"],
        ],
        "A2:A3",
        "B2:B3",
    )
    assert [
        (row.values["power"], row.values["recipients"], row.values["citation"]) for row in found.rows
    ] == [
        ("lang-nghe", "so/Y tế", "STT 1"),
        ("lang-nghe", "so/Du lịch", "STT 1"),
    ]


def test_the_same_row_twice_is_told() -> None:
    found = of_sheet(
        [["STT", "Tên TTHC"], [1, "Công nhận làng nghề"], [2, "công nhận làng nghề"], [3, "Lạ"], [4, "Lạ"]]
    )
    assert [row.remarks for row in found.rows] == [(), ("trùng với dòng 2 của “Phụ lục”",), (), ()]


def test_hidden_rows_and_rows_without_a_number_are_told() -> None:
    def change(book: Any) -> None:
        book.active.row_dimensions[2].hidden = True

    rows: list[list[Any]] = [
        ["STT", "Tên TTHC"],
        [1, "Công nhận làng nghề"],
        ["", "và làng nghề truyền thống"],
    ]
    found = proposed(read(workbook(rows, change=change)))
    assert found.rows[0].remarks == ("dòng này đang ẩn trong bảng tính",)
    assert "không có số thứ tự" in found.rows[1].remarks[0]


def test_a_row_without_a_power_is_proposed_with_a_fault() -> None:
    (row,) = of_sheet([["STT", "Tên TTHC", "Ghi chú"], [1, "", "x"]]).rows
    assert row.faults == (("power", "dòng không nêu nhiệm vụ, quyền hạn"),)


def test_a_code_that_lost_its_zeros() -> None:
    (row,) = of_sheet([["STT", "Mã TTHC"], [1, 1.00119]]).rows
    assert row.values["power"] == "thuoc"


def test_the_key_of_a_power_names_it_and_a_key_that_is_none_leaves_it_to_the_title() -> None:
    assert one("Mã quyền hạn", "nhom-c").values["power"] == "nhom-c"
    assert one("Mã quyền hạn", "khong-co").values["power"] == "lang-nghe"


def test_a_corrected_mapping_is_what_is_proposed() -> None:
    annex = read(workbook([["STT", "Bánh mì", "Tên TTHC"], [1, "Công nhận làng nghề", "x"]]))
    mapping = recognise(annex).corrected({(0, 1): Target.POWER, (0, 2): Target.NOTE})
    (row,) = propose(annex, mapping, MATCHER, DEFAULTS).rows
    assert (row.values["power"], row.values["note"]) == ("lang-nghe", "x")


def test_more_entries_than_a_decision_has(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(proposing, "MOST_ENTRIES", 2)
    rows: list[list[Any]] = [["STT", "Tên TTHC"], [1, "a"], [2, "b"]]
    assert len(of_sheet(rows).rows) == 2
    with pytest.raises(AnnexRefused, match="hơn 2 dòng"):
        of_sheet([*rows, [3, "c"]])
