from __future__ import annotations

import errno
import json
import shutil
import socket
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from translate.engines import hub as hub_module
from translate.engines.models import find_model, list_models
from translate.engines.pull import pull_model
from translate.errors import ModelError

from .pytorch_files import legacy_file, zip_file

REPO = "Helsinki-NLP/opus-mt-nl-en"


def installed(home: Path) -> list[Path]:
    return sorted((home / "data/nl-en-translate/models").glob("*/*/installed.json"))


def parts(home: Path) -> list[Path]:
    return sorted((home / "data/nl-en-translate/models").rglob("*.part"))


def change(hub: Any, name: str, content: bytes | None, repo: str = REPO, revision: str = "main") -> None:
    files = hub.repositories[repo][revision]
    files.pop(name, None)
    if content is not None:
        files[name] = content


def test_a_pulled_model_is_whole_and_becomes_the_default(hub, small, home):
    model = pull_model()

    assert model.name == REPO
    assert find_model() == model == find_model("opus-mt-nl-en") == find_model(model.id)
    assert [m.name for m in list_models()] == ["nl-en-compact", REPO]
    for name in ("config.json", "vocab.json", "source.spm", "model.safetensors", "README.md"):
        assert (model.folder / name).read_bytes() == small.files[name]
    assert (model.folder.parent.name, model.folder.name) == ("Helsinki-NLP--opus-mt-nl-en", hub.commit(REPO, "main"))
    assert not hub.asked_for("tf_model.h5") and not hub.asked_for("rust_model.ot")
    assert list((home / "cache/nl-en-translate/converted").glob("*/model.bin"))


def test_a_second_pull_fetches_nothing(hub):
    first = pull_model()
    before = len(hub.seen)
    assert pull_model() == first
    assert [path for _, path, _ in hub.seen[before:]] == [f"/api/models/{REPO}"]


def test_a_pull_mends_an_installed_model_that_is_damaged(hub, small):
    model = pull_model()
    (model.folder / "model.safetensors").write_bytes(b"broken")
    assert (pull_model().folder / "model.safetensors").read_bytes() == small.files["model.safetensors"]


def test_a_revision_can_be_named_and_is_found_by_its_id(hub, small):
    older = pull_model(revision="main")
    change(hub, "README.md", b"newer")
    hub.repositories[REPO]["v2"] = {**small.files, "config.json": small.files["config.json"] + b"\n"}
    newer = pull_model(revision="v2")
    assert find_model(REPO) == newer != older
    assert find_model(older.id) == older


def test_progress_runs_from_the_first_byte_to_the_last(hub):
    told: list[tuple[str, int, int]] = []
    pull_model(report=lambda *what: told.append(what))
    assert [done for _, done, _ in told] == sorted(done for _, done, _ in told)
    assert told[-1][0] == "converting"
    assert {total for _, _, total in told} == {told[-1][1]}


def test_nothing_is_told_to_the_hub_but_the_program_s_name(hub):
    pull_model()
    assert {headers["user-agent"] for _, _, headers in hub.seen} == {"nl-en-translate"}
    assert all(path.startswith((f"/api/models/{REPO}", f"/{REPO}/")) for _, path, _ in hub.seen)


def test_the_token_goes_to_the_hub_and_not_to_where_it_sends_us(hub, start_hub, monkeypatch):
    elsewhere = start_hub()
    elsewhere.repositories = hub.repositories
    hub.content = elsewhere.address
    monkeypatch.setenv("HF_TOKEN", "hf_secret")
    pull_model()
    assert all(headers["authorization"] == "Bearer hf_secret" for _, _, headers in hub.seen)
    assert elsewhere.seen and not any("authorization" in headers for _, _, headers in elsewhere.seen)


# --- connections ---


def test_a_broken_connection_is_taken_up_again_where_it_broke(hub, small):
    hub.cuts["model.safetensors"] = [5000, 3000]
    model = pull_model()
    assert (model.folder / "model.safetensors").read_bytes() == small.files["model.safetensors"]
    assert [headers.get("range") for headers in hub.asked_for("model.safetensors")] == [
        None,
        "bytes=5000-",
        "bytes=8000-",
    ]


def test_a_pull_that_failed_goes_on_where_it_stopped(hub, home):
    hub.cuts["model.safetensors"] = [5000, 0]
    with pytest.raises(ModelError, match=r"cannot be reached.*what has arrived is kept"):
        pull_model()
    assert installed(home) == []
    assert [path.stat().st_size for path in parts(home)] == [5000]
    before = len(hub.asked_for("config.json"))

    pull_model()
    assert hub.asked_for("model.safetensors")[-1]["range"] == "bytes=5000-"
    assert len(hub.asked_for("config.json")) == before
    assert len(installed(home)) == 1 and parts(home) == []
    assert not list((home / "data/nl-en-translate/models").glob("*/.partial-*"))


def test_a_pull_that_was_interrupted_goes_on_where_it_stopped(hub, home):
    def interrupt(what: str, done: int, total: int) -> None:
        if what == "model.safetensors":
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        pull_model(report=interrupt)
    assert installed(home) == []
    (arrived,) = (path.stat().st_size for path in parts(home))
    assert arrived > 0
    pull_model()
    ranges = [headers.get("range") for headers in hub.asked_for("model.safetensors")[1:]]
    assert ranges in ([f"bytes={arrived}-"], [])  # none if all of it had arrived


def test_what_arrived_of_other_weights_is_not_gone_on_with(hub, small, home):
    hub.cuts["model.safetensors"] = [5000, 0]
    with pytest.raises(ModelError):
        pull_model()
    change(hub, "model.safetensors", small.files["model.safetensors"].replace(b"pt", b"tf"))
    pull_model()
    assert "range" not in hub.asked_for("model.safetensors")[-1]


def test_damaged_weights_are_not_installed(hub, home):
    hub.damaged = ("model.safetensors",)
    with pytest.raises(ModelError, match=r"model\.safetensors arrived damaged; pull again"):
        pull_model()
    assert installed(home) == [] and parts(home) == []
    hub.damaged = ()
    assert pull_model().name == REPO


def test_a_damaged_small_file_is_noticed_by_git_s_own_hash(hub, home):
    hub.damaged = ("vocab.json",)
    with pytest.raises(ModelError, match=r"vocab\.json arrived damaged"):
        pull_model()


def test_a_mirror_that_lists_no_sizes_is_asked_for_them(hub, small):
    hub.terse = True
    hub.cuts["model.safetensors"] = [5000]
    assert (pull_model().folder / "model.safetensors").read_bytes() == small.files["model.safetensors"]


def test_a_mirror_s_damaged_weights_are_noticed_too(hub):
    hub.terse = True
    hub.damaged = ("model.safetensors",)
    with pytest.raises(ModelError, match=r"model\.safetensors arrived damaged"):
        pull_model()


@pytest.mark.parametrize(
    ("status", "line"), [(503, "answered with 503; wait"), (403, "HF_TOKEN"), (404, "not found on")]
)
def test_a_hub_that_refuses_is_told(hub, status, line):
    hub.failing = status
    with pytest.raises(ModelError, match=line):
        pull_model()


def test_without_a_network_the_line_says_so(home, monkeypatch):
    with socket.socket() as taken:  # bound and never listening: a port that refuses
        taken.bind(("127.0.0.1", 0))
        address = f"http://127.0.0.1:{taken.getsockname()[1]}"
        monkeypatch.setenv("HF_ENDPOINT", address)
        with pytest.raises(ModelError, match=f"{address} cannot be reached.*check the network"):
            pull_model()


def test_offline_nothing_is_asked(hub, monkeypatch):
    monkeypatch.setenv("HF_HUB_OFFLINE", "1")
    with pytest.raises(ModelError, match="HF_HUB_OFFLINE is set"):
        pull_model()
    assert hub.seen == []


def test_a_full_disk_is_noticed_before_anything_is_fetched(hub, home, monkeypatch):
    monkeypatch.setattr(shutil, "disk_usage", lambda path: shutil._ntuple_diskusage(10**9, 10**9, 10))
    with pytest.raises(ModelError, match=r"no space on the disk.*XDG_DATA_HOME"):
        pull_model()
    assert not hub.asked_for("config.json") and installed(home) == []


def test_a_disk_that_fills_up_meanwhile_leaves_no_model(hub, home, monkeypatch):
    def full(self: object, file: object, part: Path, arrived: object) -> None:
        part.write_bytes(b"some")
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(hub_module.Hub, "_receive", full)
    with pytest.raises(ModelError, match="no space left on the disk"):
        pull_model()
    assert installed(home) == []


def test_another_pull_of_the_same_model_is_kept_out(hub, home):
    def pull_again(what: str, done: int, total: int) -> None:
        pull_model()

    with pytest.raises(ModelError, match="another pull of it is running"):
        pull_model(report=pull_again)


# --- what the hub says no to, and what we say no to ---


@pytest.mark.parametrize(
    ("repo", "revision", "line"),
    [
        ("Helsinki-NLP/opus-mt-xx-yy", None, "no such repository on"),
        (REPO, "nowhere", "no such revision"),
        ("not/a/name", None, "not a repository's name"),
    ],
)
def test_what_is_not_there_is_told_in_a_line(hub, home, repo, revision, line):
    with pytest.raises(ModelError, match=line) as caught:
        pull_model(repo, revision)
    assert "\n" not in caught.value.line()
    assert installed(home) == []


def test_a_gated_model_says_where_to_ask(hub):
    hub.gated = (REPO,)
    with pytest.raises(ModelError, match=r"gated.*HF_TOKEN"):
        pull_model()


def test_a_server_that_is_no_hub_is_told(hub, monkeypatch):
    monkeypatch.setenv("HF_ENDPOINT", hub.address + f"/{REPO}/content-of/main/content/README.md?")
    with pytest.raises(ModelError, match="does not answer as a Hugging Face hub does"):
        pull_model()


def with_config(small: Any, **changed: Any) -> bytes:
    return json.dumps({**json.loads(small.files["config.json"]), **changed}).encode()


@pytest.mark.parametrize(
    ("name", "content", "line"),
    [
        ("config.json", {"model_type": "t5"}, "not a Marian model"),
        ("config.json", None, "not a Marian model"),
        ("tokenizer_config.json", {"source_lang": "en", "target_lang": "nl"}, "reads en, not nl"),
        ("tokenizer_config.json", {"source_lang": "nld", "target_lang": "fra"}, "writes fra, not en"),
        ("source.spm", None, "no source.spm"),
        ("model.safetensors", None, "no weights that can be read"),
    ],
)
def test_a_model_that_cannot_be_used_costs_no_weights(hub, home, name, content, line):
    change(hub, name, None if content is None else json.dumps(content).encode())
    with pytest.raises(ModelError, match=line):
        pull_model()
    assert hub.asked_for("model.safetensors") == []
    assert installed(home) == [] and parts(home) == []
    assert not list((home / "data/nl-en-translate/models").glob("*/.partial-*"))


# --- which weights ---


def test_weights_in_pytorch_s_old_layout_are_installed(hub, small):
    change(hub, "model.safetensors", None)
    change(hub, "pytorch_model.bin", legacy_file(small.tensors))
    model = pull_model()
    assert (model.folder / "pytorch_model.bin").exists()


def converted(hub: Any, small: Any, *, by: str, of: bytes | None = None) -> bytes:
    """Give the hub a repository with PyTorch weights alone and a pull request with safetensors; return the former."""
    weights = zip_file(small.tensors)
    change(hub, "model.safetensors", None)
    change(hub, "pytorch_model.bin", weights)
    hub.repositories[REPO]["refs/pr/1"] = {**small.files, "pytorch_model.bin": of or weights}
    hub.conversions[REPO] = {1: by}
    return weights


def test_safetensors_that_the_hub_s_converter_made_are_preferred(hub, small):
    converted(hub, small, by="SFconvertbot")
    model = pull_model()
    assert (model.folder / "model.safetensors").read_bytes() == small.files["model.safetensors"]
    assert hub.asked_for("pytorch_model.bin") == []
    assert model.folder.name == hub.commit(REPO, "main")


@pytest.mark.parametrize(("by", "of"), [("a-stranger", None), ("SFconvertbot", b"weights of an earlier day")])
def test_safetensors_that_anybody_may_have_made_are_not_taken(hub, small, by, of):
    weights = converted(hub, small, by=by, of=of)
    assert (pull_model().folder / "pytorch_model.bin").read_bytes() == weights
    assert hub.asked_for("model.safetensors") == []


def test_sharded_weights_are_fetched_whole(hub, small):
    from safetensors.numpy import save

    names = sorted(small.tensors)
    halves = {
        "model-00001-of-00002.safetensors": names[::2],
        "model-00002-of-00002.safetensors": names[1::2],
    }
    change(hub, "model.safetensors", None)
    for file, members in halves.items():
        change(hub, file, save({name: small.tensors[name] for name in members}))
    index = {"weight_map": {name: file for file, members in halves.items() for name in members}}
    change(hub, "model.safetensors.index.json", json.dumps(index).encode())

    from translate.engines.checkpoint import read_checkpoint

    tensors = read_checkpoint(pull_model().folder).tensors
    assert all(np.array_equal(tensors[name], small.tensors[name]) for name in names)
