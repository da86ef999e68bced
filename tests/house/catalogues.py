"""What the desk says in Vietnamese where Wagtail, Django and the packages around them would say it in English.

Their own Vietnamese is far from complete. `locale/vi` has what is missing, and what is wrong or uses a word that
means something else in this register. `python -m tests.house.catalogues` brings it up to date after an upgrade: texts
that are new wait in the .po with nothing beside them, those that nobody asks for any more are gone, and the .mo that
Django reads is made anew.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final, NamedTuple

import django
import polib
from django.apps import apps

from tests.databases import ROOT

DOMAINS: Final = ("django", "djangojs")
# Wagtail takes sentences from these although they are not installed as apps, so Django does not read what they have.
_BORROWED: Final = ("django.contrib.humanize", "django_filters")
_LINE_WIDTH: Final = 110


class Text(NamedTuple):
    """What a program asks to have translated; the context tells two meanings of the same words apart."""

    context: str | None
    words: str


def asked(domain: str) -> dict[Text, Any]:
    """Every text of the packages, in the order of their names; its occurrences are the packages that have it."""
    found: dict[Text, Any] = {}
    for package, folder in sorted(_packages().items()):
        for entry in _english(folder, domain):
            known = found.setdefault(text_of(entry), entry)
            if known is entry:
                entry.occurrences = []
            if (package, "") not in known.occurrences:
                known.occurrences.append((package, ""))
            # What one counts and another does not is kept as counted: gettext finds it either way.
            known.msgid_plural = known.msgid_plural or entry.msgid_plural
    return found


def theirs(domain: str) -> dict[Text, set[str]]:
    """What the installed packages say in Vietnamese themselves, so far as Django reads it."""
    found: dict[Text, set[str]] = {}
    for package, folder in _packages().items():
        catalogue = folder / "locale" / "vi" / "LC_MESSAGES" / f"{domain}.mo"
        if package not in _BORROWED and catalogue.exists():
            for entry in polib.mofile(str(catalogue)):
                found.setdefault(text_of(entry), set()).update(said(entry))
    return found


def source(domain: str) -> Path:
    """The catalogue of this house that people write; the one that Django reads stands beside it."""
    return ROOT / "locale" / "vi" / "LC_MESSAGES" / f"{domain}.po"


def ours(domain: str) -> Any:
    return polib.pofile(str(source(domain)), wrapwidth=_LINE_WIDTH)


def said(entry: Any) -> set[str]:
    """The translation; in Vietnamese the plural has one form."""
    return set(entry.msgstr_plural.values()) if entry.msgid_plural else {entry.msgstr}


def text_of(entry: Any) -> Text:
    return Text(entry.msgctxt, entry.msgid)


def _packages() -> dict[str, Path]:
    """The packages whose sentences are shown, by name, with their folders."""
    site = Path(django.__file__).parents[1]
    installed = {app.name: Path(app.path) for app in apps.get_app_configs() if Path(app.path).parent != ROOT}
    others = {name: site.joinpath(*name.split(".")) for name in ("django.conf", *_BORROWED)}
    return installed | others


def _english(folder: Path, domain: str) -> Iterator[Any]:
    """The texts of a package; where it has no list in English, those that it has in any other language."""
    locales = folder / "locale"
    catalogue = f"LC_MESSAGES/{domain}.po"
    english = locales / "en" / catalogue
    for path in [english] if english.exists() else sorted(locales.glob(f"*/{catalogue}")):
        yield from (entry for entry in polib.pofile(str(path)) if not entry.obsolete)


def bring_up_to_date(domain: str) -> list[str]:
    """Write the catalogue anew, .po and .mo; the texts that still need a translation."""
    catalogue, wanted, known = ours(domain), asked(domain), theirs(domain)
    present = {text_of(entry): entry for entry in catalogue}
    catalogue.clear()
    for text, entry in wanted.items():
        if text in present or text not in known:
            catalogue.append(_renewed(entry, present.get(text)))
    catalogue.save()
    catalogue.save_as_mofile(str(source(domain).with_suffix(".mo")))
    return [entry.msgid for entry in catalogue.untranslated_entries()]


def _renewed(asked_now: Any, present: Any | None) -> Any:
    """The entry as the packages have it now, with the words it had."""
    return polib.POEntry(
        msgctxt=asked_now.msgctxt,
        msgid=asked_now.msgid,
        msgid_plural=asked_now.msgid_plural,
        msgstr=present.msgstr if present else "",
        msgstr_plural=(present.msgstr_plural if present else {0: ""}) if asked_now.msgid_plural else {},
        comment=asked_now.comment,
        tcomment=present.tcomment if present else "",
        occurrences=asked_now.occurrences,
        flags=[flag for flag in asked_now.flags if flag != "fuzzy"],
    )


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.test")
    django.setup()
    for each in DOMAINS:
        for words in bring_up_to_date(each):
            print(f"{each}: {words}")  # noqa: T201
