"""Addresses of following; each topic has a page, a feed, and a place where its form is sent."""

from __future__ import annotations

from typing import Final

from django.urls import URLPattern, path

from cms.following import views
from cms.following.topics import ALL, FIELD, INSTRUMENT, OFFICE, POWER, SEARCH, UNIT

_ROUTES: Final = {
    ALL: "tat-ca/",
    SEARCH: "tim-kiem/",
    UNIT: "don-vi/<key:key>/",
    OFFICE: "co-quan/<key:unit>/<key:post>/",
    FIELD: "linh-vuc/<key:key>/",
    POWER: "tham-quyen/<key:key>/",
    INSTRUMENT: "van-ban/<key:key>/",
}


def _followed(kind: str, route: str) -> list[URLPattern]:
    told = {"kind": kind}
    return [
        path(f"theo-doi/{route}", views.following_view, told, name=f"follow_{kind}"),
        path(f"theo-doi/{route}tin.atom", views.feed_view, told, name=f"follow_{kind}_feed"),
        path(f"theo-doi/{route}dang-ky/", views.asked_view, told, name=f"follow_{kind}_asked"),
    ]


def following_patterns() -> list[URLPattern]:
    """All of them; cms/urls.py asks for them once its converters are known."""
    return [
        path("theo-doi/da-gui-thu/", views.sent_view, name="follow_sent"),
        path("theo-doi/xac-nhan/<str:token>/", views.confirm_view, name="follow_confirm"),
        path("theo-doi/thoi/<uuid:subscription>/", views.leave_view, name="follow_leave"),
        *(pattern for kind, route in _ROUTES.items() for pattern in _followed(kind, route)),
    ]
