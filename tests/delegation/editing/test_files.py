"""Files: kept under their checksum, given out only to be saved and only to readers of the dossier."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any

import pytest
from django.core.files.storage import FileSystemStorage
from django.core.files.uploadedfile import SimpleUploadedFile

from delegation.models import Dossier, DossierFile
from tests.delegation.editing.visitors import Visitor

HTML = b"<script>alert(1)</script>"
NAME = "Quyết định “4567”.html"


@pytest.fixture(autouse=True)
def kept(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    monkeypatch.setattr(DossierFile._meta.get_field("file"), "storage", FileSystemStorage(tmp_path))
    return tmp_path


@pytest.fixture
def file(number: int, drafter: Visitor) -> DossierFile:
    drafter.post("dossier_files", number, kind="signed", file=SimpleUploadedFile(NAME, HTML, "text/html"))
    return DossierFile.objects.get()


def test_a_file_is_shown_with_its_checksum(file: DossierFile, number: int, drafter: Visitor) -> None:
    said = drafter.get("dossier_files", number).words()
    assert NAME in said
    assert hashlib.sha256(HTML).hexdigest() in said


def test_a_file_is_given_out_to_be_saved_and_never_run(
    file: DossierFile, number: int, auditor: Visitor
) -> None:
    response: Any = auditor.get("dossier_file", number, file.pk).response
    assert b"".join(response.streaming_content) == HTML
    assert response["Content-Disposition"].startswith("attachment;")
    assert response["Content-Type"] == "application/octet-stream"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Content-Security-Policy"].startswith("sandbox")
    assert "no-store" in response["Cache-Control"]


def test_a_stranger_gets_no_file(file: DossierFile, number: int, stranger: Visitor, drafter: Visitor) -> None:
    stranger.get("dossier_file", number, file.pk, status=404)
    drafter.get("dossier_file", number, file.pk + 1, status=404)


def test_a_file_that_the_disk_has_lost_is_told(
    file: DossierFile, number: int, drafter: Visitor, kept: Path
) -> None:
    (kept / str(file.file.name)).unlink()
    assert "không còn ở nơi lưu trữ" in drafter.get("dossier_file", number, file.pk, status=404).words()


@pytest.mark.parametrize(
    "sent", [{}, {"kind": "signed"}, {"kind": "virus", "file": b"x"}, {"kind": "other", "file": b""}]
)
def test_what_is_no_file_of_a_known_kind_is_refused(
    number: int, drafter: Visitor, sent: dict[str, Any]
) -> None:
    if "file" in sent:
        sent = sent | {"file": SimpleUploadedFile("a.pdf", sent["file"])}
    assert drafter.post("dossier_files", number, status=409, **sent).words("#refused")
    assert not DossierFile.objects.exists()


def test_who_does_not_draft_neither_adds_nor_removes(
    file: DossierFile, number: int, approver: Visitor, stranger: Visitor
) -> None:
    upload = SimpleUploadedFile("b.pdf", b"x")
    approver.post("dossier_files", number, status=403, kind="signed", file=upload)
    approver.post("dossier_file_removal", number, file.pk, status=403)
    stranger.post("dossier_file_removal", number, file.pk, status=404)
    assert approver.get("dossier_files", number).soup.select(".desk form") == []
    assert list(DossierFile.objects.all()) == [file]


def test_a_file_is_taken_off_once_and_its_bytes_stay(
    file: DossierFile, number: int, drafter: Visitor, kept: Path
) -> None:
    drafter.post("dossier_file_removal", number, file.pk)
    drafter.post("dossier_file_removal", number, file.pk)
    assert not DossierFile.objects.exists()
    assert (kept / str(file.file.name)).read_bytes() == HTML
    assert f"Tệp “{NAME}” : bỏ" in drafter.get("dossier_history", number).words()


def test_after_submission_files_stay_as_they_are(file: DossierFile, number: int, drafter: Visitor) -> None:
    drafter.send_as_shown("dossier_act", number, "trinh-duyet")
    drafter.post("dossier_file_removal", number, file.pk, status=409)
    assert Dossier.objects.get(pk=number).files.count() == 1
