"""The plain site as a server takes it; made ready when it is first loaded."""

from __future__ import annotations

import os

os.environ["DJANGO_SETTINGS_MODULE"] = "benchmarks.peers.wagtail_site.settings"

from django.core.management import call_command
from django.core.wsgi import get_wsgi_application

application = get_wsgi_application()
# Wagtail's own migrations make a first page and a site for it: a page of no type of its own, a title in a template.
call_command("migrate", verbosity=0)
