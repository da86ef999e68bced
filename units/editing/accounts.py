"""Accounts on Wagtail's own screens: one that has done something here is locked, and never deleted."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db import router
from django.db.models.deletion import Collector, ProtectedError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from wagtail.admin import messages

from units.models import User


def refuse_deletion(request: HttpRequest, user: User) -> HttpResponse | None:
    """Lead back to the account, with a sentence, where something points at it that stays for ever."""
    if not _has_left_traces(user):
        return None
    _tell(request, user)
    return redirect("wagtailusers_users:edit", user.pk)


def refuse_deletions(
    request: HttpRequest, action: str, chosen: Sequence[Any], _view: Any
) -> HttpResponse | None:
    """The same for several at once: none of them is deleted."""
    kept = [one for one in chosen if action == "delete" and isinstance(one, User) and _has_left_traces(one)]
    if not kept:
        return None
    _tell(request, kept[0])
    return redirect("wagtailusers_users:index")


def _has_left_traces(user: User) -> bool:
    try:
        # Only asked what would go with it; nothing is deleted.
        Collector(using=router.db_for_write(User), origin=user).collect([user])
    except ProtectedError:
        return True
    return False


def _tell(request: HttpRequest, user: User) -> None:
    told = _(
        "Tài khoản “%s” đã tham gia soạn, duyệt hoặc công bố nên không xóa được; hãy bỏ dấu “Đang hoạt động” để khóa."
    )
    messages.error(request, told % user.get_username())
