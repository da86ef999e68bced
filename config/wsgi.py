"""The entry point for a web server."""

from __future__ import annotations

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.local")

_application = get_wsgi_application()

# The public site is known only once Django has been set up.
from cms.caching import KeptPages  # noqa: E402

application = KeptPages(_application)
