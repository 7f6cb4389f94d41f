"""The environment the tests run in, whatever the caller's is. Loaded by pytest before Django's settings (`-p`)."""

import os

from django.conf import settings

# A test that is about one of these sets it itself.
for name in (
    "BACKUP_DAYS",
    "HSTS_INCLUDE_SUBDOMAINS",
    "HSTS_PRELOAD",
    "LINKCHECK_ALLOW_PRIVATE",
    "LOGINS_PER_HOUR",
    "PRIVACY_CONTACT",
    "PRIVACY_CONTROLLER",
    "PRIVACY_HOSTING",
    "RESUMES_PER_HOUR",
    "RETENTION_MONTHS",
    "SEEDS_DIR",
    "STARTS_PER_HOUR",
    "TRUSTED_PROXY",
):
    os.environ.pop(name, None)

os.environ["DEBUG"] = "0"
os.environ["HTTPS"] = "0"
os.environ["SECRET_KEY"] = "for the tests alone, which serve nobody but themselves"
os.environ["ALLOWED_HOSTS"] = "localhost,127.0.0.1,[::1],testserver"


def pytest_configure() -> None:
    """Static files are served from where they lie, under names without hashes: no test depends on collectstatic.

    Not a fixture, since the server that all browser tests share starts before those of a test.
    """
    settings.WHITENOISE_AUTOREFRESH = settings.WHITENOISE_USE_FINDERS = True
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }
