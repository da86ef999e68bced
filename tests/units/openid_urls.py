"""The addresses as they are where an identity provider has been named."""

from __future__ import annotations

from django.urls import include, path

from config.urls import urlpatterns as usual

urlpatterns = [path("admin/openid/", include("mozilla_django_oidc.urls")), *usual]
