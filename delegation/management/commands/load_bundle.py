from __future__ import annotations

import getpass
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any, NoReturn

from django.core.management.base import CommandParser
from django.db import IntegrityError
from django.utils.translation import gettext as _
from tqdm import tqdm

from delegation.bundle.faults import BundleRefused
from delegation.bundle.reading import read_bundle
from delegation.bundle.recording import Recording, TableChange, plan, record
from delegation.management.register_command import RegisterCommand
from units.guards import sentence


class Command(RegisterCommand):
    """`load_bundle DIR`: everything is checked before anything is written, in one transaction or not at all."""

    help = "Nạp một gói dữ liệu vào sổ: kiểm tra toàn bộ trước, ghi tất cả hoặc không ghi gì."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("folder", type=Path, metavar="THƯ_MỤC")
        parser.add_argument("--dry-run", action="store_true", help="chỉ kiểm tra và cho xem sẽ thay đổi gì")
        parser.add_argument("--by", default=None, metavar="TÊN", help="người ghi sổ")
        parser.add_argument("--reason", default=None, metavar="LÝ_DO", help="lý do ghi sổ")

    def handle(self, *args: Any, **options: Any) -> None:
        folder: Path = options["folder"]
        with _Bar(disable=options["verbosity"] == 0 or not sys.stderr.isatty()) as bar:
            try:
                bundle = read_bundle(folder, bar.step)
                if options["dry_run"]:
                    done = Recording(None, plan(bundle))
                else:
                    done = record(
                        bundle,
                        acting_user=None,
                        actor_name=options["by"] or getpass.getuser(),
                        reason=options["reason"] or _("Nạp gói dữ liệu “%s”.") % folder.resolve().name,
                        progress=bar.step,
                    )
            except BundleRefused as refused:
                self._refuse(refused.faults)
            except IntegrityError as error:
                told = sentence(error)
                if told is None:
                    raise
                self._refuse([told])
        self._tell(done, rehearsal=options["dry_run"])

    def _refuse(self, faults: Iterable[object]) -> NoReturn:
        self.refuse(*faults, _("Gói dữ liệu bị từ chối; sổ không thay đổi."))

    def _tell(self, done: Recording, *, rehearsal: bool) -> None:
        for change in done.changes:
            if change.new or change.corrected:
                self._tell_table(change, shown=rehearsal)
        if done.is_empty:
            self.stdout.write(_("Sổ đã ghi đúng như gói dữ liệu; không có gì để ghi."))
        elif rehearsal:
            self.stdout.write(_("Chạy thử: chưa ghi gì vào sổ."))
        else:
            self.stdout.write(_("Đã ghi sổ, lần ghi số %d.") % done.edition)

    def _tell_table(self, change: TableChange, *, shown: bool) -> None:
        self.stdout.write(
            _("%(file)s: %(new)d mục mới, %(corrected)d mục đính chính, %(unchanged)d mục giữ nguyên.")
            % {
                "file": change.shelf.table.file,
                "new": len(change.new),
                "corrected": len(change.corrected),
                "unchanged": change.unchanged,
            }
        )
        if shown:
            for mark, rows in (("+", change.new), ("~", change.corrected)):
                for key in rows:
                    self.stdout.write(f"  {mark} {' '.join(key)}")


class _Bar:
    """A progress bar that starts again for each table."""

    def __init__(self, *, disable: bool) -> None:
        self._disable = disable
        self._bar: tqdm[Any] | None = None

    def __enter__(self) -> _Bar:
        return self

    def __exit__(self, *_exc: object) -> None:
        if self._bar is not None:
            self._bar.close()

    def step(self, what: str, done: int, total: int) -> None:
        """Show that `done` of `total` have been dealt with."""
        if self._bar is None or self._bar.desc != what:
            self.__exit__()
            self._bar = tqdm(desc=what, total=total, disable=self._disable, file=sys.stderr)
            self._bar.desc = what
        self._bar.update(done - self._bar.n)
