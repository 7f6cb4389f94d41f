"""The environment the tests run in, whatever the caller's is. Loaded by pytest before Django's settings (`-p`)."""

import os

# A test that is about one of these sets it itself.
for name in (
    "BACKUP_DAYS",
    "HSTS_INCLUDE_SUBDOMAINS",
    "HSTS_PRELOAD",
    "LOGINS_PER_HOUR",
    "PRIVACY_CONTACT",
    "PRIVACY_CONTROLLER",
    "PRIVACY_HOSTING",
    "RESUMES_PER_HOUR",
    "RETENTION_MONTHS",
    "STARTS_PER_HOUR",
    "TRUSTED_PROXY",
):
    os.environ.pop(name, None)

os.environ["DEBUG"] = "0"
os.environ["HTTPS"] = "0"
os.environ["SECRET_KEY"] = "for the tests alone, which serve nobody but themselves"
os.environ["ALLOWED_HOSTS"] = "localhost,127.0.0.1,[::1],testserver"
