"""The answers of `ask --jsonl` (docs/command-line.md), by the rule as written, sentence by sentence.

It works on the plain rows of a bundle, slowly and with nothing remembered, so that the program's fast answers
have something independent to agree with.  Terms are those of docs/effective-authority.md.
"""

import datetime
import re
from typing import Any

from .deciding import Deciding
from .holdings import Asked, Holding
from .limits import Value, read_value
from .register import Row, read_day

ORIGIN_NOT_RECORDED = "ORIGIN_NOT_RECORDED"

Answer = dict[str, Any]
Question = dict[str, Any]


class Refused(Exception):
    """What the command line answers with exit 2; the text is the plain line."""


class Oracle(Deciding):
    """Answers on one register, given as its rows by file stem as known at the time asked about."""

    # -- What may H do on D

    def place_of(self, grant: Row, office: str, on: datetime.date) -> str:
        """g's territory where that exists on D (written with a day: not after that day) and H covers it, else
        H's own unit."""
        unit, _, written = grant["territory"].partition("/")
        last = read_day(written)
        if unit and (last is None or on <= last) and self.register.office_covers(office, unit, on):
            return unit
        return self.register.unit_of(office)

    def granted(self, office: str, on: datetime.date) -> list[Answer]:
        """All (p, g) by which H holds p on D, asked without facts; sorted by power then grant."""
        found = []
        for grant in self.register.tables["grants"]:
            asked = Asked(grant["power"], self.place_of(grant, office, on), on, {})
            if self.holds_by(office, grant, asked):
                holding = Holding(office, grant["grant"])
                found.append(
                    {
                        "power": asked.power,
                        "grant": holding.grant_id,
                        "place": asked.place,
                        "limits": sorted(limit.text for limit in self.open_limits(holding, asked)),
                        "defects": self.defects(holding, asked),
                    }
                )
        return sorted(found, key=lambda row: (str(row["power"]), str(row["grant"])))

    # -- The answers of section 4

    def answer(self, question: Question) -> Answer:
        """The line that answers one line of `ask --jsonl`."""
        try:
            match question.get("ask"):
                case "decide":
                    return self.answer_decide(question)
                case "competent":
                    return self.answer_competent(question)
                case "may":
                    return self.answer_may(question)
            raise Refused("no such question")
        except Refused as refused:
            return {"error": str(refused)}

    def answer_decide(self, question: Question) -> Answer:
        """The JSON of `decide`."""
        asked = self.read_asked(question)
        deciding = self.deciding(asked)
        retaining = {one.office for one in self.all_holdings(asked) if self.is_retaining(one, asked)}
        return {
            "power": asked.power,
            "place": asked.place,
            "on": question["on"],
            "known_at": question.get("known_at"),
            "status": self.status(asked),
            "deciding": [self.describe(holding, asked) for holding in deciding],
            "retaining": sorted(retaining),
            "caveats": [] if self.origin_is_recorded(asked.power) else [ORIGIN_NOT_RECORDED],
        }

    def describe(self, holding: Holding, asked: Asked) -> Answer:
        """One of the deciding holdings; `on_behalf_of` is null but for a delegation."""
        grant = self.grant(holding.grant_id)
        return {
            "office": holding.office,
            "grant": holding.grant_id,
            "kind": grant["kind"],
            "on_behalf_of": grant["grantor"] if grant["kind"] == "delegation" else None,
            "limits": sorted(limit.text for limit in self.open_limits(holding, asked)),
            "conditions": grant["conditions"],
            "chain": self.chain(holding, asked),
            "defects": self.defects(holding, asked),
        }

    def answer_competent(self, question: Question) -> Answer:
        """The JSON of `competent`; without a recorded origin the caveat is among the reasons."""
        asked, office = self.read_asked(question), self.read_office(question)
        verdict, reasons, chain = self.verdict(office, asked)
        caveats = set() if self.origin_is_recorded(asked.power) else {ORIGIN_NOT_RECORDED}
        return {
            "office": office,
            "power": asked.power,
            "place": asked.place,
            "on": question["on"],
            "known_at": question.get("known_at"),
            "verdict": verdict,
            "reasons": sorted(reasons | caveats),
            "chain": chain,
        }

    def answer_may(self, question: Question) -> Answer:
        """The JSON of `may`."""
        office, on = self.read_office(question), self.read_on(question)
        return {
            "office": office,
            "on": question["on"],
            "known_at": question.get("known_at"),
            "grants": self.granted(office, on),
        }

    # -- Reading a question

    def read_asked(self, question: Question) -> Asked:
        """The power, place, day and facts of a question."""
        power, on = read_text(question, "power"), self.read_on(question)
        if self.register.row("powers", "power", power) is None:
            raise Refused(f"unknown power: {power}")
        return Asked(power, self.read_place(question, on), on, self.read_facts(question))

    def read_on(self, question: Question) -> datetime.date:
        """DAY is YYYY-MM-DD."""
        text = read_text(question, "on")
        if not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text):
            raise Refused(f"bad day: {text}")
        try:
            return datetime.date.fromisoformat(text)
        except ValueError:
            raise Refused(f"bad day: {text}") from None

    def read_place(self, question: Question, on: datetime.date) -> str:
        """PLACE is a unit id, or a code as it was on DAY; the unit must exist on DAY."""
        place = read_text(question, "place")
        if self.register.version(place, on) is not None:
            return place
        for row in self.register.tables["units"]:
            if row["code"] == place and self.register.version(row["unit"], on) == row:
                return row["unit"]
        raise Refused(f"unknown place: {place}")

    def read_office(self, question: Question) -> str:
        """A known office, existing on DAY or not."""
        office = read_text(question, "office")
        if self.register.row("offices", "office", office) is None:
            raise Refused(f"unknown office: {office}")
        return office

    def read_facts(self, question: Question) -> dict[str, Value]:
        """Facts by dimension; an unknown dimension or a bad number is refused."""
        facts = question.get("facts", {})
        if not isinstance(facts, dict) or not all(isinstance(value, str) for value in facts.values()):
            raise Refused("no such question")
        try:
            return {dimension: read_value(dimension, text) for dimension, text in facts.items()}
        except ValueError as error:
            raise Refused(str(error)) from None


def read_text(question: Question, key: str) -> str:
    """A text that the question must have."""
    value = question.get(key)
    if not isinstance(value, str):
        raise Refused("no such question")
    return value
