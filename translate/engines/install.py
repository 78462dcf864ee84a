"""Putting a checkpoint among the installed models: checked and converted first, then moved into place in one step."""

from __future__ import annotations

import errno
import json
import os
import re
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timezone
from pathlib import Path

from translate.engines.archives import unpack
from translate.engines.checkpoint import OPTIONAL_FILES, PYTORCH, SAFETENSORS, SAFETENSORS_INDEX, SMALL_FILES
from translate.engines.models import (
    BUILT_IN,
    RECORD,
    Environment,
    Model,
    checkpoint_hash,
    models_folder,
    use_model,
)
from translate.errors import ModelError
from translate.folders import write_whole

NAME = re.compile(r"[A-Za-z0-9][\w.+-]*(/[A-Za-z0-9][\w.+-]*)?")
MARKERS = ("config.json", "decoder.yml")


def add_model(path: Path, name: str = "", env: Environment = None) -> Model:
    """Install a model from a folder or a zip, in Hugging Face layout or as OPUS-MT packs its own; make it the default.

    Args:
        path: the folder or zip. It is copied: it can go afterwards.
        name: what to call it; the folder's or file's name if empty.
        env: the environment that says where models are kept.

    Raises:
        ModelError: no model, not one from Dutch into English, damaged, or it cannot be written.
    """
    from translate.engines.checkpoint import check_checkpoint
    from translate.engines.opus_zip import DECODER, convert_opus, is_opus_file

    if not path.exists():
        raise ModelError("no such file or folder", where=str(path))
    name = name or default_name(path)
    if not NAME.fullmatch(name) or name == BUILT_IN:
        raise ModelError(f"{name[:80]!r} cannot be a model's name", where=str(path), mend="give one with --name")
    with writing(models_folder(env)) as home:
        home.mkdir(parents=True, exist_ok=True)
        staging = Path(tempfile.mkdtemp(prefix=".adding-", dir=home))
        found, checkpoint = staging / "found", staging / "checkpoint"
        try:
            # Errors are to name what the user gave, not a folder that is gone by the time they read it.
            with named_as(found, str(path)), named_as(checkpoint, str(path)):
                found.mkdir()
                checkpoint.mkdir()
                if not path.is_dir():
                    unpack(path, found, markers=MARKERS, wanted=lambda file: _is_ours(file) or is_opus_file(file))
                folder = path if path.is_dir() else found
                if (folder / DECODER).is_file() and not (folder / "config.json").is_file():
                    convert_opus(folder, checkpoint)
                else:
                    _copy(folder, checkpoint)
                check_checkpoint(checkpoint, name=name)
            return put_in_place(checkpoint, name, str(path.resolve()), checkpoint_hash(checkpoint, env)[:12], env)
        finally:
            shutil.rmtree(staging, ignore_errors=True)


def default_name(path: Path) -> str:
    """Return the name a model goes by if none is given; the repository's for a folder of the hub's own cache."""
    for part in path.resolve().parts:
        if match := re.fullmatch(r"models--(.+)--(.+)", part):
            return f"{match[1]}/{match[2]}"
    return path.resolve().name.removesuffix(".zip")


def put_in_place(checkpoint: Path, name: str, source: str, revision: str, env: Environment = None) -> Model:
    """Convert a checked checkpoint, move its folder among the installed models and make it the default.

    Args:
        checkpoint: a folder on the same disk as the installed models; it is moved.
        name: what the model is called.
        source: the repository or path it came from.
        revision: the name of the model's folder below its name's.
        env: the environment that says where models are kept.

    Raises:
        ModelError: the conversion fails.
        OSError: the folder cannot be moved.
    """
    from translate.engines.convert import convert_checkpoint

    convert_checkpoint(checkpoint)
    write_record(checkpoint, name, source, revision)
    place = models_folder(env) / name.replace("/", "--") / revision
    place.parent.mkdir(parents=True, exist_ok=True)
    if place.exists():  # the same revision again, perhaps to mend a damaged one
        old = Path(tempfile.mkdtemp(prefix=".old-", dir=place.parent))
        os.replace(place, old / "model")
        os.replace(checkpoint, place)
        shutil.rmtree(old, ignore_errors=True)
    else:
        os.replace(checkpoint, place)
    return use_model(name, env)


def write_record(folder: Path, name: str, source: str, revision: str) -> None:
    """Write down in a model's folder what it is, where it came from, and that it was installed now."""
    now = datetime.now(timezone.utc).isoformat()
    record = {"name": name, "source": source, "revision": revision, "installed": now}
    write_whole(folder / RECORD, json.dumps(record, ensure_ascii=False, indent=1) + "\n")


@contextmanager
def writing(folder: Path) -> Iterator[Path]:
    """Turn what the system says about writing below a folder into an error that tells what to do."""
    try:
        yield folder
    except OSError as error:
        if error.errno in (errno.ENOSPC, errno.EDQUOT):
            raise ModelError(
                "no space left on the disk", where=str(folder), mend="free some, or set XDG_DATA_HOME"
            ) from error
        what = f"cannot be written: {error.strerror or error}"
        raise ModelError(what, where=str(folder), mend="set XDG_DATA_HOME to a folder of yours") from error


@contextmanager
def named_as(folder: Path, name: str) -> Iterator[None]:
    """Let errors about a folder, or a file in it, speak of ``name`` instead."""
    try:
        yield
    except ModelError as error:
        where = error.where.replace(str(folder), name, 1)
        raise ModelError(error.what, where=where, mend=error.mend) from error


def _is_ours(name: str) -> bool:
    return name in (*SMALL_FILES, *OPTIONAL_FILES, PYTORCH, SAFETENSORS_INDEX) or name.endswith(".safetensors")


def _copy(folder: Path, target: Path) -> None:
    for path in sorted(folder.iterdir()):
        if path.is_file() and _is_ours(path.name):
            # One file of weights is enough: what is not read would only take space.
            if path.name == PYTORCH and (folder / SAFETENSORS).is_file():
                continue
            shutil.copyfile(path, target / path.name)
