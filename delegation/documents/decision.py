"""A decision as a document: its parts, in the order and the wording in which they stand on paper. Pure.

Source: Nghị định 30/2020/NĐ-CP, Điều 8 khoản 2, for the parts, and Phụ lục I for how each is written. Both writers,
docx.py and pdf.py, print what the properties here say, so the two files have the same text. That text is Vietnamese
in whatever language the desk is read.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import chain
from typing import Final

from delegation.documents.phrases import BLANK, continued, ended, official_day

COUNTRY: Final = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
MOTTO: Final = "Độc lập - Tự do - Hạnh phúc"
DRAFT_MARK: Final = "DỰ THẢO"
DISTRIBUTION: Final = "Nơi nhận:"


class DocumentRefused(Exception):
    """No document can be made of what was given; `reasons` are sentences that say why, and what to do."""

    def __init__(self, reasons: Iterable[str]) -> None:
        self.reasons = tuple(reasons)
        super().__init__("\n".join(self.reasons))


@dataclass(frozen=True, slots=True)
class Article:
    """One Điều: its paragraphs as printed, khoản ("1. …") and điểm ("a) …") each a paragraph of its own."""

    number: int
    heading: str
    paragraphs: tuple[str, ...]

    @property
    def title(self) -> str:
        """The line in bold: "Điều 1. Nội dung ủy quyền", or "Điều 1." alone."""
        return f"Điều {self.number}. {self.heading}".rstrip()


@dataclass(frozen=True, slots=True)
class AnnexColumn:
    """A column of an annex; `share` is its width as against the others, in no unit."""

    heading: str
    share: int
    centred: bool = False


Row = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class AnnexSection:
    """Rows of an annex under a heading of their own ("" for none); a cell may have several lines."""

    heading: str
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Annex:
    """A table that is issued together with the decision; `number` is Roman, "" where it is the only annex."""

    number: str
    title: str
    caption: str
    columns: tuple[AnnexColumn, ...]
    sections: tuple[AnnexSection, ...]

    @property
    def name(self) -> str:
        """How the annex is named: "Phụ lục", "Phụ lục II"."""
        return f"Phụ lục {self.number}".rstrip()

    @property
    def rows(self) -> tuple[Row, ...]:
        """The rows of all sections, in order."""
        return tuple(chain.from_iterable(section.rows for section in self.sections))

    @property
    def header(self) -> Row:
        """The headings of the columns."""
        return tuple(column.heading for column in self.columns)


@dataclass(frozen=True, slots=True)
class Signature:
    """Who signs: the lines of the capacity ("TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"), and the name."""

    capacity: tuple[str, ...] = ()
    name: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionDocument:
    """A decision with its annexes. What is not known yet is empty, and printed as dots.

    `superior` and `issuing_body` are the lines of the letterhead; `authority` is whose decision it is, in full
    ("Chủ tịch Ủy ban nhân dân Thành phố Hồ Chí Minh"). `number` is the serial alone ("3321") and `symbol` what
    follows it ("QĐ-UBND", for a normative decision "2026/QĐ-UBND"). `legal_bases` and `proposal` may be given with
    or without their "Căn cứ", "Theo đề nghị của" and marks at the end.
    """

    issuing_body: tuple[str, ...]
    authority: str
    symbol: str
    place: str
    abstract: str
    superior: tuple[str, ...] = ()
    number: str = ""
    day: date | None = None
    kind_name: str = "Quyết định"
    normative: bool = False
    is_draft: bool = True
    legal_bases: tuple[str, ...] = ()
    proposal: str = ""
    articles: tuple[Article, ...] = ()
    distribution: tuple[str, ...] = ()
    signature: Signature = Signature()
    annexes: tuple[Annex, ...] = ()

    @property
    def number_text(self) -> str:
        """Number and symbol: "3321/QĐ-UBND"."""
        return f"{self.number or BLANK}/{self.symbol or BLANK}"

    @property
    def number_line(self) -> str:
        """The line under the issuing body: "Số: 3321/QĐ-UBND"."""
        return f"Số: {self.number_text}"

    @property
    def place_line(self) -> str:
        """The line under the motto: "Thành phố Hồ Chí Minh, ngày 26 tháng 12 năm 2025"."""
        return f"{self.place or BLANK}, {official_day(self.day)}"

    @property
    def superior_lines(self) -> tuple[str, ...]:
        """The body above the issuing one, in capitals; none for a people's committee."""
        return tuple(line.upper() for line in self.superior)

    @property
    def issuing_lines(self) -> tuple[str, ...]:
        """The issuing body, in capitals."""
        return tuple(line.upper() for line in self.issuing_body) or (BLANK,)

    @property
    def kind_line(self) -> str:
        """The kind of document, in capitals."""
        return self.kind_name.upper()

    @property
    def abstract_text(self) -> str:
        """What the decision is about, under its kind."""
        return self.abstract or BLANK

    @property
    def authority_line(self) -> str:
        """Who decides, in capitals above the legal bases; a normative decision says it below them instead."""
        return "" if self.normative else (self.authority or BLANK).upper()

    @property
    def preamble(self) -> tuple[str, ...]:
        """The legal bases and the proposal, a paragraph each; in a normative decision the enacting words as well."""
        bases = [_opened("Căn cứ", basis) for basis in self.legal_bases] or [f"Căn cứ {BLANK}"]
        proposals = [_opened("Theo đề nghị của", self.proposal)] if self.proposal else []
        if not self.normative:
            *most, last = [*bases, *proposals]
            return (*(ended(line, ";") for line in most), ended(last, "."))
        enacting = f"{self.authority or BLANK} ban hành {self.kind_name} {continued(self.abstract_text)}"
        return (*(ended(line, ";") for line in [*bases, *proposals]), ended(enacting, "."))

    @property
    def enactment_line(self) -> str:
        """The word in capitals above the first article; none in a normative decision."""
        if self.normative:
            return ""
        return "QUYẾT NGHỊ:" if self.kind_name == "Nghị quyết" else f"{self.kind_line}:"

    @property
    def distribution_lines(self) -> tuple[str, ...]:
        """Who receives the document, a line each: "- Như Điều 4;", the last with a full stop."""
        if not self.distribution:
            return (f"- {BLANK}",)
        *most, last = [f"- {line.removeprefix('-').strip()}" for line in self.distribution]
        return (*(ended(line, ";") for line in most), ended(last, "."))

    @property
    def capacity_lines(self) -> tuple[str, ...]:
        """In what capacity it is signed, in capitals."""
        return tuple(line.upper() for line in self.signature.capacity) or (BLANK,)

    @property
    def signer(self) -> str:
        """The name under the signature."""
        return self.signature.name or BLANK

    @property
    def title(self) -> str:
        """The document's name in lists and in the files' properties."""
        return f"{self.kind_name} số {self.number_text}: {self.abstract_text}"

    def texts(self) -> Iterator[str]:
        """Every text that is printed, in reading order; headings that tables repeat, once."""
        yield from (*self.superior_lines, *self.issuing_lines, COUNTRY, MOTTO, self.number_line)
        yield from [DRAFT_MARK] * self.is_draft
        yield from (self.place_line, self.kind_line, self.abstract_text)
        yield from (self.authority_line, *self.preamble, self.enactment_line)
        for article in self.articles:
            yield from (article.title, *article.paragraphs)
        yield from (DISTRIBUTION, *self.distribution_lines, *self.capacity_lines, self.signer)
        for annex in self.annexes:
            yield from (annex.name, annex.title, annex.caption, *annex.header)
            for section in annex.sections:
                yield section.heading
                yield from chain.from_iterable(section.rows)


def _opened(opening: str, text: str) -> str:
    """The text with its opening words, which it may have already."""
    return text if text.casefold().startswith(opening.casefold()) else f"{opening} {text}"
