"""One row of the side-by-side page: a paragraph in Dutch, in English, and the notes that belong to it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import accumulate
from urllib.parse import quote

from translate.document import Inline, Paragraph, Segment, Span, TermMatch
from translate.footnotes import Footnotes
from translate.footnotes import Note as Footnote
from translate.inlines import source_inlines, target_inlines
from translate.writing.english import english, is_untranslated
from translate.writing.marking import Mark, escape, mark_up, shown
from translate.writing.notes import Note, Sentence

UNTRANSLATED_PREFIX = len("[untranslated: ")
DEEPEST_LIST = 4
BULLETS = frozenset("-*+")
OUTCOMES = {"applied": "As the glossary has it", "repaired": "Repaired", "missed": "Missed", "forbidden": "Forbidden"}


def row_of(paragraph: Paragraph, sentences: Sequence[Sentence], footnotes: Footnotes) -> str:
    """Return the row as one HTML element; its notes follow the two texts.

    Args:
        paragraph: of the article.
        sentences: those of the paragraph.
        footnotes: what it has of the article's own notes, whose marks are shown in brackets.
    """
    dutch = english = ""
    by_sentence = source_inlines(paragraph) if footnotes.marks else [()] * len(sentences)
    for sentence, inlines in zip(sentences, by_sentence, strict=True):
        segment = sentence.segment
        standing = [inline for inline in inlines if inline.id in footnotes.marks]
        dutch += _dutch(sentence, _points(standing, footnotes)) + escape(segment.gap)
        placed = target_inlines(segment, inlines) if standing else ()
        english += _english(sentence, _points(placed, footnotes)) + escape(segment.gap)
    notes = "".join(note_item(note) for sentence in sentences for note in sentence.notes)
    aside = f'<ul class="notes" lang="en">{notes}</ul>' if notes else ""
    kind = "list-item note" if footnotes.own else paragraph.kind.replace(" ", "-")
    anchor = f' id="note-{escape(footnotes.own.name)}"' if footnotes.own and footnotes.own.name else ""
    dutch, english = (
        _block(paragraph, language, side, footnotes.own) for language, side in (("nl", dutch), ("en", english))
    )
    return f'<div class="row {kind}"{anchor}>\n{dutch}\n{english}\n{aside}</div>'


def note_item(note: Note, link: str = "") -> str:
    """Return the note as a list item; ``link`` is the address in the page of the sentence it is about."""
    term = f' <i lang="nl">{escape(note.dutch)}</i> → <i>{escape(note.english)}</i>' if note.dutch else ""
    head = f"<strong>{escape(note.label)}</strong>{term}"
    if link:
        head = f'<a href="{link}">{head}</a>'
    look = "quiet" if note.quiet else "loud"
    return f'<li><b class="{look}">{note.number}</b><p>{head} {escape(note.text)}</p></li>'


def _points(inlines: Iterable[Inline], footnotes: Footnotes) -> list[tuple[int, str]]:
    """Return the marks of the article's own notes and where they stand; like the numbers, they are no text."""
    points = []
    for inline in inlines:
        note = footnotes.marks.get(inline.id)
        if note is not None:
            shown = f'class="ref" data-n="{escape(note.shown)}" aria-label="Footnote {escape(note.shown)}"'
            link = f'<a {shown} href="#note-{quote(note.name)}"></a>'
            points.append((inline.span.start, link if note.name else f'<b {shown} role="img"></b>'))
    return points


def _block(paragraph: Paragraph, language: str, inner: str, own: Footnote | None) -> str:
    """Wrap a side's sentences in the element the paragraph's kind asks for."""
    attributes = f'class="{language}" lang="{language}"'
    if own is not None:
        return f'<ul {attributes}><li class="noted" data-marker="[{escape(own.shown)}]">{inner}</li></ul>'
    match paragraph.kind:
        case "title":
            return f"<h1 {attributes}>{inner}</h1>"
        case "heading":
            level = max(2, min(paragraph.level, 6))
            return f"<h{level} {attributes}>{inner}</h{level}>"
        case "list item":
            marker = paragraph.marker.strip()
            depth = max(1, min(paragraph.level, DEEPEST_LIST))
            bullet = escape("•" if not marker or marker in BULLETS else marker)
            return f'<ul {attributes}><li class="depth{depth}" data-marker="{bullet}">{inner}</li></ul>'
        case "quote":
            return f"<blockquote {attributes}><p>{inner}</p></blockquote>"
        case _:
            return f"<p {attributes}>{inner}</p>"


def _dutch(sentence: Sentence, points: Iterable[tuple[int, str]]) -> str:
    """Return the Dutch sentence, with its terms and notes, and with the alignment for the page's script."""
    segment, number = sentence.segment, sentence.number
    marks = [_term(segment, match, match.source, sentence.notes) for match in segment.terms]
    marks += [_issue(note, note.source) for note in sentence.notes if note.kind == "issue" and note.source]
    pairs = aligned_offsets(segment)
    aligned = f' data-a="{pairs}"' if pairs else ""
    only_dutch = [note for note in sentence.notes if note.kind == "untranslated"]
    inner = mark_up(segment.source, marks, points) + "".join(map(_number, only_dutch))
    return f'<span class="s" id="s{number}" data-s="{number}" tabindex="0"{aligned}>{inner}</span>'


def _english(sentence: Sentence, points: Iterable[tuple[int, str]]) -> str:
    """Return the English sentence, with its terms and notes."""
    segment = sentence.segment
    text = english(segment)
    if is_untranslated(segment):
        marks = [
            Mark(Span(0, len(text)), ' class="untranslated"'),
            Mark(Span(UNTRANSLATED_PREFIX, len(text) - 1), ' lang="nl"'),
        ]
    else:
        terms = [(match, match.target) for match in segment.terms if match.target]
        marks = [_term(segment, match, target, sentence.notes) for match, target in terms]
        marks += [_issue(note, note.target) for note in sentence.notes if note.kind == "issue" and note.target]
    whole = [note for note in sentence.notes if not note.source and not note.target]
    inner = mark_up(text, marks, points) + "".join(map(_number, whole))
    return f'<span class="s" data-s="{sentence.number}">{inner}</span>'


def _term(segment: Segment, match: TermMatch, span: Span, notes: Iterable[Note]) -> Mark:
    """Mark a term on one side; the description is both the tooltip and what a screen reader says."""
    description = describe_term(segment, match)
    number = "".join(_number(note) for note in notes if note.kind == "term" and note.source == match.source)
    attributes = f' class="term {match.outcome}" role="term" tabindex="0" aria-description="{escape(description)}"'
    return Mark(span, attributes, number)


def _issue(note: Note, span: Span) -> Mark:
    look = "issue quiet" if note.quiet else "issue"
    description = escape(f"{note.label}: {note.text}")
    return Mark(span, f' class="{look}" role="mark" tabindex="0" aria-description="{description}"', _number(note))


def _number(note: Note) -> str:
    """Return the note's number as the style sheet shows it: not part of the text, so not copied with it."""
    return f'<sup class="{"quiet" if note.quiet else "loud"}" data-n="{note.number}" aria-hidden="true"></sup>'


def describe_term(segment: Segment, match: TermMatch) -> str:
    """Return what a reader may want to know of a term: what is asked, what became of it and why, and its note."""
    outcome = OUTCOMES[match.outcome] + (f" ({match.rung})" if match.outcome == "repaired" else "")
    lines = [f"{match.source.of(segment.source)} → {match.term}", ": ".join(filter(None, (outcome, match.why)))]
    return "\n".join(line for line in (*lines, match.note) if line)


def aligned_offsets(segment: Segment) -> str:
    """Return what belongs together as numbers, four a pair: Dutch start and end, English start and end.

    They count UTF-16 units, as the page's script does. Terms come with the words.
    """
    terms = [(match.source, match.target) for match in segment.terms if match.target]
    dutch, english = utf16_offsets(segment.source), utf16_offsets(segment.target)
    pairs: dict[str, None] = {}
    for source, target in (*segment.alignment, *terms):
        start, end, to_start, to_end = source.start, source.end, target.start, target.end
        if start < end < len(dutch) and to_start < to_end < len(english):
            pairs[f"{dutch[start]} {dutch[end]} {english[to_start]} {english[to_end]}"] = None
    return " ".join(pairs)


def utf16_offsets(text: str) -> Sequence[int]:
    """Return the UTF-16 offset of each code point offset of the text, its end included."""
    text = shown(text)
    if not text or max(text) <= "\uffff":
        return range(len(text) + 1)
    return list(accumulate((1 + (character > "\uffff") for character in text), initial=0))
