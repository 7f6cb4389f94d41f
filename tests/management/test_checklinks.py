"""`checklinks` says what readers do not get to, keeps what it found, and forgets what is in no text any more."""

from collections.abc import Iterator
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from questionnaire.models import Area, Guidance, Link, Questionnaire
from tests import make
from tests.linkchecking.site import Site, served

pytestmark = pytest.mark.django_db


@pytest.fixture
def site(settings) -> Iterator[Site]:
    settings.LINKCHECK_ALLOW_PRIVATE = True
    with served() as running:
        yield running


def checklinks(*options: str) -> tuple[int, str, str]:
    """Exit status, standard output and standard error with the last words."""
    out, err = StringIO(), StringIO()
    try:
        call_command("checklinks", "--delay", "0", *options, stdout=out, stderr=err)
    except CommandError as error:
        return error.returncode, out.getvalue(), f"{err.getvalue()}{error}\n"
    return 0, out.getvalue(), err.getvalue()


def guidance(*addresses: str, number: int = 9) -> Guidance:
    """A guidance text with these links."""
    made = make.question(number, choices=1).choices.get().guidance
    made.body = "\n\n".join(f"[Bağlantı]({address})" for address in addresses)
    made.save()
    return made


def test_when_all_is_well_the_status_is_0(site: Site) -> None:
    guidance(site.url("/a"), site.url("/b"))

    status, out, err = checklinks()

    assert (status, err) == (0, "")
    assert out == "2 bağlantı denetlendi: 2 çalışıyor, 0 taşınmış, 0 kırık, 0 okura kapalı, 0 belirsiz.\n"


def test_what_is_broken_is_named_with_where_it_stands_and_the_status_is_1(site: Site) -> None:
    guidance(site.url("/durum/404"), site.url("/a"))

    status, _, err = checklinks()

    assert status == 1
    assert err.splitlines() == [
        f"kırık: {site.url('/durum/404')} · Böyle bir sayfa yok (404). (Soru 9, seçenek 1)",
        "Okurların açamadığı sayfalar var. Yönetim sayfaları bu bağlantıları geçtikleri metinlerle birlikte gösterir.",
    ]


def test_what_moved_is_named_with_its_new_address_and_what_is_unsure_too(site: Site) -> None:
    site.redirects["/eski"] = (301, "/yeni")
    guidance(site.url("/eski"), site.url("/durum/403"))
    closed = "Site bu sayfayı programlara göstermiyor (403). Kendiniz açıp bakın."

    status, out, _ = checklinks()

    assert status == 0
    assert out.splitlines()[:2] == [
        f"taşınmış: {site.url('/eski')} → {site.url('/yeni')} (Soru 9, seçenek 1)",
        f"belirsiz: {site.url('/durum/403')} · {closed} (Soru 9, seçenek 1)",
    ]


def test_an_address_in_a_private_network_is_refused_without_the_setting(site: Site, settings) -> None:
    settings.LINKCHECK_ALLOW_PRIVATE = False
    guidance("http://127.0.0.1/a")

    assert (checklinks()[0], Link.objects.get().outcome, site.asked) == (1, "refused", [])


def test_every_text_that_readers_see_is_checked_and_each_address_once(site: Site) -> None:
    Questionnaire.objects.create(title="Anket", introduction=f"[a]({site.url('/giris')})")
    area = make.area(description=f"[a]({site.url('/alan')})")
    make.question(1, choices=1, area=area, help=f"[a]({site.url('/yardim')}) [b]({site.url('/ortak#x')})")
    guidance(site.url("/ortak"), number=2)

    checklinks()

    assert sorted(path for _, path in site.asked) == ["/alan", "/giris", "/ortak", "/yardim"]


def test_a_link_in_many_texts_names_some_of_them(site: Site) -> None:
    for number in range(1, 6):
        guidance(site.url("/durum/404"), number=number)

    assert "(Soru 1, seçenek 1; Soru 2, seçenek 1; Soru 3, seçenek 1 ve 2 yer daha)" in checklinks()[2]


def test_results_are_kept_and_those_of_links_that_are_gone_are_dropped(site: Site) -> None:
    text = guidance(site.url("/a"), site.url("/durum/404"))
    checklinks()
    text.body = f"[Bağlantı]({site.url('/b')})"
    text.save()

    checklinks()

    assert list(Link.objects.values_list("address", "outcome")) == [(site.url("/b"), "ok")]


def test_a_questionnaire_without_links_is_fine() -> None:
    make.area()

    assert checklinks() == (
        0,
        "0 bağlantı denetlendi: 0 çalışıyor, 0 taşınmış, 0 kırık, 0 okura kapalı, 0 belirsiz.\n",
        "",
    )
    assert Area.objects.count() == 1


def test_content_and_its_version_stay_untouched(site: Site) -> None:
    text = guidance(site.url("/durum/404"))
    before = text.history.count()

    checklinks()

    assert text.history.count() == before


class Terminal(StringIO):
    def isatty(self) -> bool:
        return True


def test_where_somebody_is_watching_it_counts(site: Site) -> None:
    guidance(site.url("/a"), site.url("/b"))
    screen = Terminal()

    call_command("checklinks", "--delay", "0", stdout=screen)

    lines = ["2 bağlantının 1 tanesi denetlendi …\r", "2 bağlantının 2 tanesi denetlendi …\n"]
    assert screen.getvalue().startswith("".join(lines))


@pytest.mark.parametrize("delay", ["-1", "iki", "inf", "nan"])
def test_a_delay_that_is_none_is_refused(delay: str) -> None:
    with pytest.raises(CommandError):
        call_command("checklinks", "--delay", delay)


def test_when_nothing_can_be_said_of_any_link_the_network_is_named_and_the_status_is_1(site: Site) -> None:
    guidance(*(site.url(f"/durum/500?{at}") for at in range(5)))

    status, _, err = checklinks()

    assert (status, err.startswith("Hiçbir bağlantının çalışıp çalışmadığı anlaşılamadı.")) == (1, True)
