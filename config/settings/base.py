"""Settings that hold everywhere. What differs stands in local, test and production."""

from __future__ import annotations

import os
from datetime import timedelta
from pathlib import Path
from typing import Any

import dj_database_url
from django.core.exceptions import ImproperlyConfigured

from config.settings.sign_in import openid_connect, second_factor_required_for, whole_number

BASE_DIR = Path(__file__).resolve().parents[2]

INSTALLED_APPS = [
    "cms",
    "delegation.apps.DelegationConfig",
    "units.apps.UnitsConfig",
    "wagtail.contrib.redirects",
    "wagtail.contrib.routable_page",
    "wagtail.contrib.settings",
    "wagtail.contrib.simple_translation",
    "wagtail.contrib.typed_table_block",
    "wagtail.sites",
    "wagtail.users",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "guardian",
    "simple_history",
    "axes",
    "django_otp",
    "django_otp.plugins.otp_totp",
    "django_otp.plugins.otp_static",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
]

MIDDLEWARE = [
    "cms.caching.PageCache",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "cms.middleware.Reading",
    "cms.middleware.PublicRegister",
    "cms.retired.PermanentAddresses",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django_otp.middleware.OTPMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "simple_history.middleware.HistoryRequestMiddleware",
    "units.middleware.SessionLimits",
    "units.middleware.SecondFactor",
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"

TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    },
]


ENGINES = ("django.db.backends.sqlite3", "django.db.backends.postgresql")


def database(url: str) -> dict[str, Any]:
    """The connection named by a database address, set up so that two writers wait for each other."""
    try:
        settings: dict[str, Any] = dict(dj_database_url.parse(url, conn_max_age=60))
    except ValueError:
        settings = {"ENGINE": None}
    if settings["ENGINE"] not in ENGINES:
        raise ImproperlyConfigured("DATABASE_URL phải bắt đầu bằng sqlite:// hoặc postgresql://.")
    if settings["ENGINE"] == "django.db.backends.sqlite3":
        # A transaction that will write takes its place in the queue at once, instead of failing halfway.
        settings["OPTIONS"] = {
            "transaction_mode": "IMMEDIATE",
            "timeout": 30,
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON;",
        }
    return settings


_EMBEDDED = f"sqlite:///{BASE_DIR / 'var' / 'register.sqlite3'}"
DATABASES = {"default": database(os.environ.get("DATABASE_URL") or _EMBEDDED)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "units.User"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "django.contrib.auth.backends.ModelBackend",
    "guardian.backends.ObjectPermissionBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
LOGIN_URL = "wagtailadmin_login"
LOGIN_REDIRECT_URL = "wagtailadmin_home"
WAGTAILADMIN_USER_LOGIN_FORM = "units.editing.forms.SignInForm"

# How many web servers of one's own stand in front; it says whose word on the visitor's address is taken.
PROXY_COUNT = whole_number(os.environ, "PROXY_COUNT", 0)

# Five wrong passwords for one name from one address, and that name waits there; the count is kept in the database.
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = timedelta(minutes=15)
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_RESET_ON_SUCCESS = True
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False
AXES_CLIENT_IP_CALLABLE = "units.client_address.client_address"
AXES_LOCKOUT_CALLABLE = "units.editing.lockout.locked_out"
AXES_SENSITIVE_PARAMETERS = ["username", "ip_address", "csrfmiddlewaretoken"]
# The security log says what axes would write down a second time.
AXES_DISABLE_ACCESS_LOG = True
AXES_ENABLE_ADMIN = False
AXES_VERBOSE = False

SECOND_FACTOR_REQUIRED_FOR = second_factor_required_for(os.environ)
OTP_TOTP_ISSUER = "Sổ thẩm quyền TP.HCM"

SESSION_AGE = timedelta(hours=whole_number(os.environ, "SESSION_HOURS", 8, least=1))
SESSION_IDLE = timedelta(minutes=whole_number(os.environ, "SESSION_IDLE_MINUTES", 60, least=1))
SESSION_COOKIE_AGE = int(SESSION_AGE.total_seconds())

# Signing in through an identity provider, where the environment names one.
OPENID_CONNECT = openid_connect(os.environ)
globals().update(OPENID_CONNECT)
if OPENID_CONNECT:
    INSTALLED_APPS.append("mozilla_django_oidc")
    AUTHENTICATION_BACKENDS.append("units.openid.OpenIdBackend")

# The unit whose register this is: its auditors read the whole security log, its groups come from create_accounts.
REGISTER_UNIT = os.environ.get("REGISTER_UNIT") or "79@2016-01-01"

# Nobody is "the anonymous user": what the public sees is what is published, never a permission.
ANONYMOUS_USER_NAME = None
GUARDIAN_MONKEY_PATCH_USER = False
GUARDIAN_MONKEY_PATCH_GROUP = False

# The reason of a change may be as long as it needs to be.
SIMPLE_HISTORY_HISTORY_CHANGE_REASON_USE_TEXT_FIELD = True

LANGUAGE_CODE = "vi"
LANGUAGES = [("vi", "Tiếng Việt"), ("en", "English")]
LOCALE_PATHS = [BASE_DIR / "locale"]
# What an account may choose; with one language there is nothing to choose.
WAGTAILADMIN_PERMITTED_LANGUAGES = [("vi", "Tiếng Việt")]
# The register's days are those of one place.
WAGTAIL_USER_TIME_ZONES = ["Asia/Ho_Chi_Minh"]
TIME_ZONE = "Asia/Ho_Chi_Minh"
USE_I18N = True
USE_TZ = True

STATIC_URL = "static/"
STATIC_ROOT = BASE_DIR / "var" / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
MEDIA_URL = "media/"
MEDIA_ROOT = BASE_DIR / "var" / "media"
# The bundles of editions, made when they are first asked for; they may be deleted at any time.
EXPORTS_ROOT = BASE_DIR / "var" / "exports"
# The files of dossiers are given out by views that ask for rights, never by the web server.
DOSSIER_FILES_ROOT = BASE_DIR / "var" / "dossiers"

WAGTAIL_SITE_NAME = "Sổ thẩm quyền Thành phố Hồ Chí Minh"
WAGTAILADMIN_BASE_URL = os.environ.get("BASE_URL", "http://127.0.0.1:8000")
WAGTAIL_I18N_ENABLED = True
WAGTAIL_CONTENT_LANGUAGES = LANGUAGES
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "wagtail.search.backends.database"}}
WAGTAILDOCS_EXTENSIONS = ["csv", "docx", "odt", "pdf", "txt", "xlsx"]

# A mail server that does not answer keeps nobody waiting; what was not sent is sent later (send_notices).
EMAIL_TIMEOUT = 10
DEFAULT_FROM_EMAIL = os.environ.get("MAIL_FROM", "so-tham-quyen@localhost")

SESSION_COOKIE_HTTPONLY = True
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"

LOGGING: dict[str, Any] = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s: %(message)s"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    # Each line of the security log, as JSON.
    "loggers": {"register.security": {"level": "INFO"}, "axes": {"level": "ERROR"}},
}
