"""The questions of an import as they are put to a person, and the answers as they are sent."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from delegation.actions.refusal import ActionRefused
from delegation.dossiers.annex_choices import Decision
from delegation.dossiers.importing import Question
from delegation.editing.annexes.stage import Stage
from delegation.records import GRANT_KINDS

_COLUMN: Final[Mapping[str, Promise]] = {
    "power": gettext_lazy("Nhiệm vụ, quyền hạn"),
    "recipients": gettext_lazy("Bên nhận"),
    "grantor": gettext_lazy("Bên trao"),
    "territory": gettext_lazy("Địa bàn"),
    "instrument": gettext_lazy("Văn bản giao"),
    "kind": gettext_lazy("Hình thức"),
}
_NEW: Final = "+"
_MOST_PLACES: Final = 8
_NOTHING: Final = Decision()


@dataclass(frozen=True, slots=True)
class Problem:
    """Why an answer could not be taken as it was sent; what was searched for, and what was found."""

    told: str
    sought: str = ""
    found: tuple[dict[str, Any], ...] = ()


@dataclass(frozen=True, slots=True)
class QuestionShown:
    """A question with its possible answers: those suggested, `chosen` ones besides, and `found` ones of a search."""

    question: Question
    label: str
    places: str
    decision: Decision
    chosen: tuple[tuple[str, str], ...]
    field_name: str
    found: tuple[dict[str, Any], ...] = field(default=())
    sought: str = ""
    problem: str = ""


def question_shown(stage: Stage, question: Question, problem: Problem | None) -> QuestionShown:
    """A question as the page shows it."""
    decision = stage.choices.decisions.get(question.id, _NOTHING)
    suggested = {suggestion.key for suggestion in question.suggestions}
    chosen = tuple(
        (key, stage.chooser(question.of).name(key) or key) for key in decision.keys if key not in suggested
    )
    field_key = decision.field or question.new_power.get("field", "")
    problem = problem or Problem("")
    return QuestionShown(
        question,
        str(_COLUMN.get(question.column, question.column)),
        _places(question),
        decision,
        chosen,
        (stage.names.label("fields", field_key) or "") if field_key else "",
        tuple(one for one in problem.found if one["key"] not in suggested | set(decision.keys)),
        problem.sought,
        problem.told,
    )


def _places(question: Question) -> str:
    """The rows that ask it: "dòng 4, 7, 12 và 5 dòng khác"."""
    numbers = [str(place.row) for place in question.places[:_MOST_PLACES]]
    more = len(question.places) - len(numbers)
    shown = ", ".join(numbers)
    if more > 0:
        return _("dòng %(rows)s và %(count)d dòng khác") % {"rows": shown, "count": more}
    return _("dòng %(rows)s") % {"rows": shown}


def read_answers(stage: Stage, sent: QueryDict) -> tuple[dict[str, Decision], dict[str, Problem]]:
    """What was answered to each question that was shown, and what of it could not be taken."""
    asked = {question.id: question for question in stage.questions}
    answers: dict[str, Decision] = {}
    problems: dict[str, Problem] = {}
    for key in sent.getlist("shown"):
        if key in asked:
            answers[key], problem = _answer(stage, asked[key], sent)
            if problem is not None:
                problems[key] = problem
    return answers, problems


def all_new(stage: Stage, sent: QueryDict, answers: Mapping[str, Decision]) -> dict[str, Decision]:
    """Every power that is still unknown as a new one, in the field that was given for all. Raises ActionRefused."""
    decisions = {**stage.choices.decisions, **answers}
    unknown = [
        question
        for question in stage.questions
        if question.new_power and decisions.get(question.id, _NOTHING).is_empty
    ]
    field_key, told = _field(stage, sent.get("new-field", ""))
    if not told and not field_key and not all(question.new_power.get("field") for question in unknown):
        told = _("Hãy chọn lĩnh vực chung cho các mục mới.")
    if told:
        raise ActionRefused(told)
    return {question.id: Decision((), is_new=True, field=field_key) for question in unknown}


def _answer(stage: Stage, question: Question, sent: QueryDict) -> tuple[Decision, Problem | None]:
    picked = [key for key in sent.getlist(f"d-{question.id}") if key]
    sought = sent.get(f"s-{question.id}", "").strip()
    keys = [key for key in picked if key != _NEW and _may_be(stage, question, key)]
    if sought and question.of:
        found = stage.chooser(question.of).read(sought)
        if found.unclear:
            text, nearest = found.unclear[0]
            return _decision(question, keys), Problem(_not_found(text, nearest), sought, tuple(nearest))
        return _decision(question, [*(keys if question.is_of_several else []), *found.keys]), None
    if _NEW in picked and question.new_power:
        field_key, told = _field(stage, sent.get(f"f-{question.id}", ""))
        if not told and not field_key and not question.new_power.get("field"):
            told = _("Hãy chọn lĩnh vực cho mục mới.")
        return Decision((), is_new=True, field=field_key), Problem(told) if told else None
    return _decision(question, keys), None


def _decision(question: Question, keys: list[str]) -> Decision:
    distinct = tuple(dict.fromkeys(keys))
    return Decision(distinct if question.is_of_several else distinct[:1])


def _may_be(stage: Stage, question: Question, key: str) -> bool:
    """Whether the key is of a record that the column may name."""
    return stage.chooser(question.of).has(key) if question.of else key in GRANT_KINDS


def _field(stage: Stage, text: str) -> tuple[str, str]:
    """The field of law that a text names, and why it names none; no text is the field that the annex says."""
    if not text.strip():
        return "", ""
    found = stage.chooser("fields").read(text)
    if len(found.keys) == 1 and not found.unclear:
        return found.keys[0], ""
    return "", _("Không có lĩnh vực “%s”; hãy chọn trong danh sách.") % text.strip()[:100]


def _not_found(text: str, nearest: list[dict[str, Any]]) -> str:
    if nearest:
        return _("“%s” có thể là nhiều mục; hãy chọn một trong các mục tìm thấy.") % text
    return _("Không tìm thấy “%s” trong sổ vào ngày này.") % text
