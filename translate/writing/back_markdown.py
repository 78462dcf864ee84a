"""A translated Markdown file: its source as it was, with the English in the place of the Dutch."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence

from translate.document import Article, Paragraph
from translate.errors import WritingError
from translate.writing.back import rewriter
from translate.writing.english import english_line
from translate.writing.markdown import NOT_IN_YAML

BOM = b"\xef\xbb\xbf"
LANGUAGE_KEYS = ("lang", "language", "taal")
TITLE_KEYS = ("title", "titel")


@rewriter("Markdown", suffix=".md")
def rewrite_markdown(original: bytes, article: Article, translated: Iterable[Paragraph]) -> bytes:
    """Return the Markdown in English, in UTF-8 with the line ends it had.

    Raises:
        WritingError: its paragraphs are not those of the article.
    """
    from translate.formats.markdown import cut_markdown
    from translate.formats.markdown_english import english_edits
    from translate.reading.decoding import decode
    from translate.reading.front_matter import read_front_matter

    text = decode(original, article.path).text
    front = read_front_matter(text, article.path)
    lines = text.split("\n", front.lines)
    # The same lines as the reader sees: those of the front matter are empty.
    body = "\n" * front.lines + lines[-1]
    page = cut_markdown(body, article.path)
    paragraphs = list(translated)
    title = ""
    if front.title and paragraphs and paragraphs[0].line == front.title_line and paragraphs[0].kind == "title":
        title = english_line(paragraphs.pop(0))
    edits = english_edits(body, page, paragraphs)
    title = title or next((english_line(each) for each in paragraphs if each.text == front.title), "")
    head = _front_matter(lines[: front.lines], title) if front.lines else ""
    written = head + _spliced(body, edits)[front.lines :]
    if b"\r\n" in original:
        written = written.replace("\n", "\r\n")
    return (BOM if original.startswith(BOM) else b"") + written.encode("utf-8", "replace")


def _spliced(text: str, edits: Sequence[tuple[int, int, str]]) -> str:
    parts, at = [], 0
    for start, end, new in sorted(edits):
        if start < at:
            raise WritingError("the document's paragraphs overlap", mend="write it in another format")
        parts += [text[at:start], new]
        at = end
    return "".join([*parts, text[at:]])


def _front_matter(lines: Sequence[str], title: str) -> str:
    """Return the front matter with the language English and, where it is known, the English title."""
    from ruamel.yaml import YAML

    source = "\n" + "\n".join(lines[1:-1]) + "\n"
    edits = []
    said = False
    for key, value in YAML(typ="safe", pure=True).compose(source).value:
        name = str(key.value).lower()
        new = "en" if name in LANGUAGE_KEYS else _quoted(title) if name in TITLE_KEYS and title else ""
        said = said or name in LANGUAGE_KEYS
        if new:
            start, end = value.start_mark.index, value.end_mark.index
            line_end = "\n" if source[start:end].endswith("\n") else ""
            space = " " if source[start - 1 : start] == ":" else ""
            edits.append((start, end, f"{space}{new}{line_end}"))
    inside = _spliced(source, edits)[1:]
    return f"{lines[0]}\n{inside}{'' if said else 'lang: en' + chr(10)}{lines[-1]}\n"


def _quoted(value: str) -> str:
    """Return a value that YAML reads back as it is: a JSON string is one of YAML's."""
    quoted = json.dumps(value, ensure_ascii=False)
    return NOT_IN_YAML.sub(lambda match: f"\\u{ord(match[0]):04x}", quoted)
