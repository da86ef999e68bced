"""What is written in the decision of a dossier beside its lines, and what its lines take over from the decision."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from delegation.actions.drafting import LineEdit, Saved, note_change, open_draft, save_lines
from delegation.actions.refusal import ActionRefused
from delegation.actions.trail import sign
from delegation.dossiers.document import read_texts
from delegation.models import Dossier, DossierDocument
from units.models import User
from units.text import normalise

LONGEST_TEXT = 20_000


@transaction.atomic
def write_document(
    dossier: Dossier, texts: Mapping[str, tuple[str, str]], *, acting_user: User
) -> tuple[str, ...]:
    """Change texts of the decision: by name, what was seen and what is to stand.

    Returns the names of those that were not written because somebody else had changed them. Raises ActionRefused.
    """
    draft = open_draft(dossier, acting_user)
    unknown = texts.keys() - read_texts({}).__dataclass_fields__.keys()
    if unknown:
        raise ActionRefused(_("Văn bản không có mục %s.") % ", ".join(sorted(unknown)))
    if any(len(wanted) > LONGEST_TEXT for _seen, wanted in texts.values()):
        raise ActionRefused(_("Có mục dài quá %d ký tự; hãy rút gọn.") % LONGEST_TEXT)
    document = DossierDocument.objects.filter(dossier=draft).first() or DossierDocument(dossier=draft)
    stands = dict(document.texts)
    missed = []
    for name, (seen, wanted) in texts.items():
        current, mine = stands.get(name, ""), _tidy(wanted)
        if current == mine:
            continue
        if current != _tidy(seen):
            missed.append(name)
        elif mine:
            stands[name] = mine
        else:
            del stands[name]
    if stands != document.texts:
        document.texts = stands
        sign(document, acting_user, _("Soạn văn bản"))
        document.save()
        note_change(draft, acting_user)
    return tuple(missed)


def fill_citations(
    dossier: Dossier, citations: Mapping[UUID, tuple[str, str]], *, acting_user: User
) -> Saved:
    """Let lines say where they stand in the decision: by line, what was seen and what is to stand.

    Raises ActionRefused.
    """
    edits = [LineEdit(line, {"citation": pair}) for line, pair in citations.items()]
    return save_lines(dossier, edits, acting_user=acting_user, reason=_("Điền điều khoản theo dự thảo"))


def _tidy(text: str) -> str:
    """The text as both databases can keep it: composed, line ends as they are written here, nothing around it."""
    lines = normalise(text.replace("\0", "")).strip().splitlines()
    return "\n".join(line.rstrip() for line in lines)
