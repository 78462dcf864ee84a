"""Fetching a model from a Hugging Face hub: what is needed of it, verified, converted, and only then installed."""

from __future__ import annotations

import json
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
    shard_names,
)
from translate.engines.hub import Hub, RemoteFile
from translate.engines.install import named_as, put_in_place, writing
from translate.engines.models import LARGER, RECORD, Environment, Model, find_model, models_folder, use_model
from translate.errors import ModelError

# What is going on, how many bytes of the model are there, how many it has.
Report = Callable[[str, int, int], None]
MEGABYTE = 1_000_000


def pull_model(
    repo: str = LARGER, revision: str | None = None, *, report: Report | None = None, env: Environment = None
) -> Model:
    """Fetch a Marian model from the hub, install it and make it the default.

    Only one file of weights is fetched: safetensors if the repository has them, else those that the hub's converter
    made of its ``pytorch_model.bin``, else that one. A pull that was interrupted goes on where it stopped. A revision
    that is installed already is not fetched again.

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
    wanted = _wanted(files, repo)
    commit = next(iter(files.values())).commit
    home = models_folder(env) / repo.replace("/", "--")
    with writing(home), _alone(models_folder(env), repo):
        if _is_sound(home / commit, repo):
            return _use_again(home / commit, env)
        staging = home / f".partial-{commit[:12]}"
        staging.mkdir(parents=True, exist_ok=True)
        with named_as(staging, repo):
            _fetch_all(hub, wanted, _weights(hub, files), staging, report or (lambda what, done, total: None))
        model = put_in_place(staging, repo, repo, commit, env)
        for other in home.glob(".partial-*"):  # of revisions that were never finished
            shutil.rmtree(other, ignore_errors=True)
        return model


def _wanted(files: dict[str, RemoteFile], repo: str) -> list[RemoteFile]:
    mend = f"take a Marian model, such as {LARGER}"
    missing = [name for name in SMALL_FILES if name not in files]
    if "config.json" in missing or len(missing) == len(SMALL_FILES):
        raise ModelError("not a Marian model (no config.json)", where=repo, mend=mend)
    # Which file is missing is told once the configuration has said whether it is a Marian model at all.
    return [files[name] for name in (*SMALL_FILES, *OPTIONAL_FILES) if name in files]


def _weights(hub: Hub, files: dict[str, RemoteFile]) -> list[RemoteFile]:
    """Return the one file of weights to fetch, or the index of several."""
    for name in (SAFETENSORS, SAFETENSORS_INDEX):
        if name in files:
            return [files[name]]
    if PYTORCH not in files:
        mend = f"take a repository that holds {SAFETENSORS} or {PYTORCH}"
        raise ModelError("no weights that can be read", where=hub.repo, mend=mend)
    return [hub.converted(files) or files[PYTORCH]]


def _fetch_all(
    hub: Hub, small: list[RemoteFile], weights: list[RemoteFile], staging: Path, report: Report
) -> None:
    """Fetch the small files, check them, and only then the large; leave nothing behind of what is not wanted."""
    try:
        queue = [hub.sized(file) for file in (*small, *weights)]
        _check_space(queue, staging)
        for file in queue[: len(small)]:
            hub.fetch(file, staging, _told(report, file, queue))
        check_description(staging, name=hub.repo)
        for file in queue[len(small) :]:
            hub.fetch(file, staging, _told(report, file, queue))
        if weights[0].name == SAFETENSORS_INDEX:
            _fetch_shards(hub, weights[0].commit, queue, staging, report)
        total = sum(max(file.size, 0) for file in queue)
        report("checking and converting", total, total)
        check_checkpoint(staging, name=hub.repo)
    except ModelError as error:
        if not isinstance(error, HubError):
            shutil.rmtree(staging, ignore_errors=True)
        raise
