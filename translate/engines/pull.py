"""Fetching a model from a Hugging Face hub: what is needed of it, verified, converted, and only then installed."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from translate.engines.checkpoint import (
    OPTIONAL_FILES,
    PYTORCH,
    SAFETENSORS,
    SAFETENSORS_INDEX,
    SMALL_FILES,
    check_checkpoint,
    check_description,
)
from translate.engines.hub import Hub, RemoteFile
from translate.engines.install import named_as, put_in_place, write_record, writing
from translate.engines.models import LARGER, RECORD, Environment, Model, models_folder, use_model
from translate.errors import ModelError

# Told what is being done, how many bytes of the model are there, and how many it has.
Report = Callable[[str, int, int], None]
SHARD = re.compile(r"model-\d+-of-\d+\.safetensors")
MEGABYTE = 1_000_000


def pull_model(
    repo: str = LARGER, revision: str | None = None, *, report: Report | None = None, env: Environment = None
) -> Model:
    """Fetch a Marian model from the hub, install it and make it the default.

    Only one set of weights is fetched: safetensors if the repository has them, else those that the hub's converter made
    of its ``pytorch_model.bin``, else that one. A pull that was interrupted goes on where it stopped. A revision that
    is installed already is not fetched again.

    Args:
        repo: ``owner/name`` on the hub.
        revision: a branch, tag or commit; None for the repository's main branch.
        report: told of the progress.
        env: the environment that says where models are kept and which hub is asked.

    Raises:
        ModelError: the hub cannot be reached, has no such repository or does not give it, the disk is full, or it is
            not a sound Marian model from Dutch into English. No model is installed then.
    """
    hub = Hub(repo, env)
    files = hub.files(revision)
    small = _small_files(files, repo)
    commit = small[0].commit
    home = models_folder(env) / repo.replace("/", "--")
    place, staging = home / commit, home / f".partial-{commit[:12]}"
    with writing(home), _alone(models_folder(env), repo):
        if _is_sound(place, repo):
            write_record(place, repo, repo, commit)  # the newest of its name again, and so the one that is used
            return use_model(repo, env)
        weights = _weights(hub, files)
        staging.mkdir(parents=True, exist_ok=True)
        with named_as(staging, repo):
            _fetch_checked(hub, small, weights, staging, report or (lambda what, done, total: None))
        model = put_in_place(staging, repo, repo, commit, env)
        for other in home.glob(".partial-*"):  # of revisions that were never finished
            shutil.rmtree(other, ignore_errors=True)
        return model


def _small_files(files: dict[str, RemoteFile], repo: str) -> list[RemoteFile]:
    if "config.json" not in files:
        raise ModelError("not a Marian model (no config.json)", where=repo, mend=f"take one, such as {LARGER}")
    names = (*SMALL_FILES, *OPTIONAL_FILES, *((SAFETENSORS_INDEX,) if SAFETENSORS not in files else ()))
    return [files[name] for name in names if name in files]


def _weights(hub: Hub, files: dict[str, RemoteFile]) -> list[RemoteFile]:
    if SAFETENSORS in files:
        return [files[SAFETENSORS]]
    if SAFETENSORS_INDEX in files:
        return [file for name, file in files.items() if SHARD.fullmatch(name)]
    if PYTORCH not in files:
        mend = f"take a repository that holds {SAFETENSORS} or {PYTORCH}"
        raise ModelError("no weights that can be read", where=hub.repo, mend=mend)
    return [hub.converted(files) or files[PYTORCH]]


def _fetch_checked(hub: Hub, small: list[RemoteFile], weights: list[RemoteFile], staging: Path, report: Report) -> None:
    """Fetch the small files, check them, and only then fetch the large: a wrong model costs no 300 MB."""
    small, weights = [hub.sized(file) for file in small], [hub.sized(file) for file in weights]
    total = sum(max(file.size, 0) for file in (*small, *weights))
    _check_space(small, weights, staging)
    before = 0
    for batch, check in ((small, check_description), (weights, check_checkpoint)):
        for file in batch:
            hub.fetch(file, staging, _arrived(report, file.name, before, total))
            before += max(file.size, 0)
        with _removed_if_wrong(staging):
            check(staging, name=hub.repo)
    report("converting", total, total)


def _arrived(report: Report, name: str, before: int, total: int) -> Callable[[int], None]:
    return lambda size: report(name, before + size, total)


def _check_space(small: list[RemoteFile], weights: list[RemoteFile], staging: Path) -> None:
    here = sum(path.stat().st_size for path in staging.iterdir())
    # The conversion to 8 bits takes a quarter of 32-bit weights and half of 16-bit ones.
    needed = sum(max(f.size, 0) for f in (*small, *weights)) + sum(max(f.size, 0) for f in weights) // 2 - here
    free = shutil.disk_usage(staging).free
    if needed > free:
        what = f"no space on the disk: it needs {needed // MEGABYTE} MB and {free // MEGABYTE} MB are free"
        raise ModelError(what, where=str(staging.parent), mend="free some, or set XDG_DATA_HOME to another disk")


@contextmanager
def _removed_if_wrong(staging: Path) -> Iterator[None]:
    """Remove what was fetched of a model that turns out not to be one we can use."""
    try:
        yield
    except ModelError:
        shutil.rmtree(staging, ignore_errors=True)
        raise


def _is_sound(place: Path, repo: str) -> bool:
    if not (place / RECORD).is_file():
        return False
    try:
        check_checkpoint(place, name=repo)
    except ModelError:
        return False  # damaged since it was installed: it is fetched again
    return True


@contextmanager
def _alone(folder: Path, repo: str) -> Iterator[None]:
    """Keep another pull of the same model out: two would write into the same file."""
    import filelock

    folder.mkdir(parents=True, exist_ok=True)
    lock = filelock.FileLock(folder / f".{repo.replace('/', '--')}.lock", timeout=0)
    try:
        lock.acquire()
    except filelock.Timeout as error:
        raise ModelError("another pull of it is running", where=repo, mend="wait for it") from error
    try:
        yield
    finally:
        lock.release()
