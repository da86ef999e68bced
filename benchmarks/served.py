"""The public pages as gunicorn serves them, with the number of statements of each in a header."""

from __future__ import annotations

import os
from collections.abc import Iterable
from time import process_time
from typing import Any

from django.core.wsgi import get_wsgi_application
from django.db import connection

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.local")

STATEMENTS = "X-Statements"
WORKED = "X-Processor-Milliseconds"
_pages = get_wsgi_application()


def application(environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
    """The register's own application; counts what is asked of the database until the answer begins."""
    count = 0
    worked = process_time()

    def counted(execute: Any, *statement: Any) -> Any:
        nonlocal count
        count += 1
        return execute(*statement)

    def start(status: str, headers: list[tuple[str, str]], *rest: Any) -> Any:
        spent = f"{1000 * (process_time() - worked):.3f}"
        return start_response(status, [*headers, (STATEMENTS, str(count)), (WORKED, spent)], *rest)

    with connection.execute_wrapper(counted):
        return _pages(environ, start)
