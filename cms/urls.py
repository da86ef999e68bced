"""Addresses of the public register that stand beside Wagtail's pages; each is permanent."""

from __future__ import annotations

from django.urls import path

from cms import views
from cms.addresses import register_path_converters

register_path_converters()

app_name = "register"

urlpatterns = [
    path("ai-co-tham-quyen/", views.question_view, name="question"),
    path("tim-kiem/", views.search_view, name="search"),
    path("don-vi/<key:unit>/", views.unit_view, name="unit"),
    path("don-vi/<key:unit>/<day:day>/", views.unit_view, name="unit_on"),
    path("co-quan/<key:unit>/<key:post>/", views.office_view, name="office"),
    path("co-quan/<key:unit>/<key:post>/<day:day>/", views.office_view, name="office_on"),
    path("tham-quyen/<key:key>/", views.power_view, name="power"),
    path("tham-quyen/<key:key>/<day:day>/", views.power_view, name="power_on"),
    path("van-ban/<key:key>/", views.instrument_view, name="instrument"),
    path("van-ban/<key:key>/<day:day>/", views.instrument_view, name="instrument_on"),
]
