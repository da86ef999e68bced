"""The house behind the doors: everybody, and the work of two wards, made once for all the tests of a module."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

import pytest
from django.core.files.storage import FileSystemStorage, default_storage
from django.core.management import call_command
from django.db import transaction

from delegation.editing import background, register_state
from delegation.models import AnnexUpload, DossierFile
from tests.doors.house import House, furnished
from tests.doors.kinds import UNITS
from tests.doors.records import decision_to_wards, people, work_of
from tests.doors.table import NOTIFIED, SENDERS


@pytest.fixture(scope="module")
def _house(
    _small_recorded: None, django_db_blocker: Any, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[House]:
    with pytest.MonkeyPatch.context() as patch, django_db_blocker.unblock():
        storage = FileSystemStorage(tmp_path_factory.mktemp("files"))
        for model in (DossierFile, AnnexUpload):
            patch.setattr(model._meta.get_field("file"), "storage", storage)
        patch.setattr(default_storage, "_wrapped", storage)
        # Not beside the pages but at once: a thread would not see what is written here.
        patch.setattr(background, "in_thread", lambda work: work())
        register_state.forget_register_state()
        with transaction.atomic():
            call_command("create_site", verbosity=0, stdout=io.StringIO())
            came = people()
            given = decision_to_wards()
            works = [
                work_of(unit, given, came, sender=SENDERS[unit], notified=NOTIFIED[unit]) for unit in UNITS
            ]
            yield furnished(came, works)
            transaction.set_rollback(True)
        register_state.forget_register_state()


@pytest.fixture
def house(_house: House, register: Any) -> House:
    """The house; what a test does in it is undone after that test."""
    return _house
