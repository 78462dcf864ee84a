"""A stand-in for a Hugging Face hub: the part that a pull talks to."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit


@dataclass
class HubStandIn:
    """The part of a Hugging Face hub that a pull talks to, over HTTP on the loopback interface.

    Attributes:
        address: what `HF_ENDPOINT` is to be.
        repositories: by `owner/name`, then by revision (`main`, `refs/pr/1`), the files by name.
        large: names of the files that are kept as LFS objects, with a SHA-256 and a redirect to `content`.
        content: address of the server that gives large files, empty for this one.
        conversions: by repository, pull requests and who opened them.
        gated: repositories whose files are refused.
        cuts: by file name, after how many bytes the next answers break off.
        damaged: names of files that arrive with a byte changed.
        terse: listings say nothing of sizes and hashes, as some mirrors' do.
        failing: a status that every request is answered with, 0 for none.
        seen: the requests: method, path and headers.
    """

    address: str = ""
    repositories: dict[str, dict[str, dict[str, bytes]]] = field(default_factory=dict)
    large: tuple[str, ...] = ("model.safetensors", "pytorch_model.bin", "source.spm", "target.spm")
    content: str = ""
    conversions: dict[str, dict[int, str]] = field(default_factory=dict)
    gated: tuple[str, ...] = ()
    cuts: dict[str, list[int]] = field(default_factory=dict)
    damaged: tuple[str, ...] = ()
    terse: bool = False
    failing: int = 0
    seen: list[tuple[str, str, dict[str, str]]] = field(default_factory=list)

    def asked_for(self, name: str) -> list[dict[str, str]]:
        """Return the headers of the requests that were answered with a file's content."""
        return [headers for method, path, headers in self.seen if method == "GET" and path.endswith(f"/content/{name}")]

    def commit(self, repo: str, revision: str) -> str:
        """Return the commit of a revision: a hash of what it holds."""
        digest = hashlib.sha1(f"{repo} {revision}".encode())
        for name, content in sorted(self.repositories[repo][revision].items()):
            digest.update(name.encode() + hashlib.sha1(content).digest())
        return digest.hexdigest()

    def revision(self, repo: str, wanted: str) -> str | None:
        """Return the revision of this name or commit, None if there is none."""
        revisions = self.repositories[repo]
        return next((r for r in revisions if wanted in (r, self.commit(repo, r))), None)


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True  # headers and body leave apart: the client need not wait between them
    hub: HubStandIn

    def log_message(self, format: str, *args: object) -> None:
        pass

    def do_HEAD(self) -> None:
        self.do_GET()

    def do_GET(self) -> None:
        hub, url = self.hub, urlsplit(self.path)
        hub.seen.append((self.command, url.path, {key.lower(): value for key, value in self.headers.items()}))
        parts = [unquote(part) for part in url.path.strip("/").split("/")]
        api = parts[:2] == ["api", "models"]
        repo = "/".join(parts[2:4] if api else parts[:2])
        rest = parts[4:] if api else parts[2:]
        if hub.failing:
            return self._say(hub.failing, {})
        if repo not in hub.repositories:
            return self._say(404, {"X-Error-Code": "RepoNotFound"})
        if api and rest == ["discussions"]:
            return self._json(self._discussions(repo, parse_qs(url.query)))
        revision = hub.revision(repo, rest[1] if len(rest) > 1 else "main")
        if revision is None:
            return self._say(404, {"X-Error-Code": "RevisionNotFound"})
        if api:
            return self._json(self._listing(repo, revision))
        return self._file(repo, revision, rest)

    def _discussions(self, repo: str, query: dict[str, list[str]]) -> dict[str, Any]:
        found = [
            {"num": number, "title": "", "author": {"name": author}, "isPullRequest": True, "status": "open"}
            for number, author in self.hub.conversions.get(repo, {}).items()
            if query.get("author", [author]) == [author]
        ]
        return {"discussions": found, "count": len(found), "start": 0}

    def _listing(self, repo: str, revision: str) -> dict[str, Any]:
        siblings = []
        for name, content in self.hub.repositories[repo][revision].items():
            one: dict[str, Any] = {"rfilename": name}
            siblings.append(one)
            if self.hub.terse:
                continue
            one["size"] = len(content)
            if name in self.hub.large:
                one["lfs"] = {"sha256": hashlib.sha256(content).hexdigest(), "size": len(content), "pointerSize": 130}
            one["blobId"] = hashlib.sha1(b"blob %d\0" % len(content) + content).hexdigest()
        return {"id": repo, "sha": self.hub.commit(repo, revision), "siblings": siblings}

    def _file(self, repo: str, revision: str, rest: list[str]) -> None:
        hub, kind, name = self.hub, rest[0], rest[-1]
        content = hub.repositories[repo][revision].get(name)
        if repo in hub.gated:
            return self._say(403, {"X-Error-Code": "GatedRepo"})
        if content is None:
            return self._say(404, {"X-Error-Code": "EntryNotFound"})
        told = {"X-Linked-Size": str(len(content)), "X-Repo-Commit": hub.commit(repo, revision)}
        if name in hub.large:
            told["X-Linked-Etag"] = f'"{hashlib.sha256(content).hexdigest()}"'
        if kind == "resolve":
            place = f"{hub.content or hub.address}/{repo}/content-of/{rest[1].replace('/', '%2F')}/content/{name}"
            return self._say(302, {"Location": place, **told})
        if name in hub.damaged:
            content = content[:-1] + bytes([content[-1] ^ 1])
        return self._content(name, content, told)

    def _content(self, name: str, content: bytes, told: dict[str, str]) -> None:
        start = int(self.headers.get("Range", "bytes=0-").removeprefix("bytes=").rstrip("-"))
        body = content[start:]
        headers = {**told, "Content-Length": str(len(body))}
        if start:
            headers["Content-Range"] = f"bytes {start}-{len(content) - 1}/{len(content)}"
        self._head(206 if start else 200, headers)
        if self.command == "HEAD":
            return
        cuts = self.hub.cuts.get(name, [])
        if cuts:
            self.close_connection = True
            body = body[: cuts.pop(0)]
        self.wfile.write(body)

    def _head(self, status: int, headers: dict[str, str]) -> None:
        self.send_response(status)
        for key, value in headers.items():
            self.send_header(key, value)
        self.end_headers()

    def _say(self, status: int, headers: dict[str, str]) -> None:
        self._head(status, {**headers, "Content-Length": "0"})

    def _json(self, value: dict[str, Any]) -> None:
        body = json.dumps(value).encode()
        self._head(200, {"Content-Type": "application/json", "Content-Length": str(len(body))})
        self.wfile.write(body)
