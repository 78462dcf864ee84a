"""Where the program keeps its own files, by the XDG base directory specification, and writing one of them whole.

The environment is read at each call, so that a test or a service can move the folders. Nothing is created here: whoever
writes into a folder makes it.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Mapping
from pathlib import Path

from translate.errors import TranslateError

NAME = "nl-en-translate"


def data_folder(env: Mapping[str, str] | None = None) -> Path:
    """Return the folder of what the user would miss: installed models (``XDG_DATA_HOME``)."""
    return _folder("XDG_DATA_HOME", ".local/share", env)


def state_folder(env: Mapping[str, str] | None = None) -> Path:
    """Return the folder of what the program remembers between runs: the chosen model (``XDG_STATE_HOME``)."""
    return _folder("XDG_STATE_HOME", ".local/state", env)


def cache_folder(env: Mapping[str, str] | None = None) -> Path:
    """Return the folder of what can be made again: converted models, hashes (``XDG_CACHE_HOME``)."""
    return _folder("XDG_CACHE_HOME", ".cache", env)


def _folder(variable: str, default: str, env: Mapping[str, str] | None) -> Path:
    env = os.environ if env is None else env
    base = Path(env.get(variable, ""))
    if not base.is_absolute():  # the specification: relative paths are invalid and to be ignored
        base = _home(env) / default
    return base / NAME


def _home(env: Mapping[str, str]) -> Path:
    if home := env.get("HOME"):
        return Path(home)
    try:
        return Path.home()
    except RuntimeError as error:
        raise TranslateError("the home folder is not known", mend="set HOME") from error


def write_whole(path: Path, text: str) -> None:
    """Write a UTF-8 file so that a reader sees the old text or the new, never a part; make its folder if need be.

    Raises:
        OSError: the folder or the file cannot be written.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, temporary = tempfile.mkstemp(prefix=f".{path.name}-", dir=path.parent)
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as out:
            out.write(text)
        os.replace(temporary, path)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise
