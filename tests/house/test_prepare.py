from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from cms.management.commands.prepare import difference
from delegation.register import Register
from tests.conftest import SMALL
from units.models import Edition, UnitVersion


@pytest.fixture
def bundle(tmp_path: Path) -> Path:
    return Path(shutil.copytree(SMALL, tmp_path / "bundle", copy_function=shutil.copyfile))


def rename_the_city(bundle: Path) -> None:
    units = bundle / "units.csv"
    units.write_text(
        units.read_text(encoding="utf-8").replace("Thành phố Hồ Chí Minh", "Sài Gòn"), encoding="utf-8"
    )


def test_a_register_that_says_the_same_is_told_so(register: Register) -> None:
    assert difference(SMALL) == f"Sổ đã ghi đủ gói {SMALL}."


def test_a_register_that_says_otherwise_stays_as_it_is(register: Register, bundle: Path) -> None:
    rename_the_city(bundle)
    assert "Sổ giữ nguyên" in difference(bundle)
    assert "mục ghi khác" in difference(bundle)
    assert Edition.objects.count() == 1
    assert not UnitVersion.objects.filter(name="Sài Gòn").exists()


def test_a_bundle_with_faults_is_no_reason_not_to_start(register: Register, bundle: Path) -> None:
    (bundle / "units.csv").unlink()
    assert "không nạp được" in difference(bundle)
