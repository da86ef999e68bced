"""The door of a dossier's pages: who may not read it is told that there is none, and JSON is read with distrust."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any, Final
from uuid import UUID

from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponseBase, JsonResponse
from django.shortcuts import get_object_or_404
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views import View
from wagtail.admin.auth import require_admin_access

from delegation.actions.refusal import ActionRefused, NotAllowed
from delegation.dossiers.readable import readable_dossiers
from delegation.models import Dossier
from units.models import User
from units.rights import Right, may

LARGEST_BODY: Final = 2 * 2**20


class Unreadable(Exception):
    """What was sent is not what the view takes; the message says what is wrong. Nothing has been done."""

    def __init__(self, sentence: str, status: int = 400) -> None:
        super().__init__(sentence)
        self.status = status


@method_decorator(require_admin_access, name="dispatch")
class DossierView(View):
    """A view on one dossier, of those that the signed-in person may read; any other is not found."""

    dossier: Dossier

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Find the dossier before anything else is looked at."""
        readable = readable_dossiers(self.person).select_related("unit")
        self.dossier = get_object_or_404(readable, pk=kwargs["pk"])
        return super().dispatch(request, *args, **kwargs)

    @property
    def person(self) -> User:
        """Who is asking."""
        user: Any = self.request.user
        return user  # type: ignore[no-any-return]

    @property
    def may_write(self) -> bool:
        """Whether the person could write in the dossier now; the actions ask again under the lock."""
        return self.dossier.is_editable and may(self.person, Right.DRAFT, self.dossier.unit_id)


class DossierData(DossierView):
    """A view on one dossier that answers in JSON; a refusal is {"error": sentence} with a status of its own."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Answer, or say in one sentence why not."""
        try:
            response = super().dispatch(request, *args, **kwargs)
        except NotAllowed as refused:
            response = _refusal(str(refused), 403)
        except ActionRefused as refused:
            response = _refusal(str(refused), 409)
        except Unreadable as unreadable:
            response = _refusal(str(unreadable), unreadable.status)
        response["Cache-Control"] = "no-store"
        return response


def _refusal(sentence: str, status: int) -> JsonResponse:
    return JsonResponse({"error": sentence}, status=status)


def read_json(request: HttpRequest) -> dict[str, Any]:
    """The object that was sent. Raises Unreadable."""
    try:
        body = request.body
    except RequestDataTooBig:
        body = b" " * (LARGEST_BODY + 1)
    if len(body) > LARGEST_BODY:
        raise Unreadable(
            _("Gửi quá nhiều một lần (hơn %d MiB); hãy gửi ít dòng hơn.") % (LARGEST_BODY // 2**20), 413
        )
    try:
        sent = json.loads(body)
    except (ValueError, RecursionError):
        sent = None
    if not isinstance(sent, dict):
        raise Unreadable(_("Nội dung gửi lên không phải JSON đọc được; hãy tải lại trang."))
    return sent


def text_in(sent: Mapping[str, Any], name: str, default: str | None = None) -> str:
    """A text of what was sent, of characters that can be stored. Raises Unreadable."""
    return storable(sent.get(name, default), name)


def storable(value: object, name: str) -> str:
    """The value if it is a text that both databases can keep. Raises Unreadable."""
    if not isinstance(value, str):
        raise Unreadable(_("Mục “%s” gửi lên phải là chữ; hãy tải lại trang.") % name)
    try:
        value.encode()
    except UnicodeEncodeError:
        raise Unreadable(_("Mục “%s” gửi lên có ký tự không hợp lệ; hãy gõ lại.") % name) from None
    if "\0" in value:
        raise Unreadable(_("Mục “%s” gửi lên có ký tự không hợp lệ; hãy gõ lại.") % name)
    return value


def id_of(value: object) -> UUID:
    """The id of a line. Raises Unreadable."""
    try:
        return UUID(value) if isinstance(value, str) else _no_id()
    except ValueError:
        return _no_id()


def _no_id() -> UUID:
    raise Unreadable(_("Mã dòng gửi lên không hợp lệ; hãy tải lại trang."))
