"""Where a chain is broken: at which link, what the matter is, what can be done, and why the giver could not give."""

from __future__ import annotations

from dataclasses import dataclass

from cms import wording
from cms.answering.words import DEFECT_ADVICE
from cms.catalog import Catalog
from cms.competence.reasons import Reason, reasons_of
from cms.links import Link, instrument_link, office_link
from delegation.authority import Case, Holding

_OF_THE_GIVER = frozenset({"GRANTOR_NOT_COMPETENT"})


@dataclass(frozen=True, slots=True)
class Break:
    """A link of a chain that does not hold: from whom to whom, by which text.

    `upstream` are the reasons why the giver itself was not competent, as far as they are the matter.
    """

    defect: str
    words: str
    advice: str
    giver: Link | None
    taker: Link
    instrument: Link
    upstream: tuple[Reason, ...]


def breaks_of(catalog: Catalog, case: Case, holding: Holding) -> tuple[Break, ...]:
    """Everything that speaks against a holding; nothing where it is sound."""
    return tuple(_break(catalog, case, holding, defect) for defect in holding.defects)


def _break(catalog: Catalog, case: Case, holding: Holding, defect: str) -> Break:
    grant, day = holding.grant, case.on.day
    return Break(
        defect=defect,
        words=wording.word(wording.DEFECT, defect),
        advice=wording.word(DEFECT_ADVICE, defect),
        giver=office_link(catalog, grant.grantor, day) if grant.grantor else None,
        taker=office_link(catalog, holding.office, day),
        instrument=instrument_link(catalog, grant.instrument),
        upstream=reasons_of(catalog, case, grant.grantor)
        if grant.grantor and defect in _OF_THE_GIVER
        else (),
    )
