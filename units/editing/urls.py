"""Addresses of this app on the desk."""

from __future__ import annotations

from django.urls import URLPattern, path

from units.editing import rights, second_factor, security_log

urlpatterns: list[URLPattern] = [
    path("quyen/", rights.RightsView.as_view(), name="units_rights"),
    path("quyen/don-vi/<str:unit>/", rights.UnitRightsView.as_view(), name="units_rights_unit"),
    path("quyen/don-vi/<str:unit>/ke-thua/", rights.SuccessionView.as_view(), name="units_rights_succession"),
    path("quyen/nhom/<int:group>/", rights.GroupRightsView.as_view(), name="units_rights_group"),
    path("quyen/tai-ve/<str:form>/", rights.RightsExportView.as_view(), name="units_rights_export"),
    path("quyen/nhat-ky/", security_log.SecurityLogView.as_view(), name="units_security_log"),
    path(
        "quyen/nhat-ky/tai-ve/",
        security_log.SecurityLogExportView.as_view(),
        name="units_security_log_export",
    ),
    path("xac-thuc/", second_factor.status_view, name="units_second_factor"),
    path("xac-thuc/kiem-tra/", second_factor.check_view, name="units_second_factor_check"),
    path("xac-thuc/cai-dat/", second_factor.setup_view, name="units_second_factor_setup"),
    path("xac-thuc/ma-du-phong/", second_factor.renew_codes_view, name="units_second_factor_codes"),
    path("xac-thuc/go-bo/", second_factor.remove_view, name="units_second_factor_remove"),
]
