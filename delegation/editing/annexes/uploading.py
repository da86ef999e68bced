"""The first page of an import: the file is sent, looked into, and kept apart for its sender."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import FileUploadHandler, StopUpload
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt, csrf_protect

from delegation.actions.annexes import LARGEST_ANNEX, give_up, take_in
from delegation.actions.refusal import ActionRefused, NotAllowed
from delegation.annex.reading import read_annex
from delegation.annex.refusal import AnnexRefused
from delegation.editing.annexes.stage import AnnexPage, StagePage, require_writable
from delegation.models import AnnexUpload

_ROOM_FOR_THE_FORM = 64 * 2**10


class AtMost(FileUploadHandler):
    """Lets go of everything that is sent once it is more than may be read; the rest is taken off the line unkept."""

    is_over = False

    def __init__(self, request: HttpRequest, most: int) -> None:
        super().__init__(request)
        self._left = most

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes:
        """Hand on the bytes to whoever keeps them. Raises StopUpload."""
        self._left -= len(raw_data)
        if self._left < 0:
            self.is_over = True
            raise StopUpload(connection_reset=False)
        return raw_data

    def file_complete(self, file_size: int) -> UploadedFile[Any] | None:
        """Another one makes the file."""
        return None


# What is sent is counted while it comes in: the token in it is therefore looked at here, after the counter is in place.
@method_decorator(csrf_exempt, name="dispatch")
class UploadPage(AnnexPage):
    """The form for the file."""

    template_name = "desk/annex/upload.html"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Answer, keeping no more of the file than may be read."""
        self._counter = AtMost(request, LARGEST_ANNEX + _ROOM_FOR_THE_FORM)
        request.upload_handlers.insert(0, self._counter)
        answer: HttpResponseBase = csrf_protect(super().dispatch)(request, *args, **kwargs)
        return answer

    def post(self, request: HttpRequest, *_args: Any, **_kwargs: Any) -> HttpResponse:
        """Keep the file if it can be read, and go on to its columns."""
        try:
            upload = self._taken(request)
        except AnnexRefused as refused:
            return self._refused(str(refused), 409)
        except ActionRefused as refused:
            return self._refused(str(refused), 403 if isinstance(refused, NotAllowed) else 409)
        return redirect("annex_columns", self.dossier.pk, upload.pk)

    def _taken(self, request: HttpRequest) -> AnnexUpload:
        sent: Any = request.FILES.get("file")
        if self._counter.is_over:
            raise ActionRefused(
                _("Tệp lớn hơn %d MiB; hãy bỏ hình ảnh, hoặc tách phụ lục thành nhiều tệp nhỏ hơn.")
                % (LARGEST_ANNEX // 2**20)
            )
        if sent is None:
            raise ActionRefused(_("Hãy chọn tệp .xlsx hoặc .docx của phụ lục."))
        require_writable(self)
        # Looked into before it is kept: what cannot be read leaves nothing behind.
        read_annex(sent.name or "", sent)
        sent.seek(0)
        is_kept = bool(request.POST.get("keep"))
        return take_in(self.dossier, sent, is_kept=is_kept, acting_user=self.person)

    def _refused(self, sentence: str, status: int) -> HttpResponse:
        context = self.get_context_data(refused=sentence, keep=bool(self.request.POST.get("keep")))
        return self.render_to_response(context, status=status)

    def get_context_data(self, **context: Any) -> dict[str, Any]:
        """What may be sent, and what was sent already and not yet imported."""
        waiting = AnnexUpload.objects.filter(dossier=self.dossier, user=self.person, imported_at=None)
        return super().get_context_data(
            largest=LARGEST_ANNEX // 2**20,
            largest_bytes=LARGEST_ANNEX,
            waiting=waiting.order_by("-uploaded_at").first(),
            **context,
        )


class GivingUp(StagePage):
    """Lets an upload go."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, *_args: Any, **_kwargs: Any) -> HttpResponse:
        """Let it go; nothing has been written into the dossier."""
        try:
            if self.stage.upload.imported_at is None:
                give_up(self.stage.upload, acting_user=self.person)
        except ActionRefused as refused:
            messages.error(request, str(refused))
            return redirect("dossier", self.dossier.pk)
        return redirect("annex_upload", self.dossier.pk)
