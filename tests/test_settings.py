"""What the environment decides: a server that would be unsafe does not start, and HTTPS switches what needs it."""

import json

import pytest
from django.test import Client

from tests import manage

LONG_ENOUGH = "Zq7hX2mVw0sT9bLrC4nKe8yPdJ3uFgA6iOoRt5vB"  # 40 characters


def started(**environment: str) -> tuple[int, str]:
    """The exit status of a start with these settings, and the last line it says."""
    done = manage.python("-c", "import questionnaire.settings", **environment)
    return done.returncode, (done.stderr.splitlines() or [""])[-1].rpartition("ImproperlyConfigured: ")[2]


KEY = "SECRET_KEY must be set to a secret of at least 40 characters (DEBUG is off)."


@pytest.mark.parametrize(
    ("environment", "said"),
    [
        ({"SECRET_KEY": ""}, KEY),
        ({"SECRET_KEY": LONG_ENOUGH[:-1]}, KEY),
        ({"SECRET_KEY": "abababababababababababababababababababababab"}, KEY),
        ({"SECRET_KEY": "django-insecure-Zq7hX2mVw0sT9bLrC4nKe8yPdJ3uFgA6iOoRt5vB"}, KEY),
        ({"ALLOWED_HOSTS": ""}, "ALLOWED_HOSTS must name the host names this server answers to"),
        ({"ALLOWED_HOSTS": " , "}, "ALLOWED_HOSTS must name the host names this server answers to"),
        ({"DEBUG": "maybe"}, "DEBUG is 'maybe'; write 1 or 0."),
        ({"HTTPS": "https"}, "HTTPS is 'https'; write 1 or 0."),
        ({"LINKCHECK_ALLOW_PRIVATE": "belki"}, "LINKCHECK_ALLOW_PRIVATE is 'belki'; write 1 or 0."),
        ({"STARTS_PER_HOUR": "0"}, "STARTS_PER_HOUR is '0'; write a whole number from 1 upward."),
        ({"LOGINS_PER_HOUR": "-1"}, "LOGINS_PER_HOUR is '-1'; write a whole number from 1 upward."),
        ({"RETENTION_MONTHS": "iki"}, "RETENTION_MONTHS is 'iki'; write a whole number from 1 upward."),
        ({"BACKUP_DAYS": "1.5"}, "BACKUP_DAYS is '1.5'; write a whole number from 1 upward."),
        ({"RESUMES_PER_HOUR": "²"}, "RESUMES_PER_HOUR is '²'; write a whole number from 1 upward."),
    ],
)
def test_a_server_that_cannot_be_right_does_not_start(environment: dict[str, str], said: str) -> None:
    status, last = started(**environment)

    assert (status, last[: len(said)]) == (1, said)


@pytest.mark.parametrize(
    "environment",
    [
        {"SECRET_KEY": LONG_ENOUGH},
        {"DEBUG": "1", "SECRET_KEY": "", "ALLOWED_HOSTS": ""},
        {"STARTS_PER_HOUR": "1", "DEBUG": "False", "HTTPS": "on"},
    ],
    ids=["a key of 40 characters", "development needs neither key nor hosts", "other words for yes and no"],
)
def test_a_server_starts_with(environment: dict[str, str]) -> None:
    assert started(**environment) == (0, "")


@pytest.mark.parametrize(
    ("environment", "https"),
    [({"DEBUG": "", "HTTPS": ""}, True), ({"DEBUG": "1", "HTTPS": ""}, False), ({"HTTPS": "0"}, False)],
    ids=["by default", "not in development", "unless it is switched off"],
)
def test_https_is_on(environment: dict[str, str], https: bool) -> None:
    done = manage.python("-c", "from questionnaire import settings; print(settings.HTTPS)", **environment)

    assert done.stdout == f"{https}\n"


@pytest.mark.parametrize(("folder", "name"), [("", "seeds"), ("  ", "seeds"), ("/srv/metinler", "metinler")])
def test_the_folder_of_the_texts_can_be_named(folder: str, name: str) -> None:
    done = manage.python("-c", "from questionnaire import settings; print(settings.SEEDS_DIR.name)", SEEDS_DIR=folder)

    assert done.stdout == f"{name}\n"


# --- HTTPS --------------------------------------------------------------------------------------

VISIT = """
import json
import django
from django.conf import settings
settings.STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
settings.MIDDLEWARE.remove("whitenoise.middleware.WhiteNoiseMiddleware")
django.setup()
from django.core.management import call_command
from django.contrib.auth.models import User
from django.test import Client
from questionnaire.models import Choice, Question
call_command("migrate", verbosity=0)
Choice.objects.create(question=Question.objects.create(number=1), number=1, text="Bir ifade")
User.objects.create_superuser("editor", password="bir parola")

def told(response):
    cookies = {name: morsel.OutputString() for name, morsel in response.cookies.items()}
    return {"status": response.status_code, "headers": dict(response.headers), "cookies": cookies}

browser = Client()
print(json.dumps({
    "plain": told(browser.get("/gizlilik/?a=b")),
    "plain health": told(browser.get("/healthz/")),
    "privacy": told(browser.get("/gizlilik/", secure=True)),
    "form": told(browser.get("/admin/login/", secure=True)),
    "login": told(browser.post("/admin/login/", {"username": "editor", "password": "bir parola"}, secure=True)),
    "start": told(browser.post("/", secure=True)),
    "language": told(browser.post("/dil/", {"language": "en"}, secure=True)),
}))
"""


@pytest.fixture(scope="module")
def visit(tmp_path_factory: pytest.TempPathFactory) -> dict:
    """What a server under HTTPS answered to a visitor."""
    database = tmp_path_factory.mktemp("https") / "db.sqlite3"
    done = manage.python("-c", VISIT, HTTPS="1", DATABASE_URL=f"sqlite:///{database}")
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def test_under_https_a_plain_request_is_sent_to_https(visit: dict) -> None:
    response = visit["plain"]

    assert (response["status"], response["headers"]["Location"]) == (301, "https://testserver/gizlilik/?a=b")


def test_under_https_health_can_be_asked_for_plainly(visit: dict) -> None:
    assert visit["plain health"]["status"] == 200


def test_under_https_browsers_are_told_to_stay_with_it_for_a_year(visit: dict) -> None:
    assert visit["privacy"]["headers"]["Strict-Transport-Security"] == "max-age=31536000"


@pytest.mark.parametrize(
    ("page", "prefix"), [("form", "__Host-csrftoken"), ("login", "__Host-sessionid"), ("start", "__Host-anahtar-")]
)
def test_under_https_a_cookie_belongs_to_this_host_alone(visit: dict, page: str, prefix: str) -> None:
    (cookie,) = [text for name, text in visit[page]["cookies"].items() if name.startswith(prefix)]

    attributes = {part.strip() for part in cookie.split(";")[1:]}

    assert {"Secure", "HttpOnly", "Path=/", "SameSite=Lax"} <= attributes
    assert not any(attribute.startswith("Domain") for attribute in attributes)


def test_under_https_every_cookie_is_secure(visit: dict) -> None:
    cookies = {name: text for page in visit.values() for name, text in page["cookies"].items()}

    assert {name for name, text in cookies.items() if "; Secure" not in text} == set()


def test_without_https_nothing_speaks_of_it(client: Client) -> None:
    response = client.get("/gizlilik/")

    assert (response.status_code, "Strict-Transport-Security" in response.headers) == (200, False)
