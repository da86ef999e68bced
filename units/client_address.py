"""From where a request comes: the address that the outermost web server of one's own saw."""

from __future__ import annotations

from ipaddress import ip_address

from django.conf import settings
from django.http import HttpRequest


def client_address(request: HttpRequest) -> str | None:
    """The address of the visitor, or None if it is not known.

    With `PROXY_COUNT` web servers of one's own in front, it is the one that the first of them wrote into
    X-Forwarded-For; what stands further left came with the request, and anybody can write it.
    """
    told = request.META.get("HTTP_X_FORWARDED_FOR", "").split(",")
    seen = [request.META.get("REMOTE_ADDR", ""), *(part.strip() for part in reversed(told) if part.strip())]
    try:
        return str(ip_address(seen[min(settings.PROXY_COUNT, len(seen) - 1)]))
    except ValueError:
        return None
