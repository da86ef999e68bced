"""Everything that the doors are tried with, and a digest of all that is kept."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from copy import deepcopy
from dataclasses import dataclass
from typing import Any, Final

from django.apps import apps
from django.contrib.auth.models import Group
from django.core.files.base import ContentFile
from django.db import connection, transaction
from django.test import Client
from django.urls import reverse
from wagtail.contrib.redirects.models import Redirect
from wagtail.documents.models import Document
from wagtail.images.models import Image
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import Collection, Page, Site, Task, Workflow

from cms.models import HomePage
from tests.doors.doors import Door
from tests.doors.records import People, Work

# Who came when is noted for everybody, and is looked at elsewhere.
_NOTED_OF_EVERYBODY: Final = {
    "django_session",
    "units_securityevent",
    "wagtailadmin_editingsession",
    "wagtailusers_userprofile",
    # Made when a picture is first looked at.
    "wagtailimages_rendition",
}

_WRITING: Final = {"INSERT", "UPDATE", "DELETE"}


@dataclass
class House:
    """Who comes, what they come for, and the pages and files that Wagtail keeps."""

    came: People
    works: Mapping[str, Work]
    furniture: Mapping[str, Any]
    # Of everything as it is before a test does something.
    digest: str

    def get(self, kind: str, door: Door, work: Work) -> Any:
        """What somebody gets who opens the door."""
        return self.look(kind, reverse(door.address, args=door.fill(work)), **door.query(work))

    def send(self, kind: str, door: Door, work: Work) -> Any:
        """What somebody gets who sends to it."""
        address = reverse(door.address, args=door.fill(work))
        return self.push(kind, address, door.body(work), is_json=door.is_json)

    def look(self, kind: str, address: str, **query: str) -> Any:
        """What somebody gets at an address."""
        with self._coming(kind) as client:
            return client.get(address, query)

    def push(self, kind: str, address: str, body: Any = (), *, is_json: bool = False) -> Any:
        """What somebody gets who sends something there."""
        more: dict[str, Any] = {"content_type": "application/json"} if is_json else {}
        with self._coming(kind) as client:
            return client.post(address, body or {}, **more)

    @contextmanager
    def _coming(self, kind: str) -> Iterator[Client]:
        """The client of somebody; who is signed out by what is done comes in again."""
        client = self.came.clients[kind]
        client.raise_request_exception = False
        kept = deepcopy(client.cookies)
        yield client
        client.cookies = kept


def furnished(came: People, works: list[Work]) -> House:
    """The house, with one of each of Wagtail's own things in it."""
    home = HomePage.objects.get(locale__language_code="vi")
    furniture = {
        "page": home.pk,
        "user": came.users["drafter"].pk,
        "group": Group.objects.get(name="nhóm drafter").pk,
        "site": Site.objects.get().pk,
        "collection": Collection.get_first_root_node().add_child(name="Tệp").pk,
        "workflow": Workflow.objects.first().pk,
        "task": Task.objects.first().pk,
        "document": Document.objects.create(title="Tài liệu", file=ContentFile(b"a", "a.txt")).pk,
        "image": Image.objects.create(title="Hình", file=get_test_image_file()).pk,
        "root": Page.get_first_root_node().pk,
        "revision": home.save_revision().pk,
        "redirect": Redirect.add_redirect("/cu/", home).pk,
    }
    return House(came, {work.unit: work for work in works}, furniture, digest())


def digest() -> str:
    """What all tables hold, in one line."""
    found = hashlib.sha256()
    with connection.cursor() as cursor:
        for model in apps.get_models(include_auto_created=True):
            table = model._meta.db_table
            if table not in _NOTED_OF_EVERYBODY:
                cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
                found.update(f"{table} {sorted(map(repr, cursor.fetchall()))}".encode())
    return found.hexdigest()


@contextmanager
def written() -> Iterator[list[str]]:
    """The statements of what is done inside that write something that is looked at."""
    statements: list[str] = []

    def watch(execute: Any, statement: str, parameters: Any, many: bool, context: Any) -> Any:
        words = statement.split()
        if (
            words[0] in _WRITING
            and words[1 if words[0] == "UPDATE" else 2].strip('"') not in _NOTED_OF_EVERYBODY
        ):
            statements.append(statement)
        return execute(statement, parameters, many, context)

    with connection.execute_wrapper(watch):
        yield statements


@contextmanager
def undone() -> Iterator[None]:
    """Whatever is done inside has not been done afterwards."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)
