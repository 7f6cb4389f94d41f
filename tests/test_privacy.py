import pytest

from questionnaire.checks import privacy_is_stated
from tests.page import Page

pytestmark = pytest.mark.django_db

UNSTATED = "Siteyi yürüten kurum bunu henüz belirtmedi."
STATED = {
    "PRIVACY_CONTROLLER": "Örnek Dernek, Ankara",
    "PRIVACY_CONTACT": "kvkk@ornek.org",
    "PRIVACY_HOSTING": "Türkiye’de, Ankara’daki kendi sunucumuzda",
}


def said(client):
    return [part.text for part in Page(client.get("/gizlilik/")).one("dl", class_="said").all("dd")]


def test_who_is_responsible_how_to_reach_them_and_where_it_is_kept_come_from_settings(client, settings):
    for name, value in STATED.items():
        setattr(settings, name, value)

    assert said(client) == list(STATED.values())


def test_an_address_to_write_to_is_a_link(client, settings):
    settings.PRIVACY_CONTACT = "kvkk@ornek.org"

    assert Page(client.get("/gizlilik/")).links["kvkk@ornek.org"] == "mailto:kvkk@ornek.org"


def test_what_is_not_stated_is_said_to_be_so(client):
    assert said(client) == [UNSTATED] * 3


def test_how_long_comes_from_settings(client, settings):
    settings.RETENTION_MONTHS, settings.BACKUP_DAYS = 7, 45

    page = Page(client.get("/gizlilik/"))

    assert [item.text for item in page.main.all("ul")[2].all("li")] == [
        "Siz silene kadar; silmezseniz son değişikliğinizden ya da “Süreyi uzat” demenizden 7 ay sonrasına kadar.",
        "Hiç yanıt, işaret ya da plan girilmemiş bir değerlendirme: 7 gün.",
        "İşaretler, plan ve paylaşım bağlantıları: ait oldukları değerlendirme kadar; onunla birlikte silinirler.",
        "Süresi biten bir paylaşım bağlantısı, listenizde 30 gün daha durur.",
        "Yedeklerde en çok 45 gün daha.",
    ]


def test_it_says_who_sees_what_of_a_shared_report_and_a_second_round(client):
    page = Page(client.get("/gizlilik/"))

    assert [item.text for item in page.main.all("ul")[1].all("li")] == [
        (
            "Değerlendirmenin bağlantısını ya da kodunu bilen herkes her şeyi okur ve değiştirir. "
            "Yeniden yapılan bir değerlendirmede önceki yanıtları da okur."
        ),
        (
            "Paylaşım bağlantısını bilen herkes yalnızca raporu okur; notları ve planı, ancak siz öyle seçtiyseniz görür. "
            "Bağlantının süresini siz belirlersiniz (başka bir süre seçmezseniz 30 gün) ve bağlantıyı istediğiniz an "
            "sonlandırabilirsiniz."
        ),
        "Bu sitenin yönetim sayfalarında yanıtlar, notlar, planlar ve bağlantılar görünmez.",
    ]


def test_it_says_what_is_kept_of_plan_links_and_rounds(client):
    kept = [item.text for item in Page(client.get("/gizlilik/")).main.all("ul")[0].all("li")]

    assert [text.partition(":")[0] for text in kept[1:4]] == [
        (
            "İşaretledikleriniz (sonra konuşulacaklar, önem dereceleri, öncelikler) ve iyileştirme planınız. "
            "Plana da lütfen kişi adı değil, görev adı yazın."
        ),
        "Raporunuzu paylaşırsanız",
        "Yeniden değerlendirme yaparsanız",
    ]


def test_the_cookies_are_named_with_their_days(client):
    assert "değerlendirmenizi bu tarayıcıda açık tutan bir çerez (90 gün;" in Page(client.get("/gizlilik/")).main.text


def test_the_law_and_the_rights_are_named(client):
    text = Page(client.get("/gizlilik/")).main.text

    assert "6698 sayılı Kişisel Verilerin Korunması Kanunu (KVKK)" in text
    assert "Kanun’un 11. maddesindeki diğer haklarınız için yukarıdaki iletişim adresine yazın." in text


@pytest.mark.parametrize("path", ["/", "/devam/", "/gizlilik/", "/olmayan/"])
def test_it_is_linked_from_every_page(client, path):
    assert Page(client.get(path)).links["Gizlilik"] == "/gizlilik/"


def test_it_needs_no_database(client, django_assert_num_queries):
    with django_assert_num_queries(0):
        client.get("/gizlilik/")


@pytest.mark.parametrize("missing", STATED)
def test_a_system_check_warns_while_one_is_unset(settings, missing):
    for name, value in STATED.items():
        setattr(settings, name, "" if name == missing else value)

    (warning,) = privacy_is_stated()

    assert warning.msg.startswith(f"{missing} is not set")
    assert warning.hint == f"Set the environment variable {missing}."


def test_the_system_check_is_content_once_all_are_set(settings):
    for name, value in STATED.items():
        setattr(settings, name, value)

    assert privacy_is_stated() == []
