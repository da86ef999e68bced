"""What a decision enacts, and where each of its provisions stands in the text. Pure."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import Final, Literal

from delegation.documents.phrases import LETTERS, roman
from delegation.documents.provisions import ChangeLine, ProvisionLine, RelationLine
from units.periods import Period

Kind = Literal["delegation", "decentralization"]

# So many provisions, or changes, still stand in an article; more of them make an annex.
MOST_IN_ARTICLE: Final = 3
_CONTENT_ARTICLE: Final = {"delegation": 1, "decentralization": 4}
_VERB: Final = {"delegation": "ủy quyền", "decentralization": "phân cấp"}
OTHER_FIELDS: Final = "Lĩnh vực khác"

Group = tuple[tuple[str, ...], tuple[int, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Enactment:
    """What is enacted: grants of one kind by one grantor, changes of earlier grants, relations to other documents.

    `grantor` is whose powers are passed on. `effective` is when the decision is in force, without a first day from
    its signing on. `executors` carry it out beside the recipients. `in_annex`: the provisions make an annex however
    few they are.
    """

    kind: Kind
    grantor: str
    provisions: tuple[ProvisionLine, ...] = ()
    changes: tuple[ChangeLine, ...] = ()
    relations: tuple[RelationLine, ...] = ()
    effective: Period = Period()
    executors: tuple[str, ...] = ()
    in_annex: bool = False

    @property
    def verb(self) -> str:
        """What the decision does: "ủy quyền" or "phân cấp"."""
        return _VERB[self.kind]

    @property
    def recipients(self) -> tuple[str, ...]:
        """All recipients, each once, in the order in which they are first named."""
        return tuple(dict.fromkeys(name for line in self.provisions for name in line.recipients))

    @property
    def provisions_in_annex(self) -> bool:
        """Whether the provisions stand in an annex: they are too many for an article, or it was so wished."""
        return len(self.provisions) > (0 if self.in_annex else MOST_IN_ARTICLE)

    @property
    def changes_in_annex(self) -> bool:
        """Whether the changes are too many for an article."""
        return len(self.changes) > MOST_IN_ARTICLE

    @property
    def provisions_annex(self) -> str:
        """How the annex of provisions is numbered: "I" if there is another one, else ""."""
        return "I" if self.changes_in_annex else ""

    @property
    def changes_annex(self) -> str:
        """How the annex of changes is numbered: "II" if there is another one, else ""."""
        return "II" if self.provisions_in_annex else ""

    @property
    def content_article(self) -> int:
        """The number of the article that grants."""
        return _CONTENT_ARTICLE[self.kind]

    def by_recipients(self) -> list[Group]:
        """The provisions, by position, that have the same recipients, in the order in which these are first named."""
        groups: dict[tuple[str, ...], list[int]] = defaultdict(list)
        for position, line in enumerate(self.provisions):
            groups[line.recipients].append(position)
        return [(recipients, tuple(positions)) for recipients, positions in groups.items()]

    def by_field(self) -> list[tuple[str, tuple[int, ...]]]:
        """The provisions, by position, under each field; those without one last, under a heading of their own."""
        fields: dict[str, list[int]] = defaultdict(list)
        for position, line in enumerate(self.provisions):
            fields[line.field].append(position)
        without = fields.pop("", [])
        named = [(f"Lĩnh vực {field}", tuple(positions)) for field, positions in fields.items()]
        if not named:
            return [("", tuple(without))] if without else []
        sections = [*named, (OTHER_FIELDS, tuple(without))] if without else named
        return [
            (f"{roman(place)}. {heading}", positions)
            for place, (heading, positions) in enumerate(sections, 1)
        ]

    def serials(self) -> dict[int, int]:
        """The serial number that each provision, by position, has in the annex."""
        ordered = [position for _, positions in self.by_field() for position in positions]
        return {position: serial for serial, position in enumerate(ordered, 1)}


def citations(enactment: Enactment) -> tuple[str, ...]:
    """Where each provision stands in the decision: "khoản 2 Điều 1", or "số thứ tự 12 Phụ lục"."""
    if enactment.provisions_in_annex:
        annex = f"Phụ lục {enactment.provisions_annex}".rstrip()
        serials = enactment.serials()
        return tuple(
            f"số thứ tự {serials[position]} {annex}" for position in range(len(enactment.provisions))
        )
    article = f"Điều {enactment.content_article}"
    groups = enactment.by_recipients()
    if len(groups) == 1 and len(enactment.provisions) == 1:
        return (article,)
    places: dict[int, str] = {}
    for clause, (_, positions) in enumerate(groups, 1):
        for point, position in enumerate(positions):
            if len(groups) == 1:
                places[position] = f"khoản {point + 1} {article}"
            elif len(positions) == 1:
                places[position] = f"khoản {clause} {article}"
            else:
                places[position] = f"điểm {LETTERS[point]} khoản {clause} {article}"
    return tuple(places[position] for position in range(len(enactment.provisions)))


@dataclass(frozen=True, slots=True)
class Miscitation:
    """A provision, by position, whose recorded row says that it stands elsewhere than it does."""

    position: int
    said: str
    stands: str


def miscitations(enactment: Enactment) -> list[Miscitation]:
    """The rows that say something else than the text; a row may say less, such as the article alone, or nothing."""
    return [
        Miscitation(position, line.citation, stands)
        for position, (line, stands) in enumerate(
            zip(enactment.provisions, citations(enactment), strict=True)
        )
        if not f" {stands}".casefold().endswith(f" {line.citation}".rstrip().casefold())
    ]
