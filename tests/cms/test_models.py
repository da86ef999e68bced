"""What editors do with the matrix page: title, introduction, fields and a default day."""

from __future__ import annotations

from datetime import date

import pytest
from django.test import Client

from cms.models import LawFieldChoice, MatrixPage
from delegation.models import Field
from tests.cms.pages import page, words

pytestmark = pytest.mark.usefixtures("register", "site")


@pytest.fixture
def matrix() -> MatrixPage:
    found: MatrixPage = MatrixPage.objects.get(locale__language_code="vi")
    return found


def test_editors_choose_the_fields(client: Client, matrix: MatrixPage) -> None:
    matrix.law_fields.set([Field.objects.get(pk="chung-thuc")])
    matrix.save_revision().publish()
    (field,) = page(client, "/ma-tran/2025-12-25/").select("tr.field-row")
    assert field.get_text(strip=True) == "Chứng thực"


def test_editors_choose_the_day_that_is_shown_first(client: Client, matrix: MatrixPage) -> None:
    matrix.default_day = date(2022, 6, 1)
    matrix.introduction = "<p>Bản dùng cho hội nghị.</p>"
    matrix.save_revision().publish()
    said = words(page(client, "/ma-tran/"))
    assert "Có hiệu lực vào ngày 1 tháng 6 năm 2022" in said
    assert "Bản dùng cho hội nghị." in said


def test_fields_are_chosen_by_name(matrix: MatrixPage) -> None:
    chooser = MatrixPage.get_edit_handler().get_form_class()(instance=matrix).fields["law_fields"]
    assert isinstance(chooser, LawFieldChoice)
    assert chooser.label_from_instance(Field.objects.get(pk="chung-thuc")) == "Chứng thực"


def test_two_matrix_pages_may_show_different_fields(client: Client, matrix: MatrixPage) -> None:
    other = MatrixPage(title="Chứng thực", slug="chung-thuc")
    matrix.get_parent().add_child(instance=other)
    other.law_fields.set([Field.objects.get(pk="chung-thuc")])
    other.save_revision().publish()
    page(client, "/chung-thuc/2025-12-25/")
    page(client, "/chung-thuc/hom-qua/", 404)


def test_editors_see_the_page_before_it_is_published(matrix: MatrixPage) -> None:
    matrix.title = "Ma trận bản nháp"
    response = matrix.make_preview_request()
    assert response.status_code == 200
    assert "Ma trận bản nháp" in response.content.decode()


def test_a_day_written_in_another_way_has_its_address_with_the_others(client: Client) -> None:
    response = client.get("/ma-tran/1-7-2025/?hinh-thuc=delegation")
    assert response.headers["Location"] == "/ma-tran/2025-07-01/?hinh-thuc=delegation"
