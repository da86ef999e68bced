"""One part of the measuring in a process of its own: `python -m benchmarks.steps PART ARGUMENTS…`."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable
from dataclasses import asdict
from typing import Any, Final

import django
from django.utils.module_loading import import_string

# By name, as models can only be imported once Django has been set up.
_FIGURES: Final = {
    "engine": "benchmarks.engine.engine_figures",
    "peers": "benchmarks.beside.peer_figures",
    "pages": "benchmarks.pages.page_figures",
    "desk": "benchmarks.desk.desk_figures",
    "public": "benchmarks.public.public_figures",
}
_FILES: Final = {
    "bundle": "benchmarks.registers.write_register",
    "questions": "benchmarks.questions.write_stream",
}


def main(part: str, *arguments: str) -> None:
    """Do the part: print figures, one as JSON a line, for so many cases; or write a file."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.local")
    django.setup()
    if part in _FILES:
        write: Callable[..., Any] = import_string(_FILES[part])
        write(*arguments)
        return
    for figure in import_string(_FIGURES[part])(int(arguments[0])):
        print(json.dumps(asdict(figure)), flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
