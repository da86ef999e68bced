"""What every command on the register has in common: it refuses in one plain line, never with a stack trace."""

from __future__ import annotations

import os
import sys
from typing import Any, NoReturn

from django.core.management.base import BaseCommand
from django.db import DatabaseError, connection
from django.utils.translation import gettext as _

from units.models import Edition

EXIT_REFUSED = 2


class RegisterCommand(BaseCommand):
    """A command that needs a migrated database, and nothing else of the site."""

    requires_system_checks = []

    def execute(self, *args: Any, **options: Any) -> str | None:
        """Run the command; a database that is out of reach or has no tables yet is told in a sentence."""
        try:
            return super().execute(*args, **options)
        except BrokenPipeError:
            # Whoever was reading has seen enough; what is still waiting to be written goes nowhere.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            return None
        except DatabaseError as error:
            told = _what_is_missing()
            if told is None:
                raise
            self.stderr.write(f"{told} ({' '.join(str(error).split())})")
            raise SystemExit(EXIT_REFUSED) from error

    def refuse(self, *sentences: object) -> NoReturn:
        """Say why not, a line each, and end with exit 2."""
        for sentence in sentences:
            self.stderr.write(" ".join(str(sentence).split()))
        sys.exit(EXIT_REFUSED)


def _what_is_missing() -> str | None:
    try:
        tables = connection.introspection.table_names()
    except DatabaseError:
        return _("Không mở được cơ sở dữ liệu; hãy kiểm tra DATABASE_URL.")
    if Edition._meta.db_table in tables:
        return None
    return _("Cơ sở dữ liệu chưa có bảng; hãy chạy: python manage.py migrate.")
