"""Taking files out of a stranger's zip without being led astray."""

from __future__ import annotations

import re
import shutil
import stat
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path, PurePosixPath
from typing import BinaryIO

from translate.errors import ModelError

LARGEST_TOTAL = 8 * 1024**3  # bytes unpacked: the largest Marian checkpoints take about 1 GB
LARGEST_RATIO = 100  # weights hardly compress and texts do so about fivefold: more than this is made to fill the disk
DRIVE = re.compile(r"[A-Za-z]:")
SMALL = 1024 * 1024  # bytes below which a good ratio harms nobody


def check_members(archive: zipfile.ZipFile, where: str) -> list[zipfile.ZipInfo]:
    """Return a zip's files, once none of them leaves the folder it is unpacked into, is a link or is a bomb.

    Raises:
        ModelError: with the first member that does.
    """
    files = [info for info in archive.infolist() if not info.is_dir()]
    for info in files:
        path = PurePosixPath(info.filename)
        if path.is_absolute() or ".." in path.parts or "\\" in info.filename or DRIVE.match(info.filename):
            raise ModelError(f"it would write outside its folder ({info.filename[:80]!r})", where=where)
        if stat.S_ISLNK(info.external_attr >> 16):
            raise ModelError(f"it holds a symbolic link ({info.filename[:80]!r})", where=where)
        if info.flag_bits & 0x1:
            raise ModelError("it is encrypted", where=where, mend="unpack it yourself and add the folder")
        if info.file_size > SMALL and info.file_size > LARGEST_RATIO * info.compress_size:
            raise ModelError(f"{info.filename[:80]!r} grows beyond reason when unpacked", where=where)
    if sum(info.file_size for info in files) > LARGEST_TOTAL:
        raise ModelError(f"it holds more than {LARGEST_TOTAL // 1024**3} GB", where=where)
    return files


def unpack(path: Path, folder: Path, *, markers: tuple[str, ...], wanted: Callable[[str], bool]) -> None:
    """Unpack a zip's wanted files, flat, from the one folder of it that holds a marker.

    Args:
        path: the zip.
        folder: an existing folder to write into.
        markers: names of which one shows where in the zip the model lies, at the top or a folder down.
        wanted: says of a file's name whether it is unpacked.

    Raises:
        ModelError: no readable zip, none with a marker, or one that `check_members` refuses.
        OSError: the files cannot be written.
    """
    where = str(path)
    try:
        with _open(path) as file, zipfile.ZipFile(file) as archive:
            files = check_members(archive, where)
            roots = {PurePosixPath(f.filename).parent for f in files if PurePosixPath(f.filename).name in markers}
            if not roots:
                raise ModelError(f"no model in it (neither {' nor '.join(markers)})", where=where)
            root = min(roots, key=lambda parent: (len(parent.parts), str(parent)))
            for info in files:
                member = PurePosixPath(info.filename)
                if member.parent == root and wanted(member.name):
                    with archive.open(info) as source, (folder / member.name).open("wb") as target:
                        shutil.copyfileobj(source, target, 1 << 20)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError) as error:
        raise ModelError("not a readable zip", where=where, mend="fetch it again") from error


def _open(path: Path) -> BinaryIO:
    try:
        return path.open("rb")
    except OSError as error:
        raise ModelError(f"cannot be read: {error.strerror}", where=str(path)) from error
