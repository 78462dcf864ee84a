from __future__ import annotations

import json
import os
import shutil
from pathlib import Path

import pytest

from translate.engines.install import put_in_place
from translate.engines.models import (
    BUILT_IN,
    built_in_folder,
    checkpoint_hash,
    find_model,
    larger_model_hint,
    list_models,
    mark_hint_seen,
    model_info,
    models_folder,
    use_model,
)
from translate.errors import ModelError
from translate.folders import cache_folder, data_folder, state_folder


@pytest.fixture
def install(home, small, tmp_path):
    """Put the small checkpoint among the installed models under a name, as often as wanted."""

    def install(name: str, revision: str = "1", **config: object) -> object:
        staging = small.write(tmp_path / f"staging-{name.replace('/', '-')}-{revision}", **config)
        return put_in_place(staging, name, name, revision)

    return install


def test_without_any_choice_the_built_in_model_is_used(home):
    model = find_model()
    assert (model.name, model.source, model.folder) == (BUILT_IN, "built in", built_in_folder())
    assert model == find_model(BUILT_IN)
    assert model.id == f"{BUILT_IN}@{checkpoint_hash(built_in_folder())[:12]}"
    assert list_models() == [model]


def test_an_installed_model_is_found_by_its_name_its_last_part_and_its_id(install):
    model = install("Helsinki-NLP/opus-mt-nl-en")
    for name in ("Helsinki-NLP/opus-mt-nl-en", "opus-mt-nl-en", model.id, model.id[:-4]):
        assert find_model(name) == model
    assert model.id.startswith("Helsinki-NLP/opus-mt-nl-en@")


def test_a_last_part_that_two_models_have_is_not_guessed(install):
    install("one/news"), install("two/news")
    with pytest.raises(ModelError, match="several models are called so: one/news, two/news; give the whole name"):
        find_model("news")
    install("news")
    assert find_model("news").name == "news"


def test_of_two_revisions_the_one_installed_last_is_meant(install):
    older = install("our/news", "1")
    newer = install("our/news", "2", encoder_dropout=0.1)
    assert find_model("our/news") == newer
    assert find_model(older.id) == older
    assert [m.id for m in list_models()][1:] == [newer.id]
    use_model(older.id)
    assert find_model() == older


def test_a_folder_can_be_used_as_a_model(home, small, tmp_path, monkeypatch):
    folder = small.write(tmp_path / "mine")
    model = find_model(str(folder))
    assert (model.name, model.source) == (str(folder), "folder")
    monkeypatch.chdir(tmp_path)
    assert find_model("mine") == find_model("./mine") == model
    use_model("mine")
    monkeypatch.chdir("/")
    assert find_model() == model


def test_a_folder_of_the_built_in_name_does_not_hide_the_model(home, small, tmp_path, monkeypatch):
    small.write(tmp_path / BUILT_IN)
    monkeypatch.chdir(tmp_path)
    assert find_model(BUILT_IN).source == "built in"
    assert find_model(f"./{BUILT_IN}").source == "folder"


@pytest.mark.parametrize(
    ("name", "line"),
    [
        ("nothing", "no model of this name, and no folder; `translate model list` shows"),
        ("opus-mt-nl-en", "`translate model pull Helsinki-NLP/opus-mt-nl-en` fetches it"),
        ("opus-mt-nl-en@123", "no model of this name"),
        ("", "no"),
    ],
)
def test_a_name_that_means_nothing_says_what_to_do(home, tmp_path, monkeypatch, name, line):
    monkeypatch.chdir(tmp_path)
    with pytest.raises(ModelError) as caught:
        find_model(name)
    assert line in caught.value.line()


def test_a_folder_without_a_model_is_told(home, tmp_path):
    with pytest.raises(ModelError, match="no weights"):
        find_model(str(tmp_path))


def test_a_chosen_model_that_is_gone_is_told_and_another_can_be_chosen(install):
    model = install("our/news")
    shutil.rmtree(model.folder)
    with pytest.raises(ModelError, match=r"our/news: the chosen model cannot be used.*`translate model use`"):
        find_model()
    assert [m.name for m in list_models()] == [BUILT_IN]
    use_model(BUILT_IN)
    assert find_model().name == BUILT_IN


def test_a_choice_that_cannot_be_read_is_told(home):
    use_model(BUILT_IN)
    state = state_folder() / "models.json"
    for text in ("{", "[]", ""):
        state.write_text(text)
        with pytest.raises(ModelError, match="delete it and choose a model again"):
            find_model()
    assert find_model(BUILT_IN).name == BUILT_IN


def test_a_folder_left_by_a_crash_is_not_a_model(install, small):
    install("our/news")
    small.write(models_folder() / "our--other" / "1")
    small.write(models_folder() / "our--news" / ".partial-1")
    assert [m.name for m in list_models()] == [BUILT_IN, "our/news"]


# --- the hash ---


def test_the_hash_follows_every_file_that_makes_the_translation(home, small, tmp_path):
    folder = small.write(tmp_path / "model")
    hashes = {checkpoint_hash(folder)}
    for name in ("model.safetensors", "config.json", "vocab.json", "source.spm", "target.spm"):
        path = folder / name
        path.write_bytes(path.read_bytes() + b" ")
        hashes.add(checkpoint_hash(folder))
    assert len(hashes) == 6
    (folder / "README.md").write_text("other words")
    assert checkpoint_hash(folder) in hashes


def test_the_same_files_have_the_same_hash_wherever_they_are(home, small, tmp_path):
    assert checkpoint_hash(small.write(tmp_path / "a")) == checkpoint_hash(small.write(tmp_path / "b"))


def test_a_checkpoint_that_was_hashed_is_not_read_again(home, small, tmp_path, monkeypatch):
    folder = small.write(tmp_path / "model")
    first = checkpoint_hash(folder)
    opened = []
    real = Path.open
    monkeypatch.setattr(Path, "open", lambda self, *a, **k: opened.append(self.name) or real(self, *a, **k))
    assert checkpoint_hash(folder) == first
    assert "model.safetensors" not in opened


@pytest.mark.parametrize("keep_times", [False, True])
def test_a_new_checkpoint_of_the_same_size_is_noticed(home, small, tmp_path, keep_times):
    folder = small.write(tmp_path / "model")
    first = checkpoint_hash(folder)
    path = folder / "model.safetensors"
    times = path.stat()
    content = bytearray(path.read_bytes())
    content[-1] ^= 1
    other = tmp_path / "other"
    other.write_bytes(content)
    os.replace(other, path)
    if keep_times:  # as package managers do that give every file the same time
        os.utime(path, ns=(times.st_atime_ns, times.st_mtime_ns))
    assert checkpoint_hash(folder) != first


@pytest.mark.parametrize("memo", [b"", b"{", b"[]", b'{"files": 3, "sha256": "x"}', b"\xff"])
def test_a_damaged_memo_is_made_anew(home, small, tmp_path, memo):
    folder = small.write(tmp_path / "model")
    first = checkpoint_hash(folder)
    (path,) = (cache_folder() / "hashes").iterdir()
    path.write_bytes(memo)
    assert checkpoint_hash(folder) == first
    assert json.loads(path.read_text())["sha256"] == first


def test_a_memo_with_another_hash_is_not_believed_blindly(home, small, tmp_path):
    folder = small.write(tmp_path / "model")
    first = checkpoint_hash(folder)
    (path,) = (cache_folder() / "hashes").iterdir()
    path.write_text(json.dumps({**json.loads(path.read_text()), "sha256": "../../etc"}))
    assert checkpoint_hash(folder) == first


def test_a_cache_that_cannot_be_written_is_no_obstacle(home, small, tmp_path, monkeypatch):
    blocked = tmp_path / "a-file"
    blocked.write_text("")
    monkeypatch.setenv("XDG_CACHE_HOME", str(blocked))
    assert len(checkpoint_hash(small.write(tmp_path / "model"))) == 64


# --- the hint ---


def test_the_hint_is_given_once_and_only_for_the_built_in_model(install):
    built_in = find_model()
    assert "translate model pull" in (larger_model_hint(built_in) or "")
    assert larger_model_hint(built_in) is not None  # until the caller says that it was shown
    mark_hint_seen()
    assert larger_model_hint(built_in) is None
    assert larger_model_hint(install("our/news")) is None
    assert find_model().name == "our/news"  # the choice and the hint live in one file


def test_a_hint_that_cannot_be_remembered_is_no_obstacle(home, tmp_path, monkeypatch):
    blocked = tmp_path / "a-file"
    blocked.write_text("")
    monkeypatch.setenv("XDG_STATE_HOME", str(blocked))
    mark_hint_seen()
    with pytest.raises(ModelError, match="XDG_STATE_HOME"):
        use_model(BUILT_IN)


# --- what is known of a model ---


def test_what_is_known_of_the_built_in_model(home):
    info = model_info(find_model())
    config = json.loads((built_in_folder() / "config.json").read_text())
    assert info.languages == ("nl", "en")
    assert (info.encoder_layers, info.decoder_layers) == (config["encoder_layers"], config["decoder_layers"])
    assert info.vocabulary == config["vocab_size"]
    assert info.marks_terms and info.licence == "cc-by-sa-4.0"
    assert info.bytes > 2 * info.parameters  # float16
    assert info.scores and all({"test set", "sentences", "BLEU", "chrF2++"} <= set(score) for score in info.scores)


def test_what_is_not_known_of_a_model_is_left_open(install, small):
    model = install("our/news")
    (model.folder / "README.md").write_text("# No front matter\nlicense: not here\n")
    info = model_info(model)
    assert info.parameters == sum(array.size for array in small.tensors.values())
    assert (info.target_tokens_seen, info.licence, info.scores, info.marks_terms) == (None, "", (), False)


def test_scores_may_stand_alone_or_with_how_they_were_made(install):
    model = install("our/news")
    score = {"test set": "News", "sentences": 10, "BLEU": 1.0}
    for value in ([score], {"scores": [score], "decoding": "greedy"}):
        (model.folder / "evaluation.json").write_text(json.dumps(value))
        assert model_info(model).scores == (score,)
    (model.folder / "evaluation.json").write_text('{"scores": 3}')
    with pytest.raises(ModelError, match="list of scores"):
        model_info(model)


# --- folders ---


@pytest.mark.parametrize(
    ("env", "data"),
    [
        ({"XDG_DATA_HOME": "/d", "HOME": "/h"}, "/d/nl-en-translate"),
        ({"HOME": "/h"}, "/h/.local/share/nl-en-translate"),
        ({"XDG_DATA_HOME": "relative", "HOME": "/h"}, "/h/.local/share/nl-en-translate"),
        ({"XDG_DATA_HOME": "", "HOME": "/h"}, "/h/.local/share/nl-en-translate"),
    ],
)
def test_folders_follow_the_xdg_specification(env, data):
    assert data_folder(env) == Path(data)


def test_folders_follow_the_environment_at_each_call(monkeypatch, tmp_path):
    for value in (tmp_path / "a", tmp_path / "b"):
        monkeypatch.setenv("XDG_STATE_HOME", str(value))
        assert state_folder() == value / "nl-en-translate"
        assert not value.exists()
