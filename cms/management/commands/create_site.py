"""Make the pages that a fresh register needs; what is there already stays as its editors left it."""

from __future__ import annotations

from typing import Any, Final
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.auth.models import Group
from django.core.management.base import BaseCommand
from django.db import transaction
from django.utils.translation import gettext, gettext_noop
from wagtail.models import Collection, Page, Site, Task, Workflow, WorkflowPage

from cms.first_pages.making import ensure_home, ensure_locales, ensure_pages
from cms.models import HomePage

_HTTP_PORT = 80
# What Wagtail's installation calls its own records, and what they are called here; other names are their editors'.
_NAMES: Final = (
    (Page, "title", "Root", gettext_noop("Gốc")),
    (Page, "draft_title", "Root", gettext_noop("Gốc")),
    (Collection, "name", "Root", gettext_noop("Gốc")),
    (Workflow, "name", "Moderators approval", gettext_noop("Duyệt trang")),
    (Task, "name", "Moderators approval", gettext_noop("Duyệt trang")),
    (Group, "name", "Moderators", gettext_noop("Người duyệt trang")),
    (Group, "name", "Editors", gettext_noop("Người soạn trang")),
)


class Command(BaseCommand):
    """create_site: the first pages in both languages, the site record, and who approves pages."""

    help = "Tạo các trang đầu tiên bằng hai thứ tiếng, địa chỉ của cổng và quy trình duyệt; chạy lại không đổi gì."

    def handle(self, *args: Any, **options: Any) -> None:
        """Create what is missing, all or nothing."""
        with transaction.atomic():
            locales = ensure_locales()
            home = ensure_home(locales[0])
            self._point_site_at(home)
            ensure_pages(home, locales)
            self._approve_below(Page.get_first_root_node())
            for model, field, name, ours in _NAMES:
                model.objects.filter(**{field: name}).update(**{field: gettext(ours)})
        self.stdout.write(gettext("Các trang đã sẵn sàng."))

    def _point_site_at(self, home: HomePage) -> None:
        """Give the default site to the home page, in place of the page that Wagtail's installation puts there."""
        site = Site.objects.filter(is_default_site=True).first()
        if site is None:
            address = urlsplit(settings.WAGTAILADMIN_BASE_URL)
            site = Site(
                is_default_site=True,
                hostname=address.hostname or "localhost",
                port=address.port or _HTTP_PORT,
            )
        if site.pk and site.root_page.specific_class is HomePage:
            return
        welcome = site.root_page if site.root_page_id else None
        site.root_page = home
        site.site_name = settings.WAGTAIL_SITE_NAME
        site.save()
        if welcome is not None and welcome.specific_class is Page and not welcome.is_root():
            welcome.delete()

    def _approve_below(self, root: Page) -> None:
        """Have every public page approved before it is published, unless its editors have chosen how already."""
        workflow = Workflow.objects.active().order_by("pk").first()
        if workflow is not None and not WorkflowPage.objects.exists():
            WorkflowPage.objects.create(workflow=workflow, page=root)
