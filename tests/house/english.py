"""What the public site says in English: the catalogue `locale/en`, kept beside the Vietnamese texts it translates.

The house writes Vietnamese, so a text is its own Vietnamese; only the English has to be kept. `python -m
tests.house.english` reads every text of the public site from its code and templates, brings the .po up to date (texts
that are new wait with nothing beside them, those that nobody asks for are gone) and makes the .mo that Django reads.
"""

from __future__ import annotations

import ast
import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final, NamedTuple

import polib
from django.utils.translation.template import templatize

from tests.databases import ROOT

CATALOGUE: Final = ROOT / "locale" / "en" / "LC_MESSAGES" / "django.po"
# The desk is in Vietnamese alone: its templates, and the words of its forms.
_TEMPLATES_OF_THE_DESK: Final = ("desk", "wagtailadmin")
# What public pages show beside what cms says.
_CODE: Final = ("cms", "delegation/bundle/format.py", "delegation/wording.py", "units/models/edition.py")
_LINE_WIDTH: Final = 110

_ONE: Final = {"gettext", "gettext_lazy", "gettext_noop", "_"}
_COUNTED: Final = {"ngettext", "ngettext_lazy"}
_IN_CONTEXT: Final = {"pgettext", "pgettext_lazy"}
_QUOTED: Final = r"""(u?'(?:\\.|[^'\\])*'|u?"(?:\\.|[^"\\])*")"""
_IN_TEMPLATE: Final = re.compile(rf"(?<!n)(?:gettext|_)\({_QUOTED}\)")
_COUNTED_IN_TEMPLATE: Final = re.compile(rf"ngettext\({_QUOTED},\s*{_QUOTED},")
_HEADER: Final = {
    "Content-Type": "text/plain; charset=utf-8",
    "Content-Transfer-Encoding": "8bit",
    "Language": "en",
    "Plural-Forms": "nplurals=2; plural=(n != 1);",
}


class Text(NamedTuple):
    """A text in Vietnamese, with its plural where it is counted, and the context where one text means two things."""

    words: str
    plural: str = ""
    context: str | None = None


def asked() -> dict[Text, list[str]]:
    """Every text of the public site, with the files that have it."""
    found: dict[Text, list[str]] = {}
    for path in sources():
        texts = _in_code(path) if path.suffix == ".py" else _in_template(path)
        for text in texts:
            files = found.setdefault(text, [])
            name = path.relative_to(ROOT).as_posix()
            if name not in files:
                files.append(name)
    return found


def sources() -> list[Path]:
    """The files of which public pages are made, in the order of their names."""
    return sorted([*public_templates(), *_code()])


def public_templates() -> list[Path]:
    """The templates of everything the public is shown or sent."""
    folder = ROOT / "templates"
    every = (path for path in folder.rglob("*") if path.suffix in (".html", ".txt", ".xml"))
    return sorted(path for path in every if path.relative_to(folder).parts[0] not in _TEMPLATES_OF_THE_DESK)


def _code() -> Iterator[Path]:
    for name in _CODE:
        path = ROOT / name
        yield from path.rglob("*.py") if path.is_dir() else [path]


def _in_code(path: Path) -> Iterator[Text]:
    for node in ast.walk(ast.parse(path.read_text())):
        if not isinstance(node, ast.Call):
            continue
        name = node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")
        said = [
            part.value for part in node.args if isinstance(part, ast.Constant) and isinstance(part.value, str)
        ]
        if name in _ONE and len(said) == 1:
            yield Text(said[0])
        elif name in _COUNTED and len(said) == 2:
            yield Text(*said)
        elif name in _IN_CONTEXT and len(said) == 2:
            yield Text(said[1], context=said[0])


def _in_template(path: Path) -> Iterator[Text]:
    code = templatize(path.read_text(), origin=path.name)
    for match in _COUNTED_IN_TEMPLATE.finditer(code):
        yield Text(ast.literal_eval(match[1]), ast.literal_eval(match[2]))
    for match in _IN_TEMPLATE.finditer(code):
        yield Text(ast.literal_eval(match[1]))


def kept() -> Any:
    """The catalogue as it is written."""
    return polib.pofile(str(CATALOGUE), wrapwidth=_LINE_WIDTH)


def text_of(entry: Any) -> Text:
    """What an entry translates."""
    return Text(entry.msgid, entry.msgid_plural, entry.msgctxt)


def said(entry: Any) -> list[str]:
    """Every form of the translation."""
    return [entry.msgstr_plural[form] for form in sorted(entry.msgstr_plural)] or [entry.msgstr]


def bring_up_to_date() -> list[str]:
    """Write the catalogue anew, .po and .mo; the texts that still need English."""
    present = {text_of(entry): entry for entry in kept()} if CATALOGUE.exists() else {}
    catalogue = polib.POFile(wrapwidth=_LINE_WIDTH)
    catalogue.metadata = dict(_HEADER)
    for text, files in sorted(asked().items(), key=lambda one: (one[1][0], one[0])):
        catalogue.append(_entry(text, files, present.get(text)))
    CATALOGUE.parent.mkdir(parents=True, exist_ok=True)
    catalogue.save(str(CATALOGUE))
    catalogue.save_as_mofile(str(CATALOGUE.with_suffix(".mo")))
    return [entry.msgid for entry in catalogue.untranslated_entries()]


def _entry(text: Text, files: list[str], present: Any | None) -> Any:
    forms = {0: "", 1: ""} if text.plural else {}
    return polib.POEntry(
        msgctxt=text.context,
        msgid=text.words,
        msgid_plural=text.plural,
        msgstr=present.msgstr if present else "",
        msgstr_plural=(present.msgstr_plural or forms) if present and text.plural else forms,
        tcomment=present.tcomment if present else "",
        occurrences=[(file, "") for file in files],
        flags=["python-format"] if re.search(r"%\(\w+\)[sd]|%[sd]", text.words) else [],
    )


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.test")
    for words in bring_up_to_date():
        print(f"en: {words}")  # noqa: T201
