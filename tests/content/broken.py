"""A few good texts, and for every rule what breaks it."""

from tests.content import checks, expected
from tests.content.reading import Content, file_of

STATEMENTS = {
    1: "Üyelerimizin adları ve telefonları bir yerde toplanmadı; kimin üye olduğunu soranlara hatırladığımız kadarını söylüyoruz.",
    2: "Birkaç yıl önce bir üye listesi hazırladık, sonra yeni gelenleri oraya eklemeyi bıraktık.",
}
FIRST = """
Küçük bir mahalle derneğinde üyeler birbirini tanır, bu yüzden liste tutmak kimsenin aklına gelmez. {first}

- Kimin üye olduğu, vb. Bilgiler unutulur.

{second}

1. Bu hafta kurucu arkadaşlarınızla kısa bir telefon görüşmesi yapın.
2. Adları tek sayfalık bir çizelgede toplayın.
3. Çizelgenin bir kopyasını denetim kuruluna verin.

Okumak isterseniz:

- [STK’larda Gönüllü Yönetimi | İLKE](https://odm.ilke.org.tr/bolum-detay/16) İLKE
- [Safeguarding resources](https://www.bond.org.uk/resources-support/safeguarding/safeguarding-resources/) Bond (İngilizce)
"""
TOPICS = (
    "kapı",
    "bahçe",
    "salon",
    "defter",
    "çanta",
    "masa",
    "pencere",
    "köprü",
    "okul",
    "sokak",
    "çarşı",
    "liman",
)
VERBS = ("konuşulur", "toplanır", "unutulur", "paylaşılır", "hatırlanır", "aranır")


def filler(subject):
    """Twelve sentences of their own for each subject."""
    return " ".join(
        f"Bu derneğin {subject} üzerine {topic} yanında yapılan sohbetinde pek çok ayrıntı {VERBS[number % 6]}."
        for number, topic in enumerate(TOPICS)
    )


def guidance_body(subject):
    return FIRST.format(first=filler(subject), second=f"Sıradaki adım {subject} için küçük bir çizelgedir.").replace(
        "Küçük bir mahalle", f"Küçük bir {subject} mahalle"
    )


GOOD = {
    "questionnaire.md": "---\ntitle: Örgütsel Öz Değerlendirme\nkind: questionnaire\n---\nBuradan başlayın.\n",
    "4/area.md": "---\ntitle: Katılım, üyelik ve gönüllülük\narea_id: 4\n---\nÜyeler ve gönüllüler.\n",
    "4/10.md": (
        "---\ntitle: Üyelerinizle ilişkileriniz ne durumda?\nquestion_id: 10\narea_id: 4\nlevels: ascending\n---\n"
        "Üyeler, dernek üyeleridir.\n"
    ),
    "4/10-1.md": f"---\ntitle: {STATEMENTS[1]}\nquestion_id: 10\nchoice_id: 1\n---\n{guidance_body('ad')}",
    "4/10-2.md": f"---\ntitle: {STATEMENTS[2]}\nquestion_id: 10\nchoice_id: 2\n---\n"
    + guidance_body("liste")
    .replace("kurucu arkadaşlarınızla kısa bir telefon görüşmesi yapın", "eski listeyi bulup açın")
    .replace("Adları tek sayfalık bir çizelgede toplayın", "Yeni gelenleri en alta ekleyin")
    .replace("Çizelgenin bir kopyasını denetim kuruluna verin", "Listeyi her ayın ilk günü gözden geçirin")
    .replace("Kimin üye olduğu, vb. Bilgiler unutulur", "Eski listeler, vb. Belgeler kaybolur"),
}
A_GUIDANCE = "4/10-1.md"


def content(texts):
    return Content(tuple(file_of(path, text.encode()) for path, text in texts.items()))


def changed(path, old, new):
    assert old in GOOD[path], old
    return content(GOOD | {path: GOOD[path].replace(old, new)})


def appended(text):
    """A paragraph more, before the steps."""
    return changed(A_GUIDANCE, "\n1. Bu hafta", f"\n{text}\n\n1. Bu hafta")


LONG = "Bu cümle " + "çok ve " * 20 + "uzundur."
BROKEN = {
    "no front matter": (
        checks.every_file_is_read,
        "cannot be read",
        lambda: content({"4/10-1.md": "Merhaba"}),
    ),
    "an area's name": (
        checks.eleven_areas,
        "area is not called “Katılım",
        lambda: changed("4/area.md", "Katılım, üyelik", "Üyelik"),
    ),
    "an area too many": (
        checks.eleven_areas,
        "no such area is planned",
        lambda: changed("4/area.md", "area_id: 4", "area_id: 12"),
    ),
    "no questionnaire": (
        checks.eleven_areas,
        "one file must have kind",
        lambda: content({A_GUIDANCE: GOOD[A_GUIDANCE]}),
    ),
    "another area's question": (
        checks.thirty_three_questions,
        "question belongs to area 4",
        lambda: changed("4/10.md", "area_id: 4", "area_id: 5"),
    ),
    "a question too many": (
        checks.thirty_three_questions,
        "no such question is planned",
        lambda: changed("4/10.md", "question_id: 10", "question_id: 34"),
    ),
    "no levels": (
        checks.five_choices_with_levels_1_to_5,
        "needs levels",
        lambda: changed("4/10.md", "levels: ascending\n", ""),
    ),
    "a choice too many": (
        checks.five_choices_with_levels_1_to_5,
        "no such choice is planned",
        lambda: changed(A_GUIDANCE, "choice_id: 1", "choice_id: 6"),
    ),
    "a level by hand": (
        checks.five_choices_with_levels_1_to_5,
        "level follows from choice_id and is left out",
        lambda: changed(A_GUIDANCE, "choice_id: 1", "choice_id: 1\nlevel: 2"),
    ),
    "another name": (
        checks.tidy_layout,
        "belongs elsewhere",
        lambda: content({"4/uyelik.md": GOOD[A_GUIDANCE]}),
    ),
    "the user's text": (
        checks.the_users_own_text_is_untouched,
        "is not byte for byte the user's own text",
        lambda: content({"3/9-3.md": "---\ntitle: Ortaklık\nquestion_id: 9\nchoice_id: 3\n---\nMerhaba.\n"}),
    ),
    "short guidance": (checks.lengths, "guidance", lambda: changed(A_GUIDANCE, filler("ad"), "")),
    "long guidance": (checks.lengths, "guidance", lambda: appended(filler("uzun"))),
    "short statement": (
        checks.lengths,
        "statement",
        lambda: changed(A_GUIDANCE, STATEMENTS[1], "Listemiz yok."),
    ),
    "long statement": (checks.lengths, "statement", lambda: changed(A_GUIDANCE, STATEMENTS[1], LONG)),
    "long help": (checks.lengths, "help", lambda: changed("4/10.md", "Üyeler, dernek", "Üye " * 60)),
    "long question": (checks.lengths, "question", lambda: changed("4/10.md", "Üyelerinizle", "Çok " * 15)),
    "long introduction": (
        checks.lengths,
        "introduction",
        lambda: changed("questionnaire.md", "Buradan", "Adım " * 171),
    ),
    "long sentence": (checks.sentence_lengths, "sentence", lambda: appended(LONG)),
    "long sentences": (
        checks.sentence_lengths,
        "average sentence",
        lambda: changed(A_GUIDANCE, "sohbetinde", "uzun mu uzun " * 7 + "sohbetinde"),
    ),
    "unknown address": (
        checks.allowed_addresses,
        "address is not in allowed_addresses.txt",
        lambda: changed(A_GUIDANCE, "odm.ilke.org.tr/bolum-detay/16", "odm.ilke.org.tr/bolum-detay/17"),
    ),
    "bare address": (
        checks.allowed_addresses,
        "address is not in allowed_addresses.txt",
        lambda: appended("Bakınız https://ornek.org.tr/."),
    ),
    "name of a site": (
        checks.allowed_addresses,
        "looks like an address that is not allowed",
        lambda: appended("Bakınız ornek.org.tr sayfası."),
    ),
    "no resources": (
        checks.resources,
        "0 resources",
        lambda: changed(A_GUIDANCE, GOOD[A_GUIDANCE][GOOD[A_GUIDANCE].index("Okumak") :], ""),
    ),
    "five resources": (
        checks.resources,
        "5 resources",
        lambda: changed(
            A_GUIDANCE,
            ") İLKE",
            "".join([") İLKE", *(f"\n- [Konu]({address})" for address in sorted(expected.ALLOWED_ADDRESSES)[:3])]),
        ),
    ),
    "a resource twice": (
        checks.resources,
        "resource stands twice",
        lambda: changed(
            A_GUIDANCE,
            ") İLKE",
            ") İLKE\n- [STK’larda Gönüllü Yönetimi](https://odm.ilke.org.tr/bolum-detay/16)",
        ),
    ),
    "no lead-in": (
        checks.resources,
        "no line leads in to the resources",
        lambda: changed(A_GUIDANCE, "Okumak isterseniz:\n", ""),
    ),
    "resources not last": (
        checks.resources,
        "the resources are not the last thing in the text",
        lambda: changed(A_GUIDANCE, "Bond (İngilizce)", "Bond (İngilizce)\n\nKolay gelsin."),
    ),
    "another first step": (
        checks.first_step_this_week,
        "the first step does not begin with “Bu hafta”",
        lambda: changed(A_GUIDANCE, "1. Bu hafta", "1. Gelecek yıl"),
    ),
    "two steps": (
        checks.first_step_this_week,
        "2 steps in ordered lists",
        lambda: changed(A_GUIDANCE, "\n3. Ç", "\n\nÇ"),
    ),
    "two lists of steps": (
        checks.first_step_this_week,
        "the steps are not numbered 1",
        lambda: changed(A_GUIDANCE, "\n3. Ç", "\n\nSonra:\n\n1. Ç"),
    ),
    "heading": (checks.plain_markdown, "heading in the text", lambda: appended("## Adımlar")),
    "underlined heading": (
        checks.plain_markdown,
        "heading in the text",
        lambda: appended("Adımlar\n-------"),
    ),
    "HTML": (checks.plain_markdown, "HTML in the text", lambda: appended("Bu <u>önemli</u> bir konu.")),
    "image": (checks.plain_markdown, "image in the text", lambda: appended("![Logo](logo.png)")),
    "table": (checks.plain_markdown, "table in the text", lambda: appended("Kim | Ne")),
    "code": (checks.plain_markdown, "code in the text", lambda: appended("Burada `liste` yazar.")),
    "list without an empty line": (
        checks.plain_markdown,
        "list without an empty line before it",
        lambda: changed(A_GUIDANCE, "isterseniz:\n\n", "isterseniz:\n"),
    ),
    "link by reference": (
        checks.plain_markdown,
        "link by reference in the text",
        lambda: appended("Bakınız [burası][1]."),
    ),
    "shared sentence": (
        checks.no_shared_sentences,
        "sentence also in 4/10-",
        lambda: changed(A_GUIDANCE, "Sıradaki adım ad ", "SIRADAKİ adım, “liste” "),
    ),
    "shared long lead-in": (
        checks.no_shared_sentences,
        "sentence also in 4/10-",
        lambda: content(
            {
                path: text.replace("Okumak isterseniz:", "Bu konuda biraz daha okumak isterseniz:")
                for path, text in GOOD.items()
            }
        ),
    ),
    "statements alike": (
        checks.statements_differ,
        "statement differs",
        lambda: changed(
            A_GUIDANCE,
            STATEMENTS[1],
            STATEMENTS[2].replace("bir üye listesi hazırladık", "üye listesi hazırlamıştık"),
        ),
    ),
    "genellikle": (
        checks.statement_wording,
        "statement says “genellikle”",
        lambda: changed(A_GUIDANCE, "hatırladığımız kadarını", "Genellikle bildiğimizi"),
    ),
    "name of a step": (
        checks.statement_wording,
        "statement says “dağınık”",
        lambda: changed(A_GUIDANCE, "bir yerde", "dağınık hâlde"),
    ),
    "straight quotes": (
        checks.typography,
        "straight quote or apostrophe",
        lambda: appended('Bu "önemli" bir konu.'),
    ),
    "straight apostrophe": (
        checks.typography,
        "straight quote or apostrophe",
        lambda: changed(A_GUIDANCE, "STK’larda", "STK'larda"),
    ),
    "straight apostrophe in a statement": (
        checks.typography,
        "straight quote or apostrophe",
        lambda: changed(A_GUIDANCE, "bir yerde", "dernek'te"),
    ),
    "two spaces": (checks.typography, "two spaces", lambda: appended("Bu  önemli bir konu.")),
    "space at the end": (checks.typography, "two spaces", lambda: appended("Bu önemli bir konu. ")),
    "unbreakable space": (checks.typography, "unusual space", lambda: appended("Bu\u00a0önemli bir konu.")),
    "three full stops": (checks.typography, "three full stops", lambda: appended("Bu önemli...")),
    "decomposed letter": (
        checks.nfc,
        "not in Unicode's NFC form",
        lambda: appended("Go\u0308nu\u0308llu\u0308ler."),
    ),
    "English word": (
        checks.no_english_words,
        "English word “feedback”",
        lambda: appended("Üyelere feedback verin."),
    ),
    "English word with an ending": (
        checks.no_english_words,
        "English word “online”",
        lambda: appended("Bunu online’da paylaşın."),
    ),
    "English word in a statement": (
        checks.no_english_words,
        "English word “checklist”",
        lambda: changed(A_GUIDANCE, "bir yerde", "bir checklist ile"),
    ),
    "foreign letter": (
        checks.no_english_words,
        "English word “wiki”",
        lambda: appended("Küçük bir wiki açın."),
    ),
}
