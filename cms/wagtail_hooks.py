"""What the public pages add to the editors' desk."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.templatetags.static import static
from django.urls import URLPattern, path
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext
from wagtail import hooks
from wagtail.admin import messages
from wagtail.models import Page

from cms.matching import clean
from cms.records_chosen import choices_view
from cms.retired import explain


@hooks.register("register_admin_urls")
def addresses() -> list[URLPattern]:
    """The list from which records of the register are chosen."""
    return [path("so/chon/", choices_view, name="register_choices")]


@hooks.register("insert_editor_js")
def choosing() -> SafeString:
    """The script of the boxes in which records are chosen."""
    return format_html('<script src="{}" type="module"></script>', static("desk/records_chosen.js"))


@hooks.register("after_unpublish_page")
def say_why(request: HttpRequest, page: Page) -> None:
    """Keep the reason that the editor gave; whoever follows the old address reads it."""
    reason = clean(request.POST.get("reason", ""))
    if reason:
        below = page.get_descendants().filter(live=False).values_list("pk", flat=True)
        explain([page.pk, *(below if request.POST.get("include_descendants") else ())], reason)


@hooks.register("before_delete_page")
def first_unpublish(request: HttpRequest, page: Page) -> HttpResponse | None:
    """What the public can read is taken off the site first, with a reason; then it may be deleted."""
    if not page.get_descendants(inclusive=True).live().exists():
        return None
    messages.warning(
        request,
        gettext(
            "Trang đang công khai. Hãy gỡ trang và ghi lý do trước, rồi mới xóa: địa chỉ cũ sẽ nói lý do ấy."
        ),
    )
    return redirect("wagtailadmin_pages:unpublish", page.pk)
