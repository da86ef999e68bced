from __future__ import annotations

from units.models import Unit, User
from units.rights import Right, may


class ActionRefused(Exception):
    """The action was not taken and nothing has changed; the message says why, and what to do."""


class NotAllowed(ActionRefused):
    """The acting person has no right to it."""


def require_right(user: User, right: Right, unit: Unit | str, sentence: str) -> None:
    """Raises NotAllowed with the sentence unless the person has the right on the unit."""
    if not may(user, right, unit if isinstance(unit, str) else unit.pk):
        raise NotAllowed(sentence)
