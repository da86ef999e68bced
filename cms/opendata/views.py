"""The page of the open data, the bundles of all editions, and the record that describes them."""

from __future__ import annotations

from typing import Final

from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseBase
from django.utils.translation import gettext
from django.views.decorators.http import condition, require_safe

from cms.absence import NotRecorded
from cms.links import Link
from cms.newest import newest_edition
from cms.opendata.addresses import archive_address, checksum_address, record_address
from cms.opendata.archives import archive_of, folder_in
from cms.opendata.dictionary import data_dictionary
from cms.opendata.record import WRITERS, record_of, rights_in_words
from cms.pager import paginate
from cms.presenting import present, public
from units.models import Edition

EDITIONS_A_PAGE = 50

_RECORDS: Final = {"jsonld": "JSON-LD", "ttl": "Turtle"}
# What an edition holds never changes.
_FOR_GOOD = "public, max-age=31536000, immutable"


@require_safe
def opendata_view(request: HttpRequest) -> HttpResponse:
    """What can be taken away of the whole register, and what stands in it."""
    # Editions are numbered without a gap.
    numbers = range(newest_edition(), 0, -1)
    editions = paginate(numbers, request.GET.get("trang", ""), EDITIONS_A_PAGE, request.GET.dict())
    shown = Edition.objects.in_bulk(editions.items)
    context = {
        "editions": editions.showing(
            [(shown[number], archive_address(number), checksum_address(number)) for number in editions.items]
        ),
        "newest": editions.total,
        "newest_archive": archive_address(editions.total),
        "newest_checksum": checksum_address(editions.total),
        "records": [Link(name, record_address(form)) for form, name in _RECORDS.items()],
        "tables": data_dictionary(),
        "rights": rights_in_words(),
    }
    return present(request, "pages/opendata.html", context)


def _etag(_request: HttpRequest, number: int) -> str:
    return f'"{archive_of(_edition(number)).sha256}"'


@require_safe
@condition(etag_func=_etag)
def archive_view(_request: HttpRequest, number: int) -> HttpResponseBase:
    """The bundle of an edition as one file, sent as it is read."""
    edition = _edition(number)
    archive = archive_of(edition)
    response = FileResponse(
        archive.path.open("rb"),
        content_type="application/zip",
        as_attachment=True,
        filename=f"{folder_in(edition)}.zip",
    )
    response.headers["Cache-Control"] = _FOR_GOOD
    return public(response)


@require_safe
def checksum_view(_request: HttpRequest, number: int) -> HttpResponse:
    """The checksum of that file, as sha256sum reads it."""
    edition = _edition(number)
    line = f"{archive_of(edition).sha256}  {folder_in(edition)}.zip\n"
    response = HttpResponse(line, content_type="text/plain; charset=utf-8")
    response.headers["Cache-Control"] = _FOR_GOOD
    return public(response)


@require_safe
def record_view(_request: HttpRequest, record: str) -> HttpResponse:
    """The record of the newest edition for catalogues of open data."""
    newest = _edition(newest_edition())
    if record not in WRITERS:
        raise NotRecorded(gettext("Bản mô tả dữ liệu chỉ có ở dạng %s.") % ", ".join(WRITERS), "")
    content_type, write = WRITERS[record]
    first = Edition.objects.get(number=1)
    return public(
        HttpResponse(write(record_of(newest, archive_of(newest), first)), content_type=content_type)
    )


def _edition(number: int) -> Edition:
    if not 0 < number <= newest_edition():
        raise NotRecorded(gettext("Sổ không có lần ghi nào mang số “%s”.") % str(number)[:20], "")
    return Edition.objects.get(number=number)
