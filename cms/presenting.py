"""How a public page is answered: as HTML that anybody may keep, or as one of the forms it can be taken away in."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import AbstractContextManager
from contextvars import ContextVar
from dataclasses import replace
from typing import Any, Final, TypeVar

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext

from cms.absence import NotRecorded
from cms.catalog import current_catalog
from cms.extracts import EXTRACTS
from cms.extracts.extract import Extract
from cms.extracts.writers import WRITERS
from cms.meanwhile import meanwhile
from cms.stamps import stamp_of
from cms.subjects import Subject

# Every answer that is for everybody says so; cms/caching.py keeps no other.
PUBLIC: Final = "is_public"

# The table that a reader wants alone, by its key, under this name in an address.
TABLE: Final = "bang"
_table: ContextVar[str] = ContextVar("table", default="")

Response = TypeVar("Response", bound=HttpResponseBase)


def public(response: Response) -> Response:
    """The response, marked as being the same for everybody, so that it may be kept and shared."""
    setattr(response, PUBLIC, True)
    return response


def only_table(key: str) -> AbstractContextManager[None]:
    """What is taken away meanwhile holds only the table with the key; all of them if it is empty."""
    return meanwhile(_table, key)


def present(
    request: HttpRequest,
    template: str,
    context: Mapping[str, Any],
    subject: Subject | None = None,
    status: int = 200,
) -> HttpResponse:
    """A page of the public register. `subject` is what can be cited and taken away of it; None where nothing can."""
    return public(render(request, template, {**context, "subject": subject}, status=status))


def taken_away(subject: Subject, form: str) -> HttpResponse:
    """What a page says, as a file: `form` is one of cms.addresses.FORMS. Raises what the page does.

    Of a page with several tables the one that the reader has asked for is given alone, where one is asked for.
    """
    catalog = current_catalog()
    extract = EXTRACTS[subject.view](catalog, subject)
    table = _table.get()
    if table:
        extract = _with_only(extract, table)
    writer = WRITERS[form]
    response = HttpResponse(
        writer.write(extract, stamp_of(catalog, subject)), content_type=writer.content_type
    )
    name = "-".join(
        part for part in (extract.name, table, subject.day.isoformat() if subject.day else "") if part
    )
    disposition = "inline" if form in ("json", "pdf") else "attachment"
    response.headers["Content-Disposition"] = f'{disposition}; filename="{name}.{form}"'
    return public(response)


def _with_only(extract: Extract, key: str) -> Extract:
    tables = tuple(table for table in extract.tables if table.key == key)
    if not tables:
        raise NotRecorded(gettext("Trang này không có bảng nào mang tên “%s”.") % key[:40], "")
    return replace(extract, tables=tables)
