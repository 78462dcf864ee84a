"""One Marian checkpoint folder in Hugging Face layout: read as NumPy arrays, and checked.

Tensors come out under one set of names whatever wrote the file. Position embeddings are left out, since Marian's are
computed. Tied matrices appear once, as ``model.shared.weight``, although files hold them under any of four names.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from translate.errors import ModelError

if TYPE_CHECKING:
    from numpy.typing import NDArray

SAFETENSORS = "model.safetensors"
SAFETENSORS_INDEX = "model.safetensors.index.json"
PYTORCH = "pytorch_model.bin"
SMALL_FILES = ("config.json", "vocab.json", "source.spm", "target.spm")  # without which there is no checkpoint
OPTIONAL_FILES = (
    "tokenizer_config.json",
    "generation_config.json",
    "target_vocab.json",
    "README.md",
    "LICENSE",
    "evaluation.json",
)
SIZES = (
    "d_model",
    "encoder_layers",
    "decoder_layers",
    "encoder_attention_heads",
    "decoder_attention_heads",
    "encoder_ffn_dim",
    "decoder_ffn_dim",
    "vocab_size",
    "max_position_embeddings",
)
SHARED = "model.shared.weight"
ENCODER_EMBEDDINGS = "model.encoder.embed_tokens.weight"
DECODER_EMBEDDINGS = "model.decoder.embed_tokens.weight"
PROJECTION = "lm_head.weight"
BIAS = "final_logits_bias"
AGAIN = "install the model again"
# How checkpoints spell a language; and the groups, in OPUS-MT's names, that hold Dutch among others.
SPELLINGS = {
    "nl": {"nl", "nld", "dut", "nl_nl", "nl_be", "nl-nl", "nl-be", "nld_latn"},
    "en": {"en", "eng", "en_gb", "en_us", "en-gb", "en-us", "eng_latn"},
}
GROUPS = {"nl": {"gmw", "gem", "ine", "mul", "north_eu"}}
# Only OPUS-MT's names promise their languages; `my-news-model` is not a model from news into model.
_CODE = r"([A-Z_]{4,}|[a-z]{2,3}(?:[_+][A-Za-z]{2,4})*)"
OPUS_NAME = re.compile(rf"opus-mt-(?:.*-)?{_CODE}-{_CODE}$")
TARGET_TOKEN = re.compile(r">>\w+<<")  # by which a model with several target languages is told which one


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """What the converter needs.

    Attributes:
        folder: where it was read from.
        config: ``config.json``, with ``model_type`` marian and all sizes present.
        tensors: float16 or float32 arrays by Hugging Face name. ``model.shared.weight`` is (vocabulary, d_model); where
            the two sides have their own embeddings, ``model.encoder.embed_tokens.weight`` and
            ``model.decoder.embed_tokens.weight`` stand in its place. ``lm_head.weight`` is there unless it is the
            decoder's embeddings. ``final_logits_bias`` is (1, target vocabulary).
        vocabulary: the source vocabulary by id.
        target_vocabulary: the same list unless the target has its own.
    """

    folder: Path
    config: dict[str, Any]
    tensors: dict[str, NDArray[Any]]
    vocabulary: list[str]
    target_vocabulary: list[str]


def read_checkpoint(folder: Path) -> Checkpoint:
    """Read a checkpoint folder: ``model.safetensors`` (whole or in shards), else ``pytorch_model.bin``.

    Raises:
        ModelError: not a Marian checkpoint, a file missing or cut short, a tensor missing or of the wrong shape.
    """
    config = read_config(folder)
    vocabulary, target_vocabulary = read_vocabularies(folder)
    raw: dict[str, NDArray[Any]] = {}
    for path in weight_files(folder):
        raw |= _read_weights(path)
    tensors = _with_one_name(raw, config)
    shapes = _expected_shapes(config, len(vocabulary), len(target_vocabulary))
    where = str(folder)
    for name, shape in shapes.items():
        if name not in tensors:
            raise ModelError(f"the weights lack {name}", where=where, mend=AGAIN)
        if tensors[name].shape != shape:
            found = "x".join(map(str, tensors[name].shape))
            wanted = "x".join(map(str, shape))
            raise ModelError(
                f"{name} is {found} where the rest of the model asks for {wanted}", where=where, mend=AGAIN
            )
    sound = {name: _as_float(name, tensors[name], where) for name in shapes}
    return Checkpoint(folder, config, sound, vocabulary, target_vocabulary)


def check_checkpoint(folder: Path, *, source: str = "nl", target: str = "en", name: str = "") -> None:
    """Check that a folder holds a complete Marian checkpoint for a language pair.

    Args:
        folder: the checkpoint.
        source: ISO 639-1 code of the language it must read.
        target: ISO 639-1 code of the language it must write.
        name: the repository's name, which tells the languages where the files do not; the folder's name otherwise.

    Raises:
        ModelError: with the first thing that is wrong.
    """
    check_description(folder, source=source, target=target, name=name)
    read_checkpoint(folder)


def check_description(folder: Path, *, source: str = "nl", target: str = "en", name: str = "") -> None:
    """Check everything but the weights: the configuration, the languages, the vocabulary, the SentencePiece models.

    Raises:
        ModelError: with the first thing that is wrong.
    """
    import sentencepiece

    read_config(folder)
    _check_languages(folder, source, target, name or folder.name)
    read_vocabularies(folder)
    for file in ("source.spm", "target.spm"):
        path = _existing(folder / file)
        try:
            sentencepiece.SentencePieceProcessor(model_file=str(path))
        except (OSError, RuntimeError) as error:
            raise ModelError("not a readable SentencePiece model", where=str(path), mend=AGAIN) from error


def weight_files(folder: Path) -> list[Path]:
    """Return the files that hold the weights: one, or the shards that an index names.

    Raises:
        ModelError: there are none.
    """
    if (folder / SAFETENSORS).is_file():
        return [folder / SAFETENSORS]
    if (folder / SAFETENSORS_INDEX).is_file():
        return [_existing(folder / name) for name in shard_names(folder / SAFETENSORS_INDEX)]
    if (folder / PYTORCH).is_file():
        return [folder / PYTORCH]
    raise ModelError(
        f"no weights ({SAFETENSORS} or {PYTORCH})", where=str(folder), mend="give a folder with a Marian checkpoint"
    )


def shard_names(index: Path) -> list[str]:
    """Return the names of the shards that a ``model.safetensors.index.json`` lists, in order.

    Raises:
        ModelError: the index cannot be read, or names files outside its folder.
    """
    names = _read_json(index).get("weight_map")
    if not isinstance(names, dict) or not all(isinstance(n, str) and n == Path(n).name for n in names.values()):
        raise ModelError("not a readable index of weights", where=str(index), mend=AGAIN)
    return sorted(set(names.values()))


def read_config(folder: Path) -> dict[str, Any]:
    """Read ``config.json`` and check that it describes a Marian model that can be run.

    Raises:
        ModelError: missing, not readable, of another kind of model, or with a size missing.
    """
    path = _existing(folder / "config.json")
    config = _read_json(path)
    kind = config.get("model_type")
    if kind != "marian":
        mend = "take a Marian model, such as Helsinki-NLP/opus-mt-nl-en"
        raise ModelError(f"not a Marian model ({kind or 'of no known kind'})", where=str(path), mend=mend)
    for key in SIZES:
        value = config.get(key)
        if type(value) is not int or value <= 0:
            raise ModelError(f"{key} is missing or no size", where=str(path), mend=AGAIN)
    if any(config["d_model"] % config[f"{side}_attention_heads"] for side in ("encoder", "decoder")):
        raise ModelError("d_model is no multiple of the number of attention heads", where=str(path), mend=AGAIN)
    for key in ("normalize_before", "normalize_embedding", "add_final_layer_norm"):
        if config.get(key):
            raise ModelError(f"a Marian model with {key}, which is not supported", where=str(path))
    return config


def read_vocabularies(folder: Path) -> tuple[list[str], list[str]]:
    """Read the source and the target vocabulary, by id; the same list where the model has one.

    Raises:
        ModelError: a file is missing, or its ids are not 0, 1, 2 and so on.
    """
    source = _read_vocabulary(folder / "vocab.json")
    separate = folder / "target_vocab.json"
    return source, _read_vocabulary(separate) if separate.exists() else source


def _read_vocabulary(path: Path) -> list[str]:
    ids = _read_json(_existing(path))
    by_id = {number: token for token, number in ids.items()}
    if not ids or set(by_id) != set(range(len(ids))):
        raise ModelError("the vocabulary's ids are not 0, 1, 2 and so on", where=str(path), mend=AGAIN)
    if "</s>" not in ids:
        raise ModelError("the vocabulary has no </s>", where=str(path), mend=AGAIN)
    return [by_id[number] for number in range(len(ids))]


def languages(folder: Path, name: str = "") -> tuple[str, str]:
    """Return what a checkpoint says of its source and target language, as it spells them; empty where it is silent."""
    path = folder / "tokenizer_config.json"
    config = _read_json(path) if path.exists() else {}
    source, target = config.get("source_lang") or "", config.get("target_lang") or ""
    if not (source and target) and (match := OPUS_NAME.search(name)):
        source, target = match.groups()
    return str(source), str(target)


def _check_languages(folder: Path, source: str, target: str, name: str) -> None:
    mend = "take a model from Dutch into English, such as Helsinki-NLP/opus-mt-nl-en"
    if (folder / "vocab.json").exists():
        tokens = [t for t in _read_json(folder / "vocab.json") if TARGET_TOKEN.fullmatch(t)]
        if len(tokens) > 1:
            what = f"a model into several languages ({', '.join(tokens[:3])} ...), which is not supported"
            raise ModelError(what, where=str(folder), mend=mend)
    reads, writes = languages(folder, name)
    if not reads and not writes:
        return  # it does not say: the user's word is taken for it
    sources, targets = _codes(reads), _codes(writes)
    if not sources & (SPELLINGS.get(source, {source}) | GROUPS.get(source, set())):
        raise ModelError(f"a model that reads {reads or 'nothing known'}, not {source}", where=str(folder), mend=mend)
    if not targets or not targets <= SPELLINGS.get(target, {target}):
        raise ModelError(f"a model that writes {writes or 'nothing known'}, not {target}", where=str(folder), mend=mend)


def _codes(spelling: str) -> set[str]:
    whole = spelling.lower().strip()
    if any(whole in known for known in (*SPELLINGS.values(), *GROUPS.values())):
        return {whole}
    return set(re.findall(r"[a-z]+", whole))


def _existing(path: Path) -> Path:
    if not path.is_file():
        raise ModelError(f"no {path.name}", where=str(path.parent), mend="give a folder with a whole Marian checkpoint")
    return path


def _read_json(path: Path) -> dict[str, Any]:
    try:
        value = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError) as error:
        raise ModelError("not readable as JSON", where=str(path), mend=AGAIN) from error
    if not isinstance(value, dict):
        raise ModelError("not a JSON object", where=str(path), mend=AGAIN)
    return value


def _read_weights(path: Path) -> dict[str, NDArray[Any]]:
    from translate.engines.safetensors_file import read_safetensors
    from translate.engines.unpickling import read_pytorch_weights

    with path.open("rb") as file:
        if file.read(20) == b"version https://git-":
            raise ModelError("a Git LFS pointer, not the weights", where=str(path), mend="run `git lfs pull` there")
    return read_pytorch_weights(path) if path.name == PYTORCH else read_safetensors(path)


def _with_one_name(raw: dict[str, NDArray[Any]], config: dict[str, Any]) -> dict[str, NDArray[Any]]:
    """Give tied matrices their one name; a file may hold any of the names that share them, or several."""
    tensors = dict(raw)
    names: dict[str, tuple[str, ...]]
    if _is_shared(config):
        names = {SHARED: (SHARED, ENCODER_EMBEDDINGS, DECODER_EMBEDDINGS, PROJECTION)}
    else:
        own = (PROJECTION,) if _is_tied(config) else (SHARED,)
        names = {ENCODER_EMBEDDINGS: (ENCODER_EMBEDDINGS, SHARED), DECODER_EMBEDDINGS: (DECODER_EMBEDDINGS, *own)}
    for name, aliases in names.items():
        if found := next((alias for alias in aliases if alias in raw), None):
            tensors[name] = raw[found]
    return tensors


def _is_tied(config: dict[str, Any]) -> bool:
    return bool(config.get("tie_word_embeddings", True))


def _is_shared(config: dict[str, Any]) -> bool:
    # Without tying, the two sides have matrices of their own whatever is said of sharing.
    return _is_tied(config) and bool(config.get("share_encoder_decoder_embeddings", True))


def _expected_shapes(config: dict[str, Any], vocabulary: int, target_vocabulary: int) -> dict[str, tuple[int, ...]]:
    width = config["d_model"]
    shapes: dict[str, tuple[int, ...]] = {BIAS: (1, target_vocabulary)}
    if _is_shared(config):
        shapes[SHARED] = (vocabulary, width)
    else:
        shapes |= {ENCODER_EMBEDDINGS: (vocabulary, width), DECODER_EMBEDDINGS: (target_vocabulary, width)}
    if not _is_tied(config):
        shapes[PROJECTION] = (target_vocabulary, width)
    for side, attentions in (("encoder", ("self_attn",)), ("decoder", ("self_attn", "encoder_attn"))):
        inner = config[f"{side}_ffn_dim"]
        for layer in range(config[f"{side}_layers"]):
            prefix = f"model.{side}.layers.{layer}"
            for attention in attentions:
                for part in ("q_proj", "k_proj", "v_proj", "out_proj"):
                    shapes[f"{prefix}.{attention}.{part}.weight"] = (width, width)
                    shapes[f"{prefix}.{attention}.{part}.bias"] = (width,)
            for norm in (*(f"{attention}_layer_norm" for attention in attentions), "final_layer_norm"):
                shapes |= {f"{prefix}.{norm}.weight": (width,), f"{prefix}.{norm}.bias": (width,)}
            shapes |= {f"{prefix}.fc1.weight": (inner, width), f"{prefix}.fc1.bias": (inner,)}
            shapes |= {f"{prefix}.fc2.weight": (width, inner), f"{prefix}.fc2.bias": (width,)}
    return shapes


def _as_float(name: str, tensor: NDArray[Any], where: str) -> NDArray[Any]:
    if tensor.dtype.kind != "f":
        raise ModelError(f"{name} holds {tensor.dtype} numbers", where=where, mend=AGAIN)
    return tensor.astype("float32") if tensor.dtype.itemsize > 4 else tensor
