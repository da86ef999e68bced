"""What templates need to say from where in time a page is read, and to lead to other days."""

from __future__ import annotations

from collections.abc import Mapping

from django import template

from cms.standpoint import DayChoice, Standpoint, day_choice, standpoint
from cms.subjects import Subject

register = template.Library()


@register.simple_tag(takes_context=True)
def page_standpoint(context: template.Context) -> Standpoint:
    """The standpoint of the page; its subject is in the context, if it has one."""
    subject = context.get("subject")
    return standpoint(context.get("request"), subject if isinstance(subject, Subject) else None)


@register.simple_tag(takes_context=True)
def page_day_choice(context: template.Context) -> DayChoice | None:
    """The ways to other days; None for a page that has no subject with a day."""
    subject = context.get("subject")
    return day_choice(subject) if isinstance(subject, Subject) and subject.day else None


@register.filter
def value_of(sent: Mapping[str, str], name: str) -> str:
    """What a form sent under a name that a template cannot spell."""
    return sent.get(name, "")
