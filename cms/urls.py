"""Addresses of the public register that stand beside Wagtail's pages; each is permanent."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpResponse
from django.urls import URLPattern, path, re_path
from wagtail.views import serve

from cms import views
from cms.addresses import FORMS, register_path_converters
from cms.checking.views import reference_qr_view, reference_view
from cms.competence.views import competence_view
from cms.differences import views as differences
from cms.differences.question import ABOUTS
from cms.fields.views import field_view
from cms.following.urls import following_patterns
from cms.log import views as log
from cms.log.editions import KINDS as LOG_KINDS
from cms.opendata import views as opendata
from cms.prospect.views import prospect_view

register_path_converters()

app_name = "register"


def _page(route: str, view: Callable[..., HttpResponse], name: str, **fixed: str) -> list[URLPattern]:
    """A page, and what it can be taken away as: tai-ve.csv behind its own address. `fixed` is given to the view."""
    return [
        path(route, view, fixed, name=name),
        path(f"{route}<form:form>", view, fixed, name=f"{name}_taken_away"),
    ]


def _differences() -> list[URLPattern]:
    """Two days, and two editions on one day, of everything and of each part that can be compared by itself."""
    patterns: list[URLPattern] = [path("khac-nhau/", differences.choosing_view, name="differences")]
    days, editions = (
        "khac-nhau/<day:before>/<day:after>/",
        "khac-nhau/lan-ghi/<int:before>/<int:after>/<day:on>/",
    )
    for about, segment in {"": "", **ABOUTS}.items():
        key = "<key:unit>/<key:post>/" if about == "office" else "<key:key>/"
        rest, name = (f"{segment}/{key}", f"difference_{about}") if about else ("", "difference")
        patterns += _page(f"{days}{rest}", differences.days_view, name, about=about)
        patterns += _page(f"{editions}{rest}", differences.editions_view, f"editions_{name}", about=about)
    return patterns


def _log() -> list[URLPattern]:
    """The publication log: all of it, each kind, each edition."""
    patterns = [
        *_page("nhat-ky/", log.log_view, "log"),
        *_page("nhat-ky/<int:number>/", log.edition_view, "edition"),
    ]
    for kind in LOG_KINDS:
        patterns += _page(f"nhat-ky/{kind}/", log.log_view, f"log_{kind.replace('-', '_')}", kind=kind)
    return patterns


urlpatterns = [
    *_page("ai-co-tham-quyen/", views.question_view, "question"),
    *_page("da-co-tham-quyen/", competence_view, "competence"),
    *_page("tim-kiem/", views.search_view, "search"),
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
    *_page("linh-vuc/<key:key>/", field_view, "field"),
    *_page("linh-vuc/<key:key>/<day:day>/", field_view, "field_on"),
    *_page("van-ban/<key:key>/", views.instrument_view, "instrument"),
    *_page("van-ban/<key:key>/<day:day>/", views.instrument_view, "instrument_on"),
    *_differences(),
    *_log(),
    *_page("du-kien/", prospect_view, "prospect"),
    *_page("du-kien/<day:day>/", prospect_view, "prospect_on"),
    path("nhu-da-biet/", log.as_known_view, name="as_known"),
    path("luot-giao/<key:key>/", log.grant_view, name="grant"),
    *following_patterns(),
    # What lies below the matrix page of a day; its keys have points in them, which Wagtail's own addresses have not.
    re_path(
        rf"^((?:[\w-]+/)+\d{{4}}-\d{{2}}-\d{{2}}/(?:nhom/(?:[^/]+/){{1,2}})?(?:tai-ve\.(?:{'|'.join(FORMS)}))?)$",
        serve,
        name="below_matrix",
    ),
]
