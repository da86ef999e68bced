"""Wagtail pages, and what the public site keeps of its own."""

from cms.models.articles import ArticleIndexPage, ArticlePage, QuestionsPage
from cms.models.content import ContentVersion
from cms.models.coverage import CoveragePage
from cms.models.matrix import MatrixPage
from cms.models.matrix_form import LawFieldChoice, MatrixPageForm
from cms.models.pages import HomePage
from cms.models.retired import RetiredAddress
from cms.models.subscription import Subscription, SubscriptionRequest, TouchedTopic

__all__ = [
    "ArticleIndexPage",
    "ArticlePage",
    "ContentVersion",
    "CoveragePage",
    "HomePage",
    "LawFieldChoice",
    "MatrixPage",
    "MatrixPageForm",
    "QuestionsPage",
    "RetiredAddress",
    "Subscription",
    "SubscriptionRequest",
    "TouchedTopic",
]
