"""ZIP archives from strangers: opened within limits, read member by member, written again with some members replaced.

Word, OpenDocument and EPUB files are such archives. Nothing is ever unpacked onto the disk.
"""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import dataclass

from translate.errors import ReadingError

SIGNATURES = (b"PK\x03\x04", b"PK\x05\x06")
"""How a ZIP archive begins: with a member, or with the end of an archive that has none."""

MEMBER_COUNT_LIMIT = 20_000
"""The most members: more than the pictures and chapters of a thick book."""

MEMBER_LIMIT = 128 * 1024 * 1024
"""The largest member, in bytes when inflated."""

TOTAL_LIMIT = 512 * 1024 * 1024
"""All members together, in bytes when inflated."""

RATIO_LIMIT = 200
"""How many times its packed size a large member may have. Markup packs 5 to 50 times, deflate at most 1,032 times."""

RATIO_FREE = 8 * 1024 * 1024
"""Below this size, in bytes when inflated, a member may pack as well as it likes: it can do no harm."""

_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_ENCRYPTED = 0x1  # the first general purpose flag: APPNOTE.TXT 4.4.4
_MEND_DAMAGED = "it is damaged: fetch it or save it again"


@dataclass(frozen=True, slots=True)
class Archive:
    """An archive that has passed the checks; ``name`` is what the file is called in errors."""

    name: str
    _zip: zipfile.ZipFile

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the members, in their order; those of folders end in a slash."""
        return tuple(self._zip.namelist())

    def __contains__(self, member: object) -> bool:
        return member in self._zip.NameToInfo

    def read(self, member: str) -> bytes:
        """Return the bytes of a member, inflated.

        Raises:
            ReadingError: there is no such member, or it is damaged.
        """
        try:
            return self._zip.read(member)
        except KeyError:
            raise ReadingError(f"has no part {member}", where=self.name, mend=_MEND_DAMAGED) from None
        except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError, ValueError):
            where = f"{self.name}, part {member}"
            raise ReadingError("cannot be unpacked", where=where, mend=_MEND_DAMAGED) from None

    def rewrite(self, replaced: Mapping[str, bytes]) -> bytes:
        """Return the archive again with some of its members replaced.

        All others have the bytes, the place, the date and the compression they had: so a ``mimetype`` that came first
        and was not compressed, as OpenDocument and EPUB want it, stays so.

        Args:
            replaced: new bytes by the name of the member.

        Raises:
            ReadingError: a member is damaged.
            KeyError: there is no such member to replace.
        """
        missing = [member for member in replaced if member not in self]
        if missing:
            raise KeyError(missing[0])
        made = io.BytesIO()
        with zipfile.ZipFile(made, "w") as target:
            target.comment = self._zip.comment
            for info in self._zip.infolist():
                copy = zipfile.ZipInfo(info.filename, info.date_time)
                copy.compress_type, copy.external_attr = info.compress_type, info.external_attr
                copy.create_system, copy.comment = info.create_system, info.comment
                data = replaced.get(info.filename)
                target.writestr(copy, self.read(info.filename) if data is None else data)
        return made.getvalue()


def is_archive(data: bytes) -> bool:
    """Say whether the bytes begin like a ZIP archive."""
    return data.startswith(SIGNATURES)


def open_archive(data: bytes, name: str) -> Archive:
    """Open a ZIP archive, after checking its directory; nothing is inflated yet.

    Args:
        data: the whole of the file.
        name: what the file is called, for errors.

    Raises:
        ReadingError: it is no archive, cut off or damaged, password-protected, packed in a way that is not read, has
            doubtful names, or would be too large when inflated.
    """
    try:
        opened = zipfile.ZipFile(io.BytesIO(data))
    except (zipfile.BadZipFile, NotImplementedError, OSError, ValueError):
        what = "cut off or damaged: the directory at its end is missing" if is_archive(data) else "not a ZIP archive"
        raise ReadingError(what, where=name, mend="fetch it or save it again") from None
    members = opened.infolist()
    _check_names([info.filename for info in members], name)
    if any(info.flag_bits & _ENCRYPTED for info in members):
        raise ReadingError("password-protected", where=name, mend="save it without a password")
    for info in members:
        if info.compress_type not in _METHODS:
            raise ReadingError(
                "packed in a way that is not read", where=f"{name}, part {info.filename}", mend="save it again"
            )
    _check_sizes(members, len(data), name)
    return Archive(name, opened)


def _check_names(names: list[str], name: str) -> None:
    if len(names) > MEMBER_COUNT_LIMIT:
        what = f"has {len(names):,} parts (at most {MEMBER_COUNT_LIMIT:,} are read)"
        raise ReadingError(what, where=name, mend="split it")
    for member in names:
        path = member.replace("\\", "/")
        if path.startswith("/") or ".." in path.split("/") or ":" in path.split("/")[0]:
            what = f"has a part with the name {member!r}, which leads out of it"
            raise ReadingError(what, where=name, mend="do not trust this file; ask for another")
    if len(set(names)) < len(names):
        twice = next(member for member in names if names.count(member) > 1)
        raise ReadingError(f"has two parts with the name {twice!r}", where=name, mend=_MEND_DAMAGED)


def _check_sizes(members: list[zipfile.ZipInfo], size: int, name: str) -> None:
    """Refuse what would fill the memory: by the sizes in the directory, which zipfile holds the members to."""
    if sum(info.compress_size for info in members) > size:
        raise ReadingError("has parts that overlap", where=name, mend="do not trust this file; ask for another")
    total = sum(info.file_size for info in members)
    too_large = total > TOTAL_LIMIT or any(
        info.file_size > MEMBER_LIMIT
        or (info.file_size > RATIO_FREE and info.file_size > RATIO_LIMIT * max(1, info.compress_size))
        for info in members
    )
    if too_large:
        what = f"would unpack from {size:,} to {total:,} bytes, which is more than is read"
        raise ReadingError(what, where=name, mend="do not trust this file, or split it")
