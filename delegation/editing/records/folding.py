"""The search shadow of a text, made in the database, for texts that are stored composed: as units.text.fold makes it,
but with marks as spaces, so that a word is what stands after a space.

What has a shadow of its own (`folded`) is found by that; this is for all the other cells that people look for.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from typing import Any, Final
from weakref import WeakKeyDictionary

from django.db.models import Func, TextField, Value
from django.db.models.functions import Lower
from django.db.models.sql.compiler import SQLCompiler

from units.text import fold

_FUNCTION: Final = "register_shadow"
_LETTERS: Final = "aăâeêioôơuưy"
# What stands before each text: nothing that is looked for goes over it, as no text has a mark left.
_BEFORE: Final = "| "
_MARKS: Final = "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~\t\n\r\u00a0–—‘’“”…«»·•²³"
_TONES: Final = "\u0300\u0301\u0303\u0309\u0323"


def _accented_letters() -> dict[str, str]:
    """Every accented letter of Vietnamese in one character, with the letter that it is searched by."""
    letters = {unicodedata.normalize("NFC", letter + tone) for letter in _LETTERS for tone in ("", *_TONES)}
    accented = {letter for letter in letters if not letter.isascii()} | {"đ"}
    return {form: fold(form) for letter in sorted(accented) for form in (letter, letter.upper())}


_ACCENTED: Final = _accented_letters()


class _Bare(dict[int, str]):
    """For each character, what is left of it in the shadow: found once, as a search looks at millions."""

    def __missing__(self, code: int) -> str:
        character = chr(code)
        self[code] = bare = " " if character in _MARKS or character.isspace() else fold(character)
        return bare


_BARE: Final = _Bare()


@lru_cache(maxsize=16)
def shadow(*texts: str | None) -> str:
    """The texts in lower case without accents and marks, each after a sign of its own.

    The last few are remembered: a row is asked about once for each word of a search.
    """
    return "".join(f"{_BEFORE}{text.translate(_BARE)}" for text in texts if text)


def sought(word: str) -> str:
    """What to look for in a shadow: the word at its beginning; "" for one that is only marks."""
    bare = word.translate(_BARE).strip()
    return f" {bare}" if bare else ""


class Shadow(Func):
    """The shadow of some columns of text, of which none has to be filled."""

    output_field = TextField()
    # Where each database connection has the function: SQLite asks Python for it.
    _known: WeakKeyDictionary[Any, Any] = WeakKeyDictionary()

    def as_sqlite(self, compiler: SQLCompiler, connection: Any, **context: Any) -> tuple[str, Any]:
        """Ask Python."""
        connection.ensure_connection()
        if self._known.get(connection) is not connection.connection:
            connection.connection.create_function(_FUNCTION, -1, shadow, deterministic=True)
            self._known[connection] = connection.connection
        return self.as_sql(compiler, connection, function=_FUNCTION, **context)

    def as_postgresql(self, compiler: SQLCompiler, _connection: Any, **_context: Any) -> tuple[str, Any]:
        """Replace letter by letter; LOWER alone would not know accented letters under every collation."""
        told = "".join(_ACCENTED) + _MARKS
        bare = "".join(_ACCENTED.values()) + " " * len(_MARKS)
        texts = self.get_source_expressions()
        joined = _text(Value(_BEFORE), Value(""), *texts, function="CONCAT_WS")
        shadowed = Lower(_text(joined, Value(told), Value(bare), function="TRANSLATE"))
        sql, params = compiler.compile(shadowed)
        return sql, params


def _text(*parts: Any, function: str) -> Func:
    return Func(*parts, function=function, output_field=TextField())
