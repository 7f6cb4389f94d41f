import io
import stat
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from questionnaire.domain import archive
from questionnaire.domain.archive import MAX_DEPTH, MAX_ENTRIES, MAX_RATIO, MAX_TOTAL, bounded, packed, read, uploaded
from questionnaire.domain.folder import MAX_SIZE
from questionnaire.domain.problem import Problem
from questionnaire.wording import located
from tests.domain.zips import SEED, entry, flagged, named, promising, zipped

LEADS_OUT = "Dosyanın adı klasörün dışına çıkıyor. Dosyaya olağan bir ad verin."
LINK = "Dosya bir bağlantı (link). ZIP içine dosyanın kendisini koyun."
DAMAGED = "Dosya ZIP içinde bozuk. ZIP dosyasını yeniden oluşturun."
NO_ZIP = "z.zip: Bu bir ZIP dosyası değil ya da bozuk. Yeniden oluşturun."


def found(data):
    """What is read, in short: names, problems in words, None for what is passed over."""
    each = list(read(data, "z.zip"))
    return [located(one) if isinstance(one, Problem) else one and one[0] for one in each]


# --- What is read ---------------------------------------------------------------------------------


def test_the_files_of_a_zip_are_read_by_their_paths():
    data = zipped(("seeds/", b""), ("seeds/1/area.md", SEED), ("a.TXT", b"x"))

    assert list(read(data, "z.zip")) == [("seeds/1/area.md", SEED), ("a.TXT", b"x")]


@pytest.mark.parametrize(
    "name", ["resim.png", "README.md", ".gizli.md", "__MACOSX/._area.md", "b/.git/a.md", "içi.zip"]
)
def test_what_is_no_seed_is_passed_over_and_not_opened(name):
    assert found(zipped((name, zipped(("a.md", SEED))))) == [None]


@pytest.mark.parametrize("encoding", ["utf-8", "cp857"])
def test_turkish_names_are_shown_right_whoever_packed_them(encoding):
    assert found(named("ağaç ışığı Şİ.md".encode(encoding))) == ["ağaç ışığı Şİ.md"]


def test_a_name_that_says_it_is_utf8_is_taken_at_its_word():
    assert found(zipped(("ağaç ışığı.md", SEED))) == ["ağaç ışığı.md"]


def test_bytes_that_are_no_name_in_turkish_either_are_still_a_name():
    (name,) = found(named(b"a\xd5.md"))

    assert name == "a╒.md"


@given(
    st.dictionaries(st.from_regex(r"[a-zçğıöşü]{1,8}(/[a-z]{1,3}){0,2}\.md", fullmatch=True), st.binary(max_size=50))
)
def test_what_is_packed_can_be_read_again(files):
    data = packed(files.items())

    assert dict(archive.unpacked(data)) == files
    assert dict(read(data, "z.zip")) == {name: text for name, text in files.items() if name}


def test_the_same_files_make_the_same_zip_with_nothing_of_this_machine_in_it():
    data = packed([("a.md", SEED), ("ş.md", b"")])

    with zipfile.ZipFile(io.BytesIO(data)) as opened:
        about = [
            (each.date_time, each.create_system, each.external_attr >> 16, each.compress_type)
            for each in opened.infolist()
        ]
    assert data == packed([("a.md", SEED), ("ş.md", b"")])
    assert about == [((1980, 1, 1, 0, 0, 0), 3, stat.S_IFREG | 0o644, zipfile.ZIP_STORED)] * 2


# --- What is refused ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "name",
    [
        "../a.md",
        "b/../../a.md",
        "/etc/a.md",
        "C:/a.md",
        "c:a.md",
        "..\\a.md",
        "b\\a.md",
        "b//a.md",
        "./a.md",
        "../../etc/passwd",
    ],
)
def test_a_name_that_leads_out_of_the_folder_is_refused(name):
    assert found(zipped((name, SEED))) == [f"{name}: {LEADS_OUT}"]


def test_a_name_with_a_null_in_it_is_refused():
    assert found(named(b"a.md\x00.png")) == [f"a.md\ufffd.png: {LEADS_OUT}"]


@pytest.mark.parametrize("name", ["a.md", "resim.png", "1"])
def test_a_link_is_refused_whatever_it_is_called(name):
    link = entry(name, create_system=3, external_attr=(stat.S_IFLNK | 0o777) << 16)

    assert found(zipped((link, b"/etc/passwd"))) == [f"{name}: {LINK}"]


def test_a_device_is_refused():
    device = entry("a.md", create_system=3, external_attr=(stat.S_IFCHR | 0o666) << 16)

    assert found(zipped((device, b""))) == [
        "a.md: Bu sıradan bir dosya değil (boru, aygıt veya klasör). Klasörden çıkarın."
    ]


def test_a_locked_file_is_refused():
    assert found(flagged(zipped(("a.md", SEED)), archive.ENCRYPTED)) == [
        "a.md: Dosya parolayla kilitli. ZIP dosyasını parolasız oluşturun."
    ]


@pytest.mark.parametrize("how", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_what_is_packed_in_an_unusual_way_is_refused(how):
    assert found(zipped(("a.md", SEED), how=how)) == [
        "a.md: Dosya alışılmadık bir yöntemle sıkıştırılmış. Olağan bir ZIP oluşturun."
    ]


@pytest.mark.parametrize(("depth", "refused"), [(MAX_DEPTH, False), (MAX_DEPTH + 1, True)])
def test_folders_have_a_limit_of_depth(depth, refused):
    name = "b/" * depth + "a.md"

    problem = f"{name}: Dosya {MAX_DEPTH} klasörden daha derinde. Daha yukarı taşıyın."
    assert found(zipped((name, SEED))) == [problem if refused else name]


@pytest.mark.parametrize(("size", "refused"), [(MAX_SIZE, False), (MAX_SIZE + 1, True)])
def test_a_file_has_a_limit_of_size(size, refused):
    problem = f"a.md: Dosya {MAX_SIZE} bayttan büyük. Bölün."

    assert found(zipped(("a.md", b"a" * size), how=zipfile.ZIP_STORED)) == [problem if refused else "a.md"]


def test_a_file_that_unpacks_to_a_multiple_is_refused():
    data = zipped(("a.md", b"\0" * 1_000_000))

    assert len(data) * MAX_RATIO < 1_000_000
    assert found(data) == ["a.md: Dosya şüphe uyandıracak kadar çok sıkıştırılmış. ZIP içine olduğu gibi koyun."]


def test_a_zip_that_understates_what_it_holds_unpacks_no_more_than_it_says():
    data = promising(zipped(("a.md", b"\0" * 1_000_000)), 100)

    assert found(data) == [f"a.md: {DAMAGED}"]


def test_more_entries_than_are_kept_are_refused_before_any_is_listed():
    data = zipped(*((f"{at}.md", b"") for at in range(MAX_ENTRIES + 1)))

    assert found(data) == [
        f"z.zip: İçinde {MAX_ENTRIES} taneden fazla dosya var. Bölün ya da yöneticiden loadseeds ile yüklemesini isteyin."
    ]


@pytest.mark.parametrize("cut", [0, 4, 30, -1, -22])
def test_a_damaged_zip_is_said_to_be_one(cut):
    assert found(zipped(("a.md", SEED * 10))[:cut]) == [NO_ZIP]


def test_a_damaged_file_is_named_and_the_others_are_read():
    data = zipped(("a.md", SEED), ("b.md", SEED), how=zipfile.ZIP_STORED)

    assert found(data.replace(SEED, SEED.replace(b"Alan", b"alan"), 1)) == [f"a.md: {DAMAGED}", "b.md"]


@given(st.binary(max_size=200), st.integers(0, 150), st.binary(max_size=4))
def test_whatever_the_bytes_reading_ends_with_files_and_problems(noise, at, patch):
    sound = zipped(("a.md", SEED), ("b/ç.md", SEED))
    for data in (noise, b"PK\x03\x04" + noise, sound[:at] + patch + sound[at + len(patch) :]):
        list(read(data, "z.zip"))


# --- What is sent ---------------------------------------------------------------------------------


def sent(*files):
    each = list(bounded(uploaded(files)))
    return [located(one) if isinstance(one, Problem) else one and one[0] for one in each]


def test_files_and_zips_can_be_sent_together():
    z = zipped(("1/area.md", SEED), ("resim.png", b""))

    assert sent(("a.md", SEED), ("z.zip", z), ("b.png", b"")) == ["a.md", "z.zip/1/area.md", None, None]


def test_a_zip_alone_is_the_folder_itself():
    assert sent(("z.zip", zipped(("1/area.md", SEED)))) == ["1/area.md"]


def test_a_zip_is_known_by_its_beginning_not_by_its_name():
    assert sent(("z.md", zipped(("1/area.md", SEED)))) == ["1/area.md"]


def test_two_files_of_one_name_are_refused():
    assert sent(("z.zip", zipped(("a.md", SEED), ("a.md", SEED)))) == [
        "a.md",
        "a.md: Bu adda iki dosya var. Birini bırakın.",
    ]


def test_a_sent_file_has_the_limit_of_size_too():
    assert sent(("a.md", b"a" * (MAX_SIZE + 1))) == [f"a.md: Dosya {MAX_SIZE} bayttan büyük. Bölün."]


def test_all_together_have_a_limit_and_reading_ends_there():
    big = zipped(*((f"{at}.md", b"a" * MAX_SIZE) for at in range(9)), how=zipfile.ZIP_STORED)

    said = sent(("y.zip", big), ("z.zip", big), ("a.md", SEED))

    assert (
        said[-1]
        == f"Dosyaların toplamı {MAX_TOTAL} bayttan büyük. Bölün ya da yöneticiden loadseeds ile yüklemesini isteyin."
    )
    assert len(said) == MAX_TOTAL // MAX_SIZE + 1


def test_all_together_have_a_limit_of_number():
    half = MAX_ENTRIES // 2 + 1
    some = zipped(*((f"{at}.md", b"") for at in range(half)))

    said = sent(("y.zip", some), ("z.zip", some))

    assert (len(said), said[-1].partition(" taneden")[0]) == (MAX_ENTRIES + 1, f"İçinde {MAX_ENTRIES}")
