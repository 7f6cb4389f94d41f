import io
import zipfile

import docx
import pytest
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml.ns import qn

from questionnaire.domain.richtext import Html, render
from questionnaire.domain.taken import Chosen, Format
from questionnaire.exports.to_docx import to_docx
from tests.exports import reports

pytestmark = pytest.mark.django_db


@pytest.fixture
def document(made):
    return docx.Document(io.BytesIO(made("awkward", Format.DOCX)))


@pytest.fixture
def of_guidance(told):
    """The document of the report with this guidance, opened again."""

    def opened(text):
        told_anew = reports.with_guidance(told["awkward"], text if isinstance(text, Html) else render(text))
        return docx.Document(io.BytesIO(to_docx(told_anew, Chosen())))

    return opened


def styled(document, style):
    return [paragraph.text for paragraph in document.paragraphs if paragraph.style.name == style]


def numbers(document, texts):
    """Which list each of these paragraphs is counted in, and where that list starts."""
    numbering = document.part.numbering_part.element
    found = []
    for paragraph in document.paragraphs:
        if paragraph.text in texts:
            number = paragraph._p.pPr.numPr.numId.val
            (start,) = numbering.num_having_numId(number).iter(qn("w:startOverride"))
            found.append((number, start.val))
    return found


def test_headings_are_headings(document):
    assert styled(document, "Title") == ["Öz değerlendirme & “deneme”"]
    assert styled(document, "Heading 1") == [
        "Nerede duruyorsunuz?",
        "Bu konuları örgütte kim biliyor?",
        "Sonra konuşalım dedikleriniz",
        "O zaman ve şimdi",
        "Öncelikler",
        "İyileştirme planı",
        "Güçlükler <b>&</b> kolaylıklar",
        "Örgütün öbür işleri",
        "Bize uymuyor",
        "Yanıtlanmamış sorular",
        "Artık sorulmayanlar",
    ]
    assert "2. soru “nasıl” gidiyor?" in styled(document, "Heading 2")
    assert {"Bir başlık", "1. soru “nasıl” gidiyor?"} <= set(styled(document, "Heading 3"))  # of guidance, of questions


def test_statements_are_quotations_and_items_are_items_of_lists(document):
    assert "O gün seçilen, bugün başka türlü söylenen ifade" in styled(document, "Quote")
    assert "iç içe madde" in styled(document, "List Bullet 2")
    assert "üçüncü kat" in styled(document, "List Number 3")
    assert "dördüncü kat" in styled(document, "List Bullet 3")  # Word has three levels
    assert "İkinci adımın ikinci paragrafı." in styled(document, "List Continue")


def test_every_numbered_list_counts_from_its_own_start(document):
    first, second, other, fifth = numbers(
        document, ["Birinci adım", "İkinci adım", "Yeniden birinci", "Beşinciden başlar"]
    )

    assert (first[1], fifth[1]) == (1, 5)
    assert first == second
    assert len({first[0], other[0], fifth[0]}) == 3


def test_a_link_leads_where_it_says(of_guidance):
    document = of_guidance("Bakın: [<u>Derneği’nin</u> **sayfası**](https://example.org/a?b=1&c=2) son.")

    (paragraph,) = [each for each in document.paragraphs if each.text.startswith("Bakın")]
    (link,) = paragraph.hyperlinks
    assert (link.text, link.address) == ("Derneği’nin sayfası", "https://example.org/a?b=1&c=2")
    assert {run.style.name for run in link.runs} == {"Hyperlink"}
    assert paragraph.text == "Bakın: Derneği’nin sayfası son."


def test_emphasis_stays(of_guidance):
    document = of_guidance("**kalın** _eğik_ <u>altı çizili</u> H<sub>2</sub>O m<sup>2</sup>")

    (paragraph,) = [each for each in document.paragraphs if each.text.startswith("kalın")]
    looks = {run.text: run.font for run in paragraph.runs}
    assert looks["kalın"].bold
    assert looks["eğik"].italic
    assert looks["altı çizili"].underline
    twos = [run.font for run in paragraph.runs if run.text == "2"]
    assert [(bool(font.subscript), bool(font.superscript)) for font in twos] == [(True, False), (False, True)]


def test_tables_are_tables_whose_headings_repeat(document):
    headings = {tuple(cell.text for cell in table.rows[0].cells): table for table in document.tables}

    assert {("Alan", "Düzey", "Yanıtlanan"), ("Ne", "İlk iş", "Kim", "Ne zamana kadar", "Durum")} <= headings.keys()
    table = headings["Sütun", "Açıklama", "Kim"]
    assert table.style.name == "Table Grid"
    assert table.cell(1, 1).text == "kısa kalın"
    repeated = [next(each.rows[0]._tr.iter(qn("w:tblHeader")), None) is not None for each in headings.values()]
    assert repeated.count(False) == 1  # the table of an editor that has no headings


def test_rows_of_different_length_make_a_table(of_guidance):
    uneven = Html("<table><tr><td>bir</td></tr><tr><td>iki</td><td>üç</td></tr></table>")

    tables = [[cell.text for row in table.rows for cell in row.cells] for table in of_guidance(uneven).tables]
    assert ["bir", "", "iki", "üç"] in tables


def test_it_says_what_it_is_and_names_nobody(document):
    properties = document.core_properties

    assert (properties.title, properties.language) == ("Öz değerlendirme & “deneme”", "tr-TR")
    assert (properties.author, properties.last_modified_by, properties.comments) == ("", "", "")


def test_it_is_in_turkish_for_word_too(document):
    languages = {element.get(qn("w:val")) for element in document.styles.element.iter(qn("w:lang"))}

    assert languages == {"tr-TR"}


def test_nothing_is_loaded_from_elsewhere(made):
    """What leads out of it are links that somebody follows, never pictures or templates."""
    document = docx.Document(io.BytesIO(made("seeds", Format.DOCX)))

    external = {each.reltype for each in document.part.rels.values() if each.is_external}
    assert external == {RELATIONSHIP_TYPE.HYPERLINK}
    with zipfile.ZipFile(io.BytesIO(made("seeds", Format.DOCX))) as parts:
        assert [name for name in parts.namelist() if "media" in name or "vba" in name.lower()] == []


def test_pages_are_numbered(document):
    (footer,) = document.sections[0].footer.paragraphs

    fields = [field.get(qn("w:instr")) for field in footer._p.iter(qn("w:fldSimple"))]
    assert fields == ["PAGE", "NUMPAGES"]


def test_an_empty_report_is_a_document(told):
    empty = reports.nothing_answered(told["awkward"])

    assert "0 / 11" in [
        cell.text for row in docx.Document(io.BytesIO(to_docx(empty, Chosen()))).tables[0].rows for cell in row.cells
    ]
