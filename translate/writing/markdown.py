"""The English as Markdown (CommonMark), every character of the text literal."""

from __future__ import annotations

import json
import re

from translate.document import Article, Paragraph
from translate.footnotes import Footnotes, Note, footnotes
from translate.writing.english import english_line, english_pieces, english_title
from translate.writing.registry import writer

# Beyond CommonMark's own: ~ (GitHub strikes out), | (tables) and $ (GitHub's and Pandoc's mathematics).
INLINE = re.compile(r"[\\`*_\[\]<>&~|$]")
ORDERED = re.compile(r"\d{1,9}(?=[.)])")
LIST_MARKER = re.compile(r"(\d{1,9}[.)]|-)( \[[ xX]\])?")  # with a box, where it is a task
# What YAML does not allow raw in a quoted scalar and JSON leaves raw.
NOT_IN_YAML = re.compile(r"[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")
NOTE_NAME = re.compile(r"[\w.-]+")  # what is a name in [^name] for all that know footnotes
SURROGATE = re.compile(r"[\ud800-\udfff]")


@writer("md", suffix=".md", about="The English alone, as Markdown, with what made it in the front matter.")
def render_markdown(article: Article) -> str:
    """Return front matter (title, date, model, glossary; those known) and the English.

    Notes are footnotes as GitHub and Pandoc write them, where both the mark and the note are known.
    """
    text = _front_matter(article)
    columns: list[int] = []
    for paragraph, notes in zip(article.paragraphs, footnotes(article.paragraphs), strict=True):
        if not english_line(paragraph):
            continue
        line = _literal_with_marks(paragraph, notes)
        if notes.own and _is_known(notes.own):
            block, tight = f"[^{notes.own.name}]: {line}", False
            columns.clear()
        elif paragraph.kind == "list item":
            block, tight = _item(paragraph, line, columns)
        else:
            block, tight = _block(paragraph, line), False
            columns.clear()
        if text:
            text += "\n" if tight else "\n\n"
        text += block
    return text + "\n" if text else ""


def literal(text: str) -> str:
    """Return one line of text, escaped so that Markdown shows it as it is wherever a block may begin."""
    escaped = INLINE.sub(r"\\\g<0>", text)
    if number := ORDERED.match(escaped):
        return f"{number[0]}\\{escaped[number.end() :]}"
    return f"\\{escaped}" if escaped[:1] in tuple("#+-") else escaped


def _literal_with_marks(paragraph: Paragraph, notes: Footnotes) -> str:
    line = ""
    for piece in english_pieces(paragraph, notes):
        if isinstance(piece, str):
            # Behind a mark these would make a link or the footnote itself of it.
            line += "\\" + literal(piece) if line.endswith("]") and piece[:1] in tuple("(:") else literal(piece)
        elif _is_known(piece):
            line += f"[^{piece.name}]"
    return line


def _is_known(note: Note) -> bool:
    return NOTE_NAME.fullmatch(note.name) is not None


def _block(paragraph: Paragraph, text: str) -> str:
    match paragraph.kind:
        case "title":
            return f"# {_heading(text)}"
        case "heading":
            return f"{'#' * max(2, min(paragraph.level, 6))} {_heading(text)}"
        case "quote":
            return f"> {text}"
        case "caption":
            return f"*{text}*"
        case _:
            return text


def _heading(text: str) -> str:
    """Keep a closing # of the text from being read as the heading's own end."""
    return f"{text[:-1]}\\#" if text.endswith("#") and not text.endswith("\\#") else text


def _item(paragraph: Paragraph, text: str, columns: list[int]) -> tuple[str, bool]:
    """Write a list item, and say whether it may follow the line before without a blank one.

    ``columns`` holds where the text of the open items begins, outermost first; it is brought up to date.
    """
    marker = paragraph.marker.strip()
    marker, bullet = (marker, marker.split()[0]) if LIST_MARKER.fullmatch(marker) else ("-", "-")
    depth = max(0, min(paragraph.level - 1, len(columns)))
    # A deeper list that does not begin with 1 cannot interrupt the text of the item it stands in.
    tight = bool(columns) and (depth < len(columns) or bullet in ("-", "1.", "1)"))
    del columns[depth:]
    indent = columns[-1] if columns else 0
    columns.append(indent + len(bullet) + 1)
    return f"{' ' * indent}{marker} {text}", tight


def _front_matter(article: Article) -> str:
    known = {
        "title": english_title(article),
        "date": article.date,
        "model": article.model,
        "glossary": article.glossary,
    }
    lines = [f"{key}: {_yaml(value)}" for key, value in known.items() if value]
    return "\n".join(["---", *lines, "---"]) if lines else ""


def _yaml(value: str) -> str:
    """Quote a value so that YAML reads back the same string: a JSON string is one of YAML's."""
    quoted = json.dumps(SURROGATE.sub("\ufffd", value), ensure_ascii=False)
    return NOT_IN_YAML.sub(lambda match: f"\\u{ord(match[0]):04x}", quoted)
