"""What changes public pages beside the register is noted, so that no page is kept longer than it is true."""

from __future__ import annotations

from typing import Any

from django.db.models import Model
from django.db.models.signals import post_delete, post_save, pre_delete
from wagtail.contrib.redirects.models import Redirect
from wagtail.documents.models import Document
from wagtail.images.models import Image
from wagtail.models import Page, PageViewRestriction, Site
from wagtail.signals import page_published, page_slug_changed, page_unpublished, post_page_move

from cms.models import RetiredAddress
from cms.retired import when_deleted, when_published, when_unpublished
from cms.state import note_change

_SHOWN = (PageViewRestriction, Site, Document, Image, Redirect, RetiredAddress)


def connect() -> None:
    """Listen to what editors do."""
    for signal in (page_published, page_unpublished, page_slug_changed, post_page_move):
        signal.connect(_noted, dispatch_uid=f"cms.{id(signal)}")
    for model in _SHOWN:
        post_save.connect(_noted, sender=model, dispatch_uid=f"cms.save.{model.__name__}")
        post_delete.connect(_noted, sender=model, dispatch_uid=f"cms.delete.{model.__name__}")
    post_delete.connect(_noted_for_page, dispatch_uid="cms.delete.page")
    page_unpublished.connect(when_unpublished, dispatch_uid="cms.retired.unpublished")
    page_published.connect(when_published, dispatch_uid="cms.retired.published")
    pre_delete.connect(when_deleted, sender=Page, dispatch_uid="cms.retired.deleted")


def _noted(sender: Any, **_: Any) -> None:
    note_change()


def _noted_for_page(sender: type[Model], **_: Any) -> None:
    if issubclass(sender, Page):
        note_change()
