"""What loading refuses the admin refuses, and what it takes is stored as it was typed."""

from pathlib import Path

import pytest
from django.test import Client

from questionnaire import seeding
from questionnaire.domain import folder as folders
from questionnaire.domain.plan import Outcome
from questionnaire.domain.richtext import MAX_ANGLES, MAX_DEPTH, MAX_LENGTH
from questionnaire.models import Area, Choice, Guidance, Question, Questionnaire
from tests import make
from tests.admin.editing import errors, in_input, save, textarea
from tests.page import Page

pytestmark = pytest.mark.django_db


@pytest.fixture
def address() -> dict[str, str]:
    """One row of every kind, and where each is edited."""
    Questionnaire.objects.create(title="Anket", introduction="Giriş", level_names=["Yok", "Var"])
    make.question(9, choices=1, area=make.area(), help="Yardım")
    models = {"questionnaire": Questionnaire, "area": Area, "question": Question, "choice": Choice}
    models["guidance"] = Guidance
    return {kind: f"/admin/questionnaire/{kind}/{model.objects.get().pk}/change/" for kind, model in models.items()}


BODIES = {
    "questionnaire": (Questionnaire, "introduction"),
    "area": (Area, "description"),
    "question": (Question, "help"),
    "guidance": (Guidance, "body"),
}
TITLES = {
    "questionnaire": (Questionnaire, "title"),
    "area": (Area, "title"),
    "question": (Question, "text"),
    "choice": (Choice, "text"),
}
REFUSED_BODIES = {
    "a control character": (
        "Bir\nmet\x01in",
        "Satır 2: Görünmeyen bir denetim karakteri var (U+0001). Silin ve orayı yeniden yazın.",
    ),
    "an invisible mark": (
        "Bir\ufeffmetin",
        "Satır 1: Görünmeyen bir denetim karakteri var (U+FEFF). Silin ve orayı yeniden yazın.",
    ),
    "too long a text": (
        ("a" * 98 + "\n\n") * (MAX_LENGTH // 100 + 1),
        f"Satır {MAX_LENGTH // 50 + 1}: Metin {MAX_LENGTH + 100} karakter; en çok {MAX_LENGTH} olabilir. Kısaltın.",
    ),
    "too deep a list": (
        "Bir\n\n" + "- " * (MAX_DEPTH + 1) + "a",
        f"Satır 3: Burada iç içe liste veya alıntılar {MAX_DEPTH} düzeyi aşıyor. Listeyi sadeleştirin.",
    ),
    "too many angles": (
        "<" * (MAX_ANGLES + 1),
        f"Satır 1: “<” işareti {MAX_ANGLES} defadan fazla geçiyor. Bir kısmını çıkarın.",
    ),
}
REFUSED_TITLES = {
    "501 characters": ("ş" * 501, "Başlık 501 karakter; en çok 500 olabilir. Kısaltın."),
    "a tab": ("Bir\tad", "Başlık birden çok satıra taşıyor veya içinde sekme (tab) var. Tek satırda yazın."),
    "two lines": ("Bir\nad", "Başlık birden çok satıra taşıyor veya içinde sekme (tab) var. Tek satırda yazın."),
    "an invisible mark": (
        "Bir\ufeffad",
        "Görünmeyen bir denetim karakteri var (U+FEFF). Silin ve orayı yeniden yazın.",
    ),
}


@pytest.mark.parametrize(("typed", "said"), REFUSED_BODIES.values(), ids=REFUSED_BODIES.keys())
@pytest.mark.parametrize("kind", BODIES)
def test_a_text_is_refused_with_what_was_typed_kept(
    admin_client: Client, address, kind: str, typed: str, said: str
) -> None:
    model, name = BODIES[kind]
    before = getattr(model.objects.get(), name)

    page = Page(save(admin_client, address[kind], **{name: typed}))

    assert (errors(page), textarea(page, name).replace("\r\n", "\n")) == ([said], typed)
    assert getattr(model.objects.get(), name) == before


@pytest.mark.parametrize(("typed", "said"), REFUSED_TITLES.values(), ids=REFUSED_TITLES.keys())
@pytest.mark.parametrize("kind", TITLES)
def test_a_title_is_refused_with_what_was_typed_kept(
    admin_client: Client, address, kind: str, typed: str, said: str
) -> None:
    model, name = TITLES[kind]
    before = getattr(model.objects.get(), name)

    page = Page(save(admin_client, address[kind], **{name: typed}))

    kept = textarea(page, name) if kind == "choice" else in_input(page, name)
    assert (errors(page), kept.replace("\r\n", "\n")) == ([said], typed)
    assert getattr(model.objects.get(), name) == before


def test_a_statement_is_refused_on_the_page_of_its_question_too(admin_client: Client, address) -> None:
    page = Page(save(admin_client, address["question"], **{"choices-0-text": "ş" * 501}))

    assert errors(page) == ["Başlık 501 karakter; en çok 500 olabilir. Kısaltın."]
    assert textarea(page, "choices-0-text") == "ş" * 501
    assert Choice.objects.get().text == "9. sorunun 1. ifadesi."


@pytest.mark.parametrize("kind", TITLES)
def test_500_characters_are_stored_whole(admin_client: Client, address, kind: str) -> None:
    model, name = TITLES[kind]

    save(admin_client, address[kind], **{name: "ş" * 500})

    assert getattr(model.objects.get(), name) == "ş" * 500


@pytest.mark.parametrize("kind", BODIES)
def test_a_text_is_stored_exactly_as_typed_with_lf(admin_client: Client, address, kind: str) -> None:
    model, name = BODIES[kind]
    typed = "\n  Başta boşluk,\n\n- sonda satır sonu: ş & <u>alt</u>  \n\n\n"

    save(admin_client, address[kind], **{name: typed})

    assert getattr(model.objects.get(), name) == typed


def test_a_text_is_stored_composed_as_loading_stores_it(admin_client: Client, address) -> None:
    save(admin_client, address["guidance"], body="c\u0327ok")

    assert Guidance.objects.get().body == "\u00e7ok"


@pytest.mark.parametrize("typed", ["", " \n\n "])
def test_guidance_must_have_a_text(admin_client: Client, address, typed: str) -> None:
    page = Page(save(admin_client, address["guidance"], body=typed))

    assert errors(page) == ["Bu alan zorunludur."]


RANGE = "Numara 1 ile 1.000.000 arasında olmalı."
LEVEL = "Düzey 1 ile 100 arasındadır; düzeysiz bir ifadede boş kalır."


@pytest.mark.parametrize(
    ("kind", "typed", "said"),
    [
        ("area", {"number": "0", "title": "Ad"}, RANGE),
        ("area", {"number": "1000001", "title": "Ad"}, RANGE),
        ("question", {"number": "1000001", "text": "Soru?"}, RANGE),
        ("choice", {"number": "0", "text": "İfade"}, RANGE),
        ("choice", {"number": "1", "text": "İfade"}, "Bu soruda bu numaralı bir seçenek zaten var."),
        ("choice", {"number": "2", "text": "İfade", "level": "101"}, LEVEL),
        ("choice", {"number": "2", "text": "İfade", "level": "1", "unscored": "on"}, LEVEL),
    ],
)
def test_numbers_are_refused_in_words(admin_client: Client, address, kind: str, typed: dict, said: str) -> None:
    in_question = {"question": str(Question.objects.get().pk)} if kind == "choice" else {}

    page = Page(save(admin_client, f"/admin/questionnaire/{kind}/add/", **in_question, **typed))

    assert errors(page) == [said]


def test_a_level_is_refused_on_the_page_of_its_question_too(admin_client: Client, address) -> None:
    page = Page(save(admin_client, address["question"], **{"choices-0-level": "101"}))

    assert errors(page) == [LEVEL]


@pytest.mark.parametrize(("kind", "model"), [("area", Area), ("question", Question), ("choice", Choice)])
def test_a_number_that_answers_and_files_refer_to_cannot_be_changed(
    admin_client: Client, address, kind: str, model: type
) -> None:
    before = model.objects.get().number

    save(admin_client, address[kind], number="77")

    assert model.objects.get().number == before


@pytest.mark.parametrize(("kind", "model", "name"), [("choice", Choice, "question"), ("guidance", Guidance, "choice")])
def test_a_text_cannot_be_moved_to_another_parent(
    admin_client: Client, address, kind: str, model: type, name: str
) -> None:
    other = make.question(10, choices=1, guidance=False)
    parent = {"question": other, "choice": other.choices.get()}[name]
    before = getattr(model.objects.get(**{f"{name}__lt": parent.pk}), name)

    save(admin_client, address[kind], **{name: str(parent.pk)})

    assert getattr(model.objects.get(**{f"{name}__lt": parent.pk}), name) == before


def test_the_names_of_the_levels_are_written_one_a_line(admin_client: Client, address) -> None:
    save(admin_client, address["questionnaire"], level_names="  Yok \n\nVar\nÇok\n")

    assert Questionnaire.objects.get().level_names == ["Yok", "Var", "Çok"]


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("a\n" * 21, "En çok 20 ad yazılabilir."),
        ("Bir\tad", "Başlık birden çok satıra taşıyor veya içinde sekme (tab) var. Tek satırda yazın."),
        ("ş" * 501, "Başlık 501 karakter; en çok 500 olabilir. Kısaltın."),
        ("Bir\ufeffad", "Görünmeyen bir denetim karakteri var (U+FEFF). Silin ve orayı yeniden yazın."),
    ],
)
def test_names_of_levels_are_refused_as_loading_refuses_them(
    admin_client: Client, address, typed: str, said: str
) -> None:
    page = Page(save(admin_client, address["questionnaire"], level_names=typed))

    assert (errors(page), textarea(page, "level_names").replace("\r\n", "\n")) == ([said], typed)
    assert Questionnaire.objects.get().level_names == ["Yok", "Var"]


def test_saving_without_a_change_is_no_change_for_the_next_load(admin_client: Client, tmp_path: Path) -> None:
    body = "\n  Başta boşluk.\n\n1. Bir\n2. İki\n\n"
    make.seed(tmp_path, "anket.md", body, title="Anket", kind="questionnaire", level_names="[Yok, Var]")
    make.seed(tmp_path, "alan.md", body, title="Ortaklık", area_id=3)
    make.seed(tmp_path, "9.md", body, title="Soru?", question_id=9, area_id=3, levels="descending")
    make.seed(tmp_path, "9-1.md", body, title="İfade", question_id=9, choice_id=1, level="7")
    seeding.load(folders.read(tmp_path))
    for kind, model in {**TITLES, "guidance": (Guidance, "")}.items():
        save(admin_client, f"/admin/questionnaire/{kind}/{model[0].objects.get().pk}/change/")

    loaded = seeding.load(folders.read(tmp_path))

    assert loaded.count(Outcome.UNCHANGED) == 4
