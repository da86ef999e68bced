"""What was found, taken away as a file."""

from __future__ import annotations

import csv
import io
from urllib.parse import urlencode

import pytest
from django.test import Client

from cms.catalog import Catalog
from cms.searching import search
from tests.cms.pages import page
from units.clock import today

pytestmark = pytest.mark.usefixtures("site")


def rows(client: Client, text: str) -> list[dict[str, str]]:
    answer = client.get(f"/tim-kiem/tai-ve.csv?{urlencode({'q': text})}")
    assert answer.status_code == 200
    lines = answer.content.decode("utf-8-sig").splitlines()
    header = next(at for at, line in enumerate(lines) if line.startswith("name,kind"))
    return [row for row in csv.DictReader(io.StringIO("\n".join(lines[header:]))) if row["record"]]


def test_the_file_has_every_record_that_was_found_and_nothing_that_editors_wrote(
    client: Client, catalog: Catalog
) -> None:
    found = search(catalog, "chứng thực", today(), "/ma-tran/")
    of_records = sum(kind.total for kind in found.kinds if kind.kind != "pages")
    listed = rows(client, "chứng thực")
    assert len(listed) == of_records > 6
    assert found.first is not None
    assert listed[0]["record"] == found.first.key
    assert "pages" not in {row["kind"] for row in listed}


def test_what_is_found_can_be_cited_and_taken_away(client: Client, catalog: Catalog) -> None:
    offered = page(client, "/tim-kiem/?q=chung+thuc").select(".takeaway a[href*='tai-ve.']")
    assert [link.get_text() for link in offered] == ["CSV", "XLSX", "JSON", "PDF"]
    for link in offered:
        assert client.get(str(link["href"])).status_code == 200


@pytest.mark.parametrize("text", ["", "zzzz qqqq", "a" * 61])
def test_where_nothing_was_found_or_the_words_are_too_many_nothing_is_offered(
    client: Client, catalog: Catalog, text: str
) -> None:
    assert not page(client, f"/tim-kiem/?{urlencode({'q': text})}").select("a[href*='tai-ve.']")


@pytest.mark.parametrize("text", ["", "a" * 61])
def test_a_file_of_no_words_or_of_too_many_is_not_there(client: Client, catalog: Catalog, text: str) -> None:
    assert client.get(f"/tim-kiem/tai-ve.csv?{urlencode({'q': text})}").status_code == 404
