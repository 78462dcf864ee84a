"""A small Marian checkpoint, a user's empty home, and a hub that holds the checkpoint."""

from __future__ import annotations

import io
import json
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from http.server import ThreadingHTTPServer
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from .hub_stand_in import Handler, HubStandIn

SENTENCES = [
    "De drones vlogen vannacht over de stad en keerden niet terug.",
    "Volgens de onderzoekers van de vredesorganisatie is dat geen toeval.",
    "The drones flew over the city last night and did not return.",
    "According to the researchers of the peace organisation this is no accident.",
    "Rusland en Iran werken al jaren samen aan onbemande wapens.",
]
SIZES = {
    "d_model": 16,
    "encoder_layers": 2,
    "decoder_layers": 1,
    "encoder_attention_heads": 2,
    "decoder_attention_heads": 2,
    "encoder_ffn_dim": 32,
    "decoder_ffn_dim": 32,
    "max_position_embeddings": 64,
}


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A user with no models, no state and no cache; the folder under which theirs are."""
    for kind in ("DATA", "STATE", "CACHE"):
        monkeypatch.setenv(f"XDG_{kind}_HOME", str(tmp_path / "home" / kind.lower()))
    for variable in ("HF_HUB_OFFLINE", "TRANSFORMERS_OFFLINE", "HF_ENDPOINT", "HF_TOKEN"):
        monkeypatch.delenv(variable, raising=False)
    return tmp_path / "home"


@pytest.fixture(scope="session")
def pieces_model() -> bytes:
    """A SentencePiece model of a few dozen pieces, with `</s>` and `<unk>` where OPUS-MT has them."""
    import sentencepiece

    model = io.BytesIO()
    sentencepiece.SentencePieceTrainer.train(
        sentence_iterator=iter(SENTENCES),
        model_writer=model,
        vocab_size=70,
        hard_vocab_limit=False,
        eos_id=0,
        unk_id=1,
        bos_id=-1,
        pad_id=-1,
        minloglevel=2,
    )
    return model.getvalue()


def marian_tensors(
    vocabulary: int, sizes: dict[str, int] = SIZES, dtype: str = "float32", seed: int = 0
) -> dict[str, np.ndarray]:
    """Random weights of a Marian model with one embedding matrix, by Hugging Face's names."""
    numbers = np.random.default_rng(seed)
    width = sizes["d_model"]

    def matrix(*shape: int) -> np.ndarray:
        return (numbers.standard_normal(shape) * 0.1).astype(dtype)

    tensors = {"model.shared.weight": matrix(vocabulary, width), "final_logits_bias": matrix(1, vocabulary)}
    for side, attentions in (("encoder", ("self_attn",)), ("decoder", ("self_attn", "encoder_attn"))):
        for layer in range(sizes[f"{side}_layers"]):
            prefix, inner = f"model.{side}.layers.{layer}", sizes[f"{side}_ffn_dim"]
            for attention in attentions:
                for part in ("q_proj", "k_proj", "v_proj", "out_proj"):
                    tensors[f"{prefix}.{attention}.{part}.weight"] = matrix(width, width)
                    tensors[f"{prefix}.{attention}.{part}.bias"] = matrix(width)
            for norm in (*(f"{name}_layer_norm" for name in attentions), "final_layer_norm"):
                tensors[f"{prefix}.{norm}.weight"] = np.ones(width, dtype)
                tensors[f"{prefix}.{norm}.bias"] = matrix(width)
            tensors[f"{prefix}.fc1.weight"], tensors[f"{prefix}.fc1.bias"] = matrix(inner, width), matrix(inner)
            tensors[f"{prefix}.fc2.weight"], tensors[f"{prefix}.fc2.bias"] = matrix(width, inner), matrix(width)
    return tensors


@dataclass(frozen=True)
class Small:
    """The files of a small checkpoint by name, and what its weights are."""

    files: dict[str, bytes]
    tensors: dict[str, np.ndarray]

    def write(self, folder: Path, *, without: tuple[str, ...] = (), **changed: Any) -> Path:
        """Write the files; keyword arguments change `config.json` (None takes a key out)."""
        folder.mkdir(parents=True, exist_ok=True)
        for name, content in self.files.items():
            if name not in without:
                (folder / name).write_bytes(content)
        if changed:
            config = {**json.loads(self.files["config.json"]), **changed}
            config = {key: value for key, value in config.items() if value is not None}
            (folder / "config.json").write_text(json.dumps(config))
        return folder


@pytest.fixture(scope="session")
def small(pieces_model: bytes) -> Small:
    """A Marian checkpoint with random weights, complete and sound."""
    import sentencepiece
    from safetensors.numpy import save

    pieces = sentencepiece.SentencePieceProcessor(model_proto=pieces_model)
    tokens = [pieces.id_to_piece(number) for number in range(pieces.get_piece_size())] + ["<pad>"]
    pad = len(tokens) - 1
    config = {
        "model_type": "marian",
        "activation_function": "swish",
        "scale_embedding": True,
        "vocab_size": len(tokens),
        "pad_token_id": pad,
        "eos_token_id": 0,
        "decoder_start_token_id": pad,
        **SIZES,
    }
    tensors = marian_tensors(len(tokens))
    files = {
        "config.json": json.dumps(config).encode(),
        "tokenizer_config.json": json.dumps({"source_lang": "nl", "target_lang": "en"}).encode(),
        "generation_config.json": b"{}",
        "vocab.json": json.dumps({token: number for number, token in enumerate(tokens)}).encode(),
        "source.spm": pieces_model,
        "target.spm": pieces_model,
        "README.md": b"---\nlanguage: [nl, en]\nlicense: apache-2.0\n---\n# A model\n",
        "model.safetensors": save(tensors, metadata={"format": "pt"}),
    }
    return Small(files, tensors)


@pytest.fixture
def start_hub() -> Iterator[Callable[[], HubStandIn]]:
    """Start hubs; all of them stop when the test ends."""
    servers = []

    def start() -> HubStandIn:
        hub = HubStandIn()
        handler = type("OneHub", (Handler,), {"hub": hub})
        server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
        server.daemon_threads = True
        hub.address = f"http://127.0.0.1:{server.server_address[1]}"
        threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
        servers.append(server)
        return hub

    yield start
    for server in servers:
        server.shutdown()
        server.server_close()


@pytest.fixture
def hub(home: Path, small: Small, start_hub: Callable[[], HubStandIn], monkeypatch: pytest.MonkeyPatch) -> HubStandIn:
    """A hub that holds the small checkpoint as Helsinki-NLP/opus-mt-nl-en, and that a pull will ask."""
    from huggingface_hub.utils import close_session

    for variable in ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "http_proxy", "https_proxy", "all_proxy"):
        monkeypatch.delenv(variable, raising=False)
    close_session()  # the client keeps the proxies of the time it was made
    hub = start_hub()
    hub.repositories["Helsinki-NLP/opus-mt-nl-en"] = {
        "main": {**small.files, "tf_model.h5": b"of no use" * 100, "rust_model.ot": b"nor this" * 100}
    }
    monkeypatch.setenv("HF_ENDPOINT", hub.address)
    return hub
