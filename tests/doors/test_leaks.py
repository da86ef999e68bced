"""What searches, counts, lists, offers to choose or is fetched as a file tells of no work that one may not read."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

import pytest
from django.urls import reverse

from delegation.bundle.format import TABLES
from delegation.editing.choices import CHOICES
from delegation.editing.dossiers import SELECTIONS
from delegation.models import DossierState
from tests.doors.answers import keeps_secrets, told
from tests.doors.house import House
from tests.doors.kinds import KINDS, OTHER_WARD, WARD
from tests.doors.records import SOUGHT, secrets_of

# Those of the one ward, and who has no part in either.
_STRANGERS: Final = (
    "no right",
    "drafter",
    "approver",
    "publisher",
    "auditor",
    "manager",
    "all of the city",
)
_OWNER: Final = "all of another ward"
Asked = tuple[str, dict[str, str]]


def everywhere(house: House) -> Iterator[Asked]:
    """Every place where something can be looked for, and what is asked there about the other ward's work."""
    sought, work = SOUGHT[OTHER_WARD], house.works[OTHER_WARD]
    yield reverse("wagtailadmin_home"), {}
    yield reverse("my_work"), {}
    yield reverse("notices"), {}
    yield from ((reverse(name), {"q": sought}) for name in ("my_endings", "my_faults", "units_rights"))
    for more in (
        {},
        {"unit": OTHER_WARD},
        *({"for": name} for name in SELECTIONS),
        *({"state": str(state)} for state in DossierState),
    ):
        yield reverse("dossiers"), {"q": sought, **more}
    for table in TABLES:
        yield reverse("register_table", args=[table]), {"q": sought}
        yield from ((reverse("register_export", args=[table, form]), {}) for form in ("csv", "xlsx"))
    office = f"{OTHER_WARD}/management_board:published"
    edition = work.dossiers["published"].edition_id
    yield reverse("register_record", args=["offices", (office,)]), {}
    yield reverse("register_reading", args=["offices", (office,), edition]), {}
    yield reverse("register_correct"), {"ban-ghi": f"co-quan/{office.replace('/', '~1')}"}
    number = f"11{OTHER_WARD[:5]}/QĐ-UBND"
    yield from ((reverse("what_if"), {"van-ban": number, "dang": form}) for form in ("", "csv"))
    yield reverse("receipts_progress"), {}
    yield from ((reverse("units_rights_export", args=[form]), {}) for form in ("csv", "xlsx"))
    yield from (
        (reverse(name), {"who": "soan"}) for name in ("units_security_log", "units_security_log_export")
    )
    own = house.works[WARD].number()
    yield from ((reverse("dossier_choices", args=[own]), {"of": of, "q": sought}) for of in CHOICES)
    yield from ((reverse(name, args=[own]), {}) for name in ("dossier_judgement", "dossier_lines_data"))
    yield reverse("dossier_changes", args=[own]), {"dang": "csv"}
    yield from (
        (reverse(f"wagtailadmin_api:{what}:listing"), {"search": sought})
        for what in ("pages", "documents", "images")
    )


@pytest.mark.parametrize("name", _STRANGERS)
def test_nowhere_is_anything_told_of_the_work_of_others(name: str, house: House) -> None:
    for address, query in everywhere(house):
        answer = house.look(name, address, **query)
        assert answer.status_code in (200, 302, 403, 404), (address, query)
        assert keeps_secrets(answer, KINDS[name]), (address, query)


def test_where_it_is_looked_for_its_readers_find_it(house: House) -> None:
    """Otherwise nobody would know whether the strangers looked in the right places."""
    secret, _number = secrets_of(OTHER_WARD)
    places = {
        address
        for address, query in everywhere(house)
        if secret in told(house.look(_OWNER, address, **query))
    }
    office = f"{OTHER_WARD}/management_board:published"
    assert places >= {
        reverse("my_work"),
        reverse("notices"),
        reverse("dossiers"),
        reverse("register_record", args=["offices", (office,)]),
    }


def counts(house: House, name: str) -> dict[str, int]:
    """How much waits for somebody, as the start page says."""
    return {block.name: block.count for block in house.look(name, reverse("my_work")).context["blocks"]}


def test_counts_count_what_one_may_read(house: House) -> None:
    for name, work in (("approver", WARD), (_OWNER, OTHER_WARD)):
        found = counts(house, name)
        assert (found["cho-duyet"], found["cho-dong-y"]) == (1, 1), work
    assert counts(house, "publisher") == {"cho-cong-bo": 1}
    assert counts(house, "all of the city")["cho-duyet"] == 2
    assert counts(house, "all of the city and below")["cho-duyet"] == 4
    for name, count in (("no right", 0), ("manager", 0), ("auditor", 7), (_OWNER, 7), ("administrator", 15)):
        assert dossiers_found(house, name) == count, name
        assert dossiers_found(house, name, q="khong co chu nay") == 0


def dossiers_found(house: House, name: str, **query: str) -> int:
    page: Any = house.look(name, reverse("dossiers"), **query).context["page_of_dossiers"]
    return int(page.paginator.count)
