"""Which models there are, which one is used, and what is known of each."""

from __future__ import annotations

import contextlib
import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from translate.errors import ModelError
from translate.folders import cache_folder, data_folder, state_folder, write_whole

BUILT_IN = "nl-en-compact"
LARGER = "Helsinki-NLP/opus-mt-nl-en"
RECORD = "installed.json"  # written last into a model's folder, so that a folder without it is not a model
LIST_MEND = "`translate model list` shows the models there are"
Environment = Mapping[str, str] | None


@dataclass(frozen=True, slots=True)
class Model:
    """A model that can be loaded.

    Attributes:
        name: what it is called: the built-in name, the hub repository, the name it was added by, or its folder.
        folder: its checkpoint, in Hugging Face layout.
        source: ``built in``, the repository or file it came from, or ``folder``.
        id: ``name@`` and the first 12 hexadecimal digits of the checkpoint's hash; the same id, the same weights.
    """

    name: str
    folder: Path
    source: str
    id: str


@dataclass(frozen=True, slots=True)
class ModelInfo:
    """What ``translate model info`` tells; sizes in elements, ``bytes`` on disk, None or empty where not known."""

    parameters: int
    encoder_layers: int
    decoder_layers: int
    vocabulary: int
    bytes: int
    languages: tuple[str, str]
    marks_terms: bool
    target_tokens_seen: int | None
    licence: str
    decoding: str
    scores: tuple[dict[str, Any], ...]


@dataclass(frozen=True, slots=True)
class _Installed:
    name: str
    source: str
    installed: str
    folder: Path


def built_in_folder() -> Path:
    """Return the folder of the checkpoint that comes with the program."""
    return Path(__file__).resolve().parent.parent / "models" / BUILT_IN


def models_folder(env: Environment = None) -> Path:
    """Return the folder under which models are installed, one ``<owner>--<name>/<revision>`` each."""
    return data_folder(env) / "models"


def find_model(name: str | None = None, env: Environment = None) -> Model:
    """Find a model by name.

    Args:
        name: the built-in name; an installed model's name, its last part where only one ends so, or its id
            (``name@3f2a…``, for one of several revisions); or a checkpoint folder. None for the chosen default.
        env: the environment that says where models are kept, ``os.environ`` if None.

    Raises:
        ModelError: there is no such model, or several.
    """
    if name is None:
        chosen = _read_state(env).get("default", BUILT_IN)
        try:
            return find_model(str(chosen), env)
        except ModelError as error:
            mend = f"choose another with `translate model use`, such as {BUILT_IN}"
            raise ModelError(f"the chosen model cannot be used: {error.what}", where=str(chosen), mend=mend) from error
    if name == BUILT_IN:
        return _model(BUILT_IN, built_in_folder(), "built in", env)
    if found := _find_installed(name, env):
        return found
    folder = Path(name).expanduser()
    if folder.is_dir():
        folder = folder.resolve()
        return _model(str(folder), folder, "folder", env)
    mend = f"`translate model pull {LARGER}` fetches it" if name in (LARGER, LARGER.split("/")[1]) else LIST_MEND
    raise ModelError("no model of this name, and no folder", where=name, mend=mend)


def _find_installed(name: str, env: Environment) -> Model | None:
    installed = _newest(_installed(env))
    if "@" in name:
        models = (_model(one.name, one.folder, one.source, env) for one in _installed(env))
        return next((model for model in models if model.id.startswith(name)), None)
    matches = [one for one in installed if one.name == name] or [
        one for one in installed if one.name.rsplit("/", 1)[-1] == name
    ]
    if len(matches) > 1:
        names = ", ".join(one.name for one in matches)
        raise ModelError(f"several models are called so: {names}", where=name, mend="give the whole name")
    return _model(matches[0].name, matches[0].folder, matches[0].source, env) if matches else None


def list_models(env: Environment = None) -> list[Model]:
    """Return the built-in model and every installed one, by name, each in its newest revision."""
    built_in = _model(BUILT_IN, built_in_folder(), "built in", env)
    return [built_in, *(_model(one.name, one.folder, one.source, env) for one in _newest(_installed(env)))]


def use_model(name: str, env: Environment = None) -> Model:
    """Make a model the default and return it.

    Raises:
        ModelError: there is no such model, or the choice cannot be written down.
    """
    model = find_model(name, env)
    revision_wanted = "@" in name and model.source != "folder"
    _write_state({**_read_state(env), "default": model.id if revision_wanted else model.name}, env)
    return model


def _newest(installed: list[_Installed]) -> list[_Installed]:
    by_name = {one.name: one for one in sorted(installed, key=lambda one: one.installed)}
    return [by_name[name] for name in sorted(by_name)]


def _installed(env: Environment) -> list[_Installed]:
    found = []
    for record in sorted(models_folder(env).glob(f"[!.]*/[!.]*/{RECORD}")):
        try:
            value = json.loads(record.read_text(encoding="utf-8"))
            found.append(_Installed(value["name"], value["source"], value["installed"], record.parent))
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise ModelError(
                "not readable", where=str(record), mend="delete its folder and install it again"
            ) from error
    return found


def _model(name: str, folder: Path, source: str, env: Environment) -> Model:
    return Model(name, folder, source, f"{name}@{checkpoint_hash(folder, env)[:12]}")


def checkpoint_hash(folder: Path, env: Environment = None) -> str:
    """Return the SHA-256, in hexadecimal, over a checkpoint's files that make its translations.

    These are weights, configuration, vocabularies and SentencePiece models. The hash is remembered in the user's cache
    for as long as each file's size and times stay the same.

    Raises:
        ModelError: the folder has no weights, or a file cannot be read.
    """
    from translate.engines.checkpoint import SMALL_FILES, weight_files

    names = (*SMALL_FILES, "target_vocab.json")
    files = [*weight_files(folder), *(folder / name for name in names if (folder / name).is_file())]
    try:
        # A package manager may give every version of a file the same mtime, and a retrained model has the same size:
        # the time of change (ctime) still tells them apart.
        stats = [(path, path.stat()) for path in sorted(files)]
        state = [[path.name, stat.st_size, stat.st_mtime_ns, stat.st_ctime_ns] for path, stat in stats]
        place = str(folder.resolve())
        memo = cache_folder(env) / "hashes" / f"{hashlib.sha256(place.encode()).hexdigest()[:32]}.json"
        if known := _remembered(memo, state):
            return known
        digest = hashlib.sha256()
        for path, stat in stats:
            digest.update(f"{path.name}\0{stat.st_size}\0".encode())
            with path.open("rb") as file:
                for block in iter(lambda: file.read(1 << 20), b""):
                    digest.update(block)
    except OSError as error:
        raise ModelError(f"cannot be read: {error.strerror}", where=str(folder)) from error
    result = digest.hexdigest()
    with contextlib.suppress(OSError):  # without the memo the next start is slower, nothing worse
        write_whole(memo, json.dumps({"folder": place, "files": state, "sha256": result}))
    return result


def _remembered(memo: Path, state: list[list[Any]]) -> str:
    try:
        value = json.loads(memo.read_text(encoding="utf-8"))
        if value["files"] == state and re.fullmatch("[0-9a-f]{64}", value["sha256"]):
            return str(value["sha256"])
    except (OSError, ValueError, KeyError, TypeError):
        pass  # no memo, or not a whole one: the files are hashed and it is written anew
    return ""


def larger_model_hint(model: Model, env: Environment = None) -> str | None:
    """Return the line that tells a user of the built-in model of the larger one, once; None when it has been shown."""
    if model.source != "built in" or _read_state(env).get("larger model hint seen"):
        return None
    return f"{BUILT_IN} is compact; `translate model pull` fetches {LARGER}, which is larger and translates better."


def mark_hint_seen(env: Environment = None) -> None:
    """Note that the hint has been shown. A state that cannot be written is no reason to stop: it is shown again."""
    with contextlib.suppress(ModelError):
        _write_state({**_read_state(env), "larger model hint seen": True}, env)


def model_info(model: Model) -> ModelInfo:
    """Read what is known of a model from its files.

    Raises:
        ModelError: a file of the checkpoint is missing or not readable.
    """
    from translate.engines.checkpoint import languages, read_checkpoint

    checkpoint = read_checkpoint(model.folder)
    config = checkpoint.config
    seen = config.get("target_tokens_seen")
    decoding, scores = _evaluation(model.folder / "evaluation.json")
    return ModelInfo(
        parameters=sum(tensor.size for tensor in checkpoint.tensors.values()),
        encoder_layers=config["encoder_layers"],
        decoder_layers=config["decoder_layers"],
        vocabulary=len(checkpoint.target_vocabulary),
        bytes=sum(path.stat().st_size for path in model.folder.iterdir() if path.is_file()),
        languages=languages(model.folder, model.name),
        marks_terms=bool(config.get("marks_terms", False)),
        target_tokens_seen=seen if isinstance(seen, int) else None,
        licence=_licence(model.folder / "README.md"),
        decoding=decoding,
        scores=scores,
    )


def _evaluation(path: Path) -> tuple[str, tuple[dict[str, Any], ...]]:
    if not path.exists():
        return "", ()
    try:
        value = json.loads(path.read_text(encoding="utf-8"))
        scores = value["scores"] if isinstance(value, dict) else value
        decoding = value.get("decoding", "") if isinstance(value, dict) else ""
        return str(decoding), tuple({str(key): figure for key, figure in score.items()} for score in scores)
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise ModelError("not readable as a list of scores", where=str(path), mend="delete it") from error


def _licence(card: Path) -> str:
    """Return the licence that a model card's front matter names, empty if none."""
    if not card.is_file():
        return ""
    front = re.match(r"---\r?\n(.*?)\r?\n---", card.read_text(encoding="utf-8", errors="replace"), re.DOTALL)
    found = re.search(r"^license:\s*[\"']?([\w.+-]+)", front[1], re.MULTILINE) if front else None
    return found[1] if found else ""


def _state_file(env: Environment) -> Path:
    return state_folder(env) / "models.json"


def _read_state(env: Environment) -> dict[str, Any]:
    path = _state_file(env)
    try:
        value = json.loads(path.read_text(encoding="utf-8"))
    except (FileNotFoundError, NotADirectoryError):
        return {}
    except (OSError, ValueError) as error:
        raise ModelError("not readable", where=str(path), mend="delete it and choose a model again") from error
    if not isinstance(value, dict):
        raise ModelError("not a JSON object", where=str(path), mend="delete it and choose a model again")
    return value


def _write_state(state: dict[str, Any], env: Environment) -> None:
    path = _state_file(env)
    try:
        write_whole(path, json.dumps(state, ensure_ascii=False, indent=1) + "\n")
    except OSError as error:
        raise ModelError(
            f"cannot be written: {error.strerror}", where=str(path), mend="set XDG_STATE_HOME to a folder of yours"
        ) from error
