"""The glossary file: found, read, checked, begun. The format is described in docs/glossary.md."""

from __future__ import annotations

import os
import unicodedata
from pathlib import Path
from typing import cast

from translate.errors import GlossaryError
from translate.glossary.model import KINDS, NAME_KINDS, Case, Entry, Glossary, Kind
from translate.glossary.nodes import GlossaryInvalid, Node, Problems, read_nodes, shown, where
from translate.glossary.stopwords import STOPWORDS

__all__ = [
    "FIELDS",
    "FILE_NAME",
    "GlossaryInvalid",
    "find_glossary",
    "init_glossary",
    "load_glossary",
    "parse_glossary",
]

FILE_NAME = "glossary.yaml"
MAX_BYTES = 1024  # of UTF-8 in one term; the limit of DeepL's glossaries, so that entries can go there and back
MAX_WORDS = 12  # in one term; what is longer is a sentence, and belongs in the translation memory
FIELDS = (
    "source",
    "target",
    "forms",
    "case",
    "kind",
    "note",
    "variants",
    "forbidden",
    "compounds",
    "translate",
    "expand",
)

_TERM_MARKS = "⦃⦄"  # they mark terms in what the engine reads
_BOOLEANS = {"true": True, "True": True, "TRUE": True, "false": False, "False": False, "FALSE": False}


def find_glossary(start: Path) -> Path | None:
    """Return the nearest ``glossary.yaml``: in the folder ``start`` (or of the file ``start``), or in one above it."""
    start = start.resolve()
    for folder in (start, *start.parents):
        if os.path.isfile(folder / FILE_NAME):  # unlike Path.is_file, False for a folder we may not look into
            return folder / FILE_NAME
    return None


def no_glossary() -> GlossaryError:
    """Return what is said where a glossary is needed and there is none."""
    mend = "make one with: translate glossary init, or name one with --glossary"
    return GlossaryError(f"no {FILE_NAME} here or above", mend=mend)


def init_glossary(folder: Path, *, force: bool = False) -> Path:
    """Write the starter glossary into ``folder`` and return its path; one that is there becomes ``glossary.yaml.bak``.

    Raises:
        GlossaryError: one is there already and ``force`` is not given, or the folder cannot be written to.
    """
    path = folder / FILE_NAME
    if not folder.is_dir():
        raise GlossaryError("there is no such folder", where=str(folder), mend="make it first")
    if os.path.lexists(path) and not force:
        raise GlossaryError(
            "there is a glossary already",
            where=str(path),
            mend="use --force to put the starter in its place; yours becomes glossary.yaml.bak",
        )
    starter = Path(__file__).with_name("starter.yaml").read_bytes()
    temporary = folder / f".{FILE_NAME}.{os.getpid()}.tmp"
    try:
        temporary.write_bytes(starter)
        if os.path.lexists(path):
            os.replace(path, path.with_name(f"{FILE_NAME}.bak"))
        os.replace(temporary, path)
    except OSError as error:
        temporary.unlink(missing_ok=True)
        mend = "choose a folder you may write in"
        raise GlossaryError(f"cannot write the glossary: {error.strerror}", where=str(path), mend=mend) from error
    return path


def load_glossary(path: Path) -> Glossary:
    """Read and check a glossary file.

    Raises:
        GlossaryError: the file cannot be read, or is not UTF-8.
        GlossaryInvalid: it is not YAML, or holds entries that are wrong; ``problems`` lists all that was found.
    """
    try:
        data = path.read_bytes()
    except FileNotFoundError as error:
        mend = "make one with: translate glossary init"
        raise GlossaryError("there is no such glossary", where=str(path), mend=mend) from error
    except OSError as error:
        mend = "give the path of a glossary file"
        raise GlossaryError(f"cannot read the glossary: {error.strerror}", where=str(path), mend=mend) from error
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise GlossaryError("not UTF-8", where=where(str(path), line), mend="save the file as UTF-8") from error
    return parse_glossary(text, str(path))


def parse_glossary(text: str, path: str = "") -> Glossary:
    """Read and check the text of a glossary file; ``path`` is named in the errors and kept in the glossary.

    Raises:
        GlossaryInvalid: it is not YAML, or holds entries that are wrong; ``problems`` lists all that was found.
    """
    problems = Problems(path)
    nodes = _entry_nodes(read_nodes(text, problems), problems)
    entries = [entry for node in nodes if (entry := _read_entry(node, problems)) is not None]
    _check_duplicates(entries, problems)
    if not nodes and not len(problems):
        problems.add(1, "no terms", "write at least one entry, or begin with: translate glossary init")
    problems.raise_any()
    return Glossary(tuple(entries), path)


def _entry_nodes(root: Node | None, problems: Problems) -> list[Node]:
    """Return the entries of the file: the list under ``terms:``, or the list that the file is."""
    if root is not None and root.pairs:
        if root.pairs[0][0].text in FIELDS:
            problems.add(root.line, "an entry outside a list", 'write "- " before its first key')
            return []
        root = _known_keys(root, ("terms",), problems, "").get("terms")
    if root is None or root.refused or root.blank:
        return []
    if root.items is None:
        problems.add(root.line, "not a list of terms", 'begin each entry with "- source:"')
    return root.items or []


def _known_keys(node: Node, known: tuple[str, ...], problems: Problems, entry: str) -> dict[str, Node]:
    """Return the values of a mapping by key, and note keys that are unknown or stand twice."""
    found: dict[str, Node] = {}
    for key, value in node.pairs or ():
        name = key.text
        if name is None:
            problems.add(key.line, "a key that is no text", f"known are: {', '.join(known)}", entry)
        elif name not in known:
            problems.add(key.line, f"unknown key {shown(name)}", _did_you_mean(name, known), entry)
        elif name in found:
            problems.add(key.line, f"{name} stands twice (on line {found[name].line} too)", "remove one of them", entry)
        else:
            found[name] = value
    return found


def _did_you_mean(word: str, known: tuple[str, ...]) -> str:
    import difflib

    close = difflib.get_close_matches(word.lower()[:60], known, 1)
    return f"did you mean {close[0]}?" if close else f"known are: {', '.join(known)}"


def _read_entry(node: Node, problems: Problems) -> Entry | None:
    """Read one entry; None where something is wrong with it, which has been noted."""
    if node.refused:
        return None
    if node.pairs is None:
        mend = "write source: and target: under each other"
        problems.add(node.line, "an entry without keys", mend, _first_text(node))
        return None
    before = len(problems)
    entry = _EntryReader(node, problems).read()
    return entry if len(problems) == before else None


class _EntryReader:
    """Reads the fields of one entry. A field that is wrong is noted, and reads as if it were left out."""

    def __init__(self, node: Node, problems: Problems) -> None:
        self._line = node.line
        self._problems = problems
        self._name = next((_first_text(value) for key, value in node.pairs or () if key.text == "source"), "")
        self._fields = _known_keys(node, FIELDS, problems, self._name)

    def read(self) -> Entry:
        """Return the entry, to be used only where no problem was noted."""
        sources = self._sources()
        kind = self._choice("kind", KINDS, "other")
        translate = self._boolean("translate", default=True)
        entry = Entry(
            sources=sources,
            target=self._target(sources[0] if sources else "", translate),
            forms=self._texts("forms"),
            case=cast(Case, self._choice("case", ("exact", "free"), "exact" if kind in NAME_KINDS else "free")),
            kind=cast(Kind, kind),
            note=self._note(),
            variants=self._texts("variants"),
            forbidden=self._texts("forbidden"),
            compounds=self._boolean("compounds", default=False),
            translate=translate,
            expand=self._text("expand"),
            line=self._line,
        )
        self._check_dutch(entry)
        self._check_english(entry)
        return entry

    def _bad(self, line: int, what: str, mend: str) -> None:
        self._problems.add(line, what, mend, self._name)

    def _field(self, key: str) -> Node:
        """Return a field's value, or an empty text on the entry's line where it was left out."""
        return self._fields.get(key) or Node(self._line, text="")

    def _sources(self) -> tuple[str, ...]:
        node = self._field("source")
        if node.blank or node.items == []:
            self._bad(node.line, "empty source", "write the Dutch after source:")
            return ()
        if node.items is not None:
            return self._texts("source")
        text = self._text("source")
        return (text,) if text else ()

    def _target(self, source: str, translate: bool) -> str:
        node = self._field("target")
        target = self._text("target")
        if translate and node.blank:
            mend = "write the English after target:, or translate: false to keep the Dutch"
            self._bad(node.line, "empty target", mend)
        elif not translate and target and source and target != source:
            mend = "leave target out, or leave translate out"
            self._bad(node.line, f"translate is false, yet target is {shown(target)}", mend)
        return target if translate else source

    def _text(self, key: str) -> str:
        return self._clean(self._field(key), key)

    def _texts(self, key: str) -> tuple[str, ...]:
        node = self._field(key)
        if node.items is None:
            if not node.refused and not node.blank:
                self._bad(node.line, f"{key} is no list", f"write {key}: [{(node.text or '…').strip()[:60]}]")
            return ()
        texts: list[str] = []
        for item in node.items:
            text = self._clean(item, key)
            if item.blank:
                self._bad(item.line, f"an empty item in {key}", "remove it")
            elif text in texts:
                self._bad(item.line, f"{shown(text)} stands twice in {key}", "remove one of them")
            elif text:
                texts.append(text)
        return tuple(texts)

    def _clean(self, node: Node, key: str) -> str:
        """Return a term in Unicode's composed form with single spaces, or an empty text where it is wrong."""
        if node.text is None:
            if not node.refused:
                self._bad(node.line, f"{key} holds a list or a mapping", "write a text there")
            return ""
        text = unicodedata.normalize("NFC", node.text.strip())
        words = text.split()
        if invisible := _invisible(text):
            self._bad(node.line, f"{invisible} in {key}", "write the term anew, on one line")
        elif any(mark in text for mark in _TERM_MARKS):
            self._bad(node.line, f"a term mark (⦃ or ⦄) in {key}", "use other brackets")
        elif len(words) > MAX_WORDS or len(text.encode()) > MAX_BYTES:
            limit = f"keep a term within {MAX_WORDS} words and {MAX_BYTES} bytes"
            self._bad(node.line, f"{key} is too long: {shown(text)}", limit)
        else:
            return " ".join(words)
        return ""

    def _note(self) -> str:
        node = self._field("note")
        text = unicodedata.normalize("NFC", (node.text or "").strip())
        if node.text is None and not node.refused:
            self._bad(node.line, "note holds a list or a mapping", "write a text; between quotes where it has a colon")
        elif invisible := _invisible(text.replace("\n", " ")):
            self._bad(node.line, f"{invisible} in note", "remove it")
        return text

    def _choice(self, key: str, known: tuple[str, ...], default: str) -> str:
        value = self._text(key)
        if value and value not in known:
            self._bad(self._field(key).line, f"unknown {key} {shown(value)}", _did_you_mean(value, known))
            return default
        return value or default

    def _boolean(self, key: str, *, default: bool) -> bool:
        value = self._text(key)
        if value and value not in _BOOLEANS:
            self._bad(self._field(key).line, f"{key} is {shown(value)}", "write true or false")
        return _BOOLEANS.get(value, default)

    def _check_dutch(self, entry: Entry) -> None:
        for key, texts in (("source", entry.sources), ("forms", entry.forms)):
            line = self._field(key).line
            for text in texts:
                if not any(c.isalnum() for c in text):
                    self._bad(line, f"{shown(text)} has no letter or digit", "write a word or a name")
                elif _is_stop_word(text, entry.case):
                    self._bad(line, f"{shown(text)} is a Dutch stop word", "write the whole term it belongs to")

    def _check_english(self, entry: Entry) -> None:
        accepted = (("the target", (entry.target,)), ("expand", (entry.expand,)), ("a variant", entry.variants))
        for what, texts in accepted:
            for text in texts:
                if text and text in entry.forbidden:
                    mend = "keep it in one place"
                    self._bad(self._field("forbidden").line, f"{shown(text)} is {what}, and forbidden", mend)


def _first_text(node: Node) -> str:
    first = node.items[0] if node.items else node
    return " ".join((first.text or "").split())


def _invisible(text: str) -> str:
    """Name the first character of a text that a reader cannot see (spaces aside), or return an empty text."""
    if text.isprintable():
        return ""
    for c in text:
        if unicodedata.category(c) in ("Cc", "Cf", "Cs", "Zl", "Zp"):
            return "a line break" if c in "\n\r\x85\u2028\u2029" else f"an invisible character (U+{ord(c):04X})"
    return ""


def _is_stop_word(text: str, case: Case) -> bool:
    """Say whether to match the text would be to match a stop word. An exact OM or IS is an acronym, and fine."""
    return text.lower() in STOPWORDS and (case == "free" or text in (text.lower(), text.capitalize()))


def _check_duplicates(entries: list[Entry], problems: Problems) -> None:
    """Note Dutch that two entries ask for: written alike, or alike but for case where neither minds case."""
    written: dict[str, Entry] = {}
    folded: dict[str, Entry] = {}
    for entry in entries:
        for text in (*entry.sources, *entry.forms):
            other = written.setdefault(text, entry)
            if entry.case == "free" and other is entry:
                other = folded.setdefault(text.casefold(), entry)
            if other is entry:
                continue
            what, mend = f"{shown(text)} is on line {other.line} already", "remove one of them"
            if other.target != entry.target:
                what += f", which asks for {shown(other.target)} and not {shown(entry.target)}"
                mend = "keep the one that is right"
            problems.add(entry.line, what, mend, entry.id)
