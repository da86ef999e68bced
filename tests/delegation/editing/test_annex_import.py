"""An annex on its way into a dossier, over HTTP: nothing is written before "Nhập", and then all of it or nothing."""

from __future__ import annotations

import io
from datetime import timedelta
from functools import cache
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from django.core.files.storage import FileSystemStorage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from delegation.actions import drafting
from delegation.actions.annexes import KEPT_FOR, forget_old_uploads
from delegation.actions.drafting import save_lines
from delegation.annex.headings import Target
from delegation.editing.annexes import columns, preview, uploading
from delegation.models import AnnexUpload, ColumnMapping, Dossier, DossierFile, DossierLine
from tests.delegation.actions.decisions import CHAIR, DIRECTOR, row
from tests.delegation.annex.files import package, workbook
from tests.delegation.editing.visitors import Said, Visitor, visitor
from units import clock
from units.rights import Right

HEADING = ("STT", "Tên thủ tục hành chính", "Cơ quan thực hiện", "Đến hết ngày")
CULTURE = "Giám đốc Sở Văn hóa và Thể thao"
ROWS = (
    (1, "Cấp giấy phép xây dựng", CULTURE, "31/12/2027"),
    (2, "Thủ tục đăng ký khai sinh", "Sở Gì đó", "31/12/2027"),
    (3, "Cấp phép lặn biển", "Sở Gì đó", "nt"),
)
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600
DTD = '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><worksheet>&e;</worksheet>'


@pytest.fixture(autouse=True)
def kept(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """Where files lie in these tests."""
    for model in (DossierFile, AnnexUpload):
        monkeypatch.setattr(model._meta.get_field("file"), "storage", FileSystemStorage(tmp_path))
    return tmp_path


def annex(*rows: tuple[Any, ...], heading: tuple[str, ...] = HEADING, name: str = "Phụ lục I.xlsx") -> Any:
    return SimpleUploadedFile(name, _sheet(heading, *(rows or ROWS)))


@cache
def _sheet(*rows: tuple[Any, ...]) -> bytes:
    """A workbook says when it was saved, so the same rows saved again are another file."""
    return workbook(rows)


def written() -> tuple[object, ...]:
    """Everything that an import could write."""
    return (
        list(DossierLine.objects.order_by("serial").values()),
        DossierLine.history.count(),
        list(Dossier.objects.values()),
        DossierFile.objects.count(),
        ColumnMapping.objects.count(),
    )


def files(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]


def sent(drafter: Visitor, number: int, file: Any = None, **more: Any) -> AnnexUpload:
    """The upload, after its first page."""
    drafter.post("annex_upload", number, file=file or annex(), **more)
    return AnnexUpload.objects.get(imported_at=None, user=drafter.user)


def form_of(said: Said, selector: str = "form.annex-form") -> dict[str, Any]:
    """What a form would send as it is shown."""
    found: dict[str, list[str]] = {}
    form = said.soup.select_one(selector)
    for one in form.select("input[name]"):
        if one.get("type") not in ("checkbox", "radio") or one.has_attr("checked"):
            found.setdefault(one["name"], []).append(one.get("value", ""))
    for one in form.select("select[name]"):
        found[one["name"]] = [one.select_one("option[selected]")["value"]]
    found.pop("csrfmiddlewaretoken", None)
    return found


def go_on(drafter: Visitor, number: int, upload: AnnexUpload, **changed: Any) -> None:
    """Past the page of the columns."""
    form = form_of(drafter.get("annex_columns", number, upload.pk))
    said = drafter.post("annex_columns", number, upload.pk, **(form | changed))
    assert said.response["Location"] == reverse("annex_preview", args=[number, upload.pk])


def answer(drafter: Visitor, number: int, upload: AnnexUpload, status: Any = 302, **changed: Any) -> Said:
    """Send the page of the preview as it is shown, with what is changed."""
    form = form_of(drafter.get("annex_preview", number, upload.pk))
    return drafter.post("annex_preview", number, upload.pk, status=status, **(form | changed))


def asked(drafter: Visitor, number: int, upload: AnnexUpload) -> dict[str, str]:
    """The questions: by what is unknown, the name of the answer."""
    page = drafter.get("annex_preview", number, upload.pk).soup
    return {
        one.legend.get_text().split("“")[1].rstrip("”"): str(one.select_one("[name=shown]")["value"])
        for one in page.select("fieldset.annex-question")
    }


@pytest.fixture
def upload(drafter: Visitor, number: int) -> AnnexUpload:
    """An annex that has been sent and whose columns have been looked at."""
    upload = sent(drafter, number)
    go_on(drafter, number, upload)
    return upload


def imported(number: int) -> list[DossierLine]:
    return [line for line in Dossier.objects.get(pk=number).lines.all() if "upload" in line.origin]


# The way through


def test_nothing_is_written_before_the_last_button_and_then_every_clear_line(
    drafter: Visitor, number: int
) -> None:
    before = written()
    upload = sent(drafter, number)
    go_on(drafter, number, upload)
    said = drafter.get("annex_preview", number, upload.pk)
    assert "Nhập 1 dòng đã rõ" in said.words(".annex-bar")
    assert "khớp theo tên" in said.words(".annex-rows")
    assert written() == before
    answer(drafter, number, upload, do="import")
    (line,) = imported(number)
    assert line.cells == {
        "power": "xay-dung.giay-phep",
        "kind": "delegation",
        "grantor": CHAIR,
        "recipients": DIRECTOR,
        "citation": "STT 1",
        "valid_from": "2026-12-01",
        "valid_until": "2027-12-31",
        "confidence": "official_text",
    }
    assert (line.origin["file"], line.origin["row"]) == ("Phụ lục I.xlsx", 2)
    assert line.history.get().history_change_reason == "Nhập từ phụ lục “Phụ lục I.xlsx”"


def test_unknown_cells_stay_empty_with_what_was_written(
    upload: AnnexUpload, drafter: Visitor, number: int
) -> None:
    answer(drafter, number, upload, do="import-all")
    lines = imported(number)
    assert [line.cells.get("recipients") for line in lines] == [DIRECTOR, None, None]
    assert lines[2].origin["unmatched"] == {"power": "Cấp phép lặn biển", "recipients": "Sở Gì đó"}
    assert lines[2].cells["valid_until"] == "2027-12-31"


def test_an_answer_is_given_once_for_all_rows(upload: AnnexUpload, drafter: Visitor, number: int) -> None:
    questions = asked(drafter, number, upload)
    assert list(questions) == ["Sở Gì đó", "Cấp phép lặn biển"]
    answer(drafter, number, upload, **{f"d-{questions['Sở Gì đó']}": [DIRECTOR, CHAIR]})
    said = drafter.get("annex_preview", number, upload.pk)
    assert "Nhập 2 dòng đã rõ" in said.words(".annex-bar")
    answer(drafter, number, upload, do="import")
    assert [line.cells["recipients"] for line in imported(number)] == [DIRECTOR, f"{CHAIR};{DIRECTOR}"]


def test_an_unknown_power_becomes_a_new_one(upload: AnnexUpload, drafter: Visitor, number: int) -> None:
    question = asked(drafter, number, upload)["Cấp phép lặn biển"]
    refused = answer(drafter, number, upload, 409, **{f"d-{question}": "+"})
    assert "Hãy chọn lĩnh vực cho mục mới" in refused.words(f"#hoi-{question}")
    answer(drafter, number, upload, **{f"d-{question}": "+", f"f-{question}": "hộ tịch"})
    answer(drafter, number, upload, do="import-all")
    power, *grants = imported(number)
    assert power.table == "powers"
    assert power.cells == {
        "power": "cap-phep-lan-bien",
        "title": "Cấp phép lặn biển",
        "field": "ho-tich",
        "delegable": "yes",
        "collective": "no",
        "confidence": "official_text",
    }
    assert grants[2].cells["power"] == "cap-phep-lan-bien"


def test_all_unknown_powers_become_new_ones_at_once(
    upload: AnnexUpload, drafter: Visitor, number: int
) -> None:
    assert "lĩnh vực" in answer(drafter, number, upload, 409, do="new-all").words("#refused")
    assert "Không có lĩnh vực" in answer(
        drafter, number, upload, 409, do="new-all", **{"new-field": "Lặn"}
    ).words("#refused")
    answer(drafter, number, upload, do="new-all", **{"new-field": "ho-tich"})
    assert "1" in drafter.get("annex_preview", number, upload.pk).words("dl div:nth-of-type(4)")


def test_something_else_is_found_by_typing(upload: AnnexUpload, drafter: Visitor, number: int) -> None:
    question = asked(drafter, number, upload)["Sở Gì đó"]
    several = answer(drafter, number, upload, 409, **{f"s-{question}": "so van hoa"})
    assert "có thể là nhiều mục" in several.words(f"#hoi-{question}")
    assert CULTURE in several.words(f"#hoi-{question}")
    nothing = answer(drafter, number, upload, 409, **{f"s-{question}": "xyzzy"})
    assert "Không tìm thấy “xyzzy”" in nothing.words(f"#hoi-{question}")
    name = "giam doc so van hoa va the thao thanh pho ho chi minh"
    answer(drafter, number, upload, **{f"s-{question}": name})
    assert upload_of(upload).choices["decisions"][question]["keys"] == [DIRECTOR]


def upload_of(upload: AnnexUpload) -> AnnexUpload:
    return AnnexUpload.objects.get(pk=upload.pk)


@pytest.mark.parametrize("key", ["no-such-office", "chung-thuc.04", "+"])
def test_what_the_list_does_not_have_is_no_answer(
    key: str, upload: AnnexUpload, drafter: Visitor, number: int
) -> None:
    question = asked(drafter, number, upload)["Sở Gì đó"]
    answer(drafter, number, upload, **{f"d-{question}": key, "shown": [question, "no-such-question"]})
    assert upload_of(upload).choices["decisions"] == {}


def test_what_was_not_seen_is_not_imported(upload: AnnexUpload, drafter: Visitor, number: int) -> None:
    before = written()
    question = asked(drafter, number, upload)["Sở Gì đó"]
    said = answer(drafter, number, upload, do="import", **{f"d-{question}": DIRECTOR})
    assert said.response["Location"] == reverse("annex_preview", args=[number, upload.pk])
    assert "hãy xem lại rồi bấm Nhập" in drafter.get("annex_preview", number, upload.pk).words("main")
    assert written() == before
    answer(drafter, number, upload, do="import")
    assert len(imported(number)) == 2


def test_a_second_sending_does_nothing(upload: AnnexUpload, drafter: Visitor, number: int) -> None:
    form = form_of(drafter.get("annex_preview", number, upload.pk)) | {"do": "import"}
    drafter.post("annex_preview", number, upload.pk, **form)
    after = written()
    for again in (
        drafter.post("annex_preview", number, upload.pk, **form),
        drafter.get("annex_preview", number, upload.pk, status=302),
    ):
        assert again.response["Location"] == reverse("dossier_lines", args=[number])
    assert written() == after


def test_the_same_file_is_imported_again_only_if_that_is_wanted(
    upload: AnnexUpload, drafter: Visitor, number: int
) -> None:
    answer(drafter, number, upload, do="import")
    other = sent(drafter, number)
    assert "đang có 1 dòng từ tệp" in drafter.get("annex_columns", number, other.pk).words()
    go_on(drafter, number, other)
    before = written()
    assert "Nhập thêm lần nữa" in answer(drafter, number, other, 409, do="import").words("#refused")
    assert written() == before
    answer(drafter, number, other, do="import", again="1")
    assert len(imported(number)) == 2


def test_lines_that_somebody_adds_meanwhile_stay(upload: AnnexUpload, drafter: Visitor, number: int) -> None:
    form = form_of(drafter.get("annex_preview", number, upload.pk)) | {"do": "import"}
    dossier = Dossier.objects.get(pk=number)
    save_lines(dossier, [row("grants", power="chung-thuc.04")], acting_user=drafter.user)
    drafter.post("annex_preview", number, upload.pk, **form)
    assert [line.serial for line in dossier.lines.all()] == [1, 2, 3, 4, 5]


def test_more_lines_than_a_dossier_holds_are_refused_together(
    upload: AnnexUpload, drafter: Visitor, number: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(drafting, "MOST_LINES", 5)
    before = written()
    assert "nhiều nhất 5 dòng" in answer(drafter, number, upload, 409, do="import-all").words("#refused")
    assert written() == before
    assert upload_of(upload).imported_at is None


def test_what_the_dossier_brings_itself_is_known(drafter: Visitor, number: int) -> None:
    dossier = Dossier.objects.get(pk=number)
    new = row("powers", power="lan-bien", title="Cấp phép lặn biển", field="ho-tich")
    save_lines(dossier, [new], acting_user=drafter.user)
    upload = sent(drafter, number, annex(ROWS[2]))
    go_on(drafter, number, upload)
    assert list(asked(drafter, number, upload)) == ["Sở Gì đó"]


def test_long_lists_come_in_leaves(drafter: Visitor, number: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(preview, "ROWS_A_PAGE", 2)
    monkeypatch.setattr(preview, "QUESTIONS_A_PAGE", 1)
    upload = sent(drafter, number)
    go_on(drafter, number, upload)
    said = drafter.get("annex_preview", number, upload.pk, p="2", q="2")
    assert len(said.soup.select(".annex-rows tbody tr")) == 1
    assert "?p=2&q=1" in said.links(".annex-leaves a")
    unclear = drafter.get("annex_preview", number, upload.pk, only="unclear")
    assert len(unclear.soup.select(".annex-rows tbody tr")) == 2
    # What stands on another leaf keeps its answer.
    first = asked(drafter, number, upload)["Sở Gì đó"]
    answer(drafter, number, upload, **{f"d-{first}": DIRECTOR})
    form = form_of(said)
    drafter.post("annex_preview", number, upload.pk, **(form | {"do": "apply"}))
    assert list(upload_of(upload).choices["decisions"]) == [first]


# Columns


def test_every_kind_of_column_can_be_chosen() -> None:
    assert set(columns.TARGET) == set(Target)


def test_columns_are_told_with_why_and_can_be_corrected(drafter: Visitor, number: int) -> None:
    heading = ("STT", "Tên thủ tục hành chính", "Cơ quan thực hiện", "Chuyện khác")
    upload = sent(drafter, number, annex((1, "Cấp giấy phép xây dựng", CULTURE, "xem sau"), heading=heading))
    said = drafter.get("annex_columns", number, upload.pk)
    assert "đúng tiêu đề thường dùng (99 %)" in said.words(".annex-columns thead")
    assert "không nhận ra tiêu đề cột" in said.words(".annex-columns thead")
    go_on(drafter, number, upload, **{"column-0-3": "note"})
    answer(drafter, number, upload, do="import")
    (line,) = imported(number)
    assert line.cells["note"] == "xem sau"
    # The next annex of the same issuer is read so by itself.
    other = sent(drafter, number, annex((2, "Cấp giấy phép xây dựng", CULTURE, "y"), heading=heading))
    again = drafter.get("annex_columns", number, other.pk)
    assert "như lần nhập trước" in again.words(".annex-columns thead")
    assert form_of(again)["column-0-3"] == ["note"]
    remembered = ColumnMapping.objects.get()
    assert remembered.issuer == "chu tich uy ban nhan dan thanh pho ho chi minh"
    assert remembered.columns["chuyen khac"] == "note"


def test_other_heading_rows_are_read_anew(drafter: Visitor, number: int) -> None:
    upload = sent(drafter, number, annex(("A", "Nội dung giao", "Ai làm", "Hạn"), *ROWS))
    form = form_of(drafter.get("annex_columns", number, upload.pk))
    said = drafter.post("annex_columns", number, upload.pk, **(form | {"heading-0": ["2", "999999999"]}))
    assert said.response["Location"] == reverse("annex_columns", args=[number, upload.pk])
    shown = drafter.get("annex_columns", number, upload.pk)
    assert form_of(shown)["heading-0"] == ["2"]
    assert "Nội dung giao" in shown.soup.select("select[name=column-0-1]")[0]["aria-label"]


def test_a_table_can_be_left_out(drafter: Visitor, number: int) -> None:
    upload = sent(drafter, number)
    form = form_of(drafter.get("annex_columns", number, upload.pk))
    del form["take-0"]
    drafter.post("annex_columns", number, upload.pk, **form)
    said = drafter.get("annex_preview", number, upload.pk)
    assert "bảng không được chọn để nhập" in said.words("section[aria-labelledby=dong-bo]")
    before = written()
    assert answer(drafter, number, upload, 409, do="import-all").words("#refused")
    assert written() == before


def test_what_holds_for_every_row_comes_from_the_document_and_can_be_changed(
    drafter: Visitor, number: int
) -> None:
    upload = sent(drafter, number, annex((1, "Cấp giấy phép xây dựng"), heading=HEADING[:2]))
    form = form_of(drafter.get("annex_columns", number, upload.pk))
    assert form["grantor"] == ["Chủ tịch Ủy ban nhân dân Thành phố Hồ Chí Minh"]
    assert (form["valid_from"], form["kind"]) == (["01/12/2026"], ["delegation"])
    go_on(
        drafter,
        number,
        upload,
        recipients=f"giam doc so van hoa va the thao; {CHAIR}",
        territory="phuong linh xuan",
        valid_until="31/12/2027",
        annex="Phụ lục II",
        kind="decentralization",
    )
    answer(drafter, number, upload, do="import")
    (line,) = imported(number)
    assert line.cells["recipients"] == f"{CHAIR};{DIRECTOR}"
    assert line.cells["territory"] == "26800@2025-07-01"
    assert (line.cells["valid_until"], line.cells["kind"]) == ("2027-12-31", "decentralization")
    assert line.cells["citation"] == "STT 1 Phụ lục II"


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("valid_from", "31/02/2027", "không phải một ngày"),
        ("grantor", "so", "Không rõ “so”"),
        ("grantor", f"{CHAIR}; {DIRECTOR}", "Chỉ chọn được một"),
        ("kind", "gift", "Hãy chọn hình thức"),
        ("confidence", "", "Hãy chọn mức độ kiểm chứng"),
    ],
)
def test_what_cannot_be_read_is_told_and_nothing_is_kept(
    name: str, text: str, said: str, drafter: Visitor, number: int
) -> None:
    upload = sent(drafter, number)
    form = form_of(drafter.get("annex_columns", number, upload.pk)) | {name: text, "note": "x"}
    refused = drafter.post("annex_columns", number, upload.pk, status=409, **form)
    if name not in ("kind", "confidence"):
        assert said in refused.words(f"#{name}-problem")
        assert refused.soup.select_one(f"#{name}")["value"] == text
    assert upload_of(upload).choices == {}


# What is refused


def zip_bomb() -> bytes:
    file = io.BytesIO()
    with ZipFile(io.BytesIO(workbook([HEADING])), "r") as source, ZipFile(file, "w", 8) as bomb:
        for part in source.namelist():
            bomb.writestr(part, source.read(part))
        bomb.writestr("xl/media/a.bin", b"\0" * (210 * 2**20))
    return file.getvalue()


ATTACKS = {
    "macro by name": ("a.xlsm", workbook([HEADING]), "macro"),
    "macro inside": ("a.xlsx", package({"xl/vbaProject.bin": b"x"}), "macro"),
    "xls renamed": ("a.xlsx", OLE, "kiểu cũ"),
    "entity": ("a.xlsx", package({"xl/worksheets/sheet1.xml": DTD}), "DTD"),
    "pdf": ("a.docx", b"%PDF-1.7", "PDF"),
    "cut off": ("a.xlsx", workbook([HEADING])[:-40], "hỏng"),
    "empty": ("a.xlsx", b"", "rỗng"),
}


@pytest.mark.parametrize("attack", ATTACKS)
def test_a_hostile_file_is_refused_in_words_and_leaves_nothing(
    attack: str, drafter: Visitor, number: int, kept: Path
) -> None:
    name, content, word = ATTACKS[attack]
    before = written()
    said = drafter.post("annex_upload", number, status=409, file=SimpleUploadedFile(name, content))
    assert word in said.words("#refused")
    assert written() == before
    assert not AnnexUpload.objects.exists()
    assert files(kept) == []


def test_a_zip_bomb_is_refused_in_words(drafter: Visitor, number: int, kept: Path) -> None:
    said = drafter.post("annex_upload", number, status=409, file=SimpleUploadedFile("a.xlsx", zip_bomb()))
    assert said.words("#refused")
    assert (AnnexUpload.objects.count(), files(kept)) == (0, [])


def test_what_is_too_large_is_taken_off_the_line_and_refused(
    drafter: Visitor, number: int, kept: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(uploading, "LARGEST_ANNEX", 100_000)
    taken: list[int] = []
    receive = uploading.AtMost.receive_data_chunk

    def counted(counter: uploading.AtMost, raw: bytes, start: int) -> bytes:
        taken.append(len(raw))
        return receive(counter, raw, start)

    monkeypatch.setattr(uploading.AtMost, "receive_data_chunk", counted)
    said = drafter.post(
        "annex_upload", number, status=409, file=SimpleUploadedFile("a.xlsx", b"x" * 2_000_000)
    )
    assert "lớn hơn" in said.words("#refused")
    assert sum(taken) < 300_000
    assert (AnnexUpload.objects.count(), files(kept)) == (0, [])


def test_a_text_that_begins_like_a_formula_stays_text(drafter: Visitor, number: int) -> None:
    formula = '=HYPERLINK("http://example.invalid";"x")'
    heading = (*HEADING, "Ghi chú")

    def as_text(book: Any) -> None:
        cell = book.active["E2"]
        cell.value, cell.data_type = formula, "s"

    rows = [heading, (*ROWS[0], "")]
    upload = sent(drafter, number, SimpleUploadedFile("a.xlsx", workbook(rows, change=as_text)))
    go_on(drafter, number, upload)
    answer(drafter, number, upload, do="import")
    (line,) = imported(number)
    assert line.cells["note"] == formula


# Whose it is, and for how long


def test_a_stranger_finds_nothing_and_a_reader_may_not(
    upload: AnnexUpload, drafter: Visitor, number: int, stranger: Visitor, auditor: Visitor
) -> None:
    before = written()
    for view, args in (
        ("annex_upload", [number]),
        ("annex_columns", [number, upload.pk]),
        ("annex_preview", [number, upload.pk]),
    ):
        stranger.get(view, *args, status=404)
        stranger.post(view, *args, status=404, file=annex())
        anonymous = Client().get(reverse(view, args=args))
        assert anonymous["Location"].startswith(reverse("wagtailadmin_login"))
    auditor.get("annex_upload", number, status=403)
    auditor.post("annex_upload", number, status=403, file=annex())
    stranger.post("annex_give_up", number, upload.pk, status=404)
    assert written() == before
    assert AnnexUpload.objects.get() == upload


def test_an_upload_is_there_for_its_sender_alone(upload: AnnexUpload, number: int) -> None:
    colleague = visitor("dong-nghiep", Right.DRAFT)
    for view in ("annex_columns", "annex_preview"):
        colleague.get(view, number, upload.pk, status=404)
        colleague.post(view, number, upload.pk, status=404, do="import-all")
    colleague.post("annex_give_up", number, upload.pk, status=404)
    assert "Làm tiếp" not in colleague.get("annex_upload", number).words()
    assert AnnexUpload.objects.filter(pk=upload.pk).exists()


def test_an_upload_belongs_to_its_dossier(upload: AnnexUpload, drafter: Visitor, number: int) -> None:
    other = drafting.create_dossier(
        unit=Dossier.objects.get(pk=number).unit, title="Khác", acting_user=drafter.user
    )
    drafter.get("annex_preview", other.pk, upload.pk, status=404)


def test_a_dossier_that_is_no_draft_takes_no_annex(
    upload: AnnexUpload, drafter: Visitor, number: int
) -> None:
    form = form_of(drafter.get("annex_preview", number, upload.pk)) | {"do": "import"}
    drafter.send_as_shown("dossier_act", number, "trinh-duyet")
    before = written()
    drafter.get("annex_upload", number, status=403)
    drafter.post("annex_upload", number, status=403, file=annex())
    drafter.post("annex_preview", number, upload.pk, status=409, **form)
    drafter.post("annex_give_up", number, upload.pk)
    assert "đang ở tình trạng" in drafter.get("dossier", number).words("main")
    assert written() == before
    assert upload_of(upload) == upload


def test_the_right_may_be_lost_between_two_pages(upload: AnnexUpload, drafter: Visitor, number: int) -> None:
    form = form_of(drafter.get("annex_preview", number, upload.pk)) | {"do": "import"}
    drafter.user.groups.clear()
    auditing = visitor("kiem-tra-2", Right.AUDIT)
    drafter.user.groups.add(auditing.user.groups.get())
    before = written()
    drafter.post("annex_preview", number, upload.pk, status=403, **form)
    assert written() == before


def test_the_file_stays_with_the_dossier_only_if_that_was_ticked(
    drafter: Visitor, number: int, kept: Path, django_capture_on_commit_callbacks: Any
) -> None:
    for keep, names in (({}, []), ({"keep": "1"}, ["Phụ lục I.xlsx"])):
        upload = sent(drafter, number, **keep)
        go_on(drafter, number, upload)
        with django_capture_on_commit_callbacks(execute=True):
            answer(drafter, number, upload, do="import", again="1")
        assert [file.name for file in DossierFile.objects.all()] == names
        assert len(files(kept)) == len(names)
    (file,) = DossierFile.objects.all()
    assert (file.kind, file.checksum) == (DossierFile.Kind.ANNEX, upload.checksum)
    drafter.get("annex_columns", number, upload.pk, status=302)


def test_a_new_upload_takes_the_place_of_the_one_before(
    upload: AnnexUpload, drafter: Visitor, number: int, kept: Path, django_capture_on_commit_callbacks: Any
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        other = sent(drafter, number)
    assert other.pk != upload.pk
    assert len(files(kept)) == 1
    with django_capture_on_commit_callbacks(execute=True):
        drafter.post("annex_give_up", number, other.pk)
    assert (AnnexUpload.objects.count(), files(kept)) == (0, [])


def test_what_waits_too_long_is_let_go(
    upload: AnnexUpload, drafter: Visitor, number: int, kept: Path, django_capture_on_commit_callbacks: Any
) -> None:
    forget_old_uploads()
    assert AnnexUpload.objects.exists()
    AnnexUpload.objects.update(uploaded_at=clock.now() - KEPT_FOR - timedelta(minutes=1))
    with django_capture_on_commit_callbacks(execute=True):
        forget_old_uploads()
    assert (AnnexUpload.objects.count(), files(kept)) == (0, [])
    drafter.get("annex_preview", number, upload.pk, status=404)


def test_a_file_that_the_disk_has_lost_has_to_be_sent_again(
    upload: AnnexUpload, drafter: Visitor, number: int, kept: Path
) -> None:
    for path in files(kept):
        path.unlink()
    said = drafter.get("annex_preview", number, upload.pk, status=302)
    assert said.response["Location"] == reverse("annex_upload", args=[number])
    assert "hãy gửi lại tệp" in drafter.get("annex_upload", number).words("main")


def test_the_forged_form_of_another_site_is_refused(drafter: Visitor, number: int) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(drafter.user, "django.contrib.auth.backends.ModelBackend")
    address = reverse("annex_upload", args=[number])
    assert client.post(address, {"file": annex()}).status_code == 403
    assert not AnnexUpload.objects.exists()
    page = Visitor(drafter.user, client).get("annex_upload", number)
    token = page.soup.select_one("form.annex-form [name=csrfmiddlewaretoken]")["value"]
    assert client.post(address, {"csrfmiddlewaretoken": token, "file": annex()}).status_code == 302
