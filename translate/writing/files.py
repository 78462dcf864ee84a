"""Names of output files, and writing them so that a reader sees the old file or the new one, never half of one."""

from __future__ import annotations

import errno
import os
import secrets
from collections.abc import Mapping
from pathlib import Path, PurePath

from translate.document import Article
from translate.errors import WritingError

NO_SPACE = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
NOT_ALLOWED = frozenset({errno.EACCES, errno.EPERM, errno.EROFS})


def stem_of(article: Article) -> str:
    """Return what the article's output files are called before ``.en``: ``iran`` for ``dir/iran.txt``.

    Standard input (``-``) and an article from nowhere give ``article``.
    """
    name = "" if article.path == "-" else PurePath(article.path).stem
    return name or "article"


def check_stem(stem: str) -> None:
    """Refuse a name that would leave the output folder.

    Raises:
        WritingError: the name is empty or has a path separator or a NUL in it.
    """
    if not stem or any(character in stem for character in ("/", "\\", "\0")):
        raise WritingError(f"{stem!r} cannot be the name of an output file", mend="give a plain name without a folder")


def make_folder(folder: Path) -> None:
    """Make the folder and those above it, where they are missing.

    Raises:
        WritingError: a file stands in its place, or it may not be made.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except (FileExistsError, NotADirectoryError):
        file = next(path for path in (folder, *folder.parents) if os.path.lexists(path) and not path.is_dir())
        raise WritingError("is a file, not a folder", where=str(file), mend="choose another folder") from None
    except OSError as error:
        raise _explained(error, folder) from None


def check_target(path: Path, article: Article, *, force: bool) -> None:
    """Refuse an output that is a folder, the article's own input, or there already while ``force`` is False.

    Raises:
        WritingError: one of these.
    """
    if not os.path.lexists(path):
        return
    if path.is_dir() and not path.is_symlink():
        raise WritingError("is a folder, not a file", where=str(path), mend="move it or choose another folder")
    if _is_input(path, article):
        raise WritingError(
            "is the article itself and is not overwritten", where=str(path), mend="give another name or folder"
        )
    if not force:
        raise WritingError("is there already", where=str(path), mend="move it, or allow overwriting")


def write_files(contents: Mapping[Path, str | bytes]) -> None:
    """Write all the files, or none when one of them cannot be written in full.

    Each is written under a passing name in its own folder, with the permissions the umask gives, and takes its place
    only when all are complete. A symbolic link is replaced itself; what it points to is left alone. A character UTF-8
    has no bytes for (half of a surrogate pair) becomes ``?``.

    Raises:
        WritingError: no room, no permission, or no such folder. Nothing is left behind.
    """
    passing: list[tuple[Path, Path]] = []
    path = Path()
    try:
        for path, content in contents.items():
            temporary = path.parent / f".translate-{secrets.token_hex(8)}"
            passing.append((temporary, path))
            with temporary.open("xb") as file:
                file.write(content.encode("utf-8", "replace") if isinstance(content, str) else content)
        for temporary, path in passing:
            os.replace(temporary, path)
    except (OSError, ValueError) as error:
        raise _explained(error, path) from None
    finally:
        for temporary, _ in passing:
            temporary.unlink(missing_ok=True)


def _is_input(path: Path, article: Article) -> bool:
    """Say whether the path names the article's input: the file, or the link it was read through."""
    if not article.path or article.path == "-":
        return False
    try:
        found = os.lstat(path)
        return any(os.path.samestat(found, stat(article.path)) for stat in (os.lstat, os.stat))
    except (OSError, ValueError):  # the input is gone, or its path is an address and no file
        return False


def _explained(error: OSError | ValueError, path: Path) -> WritingError:
    """Say in one line what kept the file from being written and what helps."""
    code = error.errno if isinstance(error, OSError) else None
    if code in NO_SPACE:
        return WritingError("no room to write it", where=str(path), mend="free some space or choose another folder")
    if code in NOT_ALLOWED:
        return WritingError("may not be written", where=str(path), mend="choose a folder that you may write in")
    if code == errno.ENAMETOOLONG:
        return WritingError("is too long a name", where=str(path), mend="give a shorter name")
    reason = (error.strerror if isinstance(error, OSError) else None) or str(error)
    return WritingError(f"cannot be written ({reason})", where=str(path), mend="choose another folder")
