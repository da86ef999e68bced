"""The documents that can be made of a dossier: who makes one registers where it is to be had."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

from delegation.editing.dossier_page import DossierPage
from delegation.models import Dossier


@dataclass(frozen=True, slots=True)
class Paper:
    """A document to fetch: what it is, in which form, and where."""

    label: str
    form: str
    url: str


Papers = Callable[[Dossier], list[Paper]]
_SOURCES: Final[list[Papers]] = []


def register_papers(source: Papers) -> Papers:
    """Let a function say which documents can be made of a dossier; usable as a decorator."""
    _SOURCES.append(source)
    return source


def papers_of(dossier: Dossier) -> list[Paper]:
    """Every document that can be made of the dossier now."""
    return [paper for source in _SOURCES for paper in source(dossier)]


class PapersPage(DossierPage):
    """The documents that can be made of the dossier."""

    template_name = "desk/papers.html"
    tab = "papers"

    def get_context_data(self, **context: Any) -> dict[str, Any]:
        """The documents."""
        return super().get_context_data(papers=papers_of(self.dossier), **context)
