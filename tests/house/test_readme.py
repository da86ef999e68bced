from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.databases import ROOT
from tests.house.tree import files

README = (ROOT / "README.md").read_text(encoding="utf-8")
_SHELL = re.compile(r"^```sh\n(.*?)^```", re.MULTILINE | re.DOTALL)
_LINK = re.compile(r"\]\(([^)#:]+)(?:#[^)]*)?\)")
_LINTED = "python manage.py lint"
_DONE_BY_MAKE_RUN = {"prepare", "create_site"}


def commands() -> list[str]:
    """Every command that the README shows, in its order."""
    lines = "\n".join(_SHELL.findall(README)).splitlines()
    return [line for line in lines if line and not line.startswith("#")]


def test_every_command_of_the_readme_runs(small_database: str, tmp_path: Path) -> None:
    environment = {
        **os.environ,
        "DATABASE_URL": small_database,
        "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}",
        "DJANGO_SETTINGS_MODULE": "config.settings.test",
    }
    for command in commands():
        here = command.replace("/tmp/", f"{tmp_path}/")
        done = subprocess.run(["bash", "-c", here], cwd=ROOT, env=environment, capture_output=True, text=True)
        # A register with faults is what lint is there to tell.
        allowed = (0, 1) if command == _LINTED else (0,)
        assert done.returncode in allowed, f"{command}\n{done.stdout}\n{done.stderr}"
        assert done.stdout or ">" in command, command
        assert "Traceback" not in done.stderr


def test_the_readme_shows_every_command_of_the_register() -> None:
    shown = {
        words[2]
        for command in commands()
        if (words := command.rpartition("| ")[2].split())[1:2] == ["manage.py"]
    }
    existing = {
        path.stem
        for app in ("delegation", "cms")
        for path in (ROOT / app / "management/commands").glob("[!_]*.py")
    }
    assert shown == existing - _DONE_BY_MAKE_RUN


@pytest.mark.parametrize(
    "folder", sorted({path.relative_to(ROOT).parts[0] for path in files()} - {".ci", "docs"})
)
def test_the_readme_names_every_folder(folder: str) -> None:
    if (ROOT / folder).is_dir():
        assert f"`{folder}/`" in README


@pytest.mark.parametrize(
    "document", ["README.md", *(f"docs/{path.name}" for path in (ROOT / "docs").glob("*.md"))]
)
def test_links_lead_somewhere(document: str) -> None:
    text = (ROOT / document).read_text(encoding="utf-8")
    missing = [link for link in _LINK.findall(text) if not ((ROOT / document).parent / link).exists()]
    assert not missing
