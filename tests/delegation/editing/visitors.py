"""Somebody before the desk, and what the pages say to them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from bs4 import BeautifulSoup
from django.contrib.auth.models import Permission
from django.test import Client
from django.urls import reverse

from tests.delegation.actions.people import CITY, officer
from units.models import User
from units.rights import Right


@dataclass
class Visitor:
    """An account that has signed in."""

    user: User
    client: Client = field(default_factory=Client)

    def get(self, view: str, *args: Any, status: Any = 200, **asked: Any) -> Said:
        """Open a page."""
        return self._said(self.client.get(reverse(view, args=args), asked), status)

    def post(self, view: str, *args: Any, status: Any = 302, **sent: Any) -> Said:
        """Send a form."""
        return self._said(self.client.post(reverse(view, args=args), sent), status)

    def send_as_shown(self, view: str, *args: Any, status: Any = 302, unit: Any = "", **sent: Any) -> Said:
        """Open a form and send it with what it holds, some fields filled in."""
        asked = {"unit": unit} if unit else {}
        hidden = self.get(view, *args, **asked).fields()
        return self.post(view, *args, status=status, **(hidden | sent))

    def _said(self, response: Any, status: int) -> Said:
        said = Said(response)
        assert response.status_code == status, (response.status_code, said.words()[:600])
        return said


@dataclass
class Said:
    """An answer of the desk."""

    response: Any

    @property
    def soup(self) -> Any:
        """The page."""
        return BeautifulSoup(self.response.content, "html.parser")

    def words(self, selector: str = ".desk") -> str:
        """What a part of the page says, in one line; of all such parts together."""
        return " ".join(" ".join(part.get_text(" ").split()) for part in self.soup.select(selector))

    def fields(self) -> dict[str, str]:
        """What the hidden fields of the page's forms hold."""
        return {
            str(hidden["name"]): str(hidden.get("value", ""))
            for hidden in self.soup.select("main form input[type=hidden]")
            if hidden["name"] != "csrfmiddlewaretoken"
        }

    def links(self, selector: str = ".desk a") -> list[str]:
        """Where the links lead."""
        return [str(link["href"]) for link in self.soup.select(selector) if link.has_attr("href")]


def visitor(name: str, *rights: Right, unit: str = CITY, below: bool = False) -> Visitor:
    """An officer who has signed in at the desk."""
    user = officer(name, *rights, unit=unit, below=below)
    user.groups.get().permissions.add(Permission.objects.get(codename="access_admin"))
    return signed_in(user)


def signed_in(user: User) -> Visitor:
    """An account at the desk."""
    visiting = Visitor(user)
    visiting.client.force_login(user, "django.contrib.auth.backends.ModelBackend")
    return visiting
