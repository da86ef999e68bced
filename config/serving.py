"""How gunicorn serves the register on one's own machine; `python -m config.serving` only asks whether the port is free.

The program is loaded once, reads the register, and is then shared by the workers: no connection to the database may be
open when they part.
"""

from __future__ import annotations

import gc
import os
import socket
import sys
from typing import Any

HOST = "127.0.0.1"


def port() -> int:
    """The port asked for. Ends the program with a sentence if it is none."""
    asked = os.environ.get("PORT") or "8000"
    if not asked.isascii() or not asked.isdigit() or not 0 < int(asked) < 65_536:
        sys.exit(f"PORT phải là một số từ 1 đến 65535, không phải “{asked}”.")
    return int(asked)


def require_free_port() -> None:
    """End the program with a sentence if the port cannot be taken."""
    number = port()
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, number))
        except OSError as error:
            sys.exit(
                f"Không mở được cổng {number} ({error.strerror}): có lẽ một chương trình khác đang dùng. "
                f"Hãy chọn cổng khác, ví dụ: make run PORT={number + 1 if number < 65_535 else 8001}"
            )


def on_starting(_server: Any) -> None:
    """Say in plain words that the port is taken, instead of trying for seconds."""
    require_free_port()


def when_ready(_server: Any) -> None:
    """Read the register, which the workers then share, and tell where it is to be found."""
    # The settings are known only once the program has been loaded.
    from cms.reading_ahead import read_ahead  # noqa: PLC0415

    problem = read_ahead()
    # What has been read stays: the workers share it, and need not search it for garbage.
    gc.collect()
    gc.freeze()
    if problem:
        sys.stderr.write(f"Chưa đọc được sổ ({problem}); trang đầu tiên sẽ chậm hơn.\n")
    address = f"http://{HOST}:{port()}/"
    sys.stdout.write(
        f"\nTrang công khai:  {address}\n"
        f"Trang biên tập:   {address}admin/\n"
        "Đăng nhập:        tên và mật khẩu ở trong var/accounts.txt, trên máy này\n"
        "Dừng:             Ctrl-C\n\n"
    )
    sys.stdout.flush()


bind = f"{HOST}:{port()}"
workers = 2
threads = 4
preload_app = True
loglevel = "warning"

if __name__ == "__main__":
    require_free_port()
