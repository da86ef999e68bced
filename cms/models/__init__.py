"""Wagtail pages, and what the public site keeps of its own."""

from cms.models.content import ContentVersion
from cms.models.matrix import MatrixPage
from cms.models.matrix_form import LawFieldChoice, MatrixPageForm
from cms.models.pages import HomePage, matrix_address

__all__ = ["ContentVersion", "HomePage", "LawFieldChoice", "MatrixPage", "MatrixPageForm", "matrix_address"]
