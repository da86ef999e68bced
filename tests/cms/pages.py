"""What a public page is, read from its HTML."""

from __future__ import annotations

from collections.abc import Iterator

from bs4 import BeautifulSoup
from django.test import Client

HEADING = "tieu-de"


def page(client: Client, address: str, status: int = 200) -> BeautifulSoup:
    """The page at an address, which must answer with the status."""
    response = client.get(address)
    assert response.status_code == status, (address, response.status_code)
    return BeautifulSoup(response.content, "html.parser")


def heading(soup: BeautifulSoup) -> str:
    """The words of the page's one heading."""
    (only,) = soup.find_all("h1")
    assert only["id"] == HEADING
    return " ".join(only.get_text().split())


def words(soup: BeautifulSoup) -> str:
    """What the page says, in one line."""
    main = soup.find("main")
    assert main is not None
    return " ".join(main.get_text(" ").split())


def own_links(soup: BeautifulSoup) -> Iterator[str]:
    """The addresses on the page that lead to pages of the same register."""
    for link in soup.find_all("a", href=True):
        address = str(link["href"]).partition("#")[0]
        if address.startswith("/") and not address.startswith("/static/"):
            yield address
