"""The doors that Wagtail brings: to whom each stands open. A right on a unit opens none of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final

from tests.doors.doors import Who, anybody, inside, only

Furniture = Mapping[str, Any]
Fill = Callable[[Furniture], tuple[Any, ...]]

_ADMINISTRATOR: Final = only("administrator")
_PAGES: Final = only("administrator", "page editor")
_MODEL: Final = ("cms", "matrixpage")


def _nothing(_furniture: Furniture) -> tuple[Any, ...]:
    return ()


def _the(*names: str | int) -> Fill:
    """What is there under these names; a number stands for itself."""
    return lambda furniture: tuple(furniture.get(str(name), name) for name in names)


def _rows(who: Who, space: str, fill: Fill, *names: str) -> dict[str, tuple[Fill, Who]]:
    return {f"{space}{name}": (fill, who) for name in names}


WAGTAIL: Final[Mapping[str, tuple[Fill, Who]]] = {
    # Before the desk.
    **_rows(anybody, "wagtailadmin_", _nothing, "sprite", "login", "javascript_catalog", "password_reset"),
    **_rows(anybody, "wagtailadmin_password_reset_", _nothing, "done", "complete"),
    **_rows(anybody, "wagtailadmin_password_reset_", _the("MQ", "x-y"), "confirm"),
    **_rows(anybody, "wagtaildocs_", _the("document", "a.txt"), "serve"),
    **_rows(anybody, "wagtaildocs_", _the(1), "authenticate_with_password"),
    # One's own account, and what the desk is furnished with.
    **_rows(inside, "wagtailadmin_", _nothing, "home", "account", "logout", "dismissibles", "block_preview"),
    **_rows(inside, "wagtailadmin_editing_sessions:", _the(*_MODEL, "page", 0), "ping"),
    **_rows(inside, "wagtailadmin_editing_sessions:", _the(0), "release"),
    **_rows(inside, "wagtailadmin_", _nothing, "tag_autocomplete"),
    **_rows(inside, "wagtailadmin_", _the(*_MODEL), "tag_model_autocomplete"),
    **_rows(inside, "wagtailadmin_reports:", _nothing, "site_history", "site_history_results"),
    "admin/test404/": (_nothing, inside),
    "admin/^.*/$": (_nothing, inside),
    # What Wagtail lets everybody at the desk choose from: pages, documents, pictures, tasks; nothing of the register.
    **_rows(inside, "wagtailadmin_api:", _nothing, "pages:listing", "documents:listing", "images:listing"),
    **_rows(inside, "wagtailadmin_api:", _nothing, "pages:find", "documents:find", "images:find"),
    **_rows(inside, "wagtailadmin_api:documents:", _the("document"), "detail"),
    **_rows(inside, "wagtailadmin_api:images:", _the("image"), "detail"),
    **_rows(inside, "wagtailadmin_choose_page", _nothing, "", "_search", "_chosen_multiple"),
    **_rows(inside, "wagtailadmin_choose_page_", _the("page"), "child"),
    **_rows(
        inside,
        "wagtailadmin_choose_page_",
        _nothing,
        "external_link",
        "email_link",
        "phone_link",
        "anchor_link",
    ),
    **_rows(inside, "wagtaildocs_chooser:", _nothing, "choose", "choose_results", "chosen_multiple"),
    **_rows(inside, "wagtailimages_chooser:", _nothing, "choose", "choose_results", "chosen_multiple"),
    **_rows(inside, "wagtailimages_chooser:", _the("image"), "select_format"),
    **_rows(
        inside,
        "wagtailadmin_workflows:",
        _nothing,
        "task_chooser",
        "task_chooser_results",
        "task_chooser_create",
    ),
    **_rows(inside, "wagtailadmin_workflows:", _the("task"), "task_chosen"),
    **_rows(inside, "wagtailadmin_pages:", _the(*_MODEL), "choose_parent"),
    # What is published of the register may be put into a page by whoever writes pages.
    **_rows(inside, "register_choices", _nothing, ""),
    **_rows(
        inside,
        "wagtailadmin_pages:",
        _the("page"),
        "confirm_workflow_cancellation",
        "revisions_index",
    ),
    **_rows(inside, "wagtailadmin_pages:", _the("page", "root"), "move_confirm"),
    # Pages, documents and pictures: for who edits them.
    **_rows(_PAGES, "wagtailadmin_api:pages:", _the("page"), "detail"),
    **_rows(_PAGES, "wagtailadmin_api:pages:", _the("page", "delete"), "action"),
    **_rows(_PAGES, "wagtailadmin_explore", _nothing, "_root"),
    **_rows(_PAGES, "wagtailadmin_explore", _the("page"), "", "_results"),
    **_rows(_PAGES, "wagtail_bulk_", _the(*_MODEL, "delete"), "action"),
    **_rows(_PAGES, "wagtailadmin_pages:", _nothing, "search", "search_results"),
    **_rows(_PAGES, "wagtailadmin_pages:", _the(*_MODEL), "type_use", "type_use_results"),
    **_rows(_PAGES, "wagtailadmin_pages:", _the(*_MODEL, "page"), "add", "preview_on_add"),
    **_rows(
        _PAGES,
        "wagtailadmin_pages:",
        _the("page"),
        *("usage", "edit", "preview_on_edit", "view_draft", "add_subpage", "convert_alias", "copy"),
        *("workflow_history", "history", "history_results"),
    ),
    **_rows(_PAGES, "wagtailadmin_pages:", _the("page", "revision"), "revisions_view", "revisions_revert"),
    **_rows(_PAGES, "wagtailadmin_pages:", _the("page", "live", "latest"), "revisions_compare"),
    **_rows(_PAGES, "wagtailadmin_pages:", _the("page", 1), "workflow_history_detail"),
    **_rows(_PAGES, "wagtailadmin_pages:", _the("page", "task"), "workflow_preview"),
    **_rows(
        _PAGES,
        "wagtailadmin_pages:",
        _the("page", "delete", 1),
        "workflow_action",
        "collect_workflow_action_data",
    ),
    **_rows(
        _PAGES,
        "wagtailadmin_reports:",
        _nothing,
        *("workflow", "workflow_results", "workflow_tasks", "workflow_tasks_results"),
        *("aging_pages", "aging_pages_results", "page_types_usage", "page_types_usage_results"),
    ),
    **_rows(_PAGES, "wagtaildocs:", _nothing, "index", "index_results", "add", "add_multiple"),
    **_rows(_PAGES, "wagtaildocs:", _the("document"), "edit", "delete", "document_usage"),
    **_rows(_PAGES, "wagtaildocs:", _the("document"), "edit_multiple", "delete_multiple"),
    **_rows(
        _PAGES,
        "wagtaildocs:",
        _the(1),
        "create_multiple_from_uploaded_document",
        "delete_upload_multiple",
    ),
    **_rows(_PAGES, "wagtaildocs_chooser:", _nothing, "create"),
    **_rows(_PAGES, "wagtaildocs_chooser:", _the("document"), "chosen"),
    **_rows(_PAGES, "wagtailimages:", _nothing, "index", "index_results", "add", "add_multiple"),
    **_rows(_PAGES, "wagtailimages:", _the("image"), "edit", "delete", "image_usage", "url_generator"),
    **_rows(_PAGES, "wagtailimages:", _the("image"), "edit_multiple", "delete_multiple"),
    **_rows(_PAGES, "wagtailimages:", _the("image"), "url_generator_output"),
    **_rows(_PAGES, "wagtailimages:", _the("image", "width-10"), "preview"),
    **_rows(
        _PAGES,
        "wagtailimages:",
        _the(1),
        "create_multiple_from_uploaded_image",
        "delete_upload_multiple",
    ),
    **_rows(_PAGES, "wagtailimages_chooser:", _nothing, "create"),
    **_rows(_PAGES, "wagtailimages_chooser:", _the("image"), "chosen"),
    # Accounts, groups, and how the site is set up: for administrators.
    **_rows(
        _ADMINISTRATOR,
        "wagtailadmin_pages:",
        _the("page"),
        *("delete", "unpublish", "move", "set_page_position", "set_privacy", "lock", "unlock"),
    ),
    **_rows(_ADMINISTRATOR, "wagtailadmin_pages:", _the("page", "revision"), "revisions_unschedule"),
    **_rows(_ADMINISTRATOR, "wagtailadmin_reports:", _nothing, "locked_pages", "locked_pages_results"),
    **_rows(_ADMINISTRATOR, "wagtailadmin_collections:", _nothing, "index", "add"),
    **_rows(_ADMINISTRATOR, "wagtailadmin_collections:", _the("collection"), "edit", "delete", "set_privacy"),
    **_rows(
        _ADMINISTRATOR,
        "wagtailadmin_workflows:",
        _nothing,
        *("index", "index_results", "add", "select_task_type", "task_index", "task_index_results"),
    ),
    **_rows(
        _ADMINISTRATOR,
        "wagtailadmin_workflows:",
        _the("workflow"),
        *("enable", "disable", "edit", "usage", "usage_results"),
    ),
    **_rows(_ADMINISTRATOR, "wagtailadmin_workflows:", _the("page"), "remove"),
    **_rows(
        _ADMINISTRATOR, "wagtailadmin_workflows:", _the("task"), "edit_task", "disable_task", "enable_task"
    ),
    **_rows(_ADMINISTRATOR, "wagtailadmin_workflows:", _the("wagtailcore", "groupapprovaltask"), "add_task"),
    **_rows(_ADMINISTRATOR, "wagtailsettings:", _the("cms", "homepage", 1), "edit", "preview_on_edit"),
    **_rows(_ADMINISTRATOR, "wagtailsites:", _nothing, "index", "index_results", "add"),
    **_rows(
        _ADMINISTRATOR,
        "wagtailsites:",
        _the("site"),
        *("edit", "delete", "history", "history_results", "usage", "copy"),
    ),
    # Where pages moved to, and pages translated.
    **_rows(
        _ADMINISTRATOR,
        "wagtailredirects:",
        _nothing,
        *("index", "index_results", "add", "start_import", "process_import"),
    ),
    **_rows(_ADMINISTRATOR, "wagtailredirects:", _the("redirect"), "edit", "delete"),
    **_rows(_ADMINISTRATOR, "simple_translation:", _the("page"), "submit_page_translation"),
    **_rows(
        _ADMINISTRATOR,
        "simple_translation:",
        _the("wagtailcore", "page", "page"),
        "submit_snippet_translation",
    ),
    **_rows(_ADMINISTRATOR, "wagtailusers_users:", _nothing, "index", "index_results", "add"),
    **_rows(
        _ADMINISTRATOR,
        "wagtailusers_users:",
        _the("user"),
        *("edit", "delete", "history", "history_results", "usage", "copy"),
    ),
    **_rows(_ADMINISTRATOR, "wagtailusers_groups:", _nothing, "index", "index_results", "add"),
    **_rows(
        _ADMINISTRATOR,
        "wagtailusers_groups:",
        _the("group"),
        *("edit", "delete", "history", "history_results", "usage"),
    ),
}
# Wagtail keeps one address that fails on purpose, to try out the alarms.
FAILS_ON_PURPOSE: Final = "wagtailadmin_error_test"
# A route without a name, and an address for it.
UNNAMED: Final = {"admin/test404/": "/admin/test404/", "admin/^.*/$": "/admin/khong-co/"}
