"""What a page asks of the database does not depend on how much is recorded."""

from __future__ import annotations

import pytest
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.conftest import CITY

PAGES = [
    "/",
    "/ai-co-tham-quyen/?viec=chung-thuc.01&noi=27112%402025-07-01&ngay=2025-12-01",
    "/ai-co-tham-quyen/?viec=chung+thuc&noi=An&ngay=2025-12-01",
    "/tim-kiem/?q=chung+thuc",
    "/don-vi/79@2016-01-01/2025-12-01/",
    "/co-quan/79@2016-01-01/committee/2025-12-01/",
    "/co-quan/27112@2025-07-01/chair/2025-12-01/",
    "/tham-quyen/chung-thuc.01/2025-12-01/",
    "/van-ban/nd-120-2025/2025-12-01/",
    "/ma-tran/2025-12-01/",
]


@pytest.mark.usefixtures("register", "site")
def test_counts_are_flat_as_the_register_grows(client: Client) -> None:
    small = _counts(client)
    call_command("load_bundle", str(CITY), by="tests", reason="tests", verbosity=0)
    assert _counts(client) == small


def _counts(client: Client) -> dict[str, tuple[int, int]]:
    """For each page, the statements of the first request for it on this edition, and of a second."""
    client.get("/tim-kiem/")
    return {address: (_statements(client, address), _statements(client, address)) for address in PAGES}


def _statements(client: Client, address: str) -> int:
    with CaptureQueriesContext(connection) as asked:
        assert client.get(address).status_code == 200
    return len(asked)
