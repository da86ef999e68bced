"""From what an annex proposes to lines of a dossier: questions about unknown texts, their answers, the lines. Pure.

A text that is not known is asked about once, for all the rows that have it.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Final
from uuid import UUID, uuid5

from django.utils.translation import gettext as _

from delegation.annex.columns import AnnexMapping
from delegation.annex.lookup import Matched, Suggestion, Unknown
from delegation.annex.proposal import Place, Proposal, ProposedCell, ProposedRow
from delegation.annex.recognising import recognise
from delegation.annex.recorded import Known, KnownParty, KnownPower
from delegation.annex.tables import Annex
from delegation.bundle.cells import read_list
from delegation.bundle.format import LIST_SEPARATOR
from delegation.dossiers.annex_choices import Choices, Decision
from delegation.dossiers.content import RECORD, Line, slug
from delegation.records import GRANT_KINDS
from delegation.wording import GRANT_KIND, word

# The columns that name something, and the list that it is chosen from.
LISTS: Final = {
    "power": "powers",
    "recipients": "recipients",
    "grantor": "offices",
    "territory": "territories",
    "instrument": "instruments",
}
_SEVERAL: Final = frozenset({"recipients"})
_NAMELESS: Final = "quyen-han"


@dataclass(frozen=True, slots=True)
class Question:
    """A text that means nothing for certain: in which column, why not, what it may mean, and where it stands.

    `new_power` is the row of powers that it would become, if it is a new one.
    """

    column: str
    text: str
    why: str
    suggestions: tuple[Suggestion, ...]
    places: tuple[Place, ...]
    new_power: Mapping[str, str] = field(default_factory=dict)

    @property
    def id(self) -> str:
        """What the answer is kept under."""
        return question_id(self.column, self.text)

    @property
    def of(self) -> str:
        """The list that the answer is chosen from; "" where the suggestions are all there is."""
        return LISTS.get(self.column, "")

    @property
    def is_of_several(self) -> bool:
        """Whether the text may name several records."""
        return self.column in _SEVERAL


@dataclass(frozen=True, slots=True)
class ImportedLine:
    """A line to be written: its table, its cells by column, and where it stood."""

    id: UUID
    table: str
    cells: Mapping[str, str]
    origin: Mapping[str, Any]


def question_id(column: str, text: str) -> str:
    """A short name for a text in a column."""
    return hashlib.sha256(f"{column}\n{text}".encode()).hexdigest()[:16]


# What the file says


def mapping_of(annex: Annex, choices: Choices, remembered: Mapping[str, str]) -> AnnexMapping:
    """What the columns are taken for: as recognised, corrected as the person chose."""
    headings = {
        number: table.heading for number, table in choices.tables.items() if table.heading is not None
    }
    mapping = recognise(annex, remembered, headings).corrected(
        {
            (number, column): target
            for number, table in choices.tables.items()
            for column, target in table.columns.items()
        }
    )
    return AnnexMapping(
        tuple(
            mapped
            if _is_taken(annex, choices, number)
            else replace(mapped, why_not=_("bảng không được chọn để nhập"))
            for number, mapped in enumerate(mapping.tables)
        )
    )


def _is_taken(annex: Annex, choices: Choices, number: int) -> bool:
    chosen = choices.tables[number].is_taken if number in choices.tables else None
    # A sheet that the office has hidden is offered, but not taken by itself.
    return not annex.tables[number].is_hidden if chosen is None else chosen


def known_with(known: Known, lines: Iterable[Line]) -> Known:
    """What is known, with the powers, offices and scopes that the dossier brings itself."""
    brought: dict[str, list[Mapping[str, str]]] = {"powers": [], "offices": [], "scopes": []}
    for line in lines:
        if line.act == RECORD and line.table in brought:
            brought[line.table].append(line.cells)
    powers = {power.key: power for power in known.powers}
    powers |= {
        key: KnownPower(key, cells.get("title", ""), tuple(read_list(cells.get("procedures", ""))))
        for cells in brought["powers"]
        if (key := cells.get("power", ""))
    }
    offices = {office.key: office for office in known.offices}
    offices |= {
        key: KnownParty(key, cells.get("name", ""), cells.get("kind", ""))
        for cells in brought["offices"]
        if (key := cells.get("office", "")) and cells.get("kind")
    }
    scopes = {scope.key: scope for scope in known.scopes}
    scopes |= {
        key: KnownParty(key, cells.get("name", ""))
        for cells in brought["scopes"]
        if (key := cells.get("scope", ""))
    }
    return replace(
        known, powers=tuple(powers.values()), offices=tuple(offices.values()), scopes=tuple(scopes.values())
    )


# What is not known


def questions(proposal: Proposal) -> list[Question]:
    """Every text that means nothing for certain, once, in the order of the rows."""
    found: dict[str, Question] = {}
    for row in proposal.rows:
        for column, text, unknown in _unknown_texts(row):
            key = question_id(column, text)
            asked = found.get(key) or Question(
                column,
                text,
                unknown.why,
                unknown.suggestions,
                (),
                row.new_power if column == "power" else {},
            )
            found[key] = replace(asked, places=(*asked.places, row.place))
    return list(found.values())


def _unknown_texts(row: ProposedRow) -> Iterator[tuple[str, str, Unknown]]:
    for column, cell in row.cells.items():
        if column == "kind" and cell.faults and cell.written:
            yield column, cell.written, _unknown_kind(cell.written)
        for match in cell.matches:
            if isinstance(match, Unknown):
                yield column, _asked_text(column, cell, match), match


def _unknown_kind(written: str) -> Unknown:
    kinds = tuple(Suggestion(kind, word(GRANT_KIND, kind), 0) for kind in GRANT_KINDS)
    return Unknown(written, _("không rõ là hình thức nào"), kinds)


def _asked_text(column: str, cell: ProposedCell, unknown: Unknown) -> str:
    """A power is known by its title and its codes together; elsewhere each name of a cell is asked about alone."""
    return cell.written if column == "power" else unknown.text or cell.written


def decided(proposal: Proposal, decisions: Mapping[str, Decision], new: Mapping[str, str]) -> Proposal:
    """The proposal with the answers in it; `new` has the keys of the new powers, by question."""
    keys = {key: one.keys for key, one in decisions.items() if one.keys}
    keys |= {key: (power,) for key, power in new.items()}
    if not keys:
        return proposal
    return replace(proposal, rows=tuple(_decided_row(row, keys) for row in proposal.rows))


def _decided_row(row: ProposedRow, keys: Mapping[str, tuple[str, ...]]) -> ProposedRow:
    cells = {column: _decided_cell(column, cell, keys) for column, cell in row.cells.items()}
    return replace(row, cells=cells) if cells != row.cells else row


def _decided_cell(column: str, cell: ProposedCell, keys: Mapping[str, tuple[str, ...]]) -> ProposedCell:
    if column == "kind" and cell.faults and (chosen := keys.get(question_id(column, cell.written))):
        return replace(cell, value=chosen[0], faults=(), remarks=(*cell.remarks, _chosen()))
    unknown = [match for match in cell.matches if isinstance(match, Unknown)]
    answers = [keys.get(question_id(column, _asked_text(column, cell, match)), ()) for match in unknown]
    if not any(answers):
        return cell
    # The first faults are those of the unknown names, in their order.
    left = [fault for fault, answer in zip(cell.faults, answers, strict=False) if not answer]
    known = [match.key for match in cell.matches if isinstance(match, Matched)]
    every = sorted({*known, *(key for answer in answers for key in answer)})
    still = {id(match) for match, answer in zip(unknown, answers, strict=True) if not answer}
    return replace(
        cell,
        value=LIST_SEPARATOR.join(every) if column in _SEVERAL else every[0],
        matches=tuple(match for match in cell.matches if isinstance(match, Matched) or id(match) in still),
        faults=(*left, *cell.faults[len(unknown) :]),
        remarks=(*cell.remarks, _chosen()),
    )


def _chosen() -> str:
    return _("do người nhập chọn")


# New powers


def new_powers(
    asked: Iterable[Question], decisions: Mapping[str, Decision], taken: Collection[str], confidence: str
) -> dict[str, dict[str, str]]:
    """The rows of powers that are to be new, by question, under keys that nothing else bears.

    One whose field is not known yet is none.
    """
    used = set(taken)
    rows = {}
    for question in asked:
        decision = decisions.get(question.id)
        if decision is None or not decision.is_new or not question.new_power.get("title"):
            continue
        field_key = decision.field or question.new_power.get("field", "")
        if not field_key:
            continue
        cells = {
            **question.new_power,
            "field": field_key,
            "power": _free_key(question.new_power, used),
            "delegable": "yes",
            "collective": "no",
            "confidence": confidence,
        }
        used.add(cells["power"])
        rows[question.id] = {name: text for name, text in cells.items() if text}
    return rows


def _free_key(power: Mapping[str, str], used: Collection[str]) -> str:
    codes = read_list(power.get("procedures", ""))
    key = f"tthc-{codes[0]}" if len(codes) == 1 else slug(power["title"]) or _NAMELESS
    if key not in used:
        return key
    number = 2
    while f"{key}-{number}" in used:
        number += 1
    return f"{key}-{number}"


# The lines


def imported_lines(
    proposal: Proposal,
    powers: Mapping[str, Mapping[str, str]],
    *,
    upload: UUID,
    checksum: str,
    only_clear: bool,
) -> list[ImportedLine]:
    """The lines of the proposal, new powers first; the same upload gives the same ids. See `DossierLine.origin`."""
    rows = [(place, row) for place, row in enumerate(proposal.rows) if not (only_clear and row.faults)]
    named = {row.values["power"] for _place, row in rows}
    sent = {"checksum": checksum, "upload": str(upload)}
    return [
        *(
            ImportedLine(uuid5(upload, f"powers/{key}"), "powers", cells, sent)
            for key, cells in powers.items()
            if cells["power"] in named
        ),
        *(
            ImportedLine(
                uuid5(upload, f"grants/{place}"),
                "grants",
                {column: text for column, text in row.values.items() if text},
                {**row.origin, **sent},
            )
            for place, row in rows
        ),
    ]


def proposal_digest(lines: Sequence[ImportedLine]) -> str:
    """What tells whether lines are the ones that somebody has looked at."""
    told = [[line.table, sorted(line.cells.items()), line.origin.get("unmatched")] for line in lines]
    return hashlib.sha256(json.dumps(told, ensure_ascii=False).encode()).hexdigest()
