"""The side-by-side page: Dutch left, English right, in one HTML file that needs nothing else."""

from __future__ import annotations

import base64
import hashlib
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from importlib.resources import files
from pathlib import PurePath

from translate.document import Article, TermMatch
from translate.footnotes import footnotes
from translate.writing.english import english_title, is_untranslated
from translate.writing.marking import escape
from translate.writing.notes import NOT_AS_ASKED, Sentence, numbered
from translate.writing.registry import writer
from translate.writing.rows import note_item, row_of

WORD = re.compile(r"\w+(?:[-'’.]\w+)*")
NOTHING_ELSE = "base-uri 'none'; form-action 'none'"  # what default-src does not cover
LONG = 300  # paragraphs from which the browser is asked to lay out only what is in view


@writer("html", suffix=".html", about="Dutch and English side by side, terms marked, for the browser and for print.")
def render_html(article: Article) -> str:
    """Return the page: style and script inside it, and a policy that lets nothing else load or run."""
    numbered_rows = numbered(article)
    notes = footnotes(paragraph for paragraph, _ in numbered_rows)
    rows = [(*row, of_row) for row, of_row in zip(numbered_rows, notes, strict=True)]
    sentences = [sentence for _, row in numbered_rows for sentence in row]
    style, script = _static("page.css"), _static("page.js")
    policy = f"default-src 'none'; style-src '{_hash(style)}'; script-src '{_hash(script)}'; {NOTHING_ELSE}"
    headline = row_of(*rows.pop(0)) if rows and rows[0][0].kind == "title" else _headline(article)
    body = "\n".join(row_of(*row) for row in rows)
    return f"""<!DOCTYPE html>
<html lang="en" dir="ltr">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>{escape(english_title(article) or _file_name(article) or "Article")}</title>
<style>{style}</style>
</head>
<body>
<a class="skip" href="#end">To the notes and terms</a>
<header>
{headline}
{_dateline(article)}
{_made_by(article, sentences)}
</header>
<main{' class="long"' if len(rows) > LONG else ""}>
<div class="row languages" aria-hidden="true"><p class="nl" lang="nl">Nederlands</p><p class="en">English</p></div>
{body}
</main>
<footer id="end">
{_missed(sentences)}{_other_notes(sentences)}{_terms_used(sentences)}</footer>
<script>{script}</script>
</body>
</html>
"""


def _static(name: str) -> str:
    return files("translate.writing").joinpath("static", name).read_text(encoding="utf-8")


def _hash(content: str) -> str:
    """Return the content's hash as a Content-Security-Policy names it."""
    return "sha256-" + base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()


def _file_name(article: Article) -> str:
    return "" if article.path in ("", "-") else PurePath(article.path).name


def _headline(article: Article) -> str:
    """Return the first heading of a page whose article does not begin with a title of its own."""
    if article.title.strip():
        return f'<h1 lang="nl">{escape(article.title)}</h1>'
    return f"<h1>{escape(_file_name(article) or 'Article')}</h1>"


def _dateline(article: Article) -> str:
    known = [("byline", article.byline), ("date", article.date)]
    parts = [f'<span class="{name}">{escape(value)}</span>' for name, value in known if value.strip()]
    return f'<p class="dateline" lang="nl">{" ".join(parts)}</p>' if parts else ""


def _made_by(article: Article, sentences: Sequence[Sentence]) -> str:
    """Return what the page was made from, with what, and how much of it there is."""
    paragraphs = sum(bool(paragraph.text) for paragraph in article.paragraphs)
    words = sum(len(WORD.findall(sentence.segment.source)) for sentence in sentences)
    size = ", ".join([_count(paragraphs, "paragraph"), _count(len(sentences), "sentence"), _count(words, "Dutch word")])
    if untranslated := sum(is_untranslated(sentence.segment) for sentence in sentences):
        size += f', <a class="loud" href="#check">{untranslated:,} not translated</a>'
    known = {
        "Source": escape(_file_name(article)),
        "Model": escape(article.model),
        "Glossary": escape(article.glossary),
        "Length": size,
        "Terms": _outcomes(sentences),
        "Left out": escape("; ".join(value for name, value in article.metadata if name == "left out")),
    }
    items = "".join(f"<div><dt>{name}</dt><dd>{value}</dd></div>" for name, value in known.items() if value)
    return f'<dl class="made-by">{items}</dl>'


def _outcomes(sentences: Sequence[Sentence]) -> str:
    counts: Counter[str] = Counter(match.outcome for match in _matches(sentences))
    if not counts:
        return "none of the glossary’s"
    text = f"{counts['applied']} applied, {counts['repaired']} repaired, "
    missed = " and ".join(f"{counts[outcome]} {outcome}" for outcome in NOT_AS_ASKED if counts[outcome])
    return text + (f'<a class="loud" href="#missed">{missed}</a>' if missed else "0 missed")


def _count(number: int, thing: str) -> str:
    return f"{number:,} {thing}{'' if number == 1 else 's'}"


def _matches(sentences: Sequence[Sentence]) -> Iterator[TermMatch]:
    return (match for sentence in sentences for match in sentence.segment.terms if match.entry)


def _missed(sentences: Sequence[Sentence]) -> str:
    """Return the terms the English does not have as the glossary asks, each with a link to its sentence."""
    if not any(True for _ in _matches(sentences)):
        return ""
    items = _note_items(sentences, terms=True)
    inner = (
        f'<ul class="notes">{items}</ul>' if items else "<p>None: the English has every term as the glossary asks.</p>"
    )
    return f'<section id="missed">\n<h2>Terms missed</h2>\n{inner}\n</section>\n'


def _other_notes(sentences: Sequence[Sentence]) -> str:
    items = _note_items(sentences, terms=False)
    return f'<section id="check">\n<h2>To check</h2>\n<ul class="notes">{items}</ul>\n</section>\n' if items else ""


def _note_items(sentences: Sequence[Sentence], *, terms: bool) -> str:
    """Return the notes about terms, or the others, as list items that lead to their sentences."""
    return "".join(
        note_item(note, link=f"#s{sentence.number}")
        for sentence in sentences
        for note in sentence.notes
        if (note.kind == "term") is terms
    )


def _terms_used(sentences: Sequence[Sentence]) -> str:
    """Return the glossary entries found, with their English, how often they occur, and their notes."""
    found: dict[str, list[TermMatch]] = {}
    for match in _matches(sentences):
        found.setdefault(match.entry, []).append(match)
    if not found:
        return ""
    rows = "".join(
        f'<tr><th scope="row" lang="nl">{escape(entry)}</th>'
        f"<td>{escape(' / '.join(dict.fromkeys(match.term for match in matches)))}</td>"
        f'<td class="count">{len(matches)}</td>'
        f"<td>{escape(next((match.note for match in matches if match.note), ''))}</td></tr>\n"
        for entry, matches in sorted(found.items(), key=lambda item: item[0].casefold())
    )
    heads = '<th scope="col">Dutch</th><th scope="col">English</th><th scope="col">Times</th><th scope="col">Note</th>'
    return f"""<section id="terms">
<h2>Terms used</h2>
<table><thead><tr>{heads}</tr></thead>
<tbody>
{rows}</tbody></table>
</section>
"""
