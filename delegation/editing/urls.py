"""Addresses of the desk around dossiers."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, include, path

from delegation.editing import (
    changes,
    checks,
    choices,
    documents,
    dossiers,
    files,
    history,
    lines,
    notices,
    overview,
    receipts,
    rules,
    start,
    steps,
)
from delegation.editing.annexes import columns, preview, uploading
from delegation.editing.records import urls as records

_DOSSIER: list[URLPattern] = [
    path("", overview.OverviewPage.as_view(), name="dossier"),
    path("sua/", overview.StatePage.as_view(), name="dossier_state"),
    path("tep/", files.FilesPage.as_view(), name="dossier_files"),
    path("tep/<int:file>/", files.FileDownload.as_view(), name="dossier_file"),
    path("tep/<int:file>/bo/", files.FileRemoval.as_view(), name="dossier_file_removal"),
    path("kiem-tra/", checks.ChecksPage.as_view(), name="dossier_checks"),
    path("thay-doi/", changes.ChangesPage.as_view(), name="dossier_changes"),
    path("cac-buoc/", steps.StepsPage.as_view(), name="dossier_steps"),
    path("lich-su/", history.HistoryPage.as_view(), name="dossier_history"),
    path(
        "lich-su/<int:reading>/khoi-phuc/",
        history.LineRestoration.as_view(),
        name="dossier_line_restoration",
    ),
    path("phu-luc/", uploading.UploadPage.as_view(), name="annex_upload"),
    path("phu-luc/<uuid:upload>/cot/", columns.ColumnsPage.as_view(), name="annex_columns"),
    path("phu-luc/<uuid:upload>/xem-truoc/", preview.PreviewPage.as_view(), name="annex_preview"),
    path("phu-luc/<uuid:upload>/bo/", uploading.GivingUp.as_view(), name="annex_give_up"),
    path("van-ban/", documents.DocumentPage.as_view(), name="dossier_papers"),
    path("van-ban/<slug:stage>/<slug:form>/", documents.DocumentFile.as_view(), name="dossier_document"),
    path("viec/<slug:act>/", steps.ActPage.as_view(), name="dossier_act"),
]

_DOSSIERS: list[URLPattern | URLResolver] = [
    path("", dossiers.DossiersPage.as_view(), name="dossiers"),
    path("lap/", dossiers.CreatePage.as_view(), name="dossier_create"),
    path("gia-dinh/", changes.WhatIfPage.as_view(), name="what_if"),
    path("phep-kiem-tra/", rules.RulesPage.as_view(), name="rules"),
    path("thong-bao/", notices.NoticesPage.as_view(), name="notices"),
    path("thong-bao/<int:notice>/", notices.NoticeLink.as_view(), name="notice"),
    path("<int:pk>/", include(_DOSSIER)),
    *lines.urlpatterns,
    *choices.urlpatterns,
]

urlpatterns: list[URLPattern | URLResolver] = [
    path("viec-cua-toi/", start.StartPage.as_view(), name="my_work"),
    path("viec-cua-toi/sap-het-hieu-luc/", start.EndingsPage.as_view(), name="my_endings"),
    path("viec-cua-toi/diem-sai/", start.FaultsPage.as_view(), name="my_faults"),
    path("ho-so/", include(_DOSSIERS)),
    *records.urlpatterns,
    *receipts.urlpatterns,
]
