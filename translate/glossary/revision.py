"""An older glossary: another file, or the glossary as git has it in a revision."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

from translate.errors import GlossaryError
from translate.glossary.model import Glossary
from translate.glossary.store import load_glossary, parse_glossary


def load_older(since: str, path: Path) -> Glossary:
    """Return the glossary to compare with.

    Args:
        since: a file; or, where there is none of that name, a git revision (``HEAD~3``, a tag, a hash).
        path: the glossary of now, which the revision has an older version of.

    Raises:
        GlossaryError: neither a file nor a revision, or the revision has no such glossary; `GlossaryInvalid` where
            it holds entries that are wrong.
    """
    if os.path.isfile(since):
        return load_glossary(Path(since))
    if not since or since.startswith("-"):  # git would take it for an option
        raise GlossaryError(f"no revision {since!r}", where="--since", mend="give a git revision or a file")
    folder, name = path.absolute().parent, path.name
    if _git(folder, "rev-parse", "--git-dir") is None:
        mend = "give the older glossary as a file"
        raise GlossaryError(f"no file {since!r}, and {path} is in no git repository", where="--since", mend=mend)
    commit = _git(folder, "rev-parse", "--verify", "--quiet", f"{since}^{{commit}}")
    if commit is None:
        mend = "`git log` shows the revisions there are"
        raise GlossaryError(f"no file and no git revision {since!r}", where="--since", mend=mend)
    data = _git(folder, "cat-file", "blob", f"{commit.decode().strip()}:./{name}")
    if data is None:
        raise GlossaryError(f"{name} was not in git then", where=f"--since {since}", mend="choose a later revision")
    try:
        return parse_glossary(data.decode("utf-8-sig"), f"{path} ({since})")
    except UnicodeDecodeError as error:
        raise GlossaryError("not UTF-8", where=f"{path} ({since})", mend="choose another revision") from error


def _git(folder: Path, *arguments: str) -> bytes | None:
    """Return what git prints; None where it refuses.

    Raises:
        GlossaryError: git is not installed.
    """
    try:
        done = subprocess.run(["git", "-C", str(folder), *arguments], capture_output=True, check=False)
    except FileNotFoundError as error:
        raise GlossaryError(
            "git is not installed", where="--since", mend="give the older glossary as a file"
        ) from error
    return done.stdout if done.returncode == 0 else None
