"""Coming back from the identity provider."""

from __future__ import annotations

import logging

from django.contrib import messages
from django.core.exceptions import SuspiciousOperation
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from jwt import InvalidTokenError
from mozilla_django_oidc.views import OIDCAuthenticationCallbackView
from requests import RequestException

LOG = logging.getLogger(__name__)


class CallbackView(OIDCAuthenticationCallbackView):
    """Whatever goes wrong on the way leads back to the sign-in page, with a sentence."""

    def get(self, request: HttpRequest) -> HttpResponse:
        """Sign in with what the provider sent."""
        try:
            answer: HttpResponse = super().get(request)
        except (SuspiciousOperation, RequestException, InvalidTokenError) as error:
            LOG.warning("Signing in through the identity provider failed: %s", error)
            return self.login_failure()
        return answer

    def login_failure(self) -> HttpResponse:
        """Tell that it did not work; why is in the application's log only."""
        messages.error(
            self.request,
            _("Không đăng nhập được qua hệ thống đăng nhập chung. Hãy thử lại, hoặc báo người quản trị."),
        )
        answer: HttpResponse = super().login_failure()
        return answer

    @property
    def failure_url(self) -> str:
        """The sign-in page."""
        return reverse("wagtailadmin_login")
