"""What is asked of a Hugging Face hub: what a repository holds, and its files, resumed where they stopped.

`huggingface_hub` gives the client, the tokens and the errors. Its own download is not used: version 2.4 throws
away what had arrived when a download is interrupted, and 300 MB over a train's network needs to go on.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from translate.engines.checkpoint import PYTORCH, SAFETENSORS
from translate.errors import ModelError

HOME = "https://huggingface.co"
TIMEOUT = 30.0  # seconds without an answer, or without a byte
# The hub's own account that offers safetensors for repositories without. Anybody can open a pull request: no other
# account's is taken, and its only where it was made from the very weights that the repository holds now.
CONVERTER = "SFconvertbot"


@dataclass(frozen=True, slots=True)
class RemoteFile:
    """A file of a repository at a commit.

    ``size`` is in bytes, -1 while unknown. ``sha256`` is known of large files and ``blob``, git's own hash, of small
    ones; empty otherwise.
    """

    name: str
    commit: str
    size: int
    sha256: str = ""
    blob: str = ""

    def verify(self, path: Path) -> bool:
        """Say whether a file on disk is this one, as far as the hub says what it is."""
        if self.size >= 0 and path.stat().st_size != self.size:
            return False
        if not (self.sha256 or self.blob):
            return True
        # git hashes a blob behind a header with its length.
        digest = hashlib.sha256() if self.sha256 else hashlib.sha1(b"blob %d\0" % path.stat().st_size)
        with path.open("rb") as file:
            while block := file.read(1 << 20):
                digest.update(block)
        return digest.hexdigest() == (self.sha256 or self.blob)


class Hub:
    """One repository on a hub.

    Args:
        repo: ``owner/name``.
        env: ``HF_ENDPOINT`` names another hub, ``HF_HUB_OFFLINE`` forbids asking any.

    Raises:
        ModelError: offline, or no hub's address.
    """

    def __init__(self, repo: str, env: Mapping[str, str] | None = None) -> None:
        env = os.environ if env is None else env
        mend = "unset it, or bring the files yourself and `translate model add` their folder"
        for variable in ("HF_HUB_OFFLINE", "TRANSFORMERS_OFFLINE"):
            if env.get(variable, "").upper() in ("1", "ON", "YES", "TRUE"):
                raise ModelError(f"{variable} is set, so nothing is fetched", where=repo, mend=mend)
        from huggingface_hub import HfApi, constants
        from huggingface_hub.utils import build_hf_headers, logging

        constants.HF_HUB_DISABLE_TELEMETRY = True  # read at each call; the variable itself only when it was imported
        logging.set_verbosity_error()  # its warnings would stand between our lines
        self.repo = repo
        self.endpoint = (env.get("HF_ENDPOINT") or HOME).rstrip("/")
        if not self.endpoint.startswith(("http://", "https://")):
            raise ModelError("HF_ENDPOINT is no address", where=self.endpoint, mend=f"such as {HOME}")
        agent = {"user-agent": "nl-en-translate"}
        self._api = HfApi(endpoint=self.endpoint, headers=agent)
        with self._errors():
            self._headers: dict[str, str] = build_hf_headers(headers=agent)

    def files(self, revision: str | None = None) -> dict[str, RemoteFile]:
        """Return the files of the repository at a branch, tag or commit, by name.

        Raises:
            ModelError: no network, no such repository or revision, or no access to it.
        """
        with self._errors(), self._sense():
            info = self._api.model_info(self.repo, revision=revision, files_metadata=True, timeout=TIMEOUT)
            return {item.rfilename: self._file(item, str(info.sha)) for item in info.siblings or []}

    def _file(self, item: Any, commit: str) -> RemoteFile:
        size = item.size if isinstance(item.size, int) else -1
        if item.lfs:  # a large file's own git blob is a pointer to it
            return RemoteFile(item.rfilename, commit, size, sha256=str(item.lfs["sha256"]))
        return RemoteFile(item.rfilename, commit, size, blob=str(item.blob_id or ""))

    def converted(self, files: Mapping[str, RemoteFile]) -> RemoteFile | None:
        """Return the safetensors file that the hub's converter made of these files' weights, if it did."""
        weights = files.get(PYTORCH)
        if weights is None or not weights.sha256:
            return None
        for number in self._conversions():
            theirs = self.files(f"refs/pr/{number}")
            if theirs.get(PYTORCH, weights).sha256 == weights.sha256 and SAFETENSORS in theirs:
                return theirs[SAFETENSORS]
        return None

    def _conversions(self) -> list[int]:
        from huggingface_hub.errors import HfHubHTTPError
        from huggingface_hub.utils import get_session, hf_raise_for_status

        url = f"{self.endpoint}/api/models/{self.repo}/discussions"
        wanted = {"type": "pull_request", "author": CONVERTER}
        with self._errors(), self._sense():
            try:
                response = get_session().get(url, params=wanted, headers=self._headers, timeout=TIMEOUT)
                hf_raise_for_status(response)
            except HfHubHTTPError:
                return []  # a mirror without pull requests: the repository's own weights will do
            found = response.json()["discussions"]
            return [int(one["num"]) for one in found if one["author"]["name"] == CONVERTER and one["isPullRequest"]]

    def sized(self, file: RemoteFile) -> RemoteFile:
        """Return a file with its size, asked for where the listing did not say it."""
        if file.size >= 0:
            return file
        from huggingface_hub import get_hf_file_metadata

        with self._errors():
            told = get_hf_file_metadata(self._url(file), headers=self._headers, endpoint=self.endpoint, timeout=TIMEOUT)
        etag = told.etag or ""
        known = {"sha256": etag} if len(etag) == 64 else {}
        return replace(file, size=-1 if told.size is None else told.size, **known)

    def fetch(self, file: RemoteFile, folder: Path, arrived: Callable[[int], None]) -> Path:
        """Fetch a file into a folder, going on from what an earlier try left there, and verify it.

        Args:
            file: what to fetch.
            folder: an existing folder. What has arrived is kept in it under a name of its own until it is whole.
            arrived: called with the number of bytes of the file that are there.

        Raises:
            ModelError: the connection fails, access is refused, or what arrived is not what the hub describes.
            OSError: the file cannot be written.
        """
        target = folder / file.name
        if target.exists():  # whole and verified, or it would not have this name
            arrived(target.stat().st_size)
            return target
        part = folder / f"{file.name}.{(file.sha256 or file.blob or file.commit)[:12]}.part"
        with self._errors():
            self._complete(file, part, arrived)
        if not file.verify(part):
            part.unlink()
            raise ModelError(f"{file.name} arrived damaged", where=self.repo, mend="pull again")
        os.replace(part, target)
        return target

    def _complete(self, file: RemoteFile, part: Path, arrived: Callable[[int], None]) -> None:
        """Ask for the rest until it is there, again after a broken connection as long as each one brings something."""
        from huggingface_hub.errors import HfHubHTTPError, HTTPError

        while True:
            before = _size(part)
            try:
                self._receive(file, part, arrived)
            except HTTPError as error:
                if isinstance(error, HfHubHTTPError) or _size(part) <= before:
                    raise
                continue
            if _size(part) >= file.size or _size(part) <= before:
                return

    def _receive(self, file: RemoteFile, part: Path, arrived: Callable[[int], None]) -> None:
        from huggingface_hub.utils import get_session, hf_raise_for_status

        done = _size(part) if 0 < _size(part) <= file.size else 0
        if part.exists() and done == file.size:
            return
        # Compressed, a body has another length than the file, and a range of it is no range of the file.
        headers = {**self._headers, "accept-encoding": "identity", **({"range": f"bytes={done}-"} if done else {})}
        with get_session().stream("GET", self._url(file), headers=headers, timeout=TIMEOUT) as response:
            hf_raise_for_status(response)
            goes_on = response.status_code == 206 and response.headers.get("content-range", "").startswith(
                f"bytes {done}-"
            )
            with part.open("ab" if goes_on else "wb") as out:
                done = done if goes_on else 0
                for chunk in response.iter_bytes():
                    out.write(chunk)
                    done += len(chunk)
                    arrived(done)

    def _url(self, file: RemoteFile) -> str:
        from huggingface_hub import hf_hub_url

        return str(hf_hub_url(self.repo, file.name, revision=file.commit, endpoint=self.endpoint))

    @contextmanager
    def _errors(self) -> Iterator[None]:
        """Turn what goes wrong between us and the hub into one line that says what to do."""
        from huggingface_hub import errors

        access = f"ask for access on {self.endpoint}/{self.repo} and set HF_TOKEN"
        try:
            yield
        except ModelError:
            raise
        except errors.OfflineModeIsEnabled as error:
            raise ModelError("HF_HUB_OFFLINE is set, so nothing is fetched", where=self.repo) from error
        except errors.GatedRepoError as error:
            raise ModelError("the repository is gated", where=self.repo, mend=access) from error
        except errors.RevisionNotFoundError as error:
            raise ModelError("no such revision", where=self.repo, mend="see its branches on the hub") from error
        except errors.RepositoryNotFoundError as error:
            mend = "check the name; for a private one set HF_TOKEN"
            raise ModelError(f"no such repository on {self.endpoint}", where=self.repo, mend=mend) from error
        except errors.EntryNotFoundError as error:
            raise ModelError("a file is gone from the repository", where=self.repo, mend="pull again") from error
        except errors.HfHubHTTPError as error:
            raise self._refused(error.response.status_code, access) from error
        except errors.HFValidationError as error:
            mend = "it is OWNER/NAME, such as Helsinki-NLP/opus-mt-nl-en"
            raise ModelError("not a repository's name", where=self.repo, mend=mend) from error
        except errors.HTTPError as error:
            what = f"{self.endpoint} cannot be reached ({str(error)[:120] or type(error).__name__})"
            mend = "check the network and pull again: what has arrived is kept"
            raise ModelError(what, where=self.repo, mend=mend) from error

    @contextmanager
    def _sense(self) -> Iterator[None]:
        """Tell an answer that is no hub's (a login page, say) from one that is."""
        from huggingface_hub.errors import HfHubHTTPError, HFValidationError

        try:
            yield
        except (HfHubHTTPError, HFValidationError):
            raise
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            what = f"{self.endpoint} does not answer as a Hugging Face hub does"
            raise ModelError(what, where=self.repo, mend="check HF_ENDPOINT and any proxy") from error

    def _refused(self, status: int, access: str) -> ModelError:
        if status in (401, 403):
            return ModelError(f"no access ({status})", where=self.repo, mend=access)
        if status == 404:
            return ModelError(f"not found on {self.endpoint}", where=self.repo, mend="check the name")
        mend = "wait a little and pull again: what has arrived is kept"
        return ModelError(f"{self.endpoint} answered with {status}", where=self.repo, mend=mend)


def _size(path: Path) -> int:
    return path.stat().st_size if path.exists() else -1
