"""What the content is expected to be: areas, questions, lengths, and the lists beside this file."""

import re
from pathlib import Path
from urllib.parse import urlsplit

HERE = Path(__file__).parent


def listed(name: str) -> frozenset[str]:
    """The lines of one of the lists beside this file, without remarks."""
    lines = (HERE / name).read_text(encoding="utf-8").splitlines()
    return frozenset(line.strip() for line in lines if line.strip() and not line.startswith("#"))


ALLOWED_ADDRESSES = listed("allowed_addresses.txt")
ALLOWED_HOSTS = frozenset(urlsplit(address).netloc.removeprefix("www.") for address in ALLOWED_ADDRESSES)

AREAS = {
    1: "Amaç, değerler ve stratejik yönetim",
    2: "Yönetişim ve karar alma",
    3: "Ortaklık, ağlar ve savunuculuk",
    4: "Katılım, üyelik ve gönüllülük",
    5: "İnsan kaynağı ve örgütsel öz bakım",
    6: "Mali yönetim, hukuki uyum ve hesap verebilirlik",
    7: "Kaynak geliştirme",
    8: "Program ve proje yönetimi",
    9: "İzleme, değerlendirme ve örgütsel öğrenme",
    10: "İletişim ve görünürlük",
    11: "Hak temelli yaklaşım, kapsayıcılık, güvenlik ve dijital",
}
QUESTIONS = {number: (number + 2) // 3 for number in range(1, 34)}  # three an area
CHOICES = range(1, 6)
USERS_OWN = (9, 3)
USERS_OWN_SHA256 = "c2aed2237c2cf041cc331478b8fdba3cea4933e5c656daebdaf27d766c1bfa2e"

GUIDANCE_WORDS = range(150, 321)
STATEMENT_WORDS = range(8, 26)
HELP_WORDS = range(61)
QUESTION_WORDS = range(1, 16)
INTRODUCTION_WORDS = range(1, 171)
RESOURCES = range(1, 5)
STEPS = range(3, 6)
LEAD_IN_WORDS = 5  # so short a lead-in may occur twice
AVERAGE_SENTENCE = 20
LONGEST_SENTENCE = 35
DIFFERENT_WORDS = 3

STOP_WORDS = listed("stop_words.txt")
STATEMENT_TABOO = re.compile(
    r"genellikle|henüz yok|dağınık|sürekliliği yok|kişilere bağlı|kurumsallaş|öğrenen ve geliştiren"
)

ENGLISH = listed("english_words.txt")
ENGLISH_BEGINNINGS = tuple(word.removesuffix("*") for word in ENGLISH if word.endswith("*"))
# q, w and x are not Turkish letters: a small word with one is foreign, a capital one is a name.
FOREIGN_LETTER = re.compile(r"(?!web)[a-zçğıöşü]*[qwx]\w*")


def is_english(word: str) -> bool:
    listed = word.lower() in ENGLISH or word.lower().startswith(ENGLISH_BEGINNINGS)
    return listed or FOREIGN_LETTER.fullmatch(word) is not None


# What may not stand in a text.
PLAIN_MARKDOWN = {
    "heading": re.compile(r"^ {0,3}#+\s.*|^ {0,3}(?:=+|-{2,})\s*$", re.MULTILINE),
    "HTML": re.compile(r"<[a-zA-Z/!][^>]*>|&\w+;"),
    "image": re.compile(r"!\["),
    "table": re.compile(r"\|"),
    "code": re.compile(r"`|~~~"),
    "list without an empty line before it": re.compile(
        r"^(?!\s|[-*+]\s|\d+\.\s).+\n {0,3}(?:[-*+]|\d+\.)\s.*", re.MULTILINE
    ),
    "link by reference": re.compile(r"\]\[|^\[[^\]]+\]:", re.MULTILINE),
}

TYPOGRAPHY = {
    "straight quote or apostrophe": re.compile(r"[\"'´]"),
    "two spaces": re.compile(r"(?<=\S) {2,}| +$", re.MULTILINE),
    "unusual space": re.compile(r"[\t\u00a0\u00ad\u2000-\u200f\u2028-\u202f\u2060\ufeff]"),
    "three full stops": re.compile(r"\.{2,}"),
}
