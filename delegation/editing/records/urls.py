"""Addresses of the records on the desk."""

from __future__ import annotations

from django.urls import URLPattern, path, register_converter

from delegation.editing.records import comparing, listing, record, wishes
from delegation.editing.records.addresses import RowKeyConverter, TableConverter

register_converter(TableConverter, "register_table")
register_converter(RowKeyConverter, "register_key")

urlpatterns: list[URLPattern] = [
    path("so/", listing.redirect_to_first, name="register_records"),
    path("so/viec/dinh-chinh/", wishes.CorrectionPage.as_view(), name="register_correct"),
    path("so/viec/rut/", wishes.WithdrawalPage.as_view(), name="register_withdraw"),
    path("so/viec/khoi-phuc/", wishes.RestorationPage.as_view(), name="register_restore"),
    path("so/<register_table:table>/", listing.TablePage.as_view(), name="register_table"),
    path(
        "so/<register_table:table>/tai-ve/<slug:form>/",
        listing.TableExport.as_view(),
        name="register_export",
    ),
    path(
        "so/<register_table:table>/ban-ghi/<register_key:key>/",
        record.RecordPage.as_view(),
        name="register_record",
    ),
    path(
        "so/<register_table:table>/ban-ghi/<register_key:key>/lan/<int:edition>/",
        record.ReadingPage.as_view(),
        name="register_reading",
    ),
    path("ho-so/<int:pk>/doi-chieu/", comparing.ComparisonPage.as_view(), name="dossier_corrections"),
]
