"""The database that the pictures are taken of: an association that has finished, and two editors at work.

Made from the loaded `seeds/`. Nothing in it is random but the assessment's id, which no picture shows; dates count from today.
"""

from datetime import timedelta

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.utils import timezone

from questionnaire import content
from questionnaire.domain import links
from questionnaire.domain.improvement import Status
from questionnaire.domain.walk import Kind
from questionnaire.models import Area, Assessment, Guidance, Link, Question
from questionnaire.models.load import IN_ADMIN
from tests import make
from tests.pictures.people import ADMINISTRATOR, COLLEAGUE, EDITOR, KEY, PASSWORD

# The choice for each question of `seeds/`, three questions an area.
CHOICES = [3, 2, 2, 4, 3, 3, 2, 3, 3, 3, 2, 1, 3, 3, 1, 4, 5, 3, 2, 2, 2, 4, 3, 3, 2, 1, 2, 3, 4, 4, 3, 2, 2]
OTHERS = {15: Kind.UNKNOWN, 26: Kind.NOT_APPLICABLE, 33: Kind.UNKNOWN}
NOTES = {
    5: "Defteri Ayşe tutuyor. Yazın o yokken üç toplantının kaydı yok.",
    10: "Aidat dışında yazmıyoruz. Gençler grubu sessize almış.",
    16: "Muhasebecimiz her ay tablo gönderiyor.",
}
FLAGGED = [12, 15, 21]
IMPORTANCES = {3: 2, 5: 3, 7: 1, 10: 3, 12: 3, 14: 2, 20: 2, 25: 3, 32: 2}
PRIORITIES = [10, 12, 25]
PLAN = [  # question, what, first step, who, days from today, status
    (10, "Üyelere her ay kısa bir haber göndermek", "Ayın gününü seçmek", "Üye sorumlusu", 21, Status.STARTED),
    (12, "Çalıştığımız mahalleden iki kişiyi kurula çağırmak", "Muhtarla konuşmak", "Yönetim kurulu", 60, Status.OPEN),
    (25, "Tek fona bağlı kalmamak için bağış kampanyası", "Üç dernekle görüşmek", "Saymanımız", 120, Status.OPEN),
    (5, "Karar defterini nöbetleşe tutmak", "", "Yazmanımız", -10, Status.DONE),
]

MOVED, GONE = "http://www.example.org/uye-iliskileri", "https://www.example.org/gonullu-rehberi"


def build() -> None:
    make_people()
    edit_texts()
    fill_in()
    check_links()


def make_people() -> None:
    users = get_user_model().objects
    users.create_superuser(ADMINISTRATOR, password=PASSWORD)
    for name in (EDITOR, COLLEAGUE):
        user = users.create_user(name, password=PASSWORD, is_staff=True)
        user.groups.add(Group.objects.get(name="Editör"))


def edit_texts() -> None:
    """What both editors did before: corrections, two links that no longer work as written, a text deleted by mistake."""
    written_by(EDITOR, guidance(5, 3), "Oysa “Geçen ay ne demiştik?” diye", "“Geçen ay ne demiştik?” diye")
    written_by(COLLEAGUE, guidance(5, 3), "en az üç kişi açabilsin", "yönetim kurulundan en az üç kişi açabilsin")
    written_by(
        COLLEAGUE,
        guidance(5, 3),
        "Üyelere gidecek özeti beş satırla sınırlayın",
        "Üyelere beş satırlık bir özet gönderin",
    )
    written_by(EDITOR, guidance(10, 2), "Ayın bir gününü seçip o gün", "Her ayın ilk pazartesi günü")
    written_by(EDITOR, guidance(10, 1), "\n\n1. ", f"\n\n[Üye ilişkileri]({MOVED}) sayfasında örnekler var.\n\n1. ")
    written_by(COLLEAGUE, guidance(11, 2), "\n\n1. ", f"\n\n[Gönüllü rehberi]({GONE}) bu konuyu anlatır.\n\n1. ")
    written_by(EDITOR, Area.objects.get(number=4), "Kimin, ne zaman ve nasıl söz sahibi", "Kimin söz sahibi")
    lost = guidance(27, 5)
    lost._history_user, lost._change_reason = user(COLLEAGUE), IN_ADMIN
    lost.delete()


def guidance(question: int, choice: int) -> Guidance:
    return Guidance.objects.get(choice__question__number=question, choice__number=choice)


def user(name: str):
    return get_user_model().objects.get(username=name)


def written_by(name: str, row: Guidance | Area, old: str, new: str) -> None:
    """Replace a passage as this editor would in the admin."""
    field = "body" if isinstance(row, Guidance) else "description"
    before, found, after = getattr(row, field).partition(old)
    if not found:
        raise ValueError(f"“{old}” no longer stands in {row}.")
    setattr(row, field, before + new + after)
    row._history_user, row._change_reason = user(name), IN_ADMIN
    row.save()


def fill_in() -> None:
    """A finished assessment with notes, marks and a plan, which KEY opens."""
    assessment, _key = make.assessment(key=KEY)
    for number, choice in enumerate(CHOICES, start=1):
        make.answered(assessment, number, OTHERS.get(number, choice), NOTES.get(number, ""))
    pks = dict(Question.objects.values_list("number", "pk"))
    assessment.mark({pks[number]: True for number in FLAGGED}, "flagged")
    assessment.mark({pks[number]: value for number, value in IMPORTANCES.items()}, "importance")
    assessment.mark({pks[number]: True for number in PRIORITIES}, "priority")
    for number, what, step, who, days, status in PLAN:
        due = timezone.localdate() + timedelta(days=days)
        make.action(assessment, what, first_step=step, who=who, due=due, status=status, question_id=pks[number])
    Assessment.objects.get(pk=assessment.pk).finish()


def check_links() -> None:
    """As after `checklinks`, which no picture waits for: all work but two, whose sites are examples."""
    for address in links.places(content.now()):
        Link.objects.record(address, links.answered(200))
    Link.objects.record(MOVED, links.answered(200, MOVED.replace("http://", "https://")))
    Link.objects.record(GONE, links.answered(404))
