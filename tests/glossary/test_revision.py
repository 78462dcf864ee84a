from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest

from translate.errors import GlossaryError
from translate.glossary.revision import load_older
from translate.glossary.store import GlossaryInvalid

OLD, NEW = "- source: drone\n  target: drone\n", "- source: drone\n  target: UAV\n"


def git(folder: Path, *arguments: str) -> None:
    identity = ["-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false"]
    subprocess.run(["git", "-C", str(folder), *identity, *arguments], check=True, capture_output=True)


@pytest.fixture
def glossary(tmp_path: Path) -> Path:
    """A glossary in a folder of a repository: of two revisions, the first tagged ``first``, and edited since."""
    folder = tmp_path / "news"
    folder.mkdir()
    path = folder / "glossary.yaml"
    git(tmp_path, "init", "-q")
    for text, tag in ((OLD, "first"), (NEW, "second")):
        path.write_text(text, encoding="utf-8")
        git(tmp_path, "add", ".")
        git(tmp_path, "commit", "-q", "-m", tag)
        git(tmp_path, "tag", tag)
    path.write_text(NEW + "- source: raket\n  target: missile\n", encoding="utf-8")
    return path


@pytest.mark.parametrize(("since", "target"), [("first", "drone"), ("HEAD~1", "drone"), ("HEAD", "UAV")])
def test_a_revision_of_the_glossary(glossary: Path, since: str, target: str) -> None:
    assert [entry.target for entry in load_older(since, glossary)] == [target]


def test_another_file(tmp_path: Path, glossary: Path) -> None:
    other = tmp_path / "first"  # a file goes before a revision of its name
    other.write_text("- source: raket\n  target: rocket\n", encoding="utf-8")
    assert [entry.target for entry in load_older(str(other), glossary)] == ["rocket"]


def test_the_working_folder_does_not_matter(glossary: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(glossary.parent)
    assert len(load_older("first", Path("glossary.yaml"))) == 1
    monkeypatch.chdir("/")
    assert len(load_older("first", glossary)) == 1


@pytest.mark.parametrize(
    ("since", "message"),
    [
        ("nowhere", "no file and no git revision 'nowhere'"),
        ("", "no revision ''"),
        ("--output=x", "no revision '--output=x'"),
        ("first:news", "no file and no git revision"),
        ("empty", "glossary.yaml was not in git then"),
    ],
)
def test_what_is_neither_is_refused_in_one_line(glossary: Path, since: str, message: str) -> None:
    git(glossary.parent, "checkout", "-q", "--orphan", "empty")
    git(glossary.parent, "rm", "-q", "-f", "--cached", "-r", ".")
    git(glossary.parent, "commit", "-q", "--allow-empty", "-m", "nothing")
    with pytest.raises(GlossaryError, match=message) as caught:
        load_older(since, glossary)
    assert caught.value.where.startswith("--since") and caught.value.mend and "\n" not in caught.value.line()


def test_outside_a_repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    path = tmp_path / "glossary.yaml"
    path.write_text(OLD, encoding="utf-8")
    with pytest.raises(GlossaryError, match=r"no file 'HEAD', and .*glossary.yaml is in no git repository"):
        load_older("HEAD", path)


def test_without_git(glossary: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "/nowhere")
    with pytest.raises(GlossaryError, match="git is not installed; give the older glossary as a file"):
        load_older("HEAD", glossary)


@pytest.mark.parametrize(("data", "message"), [(b"- source: \xff", "not UTF-8"), (b"- sorce: x", r"\(HEAD\)")])
def test_a_revision_that_is_no_glossary(glossary: Path, data: bytes, message: str) -> None:
    glossary.write_bytes(data)
    git(glossary.parent, "commit", "-q", "-a", "-m", "broken")
    with pytest.raises((GlossaryError, GlossaryInvalid)) as caught:
        load_older("HEAD", glossary)
    problems = getattr(caught.value, "problems", None) or [caught.value]
    assert re.search(message, str(problems[0]))
