import pytest


@pytest.fixture(autouse=True)
def _quick_passwords(settings) -> None:
    """A real password hash takes half a second of every test that logs in."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
