"""The real booklet, read back: pages, contents, heads, tags, bookmarks, fonts, lines; and what is said to a wrong id."""

from __future__ import annotations

import io
import re
from pathlib import Path
from types import ModuleType

import pytest
from in_memory import THEME, hub_of
from PIL import ImageFile
from pypdf import PdfReader

import booklet
from hub.drawings import chart
from hub.model import Hub

ROOT = Path(__file__).parents[1]
# 行頭禁則: what no line may begin with.
NEVER_FIRST = "、。，．・:;?!）」』】〉》ーぁぃぅぇぉっゃゅょァィゥェォッャュョ々"


@pytest.fixture(scope="module")
def binding() -> ModuleType:
    """WeasyPrint is loaded by the tests that bind only: it looks for its libraries for half a second."""
    try:
        from hub import binding
    except OSError:
        pytest.skip("Pango is not on this machine")
    ImageFile.LOAD_TRUNCATED_IMAGES = False  # WeasyPrint switches it on for the whole process, and other tests
    return binding


@pytest.fixture(scope="module")
def hub() -> Hub:
    return hub_of(ROOT, "https://example.jp/")


@pytest.fixture(scope="module")
def drawing(hub: Hub) -> str:
    return chart(hub)


@pytest.fixture(scope="module")
def made(hub: Hub, drawing: str, binding: ModuleType) -> bytes:
    pdf: bytes = binding.bind(hub, hub.content.booklets["akasaka"], THEME, drawing)
    return pdf


@pytest.fixture(scope="module")
def pdf(made: bytes) -> PdfReader:
    return PdfReader(io.BytesIO(made))


@pytest.fixture(scope="module")
def texts(pdf: PdfReader) -> list[str]:
    return [page.extract_text() for page in pdf.pages]


def bare(text: str) -> str:
    """A text without the spaces that reading a PDF puts between signs."""
    return re.sub(r"\s", "", text)


# 紙面


def test_pages_are_a4(pdf: PdfReader) -> None:
    assert len(pdf.pages) >= 8
    assert {(round(page.mediabox.width), round(page.mediabox.height)) for page in pdf.pages} == {(595, 842)}


def test_contents_name_the_page_of_every_chapter(pdf: PdfReader, texts: list[str]) -> None:
    found = re.findall(r"^(\S.*?)\s+(\d+)$", texts[1], re.MULTILINE)
    assert len(found) >= 10
    for title, number in found:
        name = bare(title).removeprefix("岐阜県").removeprefix("和歌山県")
        assert name in bare(texts[int(number) - 1]), f"{title} is not on page {number}"


def test_pages_after_the_cover_have_a_folio_and_a_running_head(texts: list[str]) -> None:
    for number, text in enumerate(texts[1:], 2):
        assert re.search(r"^赤坂の友だち \S", text, re.MULTILINE), f"page {number} has no head"
        assert re.search(rf"(^|\n){number}(\n|$)", text), f"page {number} has no folio"
    assert not re.search(r"(^|\n)1(\n|$)", texts[0])


def test_no_line_begins_with_a_sign_that_must_not(texts: list[str]) -> None:
    lines = [line for text in texts for line in text.splitlines() if line.strip()]
    assert len(lines) > 100
    assert not [line for line in lines if line[0] in NEVER_FIRST]


def test_what_was_cancelled_says_so(hub: Hub, drawing: str, binding: ModuleType) -> None:
    html = binding.document(hub, hub.content.booklets["akasaka"], THEME, drawing)
    cancelled = html.partition("郡上おどりin青山</h2>")[0].rpartition("<p class=")[2]
    assert "中止" in cancelled


# 読み上げと保管


def test_file_is_tagged_bookmarked_and_says_its_language(pdf: PdfReader) -> None:
    root = pdf.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == "ja"
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert "/StructTreeRoot" in root
    assert pdf.metadata is not None
    assert pdf.metadata.title == "赤坂の友だち"
    assert pdf.xmp_metadata is not None
    assert b"pdfuaid" in pdf.xmp_metadata.stream.get_data()


def test_bookmarks_follow_the_chapters(pdf: PdfReader) -> None:
    cover, chapters = pdf.outline[0], pdf.outline[1]
    assert cover.title == "赤坂の友だち"
    titles = [one.title for one in chapters if not isinstance(one, list)]
    assert titles[:3] == ["目次", "郡上市", "和歌山市"]
    assert titles[-1] == "出典と奥付"
    for one in chapters:
        if not isinstance(one, list):
            assert bare(one.title) in bare(pdf.pages[pdf.get_destination_page_number(one)].extract_text())


def test_every_font_is_embedded(pdf: PdfReader) -> None:
    fonts = [font for page in pdf.pages for font in page["/Resources"].get("/Font", {}).values()]
    assert fonts
    for font in fonts:
        for descendant in font.get_object()["/DescendantFonts"]:
            descriptor = descendant.get_object()["/FontDescriptor"]
            assert {"/FontFile2", "/FontFile3"} & set(descriptor), descriptor["/FontName"]


def test_same_data_give_the_same_bytes(hub: Hub, drawing: str, made: bytes, binding: ModuleType) -> None:
    assert binding.bind(hub, hub.content.booklets["akasaka"], THEME, drawing) == made


# まちがった id


@pytest.mark.parametrize(
    ("name", "said"),
    [
        (
            "akaska",
            "冊子「akaska」は、content/booklets/ にありません。\n"
            "    いまあるのは、akasaka(赤坂の友だち)です。「make booklet ID=akasaka」のように書きます。\n",
        ),
        (
            "",
            "どの冊子を作るか、ID= に書いてください。\n"
            "    いまあるのは、akasaka(赤坂の友だち)です。「make booklet ID=akasaka」のように書きます。\n",
        ),
    ],
)
def test_wrong_id_is_answered_with_those_there_are(name: str, said: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert booklet.main(name, str(ROOT)) == 1
    assert capsys.readouterr().out == said
