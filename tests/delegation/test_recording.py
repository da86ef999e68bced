"""Recording a bundle: one edition, or nothing; and what was recorded stays readable as it was."""

from __future__ import annotations

import os
import subprocess
import sys
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command

from delegation.bundle import recording
from delegation.bundle.exporting import export_bundle
from delegation.bundle.faults import BundleRefused
from delegation.bundle.reading import read_bundle
from delegation.models import GrantEntry, InstrumentEntry, PowerEntry
from delegation.reading import register_at
from tests.bundles import changed_copy, record_bundle
from tests.conftest import ROOT, SMALL
from tests.databases import Databases, run_manage
from units.models import Edition, UnitVersion

pytestmark = pytest.mark.django_db

POWER = "chung-thuc.01"


def retitled(text: str) -> str:
    return text.replace("Chứng thực bản sao từ bản chính giấy tờ", "Chứng thực bản sao giấy tờ", 1)


def counts() -> list[int]:
    """How much is recorded, and how long the trail is."""
    return [
        Edition.objects.count(),
        *(model.objects.count() for model in (GrantEntry, PowerEntry, UnitVersion)),
        *(model.history.count() for model in (GrantEntry, PowerEntry, UnitVersion)),
    ]


@pytest.fixture
def recorded() -> Edition:
    record_bundle(read_bundle(SMALL))
    return Edition.objects.get()


def test_the_first_bundle_is_the_first_edition(recorded: Edition) -> None:
    assert (recorded.number, recorded.previous, recorded.kind) == (1, None, "publication")
    assert (recorded.actor_name, recorded.reason) == ("tests", "thử")
    assert GrantEntry.objects.recorded().count() == GrantEntry.objects.filter(recorded_in=1).count() == 136


def test_every_entry_has_a_line_of_history_with_the_reason(recorded: Edition) -> None:
    trail = PowerEntry.history.filter(history_type="+")
    assert trail.count() == PowerEntry.objects.count()
    assert set(trail.values_list("history_change_reason", flat=True)) == {"thử"}


def test_exporting_gives_the_same_bytes(recorded: Edition, tmp_path: Path) -> None:
    export_bundle(tmp_path / "out")
    for file in SMALL.glob("*.csv"):
        assert (tmp_path / "out" / file.name).read_bytes() == file.read_bytes(), file.name


def test_an_export_can_be_loaded_and_exported_again(recorded: Edition, tmp_path: Path) -> None:
    export_bundle(tmp_path / "one")
    assert record_bundle(read_bundle(tmp_path / "one")).is_empty
    export_bundle(tmp_path / "two")
    assert {f.name: f.read_bytes() for f in (tmp_path / "one").iterdir()} == {
        f.name: f.read_bytes() for f in (tmp_path / "two").iterdir()
    }


def test_a_second_load_writes_nothing_and_no_history(recorded: Edition) -> None:
    before = counts()
    again = record_bundle(read_bundle(SMALL))
    assert again.edition is None
    assert counts() == before


def test_a_rehearsal_writes_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = counts()
    call_command("load_bundle", str(SMALL), dry_run=True)
    assert "grants.csv: 136 mục mới" in capsys.readouterr().out
    assert counts() == before


def test_a_correction_makes_an_edition_and_the_old_reading_stays(recorded: Edition, tmp_path: Path) -> None:
    corrected = changed_copy(SMALL, tmp_path / "corrected", "powers.csv", retitled)
    done = record_bundle(read_bundle(corrected), "đính chính tên")
    assert done.edition == 2
    newest = Edition.objects.get(number=2)
    assert (newest.kind, newest.previous) == ("correction", recorded)
    assert newest.recorded_at > recorded.recorded_at
    old, new = PowerEntry.objects.filter(power=POWER).order_by("id")
    assert (old.recorded_in_id, old.replaced_in_id, new.recorded_in_id, new.replaced_in_id) == (1, 2, 2, None)
    assert PowerEntry.objects.recorded(1).get(power=POWER).title == old.title
    assert PowerEntry.objects.recorded().get(power=POWER).title == new.title != old.title
    assert old.history.filter(history_type="~").get().history_change_reason == "đính chính tên"


def test_an_export_as_it_was_known_has_the_old_reading(recorded: Edition, tmp_path: Path) -> None:
    corrected = changed_copy(SMALL, tmp_path / "corrected", "powers.csv", retitled)
    record_bundle(read_bundle(corrected))
    call_command(
        "export_bundle",
        str(tmp_path / "then"),
        known_at=recorded.recorded_at.isoformat(),
        stdout=StringIO(),
    )
    call_command("export_bundle", str(tmp_path / "now"), stdout=StringIO())
    assert (tmp_path / "then" / "powers.csv").read_bytes() == (SMALL / "powers.csv").read_bytes()
    assert (tmp_path / "now" / "powers.csv").read_bytes() == (corrected / "powers.csv").read_bytes()


def test_a_missing_row_stays_recorded(recorded: Edition, tmp_path: Path) -> None:
    def without_changes(text: str) -> str:
        return text.partition("\n")[0] + "\n"

    shorter = changed_copy(SMALL, tmp_path / "shorter", "changes.csv", without_changes)
    assert record_bundle(read_bundle(shorter)).is_empty


def test_a_bundle_may_name_what_is_already_recorded(recorded: Edition, tmp_path: Path) -> None:
    lines = (SMALL / "grants.csv").read_text(encoding="utf-8").splitlines()
    (tmp_path / "more").mkdir()
    for file in SMALL.iterdir():
        if file.suffix == ".csv":
            header = file.read_text(encoding="utf-8").partition("\n")[0]
            (tmp_path / "more" / file.name).write_text(f"{header}\n", encoding="utf-8")
        else:
            (tmp_path / "more" / file.name).write_bytes(file.read_bytes())
    another = lines[1].replace("chung-thuc.01.1", "chung-thuc.01.99", 1)
    (tmp_path / "more" / "grants.csv").write_text(f"{lines[0]}\n{another}\n", encoding="utf-8")
    done = record_bundle(read_bundle(tmp_path / "more"))
    assert [(change.shelf.table.name, len(change.new)) for change in done.changes if change.new] == [
        ("grants", 1)
    ]


def test_a_refused_bundle_changes_nothing(recorded: Edition, tmp_path: Path) -> None:
    before = counts()
    bad = changed_copy(
        SMALL,
        tmp_path / "bad",
        "grants.csv",
        lambda text: text.replace(",ubnd-cap-xa,", ",khong-co-nhom-nay,", 1),
    )
    with pytest.raises(BundleRefused, match="khong-co-nhom-nay"):
        record_bundle(read_bundle(bad))
    assert counts() == before


def test_a_failure_at_the_last_step_leaves_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_args: object, **_kwargs: object) -> None:
        raise RuntimeError

    monkeypatch.setattr(recording, "seal", fail)
    before = counts()
    with pytest.raises(RuntimeError):
        record_bundle(read_bundle(SMALL))
    assert counts() == before


def test_one_document_is_recorded_once(recorded: Edition) -> None:
    entry = InstrumentEntry.objects.recorded().exclude(number="").order_by("id")[0]
    assert entry.number_key
    assert entry.number_year == (entry.issued_on or entry.effective_from).year


def test_the_register_after_an_edition_is_the_new_one(recorded: Edition, tmp_path: Path) -> None:
    before = register_at()
    forbidden = changed_copy(
        SMALL, tmp_path / "forbidden", "powers.csv", lambda text: text.replace(",yes,no,", ",no,no,", 1)
    )
    record_bundle(read_bundle(forbidden))
    assert before.powers[POWER].delegable
    assert not register_at().powers[POWER].delegable
    assert register_at(recorded.recorded_at).powers[POWER].delegable


_DIES_WHILE_RECORDING = """
import os, sys
import django
django.setup()
from io import StringIO
from pathlib import Path
from delegation.bundle import recording
from delegation.bundle.reading import read_bundle
recording.seal = lambda *args, **kwargs: os._exit(9)
recording.record(read_bundle(Path(sys.argv[1])), acting_user=None, actor_name="tests", reason="tests")
"""


def environment(database: str) -> dict[str, str]:
    return {**os.environ, "DATABASE_URL": database, "DJANGO_SETTINGS_MODULE": "config.settings.test"}


def test_a_process_killed_while_recording_leaves_nothing(databases: Databases) -> None:
    database = databases.migrated()
    killed = subprocess.run(
        [sys.executable, "-c", _DIES_WHILE_RECORDING, str(SMALL)],
        env=environment(database),
        cwd=ROOT,
        check=False,
    )
    assert killed.returncode == 9
    assert "lần ghi số 1" in run_manage("load_bundle", str(SMALL), database=database)


def test_two_at_once_make_one_edition(databases: Databases) -> None:
    database = databases.migrated()
    command = [sys.executable, "manage.py", "load_bundle", str(SMALL)]
    both = [
        subprocess.Popen(
            command, env=environment(database), cwd=ROOT, stdout=subprocess.PIPE, text=True, encoding="utf-8"
        )
        for _ in range(2)
    ]
    told = sorted(process.communicate()[0].splitlines()[-1] for process in both)
    assert [process.returncode for process in both] == [0, 0]
    assert told == [
        "Sổ đã ghi đúng như gói dữ liệu; không có gì để ghi.",
        "Đã ghi sổ, lần ghi số 1.",
    ]
