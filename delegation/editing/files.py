"""The files of a dossier: added, taken off, and given out so that a browser never runs what is in them."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _

from delegation.actions.drafting import LARGEST_FILE, attach_file, detach_file
from delegation.actions.refusal import ActionRefused, NotAllowed
from delegation.editing.access import DossierView
from delegation.editing.desk import DeskView, refusal_page
from delegation.editing.dossier_page import DossierPage
from delegation.models import DossierFile


class FilesPage(DossierPage):
    """The files, each with its checksum, and the form to add one."""

    template_name = "desk/files.html"
    tab = "files"

    def post(self, request: HttpRequest, *_args: Any, **_kwargs: Any) -> HttpResponse:
        """Keep a file with the draft."""
        upload = request.FILES.get("file")
        try:
            if upload is None:
                raise ActionRefused(_("Hãy chọn tệp để thêm."))
            file = attach_file(
                self.dossier, upload, kind=request.POST.get("kind", ""), acting_user=self.person
            )
        except ActionRefused as refused:
            return self.refused(refused)
        messages.success(request, _("Đã thêm tệp “%(name)s”.") % {"name": file.name})
        return redirect("dossier_files", self.dossier.pk)

    def refused(self, refused: ActionRefused) -> HttpResponse:
        """The page again, with the sentence."""
        status = 403 if isinstance(refused, NotAllowed) else 409
        context = self.get_context_data(refused=str(refused), kind=self.request.POST.get("kind", ""))
        return self.render_to_response(context, status=status)

    def get_context_data(self, **context: Any) -> dict[str, Any]:
        """The files and the kinds there are."""
        return super().get_context_data(
            files=self.dossier.files.select_related("added_by"),
            kinds=DossierFile.Kind.choices,
            largest=LARGEST_FILE // 2**20,
            **context,
        )


class FileRemoval(FilesPage):
    """Takes a file off a draft."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, *_args: Any, **kwargs: Any) -> HttpResponse:
        """Take it off; a second sending finds it gone, which is what was wanted."""
        file = self.dossier.files.filter(pk=kwargs["file"]).first()
        if file is not None:
            try:
                detach_file(file, acting_user=self.person)
            except ActionRefused as refused:
                return self.refused(refused)
            messages.success(request, _("Đã bỏ tệp “%(name)s” khỏi hồ sơ.") % {"name": file.name})
        return redirect("dossier_files", self.dossier.pk)


class FileDownload(DeskView, DossierView):
    """Gives a file out to whoever may read the dossier: always to be saved, never shown or run."""

    http_method_names = ["get"]

    def get(self, request: HttpRequest, *_args: Any, **kwargs: Any) -> HttpResponseBase:
        """The bytes as they were added."""
        file = get_object_or_404(self.dossier.files, pk=kwargs["file"])
        try:
            opened = file.file.open("rb")
        except FileNotFoundError:
            told = _(
                "Tệp “%(name)s” không còn ở nơi lưu trữ; hãy báo người vận hành khôi phục từ bản sao lưu."
            )
            return refusal_page(request, told % {"name": file.name}, status=404)
        response = FileResponse(
            opened, as_attachment=True, filename=file.name, content_type="application/octet-stream"
        )
        response["X-Content-Type-Options"] = "nosniff"
        response["Content-Security-Policy"] = "sandbox; default-src 'none'"
        response["Cache-Control"] = "private, no-store"
        return response
