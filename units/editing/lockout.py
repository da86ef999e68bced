"""What is answered to who has tried too many passwords."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

TOO_MANY_REQUESTS = 429


def locked_out(request: HttpRequest, _answer: HttpResponse | None, _credentials: Any) -> HttpResponse:
    """The page that says how long to wait: the same for a name that there is and one that there is not."""
    context = {
        "failure_limit": settings.AXES_FAILURE_LIMIT,
        "wait_minutes": int(settings.AXES_COOLOFF_TIME.total_seconds() // 60),
    }
    return render(request, "desk/locked_out.html", context, status=TOO_MANY_REQUESTS)
