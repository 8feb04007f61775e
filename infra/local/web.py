"""What our small loopback servers have in common: one request, one JSON or HTML answer."""

from __future__ import annotations

import json
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

LIMIT_BYTES = 12 * 1024 * 1024


class Handler(BaseHTTPRequestHandler):
    """HTTP/1.1 with keep-alive; quiet about good requests."""

    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True

    def log_request(self, code: Any = "-", size: Any = "-") -> None:
        """Says nothing: the local AWS logs requests itself, and URLs may name people."""

    def body(self) -> bytes:
        """The request's body."""
        length = int(self.headers.get("content-length") or 0)
        return self.rfile.read(min(length, LIMIT_BYTES))

    def json_body(self) -> dict[str, Any] | None:
        """The request's body as a JSON object, or None."""
        try:
            value = json.loads(self.body())
        except ValueError:
            return None
        return value if isinstance(value, dict) else None

    def answer(self, status: int, body: bytes, content_type: str, headers: dict[str, str] | None = None) -> None:
        """Sends a whole answer."""
        self.send_response(status)
        self.send_header("content-type", content_type)
        self.send_header("content-length", str(len(body)))
        for name, value in (headers or {}).items():
            self.send_header(name, value)
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def answer_json(self, status: int, value: Any) -> None:
        """Sends JSON, readable by pages of any local origin."""
        body = json.dumps(value, ensure_ascii=False).encode()
        self.answer(status, body, "application/json; charset=utf-8", {"access-control-allow-origin": "*"})


def serve(port: int, handler: type[Handler]) -> ThreadingHTTPServer:
    """Serves on the loopback in a thread of its own."""
    ThreadingHTTPServer.request_queue_size = 128
    server = ThreadingHTTPServer(("127.0.0.1", port), handler)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return server
