from __future__ import annotations

from typing import Any

import pytest
from django.http import HttpRequest

from units.client_address import client_address


@pytest.mark.parametrize(
    ("proxies", "told", "seen", "address"),
    [
        (0, None, "10.0.0.1", "10.0.0.1"),
        # Without a web server of one's own in front, the header is the visitor's own invention.
        (0, "1.2.3.4", "10.0.0.1", "10.0.0.1"),
        (1, "1.2.3.4", "10.0.0.1", "1.2.3.4"),
        (1, "6.6.6.6, 1.2.3.4", "10.0.0.1", "1.2.3.4"),
        (2, "6.6.6.6, 1.2.3.4, 10.0.0.2", "10.0.0.1", "1.2.3.4"),
        # Fewer have written into it than stand there: what is left is as near as one gets.
        (2, "1.2.3.4", "10.0.0.1", "1.2.3.4"),
        (1, None, "10.0.0.1", "10.0.0.1"),
        (1, "2001:DB8::1", "10.0.0.1", "2001:db8::1"),
        (1, "<script>", "10.0.0.1", None),
        # A socket has no address.
        (0, None, "", None),
    ],
)
def test_where_a_request_comes_from(
    proxies: int, told: str | None, seen: str, address: str | None, settings: Any
) -> None:
    settings.PROXY_COUNT = proxies
    request = HttpRequest()
    request.META = {"REMOTE_ADDR": seen} | ({"HTTP_X_FORWARDED_FOR": told} if told else {})
    assert client_address(request) == address
