"""A register on one's own machine: started with `make run`, reached on 127.0.0.1 only."""

from __future__ import annotations

import os
import secrets

from config.settings.base import *  # noqa: F403
from config.settings.base import BASE_DIR

(BASE_DIR / "var").mkdir(exist_ok=True)


def _own_secret() -> str:
    """A key made once for this machine, so that sessions survive a restart and no key stands in the code."""
    path = BASE_DIR / "var" / "secret_key"
    if not path.exists():
        with open(os.open(path, os.O_CREAT | os.O_WRONLY, 0o600), "w", encoding="ascii") as file:
            file.write(secrets.token_urlsafe(50))
    return path.read_text(encoding="ascii")


SECRET_KEY = os.environ.get("SECRET_KEY") or _own_secret()
DEBUG = False
ALLOWED_HOSTS = ["127.0.0.1", "localhost", "[::1]"]
EMAIL_BACKEND = "django.core.mail.backends.console.EmailBackend"
# Static files are served straight from where they are written.
WHITENOISE_USE_FINDERS = True
# The security log is on the desk; a start should not be buried in it.
LOGGING["loggers"]["register.security"]["level"] = "WARNING"
