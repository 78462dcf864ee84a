from __future__ import annotations

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from translate.document import Inline
from translate.formats.html_encoding import decode_page, mend_strays
from translate.formats.html_english import english_page, unit_edits
from translate.formats.html_page import Page, cut_page
from translate.formats.html_paragraphs import paragraphs_of

from .translated import untranslated


def texts(source: str, *, xml: bool = False) -> list[str]:
    return [unit.laid.text for unit in cut_page(source, "a.html", xml=xml).units]


def shown(inline: Inline, text: str) -> str:
    """The inline as ``kind(its text)``, or as ``kind@place`` where it is around nothing."""
    empty = inline.span.start == inline.span.end
    return f"{inline.kind}@{inline.span.start}" if empty else f"{inline.kind}({inline.span.of(text)})"


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("<p>Een<p>Twee", ["Een", "Twee"]),
        ("<div>Voor<p>Binnen</p>Na</div>", ["Voor", "Binnen", "Na"]),
        ("<ul><li>een<li>twee<ul><li>diep</ul>", ["een", "twee", "diep"]),
        ("<table><tr><td>a<td>b<tr><th>c</table>", ["a", "b", "c"]),
        ("<p>Een regel<br>en nog een", ["Een regel en nog een"]),
        ("<p>Een<br> <br>Twee<br/><br/><br/>Drie", ["Een", "Twee", "Drie"]),
        ("<p><font>Een<br><br>Twee</font> slot", ["Een", "Twee", "slot"]),
        ("<a href=x><h2>Kop</h2><p>Tekst</p></a> rest", ["Kop", "Tekst", "rest"]),
        ("<p>Afge<wbr>broken, af&shy;gebroken", ["Afgebroken, afgebroken"]),
        ("<p>&eacute;&#233;n &lt;b&gt; &nbsp; R&D", ["één <b> R&D"]),
        ("<p>3 < 4 en <3", ["3 < 4 en <3"]),
        ("<p>***</p><p>•</p><p>1</p>", ["1"]),
        ("<script>var a = '<p>x</p>';</script><style>p {}</style><p>Tekst", ["Tekst"]),
        ("<textarea>x</textarea><button>Zoek</button><svg><text>x</text></svg>Tekst", ["Tekst"]),
        ("<p>Zie <!-- <p>niet --> hier</p>", ["Zie hier"]),
        ("<p>Tekst<!-- nooit gesloten <p>x", ["Tekst"]),
        ("<p>Tekst <a href='nooit gesloten", ["Tekst"]),
        ("<p title='a > b'>Tekst", ["Tekst"]),
    ],
)
def test_a_page_is_cut_into_its_texts(source: str, expected: list[str]) -> None:
    assert texts(source) == expected


def test_in_xml_any_element_may_close_itself() -> None:
    assert texts("<p>Een <a id='x'/>twee</p><script src='a.js'/><p>Drie</p>", xml=True) == ["Een twee", "Drie"]


@pytest.mark.parametrize(
    ("source", "text", "inlines"),
    [
        ("Een <b>vet <i>en schuin</i></b>", "Een vet en schuin", ["bold(vet en schuin)", "italic(en schuin)"]),
        ("Een<b> vet </b>woord", "Een vet woord", ["bold(vet)"]),
        ("<strong>Alles</strong>", "Alles", ["bold(Alles)"]),
        ("<u>a</u><s>b</s><sub>c</sub><sup>d</sup><kbd>e</kbd><a href=u>f</a><q>g</q>", "abcdefg",
         ["underline(a)", "strike(b)", "subscript(c)", "superscript(d)", "code(e)", "link(f)", "style(g)"]),
        ("<span style='font-weight:700'>vet</span> <font>x</font>", "vet x", ["bold(vet)", "style(x)"]),
        ("Een <img src=x alt=foto> beeld", "Een beeld", ["object@4"]),
        ("Een<br>regel", "Een regel", ["break@3"]),
        ("Iran<sup><a href='#fn1'>1</a></sup> levert", "Iran levert", ["object@4"]),
        ("Iran<a href='#fn1'>[1]</a> levert", "Iran levert", ["object@4"]),
        ("Iran levert.<sup><a href='#fn1'>1</a></sup> ", "Iran levert.", ["object@12"]),
        ("<a href='#ref1'>^</a> Zie <b>PAX</b>. <a href='#ref1'>↩</a>", "Zie PAX.", ["bold(PAX)"]),
        ("10 m<sup>2</sup>, zie <a href='#b'>2</a>", "10 m2, zie 2", ["superscript(2)", "link(2)"]),
        ("Een <b>twee <i>drie</b> vier</i>", "Een twee drie vier", ["bold(twee drie)", "italic(drie)", "italic(vier)"]),
        ("Een <b>twee", "Een twee", ["object@4"]),
        ("Een</i> twee", "Een twee", ["object@3"]),
        ("Een <b> </b>twee <a name=x></a>drie", "Een twee drie", ["object@9"]),
        ("e<b>\u0301n</b>", "én", ["bold(n)"]),
    ],
)  # fmt: skip
def test_mark_up_stands_off_from_the_text(source: str, text: str, inlines: list[str]) -> None:
    (unit,) = cut_page(f"<p>{source}</p>", "a.html").units
    assert unit.laid.text == text
    assert [shown(each, text) for each in unit.laid.inlines] == inlines


@pytest.mark.parametrize(
    ("data", "told", "encoding", "text"),
    [
        (b"<p>caf\xc3\xa9", "", "utf-8", "café"),
        (b"<p>caf\xe9", "", "cp1252", "café"),
        (b"\xef\xbb\xbf<p>caf\xc3\xa9", "", "utf-8", "café"),
        ("\ufeff<p>café".encode("utf-16-le"), "", "utf-16-le", "café"),
        (b"<meta charset=iso-8859-1><p>5 \x80", "", "cp1252", "5 €"),
        (b"<meta http-equiv=Content-Type content='text/html; charset=iso-8859-15'><p>5 \xa4", "", "iso8859-15", "5 €"),
        (b"<?xml version='1.0' encoding='windows-1250'?><p>\xe8", "", "cp1250", "č"),
        (b"<meta charset=utf-8><p>caf\xe9", "", "cp1252", "café"),
        (b"<meta charset=windows-1252><p>caf\xc3\xa9", "", "utf-8", "café"),
        (b"<meta charset=utf-8><p>caf\xc3\xa9 en caf\xe9", "", "utf-8", "café en café"),
        (b"<meta charset=utf-7><p>+ADw-p+AD4-", "", "utf-8", "+ADw-p+AD4-"),
        (b"<p>\xd0", "koi8-r", "koi8-r", "п"),
    ],
)
def test_the_encoding_is_the_pages_own(data: bytes, told: str, encoding: str, text: str) -> None:
    decoding = decode_page(data, "a.html", told)
    assert decoding.encoding == encoding
    assert mend_strays(decoding.text.partition("<p>")[2]) == text
    assert decoding.bom + decoding.bytes_of(decoding.text) == data


WORDS = st.text(st.characters(categories=["L"], max_codepoint=0x17F), min_size=1, max_size=6).filter(str.isalnum)
WRAPS = ["b", "em", "a href='u'", "span class=k", "sub", "code"]
SENTENCES = st.recursive(
    WORDS,
    lambda inner: st.one_of(
        st.lists(inner, min_size=1, max_size=4).map(" ".join),
        st.tuples(st.sampled_from(WRAPS), inner).map(lambda each: f"<{each[0]}>{each[1]}</{each[0].split()[0]}>"),
        st.tuples(inner, st.sampled_from(["<br>", "<img src=x>"]), inner).map(" ".join),
    ),
    max_leaves=12,
)
BLOCKS = st.recursive(
    SENTENCES.map(lambda each: f"<p>{each}</p>\n"),
    lambda inner: st.tuples(st.sampled_from(["div", "blockquote", "ul><li", "td"]), st.lists(inner, max_size=3)).map(
        lambda each: f"<{each[0]}>{''.join(each[1])}</{each[0].split('>')[0]}>"
    ),
    max_leaves=6,
)
PIECES = st.sampled_from(
    [
        "<p>",
        "</p>",
        "<div>",
        "</div>",
        "<ul><li>",
        "<li>",
        "</ul>",
        "<b>",
        "</b>",
        "<i>",
        "</i>",
        "<a href='u'>",
        "</a>",
        "<br>",
        "<img src=x>",
        "woord",
        "é",
        " ",
        "&amp;",
        "&nbsp;",
        "<!-- c -->",
        "<script>'<p>'</script>",
        "<table><tr><td>",
        "<td>",
        "</table>",
        "<span class=k>",
        "</span>",
        "<",
        "3 < 4",
        "</",
        "<sup>",
        "</sup>",
        "<h2>",
        "</h2>",
        "<a href='#n'>",
        "1",
        "\n",
        "<!--",
        "<font",
        "<button>",
        "</button>",
        "<svg>",
        "</svg>",
        "<x/>",
        "<title>",
        "</title>",
        "́",
    ]
)


def outline(page: Page) -> list[tuple[str, list[tuple[str, int, int, str]]]]:
    return [
        (unit.laid.text, [(i.kind, i.span.start, i.span.end, i.value) for i in unit.laid.inlines])
        for unit in page.units
    ]


def expected_after(page: Page) -> list[tuple[str, list[tuple[str, int, int, str]]]]:
    """The outline of the page once each text stands between the brackets of what is not translated."""
    shift = len(untranslated("")) - 1
    return [
        (untranslated(text), [(kind, start + shift, end + shift, value) for kind, start, end, value in inlines])
        for text, inlines in outline(page)
    ]


def are_told_apart(page: Page) -> bool:
    """Say whether no text is part of the very words around it, where it cannot be told where its mark-up went."""
    texts = [unit.laid.text for unit in page.units]
    return all(untranslated(text).index(text) == untranslated("").index("]") for text in texts)


def written(page: Page, source: str) -> str:
    edits = unit_edits(page.units, list(paragraphs_of(page, page.units)))
    return english_page(decode_page(source.encode(), "a.html"), page, list(edits)).decode()


@settings(deadline=None)
@given(st.lists(BLOCKS, min_size=1, max_size=4).map("".join))
def test_every_span_is_kept_none_crosses_and_text_is_as_without_mark_up(source: str) -> None:
    page = cut_page(source, "a.html")
    assume(are_told_apart(page))
    for wrap in WRAPS:
        source_bare = source.replace(f"<{wrap}>", "").replace(f"</{wrap.split()[0]}>", "")
        assert [unit.laid.text for unit in cut_page(source_bare, "a.html").units] == texts(source)
    for unit in page.units:
        inlines = unit.laid.inlines
        for index, outer in enumerate(inlines):
            for inner in inlines[index + 1 :]:
                assert not outer.span.overlaps(inner.span) or outer.span.end >= inner.span.end
    assert outline(cut_page(written(page, source), "a.html")) == expected_after(page)


@settings(deadline=None)
@given(st.lists(PIECES, max_size=25).map("".join))
def test_any_page_is_cut_without_loss_and_written_again(source: str) -> None:
    page = cut_page(source, "a.html")
    assert "".join(source[token.start : token.end] for token in page.tokens) == source
    assume(are_told_apart(page))
    assert outline(cut_page(written(page, source), "a.html")) == expected_after(page)


@settings(deadline=None)
@given(st.binary(), st.sampled_from([b"", b"\xef\xbb\xbf", b"\xff\xfe", b"<meta charset=gbk>", b"<meta charset=big5>"]))
def test_bytes_that_are_left_alone_stay_as_they_are(data: bytes, head: bytes) -> None:
    from translate.errors import ReadingError

    try:
        decoding = decode_page(head + data, "a.html")
    except ReadingError as error:
        assert "\n" not in str(error)
    else:
        assert decoding.bom + decoding.bytes_of(decoding.text) == head + data
