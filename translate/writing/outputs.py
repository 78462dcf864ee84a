"""Which files this program wrote, so that a run may replace its own and leaves everybody else's alone.

Of each output a small file in the user's state folder remembers the hash of its content and the article it is of. An
output is replaced without asking while both are the same: not once somebody has worked on it, and not by an article of
the same name from another folder.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from translate.document import Article
from translate.errors import TranslateError
from translate.folders import state_folder, write_whole


def is_own(path: Path, article: Article) -> bool:
    """Say whether a file is as this program wrote it for an article, be it for an older version of its text.

    A symbolic link is nobody's own: this program writes none.
    """
    if path.is_symlink():
        return False
    try:
        return _record(path).read_text(encoding="utf-8") == _told(path, article)
    except (OSError, UnicodeDecodeError, TranslateError):
        return False


def note_written(paths: Sequence[Path], article: Article) -> None:
    """Remember files that were just written for an article.

    Where that cannot be remembered, the next run will ask before it replaces them: nothing is lost.
    """
    for path in paths:
        with suppress(OSError, TranslateError):
            write_whole(_record(path), _told(path, article))


def _record(path: Path) -> Path:
    return state_folder() / "outputs" / _hash(path)


def _told(path: Path, article: Article) -> str:
    content = hashlib.sha256(path.read_bytes()).hexdigest()
    of = article.path if article.path in ("", "-") else _hash(Path(article.path))
    return f"{content} {of}\n"


def _hash(path: Path) -> str:
    """Return a name for a path that any file system can hold."""
    return hashlib.sha256(str(path.absolute()).encode("utf-8", "surrogateescape")).hexdigest()
