"""Addresses of the public register that stand beside Wagtail's pages; each is permanent."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpResponse
from django.urls import URLPattern, path

from cms import views
from cms.addresses import register_path_converters
from cms.checking.views import reference_qr_view, reference_view
from cms.opendata import views as opendata

register_path_converters()

app_name = "register"


def _page(route: str, view: Callable[..., HttpResponse], name: str) -> list[URLPattern]:
    """A page, and what it can be taken away as: tai-ve.csv behind its own address."""
    return [path(route, view, name=name), path(f"{route}<form:form>", view, name=f"{name}_taken_away")]


urlpatterns = [
    *_page("ai-co-tham-quyen/", views.question_view, "question"),
    path("tim-kiem/", views.search_view, name="search"),
    path("s/<str:code>/", reference_view, name="reference"),
    path("s/<str:code>/ma-qr.svg", reference_qr_view, name="reference_qr"),
    path("du-lieu/", opendata.opendata_view, name="opendata"),
    path("du-lieu/lan-ghi-<int:number>.zip", opendata.archive_view, name="archive"),
    path("du-lieu/lan-ghi-<int:number>.sha256", opendata.checksum_view, name="archive_checksum"),
    path("du-lieu/dcat.<str:record>", opendata.record_view, name="data_record"),
    *_page("don-vi/<key:unit>/", views.unit_view, "unit"),
    *_page("don-vi/<key:unit>/<day:day>/", views.unit_view, "unit_on"),
    *_page("co-quan/<key:unit>/<key:post>/", views.office_view, "office"),
    *_page("co-quan/<key:unit>/<key:post>/<day:day>/", views.office_view, "office_on"),
    *_page("tham-quyen/<key:key>/", views.power_view, "power"),
    *_page("tham-quyen/<key:key>/<day:day>/", views.power_view, "power_on"),
    *_page("van-ban/<key:key>/", views.instrument_view, "instrument"),
    *_page("van-ban/<key:key>/<day:day>/", views.instrument_view, "instrument_on"),
]
