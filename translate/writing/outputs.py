"""Which files this program wrote, so that a run may replace its own and leaves everybody else's alone.

Of each output a small file in the user's state folder remembers the hash of its content and that of the article's
path, in one line; and in a second, which older ones do not have, that path as JSON. An output is replaced without
asking while both hashes are the same: not once somebody has worked on it, and not by an article of the same name from
another folder.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from translate.document import Article
from translate.errors import TranslateError
from translate.folders import state_folder, write_whole


def why_kept(path: Path, article: Article) -> str:
    """Say why a file is not to be replaced; empty for one that is as this program wrote it for the article.

    An older version of the article's text is the same article. A symbolic link is never replaced: this program writes
    none.
    """
    foreign = "is there already, and not as this program wrote it"
    if path.is_symlink():
        return foreign
    try:
        hashes, _, of = _record(path).read_text(encoding="utf-8").partition("\n")
        content = _content(path)
    except (OSError, UnicodeDecodeError, TranslateError):
        return foreign
    if hashes == f"{content} {_source(article)}":
        return ""
    return f"is there already, written for {_shown(of)}" if hashes.startswith(f"{content} ") else foreign


def note_written(paths: Sequence[Path], article: Article) -> None:
    """Remember files that were just written for an article.

    Where that cannot be remembered, the next run will ask before it replaces them: nothing is lost.
    """
    for path in paths:
        with suppress(OSError, TranslateError):
            of = article.path if article.path in ("", "-") else str(Path(article.path).absolute())
            write_whole(_record(path), f"{_content(path)} {_source(article)}\n{json.dumps(of)}\n")


def _record(path: Path) -> Path:
    return state_folder() / "outputs" / _hash(path)


def _content(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def _source(article: Article) -> str:
    return article.path if article.path in ("", "-") else _hash(Path(article.path))


def _shown(of: str) -> str:
    """Name the article of a record by its path, from the working folder if it is in there."""
    try:
        path = str(json.loads(of))
    except ValueError:  # an older record
        path = ""
    path = "standard input" if path == "-" else path.removeprefix(f"{Path.cwd()}{os.sep}")
    return path or "another article"


def _hash(path: Path) -> str:
    """Return a name for a path that any file system can hold."""
    return hashlib.sha256(str(path.absolute()).encode("utf-8", "surrogateescape")).hexdigest()
