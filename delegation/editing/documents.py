"""The written decision of a dossier: what it says beside the lines, how it reads, and the files to fetch."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from functools import cached_property
from typing import Any, Final

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from delegation.actions.documents import fill_citations, write_document
from delegation.actions.refusal import ActionRefused, NotAllowed
from delegation.bundle.recorded import recorded_rows
from delegation.documents.composition import decision_of
from delegation.documents.decision import DecisionDocument, DocumentRefused
from delegation.documents.docx import docx_of
from delegation.documents.enactment import citations, miscitations
from delegation.documents.pdf import pdf_of
from delegation.dossiers.document import Drawing, Texts, Written, hindering, read_texts
from delegation.dossiers.judging import Judgement, told_at_line
from delegation.editing.judged import judgement_of
from delegation.editing.papers import Paper, PapersPage, register_papers
from delegation.editing.presenting import numbers_of, unit_name
from delegation.models import Dossier, DossierDocument

Writer = Callable[..., bytes]
_WRITERS: Final[Mapping[str, Writer]] = {"docx": docx_of, "pdf": pdf_of}
_TYPES: Final = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pdf": "application/pdf",
}
# The drafts that may be fetched, by the word that stands in their address.
_STAGES: Final[Mapping[str, Promise]] = {
    "du-thao": gettext_lazy("Dự thảo"),
    "trinh-ky": gettext_lazy("Bản trình ký"),
}
_FORMS: Final[Mapping[str, Promise]] = {
    "docx": gettext_lazy("Word (.docx)"),
    "pdf": gettext_lazy("PDF"),
}
_NOT_IN_A_NAME: Final = re.compile(r'[\\/:*?"<>|\x00-\x1f]+')
_MOST_ROWS: Final = 20
_MOST_REASONS: Final = 20


@dataclass(frozen=True, slots=True)
class TextField:
    """A text of the decision as the form has it; `usual` is what follows from the lines where nothing is written."""

    name: str
    label: str
    value: str
    seen: str
    usual: str
    is_list: bool
    theirs: str | None
    help: str = ""


# By the names of Texts: what it is called, whether it is a list, and what helps to fill it in.
LABELS: Final[Mapping[str, tuple[Promise, bool, Promise | str]]] = {
    "place": (gettext_lazy("Địa danh"), False, ""),
    "superior": (
        gettext_lazy("Cơ quan chủ quản (góc trái, dòng trên)"),
        True,
        gettext_lazy("Ủy ban nhân dân các cấp không ghi cơ quan chủ quản."),
    ),
    "issuing_body": (gettext_lazy("Cơ quan ban hành (góc trái, in đậm)"), True, ""),
    "authority": (gettext_lazy("Người, cơ quan quyết định"), False, ""),
    "symbol": (
        gettext_lazy("Ký hiệu"),
        False,
        gettext_lazy("Chỉ dùng khi văn bản chưa có số, ký hiệu."),
    ),
    "legal_bases": (
        gettext_lazy("Căn cứ"),
        True,
        gettext_lazy(
            "Mỗi căn cứ một dòng, theo thứ tự in. Căn cứ đã ghi ở Quan hệ văn bản mà thiếu ở đây được in thêm ở cuối."
        ),
    ),
    "proposal": (
        gettext_lazy("Theo đề nghị của"),
        False,
        gettext_lazy("Ví dụ: Giám đốc Sở Nội vụ tại Tờ trình số 421/TTr-SNV."),
    ),
    "executors": (
        gettext_lazy("Ai thi hành, ngoài bên nhận"),
        True,
        gettext_lazy("Mỗi cơ quan, người một dòng."),
    ),
    "distribution": (
        gettext_lazy("Nơi nhận"),
        True,
        gettext_lazy("Mỗi nơi một dòng; “Như Điều …” được ghi sẵn."),
    ),
    "capacity": (
        gettext_lazy("Quyền hạn, chức vụ người ký"),
        True,
        gettext_lazy("Ví dụ: TM. Ủy ban nhân dân, dòng dưới: Chủ tịch."),
    ),
    "signer": (gettext_lazy("Họ tên người ký"), False, ""),
}


@register_papers
def decision_papers(dossier: Dossier) -> list[Paper]:
    """The decision, as a draft and as it goes to be signed, in both forms; none without a document of its own."""
    if dossier.pk not in numbers_of([dossier.pk]):
        return []
    return [
        Paper(str(stage), str(form), reverse("dossier_document", args=[dossier.pk, word, extension]))
        for word, stage in _STAGES.items()
        for extension, form in _FORMS.items()
    ]


class DocumentBase(PapersPage):
    """What the page and the files have in common: the decision that the dossier's content makes."""

    template_name = "desk/document.html"

    @cached_property
    def judgement(self) -> Judgement:
        """What would be published."""
        return judgement_of(self.dossier)

    @cached_property
    def drawing(self) -> Drawing:
        """The rows beside those of the register."""
        judged = self.judgement
        return Drawing(judged.content, recorded_rows(judged.edition), judged.after.geography)

    @cached_property
    def texts(self) -> Texts:
        """What is written beside the rows."""
        kept = DossierDocument.objects.filter(dossier=self.dossier).first()
        return read_texts(kept.texts if kept else {})

    @property
    def copies(self) -> list[str]:
        """Whom the usual distribution names: the units that are asked to agree."""
        return self.judgement.called(self.judgement.touched)

    def written(self, *, is_draft: bool) -> Written:
        """The decision before it is composed. Raises DocumentRefused."""
        faults = hindering(self.judgement.faults, self.judgement.content)
        if faults:
            raise DocumentRefused(map(told_at_line, faults))
        unit = unit_name(self.dossier.unit_id)
        return self.drawing.written(self.texts, unit=unit, copies=self.copies, is_draft=is_draft)

    def refused(self, refused: ActionRefused) -> HttpResponse:
        """The page again, with the sentence."""
        status = 403 if isinstance(refused, NotAllowed) else 409
        return self.render_to_response(self.get_context_data(refused=str(refused)), status=status)

    def get_context_data(self, **context: Any) -> dict[str, Any]:
        """The form, how the decision reads, or why there is none."""
        reasons: tuple[str, ...] = ()
        shown: dict[str, Any] = {}
        try:
            written = self.written(is_draft=True)
            shown = _shown(written, decision_of(written.frame, written.enactment))
        except DocumentRefused as refused:
            reasons = refused.reasons
        return super().get_context_data(
            **{
                "reasons": reasons[:_MOST_REASONS],
                "more_reasons": max(0, len(reasons) - _MOST_REASONS),
                "fields": self._fields(context.get("missed", ())),
                "in_annex": self.texts.in_annex,
                **shown,
                **context,
            }
        )

    def _fields(self, missed: tuple[str, ...]) -> list[TextField]:
        try:
            usual = asdict(self.drawing.usual(unit=unit_name(self.dossier.unit_id), copies=self.copies))
        except DocumentRefused:
            return []
        said, stands = self.request.POST, asdict(self.texts)
        return [
            TextField(
                name,
                str(label),
                said.get(name, stands[name] or usual[name]),
                stands[name] or usual[name],
                usual[name],
                is_list,
                stands[name] if name in missed else None,
                str(told),
            )
            for name, (label, is_list, told) in LABELS.items()
        ]


class DocumentPage(DocumentBase):
    """The page of the decision."""

    def post(self, request: HttpRequest, *_args: Any, **_kwargs: Any) -> HttpResponse:
        """Keep the texts; or let the lines say where they stand in the decision."""
        try:
            if "cite" in request.POST:
                return self._cited()
            missed = write_document(self.dossier, self._sent(), acting_user=self.person)
        except DocumentRefused as refused:
            return self.refused(ActionRefused(" ".join(refused.reasons[:_MOST_REASONS])))
        except ActionRefused as refused:
            return self.refused(refused)
        self.__dict__.pop("texts", None)
        if missed:
            told = _(
                "Người khác vừa sửa cùng mục với bạn; mục ấy chưa được ghi. Bên dưới là nội dung của bạn và của họ."
            )
            context = self.get_context_data(refused=told, missed=missed)
            return self.render_to_response(context, status=409)
        messages.success(request, _("Đã lưu phần lời của văn bản."))
        return redirect("dossier_papers", self.dossier.pk)

    def _sent(self) -> dict[str, tuple[str, str]]:
        """By name, the text that was seen and the one that is to stand: one that follows from the lines is not kept."""
        said = self.request.POST
        stands = asdict(self.texts)
        usual = asdict(self.drawing.usual(unit=unit_name(self.dossier.unit_id), copies=self.copies))
        pairs = {"in_annex": (said.get("seen_in_annex", ""), "yes" if said.get("in_annex") else "")}
        for name in LABELS:
            if name not in said:
                continue
            seen, wanted = (_plain(said.get(key, "")) for key in (f"seen_{name}", name))
            if seen == wanted:
                continue
            if wanted == _plain(usual[name]):
                wanted = ""
            if seen == _plain(usual[name]) and not stands[name]:
                seen = ""
            pairs[name] = (seen, wanted)
        return pairs

    def _cited(self) -> HttpResponse:
        """Lines that say nothing of it say where they stand; with "all" those that say otherwise as well."""
        written = self.written(is_draft=True)
        stands = dict(zip(written.lines, citations(written.enactment), strict=True))
        wrong = {written.lines[one.position] for one in miscitations(written.enactment)}
        also = wrong if self.request.POST["cite"] == "all" else set()
        cited = {
            line.pk: (said, stands[line.serial])
            for line in self.dossier.lines.filter(table="grants", serial__in=stands)
            if not (said := line.cells.get("citation", "")) or line.serial in also
        }
        if not cited:
            raise ActionRefused(_("Dòng nào cũng đã ghi điều khoản; không có gì để điền."))
        saved = fill_citations(self.dossier, cited, acting_user=self.person)
        messages.success(self.request, _("Đã điền điều khoản cho %d dòng.") % len(saved.lines))
        if saved.conflicts:
            told = _("%d dòng vừa được người khác sửa nên được để nguyên.") % len(saved.conflicts)
            messages.warning(self.request, told)
        return redirect("dossier_papers", self.dossier.pk)


class DocumentFile(DocumentBase):
    """Gives the decision out as a file: always to be saved."""

    http_method_names = ["get"]

    def get(self, request: HttpRequest, *_args: Any, **kwargs: Any) -> HttpResponse:
        """The file, or the page with why there is none."""
        stage, form = kwargs["stage"], kwargs["form"]
        if stage not in _STAGES or form not in _WRITERS:
            raise Http404
        try:
            written = self.written(is_draft=stage == "du-thao")
            decision = decision_of(written.frame, written.enactment)
            # The same content gives the same file.
            made = _WRITERS[form](decision, made_at=self._changed_at)
        except DocumentRefused as refused:
            told = _("Chưa lập được văn bản này: %s") % " ".join(refused.reasons[:_MOST_REASONS])
            return self.refused(ActionRefused(told))
        name = _file_name(decision, str(_STAGES[stage]), form)
        response = HttpResponse(made, content_type=_TYPES[form])
        response["Content-Disposition"] = content_disposition_header(True, name)
        response["X-Content-Type-Options"] = "nosniff"
        response["Content-Security-Policy"] = "sandbox; default-src 'none'"
        response["Cache-Control"] = "private, no-store"
        return response

    @property
    def _changed_at(self) -> datetime:
        moment: datetime = self.dossier.changed_at
        return moment.replace(microsecond=0)


def _file_name(decision: DecisionDocument, stage: str, form: str) -> str:
    """The name of a file, from the number of the decision: "4567-QĐ-UBND (dự thảo).docx"."""
    number = f"{decision.number}/{decision.symbol}".strip("/") or decision.kind_name
    return f"{_NOT_IN_A_NAME.sub('-', number)[:100]} ({stage.lower()}).{form}"


def _shown(written: Written, decision: DecisionDocument) -> dict[str, Any]:
    """How the decision reads, and which lines say that they stand elsewhere than they do."""
    wrong = miscitations(written.enactment)
    return {
        "decision": decision,
        "annexes": [
            (annex, annex.rows[:_MOST_ROWS], max(0, len(annex.rows) - _MOST_ROWS))
            for annex in decision.annexes
        ],
        "miscited": [(written.lines[one.position], one.said, one.stands) for one in wrong],
        "uncited": sum(not line.citation for line in written.enactment.provisions),
        "provision_count": len(written.enactment.provisions),
    }


def _plain(text: str) -> str:
    return "\n".join(line.rstrip() for line in text.strip().splitlines())
