from __future__ import annotations

from dataclasses import replace
from html.parser import HTMLParser
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from translate.document import Issue, Paragraph, Segment, Span, TermMatch
from translate.glossary.model import Entry
from translate.library import ArticleSummary, Change, Step, StoredParagraph, StoredSegment
from translate.reading import readers
from translate.review.alternatives import Alternative
from translate.review.article_issues import QuotedIssue
from translate.review.blocks import BLOCK, cut_blocks
from translate.review.pages import ArticleView, Pages, RunningJob, filter_query, term_fields
from translate.review.searching import Filter, Replacement
from translate.review.terms import TermDraft, TermPreview, TouchedSegment
from translate.wording import compare_wordings
from translate.writing.marking import shown

VOID = {"meta", "link", "br", "input"}
HARMLESS = "Volgens De Wijk is dat zo."
HOSTILE = [
    '<script>alert("x")</script>',
    '"><img src=x onerror=alert(1)>',
    "' autofocus onfocus='alert(1)",
    "</textarea></details><hx-partial hx-target='body'>",
    "{{ 7 * 7 }}{% raw %}",
    "\u202e)(\u2066<b>",
    "&lt;b&gt; --> ]]> <!--",
    "js:alert(1)",
    "\x00\x07\x85",
]
TEXTS = st.one_of(
    st.sampled_from(HOSTILE),
    st.text(alphabet=st.one_of(st.sampled_from("<>&\"'`={}%/ \u202e😀a"), st.characters(codec="utf-8")), max_size=30),
)
PAGES = Pages()
SUMMARY = ArticleSummary(7, "Titel", "pad.txt", "2026-03-01", "2026-03-02T10:00:00+00:00", 3, 5, 5, 2, 1, 0, 120)


class Read(HTMLParser):
    """The elements of a page or fragment in order, and the text of those with an id; fails where they do not nest."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.texts: dict[str, str] = {}
        self._open: list[tuple[str, str]] = []
        self.text = ""
        self.feed(html)
        self.close()
        assert not self._open

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = dict(attrs)
        assert len(attributes) == len(attrs), "an attribute stands twice"
        self.elements.append((tag, attributes))
        if tag not in VOID:
            self._open.append((tag, attributes.get("id") or ""))

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop()[0] == tag

    def handle_data(self, data: str) -> None:
        self.text += data
        for _, name in self._open:
            if name:
                self.texts[name] = self.texts.get(name, "") + data

    def shape(self) -> list[tuple[str, tuple[str, ...]]]:
        return [(tag, tuple(attributes)) for tag, attributes in self.elements]

    def all(self, **wanted: str) -> list[dict[str, str | None]]:
        """Return the attributes of the elements that have these (``data_x`` for data-x; a class among others)."""
        names = {name.rstrip("_").replace("_", "-"): value for name, value in wanted.items()}
        return [
            attributes
            for _, attributes in self.elements
            if all(
                value in (attributes.get(name) or "").split() if name == "class" else attributes.get(name) == value
                for name, value in names.items()
            )
        ]


def stored(segment: Segment, **changes: object) -> StoredSegment:
    return replace(StoredSegment(7, 0, segment, 12, None), **changes)  # type: ignore[arg-type]


def row(segment: Segment, kind: str = "text", issues: tuple[Issue, ...] = (), **changes: object) -> Read:
    paragraph = Paragraph(kind, segment.source, level=2, marker="3.")  # type: ignore[arg-type]
    return Read(PAGES.segment(stored(segment, **changes), paragraph, issues))


def view(paragraphs: list[StoredParagraph], filter: Filter | None = None, **changes: object) -> ArticleView:
    outline = [one.segment for held in paragraphs for one in held.segments]
    sizes = [(len(held.segments), len(held.paragraph.text)) for held in paragraphs]
    blocks = cut_blocks(sizes, outline)
    first = paragraphs[blocks[0].start : blocks[0].stop] if blocks else []
    page = ArticleView(SUMMARY, blocks, first, {}, filter or Filter(), False, (None, None), [("html", "A page.")])
    return replace(page, **changes)  # type: ignore[arg-type]


def everything(text: str) -> list[str]:
    """Return every page and fragment with a text wherever a text can come from outside."""
    term = TermMatch(text, Span(0, 4), text, Span(0, 4), "repaired", "n-best", text, text)
    issue = Issue(text, "warning", text, Span(2, 6), Span(2, 6))
    base = stored(
        Segment(
            "1.1", text + HARMLESS, "", text + HARMLESS, "translated",
            terms=(term,), issues=(issue, replace(issue, dismissed=True)), note=text or "-",
        ),
        before=text,
    )  # fmt: skip
    paragraph = Paragraph("list item", base.segment.source, 1, text)
    held = [StoredParagraph(0, paragraph, (base,))]
    summary = replace(SUMMARY, title=text, path=text, date=text or "-", added=text, byline=text or "-")
    entry = Entry((text or "-",), text, (text,), note=text, variants=(text,), forbidden=(text,), expand=text)
    touched = TouchedSegment(8, text, "1.1", text, HARMLESS, text, True)
    fields = {"sources": text, "target": text, "note": text, "forms": text or "-", "expand": text}
    change = Change(3, text, text, HARMLESS, "reviewed", "human", text)
    different = compare_wordings(HARMLESS, text)
    asked = {"find": text, "put": text, "regex": "", "words": "", "case": "1"}
    return [
        PAGES.list_page([summary], [RunningJob("1", text, 1, 2)], message=text or "-", title=text, text=text),
        PAGES.job_page(RunningJob("1", text, 1, 2)),
        PAGES.job_row(replace(paragraph, segments=(base.segment,))),
        PAGES.article_page(view(held, Filter(text=text), summary=summary, message=text or "-")),
        PAGES.rows(held, None, {"1.1": (issue,)}),
        PAGES.segment(base, paragraph, (issue, QuotedIssue(text, "info", text, quote=text or "-")), oob=True),
        PAGES.conflict(base, HARMLESS),
        PAGES.alternatives(base, [Alternative("memory", text, 80, different, text or "-")]),
        PAGES.history(base, [change]),
        PAGES.replace_preview(7, asked, [Replacement("1.1", HARMLESS, HARMLESS, 3, True)]),
        PAGES.term_form(7, fields, text or "-"),
        PAGES.term_preview(7, TermPreview(entry, [touched], text, 3, 2)),
        PAGES.term_saved(7, entry, TermPreview(entry, [touched], text)),
        PAGES.message(text),
        PAGES.message(text, "error"),
        PAGES.error_page(404, text),
    ]


@settings(max_examples=30, deadline=None)
@given(TEXTS)
def test_whatever_a_text_holds_it_is_text(text: str) -> None:
    """No element, no attribute comes from outside; and nothing that our own policy would not let run."""
    known = {tag for html in everything(HARMLESS) for tag, _ in Read(html).elements} | {"del", "ins"}
    for html in everything(text):
        for tag, attributes in Read(html).elements:
            assert tag in known
            assert all(not name.startswith(("on", "hx-on")) and name != "style" for name in attributes)
            assert tag != "script" or (attributes["src"] or "").startswith("/static/")
            assert not any((value or "").startswith(("javascript:", "js:")) for name, value in attributes.items()
                           if name.startswith("hx-") or name in ("href", "src", "action"))  # fmt: skip


@pytest.mark.parametrize("text", HOSTILE)
def test_a_hostile_title_leaves_the_page_as_it_is(text: str) -> None:
    safe = PAGES.list_page([replace(SUMMARY, title=HARMLESS)])
    page = Read(PAGES.list_page([replace(SUMMARY, title=text)]))
    assert page.shape() == Read(safe).shape()
    assert shown(text) in page.text


@settings(max_examples=60, deadline=None)
@given(TEXTS, TEXTS, st.data())
def test_both_texts_of_a_row_read_as_they_are(source: str, target: str, data: st.DataObject) -> None:
    def span(text: str) -> Span:
        start = data.draw(st.integers(0, len(text)))
        return Span(start, data.draw(st.integers(start, len(text))))

    terms = tuple(TermMatch("x", span(source), "y", span(target)) for _ in range(3))
    issues = tuple(Issue("a check", "warning", "look", span(source), span(target)) for _ in range(3))
    read = row(Segment("2.1", source, "", target, "translated", terms=terms, issues=issues))
    assert read.texts.get("d-2.1", "") == shown(source)
    assert read.texts.get("e-2.1", "") == shown(target)


def test_aligned_words_are_found_by_the_offsets_that_the_browser_counts() -> None:
    source, target = "😀 De aanval mislukte.", "The attack 😀 failed."
    pairs = [("aanval", "attack"), ("mislukte", "failed"), ("😀", "😀")]
    spans = tuple((Span(source.index(a), source.index(a) + len(a)), Span(target.index(b), target.index(b) + len(b)))
                  for a, b in pairs)  # fmt: skip
    (words,) = row(Segment("1.1", source, "", target, alignment=spans)).all(id="d-1.1")
    numbers = [2 * int(number) for number in (words["data-a"] or "").split()]
    dutch, english = source.encode("utf-16-le"), target.encode("utf-16-le")
    found = [
        (dutch[a:b].decode("utf-16-le"), english[c:d].decode("utf-16-le"))
        for a, b, c, d in zip(*[iter(numbers)] * 4, strict=True)
    ]
    assert found == pairs


def test_a_term_is_marked_on_both_sides_and_described() -> None:
    term = TermMatch("De Wijk", Span(8, 15), "De Wijk", Span(13, 20), "applied", "asked", "as asked", "HCSS")
    read = row(Segment("1.1", "Volgens De Wijk.", "", "According to De Wijk.", "translated", terms=(term,)))
    dutch, english = read.all(class_="term")
    assert dutch["aria-description"] == english["aria-description"]
    assert all(word in (dutch["aria-description"] or "") for word in ("De Wijk → De Wijk", "as asked", "HCSS"))
    assert dutch["tabindex"] == "0", "the keyboard reaches it on the Dutch side"
    assert "tabindex" not in english, "the English is one text to be edited"


@pytest.mark.parametrize(
    ("state", "origin", "said"),
    [
        ("translated", "mt", ["To review", "machine"]),
        ("translated", "memory", ["To review", "from memory"]),
        ("reviewed", "human", ["Reviewed", "by hand"]),
        ("final", "human", ["Final"]),
    ],
)
def test_a_row_says_its_state_and_where_its_english_comes_from(state: str, origin: str, said: list[str]) -> None:
    segment = Segment("1.1", "Ja.", "", "Yes.", state, origin)  # type: ignore[arg-type]
    read = row(segment)
    (found,) = read.all(id="s-1.1")
    assert (found["data-revision"], found["data-state"], found["data-origin"]) == ("12", state, origin)
    assert all(words in read.text for words in said)


def test_warnings_can_be_ignored_one_by_one_and_brought_back() -> None:
    open_one = Issue("numbers", "warning", "“3” is missing")
    ignored = Issue("length", "info", "much longer", dismissed=True)
    grave = Issue("term", "error", "“drone” is missing")
    read = row(Segment("1.1", "3 drones.", "", "Drones.", "translated", issues=(open_one, ignored)), issues=(grave,))
    offered = [
        (check["value"], message["value"], dismissed["value"])
        for check, message, dismissed in zip(
            read.all(name="check"), read.all(name="message"), read.all(name="dismissed"), strict=True
        )
    ]
    assert offered == [
        ("term", "“drone” is missing", "1"),
        ("numbers", "“3” is missing", "1"),
        ("length", "much longer", "0"),
    ]
    assert read.all(hx_post="/articles/7/segments/1.1/issues")
    (found,) = read.all(id="s-1.1")
    assert found["data-gravest"] == "error"


def test_an_ignored_warning_keeps_its_button_so_that_the_focus_stays_on_it() -> None:
    issue = Issue("numbers", "warning", "“3” is missing")
    segment = Segment("1.1", "3.", "", "Three.", "translated", issues=(Issue("a", "error", "b"), issue))
    ignored = replace(segment, issues=(segment.issues[0], replace(issue, dismissed=True)))
    assert row(segment).all(id="i-1.1-1") and row(ignored).all(id="i-1.1-1")


@pytest.mark.parametrize(
    ("kind", "element"), [("title", "h2"), ("heading", "h3"), ("text", "p"), ("list item", "p"), ("quote", "p")]
)
def test_headings_are_headings(kind: str, element: str) -> None:
    read = row(Segment("1.1", "Ja.", "", "Yes."), kind)
    sides = [tag for tag, attributes in read.elements if attributes.get("lang") in ("nl", "en")]
    assert sides == [element, element]
    assert bool(read.all(data_marker="3.")) == (kind == "list item")


@pytest.mark.parametrize(
    ("changes", "said"), [({"before": "x"}, "Changed by the glossary"), ({"suggestion": "x"}, "suggests another")]
)
def test_a_row_says_what_a_refresh_did(changes: dict[str, str], said: str) -> None:
    segment = Segment("1.1", "Ja.", "", "Yes.", "reviewed")
    assert said in row(segment, **changes).text
    assert said not in row(segment).text


def test_a_row_out_of_band_names_itself() -> None:
    segment = stored(Segment("3.2", "Ja.", "", "Yes."))
    (found,) = Read(PAGES.segment(segment, Paragraph("text", "Ja."), oob=True)).all(hx_swap_oob="true")
    assert found["id"] == "s-3.2"


def test_the_page_shows_its_first_block_and_names_the_others() -> None:
    paragraphs = [
        StoredParagraph(i, Paragraph("text", "Ja."), (stored(Segment(f"{i}.1", "Ja.", "", "Yes.", state)),))
        for i in range(3 * BLOCK)
        for state in ("reviewed" if i % 2 else "translated",)
    ]
    read = Read(PAGES.article_page(view(paragraphs)))
    blocks = read.all(class_="block")
    assert [(block["data-start"], block["data-stop"]) for block in blocks] == [("0", "40"), ("40", "80"), ("80", "120")]
    assert ["data-empty" in block for block in blocks] == [False, True, True]
    assert len(read.all(class_="row")) == BLOCK
    assert (blocks[1]["data-ids"] or "").split()[:2] == ["40.1", "41.1"]
    assert (blocks[1]["data-open"] or "").split()[:2] == ["40.1", "42.1"], "those that nobody has reviewed"


@settings(max_examples=60, deadline=None)
@given(st.lists(st.integers(0, 60), max_size=12), st.data())
def test_blocks_hold_every_segment_once_and_in_order(counts: list[int], data: st.DataObject) -> None:
    outline = [Segment(f"{i}.{k}", "abc") for i, count in enumerate(counts) for k in range(count)]
    only = data.draw(st.none() | st.sets(st.sampled_from([s.id for s in outline])) if outline else st.none())
    blocks = cut_blocks([(count, 3 * count) for count in counts], outline, only)
    wanted = [segment.id for segment in outline if only is None or segment.id in only]
    assert [name for block in blocks for name in block.ids] == wanted
    for block in blocks:
        assert all(block.start <= int(name.split(".")[0]) < block.stop for name in block.ids)
        assert block.characters == 3 * len(block.ids)
        assert block.ids and block.open == block.ids
    assert all(one.stop <= other.start for one, other in pairwise(blocks))


def test_a_filter_shows_only_what_matches_and_its_chips_switch() -> None:
    held = [StoredParagraph(0, Paragraph("text", "Ja."), tuple(stored(Segment(f"0.{k}", "Ja.")) for k in range(3)))]
    assert [found["id"] for found in Read(PAGES.rows(held, {"0.1"}, {})).all(class_="row")] == ["s-0.1"]
    asked = Filter(warnings=True, text="a&b", regex=True, side="nl")
    assert filter_query(asked) == "warnings=1&q=a%26b&regex=1&side=nl"
    read = Read(PAGES.article_page(view(held, asked, filtered=True)))
    (pressed,) = read.all(aria_current="true")
    assert pressed["href"] == "/articles/7?q=a%26b&regex=1&side=nl", "pressed again it is off"
    assert read.all(href="/articles/7?unreviewed=1&warnings=1&q=a%26b&regex=1&side=nl")
    assert "3 sentences shown" in read.text


def test_the_list_has_the_newest_first_and_keeps_what_was_typed() -> None:
    older = replace(SUMMARY, id=1, title="Ouder")
    read = Read(PAGES.list_page([older, SUMMARY], message="not Dutch", title="Kop", text="\nTekst"))
    assert read.text.index("Titel") < read.text.index("Ouder")
    assert read.texts["text"] == "\n\nTekst", "the first line break is the template's, which a browser drops"
    assert read.all(name="title", value="Kop")
    assert "2 of 5" in read.text and "not Dutch" in read.text


def test_the_list_offers_every_kind_of_file_that_is_read() -> None:
    read = Read(PAGES.list_page([]))
    (field,) = read.all(type="file")
    accepted = (field["accept"] or "").split(",")
    assert sorted(accepted) == sorted(suffix for reader in readers() for suffix in reader.suffixes)
    assert {".docx", ".odt", ".html", ".epub", ".pdf", ".srt", ".vtt", ".md", ".txt"} <= set(accepted)
    assert not read.all(name="referrer"), "the header says it"


@pytest.mark.parametrize("undoable", [True, False])
def test_progress_goes_in_its_place_with_undo_and_redo(undoable: bool) -> None:
    step = Step(4, ("1.1",), "2026-03-02T10:00:00+00:00") if undoable else None
    read = Read(PAGES.progress(SUMMARY, (step, None)))
    assert read.all(id="progress", hx_swap_oob="true") and "2 of 5 reviewed" in read.text
    assert ("aria-disabled" in read.all(id="undo")[0]) != undoable
    assert read.all(id="redo")[0]["aria-disabled"] == "true"


def test_a_conflict_shows_both_texts_and_the_revision_to_answer_with() -> None:
    read = Read(PAGES.conflict(stored(Segment("1.1", "Ja.", "", "Theirs.")), "Mine."))
    assert "Theirs." in read.text and "Mine" in read.text
    assert read.all(class_="conflict", role="alert", data_revision="12")
    assert read.all(data_do="take-mine") and read.all(data_do="take-theirs")


def test_alternatives_are_numbered_as_the_keys_are() -> None:
    found = [Alternative("memory", f"Text {i}.", 101, compare_wordings("Text.", f"Text {i}.")) for i in range(11)]
    read = Read(PAGES.alternatives(stored(Segment("1.1", "Ja.")), found))
    assert [button["data-text"] for button in read.all(data_do="take")] == [f"Text {i}." for i in range(11)]
    assert "Alt+9" in read.text and "Alt+10" not in read.text
    assert "101 %" in read.text
    assert "None of the model" not in read.text
    read = Read(PAGES.alternatives(stored(Segment("1.1", "Ja.")), [], "no model <x>; pull it"))
    assert "None of the model’s other wordings: no model <x>; pull it" in read.text and "No other" not in read.text


def test_history_is_newest_first_and_marks_what_was_taken_back() -> None:
    first = Change(1, "Ja.", "Yes.", "Yeah.", "translated", "human", "2026-03-01T10:00:00+00:00")
    second = replace(first, revision=2, new_target="Yep.", at="2026-03-02T10:00:00+00:00", undone=True)
    read = Read(PAGES.history(stored(Segment("1.1", "Ja.")), [first, second]))
    assert [button["data-text"] for button in read.all(data_do="take")] == ["Yep.", "Yeah."]
    assert len(read.all(class_="undone")) == 1 and "taken back" in read.text


def test_a_replacement_is_chosen_segment_by_segment() -> None:
    asked = {"find": "a", "put": "b", "regex": "", "words": "1", "case": ""}
    read = Read(PAGES.replace_preview(7, asked, [Replacement("1.1", "a", "b", 5, False)]))
    assert read.all(name="chosen", value="1.1:5") and read.all(name="words", value="1")
    assert "nowhere" in Read(PAGES.replace_preview(7, asked, [])).text


def test_the_form_of_a_term_begins_with_the_entry_there_is() -> None:
    new = term_fields(TermDraft("drone", "drone"))
    assert new == {"sources": "drone", "target": "drone"}
    entry = Entry(("PAX", "Pax"), "PAX", case="exact", kind="organisation", forbidden=("Peace", "Pax Christi"))
    fields = term_fields(TermDraft("PAX", "PAX", entry))
    read = Read(PAGES.term_form(7, fields, entry.id))
    assert read.all(name="existing", value="PAX")
    assert fields["case"] == "", "names are exact as it is"
    assert "PAX\nPax" in read.text and "Peace\nPax Christi" in read.text


def test_an_error_is_one_alert() -> None:
    assert [attributes.get("role") for _, attributes in Read(PAGES.message("no", "error")).elements] == ["alert"]
    assert Read(PAGES.message("done")).all(hx_swap_oob="innerHTML:#messages")
