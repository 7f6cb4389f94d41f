"""Every kind of page there is: how to come to it, and the title and status by which one knows that one did."""

import sys
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from threading import Lock
from uuid import uuid4

from django.contrib.auth import get_user_model
from django.db import connection
from django.test import Client
from django.urls import reverse

from questionnaire.domain import links
from questionnaire.domain.key import new_key
from questionnaire.domain.walk import Kind as Answer
from questionnaire.exports import to_pdf
from questionnaire.exports.formats import maker
from questionnaire.models import Action, Choice, Guidance, Link, Load, Mark, Question, Questionnaire, Share
from tests import make
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


LONG_NAMES = [
    "Muvaffakiyetsizleştiricileştiriveremeyebileceklerimizdenmişsi",
    "Hak temelli yaklaşım, kapsayıcılık, güvenlik ve dijital dünya",
    "İzleme, değerlendirme ve örgütsel öğrenme için ayrılan zaman",
]


def answer_areas(stage: Stage, count: int = 11) -> None:
    """So many areas with long names, one question and a level each; questions on another scale, one to talk about."""
    for at in range(1, count + 1):
        area = make.area(100 + at, LONG_NAMES[at % 3][:60])
        make.question(100 + at, area=area)
        stage.answered(100 + at, at % 5 + 1)
    make.question(200, area=area, choices=3)
    stage.answered(200, 2, NOTE)
    Mark.objects.create(assessment=stage.assessment, question=Question.objects.get(number=200), flagged=True)


def report_with_radar(stage: Stage) -> None:
    answer_some(stage)
    answer_areas(stage)
    stage.go("report")
    for summary in stage.page.locator("details.folded > summary, details.filters > summary").all():
        summary.click()


def report_filtered(stage: Stage) -> None:
    answer_some(stage)
    answer_areas(stage, 3)
    stage.go("report", query="?alan=103&konusalim#sorular")


def report_filtered_to_nothing(stage: Stage) -> None:
    answer_some(stage)
    stage.go("report", query="?duzey=5#sorular")


def report_without_levels(stage: Stage) -> None:
    answer_all(stage)
    Question.objects.update(levels="")
    Choice.objects.update(level=None)
    stage.go("report")


def report_print(stage: Stage) -> None:
    answer_some(stage)
    answer_areas(stage)
    stage.go("report_print")


def second_round(stage: Stage) -> None:
    """One level up, one down, a Bilmiyorum that was a statement; one answer not given again; one question gone."""
    first, second, third = stage.numbers
    gone = make.question(60)
    earlier = Stage(stage.page, stage.base, stage.settings, stage.monkeypatch, *make.assessment())
    earlier.answered(first, 4, NOTE)
    earlier.answered(second, 2)
    earlier.answered(third, Answer.NOT_APPLICABLE)
    earlier.answered(gone.number, 3)
    Action.objects.create(assessment=earlier.assessment, what="Tüzüğü gözden geçirmek", who="Yönetim kurulu")
    Question.objects.filter(number=gone.number).update(retired=True)
    Choice.objects.filter(question__number=second, number=2).update(text="Artık başka türlü söyleniyor.")
    stage.assessment.predecessor = earlier.assessment
    stage.assessment.save()
    stage.answered(first, 2, NOTE)
    stage.answered(second, 3)


def guidance_of_second_round(stage: Stage) -> None:
    second_round(stage)
    stage.go("guidance", stage.numbers[0])


def check_of_second_round(stage: Stage) -> None:
    second_round(stage)
    stage.go("check")


def report_of_second_round(stage: Stage) -> None:
    second_round(stage)
    stage.answered(stage.numbers[2], Answer.UNKNOWN)
    stage.go("report")
    for summary in stage.page.locator("#karsilastirma summary").all():
        summary.click()


def again(stage: Stage) -> None:
    answer_some(stage)
    Action.objects.create(assessment=stage.assessment, what="Tüzüğü gözden geçirmek")
    stage.go("again")


def again_by_code(stage: Stage) -> None:
    stage.page.goto(reverse("again_by_code"))


def again_by_code_with_error(stage: Stage) -> None:
    stage.page.goto(reverse("again_by_code"))
    stage.press("Devam et")


def share(stage: Stage) -> str:
    """Makes a link that shows everything; its key."""
    key = new_key()
    Share.make(stage.assessment, key, label="Üyeler", days=7, with_notes=True, with_plan=True)
    return key


def shares(stage: Stage) -> None:
    answer_some(stage)
    share(stage)
    share(stage)
    Share.objects.first().end()
    stage.go("shares")


def shares_with_a_new_link(stage: Stage) -> None:
    answer_some(stage)
    stage.go("shares")
    stage.page.get_by_label("Kimin için?").fill("Yönetim kurulu")
    stage.press("Bağlantıyı oluştur")


def shares_with_error(stage: Stage) -> None:
    stage.go("shares")
    stage.press("Bağlantıyı oluştur")


def shared(stage: Stage) -> None:
    answer_all(stage)
    stage.assessment.finish()
    stage.page.goto(reverse("shared", args=[share(stage)]))


def shared_draft(stage: Stage) -> None:
    answer_some(stage)
    stage.page.goto(reverse("shared", args=[share(stage)]))


def share_ended(stage: Stage) -> None:
    stage.page.goto(reverse("shared", args=[new_key()]))


def mine_renewed(stage: Stage) -> None:
    answer_some(stage)
    stage.go("mine")
    stage.press("Süreyi uzat")


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


def answer_with_room_to_grow(stage: Stage) -> None:
    """Three levels below the highest, with a note and a rich guidance."""
    answer_some(stage)
    for number, choice in zip(stage.numbers[1:], (1, 4), strict=True):
        stage.answered(number, choice)


def priorities(stage: Stage) -> None:
    answer_with_room_to_grow(stage)
    stage.go("priorities")


def priorities_rated(stage: Stage) -> None:
    answer_with_room_to_grow(stage)
    Questionnaire.objects.create(title="Anket", level_names=["Henüz yok", NOTE, "Düzenli", "Kurumsal", "Öğrenen"])
    for number, importance in zip(stage.numbers, (3, 3, 1), strict=True):
        stage.assessment.mark({Question.objects.get(number=number).pk: importance}, "importance")
    stage.go("priorities")


def priorities_with_an_error(stage: Stage) -> None:
    priorities(stage)
    stage.press("Önem derecelerini kaydet")


def priorities_without_any(stage: Stage) -> None:
    stage.go("priorities")


def plan_some(stage: Stage) -> None:
    """A long line that is overdue, a short one, and a priority without a line."""
    answer_with_room_to_grow(stage)
    first, second = (Question.objects.get(number=number) for number in stage.numbers[:2])
    make.action(stage.assessment, NOTE, first_step=NOTE, who=NOTE[-100:], due=date(2026, 1, 31), question=first)
    make.action(stage.assessment, "Toplanmak")
    stage.assessment.mark({second.pk: True}, "priority")


def plan(stage: Stage) -> None:
    plan_some(stage)
    stage.go("plan")


def plan_empty(stage: Stage) -> None:
    stage.go("plan")


def plan_without_the_line(stage: Stage) -> None:
    stage.go("action_edit", uuid4())


def action_new(stage: Stage) -> None:
    answer_some(stage)
    stage.go("action_new", query=f"?soru={stage.numbers[0]}")


def action_new_with_errors(stage: Stage) -> None:
    action_new(stage)
    stage.page.get_by_label("Ne zamana kadar").fill("yarın")
    stage.press("Kaydet")


def action_edit(stage: Stage) -> None:
    plan_some(stage)
    stage.go("action_edit", stage.assessment.plan()[0].uid)


def action_delete(stage: Stage) -> None:
    plan_some(stage)
    stage.go("action_delete", stage.assessment.plan()[0].uid)


def two_actions(stage: Stage) -> None:
    action_edit(stage)
    Action.objects.update(what="Başka bir sekmeden.", revision=2)
    stage.press("Kaydet")


def action_removed(stage: Stage) -> None:
    action_edit(stage)
    Action.objects.all().delete()
    stage.press("Kaydet")


def form_expired_with_a_line(stage: Stage) -> None:
    action_edit(stage)
    stage.page.context.clear_cookies(name="csrftoken")
    stage.press("Kaydet")


def not_open_with_a_line(stage: Stage) -> None:
    action_edit(stage)
    stage.page.context.clear_cookies()
    stage.press("Kaydet")


def send_line_again(stage: Stage) -> None:
    not_open_with_a_line(stage)
    stage.page.get_by_label("Devam kodu").fill(stage.code)
    stage.press("Değerlendirmeyi aç")


def question_left_with_a_note(stage: Stage) -> None:
    question(stage)
    stage.page.get_by_text("Not ekle").click()
    stage.page.get_by_label("Notunuz").fill(NOTE)
    stage.press("Sonra yanıtla")


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


def edited(stage: Stage) -> Guidance:
    """A guidance text that was loaded, edited in the admin and edited again."""
    log_in(stage)
    guidance = Guidance.objects.get(choice__question__number=stage.numbers[0], choice__number=2)
    for body in (RICH, RICH.replace("Bir başlık", "Başka bir başlık").replace("İkinci adım", "Üçüncü, uzun adım")):
        guidance.body = body
        guidance.save()
    return guidance


def admin_versions(stage: Stage) -> None:
    stage.page.goto(reverse("admin:questionnaire_guidance_history", args=[edited(stage).pk]))


def admin_versions_of_deleted(stage: Stage) -> None:
    guidance = edited(stage)
    address = reverse("admin:questionnaire_guidance_history", args=[guidance.pk])
    guidance.delete()
    stage.page.goto(address)


def admin_difference(stage: Stage) -> None:
    admin_versions(stage)
    stage.press("İkisini karşılaştır")


def admin_deleted(stage: Stage) -> None:
    edited(stage).delete()
    stage.page.goto(reverse("admin:questionnaire_guidance_deleted"))


def admin_load(stage: Stage) -> None:
    log_in(stage)
    stage.page.goto(reverse("admin:questionnaire_load_change", args=[Load.objects.get().pk]))


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


def admin_with_unfinished(name: str) -> Callable[[Stage], None]:
    """A page of the admin where there is something to do: a link that does not work, and a text never written."""

    def reach(stage: Stage) -> None:
        first = stage.numbers[0]
        guidance = Guidance.objects.get(choice__question__number=first, choice__number=2)
        guidance.body = RICH
        guidance.save()
        Guidance.objects.get(choice__question__number=first, choice__number=1).delete()
        for address in links.addresses(guidance.html):
            Link.objects.record(address, links.answered(404))
        admin(name)(stage)

    return reach


def report_file_of_no_part(stage: Stage) -> None:
    stage.go("report_file", "pdf", query="?kapsam=hepsi&notlar=belki")


def report_file_while_another_is_made(stage: Stage) -> None:
    taken = Lock()
    taken.acquire()
    stage.monkeypatch.setattr(to_pdf, "_making", taken)
    stage.go("report_file", "pdf")


def report_file_without_weasyprint(stage: Stage) -> None:
    stage.monkeypatch.delitem(sys.modules, "questionnaire.exports.to_pdf", raising=False)
    stage.monkeypatch.setitem(sys.modules, "weasyprint", None)
    maker.cache_clear()
    stage.go("report_file", "pdf")


def admin_guidance(stage: Stage) -> None:
    """A text with every kind of finding, which is one that cannot be saved."""
    log_in(stage)
    pk = Guidance.objects.earliest("pk").pk
    Guidance.objects.filter(pk=pk).update(body=f"{RICH}\n\n<dernek adı>\n\n- \n")
    stage.page.goto(reverse("admin:questionnaire_guidance_change", args=[pk]))


def admin_conflict(stage: Stage) -> None:
    """A question and one of its statements, changed by somebody else after the page was opened."""
    log_in(stage)
    question = Question.objects.get(number=stage.numbers[0])
    stage.page.goto(reverse("admin:questionnaire_question_change", args=[question.pk]))
    question.help = RICH
    question.save()
    question.choices.first().save()
    stage.page.locator("#id_help").fill("Benim metnim.")
    stage.page.locator("#id_choices-0-text").fill("Benim ifadem.")
    stage.page.get_by_role("button", name="Kaydet", exact=True).click()
    stage.page.get_by_role("heading", name="Aynı metni iki kişi değiştirdi").wait_for()


def admin_gone(stage: Stage) -> None:
    log_in(stage)
    question = Question.objects.get(number=stage.numbers[0])
    stage.page.goto(reverse("admin:questionnaire_question_change", args=[question.pk]))
    question.delete()
    stage.page.locator("#id_help").fill(RICH)
    stage.page.get_by_role("button", name="Kaydet", exact=True).click()
    stage.page.get_by_role("heading", name="Bu kayıt artık yok").wait_for()


def admin_session_ended(stage: Stage) -> None:
    admin("questionnaire_question_change", 0)(stage)
    stage.page.context.clear_cookies(name="sessionid")
    stage.page.locator("#id_help").fill(RICH)
    stage.page.get_by_role("button", name="Kaydet", exact=True).click()
    stage.page.get_by_role("heading", name="Oturumunuz kapandı").wait_for()


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
    "report with a radar": Kind("Rapor – ", report_with_radar),
    "report, filtered": Kind("Rapor – ", report_filtered),
    "report, filtered to nothing": Kind("Rapor – ", report_filtered_to_nothing),
    "report without levels": Kind("Rapor – ", report_without_levels),
    "report to print": Kind("Yazdırılacak rapor – ", report_print),
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
    "guidance in a second round": Kind("Reçete: {} – ", guidance_of_second_round),
    "check in a second round": Kind("Yanıtları gözden geçir – ", check_of_second_round),
    "report of a second round": Kind("Rapor – ", report_of_second_round),
    "again": Kind("Yeniden değerlendir – ", again),
    "again by code": Kind("Yeniden değerlendir", again_by_code),
    "again by code, with an error": Kind("Hata: Yeniden değerlendir", again_by_code_with_error),
    "shares": Kind("Raporu paylaş – ", shares),
    "shares with a new link": Kind("Raporu paylaş – ", shares_with_a_new_link),
    "shares with an error": Kind("Hata: Raporu paylaş – ", shares_with_error),
    "shared": Kind("Paylaşılan rapor – ", shared),
    "shared, a draft": Kind("Paylaşılan rapor – ", shared_draft),
    "share ended": Kind("Bu bağlantı açılmıyor", share_ended, 404),
    "my data, renewed": Kind("Verilerim – ", mine_renewed),
    "400": Kind("İstek anlaşılamadı", bad_request, 400),
    "403": Kind("Bu sayfayı açma yetkiniz yok", forbidden, 403),
    "404": Kind("Böyle bir sayfa yok", page_not_found, 404),
    "500": Kind("Sunucuda bir sorun oluştu", server_error, 500),
    "question left with a note": Kind("Hata: {} – ", question_left_with_a_note),
    "priorities": Kind("Öncelikler – ", priorities),
    "priorities, rated": Kind("Öncelikler – ", priorities_rated),
    "priorities with an error": Kind("Hata: Öncelikler – ", priorities_with_an_error),
    "priorities without any": Kind("Öncelikler – ", priorities_without_any),
    "plan": Kind("İyileştirme planı – ", plan),
    "plan, empty": Kind("İyileştirme planı – ", plan_empty),
    "plan without the line": Kind("İyileştirme planı – ", plan_without_the_line, 404),
    "add a step": Kind("Adım ekle – ", action_new),
    "add a step, with errors": Kind("Hata: Adım ekle – ", action_new_with_errors),
    "change a step": Kind("Adımı değiştir – ", action_edit),
    "remove a step": Kind("Bu adım plandan çıkarılsın mı? – ", action_delete),
    "two versions of a step": Kind("İki farklı metin – ", two_actions, 409),
    "step removed meanwhile": Kind("Adım ekle – ", action_removed, 409),
    "form expired, with a step": Kind(EXPIRED, form_expired_with_a_line, 403),
    "not open, with a step": Kind(NOT_OPEN, not_open_with_a_line, 404),
    "send a step again": Kind("Yeniden gönder", send_line_again, 404),  # that of the page before
    "report file, no such part": Kind("Yeniden seçin – ", report_file_of_no_part, 400),
    "report file, another is made": Kind("Lütfen biraz bekleyin – ", report_file_while_another_is_made, 503),
    "report file, no WeasyPrint": Kind("Bu dosya burada hazırlanamıyor – ", report_file_without_weasyprint, 501),
}
ADMIN_KINDS = {
    "admin, login": Kind("Oturum aç", admin_login),
    "admin, index": Kind("Site yönetimi", admin("index")),
    "admin, list of questions": Kind("Değiştirmek için soru seçin", admin("questionnaire_question_changelist")),
    "admin, a question": Kind("{}", admin("questionnaire_question_change", 0)),
    "admin, list of guidance": Kind("Değiştirmek için reçete seçin", admin("questionnaire_guidance_changelist")),
    "admin, versions": Kind("Sürümler: Soru 7, seçenek 2: reçete", admin_versions),
    "admin, versions of what was deleted": Kind("Sürümler: Soru 7, seçenek 2: reçete", admin_versions_of_deleted),
    "admin, difference": Kind("Fark: Soru 7, seçenek 2: reçete", admin_difference),
    "admin, deleted": Kind("Silinenler: reçeteler", admin_deleted),
    "admin, log of loads": Kind("Göstermek için yükleme seçin", admin("questionnaire_load_changelist")),
    "admin, a load": Kind("Yükleme: ", admin_load),
    "admin, index with things to do": Kind("Site yönetimi", admin_with_unfinished("index")),
    "admin, list of links": Kind(
        "Göstermek için dış bağlantı seçin", admin_with_unfinished("questionnaire_link_changelist")
    ),
    "admin, a guidance text": Kind("Soru 7, seçenek 1", admin_guidance),
    "admin, two people changed the same": Kind("Hata: {}", admin_conflict),
    "admin, gone meanwhile": Kind("Bu kayıt artık yok", admin_gone, 404),
    "admin, session ended": Kind("Oturumunuz kapandı", admin_session_ended, 403),
    "admin, load from files": Kind("Dosyalardan yükle", admin("load_files")),
    "admin, load from files, with errors": Kind("Dosyalardan yükle", load_refused, 422),
    "admin, what loading would do": Kind("Yüklenirse ne olacak", load_plan),
}
