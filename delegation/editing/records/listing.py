"""The records of a table as a list: searched, narrowed, ordered, page by page, and as a file."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from delegation.bundle.format import Column
from delegation.bundle.rows import Cells
from delegation.dossiers.entries import RecordKey, cells_of, key_of, shelf_of
from delegation.editing.desk import Crumb, home_crumb
from delegation.editing.labels import Names
from delegation.editing.records.addresses import SLUGS, record_address, table_address, written
from delegation.editing.records.filters import Asked, fields_to_choose, narrowed, read_asked
from delegation.editing.records.naming import in_words, is_named, names_for
from delegation.editing.records.page import RecordsPage, table_title
from delegation.editing.records.tables import LISTED, ORDER, Listed
from units.editing.tables import CONTENT_TYPES, download
from units.models import Edition

PAGE_LENGTH: Final = 50
# A workbook is made in memory, cell by cell; a CSV file of any length is not slow.
MOST_ROWS_OF_A_WORKBOOK: Final = 20_000


@dataclass(frozen=True, slots=True)
class ListedRow:
    """A record as a list shows it: its cells in words."""

    record: RecordKey
    cells: tuple[str, ...]

    @property
    def address(self) -> str:
        """Where it is shown."""
        return record_address(self.record)

    @property
    def value(self) -> str:
        """How a form names it."""
        return written(self.record)


@dataclass(frozen=True, slots=True)
class Heading:
    """The head of a column; `address` orders by it, the other way round if the list already is; "" where it cannot."""

    column: Column
    address: str
    ordered: str

    @property
    def title(self) -> str:
        """What the column is called."""
        return _(self.column.title)


def redirect_to_first(_request: HttpRequest) -> HttpResponse:
    """The list that most people want."""
    return redirect(table_address(ORDER[0]))


class TablePage(RecordsPage):
    """A page of a table's records."""

    template_name = "desk/records/table.html"

    def get_heading(self) -> str:
        """The table's title."""
        return table_title(self.table)

    def get_crumbs(self) -> list[Crumb]:
        """The register, and this table."""
        return [
            home_crumb(),
            {"url": reverse("register_records"), "label": _("Sổ")},
            {"url": "", "label": self.get_heading()},
        ]

    def get_context_data(self, **context: Any) -> dict[str, Any]:
        """The rows of the page, and what they were narrowed by."""
        listed = LISTED[self.table]
        asked = read_asked(self.request.GET.dict(), listed)
        numbers = narrowed(listed, asked).values_list("id", flat=True)
        # A search is a look at every row: to count and to cut out a page would be to do it twice.
        found: Any = list(numbers) if asked.text else numbers
        page = Paginator(found, PAGE_LENGTH).get_page(self.request.GET.get("p"))
        query = asked.query()
        return super().get_context_data(
            asked=asked,
            headings=list(_headings(listed, asked)),
            rows=rows_shown(listed, list(page.object_list)),
            page_of_records=page,
            query=urlencode(query),
            filters=listed.filters,
            fields=fields_to_choose() if "field" in listed.filters else [],
            tables=[(table_title(name), table_address(name), name == self.table) for name in ORDER],
            exports=[
                (form.upper(), reverse("register_export", args=[self.table, form])) for form in CONTENT_TYPES
            ],
            edition=Edition.objects.latest_number(),
            **context,
        )


def rows_shown(listed: Listed, numbers: list[int]) -> list[ListedRow]:
    """The entries of these numbers as a list shows them, in that order."""
    shelf = shelf_of(listed.name)
    read = cells_of(shelf, shelf.model.objects.filter(id__in=numbers))
    names = names_for({listed.name: read.values()})
    places = [(column, listed.table.position(column.name)) for column in shown_columns(listed)]
    return [
        ListedRow(
            key_of(listed.name, read[number]),
            tuple(in_words(names, column, read[number][place]) for column, place in places),
        )
        for number in numbers
    ]


def shown_columns(listed: Listed) -> list[Column]:
    """The columns that the list shows."""
    columns = {column.name: column for column in listed.table.columns}
    return [columns[name] for name in listed.columns]


def _headings(listed: Listed, asked: Asked) -> Iterator[Heading]:
    for column in shown_columns(listed):
        if column.name not in listed.orders:
            yield Heading(column, "", "")
            continue
        ordered = {column.name: "ascending", f"-{column.name}": "descending"}.get(asked.order, "")
        theo = f"-{column.name}" if ordered == "ascending" else column.name
        yield Heading(column, "?" + urlencode({**asked.query(), "theo": theo}), ordered)


class TableExport(RecordsPage):
    """The rows that the list's own question leaves, all columns of them, with the names of what they name."""

    http_method_names = ["get"]

    def get(self, request: HttpRequest, *_args: Any, **kwargs: Any) -> HttpResponse:
        """The file."""
        form, listed = kwargs["form"], LISTED[self.table]
        if form not in CONTENT_TYPES:
            raise Http404
        rows = narrowed(listed, read_asked(request.GET.dict(), listed))
        if form == "xlsx" and rows.count() > MOST_ROWS_OF_A_WORKBOOK:
            told = _("Có hơn %d dòng, quá nhiều cho một tệp Excel; hãy lọc bớt, hoặc tải tệp CSV.")
            return HttpResponse(
                told % MOST_ROWS_OF_A_WORKBOOK, status=409, content_type="text/plain; charset=utf-8"
            )
        read = list(cells_of(shelf_of(self.table), rows).values())
        names = names_for({self.table: read})
        name = f"so-{SLUGS[self.table]}-lan-{Edition.objects.latest_number()}"
        columns = listed.table.columns
        return download(
            name,
            form,
            list(_export_heading(columns)),
            (list(_export_row(names, columns, row)) for row in read),
        )


def _export_heading(columns: Sequence[Column]) -> Iterator[str]:
    for column in columns:
        yield _(column.title)
        if is_named(column):
            yield _("%(column)s (tên)") % {"column": _(column.title)}


def _export_row(names: Names, columns: Sequence[Column], cells: Cells) -> Iterator[str]:
    for column, cell in zip(columns, cells, strict=True):
        yield cell
        if is_named(column):
            yield in_words(names, column, cell)
