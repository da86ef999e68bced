"""The third page of an import: what would be recorded, what is unknown and may be settled here, and "Nhập"."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import Any, Final
from urllib.parse import urlencode

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from delegation.actions.annexes import decide, import_annex, imported_before
from delegation.actions.refusal import ActionRefused, NotAllowed
from delegation.dossiers.annex_choices import Decision
from delegation.dossiers.importing import ImportedLine, Question, imported_lines, proposal_digest
from delegation.editing.annexes.answers import Problem, all_new, question_shown, read_answers
from delegation.editing.annexes.rows import row_shown
from delegation.editing.annexes.stage import Stage, StagePage, issuer_of
from delegation.editing.desk_words import desk_words

ROWS_A_PAGE: Final = 100
QUESTIONS_A_PAGE: Final = 40
_MOST_LEFT: Final = 200
# What of the address says which leaves are looked at.
_LEAVES: Final = ("only", "p", "q")


class PreviewPage(StagePage):
    """What the annex would bring, row by row; nothing is written before "Nhập"."""

    template_name = "desk/annex/preview.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """The page; of what has been imported there is nothing more to see."""
        return self._done_before() if self._is_done else super().get(request, *args, **kwargs)

    def post(self, request: HttpRequest, *_args: Any, **_kwargs: Any) -> HttpResponse:
        """Keep the answers; import, if that was asked for and what was seen is what would be recorded."""
        if self._is_done:
            return self._done_before()
        what = request.POST.get("do", "apply")
        try:
            problems = self._keep_answers(is_all_new=what == "new-all")
            if problems:
                told = _("Có chỗ chưa chọn được; hãy xem các mục được đánh dấu. Những chỗ khác đã được giữ.")
                return self._again(told, 409, problems=problems)
            if what in ("import", "import-all"):
                return self._imported(only_clear=what == "import")
        except ActionRefused as refused:
            return self._again(str(refused), 403 if isinstance(refused, NotAllowed) else 409)
        return redirect(self._address())

    @property
    def _is_done(self) -> bool:
        return self.stage.upload.imported_at is not None

    def _done_before(self) -> HttpResponse:
        messages.info(self.request, _("Tệp này đã được nhập; không nhập lại lần nữa."))
        return redirect("dossier_lines", self.dossier.pk)

    def _again(self, sentence: str, status: int, **context: Any) -> HttpResponse:
        return self.render_to_response(self.get_context_data(refused=sentence, **context), status=status)

    def _address(self) -> str:
        """The address of the page, on the same leaves."""
        address = reverse("annex_preview", args=[self.dossier.pk, self.stage.upload.pk])
        kept = self._leaves_but("")
        return f"{address}?{urlencode(kept)}" if kept else address

    def _leaves_but(self, name: str) -> dict[str, str]:
        asked = self.request.GET
        return {other: asked[other] for other in _LEAVES if other != name and asked.get(other)}

    def _leaf_address(self, name: str) -> str:
        """The query of another leaf of one list, but for its number."""
        kept = self._leaves_but(name)
        return f"?{urlencode(kept)}&" if kept else "?"

    def _keep_answers(self, *, is_all_new: bool) -> dict[str, Problem]:
        """Keep what was answered; returns what could not be taken, by question. Raises ActionRefused."""
        stage, sent = self.stage, self.request.POST
        answers, problems = read_answers(stage, sent)
        if is_all_new:
            answers |= all_new(stage, sent, answers)
        choices = stage.choices.deciding(answers)
        if choices != stage.choices:
            decide(stage.upload, choices, acting_user=self.person)
            self.stage = stage.anew()
        return problems

    def _imported(self, *, only_clear: bool) -> HttpResponse:
        stage, sent = self.stage, self.request.POST
        lines = _lines(stage, only_clear=only_clear)
        if sent.get("seen-clear" if only_clear else "seen-all") != proposal_digest(lines):
            told = _(
                "Nội dung sẽ ghi đã thay đổi so với trang bạn xem; hãy xem lại rồi bấm Nhập. Chưa có gì được ghi."
            )
            messages.warning(self.request, told)
            return redirect(self._address())
        count = import_annex(
            stage.upload,
            lines,
            issuer=issuer_of(stage.own, self.dossier),
            columns=stage.mapping.remembered(),
            is_wanted_again=bool(sent.get("again")),
            acting_user=self.person,
        )
        if not count:
            return self._done_before()
        told = _("Đã nhập %(count)d dòng từ “%(name)s”.") % {"count": count, "name": stage.upload.name}
        messages.success(self.request, told)
        return redirect("dossier_lines", self.dossier.pk)

    def get_context_data(self, **context: Any) -> dict[str, Any]:
        """The rows of one leaf, the questions of one leaf, and what is left out."""
        stage = self.stage
        proposal = stage.proposal
        unclear = [row for row in proposal.rows if row.faults]
        only = self.request.GET.get("only") == "unclear"
        leaf = Paginator(unclear if only else proposal.rows, ROWS_A_PAGE).get_page(self.request.GET.get("p"))
        return super().get_context_data(
            **{
                "annex": stage.upload,
                "day": stage.day,
                "counts": {
                    "rows": len(proposal.rows),
                    "clear": len(proposal.rows) - len(unclear),
                    "unclear": len(unclear),
                    "left": len(proposal.left),
                    "questions": sum(not _is_settled(stage, one) for one in stage.questions),
                    "powers": len(stage.powers),
                },
                "only": only,
                "leaf": leaf,
                "rows": [row_shown(row, stage.names, self._names_tables) for row in leaf.object_list],
                "left": proposal.left[:_MOST_LEFT],
                "more_left": max(0, len(proposal.left) - _MOST_LEFT),
                "unused": proposal.unused,
                "notes": proposal.notes,
                "seen_clear": proposal_digest(_lines(stage, only_clear=True)),
                "seen_all": proposal_digest(_lines(stage, only_clear=False)),
                "imported_before": imported_before(self.dossier, stage.upload.checksum),
                "again": bool(self.request.POST.get("again")),
                "address": self._address(),
                "address_of_rows": self._leaf_address("p"),
                "words": desk_words(),
                **self._asked(context.get("problems", {})),
                **context,
            }
        )

    def _asked(self, problems: Mapping[str, Problem]) -> dict[str, Any]:
        """The questions of one leaf: those that came back first, powers last, the most frequent before others."""
        stage = self.stage
        ordered = sorted(
            stage.questions,
            key=lambda one: (one.id not in problems, one.column == "power", -len(one.places)),
        )
        # The questions that came back stand on the first leaf.
        asked = Paginator(ordered, QUESTIONS_A_PAGE).get_page(1 if problems else self.request.GET.get("q"))
        has_new = any(question.new_power for question in asked.object_list)
        return {
            "asked": asked,
            "questions": [question_shown(stage, one, problems.get(one.id)) for one in asked.object_list],
            "has_new": has_new,
            "field_names": sorted(name for _key, name in stage.matcher.known.fields) if has_new else [],
            "address_of_questions": self._leaf_address("q"),
        }

    @cached_property
    def _names_tables(self) -> bool:
        """Whether a row's number alone does not tell where it stands."""
        return len({row.place.table for row in self.stage.proposal.rows}) > 1


def _is_settled(stage: Stage, question: Question) -> bool:
    return not stage.choices.decisions.get(question.id, Decision()).is_empty


def _lines(stage: Stage, *, only_clear: bool) -> list[ImportedLine]:
    return imported_lines(
        stage.proposal,
        stage.powers,
        upload=stage.upload.pk,
        checksum=stage.upload.checksum,
        only_clear=only_clear,
    )
