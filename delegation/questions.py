"""The questions of the command line and of `ask --jsonl`, and their answers as data.

The shapes are those of docs/command-line.md; they are a promise to whoever reads the output with a program.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any, Final

from django.utils.translation import gettext as _

from delegation.authority import Case, Holding, entitlements
from delegation.limits import BadValue, Facts, UnknownDimension, read_facts
from delegation.reading import day_of, register_at
from delegation.register import Register
from units.clock import REGISTER_ZONE
from units.text import normalise

Answer = dict[str, Any]

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)


class QuestionRefused(ValueError):
    """The question cannot be answered as it was put; the message is one plain sentence."""


def answer(question: object) -> Answer:
    """The answer to one question of `ask --jsonl`. Raises QuestionRefused."""
    if not isinstance(question, dict):
        raise QuestionRefused(_("Câu hỏi phải là một đối tượng JSON."))
    kind = question.get("ask")
    asked = _QUESTIONS.get(kind) if isinstance(kind, str) else None
    if asked is None:
        raise QuestionRefused(_("Không có loại câu hỏi này; hãy dùng decide, competent hoặc may."))
    function, needed = asked
    unknown = question.keys() - {"ask", "known_at", "facts"} - set(needed)
    if unknown:
        raise QuestionRefused(_("Câu hỏi có phần không hiểu được: %s.") % ", ".join(sorted(unknown)))
    return function(**{name: _text(question, name) for name in needed}, **_options(question))


def _text(question: Mapping[str, Any], name: str) -> str:
    value = question.get(name)
    if value is None or value == "":
        raise QuestionRefused(_("Câu hỏi thiếu “%s”.") % name)
    if not isinstance(value, str):
        raise QuestionRefused(_("“%s” phải là chữ, đặt trong dấu ngoặc kép.") % name)
    return value


def _options(question: Mapping[str, Any]) -> dict[str, Any]:
    known_at, facts = question.get("known_at"), question.get("facts")
    if known_at is not None and not isinstance(known_at, str):
        raise QuestionRefused(_("“known_at” phải là một thời điểm theo ISO 8601."))
    if facts is None:
        facts = {}
    if not isinstance(facts, dict):
        raise QuestionRefused(_("“facts” phải là một đối tượng JSON."))
    return {"known_at": known_at, "facts": {name: _fact(name, value) for name, value in facts.items()}}


def _fact(name: str, value: object) -> str:
    if isinstance(value, str):
        return value
    if isinstance(value, int | Decimal) and not isinstance(value, bool):
        return str(value)
    raise QuestionRefused(_("Giá trị của “%s” phải là số hoặc chữ.") % name)


def decide(*, power: str, place: str, on: str, known_at: str | None, facts: Mapping[str, str]) -> Answer:
    """Who decides on a power at a place on a day. Raises QuestionRefused."""
    case, given = _case(power, place, on, known_at, facts)
    decision = case.decide()
    return {
        "power": case.power,
        "place": case.place,
        "on": on,
        "known_at": known_at,
        "status": decision.status,
        "deciding": [_deciding(holding, given) for holding in decision.deciding],
        "retaining": sorted({holding.office for holding in decision.retaining}),
        "caveats": list(decision.caveats),
    }


def competent(
    *, office: str, power: str, place: str, on: str, known_at: str | None, facts: Mapping[str, str]
) -> Answer:
    """Whether an office was competent for a power at a place on a day. Raises QuestionRefused."""
    case, _given = _case(power, place, on, known_at, facts)
    asked = read_office(case.on.register, office, known_at)
    verdict = case.competent(asked)
    return {
        "office": asked,
        "power": case.power,
        "place": case.place,
        "on": on,
        "known_at": known_at,
        "verdict": verdict.verdict,
        "reasons": list(verdict.reasons),
        "chain": _chain(verdict.holding) if verdict.holding else [],
    }


def may(*, office: str, on: str, known_at: str | None, facts: Mapping[str, str] | None = None) -> Answer:
    """What an office may do on a day: facts are read, but it is asked without them. Raises QuestionRefused."""
    read_case_facts(facts or {})
    day = read_day(on)
    register = register_at(read_time(known_at))
    asked = read_office(register, office, known_at)
    return {
        "office": asked,
        "on": on,
        "known_at": known_at,
        "grants": [
            {
                "power": item.holding.grant.power,
                "grant": item.holding.grant.grant,
                "place": item.place,
                "limits": sorted(item.holding.open_limits({}).values()),
                "defects": list(item.holding.defects),
            }
            for item in entitlements(day_of(register, day), asked)
        ],
    }


_QUESTIONS: Final[dict[str, tuple[Callable[..., Answer], tuple[str, ...]]]] = {
    "decide": (decide, ("power", "place", "on")),
    "competent": (competent, ("office", "power", "place", "on")),
    "may": (may, ("office", "on")),
}


def _case(
    power: str, place: str, on: str, known_at: str | None, written_facts: Mapping[str, str]
) -> tuple[Case, Facts]:
    day = read_day(on)
    facts = read_case_facts(written_facts)
    register = register_at(read_time(known_at))
    asked = normalise(power)
    if asked not in register.powers:
        raise QuestionRefused(_("Sổ không có thẩm quyền “%s”.") % power + _as_known(known_at))
    unit = read_place(register, place, day, known_at)
    return Case(day_of(register, day), asked, unit, facts), facts


def read_day(text: str) -> date:
    """A day written YYYY-MM-DD. Raises QuestionRefused."""
    try:
        if _DAY.fullmatch(text):
            return date.fromisoformat(text)
    except ValueError:
        pass
    raise QuestionRefused(_("“%s” không phải là một ngày có thật; hãy viết năm-tháng-ngày.") % text)


def read_time(text: str | None) -> datetime | None:
    """A moment in ISO 8601, by default in Ho Chi Minh City's time; None stays None. Raises QuestionRefused."""
    if text is None:
        return None
    try:
        moment = datetime.fromisoformat(text)
        return (moment if moment.tzinfo else moment.replace(tzinfo=REGISTER_ZONE)).astimezone(UTC)
    except (ValueError, OverflowError):
        raise QuestionRefused(_("“%s” không phải là một thời điểm theo ISO 8601.") % text) from None


def read_case_facts(written: Mapping[str, str]) -> Facts:
    """The facts of a case as written. Raises QuestionRefused."""
    try:
        return read_facts({name: normalise(text) for name, text in written.items()})
    except UnknownDimension as error:
        raise QuestionRefused(_("Sổ không so sánh theo “%s”.") % error) from None
    except BadValue as error:
        raise QuestionRefused(_("“%s” không phải là giá trị hợp lệ.") % error.text) from None


def read_place(register: Register, text: str, day: date, known_at: str | None = None) -> str:
    """The unit meant by an id, or by a code as it was on the day; it exists on the day. Raises QuestionRefused."""
    asked = normalise(text)
    if register.geography.exists(asked, day):
        return asked
    unit = register.geography.with_code(asked, day)
    if unit is not None:
        return unit
    if asked in register.geography:
        raise QuestionRefused(
            _("Đơn vị “%(unit)s” không tồn tại vào ngày %(day)s.") % {"unit": text, "day": day}
        )
    raise QuestionRefused(
        _("Sổ không có đơn vị nào với mã “%(unit)s” vào ngày %(day)s.") % {"unit": text, "day": day}
        + _as_known(known_at)
    )


def read_office(register: Register, text: str, known_at: str | None = None) -> str:
    """A recorded office by its id. Raises QuestionRefused."""
    asked = normalise(text)
    if asked not in register.directory.offices:
        raise QuestionRefused(_("Sổ không có cơ quan, chức danh “%s”.") % text + _as_known(known_at))
    return asked


def _as_known(known_at: str | None) -> str:
    return "" if known_at is None else " " + _("(Tính theo những gì sổ đã ghi đến %s.)") % known_at


def _deciding(holding: Holding, facts: Facts) -> Answer:
    grant = holding.grant
    return {
        "office": holding.office,
        "grant": grant.grant,
        "kind": grant.kind,
        "on_behalf_of": grant.grantor if grant.kind == "delegation" else None,
        "limits": sorted(holding.open_limits(facts).values()),
        "conditions": grant.conditions,
        "chain": _chain(holding),
        "defects": list(holding.defects),
    }


def _chain(holding: Holding) -> list[str]:
    return [grant.grant for grant in holding.chain]


def written_facts(pairs: Iterable[str]) -> dict[str, str]:
    """Facts given as `dimension=value`, each once. Raises QuestionRefused."""
    facts: dict[str, str] = {}
    for pair in pairs:
        name, sign, value = pair.partition("=")
        if not sign:
            raise QuestionRefused(_("“%s” không phải là dữ kiện; hãy viết tên=giá_trị.") % pair)
        if name in facts:
            raise QuestionRefused(_("Dữ kiện “%s” được cho hai lần.") % name)
        facts[name] = value
    return facts
