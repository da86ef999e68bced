"""A dossier's judgement, kept until the dossier or the register changes: most pages of the desk ask for it."""

from __future__ import annotations

from datetime import datetime
from functools import lru_cache
from typing import Final

from delegation.dossiers.judging import Judgement, content_digest, judge
from delegation.models import Dossier
from units.models import Edition

_KEPT: Final = 16

Moment = tuple[int, datetime | None]


def newest() -> Moment:
    """The newest edition, and when it was recorded: a restored copy may have another of the same number."""
    found = Edition.objects.order_by("-number").values_list("number", "recorded_at").first()
    return found or (0, None)


def judgement_of(dossier: Dossier) -> Judgement:
    """What is to be said of the dossier as it now is, beside the register as it now is."""
    return _judged(dossier, dossier.state, content_digest(dossier), newest())


@lru_cache(maxsize=_KEPT)
def _judged(dossier: Dossier, _state: str, _digest: str, _register: Moment) -> Judgement:
    # The lines' keys come and go with the state; all else that is judged is in the digest.
    return judge(dossier)


forget_judgements = _judged.cache_clear
