"""Choosing records in the editors' forms: by name or key, from what is published, never by guessing."""

from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from wagtail.blocks import StreamBlockValidationError

from cms.blocks import QuestionsBlock
from cms.models.coverage import StatementsBlock
from cms.records_chosen import RecordBlock, RecordField
from units.models import User

pytestmark = pytest.mark.usefixtures("register")


@pytest.mark.parametrize(
    ("of", "typed", "key"),
    [
        ("powers", "chung-thuc.01", "chung-thuc.01"),
        ("powers", "Chứng thực bản sao… [chung-thuc.01]", "chung-thuc.01"),
        ("instruments", "120/2025/NĐ-CP", "nd-120-2025"),
        ("fields", "chung thuc", "chung-thuc"),
        ("units", "Phường Cát Lái", "27112@2025-07-01"),
    ],
)
def test_a_record_is_named_as_people_do(of: str, typed: str, key: str) -> None:
    assert RecordField(of).clean(typed) == key


def test_what_means_nothing_is_refused_in_words() -> None:
    with pytest.raises(ValidationError, match="Sổ không ghi mục nào là “qqqqqq”"):
        RecordField("powers").clean("qqqqqq")


def test_what_may_mean_several_things_is_refused_with_the_nearest() -> None:
    with pytest.raises(ValidationError, match=r"chưa rõ là mục nào.*\[chung-thuc\."):
        RecordField("powers").clean("chứng thực")


def test_a_block_shows_the_name_and_keeps_the_key() -> None:
    block = RecordBlock("fields")
    assert block.get_form_state("chung-thuc") == "Chứng thực [chung-thuc]"
    assert block.clean("Chứng thực [chung-thuc]") == "chung-thuc"
    assert RecordBlock("fields", required=False).clean("") == ""
    assert block.get_form_state("da-rut") == "da-rut"


def test_the_list_follows_what_is_typed(client: Client) -> None:
    client.force_login(User.objects.create_superuser("quan-tri"))
    found = client.get("/admin/so/chon/", {"of": "fields", "q": "chung th"}).json()["choices"]
    assert found[0]["value"] == "Chứng thực [chung-thuc]"
    assert client.get("/admin/so/chon/", {"of": "users", "q": "a"}).json() == {"choices": []}


def test_one_question_is_asked_once() -> None:
    block = QuestionsBlock()
    asked = {"question": "Ai ký?", "answer": [{"type": "text", "value": "<p>A</p>"}]}
    again = {**asked, "question": "ai KÝ?"}
    stream = block.to_python([{"type": "question", "value": one} for one in (asked, again)])
    with pytest.raises(StreamBlockValidationError):
        block.clean(stream)


def test_a_field_has_one_statement() -> None:
    block = StatementsBlock()
    said = {"law_field": "chung-thuc", "recorded": "Đủ.", "complete_as_at": None, "missing": ""}
    stream = block.to_python([{"type": "statement", "value": said}] * 2)
    with pytest.raises(StreamBlockValidationError):
        block.clean(stream)
