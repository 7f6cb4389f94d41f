import pytest

from tests import outage

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_server_whose_database_answers_is_healthy(client):
    response = client.get("/healthz/")

    assert (response.status_code, response.content) == (200, b"ok\n")


def test_a_server_without_its_database_is_not_healthy(client):
    with outage.unreachable():
        response = client.get("/healthz/")

    assert (response.status_code, response.content) == (503, b"database unavailable\n")


def test_it_is_healthy_again_once_the_database_is_back(client):
    with outage.unreachable():
        client.get("/healthz/")

    assert client.get("/healthz/").content == b"ok\n"


def test_a_writer_at_work_makes_nobody_unhealthy(client):
    with outage.locked():
        assert client.get("/healthz/").content == b"ok\n"


def test_a_monitor_may_ask_for_the_headers_alone(client):
    response = client.head("/healthz/")

    assert (response.status_code, response.content) == (200, b"")


def test_no_cache_answers_in_the_servers_place(client):
    assert "no-store" in client.get("/healthz/").headers["Cache-Control"]


def test_it_costs_one_query(client, django_assert_num_queries):
    with django_assert_num_queries(1):
        client.get("/healthz/")


def test_it_answers_over_plain_http_where_everything_else_is_led_to_https(client, settings):
    settings.SECURE_SSL_REDIRECT = True
    settings.SECURE_REDIRECT_EXEMPT = [r"^healthz/$"]

    assert client.get("/healthz/").content == b"ok\n"
