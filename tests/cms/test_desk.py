"""The editors' desk: every one of its addresses that names no record opens, for an administrator, without an error."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.core.management import call_command
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from wagtail.models import Collection, Page, Workflow

from units.models import User

pytestmark = pytest.mark.django_db


def addresses(patterns: list[Any], start: str = "/") -> Iterator[str]:
    """Every address below some patterns that holds no part to be filled in."""
    for pattern in patterns:
        route = str(pattern.pattern).removeprefix("^").removesuffix("$")
        if any(sign in route for sign in "<(["):
            continue
        if isinstance(pattern, URLResolver):
            yield from addresses(pattern.url_patterns, start + route)
        elif isinstance(pattern, URLPattern):
            yield start + route


@pytest.fixture
def desk(client: Client) -> Client:
    call_command("create_site", verbosity=0)
    client.force_login(User.objects.create_superuser("quan-tri"))
    return client


def test_no_address_of_the_desk_fails(desk: Client) -> None:
    everywhere = addresses(get_resolver().url_patterns)
    # Wagtail keeps one address that fails on purpose, to try out the alarms.
    found = [one for one in everywhere if one.startswith("/admin/") and one != "/admin/failwhale/"]
    assert len(found) > 50
    # The last one signs out.
    for address in sorted(found, key=lambda one: "logout" in one):
        assert desk.get(address).status_code < 500, address


def test_pages_can_be_found_and_edited(desk: Client) -> None:
    for page in Page.objects.all():
        assert desk.get(reverse("wagtailadmin_explore", args=[page.pk])).status_code == 200
        if not page.is_root():
            assert desk.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).status_code == 200


def test_without_signing_in_the_desk_shows_only_the_door(client: Client) -> None:
    answer = client.get("/admin/pages/")
    assert answer.status_code == 302
    assert answer.headers["Location"].startswith(reverse("wagtailadmin_login"))


def test_what_the_installation_names_in_english_has_our_names_and_an_editor_s_name_stays(
    desk: Client,
) -> None:
    assert Page.get_first_root_node().get_admin_display_title() == "Gốc"
    assert Collection.get_first_root_node().name == "Gốc"
    assert not Group.objects.filter(name__in=["Moderators", "Editors"]).exists()
    Workflow.objects.update(name="Duyệt của chúng tôi")
    call_command("create_site", verbosity=0)
    assert Workflow.objects.get().name == "Duyệt của chúng tôi"
