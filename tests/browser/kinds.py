"""Every kind of page there is: how to come to it, and the title and status by which one knows that one did."""

from collections.abc import Callable
from dataclasses import dataclass
from uuid import uuid4

from django.contrib.auth import get_user_model
from django.db import connection
from django.test import Client
from django.urls import reverse

from questionnaire.domain.walk import Kind as Answer
from questionnaire.models import Choice, Guidance, Question
from tests.browser.stage import Stage

# More than any text of the seed: what an editor may write, and what a narrow page finds hardest.
RICH = """Önce **okuyun**, <u>sonra</u> yazın: H<sub>2</sub>O.

# Bir başlık

1. Birinci adım
    - iç içe madde
2. İkinci adım

> Bir alıntı.

| Sütun | Açıklama | Ne zaman | Kim |
|---|---|---|---|
| Muvaffakiyetsizleştiricileştiriveremeyebileceklerimizdenmişsinizcesine | kısa | yarın | [biz](https://example.org/) |

<https://example.org/cok/uzun/bir/adres/ki/hicbir/yerinden/bolunmez/muvaffakiyetsizlestiricilestiriveremeyebilecekler>
"""
NOTE = "İlk satır.\nMuvaffakiyetsizleştiricileştiriveremeyebileceklerimizdenmişsinizcesineymişçesine uzun bir sözcük."


@dataclass(frozen=True)
class Kind:
    title: str  # what the page's title begins with; {} stands for the text of the first question
    reach: Callable[[Stage], None]
    status: int = 200


def answer_some(stage: Stage) -> None:
    """A note, a rich guidance, a Bilmiyorum, a gap."""
    first, second, _ = stage.numbers
    guidance = Guidance.objects.get(choice__question__number=first, choice__number=2)
    guidance.body = RICH
    guidance.save()
    stage.answered(first, 2, NOTE)
    stage.answered(second, Answer.UNKNOWN)


def answer_all(stage: Stage) -> None:
    answer_some(stage)
    stage.answered(stage.numbers[2], Answer.NOT_APPLICABLE, "Bizde yok.")


def start(stage: Stage) -> None:
    stage.page.context.clear_cookies()
    stage.page.goto("/")


def start_with_open(stage: Stage) -> None:
    stage.page.goto("/")


def start_without_questions(stage: Stage) -> None:
    Question.objects.update(retired=True)
    stage.page.goto("/")


def areas(stage: Stage) -> None:
    answer_some(stage)
    stage.go("areas")


def areas_unanswered(stage: Stage) -> None:
    answer_some(stage)
    stage.go("areas", query="?yanitsiz")


def question(stage: Stage) -> None:
    stage.go("question", stage.numbers[0])


def question_answered_and_reworded(stage: Stage) -> None:
    answer_some(stage)
    Choice.objects.filter(question__number=stage.numbers[0], number=2).update(text="Artık başka türlü söyleniyor.")
    stage.go("question", stage.numbers[0])


def question_with_error(stage: Stage) -> None:
    stage.go("question", stage.numbers[0])
    stage.press("Devam et")


def question_with_two_errors(stage: Stage) -> None:
    stage.go("question", stage.numbers[0])
    stage.page.get_by_text("Not ekle").click()
    note = stage.page.get_by_label("Notunuz")
    note.evaluate("element => element.removeAttribute('maxlength')")  # not every browser keeps to it
    note.fill("x" * 2001)
    stage.press("Devam et")


def question_gone(stage: Stage) -> None:
    stage.go("question", 999)


def guidance(stage: Stage) -> None:
    answer_some(stage)
    stage.go("guidance", stage.numbers[0])


def guidance_of_unknown(stage: Stage) -> None:
    answer_some(stage)
    stage.go("guidance", stage.numbers[1])


def check_with_gaps(stage: Stage) -> None:
    answer_some(stage)
    stage.go("check")


def check_complete(stage: Stage) -> None:
    answer_all(stage)
    stage.go("check")


def report(stage: Stage) -> None:
    answer_all(stage)
    Question.objects.filter(number=stage.numbers[0]).update(retired=True)
    stage.assessment.finish()
    stage.go("report")


def report_with_gaps(stage: Stage) -> None:
    answer_some(stage)
    stage.go("report")


def mine(stage: Stage) -> None:
    stage.go("mine")


def mine_with_new_link(stage: Stage) -> None:
    stage.go("mine")
    stage.press("Yeni bağlantı oluştur")


def delete(stage: Stage) -> None:
    stage.go("delete")


def deleted(stage: Stage) -> None:
    stage.go("delete")
    stage.press("Hepsini sil")


def closed(stage: Stage) -> None:
    stage.go("mine")
    stage.press("Bu tarayıcıda oturumu kapat")


def resume(stage: Stage) -> None:
    stage.page.goto(reverse("resume"))


def resume_with_error(stage: Stage) -> None:
    stage.page.goto(reverse("resume"))
    stage.page.get_by_label("Devam kodu").fill("ABCD")
    stage.press("Değerlendirmeyi aç")


def resume_link_to_nothing(stage: Stage) -> None:
    stage.page.goto(reverse("resume_link", args=["0" * 28]))


def not_open(stage: Stage) -> None:
    stage.page.goto(reverse("areas", args=[uuid4()]))


def send_typed_answer(stage: Stage) -> None:
    stage.statement(1).check()
    stage.page.get_by_text("Not ekle").click()
    stage.page.get_by_label("Notunuz").fill(NOTE)
    stage.press("Devam et")


def not_open_with_an_answer(stage: Stage) -> None:
    question(stage)
    stage.page.context.clear_cookies()
    send_typed_answer(stage)


def send_again(stage: Stage) -> None:
    not_open_with_an_answer(stage)
    stage.page.get_by_label("Devam kodu").fill(stage.code)
    stage.press("Değerlendirmeyi aç")


def form_expired(stage: Stage) -> None:
    question(stage)
    stage.page.context.clear_cookies(name="csrftoken")
    send_typed_answer(stage)


def form_expired_without_an_answer(stage: Stage) -> None:
    stage.go("delete")
    stage.page.context.clear_cookies(name="csrftoken")
    stage.press("Hepsini sil")


def two_answers(stage: Stage) -> None:
    question(stage)
    stage.answered(stage.numbers[0], 4, "Başka bir sekmeden.")
    send_typed_answer(stage)


def privacy(stage: Stage) -> None:
    stage.settings.PRIVACY_CONTACT = "kvkk@example.org"
    stage.page.goto(reverse("privacy"))


def too_many(stage: Stage) -> None:
    stage.settings.STARTS_PER_HOUR = 1
    stage.page.goto("/")
    stage.press("Başla")
    stage.page.goto("/")
    stage.press("Başla")


def without_a_database(stage: Stage) -> None:
    """Every connection from now on is a new one, to a database that is not there."""
    stage.monkeypatch.setitem(connection.settings_dict, "CONN_MAX_AGE", 0)
    question(stage)
    stage.monkeypatch.setitem(connection.settings_dict, "NAME", "/nowhere/no-database")


def unavailable(stage: Stage) -> None:
    without_a_database(stage)
    stage.page.reload()


def unavailable_with_an_answer(stage: Stage) -> None:
    without_a_database(stage)
    send_typed_answer(stage)


def page_not_found(stage: Stage) -> None:
    stage.page.goto("/yok/")


def bad_request(stage: Stage) -> None:
    stage.settings.ALLOWED_HOSTS = ["elsewhere.example"]
    stage.page.goto("/")


def forbidden(stage: Stage) -> None:
    log_in(stage, is_superuser=False)
    stage.page.goto(reverse("admin:questionnaire_area_changelist"))


def server_error(stage: Stage) -> None:
    stage.settings.ROOT_URLCONF = "tests.browser.broken_urls"
    stage.page.goto("/bozuk/")


def log_in(stage: Stage, *, is_superuser: bool = True) -> None:
    """An editor's session, made without the login form (which has a kind of its own)."""
    client = Client()
    client.force_login(get_user_model().objects.create(username="ed", is_staff=True, is_superuser=is_superuser))
    stage.page.context.add_cookies(
        [{"name": name, "value": cookie.value, "url": stage.base} for name, cookie in client.cookies.items()]
    )


def admin(name: str, number: int | None = None) -> Callable[[Stage], None]:
    """A page of the admin; with a number, the one about the question with this number."""

    def reach(stage: Stage) -> None:
        log_in(stage)
        args = [] if number is None else [Question.objects.get(number=stage.numbers[number]).pk]
        stage.page.goto(reverse(f"admin:{name}", args=args))

    return reach


def send_files(stage: Stage, *files: tuple[str, str]) -> None:
    """In the admin, send files by name and text to be loaded."""
    log_in(stage)
    stage.page.goto(reverse("admin:load_files"))
    sent = [{"name": name, "mimeType": "text/markdown", "buffer": text.encode()} for name, text in files]
    stage.page.get_by_label("Bir ZIP ya da bir veya daha çok metin dosyası").set_input_files(sent)
    stage.page.get_by_role("button", name="Ne olacağını göster").click()


def load_refused(stage: Stage) -> None:
    send_files(stage, ("bozuk-<b>.md", "---\ntitle: a: b\n---\n"), ("9-1.md", "baş bölümü yok"))


def load_plan(stage: Stage) -> None:
    """A conflict in title and body, a change, a new text, and much that is missing."""
    first = Choice.objects.get(question__number=9, number=1)
    for row, column in ((first, "text"), (first.guidance, "body")):
        setattr(row, column, f"Yönetimde yazıldı. {RICH if column == 'body' else ''}".strip())
        row.save()
    front = "---\ntitle: Dosyada yazıldı.\nquestion_id: {}\nchoice_id: {}\n---\n"
    send_files(
        stage,
        ("9-1.md", front.format(9, 1) + RICH),
        ("9-2.md", front.format(9, 2) + "Dosyada değişti.\n"),
        ("muvaffakiyetsizleştiricileştiriveremeyebileceklerimizdenmişsinizcesine.md", front.format(77, 1) + "Yeni.\n"),
    )


def admin_login(stage: Stage) -> None:
    stage.page.goto(reverse("admin:login"))


EXPIRED = "Bu sayfa çok uzun süre açık kaldı"
NAME = "Öz değerlendirme"
NOT_OPEN = "Bu değerlendirme burada açık değil"
RESUME = "Bir değerlendirmeye devam edin"
UNAVAILABLE = "Lütfen biraz bekleyin"

KINDS = {
    "start": Kind(NAME, start),
    "start with an open assessment": Kind(NAME, start_with_open),
    "start without questions": Kind(NAME, start_without_questions),
    "areas": Kind("Alanlar – ", areas),
    "areas, unanswered only": Kind("Alanlar – ", areas_unanswered),
    "question": Kind("{} – ", question),
    "question, answered and reworded": Kind("{} – ", question_answered_and_reworded),
    "question with an error": Kind("Hata: {} – ", question_with_error),
    "question with two errors": Kind("Hata: {} – ", question_with_two_errors),
    "question gone": Kind("Bu soru sorulmuyor – ", question_gone, 404),
    "guidance": Kind("Reçete: {} – ", guidance),
    "guidance of Bilmiyorum": Kind("Reçete: ", guidance_of_unknown),
    "check with gaps": Kind("Yanıtları gözden geçir – ", check_with_gaps),
    "check": Kind("Yanıtları gözden geçir – ", check_complete),
    "report": Kind("Rapor – ", report),
    "report with gaps": Kind("Rapor – ", report_with_gaps),
    "my data": Kind("Verilerim – ", mine),
    "my data with a new link": Kind("Verilerim – ", mine_with_new_link),
    "delete": Kind("Hepsi silinsin mi? – ", delete),
    "deleted": Kind("Hepsi silindi", deleted),
    "closed": Kind("Bu tarayıcıda kapatıldı", closed),
    "resume": Kind(RESUME, resume),
    "resume with an error": Kind(f"Hata: {RESUME}", resume_with_error),
    "resume link to nothing": Kind(f"Hata: {RESUME}", resume_link_to_nothing, 404),
    "not open": Kind(NOT_OPEN, not_open, 404),
    "not open, with an answer": Kind(NOT_OPEN, not_open_with_an_answer, 404),
    "send again": Kind("Yanıtınızı yeniden gönderin", send_again, 404),  # the 404 is that of the page before
    "form expired": Kind(EXPIRED, form_expired, 403),
    "form expired, without an answer": Kind(EXPIRED, form_expired_without_an_answer, 403),
    "two answers": Kind("İki farklı yanıt – ", two_answers, 409),
    "privacy": Kind("Gizlilik", privacy),
    "too many": Kind("Çok fazla deneme", too_many, 429),
    "unavailable": Kind(UNAVAILABLE, unavailable, 503),
    "unavailable, with an answer": Kind(UNAVAILABLE, unavailable_with_an_answer, 503),
    "400": Kind("İstek anlaşılamadı", bad_request, 400),
    "403": Kind("Bu sayfayı açma yetkiniz yok", forbidden, 403),
    "404": Kind("Böyle bir sayfa yok", page_not_found, 404),
    "500": Kind("Sunucuda bir sorun oluştu", server_error, 500),
}
ADMIN_KINDS = {
    "admin, login": Kind("Oturum aç", admin_login),
    "admin, index": Kind("Site yönetimi", admin("index")),
    "admin, list of questions": Kind("Değiştirmek için soru seçin", admin("questionnaire_question_changelist")),
    "admin, a question": Kind("{}", admin("questionnaire_question_change", 0)),
    "admin, list of guidance": Kind("Değiştirmek için reçete seçin", admin("questionnaire_guidance_changelist")),
    "admin, list of loads": Kind("Değiştirmek için yükleme seçin", admin("questionnaire_load_changelist")),
    "admin, load from files": Kind("Dosyalardan yükle", admin("load_files")),
    "admin, load from files, with errors": Kind("Dosyalardan yükle", load_refused, 422),
    "admin, what loading would do": Kind("Yüklenirse ne olacak", load_plan),
}
