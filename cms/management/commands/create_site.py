"""Make the pages that a fresh register needs; what is there already stays as its editors left it."""

from __future__ import annotations

from typing import Any, Final
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.auth.models import Group
from django.core.management.base import BaseCommand
from django.db import transaction
from django.utils.translation import gettext, gettext_noop
from wagtail.models import Collection, Page, Site, Task, Workflow

from cms.models import HomePage, MatrixPage

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
    """create_site: the home page, the matrix page and the site record."""

    help = "Tạo trang chủ, trang ma trận và địa chỉ của cổng; chạy lại không làm thay đổi gì."

    def handle(self, *args: Any, **options: Any) -> None:
        """Create what is missing, all or nothing."""
        with transaction.atomic():
            home = HomePage.objects.first() or self._create_home()
            if not MatrixPage.objects.child_of(home).exists():
                home.add_child(instance=_matrix_page())
            self._point_site_at(home)
            for model, field, name, ours in _NAMES:
                model.objects.filter(**{field: name}).update(**{field: gettext(ours)})
        self.stdout.write(gettext("Các trang đã sẵn sàng."))

    def _create_home(self) -> HomePage:
        root = Page.get_first_root_node()
        if root is None:
            root = Page.add_root(instance=Page(title="Root", slug="root"))
        home = HomePage(
            title=gettext("Ai có thẩm quyền?"),
            slug="trang-chu",
            introduction=gettext(
                "<p>Sổ này ghi việc phân quyền, phân cấp, ủy quyền trên địa bàn Thành phố Hồ Chí Minh: "
                "cơ quan nào được quyết định việc gì, ở đâu, trong giới hạn nào, "
                "từ ngày nào đến ngày nào, theo điều khoản nào.</p>"
            ),
        )
        root.add_child(instance=home)
        return home

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


def _matrix_page() -> MatrixPage:
    return MatrixPage(
        title=gettext("Ma trận thẩm quyền"),
        slug="ma-tran",
        introduction=gettext(
            "<p>Mỗi dòng là một thẩm quyền đang có hiệu lực vào ngày đã chọn: giao cho ai, bằng hình thức nào, "
            "theo văn bản nào.</p>"
        ),
    )
