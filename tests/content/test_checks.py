"""The checks themselves: each lets a good text pass and finds the one thing that is wrong with a bad one."""

import pytest

from tests.content import checks, prose
from tests.content.alike import most_alike
from tests.content.broken import A_GUIDANCE, BROKEN, GOOD, content


def found(rule, texts):
    return [finding for finding in rule(texts) if not finding.what.endswith("is missing")]


@pytest.mark.parametrize("rule", checks.RULES, ids=lambda rule: rule.__name__)
def test_good_texts_pass(rule):
    assert found(rule, content(GOOD)) == []


@pytest.mark.parametrize(("rule", "what", "broken"), BROKEN.values(), ids=BROKEN)
def test_a_broken_text_is_found(rule, what, broken):
    findings = found(rule, broken())

    assert findings
    assert all(finding.what.startswith(what) for finding in findings)


def test_every_rule_has_a_broken_text():
    assert {rule for rule, _, _ in BROKEN.values()} == set(checks.RULES)


def test_what_is_missing_is_named():
    missing = {
        finding.file for rule in checks.RULES for finding in rule(content(GOOD)) if finding.what.endswith("is missing")
    }

    assert len(missing) == 10 + 32 + 163


def test_the_users_own_text_may_be_worded_as_it_is():
    bad = '---\ntitle: Genellikle feedback\nquestion_id: 9\nchoice_id: 3\n---\n## Kısa\n\n"Bu"  <u>metin</u>...\n'
    rules = set(checks.RULES) - {checks.the_users_own_text_is_untouched, checks.eleven_areas}

    assert [finding for rule in rules for finding in found(rule, content({"3/9-3.md": bad}))] == []


def test_sentences_end_neither_at_abbreviations_nor_at_ordinals():
    text = "Tüzük, defter vb. Belgeler 3. Bölümde durur. “Ne oldu?” diye sorun. Sonra ne yaptınız? Yazın"

    assert prose.sentences(text) == [
        "Tüzük, defter vb. Belgeler 3. Bölümde durur.",
        "“Ne oldu?” diye sorun.",
        "Sonra ne yaptınız?",
        "Yazın",
    ]


def test_addresses_with_parentheses_are_taken_whole():
    text = "[Ağ (ortaklık) [2. baskı]](https://a.org/x_(y)_z), https://b.org/1. Ve <https://c.org/2>"

    assert list(prose.addresses(text)) == ["https://a.org/x_(y)_z", "https://b.org/1", "https://c.org/2"]


def test_words_are_counted_without_addresses_and_marks():
    assert prose.words("1 – **iki** [üç dört](https://a.org/b) …") == ["1", "iki", "üç", "dört"]


def test_the_report_puts_the_most_alike_first():
    pairs = most_alike(content(GOOD | {"4/10-3.md": GOOD[A_GUIDANCE].replace("choice_id: 1", "choice_id: 3")}))

    assert (pairs[0].first, pairs[0].second) == ("4/10-1.md", "4/10-3.md")
    assert len(pairs) == 3
