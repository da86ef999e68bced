"""The written decision on the desk: made of the lines that are published, and fetched only by readers."""

from __future__ import annotations

import io
from typing import Any
from urllib.parse import unquote

import docx
import pytest
from django.db import DatabaseError, transaction
from django.test import Client
from django.urls import reverse

from delegation.actions.documents import fill_citations, write_document
from delegation.actions.drafting import LineEdit, create_dossier, save_lines
from delegation.actions.refusal import ActionRefused
from delegation.bundle.records import read_grant
from delegation.dossiers.judging import judge
from delegation.models import Dossier, DossierDocument, DossierLine, PowerEntry
from tests.delegation.actions.decisions import GRANT, INSTRUMENT, decision, row
from tests.delegation.actions.people import unit
from tests.delegation.documents.pdf_text import pdf_pages
from tests.delegation.editing.visitors import Said, Visitor, visitor
from units.rights import Right

CAPACITY = "TM. Ủy ban nhân dân\nChủ tịch"
FILES = [("du-thao", "docx"), ("du-thao", "pdf"), ("trinh-ky", "docx"), ("trinh-ky", "pdf")]


def words_of(said: Said) -> str:
    """Everything that a Word document says, in one line."""
    document = docx.Document(io.BytesIO(said.response.content))
    texts = [node.text or "" for node in document.element.iter() if node.tag.endswith("}t")]
    return " ".join(" ".join(texts).split())


def fetched(
    visiting: Visitor, number: int, stage: str = "du-thao", form: str = "docx", status: int = 200
) -> Said:
    return visiting.get("dossier_document", number, stage, form, status=status)


def lines_of(number: int, table: str = "grants") -> list[DossierLine]:
    return list(DossierLine.objects.filter(dossier=number, table=table).order_by("serial"))


def written() -> tuple[object, ...]:
    return (
        list(DossierDocument.objects.values()),
        DossierDocument.history.count(),
        list(Dossier.objects.values()),
        list(DossierLine.objects.order_by("serial").values()),
    )


def sent(drafter: Visitor, number: int, status: int = 302, **changed: str) -> Said:
    """The form as it is shown, some texts changed."""
    form = drafter.get("dossier_papers", number).soup.select_one("form.desk-form")
    shown = {one["name"]: one.get("value", "") for one in form.select("input[name]:not([type=checkbox])")}
    shown |= {one["name"]: one.get_text() for one in form.select("textarea")}
    shown.pop("csrfmiddlewaretoken")
    return drafter.post("dossier_papers", number, status=status, **(shown | changed))


def test_every_recipient_power_period_and_limit_stands_in_the_file(drafter: Visitor) -> None:
    more = {"limits": "amount_vnd<240000000000", "conditions": "Ngoài khu bảo tồn", "citation": ""}
    places = ("79@2016-01-01/department_head:so-du-lich", "ct-ubnd-cap-xa")
    powers = ("dau-tu.di-tich", "xay-dung.giay-phep", "luong.chuyen-vien-chinh", "chung-thuc.07")
    lines = [
        row(
            "grants", **(GRANT | more | {"power": power, "recipients": ";".join(places), "valid_until": last})
        )
        for power, last in zip(powers, ("2027-06-30", "2027-07-31", "2027-08-30", "2027-09-30"), strict=True)
    ]
    dossier = decision(drafter.user, *lines)
    text = words_of(fetched(drafter, dossier.pk))
    judgement = judge(dossier)
    directory = judgement.after.directory
    titles = dict(PowerEntry.objects.values_list("power_id", "title"))
    grants = [read_grant(row.cells) for row in judgement.content.bundle.tables["grants"].values()]
    assert len(grants) == 5
    for grant in grants:
        assert titles[grant.power] in text
        assert f"{grant.period.last_day:%d/%m/%Y}" in text
        for recipient in grant.recipients:
            party = directory.offices.get(recipient) or directory.scopes[recipient]
            assert party.name in text
    for said in (
        "số tiền dưới 240.000.000.000 đồng",
        "Ngoài khu bảo tồn",
        "Số: 4567/QĐ-UBND",
        "58/2024/QH15",
    ):
        assert said in text, said


def test_another_line_makes_another_file(drafter: Visitor, number: int) -> None:
    before = words_of(fetched(drafter, number))
    (line,) = lines_of(number)
    save_lines(
        Dossier.objects.get(pk=number),
        [LineEdit(line.pk, {"valid_until": ("2027-12-31", "2027-11-30")})],
        acting_user=drafter.user,
    )
    after = words_of(fetched(drafter, number))
    assert "31 tháng 12 năm 2027" in before
    assert "31 tháng 12 năm 2027" not in after
    assert "30 tháng 11 năm 2027" in after


def test_both_forms_say_the_same_and_the_page_shows_it(drafter: Visitor, number: int) -> None:
    response = fetched(drafter, number, form="pdf").response
    assert response.content.startswith(b"%PDF")
    pdf = "".join("".join(pdf_pages(response.content)).split())
    for said in ("4567/QĐ-UBND", "DỰ THẢO", "Về ủy quyền quyết định đầu tư tu bổ di tích"):
        assert said.replace(" ", "") in pdf
        assert said in words_of(fetched(drafter, number))
    shown = drafter.get("dossier_papers", number).words(".document")
    assert "Về ủy quyền quyết định đầu tư tu bổ di tích" in shown


def test_a_file_is_given_out_to_be_saved_and_never_run(auditor: Visitor, number: int) -> None:
    first, again = (fetched(auditor, number).response for _ in range(2))
    assert unquote(first["Content-Disposition"]).endswith("4567-QĐ-UBND (dự thảo).docx")
    assert first["Content-Disposition"].startswith("attachment;")
    assert first["X-Content-Type-Options"] == "nosniff"
    assert first["Content-Security-Policy"].startswith("sandbox")
    assert "no-store" in first["Cache-Control"]
    assert first.content == again.content


def test_what_goes_to_be_signed_is_complete_and_bears_no_mark(drafter: Visitor, number: int) -> None:
    refused = fetched(drafter, number, "trinh-ky", status=409)
    assert "chưa ghi tư cách ký" in refused.words("#refused")
    sent(drafter, number, capacity=CAPACITY)
    text = words_of(fetched(drafter, number, "trinh-ky"))
    assert "DỰ THẢO" not in text
    assert "CHỦ TỊCH" in text
    assert "DỰ THẢO" in words_of(fetched(drafter, number))


def test_a_stranger_finds_nothing_and_a_reader_only_reads(
    number: int, stranger: Visitor, auditor: Visitor, drafter: Visitor
) -> None:
    for stage, form in FILES:
        fetched(stranger, number, stage, form, status=404)
    fetched(drafter, number, "du-thao", "html", status=404)
    fetched(drafter, number, "khac", "pdf", status=404)
    stranger.get("dossier_papers", number, status=404)
    address = reverse("dossier_document", args=[number, "du-thao", "pdf"])
    assert Client().get(address)["Location"].startswith(reverse("wagtailadmin_login"))
    before = written()
    assert auditor.get("dossier_papers", number).soup.select(".desk form") == []
    auditor.post("dossier_papers", number, status=403, place="Hà Nội", seen_place="")
    auditor.post("dossier_papers", number, status=403, cite="all")
    assert written() == before


def test_texts_are_kept_only_where_they_differ_from_what_follows(drafter: Visitor, number: int) -> None:
    sent(drafter, number)
    assert not DossierDocument.objects.exists()
    sent(drafter, number, place="Hà Nội", capacity=CAPACITY, in_annex="1")
    document = DossierDocument.objects.get()
    assert document.texts == {"place": "Hà Nội", "capacity": CAPACITY, "in_annex": "yes"}
    assert document.history.get().history_user == drafter.user
    assert "Hà Nội, ngày 20 tháng 11 năm 2026" in words_of(fetched(drafter, number))
    assert "Phụ lục" in words_of(fetched(drafter, number))
    sent(drafter, number, place="Thành phố Hồ Chí Minh")
    document.refresh_from_db()
    assert document.texts == {"capacity": CAPACITY}


def test_what_a_row_rests_on_is_always_among_the_grounds(drafter: Visitor, number: int) -> None:
    sent(drafter, number, legal_bases="Luật Xây dựng")
    text = words_of(fetched(drafter, number))
    assert "Căn cứ Luật Xây dựng" in text
    assert "58/2024/QH15" in text


def test_two_people_overwrite_nothing_of_each_other(drafter: Visitor, number: int) -> None:
    colleague = visitor("dong-nghiep", Right.DRAFT)
    dossier = Dossier.objects.get(pk=number)
    shown = {"seen_place": "Thành phố Hồ Chí Minh", "seen_proposal": "", "seen_in_annex": ""}
    write_document(dossier, {"place": ("", "Của họ")}, acting_user=colleague.user)
    said = drafter.post("dossier_papers", number, status=409, **shown, place="Của tôi", proposal="Sở Nội vụ")
    assert "Của họ" in said.words()
    assert said.soup.select_one("#van-ban-place")["value"] == "Của tôi"
    assert DossierDocument.objects.get().texts == {"place": "Của họ", "proposal": "Sở Nội vụ"}


def test_lines_say_where_they_stand_in_the_text(drafter: Visitor, number: int) -> None:
    dossier = Dossier.objects.get(pk=number)
    empty = GRANT | {"power": "xay-dung.giay-phep", "citation": ""}
    wrong = GRANT | {"power": "chung-thuc.07", "citation": "khoản 9 Điều 9"}
    save_lines(dossier, [row("grants", **empty), row("grants", **wrong)], acting_user=drafter.user)
    said = drafter.get("dossier_papers", number)
    assert "1 trên 3 dòng trao quyền chưa ghi" in said.words()
    assert "ghi “khoản 9 Điều 9”, văn bản để ở khoản 3 Điều 1" in said.words()
    drafter.post("dossier_papers", number, cite="empty")
    cited = [line.cells.get("citation") for line in lines_of(number)]
    assert cited == ["khoản 1 Điều 1", "khoản 2 Điều 1", "khoản 9 Điều 9"]
    drafter.post("dossier_papers", number, cite="all")
    assert [line.cells["citation"] for line in lines_of(number)][2] == "khoản 3 Điều 1"
    assert lines_of(number)[2].history.first().history_change_reason == "Điền điều khoản theo dự thảo"
    assert "không có gì để điền" in drafter.post("dossier_papers", number, status=409, cite="all").words(
        "#refused"
    )


def test_a_citation_that_somebody_writes_meanwhile_stays(drafter: Visitor, number: int) -> None:
    (line,) = lines_of(number)
    saved = fill_citations(
        Dossier.objects.get(pk=number), {line.pk: ("", "Điều 5")}, acting_user=drafter.user
    )
    assert [conflict.theirs for conflict in saved.conflicts] == ["khoản 1 Điều 1"]
    assert lines_of(number)[0].cells["citation"] == "khoản 1 Điều 1"


def test_a_wrong_cell_hinders_and_an_empty_one_leaves_room(drafter: Visitor, number: int) -> None:
    dossier = Dossier.objects.get(pk=number)
    save_lines(dossier, [row("grants", **(GRANT | {"power": ""}))], acting_user=drafter.user)
    assert "……" in words_of(fetched(drafter, number))
    save_lines(dossier, [row("grants", **(GRANT | {"valid_from": "mai"}))], acting_user=drafter.user)
    refused = fetched(drafter, number, status=409).words()
    assert "dòng 5" in refused
    assert "không phải là một ngày có thật" in refused


@pytest.mark.parametrize("lines", [[], [row("instruments", **INSTRUMENT)]], ids=["nothing", "only itself"])
def test_a_dossier_without_content_says_what_is_missing(lines: list[Any], drafter: Visitor) -> None:
    dossier = create_dossier(unit=unit(), title="Trống", acting_user=drafter.user)
    save_lines(dossier, lines, acting_user=drafter.user)
    said = drafter.get("dossier_papers", dossier.pk)
    assert "Chưa lập được văn bản" in said.words()
    fetched(drafter, dossier.pk, status=409)
    before = written()
    drafter.post("dossier_papers", dossier.pk, status=409, cite="all")
    assert written() == before


def test_after_submission_the_texts_stay_whatever_writes(drafter: Visitor, number: int) -> None:
    sent(drafter, number, capacity=CAPACITY)
    drafter.send_as_shown("dossier_act", number, "trinh-duyet")
    before = written()
    drafter.post("dossier_papers", number, status=409, place="Hà Nội", seen_place="Thành phố Hồ Chí Minh")
    for change in (
        lambda: DossierDocument.objects.update(texts={}),
        lambda: DossierDocument.objects.all().delete(),
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            change()
    assert written() == before
    assert "CHỦ TỊCH" in words_of(fetched(drafter, number, "trinh-ky"))


@pytest.mark.parametrize("texts", [{"no such": ("", "x")}, {"place": ("", "x" * 20_001)}])
def test_what_no_text_can_be_is_refused(
    texts: dict[str, tuple[str, str]], drafter: Visitor, number: int
) -> None:
    before = written()
    with pytest.raises(ActionRefused):
        write_document(Dossier.objects.get(pk=number), texts, acting_user=drafter.user)
    assert written() == before


def test_the_papers_of_a_dossier_are_listed(drafter: Visitor, number: int) -> None:
    links = drafter.get("dossier_papers", number).links(".desk-acts a")
    assert links == [reverse("dossier_document", args=[number, stage, form]) for stage, form in FILES]
