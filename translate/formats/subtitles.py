"""SubRip (SRT) and WebVTT files: where their subtitles stand, so that the rest can stay as it is, byte for byte.

WebVTT as the W3C describes it; SRT, which nobody does, as players read it: a cue goes on until the next line of times.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from translate.errors import ReadingError
from translate.reading.decoding import UTF_16_BOMS, decode, peek, place

TIME = r"(?:\d{1,3}:)?\d{1,2}:\d{2}(?:[.,]\d{1,3})?"
TIMES = re.compile(rf"[ \t]*(?P<start>{TIME})[ \t]*-->[ \t]*(?P<end>{TIME})(?P<settings>[ \t].*)?[ \t]*")
TWO_TIMES = re.compile(rf"[ \t]*{TIME}[ \t]*[-=–—>]*[ \t]*{TIME}\b.*")
ONE_TIME = re.compile(rf"[ \t]*{TIME}(?:[ \t]*-->.*)?[ \t]*")
NUMBER = re.compile(r"[ \t]*\d+[ \t]*")
LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)?")
SRT = re.compile(rf"\s*(?:\d+[ \t]*\n)?[ \t]*{TIME}[ \t]*-->")
SRT_BROKEN = re.compile(rf"\s*\d+[ \t]*\n[ \t]*{TIME}")
BLOCKS = ("NOTE", "STYLE", "REGION")
UTF_8_BOM = b"\xef\xbb\xbf"


@dataclass(frozen=True, slots=True)
class Cue:
    """A subtitle: its number in the file from 1, its line, its times in milliseconds, and where its text stands."""

    number: int
    line: int
    start: int
    end: int
    text_start: int
    text_end: int


@dataclass(frozen=True, slots=True)
class Script:
    """A file of subtitles as decoded, its cues in the order of the file, and what in it is no subtitle."""

    text: str
    encoding: str
    bom: bytes
    cues: tuple[Cue, ...]
    left_out: tuple[str, ...] = ()

    def written(self, new: Mapping[int, str]) -> bytes:
        """Return the bytes of the file with other texts for the cues of these numbers."""
        parts, at = [], 0
        for cue in self.cues:
            if cue.number in new:
                parts += [self.text[at : cue.text_start], new[cue.number]]
                at = cue.text_end
        return self.bom + _encoded("".join([*parts, self.text[at:]]), self.encoding)


def is_srt(data: bytes, name: str) -> bool:
    """Say whether the bytes are SubRip subtitles."""
    start = peek(data)
    return bool(SRT.match(start)) or (name.lower().endswith(".srt") and bool(SRT_BROKEN.match(start)))


def is_vtt(data: bytes, name: str) -> bool:
    """Say whether the bytes are WebVTT subtitles."""
    return bool(re.match(r"WEBVTT(?:[ \t\n]|\Z)", peek(data)))


def open_subtitles(data: bytes, name: str, *, vtt: bool) -> Script:
    """Find the cues of a file.

    Raises:
        ReadingError: the bytes are no text, or a cue has no times that can be read.
    """
    decode(data, name)  # refuses what is no text
    encoding, bom = _encoding(data)
    text = data[len(bom) :].decode(encoding)
    lines: list[tuple[int, str]] = []
    for match in LINE.finditer(text):
        if match[0]:
            lines.append((match.start(), match[0].rstrip("\r\n")))
    found = _vtt(lines, name) if vtt else _srt(lines, name)
    cues: list[Cue] = []
    left_out: list[str] = []
    for block in found:
        if isinstance(block, str):
            left_out.append(block)
            continue
        line, first, last = block
        times = TIMES.fullmatch(lines[line][1])
        if times is None:
            mend = "write the times as 00:01:02,500 --> 00:01:04,000"
            raise ReadingError("a subtitle without two times and an arrow", where=place(name, line + 1), mend=mend)
        while last > first and not lines[last - 1][1].strip():
            last -= 1
        start = lines[first][0] if first < len(lines) else len(text)
        end = lines[last - 1][0] + len(lines[last - 1][1]) if last > first else start
        cues.append(
            Cue(len(cues) + 1, line + 1, _milliseconds(times["start"]), _milliseconds(times["end"]), start, end)
        )
    if not cues:
        raise ReadingError("no subtitles in it", where=place(name), mend="give a file with at least one subtitle")
    return Script(text, encoding, bom, tuple(cues), tuple(left_out))


_Block = tuple[int, int, int]  # the index of the line of times, of the first line of text, and behind the last one


def _srt(lines: list[tuple[int, str]], name: str) -> Iterator[_Block]:
    """Yield the cues of SubRip: a line of times with what follows, up to the number of the next."""
    starts = [index for index, (_, line) in enumerate(lines) if _begins_srt(lines, index)]
    for number, index in enumerate(starts):
        end = starts[number + 1] if number + 1 < len(starts) else len(lines)
        if number + 1 < len(starts) and end - 1 > index and NUMBER.fullmatch(lines[end - 1][1]):
            end -= 1
        yield index, index + 1, end


def _begins_srt(lines: list[tuple[int, str]], index: int) -> bool:
    """Say whether a line has the times of a cue, well written or not."""
    line = lines[index][1]
    if "-->" in line:
        return True
    # Times without their arrow, below the number of a cue that stands behind an empty line.
    numbered = index > 0 and bool(NUMBER.fullmatch(lines[index - 1][1]))
    apart = index < 2 or not lines[index - 2][1].strip()
    return numbered and apart and bool(TWO_TIMES.fullmatch(line) or ONE_TIME.fullmatch(line))


def _vtt(lines: list[tuple[int, str]], name: str) -> Iterator[_Block | str]:
    """Yield the cues of WebVTT, and in words the blocks that are none."""
    index = 1  # behind the head of the file
    while index < len(lines) and lines[index][1].strip() and "-->" not in lines[index][1]:
        index += 1
    while index < len(lines):
        if not lines[index][1].strip():
            index += 1
            continue
        start = index
        while index < len(lines) and lines[index][1].strip():
            index += 1
        times = next((i for i in range(start, min(start + 2, index)) if "-->" in lines[i][1]), None)
        word = lines[start][1].split(maxsplit=1)[0]
        if times is not None:
            yield times, times + 1, index
        elif word in BLOCKS:
            if word == "NOTE":
                yield f"comment (NOTE), line {start + 1}"
        elif any(TWO_TIMES.fullmatch(line) for _, line in lines[start : start + 2]):
            yield next(i for i in (start, start + 1) if TWO_TIMES.fullmatch(lines[i][1])), index, index
        else:
            yield f"text without times, line {start + 1}"


def _milliseconds(time: str) -> int:
    *units, seconds = time.replace(",", ".").split(":")
    total = 0
    for unit in units:
        total = total * 60 + int(unit)
    whole, _, part = seconds.partition(".")
    return (total * 60 + int(whole)) * 1000 + int(part.ljust(3, "0"))


def _encoding(data: bytes) -> tuple[str, bytes]:
    for bom, encoding in (*UTF_16_BOMS, (UTF_8_BOM, "utf-8")):
        if data.startswith(bom):
            return encoding, bom
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return "cp1252", b""
    return "utf-8", b""


def _encoded(text: str, encoding: str) -> bytes:
    """Return the text in the encoding that the file had; a letter that has no place in it loses its accents."""
    try:
        return text.encode(encoding)
    except UnicodeEncodeError:
        return b"".join(_letter(character, encoding) for character in text)


def _letter(character: str, encoding: str) -> bytes:
    try:
        return character.encode(encoding)
    except UnicodeEncodeError:
        return unicodedata.normalize("NFKD", character)[:1].encode(encoding, "replace")
