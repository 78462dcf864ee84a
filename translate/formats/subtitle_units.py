"""What of subtitles is translated together: sentences, however many cues they run over.

A cue is cut where another speaker begins. What is left open at its end is joined with the beginning of the next cue, if
that comes soon and goes on.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import unescape
from itertools import pairwise

from translate.document import Article, InlineKind, Paragraph
from translate.formats.marks import Laid, Mark, has_text, lay_out
from translate.formats.subtitles import Cue, Script, open_subtitles

SOON = 3_000  # milliseconds: after a longer pause another sentence begins
MOST = 8  # cues of one sentence: where nothing has a full stop, it would never end

TAG = re.compile(r"<(?P<close>/?)(?P<name>[a-z]*)(?P<rest>[^<>\n]*)>", re.I)
SRT_TAG = re.compile(r"<(?P<close>/?)(?P<name>b|i|u|s|font)(?P<rest>(?:\s[^<>\n]*)?)>", re.I)
OVERRIDE = re.compile(r"\{\\[^{}\n]*\}")
KINDS: dict[str, InlineKind] = {"b": "bold", "i": "italic", "u": "underline", "s": "strike"}
SPEAKER = re.compile(r"(?:\{\\[^{}\n]*\})*\s*(?:<[biu]>)*\s*[-–—‐]\s*(?=[^\s-])|<v[ .\t]", re.I)
# What stands in front of a text and behind it and stays as it is.
BEFORE = re.compile(
    r"(?:\s|\{\\[^{}\n]*\}|<v[ .\t][^<>\n]*>|(?:<[biu]>\s*)*[-–—‐](?!-)\s*(?=\S)|(?:<[biu]>\s*)*[♪♫#]+\s+|>>+\s*)*",
    re.I,
)
BEHIND = re.compile(r"(?:\s|</v>|(?<=\s)[♪♫#]+|[♪♫]+|(?:</[biu]>)+(?=\s*$)(?<=[♪♫]</[biu]>))*\Z", re.I)
CLOSED = re.compile(r"[.!?…:;)\]♪♫][\"'”’»)\]]*\s*\Z|\A\s*\Z")
DOTS = re.compile(r"\s*(?:\.{2,}|…)\s*\Z")
DOTS_AHEAD = re.compile(r"\s*(?:\.{2,}|…)\s*")


@dataclass(slots=True, eq=False)
class Part:
    """What one speaker says in a cue, between what stays in front of it and behind it.

    ``index`` counts the parts of the cue. ``source`` is the whole as the file has it, ``plain`` the words without tags.
    """

    cue: Cue
    index: int
    source: str
    before: str
    children: list[Mark | str]
    behind: str
    plain: str


@dataclass(frozen=True, slots=True, eq=False)
class Unit:
    """The parts of one paragraph, its text, and its mark-up. A ``break`` stands between two parts."""

    parts: tuple[Part, ...]
    laid: Laid


def parts_of(script: Script, *, vtt: bool) -> Iterator[list[Part]]:
    """Yield the parts of each cue, in order."""
    for cue in script.cues:
        text = script.text[cue.text_start : cue.text_end].replace("\r\n", "\n").replace("\r", "\n")
        pieces: list[str] = []
        for line in text.split("\n"):
            if not pieces or SPEAKER.match(line):
                pieces.append(line)
            else:
                pieces[-1] += "\n" + line
        yield [_part(cue, index, piece, vtt=vtt) for index, piece in enumerate(pieces)]


def units_of(script: Script, *, vtt: bool) -> Iterator[Unit]:
    """Yield what is translated together, in order; cues without words are in none."""
    held: list[Part] = []
    for parts in parts_of(script, vtt=vtt):
        for part in parts:
            if not has_text(part.children):
                continue
            if held and not _goes_on(held, part):
                yield _unit(held)
                held = []
            held.append(part)
    if held:
        yield _unit(held)


def _part(cue: Cue, index: int, text: str, *, vtt: bool) -> Part:
    lead = BEFORE.match(text)
    before = lead[0] if lead else ""
    rest = text[len(before) :]
    tail = BEHIND.search(rest)
    behind = tail[0] if tail else ""
    inner = rest[: len(rest) - len(behind)]
    plain = OVERRIDE.sub("", TAG.sub("", inner))
    return Part(cue, index, text, before, _children(inner, vtt=vtt), behind, plain)


def _children(text: str, *, vtt: bool) -> list[Mark | str]:
    """Return the text with its tags as mark-up; what is not closed, or was never opened, stays where it is."""
    top: list[Mark | str] = []
    inside: list[tuple[str, Mark]] = []
    at = 0
    pattern = re.compile(f"{OVERRIDE.pattern}|{(TAG if vtt else SRT_TAG).pattern}", re.I)

    def add(child: Mark | str) -> None:
        (inside[-1][1].children if inside else top).append(child)

    for match in pattern.finditer(text):
        if match.start() > at:
            add(_plain(text[at : match.start()], vtt=vtt))
        at = match.end()
        name = (match["name"] or "").lower()
        if not name:
            add(Mark("object", match[0]))
        elif not match["close"]:
            mark = Mark(KINDS.get(name, "style"), match[0], f"</{name}>", value=match["rest"].strip())
            add(mark)
            inside.append((name, mark))
        elif any(name == opened for opened, _ in inside):
            while inside[-1][0] != name:
                inside.pop()[1].after = ""
            inside.pop()[1].after = match[0]
        else:
            add(Mark("object", match[0]))
    if at < len(text):
        add(_plain(text[at:], vtt=vtt))
    for _, mark in inside:
        mark.after = ""
    return top


def _plain(text: str, *, vtt: bool) -> str:
    return unescape(text) if vtt else text


def _goes_on(held: Sequence[Part], part: Part) -> bool:
    """Say whether a part belongs to the sentence of those before it."""
    last = held[-1]
    soon = 0 <= part.cue.start - last.cue.end <= SOON
    # Times that overlap by a little are a slip; those out of order are no sequence.
    soon = soon or last.cue.start < part.cue.start <= last.cue.end
    if last.cue is part.cue or not soon or len(held) >= MOST or last.behind.strip() or _marked(part):
        return False
    if DOTS.search(last.plain):
        return part.plain[:1].islower() or bool(DOTS_AHEAD.match(part.plain))
    return not CLOSED.search(last.plain) and part.plain[:1] not in "([♪♫"


def _marked(part: Part) -> bool:
    """Say whether something in front of the text begins another speaker's words, or a song."""
    return bool(OVERRIDE.sub("", part.before).strip())


def _unit(parts: Sequence[Part]) -> Unit:
    for last, part in pairwise(parts):
        _settle_dots(last, part)
    children: list[Mark | str] = []
    for index, part in enumerate(parts):
        if index:
            children.append(Mark("break", "", value=str(part.cue.number)))
        children += part.children
    return Unit(tuple(parts), lay_out(children))


def _settle_dots(last: Part, part: Part) -> None:
    """Take the dots that say that a sentence goes on in the next cue out of it; they stay in the cues."""
    if not (
        last.children and part.children and isinstance(last.children[-1], str) and isinstance(part.children[0], str)
    ):
        return
    dots, ahead = DOTS.search(last.children[-1]), DOTS_AHEAD.match(part.children[0])
    if dots and ahead:
        last.behind = dots[0].rstrip() + last.behind
        last.children[-1] = last.children[-1][: dots.start()]
        part.before += ahead[0]
        part.children[0] = part.children[0][ahead.end() :]


def read_subtitles(data: bytes, name: str, *, vtt: bool) -> Article:
    """Return the sentences of a file of subtitles as the paragraphs of an Article.

    Raises:
        ReadingError: the bytes are no text, or a subtitle has no times that can be read.
    """
    script = open_subtitles(data, name, vtt=vtt)
    paragraphs = [
        Paragraph("text", unit.laid.text, line=unit.parts[0].cue.line, inlines=unit.laid.inlines)
        for unit in units_of(script, vtt=vtt)
    ]
    return Article(tuple(paragraphs), metadata=tuple(("left out", what) for what in script.left_out))
