"""The legal desk over HTTP: an annex of 300 lines from the file to the edition, and what each step makes a person wait.

The committee of the city delegates powers that it holds to heads of departments: the rows are of data/hcmc.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from html.parser import HTMLParser
from itertools import cycle, islice
from time import perf_counter, process_time
from typing import Any, Final
from uuid import uuid4

import openpyxl
from django.conf import settings
from django.contrib.auth.models import Group, Permission
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.test import Client
from django.urls import reverse

from benchmarks.figures import Figure
from delegation.actions.drafting import LineEdit, create_dossier, save_lines, state_dossier
from delegation.models import Dossier, GrantEntry, PowerEntry
from delegation.records import ORIGIN_KINDS
from units.models import OfficeEntry, Unit, User
from units.rights import GroupRight, Right, assign

_CITY: Final = "79@2016-01-01"
_GRANTOR: Final = f"{_CITY}/committee"
_HEADING: Final = ("STT", "Mã TTHC", "Tên thủ tục hành chính", "Cơ quan thực hiện", "Từ ngày", "Đến hết ngày")
_INSTRUMENT: Final = {
    "number": "4567/QĐ-UBND",
    "type": "Quyết định",
    "title": "Về ủy quyền giải quyết thủ tục hành chính",
    "issuer": "Ủy ban nhân dân Thành phố Hồ Chí Minh",
    "signer": "Chủ tịch Ủy ban nhân dân Thành phố",
    "signing_capacity": "Chủ tịch",
    "normative": "no",
    "issued_on": "2026-11-20",
    "effective_from": "2027-01-01",
    "confidence": "official_text",
}
_BASED_ON: Final = {"relation": "based_on", "target": "luat-72-2025-qh15"}
# Its document, and what that rests on.
_LINES_BEFORE: Final = 2


class StepFailed(RuntimeError):
    """A step of the desk was refused; the message says which, and in what words."""


def desk_figures(count: int) -> Iterator[Figure]:
    """The waiting at each step for an annex of so many lines, and all of it from the file to the edition."""
    settings.ALLOWED_HOSTS = ["testserver"]
    walk = _Walk(count)
    yield from walk.steps()
    note = f"{sum(walk.worked):.1f} s of processor time; without the two files"
    yield Figure("desk: all the waiting", "s", sum(walk.waited), note=note)
    yield from walk.files()


class _Walk:
    """One dossier on its way; `waited` and `worked` are what each step took, in seconds."""

    def __init__(self, count: int) -> None:
        self._count = count
        self._file = _annex(count)
        self._people = {right: _officer(right) for right in (Right.DRAFT, Right.APPROVE, Right.PUBLISH)}
        self._dossier = _dossier(User.objects.get(username="desk-draft_register"))
        self.waited: list[float] = []
        self.worked: list[float] = []

    def steps(self) -> Iterator[Figure]:
        """Each step with the page that it leads to."""
        yield self._timed("send the file, see the columns", self._send)
        yield self._timed("see what would be recorded", self._preview)
        yield self._timed("import, see the table", self._import)
        yield self._timed("judge, the first time", self._judge)
        yield self._timed("submit", lambda: self._take(Right.DRAFT, "trinh-duyet"))
        yield self._timed("approve", lambda: self._take(Right.APPROVE, "duyet"))
        rows = str(self._count + _LINES_BEFORE)
        yield self._timed("publish", lambda: self._take(Right.PUBLISH, "cong-bo", rows=rows))

    def files(self) -> Iterator[Figure]:
        """The decision as it goes to be signed."""
        yield self._timed("fetch the decision, .docx", lambda: self._fetch("docx"))
        yield self._timed("fetch the decision, PDF", lambda: self._fetch("pdf"))

    def _timed(self, name: str, step: Callable[[], None]) -> Figure:
        start, worked = perf_counter(), process_time()
        step()
        self.waited.append(perf_counter() - start)
        self.worked.append(process_time() - worked)
        note = f"{self.worked[-1]:.1f} s of processor time"
        return Figure(f"desk: {name}", "s", self.waited[-1], note=note)

    def _send(self) -> None:
        self._open(Right.DRAFT, "annex_upload")
        file = SimpleUploadedFile("Phụ lục I.xlsx", self._file)
        columns = self._sent(Right.DRAFT, self._address("annex_upload"), {"file": file})
        self._upload = columns.split("/")[-3]
        self._page = self._read(Right.DRAFT, columns)

    def _preview(self) -> None:
        address = self._address("annex_columns", self._upload)
        self._page = self._read(Right.DRAFT, self._sent(Right.DRAFT, address, self._page))

    def _import(self) -> None:
        address = self._address("annex_preview", self._upload)
        self._read(Right.DRAFT, self._sent(Right.DRAFT, address, self._page | {"do": ["import"]}))
        if self._dossier.lines.count() != self._count + _LINES_BEFORE:
            raise StepFailed(f"import: {self._dossier.lines.count()} lines")

    def _judge(self) -> None:
        self._open(Right.DRAFT, "dossier_judgement")
        self._open(Right.DRAFT, "dossier")

    def _take(self, right: Right, act: str, **typed: str) -> None:
        address = self._address("dossier_act", act)
        page = self._read(right, address)
        self._read(right, self._sent(right, address, page | {name: [text] for name, text in typed.items()}))

    def _fetch(self, form: str) -> None:
        self._open(Right.DRAFT, "dossier_document", "trinh-ky", form)

    def _address(self, view: str, *more: object) -> str:
        return reverse(view, args=[self._dossier.pk, *more])

    def _open(self, right: Right, view: str, *more: object) -> None:
        self._read(right, self._address(view, *more))

    def _read(self, right: Right, address: str) -> dict[str, Any]:
        """What the form of a page holds. Raises StepFailed unless the page came."""
        response = self._people[right].get(address)
        if response.status_code != 200:
            raise StepFailed(f"{address}: {response.status_code} {_refusal(response)}")
        return _Form.of(response.content) if response["Content-Type"].startswith("text/html") else {}

    def _sent(self, right: Right, address: str, form: dict[str, Any]) -> str:
        """Where a form leads. Raises StepFailed if it was refused."""
        response = self._people[right].post(address, form)
        if response.status_code != 302:
            raise StepFailed(f"{address}: {response.status_code} {_refusal(response)}")
        return str(response["Location"])


def _refusal(response: Any) -> str:
    return str(getattr(response, "context_data", None) and response.context_data.get("refused"))


class _Form(HTMLParser):
    """Reads the largest form of a page, as a browser would send it."""

    def __init__(self) -> None:
        super().__init__()
        self._forms: list[dict[str, list[str]]] = [{}]
        self._select = ""

    @classmethod
    def of(cls, page: bytes) -> dict[str, Any]:
        reader = cls()
        reader.feed(page.decode())
        return max(reader._forms, key=len)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Take in a field."""
        said = {name: value or "" for name, value in attrs}
        is_off = said.get("type") in ("checkbox", "radio") and "checked" not in said
        if tag == "form":
            self._forms.append({})
        elif tag == "select":
            self._select = said.get("name", "")
        elif tag == "option" and "selected" in said and self._select:
            self._forms[-1][self._select] = [said.get("value", "")]
        elif tag in ("input", "textarea") and said.get("name") and not is_off:
            self._forms[-1].setdefault(said["name"], []).append(said.get("value", ""))


def _officer(right: Right) -> Client:
    """An account with one right on the city, signed in."""
    user = User.objects.create_user(f"desk-{right}")
    group = Group.objects.create(name=user.username)
    group.permissions.add(Permission.objects.get(codename="access_admin"))
    user.groups.add(group)
    with transaction.atomic():
        assign(GroupRight(group.pk, right, _CITY))
    client = Client()
    client.force_login(user, "django.contrib.auth.backends.ModelBackend")
    return client


def _dossier(author: User) -> Dossier:
    """A draft with its document and what that rests on, but no grants."""
    dossier = create_dossier(unit=Unit.objects.get(pk=_CITY), title="300 dòng", acting_user=author)
    lines = [_line("instruments", _INSTRUMENT), _line("instrument_relations", _BASED_ON)]
    save_lines(dossier, lines, acting_user=author)
    stated = {"states_resources": (None, True), "forbids_passing_on": (None, True)}
    return state_dossier(dossier, stated, acting_user=author)[0]


def _line(table: str, cells: dict[str, str]) -> LineEdit:
    return LineEdit(uuid4(), {name: ("", text) for name, text in cells.items()}, table)


def _annex(count: int) -> bytes:
    """An .xlsx that delegates so many powers of the committee for a year."""
    held = GrantEntry.objects.recorded().filter(
        kind__in=ORIGIN_KINDS, recipients__office=_GRANTOR, valid_to=None
    )
    powers = PowerEntry.objects.recorded().filter(power__in=held.values("power"), delegable=True)
    heads = OfficeEntry.objects.recorded().filter(unit=_CITY, kind="department_head", valid_to=None)
    names = cycle(heads.order_by("office").values_list("name", flat=True))
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(["PHỤ LỤC I"])
    sheet.append(_HEADING)
    rows = powers.exclude(procedures="").order_by("power").values_list("procedures", "title")
    for number, ((codes, title), name) in enumerate(zip(islice(rows, count), names, strict=False), 1):
        sheet.append([number, codes.split(";")[0], title, name, "01/01/2027", "31/12/2027"])
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()
