from __future__ import annotations

from collections.abc import Callable
from datetime import date
from urllib.parse import unquote

import pytest
from django.urls import resolve, reverse

from cms.addresses import instrument_address, office_address, power_address, unit_address

DAY = date(2025, 7, 1)
KEYS = ["chung-thuc.01", "769@2021-01-01", "a/b", "a~b/c~1", "50% là?#", "thẩm-quyền", "2025-07-01", "a//b"]


@pytest.mark.parametrize("key", KEYS)
@pytest.mark.parametrize("address", [power_address, instrument_address, unit_address])
@pytest.mark.parametrize("day", [None, DAY])
def test_every_key_has_an_address_that_leads_back_to_it(
    address: Callable[..., str], key: str, day: date | None
) -> None:
    found = resolve(_path(address(key, day)))
    assert key in found.kwargs.values()
    assert found.kwargs.get("day") == (day.isoformat() if day else None)


@pytest.mark.parametrize("office", ["79@2016-01-01/chair", "79@2016-01-01/department:so/x", "u/2025-07-01"])
def test_an_office_has_its_unit_and_its_post_in_the_path(office: str) -> None:
    found = resolve(_path(office_address(office, DAY)))
    assert f"{found.kwargs['unit']}/{found.kwargs['post']}" == office


def test_addresses_are_readable() -> None:
    assert unit_address("769@2021-01-01", DAY) == "/don-vi/769@2021-01-01/2025-07-01/"
    assert office_address("79@2016-01-01/department:so-y-te") == "/co-quan/79@2016-01-01/department:so-y-te/"
    assert reverse("register:question") == "/ai-co-tham-quyen/"


def _path(address: str) -> str:
    return unquote(address)
