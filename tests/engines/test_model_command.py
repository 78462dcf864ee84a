from __future__ import annotations

import json

import pytest
from typer.testing import CliRunner

from translate.cli.model import app
from translate.engines.models import BUILT_IN, find_model
from translate.errors import ModelError

run = CliRunner().invoke


def test_list_marks_the_model_that_is_used(hub):
    assert run(app, ["list"]).stdout == f"* {find_model().id}  built in\n"
    assert "is installed and used from now on" in run(app, ["pull"]).stdout
    first, second = run(app, ["list"]).stdout.splitlines()
    assert first.startswith(f"  {BUILT_IN}@") and second.startswith("* Helsinki-NLP/opus-mt-nl-en@")
    described = json.loads(run(app, ["list", "--json"]).stdout)
    assert [(one["name"], one["default"]) for one in described] == [
        (BUILT_IN, False),
        ("Helsinki-NLP/opus-mt-nl-en", True),
    ]
    assert run(app, ["use", BUILT_IN]).stdout == f"{find_model().id} is used from now on.\n"


def test_list_shows_a_folder_that_was_chosen(home, small, tmp_path):
    small.write(tmp_path / "mine")
    run(app, ["use", str(tmp_path / "mine")])
    assert run(app, ["list"]).stdout.splitlines()[-1].startswith(f"* {tmp_path / 'mine'}@")


def test_list_still_lists_when_the_chosen_model_is_gone(home, small, tmp_path):
    folder = small.write(tmp_path / "mine")
    run(app, ["use", str(folder)])
    folder.rename(tmp_path / "elsewhere")
    result = run(app, ["list"])
    assert result.exit_code == 0
    assert BUILT_IN in result.stdout and "cannot be used" in result.stderr


def test_info_tells_what_is_known(home):
    text = run(app, ["info"]).stdout
    for part in (
        "nl to en",
        "6 encoder, 2 decoder",
        "marks terms          yes",
        "cc-by-sa-4.0",
        "Flores-200",
        "chrF2++",
    ):
        assert part in text
    assert text.splitlines()[-1] == (
        "This model is compact; `translate model pull` fetches the larger Helsinki-NLP/opus-mt-nl-en."
    )
    described = json.loads(run(app, ["info", "--json"]).stdout)
    assert described["name"] == BUILT_IN and described["scores"][0]["BLEU"] > 0


def test_info_of_a_folder(home, small, tmp_path):
    text = run(app, ["info", str(small.write(tmp_path / "mine"))]).stdout
    assert "marks terms          no" in text and "apache-2.0" in text and "compact" not in text


def test_what_goes_wrong_is_left_to_the_program_to_print(home, hub):
    for arguments in (["use", "nothing"], ["info", "nothing"], ["pull", "no/such"], ["add", "/no/such"]):
        assert isinstance(run(app, arguments).exception, ModelError)


def test_interrupted_says_that_it_goes_on(hub, monkeypatch):
    from translate.engines import pull

    def interrupt(*arguments: object, **options: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(pull, "pull_model", interrupt)
    result = run(app, ["pull"])
    assert result.exit_code == 130
    assert "the same command goes on from there" in result.stderr


@pytest.mark.parametrize("command", ["list", "info", "use", "pull", "add"])
def test_every_option_has_a_sentence(command):
    result = run(app, [command, "--help"])
    assert result.exit_code == 0 and "." in result.stdout
