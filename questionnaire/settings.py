"""One settings file, driven by the environment. README, “Running it for real”, lists every variable."""

import ipaddress
import os
from pathlib import Path
from typing import Any

import dj_database_url
from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import gettext_lazy as _

BASE_DIR = Path(__file__).resolve().parent.parent


def flag(name: str, *, default: bool) -> bool:
    """A yes/no variable: 1, true, yes, on; 0, false, no, off. Empty is the default."""
    text = os.environ.get(name, "").strip().lower() or str(default).lower()
    if text in {"1", "true", "yes", "on"}:
        return True
    if text in {"0", "false", "no", "off"}:
        return False
    raise ImproperlyConfigured(f"{name} is {text!r}; write 1 or 0.")


def number(name: str, *, default: int) -> int:
    """A whole number from 1 upward."""
    text = os.environ.get(name, "").strip() or str(default)
    if not text.isascii() or not text.isdigit() or int(text) < 1:
        raise ImproperlyConfigured(f"{name} is {text!r}; write a whole number from 1 upward.")
    return int(text)


def proxies(name: str) -> list[str]:
    """Addresses or networks, or the word “unix”, separated by commas."""
    found = words(name)
    for proxy in found:
        try:
            ipaddress.ip_network("::1" if proxy == "unix" else proxy, strict=False)
        except ValueError:
            raise ImproperlyConfigured(f"{name}: {proxy!r} is no address and no network.") from None
    return found


def words(name: str) -> list[str]:
    """Values separated by commas."""
    return [word.strip() for word in os.environ.get(name, "").split(",") if word.strip()]


# --- What this installation is -----------------------------------------------------------------

DEBUG = flag("DEBUG", default=False)
HTTPS = flag("HTTPS", default=not DEBUG)
SECRET_KEY = os.environ.get("SECRET_KEY", "")
ALLOWED_HOSTS = words("ALLOWED_HOSTS")
# Addresses (or networks, or the word “unix”) of the proxy whose X-Forwarded-* headers count.
TRUSTED_PROXY = proxies("TRUSTED_PROXY")

if DEBUG:
    SECRET_KEY = SECRET_KEY or "for development only, never for a server that others reach"
    ALLOWED_HOSTS = ALLOWED_HOSTS or ["localhost", "127.0.0.1", "[::1]"]
elif len(SECRET_KEY) < 40 or len(set(SECRET_KEY)) < 5 or SECRET_KEY.startswith("django-insecure-"):
    raise ImproperlyConfigured(
        "SECRET_KEY must be set to a secret of at least 40 characters (DEBUG is off). Make one with: "
        'python -c "import secrets; print(secrets.token_urlsafe(50))"'
    )
elif not ALLOWED_HOSTS:
    raise ImproperlyConfigured(
        "ALLOWED_HOSTS must name the host names this server answers to, separated by commas (DEBUG is off)."
    )

# Where loadseeds and the admin's “the server's folder” look for seed files.
SEEDS_DIR = Path(os.environ.get("SEEDS_DIR", "").strip() or BASE_DIR / "seeds")

# Stated on the privacy page; a system check warns while one is unset.
PRIVACY_CONTROLLER = os.environ.get("PRIVACY_CONTROLLER", "")
PRIVACY_CONTACT = os.environ.get("PRIVACY_CONTACT", "")
PRIVACY_HOSTING = os.environ.get("PRIVACY_HOSTING", "")
RETENTION_MONTHS = number("RETENTION_MONTHS", default=24)
BACKUP_DAYS = number("BACKUP_DAYS", default=30)

# A workshop of a hundred people may share one address.
STARTS_PER_HOUR = number("STARTS_PER_HOUR", default=100)
RESUMES_PER_HOUR = number("RESUMES_PER_HOUR", default=200)
LOGINS_PER_HOUR = number("LOGINS_PER_HOUR", default=20)

# Whether `checklinks` may ask hosts inside the institution's own network, on any port.
LINKCHECK_ALLOW_PRIVATE = flag("LINKCHECK_ALLOW_PRIVATE", default=False)

# --- Application --------------------------------------------------------------------------------

INSTALLED_APPS = [
    "questionnaire",
    "questionnaire.apps.AdminConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "simple_history",
]

MIDDLEWARE = [
    "questionnaire.middleware.security_headers",
    "questionnaire.middleware.chosen_language",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "simple_history.middleware.HistoryRequestMiddleware",
    "questionnaire.middleware.DatabaseUnavailable",
]

ROOT_URLCONF = "questionnaire.urls"
WSGI_APPLICATION = "questionnaire.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

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

# --- Database -----------------------------------------------------------------------------------

DATABASES: dict[str, Any] = {
    "default": dj_database_url.config(
        default=f"sqlite:///{BASE_DIR / 'db.sqlite3'}", conn_max_age=60, conn_health_checks=True
    )
}
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    # Measured with 8 writers and 1,600 writes: 1,025 “database is locked” with Django's defaults, 0 with these.
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 5,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
    }
elif DATABASES["default"]["ENGINE"] == "django.db.backends.postgresql":
    # As long as SQLite's timeout above, rather than for ever; `?options=` in DATABASE_URL says otherwise.
    DATABASES["default"].setdefault("OPTIONS", {}).setdefault("options", "-c lock_timeout=5s")
    DATABASES["default"]["OPTIONS"].setdefault("connect_timeout", 5)

# --- Accounts: editors and administrators only --------------------------------------------------

AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
]
# In the session, which only the admin has; respondents get no cookie beyond those of their assessments.
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"

# --- Security -----------------------------------------------------------------------------------

CSRF_FAILURE_VIEW = "questionnaire.views.errors.form_expired"
CSRF_COOKIE_HTTPONLY = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
if TRUSTED_PROXY:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
if HTTPS:
    SECURE_SSL_REDIRECT = True
    SECURE_REDIRECT_EXEMPT = [r"^healthz/$"]
    SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60
    SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = True
    SESSION_COOKIE_NAME = "__Host-sessionid"
    CSRF_COOKIE_NAME = "__Host-csrftoken"
# Other hosts of the institution are not ours to decide about: both are off until it says so.
SECURE_HSTS_INCLUDE_SUBDOMAINS = flag("HSTS_INCLUDE_SUBDOMAINS", default=False)
SECURE_HSTS_PRELOAD = flag("HSTS_PRELOAD", default=False)
SILENCED_SYSTEM_CHECKS = ["security.W005", "security.W021"]

# --- Language and time --------------------------------------------------------------------------

LANGUAGE_CODE = "tr"
LANGUAGES = [("tr", _("Turkish")), ("en", _("English"))]
LANGUAGE_COOKIE_NAME = "__Host-dil" if HTTPS else "dil"
LANGUAGE_COOKIE_AGE = 365 * 24 * 60 * 60
LANGUAGE_COOKIE_HTTPONLY = True
LANGUAGE_COOKIE_SAMESITE = "Lax"
LANGUAGE_COOKIE_SECURE = HTTPS
LOCALE_PATHS = [BASE_DIR / "questionnaire" / "locale"]
# The language the questions and guidance are written in, whatever language the interface has.
CONTENT_LANGUAGE = "tr"
TIME_ZONE = "Europe/Istanbul"

# --- Static files -------------------------------------------------------------------------------

STATIC_URL = "static/"
STATIC_ROOT = BASE_DIR / "staticfiles"
STATICFILES_DIRS = [BASE_DIR / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}

# --- Uploads: only the admin takes any (questionnaire/admin/upload.py bounds them), and none is written to disk ------

FILE_UPLOAD_HANDLERS = ["django.core.files.uploadhandler.MemoryFileUploadHandler"]
DATA_UPLOAD_MAX_NUMBER_FILES = 1000

# --- Log: to standard error, and never a resume key ---------------------------------------------

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {"no_keys": {"()": "questionnaire.logs.KeyFilter"}},
    "formatters": {"plain": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "handlers": {
        "stderr": {"class": "logging.StreamHandler", "filters": ["no_keys"], "formatter": "plain"},
    },
    "root": {"handlers": ["stderr"], "level": "WARNING"},
    "loggers": {
        "django": {"handlers": ["stderr"], "level": "WARNING", "propagate": False},
        "django.server": {"handlers": ["stderr"], "level": "INFO", "propagate": False},
        "django.security.DisallowedHost": {"level": "CRITICAL"},  # every scanner on the internet makes one
        "gunicorn.error": {"handlers": ["stderr"], "level": "INFO", "propagate": False},  # it names addresses too
    },
}
