"""An annex as its person has it before them: the file read again, its columns, what it proposes, what is unknown."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _

from delegation.actions.refusal import NotAllowed
from delegation.annex.columns import AnnexMapping
from delegation.annex.known import known_on, matcher_on
from delegation.annex.matching import Matcher
from delegation.annex.proposal import Defaults, Proposal
from delegation.annex.proposing import propose
from delegation.annex.reading import read_annex
from delegation.annex.refusal import AnnexRefused
from delegation.annex.tables import Annex
from delegation.bundle.cells import read_list
from delegation.dossiers.annex_choices import Choices, read_choices
from delegation.dossiers.annex_defaults import default_texts
from delegation.dossiers.content import Line, own_instrument
from delegation.dossiers.importing import (
    Question,
    decided,
    known_with,
    mapping_of,
    new_powers,
    questions,
)
from delegation.editing.annexes.choosers import Chooser
from delegation.editing.choices import CHOSEN_TABLES, as_lines, names_in
from delegation.editing.desk import Crumb
from delegation.editing.dossier_page import DossierPage
from delegation.editing.labels import Names
from delegation.editing.typed import day_typed
from delegation.models import AnnexUpload, ColumnMapping, Dossier, PowerEntry
from units import clock
from units.text import fold

_BROUGHT = frozenset({"powers", "offices", "scopes"})


class AnnexGone(Exception):
    """The file of an upload is no longer kept: it was imported, or waited too long."""


def issuer_of(own: Mapping[str, str], dossier: Dossier) -> str:
    """Whose annexes the columns are remembered for: the issuer of the dossier's document, else its unit."""
    return fold(own.get("issuer", "")) or f"unit:{dossier.unit_id}"


@dataclass
class Stage:
    """One upload with everything that follows from it and from what has been chosen, worked out when asked for."""

    upload: AnnexUpload

    def anew(self) -> Stage:
        """The same upload, with what has been chosen meanwhile."""
        return Stage(self.upload)

    @cached_property
    def lines(self) -> list[Line]:
        """The lines of the dossier that can be named by others."""
        many = {"grants", "changes"}
        return as_lines(self.upload.dossier.lines.filter(table__in=CHOSEN_TABLES - many).order_by("serial"))

    @cached_property
    def own(self) -> Mapping[str, str]:
        """The cells of the dossier's own document; empty where it has none yet."""
        line = own_instrument(self.lines)
        return line.cells if line else {}

    @cached_property
    def annex(self) -> Annex:
        """The file, read again. Raises AnnexRefused, or AnnexGone."""
        if not self.upload.file:
            raise AnnexGone
        try:
            file = self.upload.file.open("rb")
        except FileNotFoundError as error:
            raise AnnexGone from error
        opened: Any = file
        with opened:
            return read_annex(self.upload.name, opened)

    @cached_property
    def choices(self) -> Choices:
        """What has been chosen so far."""
        return read_choices(self.upload.choices)

    @cached_property
    def remembered(self) -> Mapping[str, str]:
        """What the issuer's headings meant when somebody last imported an annex of it."""
        known = ColumnMapping.objects.filter(issuer=issuer_of(self.own, self.upload.dossier)[:500]).first()
        return known.columns if known else {}

    @cached_property
    def mapping(self) -> AnnexMapping:
        """What the columns are taken for."""
        return mapping_of(self.annex, self.choices, self.remembered)

    @cached_property
    def texts(self) -> Mapping[str, str]:
        """What holds for every row: as chosen, else as the dossier's document has it."""
        if self.choices.defaults is not None:
            return self.choices.defaults
        day = day_typed(self.own.get("effective_from", "")) or day_typed(self.own.get("issued_on", ""))
        matcher = matcher_on(day or clock.today(), home=self.upload.dossier.unit_id)
        return default_texts(self.own, matcher)

    @cached_property
    def day(self) -> date:
        """The day on which names are matched: the first day of the grants, else of the document, else today."""
        said = (self.texts["valid_from"], self.own.get("effective_from", ""), self.own.get("issued_on", ""))
        return next((day for text in said if (day := day_typed(text))), clock.today())

    @cached_property
    def defaults(self) -> Defaults:
        """The same, as the annex takes it."""
        texts = self.texts
        return Defaults(
            texts["kind"],
            texts["grantor"],
            tuple(read_list(texts["recipients"])),
            texts["territory"],
            day_typed(texts["valid_from"]),
            day_typed(texts["valid_until"]),
            day_typed(self.own.get("issued_on", "")),
            texts["confidence"],
            texts["annex"],
        )

    @cached_property
    def matcher(self) -> Matcher:
        """What is recorded and what the dossier brings, to be matched for the day."""
        home = self.upload.dossier.unit_id
        brought = [line for line in self.lines if line.table in _BROUGHT]
        if not brought:
            return matcher_on(self.day, home=home)
        return Matcher(known_with(known_on(self.day, home=home), brought))

    @cached_property
    def as_read(self) -> Proposal:
        """What the annex proposes before any question is answered."""
        return propose(self.annex, self.mapping, self.matcher, self.defaults)

    @cached_property
    def questions(self) -> list[Question]:
        """Every text that means nothing for certain."""
        return questions(self.as_read)

    @cached_property
    def powers(self) -> dict[str, dict[str, str]]:
        """The rows of new powers, by question."""
        brought = {line.cells.get("power", "") for line in self.lines if line.table == "powers"}
        recorded = set(PowerEntry.objects.values_list("power_id", flat=True))
        return new_powers(
            self.questions, self.choices.decisions, brought | recorded, self.defaults.confidence
        )

    @cached_property
    def proposal(self) -> Proposal:
        """What the annex proposes, with the answers."""
        new = {question: cells["power"] for question, cells in self.powers.items()}
        return decided(self.as_read, self.choices.decisions, new)

    @cached_property
    def names(self) -> Names:
        """What is called how: recorded things, those of the dossier, and the powers that are to be new."""
        new = (Line("", "powers", 0, "record", cells) for cells in self.powers.values())
        return names_in([*self.lines, *new])

    def chooser(self, of: str) -> Chooser:
        """What may be chosen from a list on the day."""
        if of not in self._choosers:
            self._choosers[of] = Chooser(of, self.lines, self.day, self.matcher)
        return self._choosers[of]

    @cached_property
    def _choosers(self) -> dict[str, Chooser]:
        return {}


def require_writable(page: DossierPage) -> None:
    """Raises NotAllowed for who may not write in the dossier of the page now."""
    if not page.may_write:
        raise NotAllowed(_("Chỉ nhập phụ lục vào hồ sơ đang soạn, và khi bạn có quyền soạn hồ sơ ấy."))


class AnnexPage(DossierPage):
    """A page of the import, for whoever may write in the dossier."""

    tab = "lines"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """The page."""
        require_writable(self)
        return super().get(request, *args, **kwargs)

    def get_crumbs(self) -> list[Crumb]:
        """By way of the dossier."""
        return [*super().get_crumbs(), {"url": "", "label": _("Nhập phụ lục")}]


class StagePage(AnnexPage):
    """A page about one upload, which is there for its sender alone."""

    @cached_property
    def stage(self) -> Stage:
        """The upload and what follows from it. Raises Http404."""
        uploads = AnnexUpload.objects.filter(dossier=self.dossier, user=self.person)
        return Stage(get_object_or_404(uploads, pk=self.kwargs["upload"]))

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Answer; an annex that cannot be read any more has to be sent again."""
        try:
            return super().dispatch(request, *args, **kwargs)
        except AnnexRefused as refused:
            messages.error(request, str(refused))
        except AnnexGone:
            messages.error(request, _("Tệp đã gửi không còn được giữ; hãy gửi lại tệp."))
        return redirect("annex_upload", self.dossier.pk)
