"""What Wagtail's own first page shows an officer: how much waits, and the way to it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from wagtail.admin.ui.components import Component

from delegation.editing.start import dossier_blocks, notices_shown
from units.models import User


class WorkPanel(Component):
    """The counts of the start page, and a link to it."""

    name = "my_work"
    template_name = "desk/home_panel.html"
    order = 10

    def __init__(self, user: User) -> None:
        self._user = user

    def get_context_data(self, parent_context: Mapping[str, Any]) -> Mapping[str, Any]:
        """The blocks that have something in them."""
        count, _notices = notices_shown(self._user)
        blocks = [block for block in dossier_blocks(self._user) if block.count]
        return {"blocks": blocks, "notice_count": count}
