import io
import json
import logging
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from django.apps import apps
from django.contrib.auth import get_user_model
from django.test import Client

from questionnaire.domain.key import grouped, hashed
from questionnaire.logs import KeyFilter
from questionnaire.models import Assessment, Attempt, Guidance
from questionnaire.views import cookies
from tests import make
from tests.page import Page

pytestmark = pytest.mark.django_db

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; img-src 'self' data:; "
    "connect-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'"
)


# --- headers --------------------------------------------------------------------------------------


@pytest.fixture
def every_kind(opened, url, key, settings):
    """One response of every kind there is."""
    make.question(1)
    client, editor = Client(raise_request_exception=False), Client()
    client.cookies[cookies.PREFIX + opened.pk.hex] = key["key"]
    editor.force_login(get_user_model().objects.create(username="yonetici", is_staff=True, is_superuser=True))

    def broken():
        settings.RESUMES_PER_HOUR = "a setting gone wrong"
        return client.get(url("resume_link", key["key"]))

    def asked(path, **headers):
        """A response whose file, if it streams one, is closed."""
        response = client.get(path, headers=headers)
        if response.streaming:
            b"".join(response)
        response.close()
        return response

    def limited():
        settings.STARTS_PER_HOUR = 0
        return client.post("/")

    return {
        "page": lambda: client.get("/"),
        "page with answers": lambda: client.get(url("report", opened)),
        "redirect": lambda: client.get(url("go_on", opened)),
        "redirect of the resume link": lambda: client.get(url("resume_link", key["key"])),
        "permanent redirect": lambda: client.get("/favicon.ico"),
        "missing slash": lambda: client.get("/gizlilik"),
        "refused method": lambda: client.delete("/"),
        "download": lambda: client.get(url("download", opened)),
        "health": lambda: client.get("/healthz/"),
        "static file": lambda: asked("/static/css/site.css"),
        "not modified": lambda: asked(
            "/static/css/site.css", **{"if-modified-since": asked("/static/css/site.css").headers["Last-Modified"]}
        ),
        "no such static file": lambda: client.get("/static/yok.css"),
        "400": lambda: client.get("/", headers={"host": "baska.example"}),
        "403": lambda: Client(enforce_csrf_checks=True).post("/"),
        "404": lambda: client.get("/olmayan/"),
        "not open here": lambda: Client().get(url("report", opened)),
        "429": limited,
        "500": broken,
        "admin's login": lambda: client.get("/admin/login/"),
        "redirect to admin's login": lambda: client.get("/admin/"),
        "admin": lambda: editor.get("/admin/"),
        "admin's list": lambda: editor.get("/admin/questionnaire/question/"),
        "admin's 404": lambda: editor.get("/admin/olmayan/"),
        "admin's static file": lambda: asked("/static/admin/css/base.css"),
    }


KINDS = {
    "page": 200,
    "page with answers": 200,
    "redirect": 302,
    "redirect of the resume link": 302,
    "permanent redirect": 301,
    "missing slash": 301,
    "refused method": 405,
    "download": 200,
    "health": 200,
    "static file": 200,
    "not modified": 304,
    "no such static file": 404,
    "400": 400,
    "403": 403,
    "404": 404,
    "not open here": 404,
    "429": 429,
    "500": 500,
    "admin's login": 200,
    "redirect to admin's login": 302,
    "admin": 200,
    "admin's list": 200,
    "admin's 404": 404,
    "admin's static file": 200,
}


@pytest.mark.parametrize(("kind", "status"), KINDS.items(), ids=KINDS)
def test_the_policy_stands_on_every_kind_of_response(every_kind, kind, status):
    response = every_kind[kind]()

    assert (response.status_code, response.headers["Content-Security-Policy"]) == (status, POLICY)


# The address of a resume link is its key: nothing at it may hand it on, not even to our own pages.
AT_A_KEY = {"redirect of the resume link", "500"}


@pytest.mark.parametrize("kind", KINDS)
def test_referrer_and_content_type_are_guarded_on_every_kind_of_response(every_kind, kind):
    headers = every_kind[kind]().headers

    assert headers["Referrer-Policy"] == ("strict-origin" if kind in AT_A_KEY else "same-origin")
    assert headers["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize(
    "kind", ["page", "page with answers", "404", "500", "not open here", "429", "403", "admin's login"]
)
def test_nothing_is_written_inline(every_kind, kind):
    text = every_kind[kind]().content.decode()

    assert re.findall(r"<style|\sstyle=|\son\w+=|javascript:|<script(?![^>]*\ssrc=)", text) == []


# --- caches ---------------------------------------------------------------------------------------

ANSWERS = [
    "go_on", "areas", "question", "guidance", "check", "report", "mine", "download", "delete", "again", "shares",
]  # fmt: skip


@pytest.mark.parametrize("name", ANSWERS)
def test_no_page_with_answers_is_kept_by_any_cache(client, opened, url, answer, name):
    make.question(1)
    answer(opened, 1, 3, "Not")

    response = client.get(url(name, opened, *([1] if name in {"question", "guidance"} else [])))

    assert "no-store" in response.headers["Cache-Control"]


@pytest.mark.parametrize("name", ["finish", "new_link", "close", "delete", "renew", "again", "shares", "end_share"])
def test_no_response_to_a_form_is_kept_by_any_cache(client, opened, url, name):
    assert "no-store" in client.post(url(name, opened)).headers["Cache-Control"]


def test_pages_that_show_what_was_typed_are_kept_by_no_cache(client, opened, url, answer, settings):
    make.question(1)
    refused = answer(opened, 1, "", "Not")
    answer(opened, 1, 3, "Not")
    conflict = answer(opened, 1, 4, "Not")
    not_open = Client().post(url("question", opened, 1), {"choice": "3", "note": "Not"})
    strict = Client(enforce_csrf_checks=True)
    strict.cookies.update(client.cookies)
    expired = strict.post(url("question", opened, 1), {"choice": "3", "note": "Not"})
    carried = Client().post(url("resume"), {"code": "0" * 28, "number": "1", "note": "Not"})

    shown = [refused, conflict, not_open, expired, carried]

    assert ["Not" in response.content.decode() for response in shown] == [True] * 5
    assert ["no-store" in response.headers["Cache-Control"] for response in shown] == [True] * 5


@pytest.mark.parametrize("name", ["start", "resume", "resume_link"])
def test_no_page_that_depends_on_keys_is_kept_by_any_cache(client, opened, url, key, name):
    response = client.get(url(name, *([key["key"]] if name == "resume_link" else [])))

    assert "no-store" in response.headers["Cache-Control"]


# --- keys -----------------------------------------------------------------------------------------


def test_a_key_stands_only_as_its_hash_in_the_database(client, opened, url, key, answer):
    make.question(1)
    answer(opened, 1, 3, "Not")
    client.get(url("resume_link", key["key"]))
    client.post(url("resume"), {"code": key["key"]})

    stored = [str(value) for model in apps.get_models() for row in model.objects.values_list() for value in row]

    assert [value for value in stored if key["key"] in value.upper().replace(" ", "")] == []
    assert stored.count(hashed(key["key"])) == 1


def test_a_key_has_at_least_128_bits(opened, key):
    assert len(key["key"]) * 5 >= 128  # 32 letters: five bits each
    assert len({make.assessment()[1] for _ in range(100)}) == 100


def test_an_assessment_is_found_by_the_hash_of_its_key(opened, key):
    assert Assessment.objects.opened_by(key["key"]).get() == opened


def test_no_page_but_those_of_the_assessment_shows_its_key(client, opened, key):
    make.question(1)

    pages = [client.get(path).content.decode() for path in ("/", "/devam/", "/gizlilik/", "/olmayan/")]

    assert [key["key"] in page for page in pages] == [False] * 4


def test_with_another_secret_key_link_code_and_cookie_still_open_it(client, opened, url, key, settings):
    make.question(1)
    settings.SECRET_KEY = "another secret, as after a restart with a new one"

    by_link = Client().get(url("resume_link", key["key"]))
    by_code = Client().post(url("resume"), {"code": grouped(key["key"])})
    by_cookie = client.get(url("question", opened, 1))

    assert [by_link.headers["Location"], by_code.headers["Location"]] == [url("go_on", opened)] * 2
    assert Page(by_cookie).heading == "1. soru nasıl?"


# --- logs -----------------------------------------------------------------------------------------


@pytest.fixture
def log():
    """What our handler writes to standard error."""
    (handler,) = (each for each in logging.getLogger().handlers if any(isinstance(f, KeyFilter) for f in each.filters))
    written = io.StringIO()
    before = handler.setStream(written)
    yield written
    handler.setStream(before)


KEY_PAGES = ["devam", "paylasim"]
SPELLINGS = {
    "as in the link": lambda key: key,
    "in groups": grouped,
    "quoted": lambda key: f"'{key}'",
    "one letter too many": lambda key: f"{key}0",
}


@pytest.mark.parametrize("spelling", SPELLINGS.values(), ids=SPELLINGS)
@pytest.mark.parametrize("path", [f"/{page}/{rest}" for page in KEY_PAGES for rest in ("{}/", "/{}/", "{}/x/")])
def test_no_key_stands_in_the_log_when_a_link_is_not_found(client, opened, key, log, *, spelling, path):
    unknown = key["key"][:-1] + ("1" if key["key"].endswith("0") else "0")

    client.get(path.format(spelling(unknown)), follow=True)

    assert f"/{path.split('/')[1]}/…" in log.getvalue()
    assert key["key"][4:8] not in log.getvalue()


@pytest.mark.parametrize("spelling", [SPELLINGS["as in the link"], SPELLINGS["in groups"]])
def test_no_key_stands_in_the_log_when_its_view_raises(client, opened, url, key, log, *, settings, spelling):
    client.raise_request_exception = False
    settings.RESUMES_PER_HOUR = "a setting gone wrong"

    client.get(url("resume_link", spelling(key["key"])))

    assert "Internal Server Error: /devam/…" in log.getvalue()
    assert "TypeError" in log.getvalue()
    assert key["key"][4:8] not in log.getvalue()


def test_no_key_of_a_shared_link_stands_in_the_log_when_its_view_raises(client, opened, url, log, settings):
    _, shared = make.share(opened)
    client.raise_request_exception = False
    settings.RESUMES_PER_HOUR = "a setting gone wrong"

    response = client.get(url("shared", shared))

    assert response.headers["Referrer-Policy"] == "no-referrer"
    assert "Internal Server Error: /paylasim/…" in log.getvalue()
    assert shared[4:8] not in log.getvalue()


@pytest.mark.parametrize("page", KEY_PAGES)
def test_no_key_stands_in_a_traceback_either(opened, key, log, page):
    try:
        int(f"/{page}/{key['key']}/")
    except ValueError:
        logging.getLogger("django.request").exception("It failed")

    assert log.getvalue().endswith(f"ValueError: invalid literal for int() with base 10: '/{page}/…/'\n")


@pytest.mark.parametrize("page", KEY_PAGES)
@pytest.mark.parametrize("logger", ["django.request", "django.server", "questionnaire.views.errors", "gunicorn.error"])
def test_no_key_stands_in_what_any_logger_writes(opened, key, log, logger, page):
    logging.getLogger(logger).error('"%s" %s', f"GET /{page}/{key['key']}/ HTTP/1.1", 302)

    assert log.getvalue().endswith(f' ERROR {logger}: "GET /{page}/…/ HTTP/1.1" 302\n')


def test_no_code_or_note_stands_in_the_log(client, opened, url, key, log, *, settings, answer):
    client.raise_request_exception = False
    settings.RESUMES_PER_HOUR = "a setting gone wrong"

    client.post(url("resume"), {"code": key["key"], "note": "gizli not", "number": "1"})

    assert "Internal Server Error: /devam/" in log.getvalue()
    assert key["key"] not in log.getvalue()
    assert "gizli" not in log.getvalue()


# --- limits ---------------------------------------------------------------------------------------


def started(client, **options):
    """Whether one more start is allowed."""
    before = Assessment.objects.count()
    client.post("/", **options)
    return Assessment.objects.count() == before + 1


def test_a_hundred_starts_an_hour_are_allowed_by_default(settings):
    assert (settings.STARTS_PER_HOUR, settings.RESUMES_PER_HOUR, settings.LOGINS_PER_HOUR) == (100, 200, 20)


def test_starting_is_limited(client, settings):
    make.question(1)
    settings.STARTS_PER_HOUR = 2

    assert [started(client) for _ in range(3)] == [True, True, False]


def test_whoever_starts_too_often_is_told_what_to_do(client, settings):
    make.question(1)
    settings.STARTS_PER_HOUR = 1
    client.post("/")

    response = client.post("/")

    assert (response.status_code, Page(response).heading) == (429, "Çok fazla deneme")
    assert "Bir saat sonra yeniden deneyin." in Page(response).main.text


def test_looking_at_the_first_page_is_not_limited(client, settings):
    make.question(1)
    settings.STARTS_PER_HOUR = 1
    client.post("/")
    client.post("/")

    assert Page(client.get("/")).heading == "Öz değerlendirme"


def test_resuming_by_link_and_by_code_is_limited_together(client, opened, url, key, settings):
    settings.RESUMES_PER_HOUR = 2
    client.get(url("resume_link", "0" * 28))
    client.post(url("resume"), {"code": "0" * 28})

    by_link, by_code = client.get(url("resume_link", key["key"])), client.post(url("resume"), {"code": key["key"]})

    assert [Page(response).heading for response in (by_link, by_code)] == ["Çok fazla deneme"] * 2


def test_starts_and_resumes_are_counted_apart(client, opened, url, key, settings):
    make.question(1)
    settings.RESUMES_PER_HOUR = settings.STARTS_PER_HOUR = 1
    client.get(url("resume_link", key["key"]))

    assert started(client)


def test_a_code_that_cannot_be_one_is_not_counted(client, opened, url):
    client.post(url("resume"), {"code": "kısa"})

    assert Attempt.objects.count() == 0


def test_the_next_hour_begins_anew(client, settings):
    make.question(1)
    settings.STARTS_PER_HOUR = 1
    client.post("/")

    Attempt.objects.update(hour=Attempt.objects.get().hour.replace(year=2020))

    assert started(client)
    assert Attempt.objects.filter(hour__year=2020).count() == 0


def test_the_address_is_kept_only_as_a_salted_hash(client, settings):
    make.question(1)

    client.post("/", REMOTE_ADDR="203.0.113.7")

    (client_hash,) = Attempt.objects.values_list("client", flat=True)
    assert re.fullmatch("[0-9a-f]{64}", client_hash)
    settings.SECRET_KEY = "another secret, as after a restart with a new one"
    client.post("/", REMOTE_ADDR="203.0.113.7")
    assert Attempt.objects.values("client").distinct().count() == 2


PROXY, ONE, OTHER = "10.0.0.1", "203.0.113.7", "203.0.113.8"


@pytest.mark.parametrize(
    ("trusted", "peer", "forwarded", "counts_as"),
    [
        ([], ONE, [OTHER], ONE),
        ([], ONE, [], ONE),
        ([PROXY], ONE, [OTHER], ONE),
        ([PROXY], PROXY, [OTHER], OTHER),
        ([PROXY], PROXY, [ONE, OTHER], OTHER),
        ([PROXY], PROXY, [f"{ONE}, {PROXY}", OTHER], OTHER),
        ([PROXY], PROXY, [""], PROXY),
        ([PROXY], PROXY, [f"{ONE},"], PROXY),
        ([PROXY], PROXY, [], PROXY),
        (["10.0.0.0/8"], "10.255.3.4", [OTHER], OTHER),
        (["10.0.0.0/8"], "11.0.0.1", [OTHER], "11.0.0.1"),
        (["fd00::/8"], "fd00::1", ["2001:db8::7"], "2001:db8::7"),
        (["fd00::/8"], PROXY, [OTHER], PROXY),
        (["unix"], "", [OTHER], OTHER),
        (["unix"], ONE, [OTHER], ONE),
        ([PROXY], "", [OTHER], ""),
        ([PROXY, "unix"], PROXY, [OTHER], OTHER),
    ],
)
def test_a_proxys_word_for_the_client_counts_only_when_the_proxy_is_trusted(
    client, settings, *, trusted, peer, forwarded, counts_as
):
    make.question(1)
    settings.TRUSTED_PROXY = []
    client.post("/", REMOTE_ADDR=counts_as)
    settings.TRUSTED_PROXY = trusted

    client.post("/", REMOTE_ADDR=peer, **({"headers": {"x-forwarded-for": ", ".join(forwarded)}} if forwarded else {}))

    assert list(Attempt.objects.values_list("count", flat=True)) == [2]


def test_a_spoofed_header_does_not_get_around_the_limit(client, settings):
    make.question(1)
    settings.STARTS_PER_HOUR = 1

    tries = [started(client, headers={"x-forwarded-for": f"203.0.113.{at}"}) for at in range(3)]

    assert tries == [True, False, False]


def test_a_claim_before_the_proxys_own_word_does_not_get_around_the_limit(client, settings):
    make.question(1)
    settings.STARTS_PER_HOUR, settings.TRUSTED_PROXY = 1, [PROXY]

    tries = [
        started(client, REMOTE_ADDR=PROXY, headers={"x-forwarded-for": f"203.0.113.{at}, {OTHER}"}) for at in range(3)
    ]

    assert tries == [True, False, False]


def test_logging_in_to_the_admin_is_limited(client, settings):
    get_user_model().objects.create_superuser("yonetici", password="parola")
    settings.LOGINS_PER_HOUR = 2
    for _ in range(2):
        client.post("/admin/login/", {"username": "yonetici", "password": "yanlış"})

    page = Page(client.post("/admin/login/", {"username": "yonetici", "password": "parola"}))

    assert "Bu internet adresinden çok fazla giriş denemesi yapıldı. Bir saat sonra yeniden deneyin." in page.text


# --- HTTPS ----------------------------------------------------------------------------------------

UNDER_HTTPS = """
import django, json
django.setup()
from django.core.management import call_command
from django.test import Client
from tests import make
call_command("migrate", verbosity=0)
make.question(1)
client = Client()
plain = client.get("/")
first = client.get("/", secure=True)
begun = client.post("/", secure=True)
gone = client.post(begun.headers["Location"].split("soru")[0] + "sil/", secure=True)
print(json.dumps({
    "plain": [plain.status_code, plain.headers["Location"], plain.headers["Content-Security-Policy"]],
    "health": client.get("/healthz/").status_code,
    "hsts": first.headers["Strict-Transport-Security"],
    "cookies": [
        [name.rstrip("0123456789abcdef"), bool(cookie["secure"]), cookie["path"], cookie["domain"], cookie["max-age"]]
        for response in (first, begun, gone) for name, cookie in response.cookies.items()
    ],
}))
"""


@pytest.fixture(scope="module")
def under_https(tmp_path_factory):
    """What a server with HTTPS on answers, in a process of its own: most of it is settled when settings are read."""
    environment = {
        **os.environ,
        "HTTPS": "1",
        "DJANGO_SETTINGS_MODULE": "questionnaire.settings",
        "DATABASE_URL": f"sqlite:///{tmp_path_factory.mktemp('https') / 'db.sqlite3'}",
    }
    without_manifest = "from django.conf import settings; settings.STORAGES['staticfiles']['BACKEND'] = "
    without_manifest += "'django.contrib.staticfiles.storage.StaticFilesStorage'\n"
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", without_manifest + UNDER_HTTPS],
        cwd=Path(__file__).parent.parent,
        env=environment,
        capture_output=True,
        text=True,
        check=True,
    )
    return json.loads(done.stdout.splitlines()[-1])


def test_plain_http_is_led_to_https_with_the_policy_on_it(under_https):
    assert under_https["plain"] == [301, "https://testserver/", POLICY]


def test_health_is_answered_over_plain_http(under_https):
    assert under_https["health"] == 200


def test_browsers_remember_for_a_year_to_use_https_for_this_host_alone(under_https):
    assert under_https["hsts"] == "max-age=31536000"


def test_cookies_are_bound_to_this_host_and_to_https(under_https):
    assert under_https["cookies"] == [
        ["__Host-csrftoken", True, "/", "", 31_449_600],
        ["__Host-anahtar-", True, "/", "", 7_776_000],
        ["__Host-anahtar-", True, "/", "", 0],
    ]


# --- content --------------------------------------------------------------------------------------


def test_links_in_guidance_that_leave_the_site_say_so(client, opened, answer):
    guidance = Guidance.objects.get(choice=make.question(1).choices.get(number=3))
    guidance.body = "[Rehber](https://ornek.org/rehber)"
    guidance.save()

    page = Page(client.get(answer(opened, 1, 3).headers["Location"]))

    link = page.one("div", class_="prose").one("a")
    assert (link["href"], link["rel"]) == ("https://ornek.org/rehber", "noopener noreferrer")
    assert page.one("div", class_="prose").text == "Rehber (dış bağlantı)"
