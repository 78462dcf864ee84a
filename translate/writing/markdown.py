"""The English as Markdown (CommonMark), every character of the text literal."""

from __future__ import annotations

import json
import re

from translate.document import Article, Paragraph
from translate.writing.english import english_line, english_title
from translate.writing.registry import writer

# Beyond CommonMark's own: ~ (GitHub strikes out), | (tables) and $ (GitHub's and Pandoc's mathematics).
INLINE = re.compile(r"[\\`*_\[\]<>&~|$]")
ORDERED = re.compile(r"\d{1,9}(?=[.)])")
ORDERED_MARKER = re.compile(r"\d{1,9}[.)]")
# What YAML does not allow raw in a quoted scalar and JSON leaves raw.
NOT_IN_YAML = re.compile(r"[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")
SURROGATE = re.compile(r"[\ud800-\udfff]")


@writer("md", suffix=".md", about="The English alone, as Markdown, with what made it in the front matter.")
def render_markdown(article: Article) -> str:
    """Return front matter (title, date, model, glossary; those known) and the English."""
    text = _front_matter(article)
    columns: list[int] = []
    for paragraph in article.paragraphs:
        if not (line := english_line(paragraph)):
            continue
        if paragraph.kind == "list item":
            block, tight = _item(paragraph, literal(line), columns)
        else:
            block, tight = _block(paragraph, literal(line)), False
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
    marker = marker if ORDERED_MARKER.fullmatch(marker) else "-"
    depth = max(0, min(paragraph.level - 1, len(columns)))
    # A deeper list that does not begin with 1 cannot interrupt the text of the item it stands in.
    tight = bool(columns) and (depth < len(columns) or marker in ("-", "1.", "1)"))
    del columns[depth:]
    indent = columns[-1] if columns else 0
    columns.append(indent + len(marker) + 1)
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
