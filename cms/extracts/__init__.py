"""What each view says, as data: one function for each, from a register and a subject, without a request.

So the same subject can be laid out at another edition or on another day, and the two compared.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from cms.catalog import Catalog
from cms.extracts.answer import answer_extract
from cms.extracts.competence import competence_extract
from cms.extracts.difference import difference_extract
from cms.extracts.extract import Extract
from cms.extracts.field import field_extract
from cms.extracts.instrument import instrument_extract
from cms.extracts.log import edition_extract, log_extract
from cms.extracts.matrix import matrix_extract
from cms.extracts.matrix_class import matrix_class_extract
from cms.extracts.office import office_extract
from cms.extracts.power import power_extract
from cms.extracts.prospect import prospect_extract
from cms.extracts.search import search_extract
from cms.extracts.unit import unit_extract
from cms.subjects import Subject

EXTRACTS: Final[dict[str, Callable[[Catalog, Subject], Extract]]] = {
    "answer": answer_extract,
    "competence": competence_extract,
    "difference": difference_extract,
    "edition": edition_extract,
    "field": field_extract,
    "instrument": instrument_extract,
    "log": log_extract,
    "matrix": matrix_extract,
    "matrix_class": matrix_class_extract,
    "office": office_extract,
    "power": power_extract,
    "prospect": prospect_extract,
    "search": search_extract,
    "unit": unit_extract,
}
