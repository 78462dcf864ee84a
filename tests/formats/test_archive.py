from __future__ import annotations

import io
import struct
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.formats.word_files import unzipped, zipped
from translate.errors import ReadingError
from translate.formats import archive as limits
from translate.formats.archive import open_archive

NAMES = st.text("abcXYZ/._-é", min_size=1, max_size=12).filter(lambda n: not n.startswith("/") and ".." not in n)


def with_method(data: bytes, method: int) -> bytes:
    """The archive with another method of compression named in its directory."""
    at = data.index(b"PK\x01\x02") + 10
    return data[:at] + struct.pack("<H", method) + data[at + 2 :]


def with_flag(data: bytes) -> bytes:
    """The archive with its first member said to be encrypted."""
    at = data.index(b"PK\x01\x02") + 8
    return data[:at] + b"\x01\x00" + data[at + 2 :]


def twice_the_same() -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive, pytest.warns(UserWarning, match="Duplicate"):
        archive.writestr("a", b"1")
        archive.writestr("a", b"2")
    return made.getvalue()


def overlapping() -> bytes:
    """An archive whose directory names the same bytes a hundred times."""
    data = zipped({"a": bytes(range(256)) * 40})
    start = data.index(b"PK\x01\x02")
    end = data.index(b"PK\x05\x06")
    entry = data[start:end]
    entries = b"".join(entry[:46] + f"{n:01x}"[-1:].encode() + entry[47:] for n in range(16))
    return data[:start] + entries + struct.pack("<4s4H2IH", b"PK\x05\x06", 0, 0, 16, 16, len(entries), start, 0)


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"geen archief", "a.zip: not a ZIP archive"),
        (zipped({"a": b"tekst" * 100})[:-30], "cut off or damaged"),
        (with_flag(zipped({"a": b"tekst"})), "password-protected; save it without a password"),
        (with_method(zipped({"a": b"tekst"}), 12), "a.zip, part a: packed in a way that is not read"),
        (zipped({"../etc/passwd": b""}), "'../etc/passwd', which leads out of it"),
        (zipped({"a\\..\\..\\b": b""}), "which leads out of it"),
        (zipped({"/a": b""}), "which leads out of it"),
        (zipped({"C:/a": b""}), "which leads out of it"),
        (twice_the_same(), "two parts with the name 'a'"),
        (zipped({"a": bytes(20_000_000)}), "would unpack from"),
        (overlapping(), "parts that overlap"),
    ],
)
def test_a_bad_archive_is_refused_in_a_line(data: bytes, says: str) -> None:
    with pytest.raises(ReadingError) as caught:
        open_archive(data, "a.zip")
    assert says in str(caught.value)
    assert "\n" not in str(caught.value)


def test_the_limits_on_count_and_size_hold(monkeypatch: pytest.MonkeyPatch) -> None:
    data = zipped({name: b"0123456789" for name in "abc"})
    for limit, value in (("MEMBER_COUNT_LIMIT", 2), ("MEMBER_LIMIT", 9), ("TOTAL_LIMIT", 29)):
        with monkeypatch.context() as patch, pytest.raises(ReadingError):
            patch.setattr(limits, limit, value)
            open_archive(data, "a.zip")
    assert open_archive(data, "a.zip").names == ("a", "b", "c")


def test_a_member_larger_than_the_directory_says_is_damaged() -> None:
    data = zipped({"a": b"tekst" * 1000})
    at = data.index(b"PK\x01\x02") + 24
    opened = open_archive(data[:at] + struct.pack("<I", 10) + data[at + 4 :], "a.zip")
    with pytest.raises(ReadingError, match=r"a\.zip, part a: cannot be unpacked"):
        opened.read("a")


def test_a_missing_member_is_named() -> None:
    with pytest.raises(ReadingError, match=r"a\.zip: has no part b"):
        open_archive(zipped({"a": b""}), "a.zip").read("b")
    with pytest.raises(KeyError):
        open_archive(zipped({"a": b""}), "a.zip").rewrite({"b": b""})


@given(st.dictionaries(NAMES, st.binary(max_size=50), min_size=1), st.data())
def test_rewriting_changes_what_it_is_asked_to(members: dict[str, bytes], data: st.DataObject) -> None:
    first = next(iter(members))
    replaced = data.draw(st.dictionaries(st.sampled_from(sorted(members)), st.binary(max_size=50)))
    before = zipped(members, stored=(first,))
    after = open_archive(before, "a.zip").rewrite(replaced)
    assert list(unzipped(after)) == list(members)
    assert unzipped(after) == members | replaced
    with zipfile.ZipFile(io.BytesIO(before)) as old, zipfile.ZipFile(io.BytesIO(after)) as new:
        kept = ("date_time", "compress_type", "external_attr")
        for was, now in zip(old.infolist(), new.infolist(), strict=True):
            assert [getattr(was, name) for name in kept] == [getattr(now, name) for name in kept]


def test_an_unchanged_archive_is_the_same_to_the_byte() -> None:
    data = zipped({"mimetype": b"application/vnd.oasis.opendocument.text", "b": b"tekst" * 50}, stored=("mimetype",))
    assert open_archive(data, "a.odt").rewrite({}) == data
