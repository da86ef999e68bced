"""The page of the checks: each finding at its line with the law and what to do, and warnings explained."""

from __future__ import annotations

import pytest

from delegation.actions.drafting import create_dossier
from delegation.models import Dossier, WarningAcknowledgement
from tests.delegation.actions.decisions import GRANT, decision, row
from tests.delegation.actions.people import unit
from tests.delegation.editing.visitors import Visitor


@pytest.fixture
def warned(drafter: Visitor) -> int:
    """A dossier with a warning: the text does not say by what means it is carried out."""
    dossier = decision(drafter.user)
    Dossier.objects.filter(pk=dossier.pk).update(states_resources=False)
    return dossier.pk


def identity(visiting: Visitor, number: int) -> str:
    return visiting.get("dossier_checks", number).fields()["finding"]


def test_a_good_dossier_has_nothing_to_say(number: int, drafter: Visitor) -> None:
    assert "Không thấy điểm nào sai" in drafter.get("dossier_checks", number).words()


def test_what_cannot_be_recorded_is_told_at_its_line_and_column(drafter: Visitor) -> None:
    dossier = decision(drafter.user, grant=GRANT | {"power": "khong-co", "valid_from": "hôm qua"})
    said = drafter.get("dossier_checks", dossier.pk)
    assert "Trao, rút thẩm quyền, dòng 3, Từ ngày" in said.words(".desk-finding--error")
    assert f"/admin/ho-so/{dossier.pk}/dong/#dong-3" in said.links()


def test_an_error_tells_its_code_line_and_law(drafter: Visitor) -> None:
    dossier = decision(drafter.user, row("grants", **GRANT | {"recipients": "79@2016-01-01/committee"}))
    said = drafter.get("dossier_checks", dossier.pk).words(".desk-finding--error")
    assert "DLG-02" in said
    assert "dòng 4" in said
    assert "Căn cứ: " in said


def test_a_warning_stands_once_somebody_says_why(warned: int, drafter: Visitor) -> None:
    said = drafter.get("dossier_checks", warned)
    assert "DLG-08" in said.words(".desk-finding--warning")
    assert "trinh-duyet" not in "".join(drafter.get("dossier", warned).links())
    drafter.post("dossier_checks", warned, finding=identity(drafter, warned), reason="Nêu ở văn bản khác")
    kept = WarningAcknowledgement.objects.get()
    assert (kept.reason, kept.user) == ("Nêu ở văn bản khác", drafter.user)
    assert "Đã chấp nhận, lý do: Nêu ở văn bản khác" in drafter.get("dossier_checks", warned).words()
    assert "trinh-duyet" in "".join(drafter.get("dossier", warned).links())


@pytest.mark.parametrize("sent", [{"reason": "  "}, {"finding": "DLG-99"}, {"finding": ""}])
def test_a_reason_without_a_warning_or_a_warning_without_a_reason_is_not_kept(
    warned: int, drafter: Visitor, sent: dict[str, str]
) -> None:
    form = {"finding": identity(drafter, warned), "reason": "Vì"}
    drafter.post("dossier_checks", warned, status=409, **(form | sent))
    assert not WarningAcknowledgement.objects.exists()


def test_only_who_drafts_explains(warned: int, drafter: Visitor, approver: Visitor, auditor: Visitor) -> None:
    finding = identity(drafter, warned)
    for visiting in (approver, auditor):
        assert visiting.get("dossier_checks", warned).soup.select("form") == []
        visiting.post("dossier_checks", warned, status=403, finding=finding, reason="Vì")
    assert not WarningAcknowledgement.objects.exists()


def test_an_empty_dossier_says_so(drafter: Visitor) -> None:
    number = create_dossier(unit=unit(), title="Trống", acting_user=drafter.user).pk
    assert "chưa có dòng nào để kiểm tra" in drafter.get("dossier_checks", number).words()
