"""The desk speaks Vietnamese, all of it, in the words of this register."""

from __future__ import annotations

import json
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from django.utils.translation import get_language, gettext, ngettext, npgettext, pgettext
from wagtail.admin.templatetags.wagtailadmin_tags import timesince_simple

from tests.house import catalogues
from tests.house.catalogues import DOMAINS, Text, asked, bring_up_to_date, ours, said, source, text_of, theirs

FILLED_IN = re.compile(r"%\(\w+\)[srd]|%[srd]|\{\w*\}")
MARKUP = re.compile(r"</?[a-z][^>]*>")
# Names that are the same in every language.
NAMES = {"IPv4", "IPv6", "%(value)s googol"}
TONE_ON_THE_LAST_VOWEL = re.compile(r"(?<!q)(?:o[áàảãạéèẻẽẹ]|u[ýỳỷỹỵ])\b", re.IGNORECASE)
OF_THE_LAW = {
    "văn bản",
    "thẩm quyền",
    "phân quyền",
    "phân cấp",
    "ủy quyền",
    "công bố",
    "ghi sổ",
    "đính chính",
}

every_domain = pytest.mark.parametrize("domain", DOMAINS)


def translations(domain: str) -> Iterator[tuple[Any, str]]:
    """Each text of the house's own catalogue, with each form of its translation."""
    return ((entry, words) for entry in ours(domain) for words in said(entry))


def heard(domain: str) -> dict[Text, set[str]]:
    """What is said in the end: the house's own words before the packages'."""
    return theirs(domain) | {text_of(entry): said(entry) for entry in ours(domain)}


@every_domain
def test_every_text_of_the_packages_is_said_in_vietnamese(domain: str) -> None:
    known = heard(domain)
    unsaid = [text.words for text in asked(domain) if text not in known]
    assert unsaid == [], "`make messages` puts these into the catalogue; translate them there"


@every_domain
def test_nothing_is_kept_that_nobody_asks_for_or_that_is_said_already(domain: str) -> None:
    wanted, known = asked(domain), theirs(domain)
    own = {text_of(entry): said(entry) for entry in ours(domain)}
    assert own.keys() - wanted.keys() == set()
    assert {text for text, words in own.items() if known.get(text) == words} == set()


@every_domain
def test_nothing_is_left_empty_uncertain_or_in_english(domain: str) -> None:
    catalogue = ours(domain)
    assert catalogue.metadata["Plural-Forms"] == "nplurals=1; plural=0;"
    assert not catalogue.untranslated_entries()
    assert not catalogue.fuzzy_entries()
    assert not catalogue.obsolete_entries()
    same = {words for entry, words in translations(domain) if words == entry.msgid}
    assert {words for words in same if re.search(r"[^\W\d_]", FILLED_IN.sub("", words))} <= NAMES


@every_domain
def test_what_is_filled_in_and_the_markup_are_those_of_the_english(domain: str) -> None:
    for entry, words in translations(domain):
        # "1 page" and "%(counter)s pages" are one sentence in Vietnamese, and that sentence counts.
        forms = [entry.msgid_plural or entry.msgid]
        if FILLED_IN.search(entry.msgid):
            forms.append(entry.msgid)
        assert set(FILLED_IN.findall(words)) in [set(FILLED_IN.findall(form)) for form in forms], entry.msgid
        assert Counter(MARKUP.findall(words)) == Counter(MARKUP.findall(entry.msgid)), entry.msgid
        for edge in (r"\A\s*", r"\s*\Z"):
            assert re.findall(edge, words) == re.findall(edge, entry.msgid), entry.msgid


@every_domain
def test_letters_are_composed_and_the_tone_stands_where_the_house_puts_it(domain: str) -> None:
    every = {words for forms in heard(domain).values() for words in forms}
    assert {words for words in every if not unicodedata.is_normalized("NFC", words)} == set()
    assert {words for words in every if TONE_ON_THE_LAST_VOWEL.search(words)} == set()


@every_domain
def test_the_words_of_the_law_are_left_to_the_register(domain: str) -> None:
    every = {words.lower() for forms in heard(domain).values() for words in forms}
    assert {(noun, words) for noun in OF_THE_LAW for words in every if noun in words} == set()


@every_domain
def test_what_django_reads_was_made_from_what_people_write(domain: str) -> None:
    assert source(domain).with_suffix(".mo").read_bytes() == ours(domain).to_binary()


def test_django_says_it() -> None:
    assert get_language() == "vi"
    assert gettext("Dashboard") == "Trang tổng quan"
    assert gettext("Publish") == "Đăng"
    assert ngettext("Delete 1 page", "Delete %(counter)s pages", 1) == "Xóa %(counter)s trang"
    assert ngettext("Delete 1 page", "Delete %(counter)s pages", 7) == "Xóa %(counter)s trang"
    assert pgettext("A tag slug", "slug") == "tên trong địa chỉ"
    # A package that is used without being installed.
    assert npgettext("naturaltime-past", "%(num)d day", "%(num)d days", 3) % {"num": 3} == "3 ngày"


def test_a_moment_ago_is_recognised_among_the_spans_of_time() -> None:
    now = timezone.now()
    assert timesince_simple(now) == "vừa xong"
    assert timesince_simple(now - timedelta(days=8)) == "1\xa0tuần trước"


@pytest.mark.django_db
def test_the_scripts_of_the_desk_are_told_it_too(client: Client) -> None:
    answer = client.get("/admin/jsi18n/").content.decode()
    found = re.search(r"const newcatalog = (\{.*?\});\n", answer, re.DOTALL)
    assert found
    told = json.loads(found[1])
    for text, forms in heard("djangojs").items():
        assert (set(told[text.words]) if isinstance(told[text.words], list) else {told[text.words]}) == forms


def test_an_upgrade_brings_what_is_new_and_takes_what_is_gone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    catalogue = ours("djangojs")
    kept = catalogue.find("Reply").msgstr
    catalogue.remove(catalogue.find("Main menu"))
    catalogue.find("Retry").msgid = "What nobody asks for"
    catalogue.save(str(tmp_path / "djangojs.po"))
    monkeypatch.setattr(catalogues, "source", lambda domain: tmp_path / f"{domain}.po")

    assert sorted(bring_up_to_date("djangojs")) == ["Main menu", "Retry"]

    renewed = ours("djangojs")
    assert renewed.find("What nobody asks for") is None
    assert renewed.find("Reply").msgstr == kept
    assert (tmp_path / "djangojs.mo").read_bytes() == renewed.to_binary()
