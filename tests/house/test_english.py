"""The public site says everything in English too, and its templates have no words that cannot be translated."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest
from django.template.base import Lexer, TokenType
from django.utils.translation import gettext, ngettext, override

from cms.tongues import is_vietnamese
from tests.databases import ROOT
from tests.house import english
from tests.house.english import (
    CATALOGUE,
    Text,
    asked,
    bring_up_to_date,
    kept,
    public_templates,
    said,
    text_of,
)

FILLED_IN = re.compile(r"%\(\w+\)[srd]|%[srd]|\{\w*\}")
MARKUP = re.compile(r"</?[a-z][^>]*>")
# What is Vietnamese in an English sentence: names to be typed, in quotation marks or after "such as", and a currency.
NAMED = re.compile(r"“[^”]*”|such as [^;]*|\((?:KT|TM)\.[^)]*\)|240 tỷ|đồng")
# Pages that may not fail know no language, so they speak both.
SPOKEN_IN_BOTH = {"400.html", "500.html"}


def test_every_text_of_the_public_site_is_said_in_english() -> None:
    known = {text_of(entry) for entry in kept() if all(said(entry))}
    unsaid = [f"{text.words} ({files[0]})" for text, files in asked().items() if text not in known]
    assert unsaid == [], "`make messages` puts these into locale/en; translate them there"


def test_nothing_is_kept_that_nobody_asks_for_or_is_unsure() -> None:
    catalogue = kept()
    assert {text_of(entry) for entry in catalogue} - asked().keys() == set()
    assert not catalogue.fuzzy_entries()
    assert not catalogue.obsolete_entries()
    assert catalogue.metadata["Plural-Forms"] == "nplurals=2; plural=(n != 1);"


def test_the_english_is_english() -> None:
    left = {words for entry in kept() for words in said(entry) if is_vietnamese(NAMED.sub("", words))}
    assert left == set()


def test_what_is_filled_in_and_the_markup_are_those_of_the_vietnamese() -> None:
    for entry in kept():
        for words in said(entry):
            assert set(FILLED_IN.findall(words)) == set(FILLED_IN.findall(entry.msgid)), entry.msgid
            assert Counter(MARKUP.findall(words)) == Counter(MARKUP.findall(entry.msgid)), entry.msgid
            for edge in (r"\A\s*", r"\s*\Z"):
                assert re.findall(edge, words) == re.findall(edge, entry.msgid), entry.msgid


def test_what_django_reads_was_made_from_what_people_write() -> None:
    assert CATALOGUE.with_suffix(".mo").read_bytes() == kept().to_binary()


def test_django_says_it() -> None:
    with override("en"):
        assert gettext("Ai có thẩm quyền?") == "Who has authority?"
        counted = "%(count)d cơ quan có thẩm quyền"
        assert ngettext(counted, counted, 1) == "%(count)d office has authority"
        assert ngettext(counted, counted, 2) == "%(count)d offices have authority"


@pytest.mark.parametrize(
    "path", public_templates(), ids=lambda path: path.relative_to(ROOT / "templates").as_posix()
)
def test_no_words_of_a_public_template_are_beyond_translation(path: Path) -> None:
    if path.name in SPOKEN_IN_BOTH:
        assert '<p lang="en">' in path.read_text()
        return
    translated, bare = False, []
    for token in Lexer(path.read_text()).tokenize():
        command = token.contents.split()[0] if token.token_type == TokenType.BLOCK else ""
        if command in ("blocktranslate", "blocktrans"):
            translated = True
        elif command in ("endblocktranslate", "endblocktrans"):
            translated = False
        elif token.token_type == TokenType.TEXT and not translated and is_vietnamese(token.contents):
            bare.append(token.contents.strip())
        elif token.token_type == TokenType.VAR and is_vietnamese(
            re.sub(r"_\((?:'[^']*'|\"[^\"]*\")\)", "", token.contents)
        ):
            bare.append(token.contents)
    assert bare == []


def test_what_is_new_waits_and_what_is_gone_is_taken_away(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    catalogue = kept()
    known = catalogue.find("Ai có thẩm quyền?").msgstr
    catalogue.remove(catalogue.find("Ma trận"))
    catalogue.find("Hôm nay").msgid = "Điều không ai hỏi"
    catalogue.save(str(tmp_path / "django.po"))
    monkeypatch.setattr(english, "CATALOGUE", tmp_path / "django.po")

    assert {"Hôm nay", "Ma trận"} <= set(bring_up_to_date())

    renewed = english.kept()
    assert renewed.find("Điều không ai hỏi") is None
    assert renewed.find("Ai có thẩm quyền?").msgstr == known
    assert (tmp_path / "django.mo").read_bytes() == renewed.to_binary()


def test_texts_are_found_however_they_are_asked_for(tmp_path: Path) -> None:
    code, template = tmp_path / "code.py", tmp_path / "page.html"
    code.write_text(
        'gettext("Một")\n_("Hai " "ba")\nngettext("%(n)d bốn", "%(n)d bốn", 1)\n'
        'pgettext("nơi", "Năm")\ngettext(words)\n'
    )
    template.write_text(
        '{% translate "Sáu" %}'
        "{% blocktranslate with a=b count n=c %}{{ a }} bảy{% plural %}{{ n }} tám{% endblocktranslate %}"
        '{% include "x.html" with label=_("Chín") %}{% blocktranslate trimmed %}\n  Mười\n  một{% endblocktranslate %}'
    )
    assert set(english._in_code(code)) == {
        Text("Một"),
        Text("Hai ba"),
        Text("%(n)d bốn", "%(n)d bốn"),
        Text("Năm", context="nơi"),
    }
    assert set(english._in_template(template)) == {
        Text("Sáu"),
        Text("%(a)s bảy", "%(n)s tám"),
        Text("Chín"),
        Text("Mười một"),
    }
