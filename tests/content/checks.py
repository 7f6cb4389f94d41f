"""What the texts under seeds/ must keep to. Each rule takes the content and yields what it finds.

The user's own text, 9-3, is exempt from every rule about wording; one rule sees to it that it stays as it is.
"""

import hashlib
import re
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from itertools import combinations
from statistics import mean
from typing import NamedTuple

from tests.content import expected, prose
from tests.content.reading import Content, File


class Finding(NamedTuple):
    file: str
    what: str
    excerpt: str = ""


Findings = Iterator[Finding]


def is_users_own(file: File) -> bool:
    return (getattr(file.seed, "question", None), getattr(file.seed, "choice", None)) == expected.USERS_OWN


def written_for_this(files: Iterable[File]) -> list[File]:
    """The files without the user's own."""
    return [file for file in files if not is_users_own(file)]


def of_question(content: Content, number: int) -> list[File]:
    files = (file for file in content.guidance if file.seed.question == number)
    return sorted(files, key=lambda file: file.seed.choice)


def span(allowed: range) -> str:
    return f"{allowed.start}–{allowed.stop - 1}"


# What there must be


def every_file_is_read(content: Content) -> Findings:
    for file in content.files:
        for problem in file.problems:
            yield Finding(file.path, f"cannot be read, line {problem.line}", problem.message % problem.values)


def eleven_areas(content: Content) -> Findings:
    found = {file.seed.number: file for file in content.areas}
    for number, name in expected.AREAS.items():
        if number not in found:
            yield Finding(f"{number}/area.md", "area is missing", name)
        elif found[number].seed.title != name:
            yield Finding(found[number].path, f"area is not called “{name}”", found[number].seed.title)
    for number in found.keys() - expected.AREAS.keys():
        yield Finding(found[number].path, "no such area is planned")
    if len(content.questionnaires) != 1:
        yield Finding("questionnaire.md", "one file must have kind: questionnaire")


def thirty_three_questions(content: Content) -> Findings:
    found = {file.seed.number: file for file in content.questions}
    for number, area in expected.QUESTIONS.items():
        if number not in found:
            yield Finding(f"{area}/{number}.md", "question is missing")
        elif found[number].seed.area != area:
            yield Finding(found[number].path, f"question belongs to area {area}", f"{found[number].seed.area}")
    for number in found.keys() - expected.QUESTIONS.keys():
        yield Finding(found[number].path, "no such question is planned")


def five_choices_with_levels_1_to_5(content: Content) -> Findings:
    for question in content.questions:
        if question.seed.levels != "ascending":
            yield Finding(question.path, "needs levels: ascending", question.seed.levels)
    for number, area in expected.QUESTIONS.items():
        there = {file.seed.choice for file in of_question(content, number)}
        for choice in sorted(set(expected.CHOICES) - there):
            yield Finding(f"{area}/{number}-{choice}.md", "choice is missing")
    for file in content.guidance:
        if file.seed.question not in expected.QUESTIONS or file.seed.choice not in expected.CHOICES:
            yield Finding(file.path, "no such choice is planned")
        if file.seed.level:
            yield Finding(file.path, "level follows from choice_id and is left out", file.seed.level)


def tidy_layout(content: Content) -> Findings:
    tidy = {
        **{file: f"{file.seed.number}/area.md" for file in content.areas},
        **{file: f"{file.seed.area}/{file.seed.number}.md" for file in content.questions},
        **{
            file: f"{expected.QUESTIONS.get(file.seed.question)}/{file.seed.question}-{file.seed.choice}.md"
            for file in content.guidance
        },
        **dict.fromkeys(content.questionnaires, "questionnaire.md"),
    }
    for file, path in tidy.items():
        if file.path != path:
            yield Finding(file.path, "belongs elsewhere", path)


def the_users_own_text_is_untouched(content: Content) -> Findings:
    for file in content.guidance:
        if is_users_own(file) and hashlib.sha256(file.data).hexdigest() != expected.USERS_OWN_SHA256:
            yield Finding(file.path, "is not byte for byte the user's own text")


# How long


def lengths(content: Content) -> Findings:
    def measured() -> Iterator[tuple[File, str, str, range]]:
        for file in written_for_this(content.guidance):
            yield file, "guidance", file.seed.body, expected.GUIDANCE_WORDS
            yield file, "statement", file.seed.title, expected.STATEMENT_WORDS
        for file in content.questions:
            yield file, "help", file.seed.body, expected.HELP_WORDS
            yield file, "question", file.seed.title, expected.QUESTION_WORDS
        for file in content.questionnaires:
            yield file, "introduction", file.seed.body, expected.INTRODUCTION_WORDS

    for file, what, text, allowed in measured():
        count = len(prose.words(text))
        if count not in allowed:
            yield Finding(file.path, f"{what} of {count} words, not {span(allowed)}", text[:60])


def sentence_lengths(content: Content) -> Findings:
    for file in written_for_this(content.guidance):
        found = [each for block in prose.running_text(file.seed.body) for each in prose.sentences(block.text)]
        counts = [len(prose.words(sentence)) for sentence in found]
        for sentence, count in zip(found, counts, strict=True):
            if count > expected.LONGEST_SENTENCE:
                what = f"sentence of {count} words, at most {expected.LONGEST_SENTENCE}"
                yield Finding(file.path, what, sentence)
        if found and mean(counts) > expected.AVERAGE_SENTENCE:
            yield Finding(
                file.path, f"average sentence of {mean(counts):.1f} words, at most {expected.AVERAGE_SENTENCE}"
            )


# What stands in a guidance text


def allowed_addresses(content: Content) -> Findings:
    for file in content.files:
        if file.seed is None:
            continue
        for address in prose.addresses(f"{file.seed.title}\n{file.seed.body}"):
            if address not in expected.ALLOWED_ADDRESSES:
                yield Finding(file.path, "address is not in allowed_addresses.txt", address)
        for block in prose.running_text(file.seed.body):
            for host in prose.HOST.findall(prose.plain(block.text)):
                if host.removeprefix("www.") not in expected.ALLOWED_HOSTS:
                    yield Finding(file.path, "looks like an address that is not allowed", host)


def resources(content: Content) -> Findings:
    for file in written_for_this(content.guidance):
        blocks = prose.blocks(file.seed.body)
        found = [position for position, block in enumerate(blocks) if block.is_resource]
        if len(found) not in expected.RESOURCES:
            yield Finding(file.path, f"{len(found)} resources, not {span(expected.RESOURCES)}")
        if found and found != list(range(found[0], len(blocks))):
            yield Finding(file.path, "the resources are not the last thing in the text", blocks[-1].text[:60])
        if found and not (found[0] and prose.is_lead_in(found[0] - 1, blocks)):
            yield Finding(file.path, "no line leads in to the resources", blocks[found[0]].text[:60])
        seen = [link.address for position in found for link in prose.links(blocks[position].text)]
        for address in sorted({address for address in seen if seen.count(address) > 1}):
            yield Finding(file.path, "resource stands twice", address)


def first_step_this_week(content: Content) -> Findings:
    for file in written_for_this(content.guidance):
        steps = [block for block in prose.blocks(file.seed.body) if block.kind == "step"]
        if len(steps) not in expected.STEPS:
            yield Finding(file.path, f"{len(steps)} steps in ordered lists, not {span(expected.STEPS)}")
        if steps and not prose.plain(steps[0].text).startswith("Bu hafta"):
            yield Finding(file.path, "the first step does not begin with “Bu hafta”", steps[0].text[:60])
        numbers = [step.number for step in steps]
        if numbers != list(range(1, len(steps) + 1)):
            yield Finding(file.path, "the steps are not numbered 1, 2, 3 …", str(numbers))


def plain_markdown(content: Content) -> Findings:
    for file in written_for_this(content.files):
        body = getattr(file.seed, "body", "")
        for what, pattern in expected.PLAIN_MARKDOWN.items():
            # The title of a resource may have a “|” of its own.
            text = prose.LINK.sub("", body) if what == "table" else body
            for match in pattern.finditer(text):
                yield Finding(file.path, f"{what} in the text", match[0])


# How it is written


def own_words(body: str) -> Iterator[prose.Block]:
    """The blocks without the resources and without a short lead-in to them."""
    blocks = prose.blocks(body)
    for position, block in enumerate(blocks):
        short = len(prose.words(block.text)) <= expected.LEAD_IN_WORDS
        if not block.is_resource and not (short and prose.is_lead_in(position, blocks)):
            yield block


def no_shared_sentences(content: Content) -> Findings:
    seen = defaultdict(set)
    for file in content.guidance:
        for block in own_words(file.seed.body):
            for sentence in prose.sentences(block.text):
                seen[" ".join(prose.bare_words(sentence))].add(file)
    for sentence, files in seen.items():
        for file in written_for_this(files):
            if others := sorted(other.path for other in files - {file}):
                yield Finding(file.path, f"sentence also in {', '.join(others)}", sentence)


def content_stems(statement: str) -> set[str]:
    """The words that carry meaning, cut to five letters, so that “toplantı” and “toplantıda” are one word."""
    return {word[:5] for word in prose.bare_words(statement) if word not in expected.STOP_WORDS}


def statements_differ(content: Content) -> Findings:
    """Any two statements of a question: at least three stems stand in one of them only."""
    for number in expected.QUESTIONS:
        for first, second in combinations(of_question(content, number), 2):
            different = content_stems(first.seed.title) ^ content_stems(second.seed.title)
            if len(different) < expected.DIFFERENT_WORDS:
                what = f"statement differs from {second.path} by fewer than {expected.DIFFERENT_WORDS} words"
                yield Finding(first.path, what, first.seed.title)


def statement_wording(content: Content) -> Findings:
    for file in written_for_this(content.guidance):
        for match in expected.STATEMENT_TABOO.finditer(prose.casefold(file.seed.title)):
            yield Finding(file.path, f"statement says “{match[0]}”", file.seed.title)


def typography(content: Content) -> Findings:
    for file in written_for_this(content.files):
        if file.seed is None:
            continue
        text = prose.without_addresses(f"{file.seed.title}\n{file.seed.body}")
        for what, pattern in expected.TYPOGRAPHY.items():
            for match in pattern.finditer(text):
                yield Finding(file.path, what, text[max(0, match.start() - 15) : match.end() + 15])


def nfc(content: Content) -> Findings:
    for file in written_for_this(content.files):
        for line in file.raw.splitlines():
            if not unicodedata.is_normalized("NFC", line):
                yield Finding(file.path, "not in Unicode's NFC form", line[:60])


def no_english_words(content: Content) -> Findings:
    for file in written_for_this(content.files):
        if file.seed is None:
            continue
        # A resource has its own title, in its own language.
        text = [prose.LINK.sub(" ", block.text) for block in prose.running_text(file.seed.body)]
        for sentence in (each for block in [file.seed.title, *text] for each in prose.sentences(block)):
            if "İngilizce" in sentence:
                continue
            for word in re.findall(r"[^\W\d_]+", sentence):
                if expected.is_english(word):
                    yield Finding(file.path, f"English word “{word}”", sentence)


RULES: tuple[Callable[[Content], Findings], ...] = (
    every_file_is_read,
    eleven_areas,
    thirty_three_questions,
    five_choices_with_levels_1_to_5,
    tidy_layout,
    the_users_own_text_is_untouched,
    lengths,
    sentence_lengths,
    allowed_addresses,
    resources,
    first_step_this_week,
    plain_markdown,
    no_shared_sentences,
    statements_differ,
    statement_wording,
    typography,
    nfc,
    no_english_words,
)
