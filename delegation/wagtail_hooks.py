"""What this app adds to the desk."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.urls import URLPattern, URLResolver
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from delegation.editing.home_panel import WorkPanel
from delegation.editing.menu import desk_group
from delegation.editing.urls import urlpatterns
from units.models import User
from units.rights import Right, may_anywhere


@hooks.register("register_admin_urls")
def addresses() -> list[URLPattern | URLResolver]:
    """The pages around dossiers."""
    return urlpatterns


@hooks.register("register_admin_menu_item")
def menu() -> MenuItem:
    """The group of the register."""
    return desk_group()


@hooks.register("construct_main_menu")
def without_foreign_help(request: HttpRequest, items: list[MenuItem]) -> None:
    """Wagtail's own news and guides, in English, are for whoever runs the site."""
    if not request.user.is_superuser:
        items[:] = [item for item in items if item.name != "help"]


@hooks.register("construct_homepage_panels")
def work_first(request: HttpRequest, panels: list[Any]) -> None:
    """An officer's own work comes before anything about pages."""
    if isinstance(request.user, User) and may_anywhere(request.user, *Right):
        panels.insert(0, WorkPanel(request.user))
