"""From what a dossier would publish to the written decision: one content for the text and for the register. Pure.

The rows tell what is granted, changed and done to other documents; `Texts` holds what no row knows. Names are those of
the register as it would be after publication.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from typing import Any, Final

from django.utils.translation import gettext as _
from django.utils.translation import override

from delegation.bundle.cells import read_day, read_list, read_period, read_territory
from delegation.bundle.faults import Fault
from delegation.bundle.format import TABLES
from delegation.bundle.rows import Key, Row, TableRows
from delegation.documents.decision import DecisionDocument, DocumentRefused, Signature
from delegation.documents.enactment import Enactment, Kind
from delegation.documents.phrases import capitalised, continued, official_day, short_day
from delegation.documents.provisions import ChangeLine, ProvisionLine, RelationLine
from delegation.dossiers.content import Content
from delegation.limits import read_limits
from delegation.wording import GRANT_KIND, limit_in_words, word
from units.geography import Geography
from units.text import fold

_KINDS: Final[Mapping[str, Kind]] = {"delegation": "delegation", "decentralization": "decentralization"}
_BASES_FIRST: Final = ("Hiến pháp", "Bộ luật", "Luật", "Pháp lệnh", "Nghị quyết", "Nghị định", "Thông tư")
# Of laws the title is the name; of other documents the number is.
_NAMED_BY_TITLE: Final = frozenset({"Hiến pháp", "Bộ luật", "Luật", "Pháp lệnh"})
_CHAIR: Final = "Chủ tịch "
_COMMITTEE: Final = "Ủy ban nhân dân "
_HEAD: Final = "Giám đốc "
_DEPARTMENT: Final = re.compile(r"(?P<name>Sở .+?) (?P<place>(?:thành phố|tỉnh) .+)", re.IGNORECASE)

Cells = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Texts:
    """What the decision says beside the rows. Lists are a line each; an empty text follows from the rows.

    `legal_bases` are all grounds in their order, those of the rows too; one that is left out comes last.
    """

    place: str = ""
    superior: str = ""
    issuing_body: str = ""
    authority: str = ""
    symbol: str = ""
    legal_bases: str = ""
    proposal: str = ""
    distribution: str = ""
    executors: str = ""
    capacity: str = ""
    signer: str = ""
    in_annex: str = ""


def read_texts(kept: Mapping[str, Any]) -> Texts:
    """The texts as they are kept with a dossier; what is not known there is left out."""
    names = {field.name for field in fields(Texts)}
    return Texts(**{name: str(text) for name, text in kept.items() if name in names})


@dataclass(frozen=True)
class Written:
    """A decision before it is composed: the frame, what is enacted, and the line of each provision, by its serial."""

    frame: DecisionDocument
    enactment: Enactment
    lines: tuple[int, ...]


class Drawing:
    """The rows of one dossier beside those of the register, read for the page."""

    def __init__(self, content: Content, recorded: TableRows, geography: Geography) -> None:
        self._content = content
        self._recorded = recorded
        self._geography = geography

    def own(self) -> Cells:
        """The cells of the dossier's own document. Raises DocumentRefused where it has none."""
        cells = self._cells("instruments", self._content.instrument)
        if not self._content.instrument or not cells:
            raise DocumentRefused(
                [_("Hồ sơ chưa có văn bản của mình nên chưa lập được quyết định; hãy thêm văn bản.")]
            )
        return cells

    def written(self, texts: Texts, *, unit: str, copies: Sequence[str], is_draft: bool) -> Written:
        """The decision. `unit` is the name of the dossier's unit, `copies` whom the usual distribution names.

        Raises DocumentRefused with everything that stands in the way.
        """
        own = self.own()
        grants = self._own_rows("grants")
        changes = self._own_rows("changes")
        unlike = list(_unlike(grants))
        if unlike:
            raise DocumentRefused(unlike)
        usual = self.usual(unit=unit, copies=copies)
        said = replace(
            usual, **{field.name: text for field in fields(Texts) if (text := getattr(texts, field.name))}
        )
        relations = list(self._relations())
        enactment = Enactment(
            kind=self._kind(grants, changes),
            grantor=self._grantor(grants) or said.authority,
            provisions=tuple(self._provision(cells) for _line, cells in grants),
            changes=tuple(self._change(cells) for _line, cells in changes),
            relations=tuple(line for line in relations if line.relation != "based_on"),
            effective=read_period(own.get("effective_from", ""), own.get("effective_until", "")),
            executors=tuple(_lines(said.executors)),
            in_annex=bool(said.in_annex),
        )
        serial, _slash, symbol = own.get("number", "").partition("/")
        frame = DecisionDocument(
            issuing_body=tuple(_lines(said.issuing_body)),
            authority=said.authority,
            symbol=symbol or said.symbol,
            place=said.place,
            abstract=own.get("title", ""),
            superior=tuple(_lines(said.superior)),
            number=serial,
            day=read_day(own.get("issued_on", "")),
            kind_name=own.get("type", "") or "Quyết định",
            normative=own.get("normative") == "yes",
            is_draft=is_draft,
            legal_bases=tuple(self._bases(_lines(said.legal_bases))),
            proposal=said.proposal,
            distribution=tuple(_lines(said.distribution)),
            signature=Signature(tuple(_lines(said.capacity)), said.signer),
        )
        return Written(frame, enactment, tuple(line for line, _cells in grants))

    def usual(self, *, unit: str, copies: Sequence[str]) -> Texts:
        """What the decision says where nobody has said otherwise."""
        own = self.own()
        superior, body = letterhead(own.get("issuer", ""))
        return Texts(
            place=capitalised(unit),
            superior="\n".join(superior),
            issuing_body="\n".join(body),
            authority=own.get("issuer", ""),
            symbol=_usual_symbol(own.get("issuer", "")),
            legal_bases="\n".join(self._bases([])),
            distribution="\n".join([*copies, "Lưu: VT"]),
            capacity="\n".join(part.strip() for part in own.get("signing_capacity", "").split(",")).strip(),
            signer=own.get("signer", ""),
        )

    # Rows

    def _cells(self, table: str, key: str) -> Cells:
        row = self._row(table, (key,))
        return dict(zip(TABLES[table].header, row.cells, strict=True)) if row else {}

    def _row(self, table: str, key: Key) -> Row | None:
        return self._content.bundle.tables.get(table, {}).get(key) or self._recorded.get(table, {}).get(key)

    def _own_rows(self, table: str) -> list[tuple[int, Cells]]:
        """The rows that the dossier's own document makes, with their lines, in order."""
        header = TABLES[table].header
        found = []
        for row in self._content.bundle.tables[table].values():
            cells = dict(zip(header, row.cells, strict=True))
            if cells["instrument"] == self._content.instrument:
                found.append((row.line or 0, cells))
        return sorted(found, key=lambda one: one[0])

    # Names

    def _party(self, key: str) -> str:
        return self._cells("offices", key).get("name") or self._cells("scopes", key).get("name") or key

    def _parties(self, cell: str) -> tuple[str, ...]:
        return tuple(map(self._party, read_list(cell)))

    def _territory(self, cell: str) -> str:
        territory = read_territory(cell)
        if territory is None:
            return ""
        history = self._geography.history(territory.unit)
        if territory.as_of is None:
            return history[-1].name if history else territory.unit
        version = self._geography.version(territory.unit, territory.as_of)
        name = version.name if version else territory.unit
        return f"{name} (theo địa giới ngày {short_day(territory.as_of)})"

    def _instrument(self, key: str) -> str:
        cells = self._cells("instruments", key)
        return instrument_in_full(cells) if cells else key

    # What is enacted

    def _kind(self, grants: Sequence[tuple[int, Cells]], changes: Sequence[tuple[int, Cells]]) -> Kind:
        """Delegation or decentralization: as granted, else as the grants that are changed were made."""
        changed = (self._cells("grants", cells["grant"]).get("kind", "") for _line, cells in changes)
        kinds = [cells["kind"] for _line, cells in grants] or list(changed)
        return next((_KINDS[kind] for kind in kinds if kind in _KINDS), "delegation")

    def _grantor(self, grants: Sequence[tuple[int, Cells]]) -> str:
        return next((self._party(cells["grantor"]) for _line, cells in grants if cells["grantor"]), "")

    def _provision(self, cells: Cells) -> ProvisionLine:
        power = self._cells("powers", cells["power"])
        return ProvisionLine(
            title=power.get("title", ""),
            recipients=self._parties(cells["recipients"]),
            procedures=tuple(read_list(power.get("procedures", ""))),
            field=self._cells("fields", power.get("field", "")).get("name", ""),
            territory=self._territory(cells["territory"]),
            limits=_limits(cells["limits"]),
            conditions=cells["conditions"],
            legal_basis=power.get("legal_basis", ""),
            period=read_period(cells["valid_from"], cells["valid_until"]),
            citation=cells["citation"],
        )

    def _change(self, cells: Cells) -> ChangeLine:
        grant = self._cells("grants", cells["grant"])
        power = self._cells("powers", grant.get("power", ""))
        return ChangeLine(
            action=cells["action"],
            title=power.get("title", ""),
            instrument=self._instrument(grant.get("instrument", "")) if grant else "",
            recipients=self._parties(cells["recipients"]),
            period=read_period(cells["from"], cells["until"]),
        )

    def _relations(self) -> Iterator[RelationLine]:
        for _line, cells in self._own_rows("instrument_relations"):
            period = read_period(cells["on"], cells["until"])
            target = self._instrument(cells["target"])
            yield RelationLine(relation=cells["relation"], target=target, period=period)

    def _bases(self, said: Sequence[str]) -> list[str]:
        """The grounds as they are said; what a row rests on and nobody says is added, by rank."""
        targets = [
            self._cells("instruments", cells["target"]) or {"title": cells["target"]}
            for _line, cells in self._own_rows("instrument_relations")
            if cells["relation"] == "based_on"
        ]
        left = [target for target in targets if not any(_names(line, target) for line in said)]
        return [*said, *map(instrument_in_full, sorted(left, key=_rank))]


def hindering(faults: Iterable[Fault], content: Content) -> list[Fault]:
    """The faults for which no document can be made: an empty cell only leaves room to write in."""
    return [fault for fault in faults if not _is_gap(content, fault)]


def _is_gap(content: Content, fault: Fault) -> bool:
    """Whether the fault is that a cell of a row says nothing."""
    table = next(table for table in TABLES.values() if table.file == fault.file)
    row = next((row for row in content.bundle.tables[table.name].values() if row.line == fault.row), None)
    return row is not None and fault.column is not None and not row.cells[table.position(fault.column)]


def _limits(cell: str) -> tuple[str, ...]:
    """The limits as the text says them: in Vietnamese, whatever language the desk is read in."""
    with override("vi"):
        return tuple(map(limit_in_words, read_limits(cell)))


def _unlike(grants: Sequence[tuple[int, Cells]]) -> Iterator[str]:
    """Why the grants of one decision cannot stand in one text."""
    for line, cells in grants:
        kind = cells["kind"]
        if kind and kind not in _KINDS:
            yield _(
                "Dòng %(line)d là “%(kind)s”; chương trình chỉ lập được quyết định ủy quyền hoặc phân cấp. "
                "Hãy soạn văn bản này ngoài chương trình rồi gắn tệp vào hồ sơ."
            ) % {"line": line, "kind": word(GRANT_KIND, kind)}
    kinds = {cells["kind"] for _line, cells in grants} & _KINDS.keys()
    if len(kinds) > 1:
        yield _(
            "Hồ sơ vừa ủy quyền vừa phân cấp; mỗi việc phải có quyết định riêng, hãy chia thành hai hồ sơ."
        )
    if len({cells["grantor"] for _line, cells in grants if cells["grantor"]}) > 1:
        yield _("Hồ sơ có nhiều bên trao; mỗi bên trao phải có quyết định riêng, hãy chia thành nhiều hồ sơ.")


def instrument_in_full(cells: Cells) -> str:
    """A document as a text cites it: type, number, day, issuer and title; a law by its title."""
    kind, title, number = cells.get("type", ""), cells.get("title", ""), cells.get("number", "")
    day = read_day(cells.get("issued_on", ""))
    dated = f" {official_day(day)}" if day else ""
    if kind in _NAMED_BY_TITLE:
        numbered = f" số {number}" if number else ""
        return f"{title}{numbered}{dated}"
    issuer = f" của {cells['issuer']}" if cells.get("issuer") else ""
    named = f"{kind} số {number}".lstrip() if number else kind
    before = f"{named}{dated}{issuer}".strip()
    return f"{before} {continued(title)}".strip() if before else title


def _names(line: str, target: Cells) -> bool:
    """Whether a line of the grounds is about the document: it has its number, or without one its title."""
    number, title = fold(target.get("number", "")), fold(target.get("title", ""))
    if not number:
        return bool(title) and title in fold(line)
    return re.search(rf"(?<![\w/]){re.escape(number)}(?!\w)", fold(line)) is not None


def _rank(cells: Cells) -> tuple[int, str, str]:
    kind = cells.get("type", "")
    place = _BASES_FIRST.index(kind) if kind in _BASES_FIRST else len(_BASES_FIRST)
    return place, cells.get("issued_on", ""), cells.get("number", "")


def letterhead(issuer: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The lines of the letterhead of who issues: the body above it, and the body itself.

    Source: Nghị định 30/2020/NĐ-CP, Phụ lục I: a people's committee has none above it; its chair writes under its name.
    """
    body = issuer.removeprefix(_CHAIR)
    if body.startswith(_COMMITTEE):
        return (), (_COMMITTEE.strip(), body.removeprefix(_COMMITTEE))
    body = body.removeprefix(_HEAD)
    if department := _DEPARTMENT.fullmatch(body):
        return (_COMMITTEE.strip(), capitalised(department["place"])), (department["name"],)
    return (), (body,) if body else ()


def _usual_symbol(issuer: str) -> str:
    """The symbol of a committee's or its chair's decision; of others it is not known."""
    return "QĐ-UBND" if _COMMITTEE.strip() in issuer else ""


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]
