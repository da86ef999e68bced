"""Publish a dossier in children that are killed before one statement after the other, until it is published."""

from __future__ import annotations

import os
import signal
from typing import Any, Final

import django

django.setup()

from django.db import connection, connections  # noqa: E402

from delegation.actions.approving import approve, submit  # noqa: E402
from delegation.actions.publishing import publish  # noqa: E402
from delegation.models import Dossier, GrantEntry, InstrumentEntry  # noqa: E402
from tests.delegation.actions.decisions import decision  # noqa: E402
from tests.delegation.actions.people import officer  # noqa: E402
from units.models import Edition, User  # noqa: E402
from units.rights import Right  # noqa: E402

STRIDE: Final = 5


def main() -> None:
    drafter = officer("soan", Right.DRAFT)
    publisher = officer("cong-bo", Right.PUBLISH)
    dossier = decision(drafter)
    submit(dossier, acting_user=drafter)
    approve(dossier, acting_user=officer("duyet", Right.APPROVE))
    fatal = 1
    # Killed after the end of the transaction, while letters are sent, it is published all the same.
    while not _publishes(dossier, publisher, fatal) and Dossier.objects.get().state != "published":
        print(f"killed: {_state()}", flush=True)
        fatal += STRIDE
    print(f"published: {_state()}")


def _publishes(dossier: Dossier, publisher: User, fatal: int) -> bool:
    """Whether a child that dies before its `fatal`-th statement gets through."""
    connections.close_all()
    child = os.fork()
    if not child:
        with connection.execute_wrapper(_Killer(fatal)):
            publish(dossier, acting_user=publisher)
        os._exit(0)
    _, status = os.waitpid(child, 0)
    return os.WIFEXITED(status) and os.WEXITSTATUS(status) == 0


class _Killer:
    def __init__(self, fatal: int) -> None:
        self.left = fatal

    def __call__(self, execute: Any, *statement: Any) -> Any:
        self.left -= 1
        if not self.left:
            os.kill(os.getpid(), signal.SIGKILL)
        return execute(*statement)


def _state() -> str:
    state = Dossier.objects.get().state
    editions = Edition.objects.count()
    recorded = (
        InstrumentEntry.objects.recorded().filter(number="4567/QĐ-UBND").count()
        + GrantEntry.objects.filter(recorded_in=2).count()
    )
    told = {0: "nothing of it recorded", 2: "all of it recorded"}.get(recorded, f"{recorded} of 2 recorded")
    if state == "published":
        return f"{editions} editions, {told}"
    return f"{state}, {editions} edition, {told}"


if __name__ == "__main__":
    main()
