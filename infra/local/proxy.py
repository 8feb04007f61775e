"""Pages and API under one origin, as CloudFront gives it on AWS.

/v1/* goes to the local AWS's HTTP API; /config.json is what the deployment tells the pages; everything else is
a file of the built pages, and an unknown path without a dot is the pages' own route (index.html).
"""

from __future__ import annotations

import gzip
import http.client
import mimetypes
import threading
from functools import lru_cache
from pathlib import Path
from urllib.parse import unquote, urlsplit

from .web import Handler

# Of one connection, not of the message (RFC 9110 section 7.6.1).
HOP_BY_HOP = {"connection", "keep-alive", "proxy-authenticate", "proxy-authorization", "te", "trailer",
              "transfer-encoding", "upgrade", "host", "content-length"}
NO_PAGES = """<!doctype html><meta charset="utf-8"><title>工会 Gonghui</title>
<p>The API is under <a href="/v1/matters">/v1</a>. The pages are not built.</p>"""
SECONDS = 40
# The pages run nothing but their own files and talk to nobody but the API and the issuer.
PAGE_RULES = {
    "content-security-policy": "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; "
                               "connect-src 'self' {issuer}; form-action 'self'; base-uri 'none'; "
                               "frame-ancestors 'none'",
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
}


def handler(aws: str, pages: Path, api_id: Path) -> type[Handler]:
    """The proxy's HTTP face. `api_id` names a file with the id of the deployed API."""
    gateway = urlsplit(aws)
    kept = threading.local()

    class Proxy(Handler):
        """See the module's text."""

        def do_GET(self) -> None:
            """A file, or the API."""
            path = unquote(urlsplit(self.path).path)
            if path.startswith("/v1/") or path == "/v1":
                return self.forward()
            if path == "/config.json":
                return self.config()
            return self.page(path)

        def do_HEAD(self) -> None:
            """As GET, without the body."""
            self.do_GET()

        def forward(self) -> None:
            """Hands the request to the API and its answer back."""
            if not api_id.exists():
                return self.answer_json(503, {"error": "nothing is deployed yet"})
            body = self.body()
            headers = {k: v for k, v in self.headers.items() if k.lower() not in HOP_BY_HOP}
            headers["host"] = f"{api_id.read_text(encoding='ascii').strip()}.execute-api.localhost:{gateway.port}"
            headers["content-length"] = str(len(body))
            try:
                response = self.exchange(body, headers)
                content = response.read()
            except (OSError, http.client.HTTPException):
                kept.connection = None
                return self.answer_json(502, {"error": "the local AWS does not answer"})
            passed = {k: v for k, v in response.getheaders()
                      if k.lower() not in HOP_BY_HOP and k.lower() not in ("content-type", "date", "server")}
            content_type = response.getheader("content-type") or "application/octet-stream"
            return self.answer(response.status, content, content_type, passed)

        def exchange(self, body: bytes, headers: dict[str, str]) -> http.client.HTTPResponse:
            """One request over this thread's connection; a connection that was closed meanwhile is renewed
            before anything was sent twice: only the connect is tried again."""
            connection = getattr(kept, "connection", None)
            if connection is None or not still_open(connection):
                connection = http.client.HTTPConnection("127.0.0.1", gateway.port, timeout=SECONDS)
                connection.connect()
                kept.connection = connection
            connection.request(self.command, self.path, body, headers)
            return connection.getresponse()

        do_POST = do_PUT = do_DELETE = do_OPTIONS = do_PATCH = lambda self: self.forward()

        def config(self) -> None:
            """What the pages must know of this environment."""
            told = api_id.with_name("config.json")
            if not told.exists():
                return self.answer_json(503, {"error": "nothing is deployed yet"})
            return self.answer(200, told.read_bytes(), "application/json", {"cache-control": "no-cache"})

        def page(self, path: str) -> None:
            """A file of the built pages."""
            wanted = (pages / path.lstrip("/")).resolve()
            if not wanted.is_relative_to(pages.resolve()) or not wanted.is_file():
                if "." in path.rsplit("/", 1)[-1]:
                    return self.answer_json(404, {"error": "no such file"})
                wanted = pages / "index.html"
            if not wanted.is_file():
                return self.answer(200, NO_PAGES.encode(), "text/html; charset=utf-8")
            kind = mimetypes.guess_type(wanted.name)[0] or "application/octet-stream"
            text = kind.startswith("text/") or kind.endswith(("javascript", "json"))
            rules = {name: rule.format(issuer=aws) for name, rule in PAGE_RULES.items()}
            caching = "public, max-age=31536000, immutable" if "/assets/" in path else "no-cache"
            told = {"cache-control": caching, "vary": "accept-encoding"} | rules
            body = wanted.read_bytes()
            if text and "gzip" in (self.headers.get("accept-encoding") or ""):
                body, told["content-encoding"] = zipped(body), "gzip"
            return self.answer(200, body, f"{kind}; charset=utf-8" if text else kind, told)

    return Proxy


@lru_cache(maxsize=256)
def zipped(body: bytes) -> bytes:
    """A page's file as it goes over the wire, as CloudFront would send it."""
    return gzip.compress(body, 9)


def still_open(connection: http.client.HTTPConnection) -> bool:
    """Whether the other side has not closed a kept connection: an idle one has nothing to read."""
    if connection.sock is None:
        return False
    connection.sock.setblocking(False)
    try:
        connection.sock.recv(1)
    except BlockingIOError:
        return True
    except OSError:
        return False
    finally:
        connection.sock.settimeout(SECONDS)
    return False
