"""Addresses: the editors' desk, the documents, and the public register."""

from __future__ import annotations

from django.conf import settings
from django.conf.urls.i18n import i18n_patterns
from django.urls import URLPattern, URLResolver, include, path, re_path
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls
from wagtail.images.views.serve import ServeView

from cms import sitemap

urlpatterns: list[URLPattern | URLResolver] = []
if settings.OPENID_CONNECT:
    urlpatterns.append(path("admin/openid/", include("mozilla_django_oidc.urls")))

urlpatterns += [
    path("admin/", include(wagtailadmin_urls)),
    path("documents/", include(wagtaildocs_urls)),
    re_path(r"^images/([^/]*)/(\d*)/([^/]*)/[^/]*$", ServeView.as_view(), name="wagtailimages_serve"),
    path("sitemap.xml", sitemap.index_view, name="sitemap"),
    path("sitemap-<slug:section>-<int:number>.xml", sitemap.section_view, name="sitemap_section"),
    path("robots.txt", sitemap.robots_view, name="robots"),
]

# The public register in Vietnamese, and the same under /en/ in English.
urlpatterns += i18n_patterns(
    path("", include("cms.urls")),
    path("", include(wagtail_urls)),
    prefix_default_language=False,
)
