"""Stand-off annotation for brat: a text and its annotations, of the Dutch, of the English, and of both together.

The format is brat's (https://brat.nlplab.org/standoff.html). Offsets count code points of the ``.txt``; a stretch must
not hold a line's end, and each sentence stands on a line of its own or shares one with its paragraph. A relation cannot
lead to another document, so that translation and alignment are in the third, which has each Dutch sentence and, on the
line below, its English.
"""

from __future__ import annotations

from translate.document import Article
from translate.writing.registry import writer
from translate.writing.standoff import Annotated, Entity, Side, annotated, one_line

_ATTRIBUTES = {"Term": "Outcome", "Keep": "Outcome", "Warning": "Severity"}


@writer(
    "brat",
    suffix=(".nl.txt", ".nl.ann", ".en.txt", ".en.ann", ".nl-en.txt", ".nl-en.ann"),
    infix=".brat",
    about="Stand-off annotation for brat: terms, names, warnings, and word alignment as relations.",
)
def render_brat(article: Article) -> dict[str, str]:
    """Return three documents with their annotations: Dutch, English, and both a sentence at a time."""
    sentences = list(annotated(article))
    dutch, english, both = _one_side(sentences, "source"), _one_side(sentences, "target"), _both_sides(sentences)
    return {f".{name}{end}": text for name, document in zip(("nl", "en", "nl-en"), (dutch, english, both), strict=True)
            for end, text in ((".txt", document.text), (".ann", document.annotations()))}  # fmt: skip


class _Document:
    """A text that grows, and the lines of its annotations."""

    def __init__(self) -> None:
        self.text = ""
        self._lines: list[str] = []
        self._counts = dict.fromkeys("TAR#", 0)

    def annotations(self) -> str:
        return "".join(f"{line}\n" for line in self._lines)

    def add(self, entity: Entity, at: int) -> str:
        """Add an entity of a text that stands at an offset, with its attribute and note, and return its id."""
        start, end = at + entity.span.start, at + entity.span.end
        id = self._line("T", f"{entity.label} {start} {end}\t{self.text[start:end]}")
        if entity.about:
            self._line("A", f"{_ATTRIBUTES[entity.label]} {id} {entity.about}")
        if note := one_line(entity.note).strip():
            self._line("#", f"AnnotatorNotes {id}\t{note}")
        return id

    def relate(self, kind: str, one: str, other: str) -> None:
        self._line("R", f"{kind} Arg1:{one} Arg2:{other}")

    def _line(self, prefix: str, rest: str) -> str:
        self._counts[prefix] += 1
        id = f"{prefix}{self._counts[prefix]}"
        self._lines.append(f"{id}\t{rest}")
        return id


def _one_side(sentences: list[Annotated], side: Side) -> _Document:
    """Return the text of one language, a paragraph a line, without its words, which say nothing alone."""
    document = _Document()
    paragraph = 0
    gap = ""
    for sentence in sentences:
        if document.text:
            document.text += gap if sentence.paragraph == paragraph else "\n"
        paragraph, gap = sentence.paragraph, one_line(sentence.segment.gap)
        at = len(document.text)
        document.text += sentence.text(side)
        for entity in sentence.entities:
            if entity.side == side and entity.label != "Word":
                document.add(entity, at)
    document.text += "\n"
    return document


def _both_sides(sentences: list[Annotated]) -> _Document:
    document = _Document()
    for sentence in sentences:
        at = {"source": len(document.text), "target": len(document.text) + len(sentence.source) + 1}
        document.text += f"{sentence.source}\n{sentence.target}\n"
        ids = [document.add(entity, at[entity.side]) for entity in sentence.entities]
        for one, other, kind in sentence.relations:
            document.relate(kind, ids[one], ids[other])
    return document
