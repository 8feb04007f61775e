"""What a function sees of AWS while its instructions are counted: a Runtime API, a TLS endpoint in front of the
table, KMS and the state machine, and the two providers. Answers come from the tape of a real run (accounting.py)."""

from __future__ import annotations

import json
import ssl
import threading
from datetime import datetime, timedelta, timezone
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from ipaddress import IPv4Address
from pathlib import Path
from typing import Any

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.x509.oid import NameOID

Line = dict[str, Any]
HOST = "127.0.0.1"


class Quick(BaseHTTPRequestHandler):
    """Kept connections, answers in one packet, no log."""

    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    wbufsize = -1

    def log_message(self, *_: Any) -> None:
        """Nothing."""

    def body(self) -> bytes:
        """What was sent."""
        return self.rfile.read(int(self.headers.get("content-length") or 0))

    def reply(self, status: int, body: bytes, headers: dict[str, str] | None = None) -> None:
        """Status, headers and body at once."""
        self.send_response(status)
        for name, value in (headers or {}).items():
            self.send_header(name, value)
        self.send_header("content-length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)
        self.wfile.flush()


def serve(handler: type[BaseHTTPRequestHandler], context: ssl.SSLContext | None = None) -> ThreadingHTTPServer:
    """A server on a free port of the loopback."""
    server = ThreadingHTTPServer((HOST, 0), handler)
    server.daemon_threads = True
    if context:
        server.socket = context.wrap_socket(server.socket, server_side=True, do_handshake_on_connect=False)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return server


class Runtime:
    """A Runtime API that hands out one event so many times and then says that it is done."""

    def __init__(self, event: bytes, times: int) -> None:
        self.done = threading.Event()
        self.errors: list[str] = []
        self.answers = 0
        outer, left = self, [times]

        class Handler(Quick):
            def do_GET(self) -> None:  # noqa: N802
                """The next event."""
                if left[0] == 0:
                    outer.done.set()
                    threading.Event().wait(60)
                    return
                left[0] -= 1
                deadline = int(datetime.now(timezone.utc).timestamp() * 1000) + 60_000
                self.reply(200, event, {
                    "lambda-runtime-aws-request-id": f"00000000-0000-4000-8000-{left[0]:012}",
                    "lambda-runtime-deadline-ms": str(deadline),
                    "lambda-runtime-invoked-function-arn": "arn:aws:lambda:us-east-1:000000000000:function:measured",
                    "lambda-runtime-trace-id": "Root=1-00000000-000000000000000000000000;Sampled=0",
                    "content-type": "application/json"})

            def do_POST(self) -> None:  # noqa: N802
                """An answer or an error."""
                sent = self.body()
                outer.answers += 1
                if self.path.endswith("/error"):
                    outer.errors.append(sent.decode(errors="replace"))
                self.reply(202, b"")

        self.server = serve(Handler)

    @property
    def address(self) -> str:
        """Host and port."""
        return f"{HOST}:{self.server.server_port}"


def sorted_text(body: str) -> str:
    """A body whose attributes stand in one order: the SDK writes maps in any."""
    return json.dumps(json.loads(body), sort_keys=True)


class Tape:
    """Answers by what was asked: in the same event first, then anywhere, then the least that is an answer."""

    def __init__(self, lines: list[Line]) -> None:
        self.near: dict[tuple[str, str], str] = {}
        self.far: dict[tuple[str, str], str] = {}
        self.kinds: dict[str, str] = {}
        for line in lines:
            if line["kind"] == "request" and line["status"] == 200:
                self.far.setdefault((line["action"], sorted_text(line["body"])), line["answer"])
                self.kinds.setdefault(line["action"], line["answer"])

    def focus(self, lines: list[Line]) -> None:
        """The requests of the event that is to be played."""
        self.near = {}
        for line in lines:
            if line["status"] == 200:
                self.near.setdefault((line["action"], sorted_text(line["body"])), line["answer"])

    def answer(self, action: str, body: str) -> str:
        """The answer to a request."""
        asked = (action, sorted_text(body))
        found = self.near.get(asked) or self.far.get(asked)
        if found is not None:
            return found
        if action in ("UpdateItem", "StartExecution", "Decrypt", "GenerateDataKey"):
            return self.kinds.get(action, "{}")
        return "{}"


class Aws:
    """One endpoint over TLS for all services, told apart by their target header; counts what it is asked."""

    def __init__(self, tape: Tape, context: ssl.SSLContext) -> None:
        self.asked: list[str] = []
        self.connections: set[int] = set()
        outer = self

        class Handler(Quick):
            def do_POST(self) -> None:  # noqa: N802
                """One request."""
                body = self.body().decode()
                action = (self.headers.get("x-amz-target") or "").split(".")[-1]
                outer.asked.append(action)
                outer.connections.add(self.client_address[1])
                self.reply(200, tape.answer(action, body).encode(), {"content-type": "application/x-amz-json-1.0"})

            do_PUT = do_POST  # noqa: N815

        self.server = serve(Handler, context)

    @property
    def url(self) -> str:
        """The endpoint."""
        return f"https://localhost:{self.server.server_port}"


class Providers:
    """Identity says that all agree, the gateway takes every message."""

    def __init__(self) -> None:
        class Handler(Quick):
            def do_POST(self) -> None:  # noqa: N802
                """One request."""
                self.body()
                if self.path == "/v1/identity":
                    self.reply(200, b'{"result":"AGREE","reference":"x"}', {"content-type": "application/json"})
                else:
                    self.reply(202, b"{}")

        self.server = serve(Handler)

    @property
    def url(self) -> str:
        """Both providers' base."""
        return f"http://{HOST}:{self.server.server_port}"


def certificates(folder: Path) -> tuple[ssl.SSLContext, Path]:
    """A chain as AWS's: root, intermediate and leaf with RSA 2048; a trust file of Amazon's roots and this one."""
    folder.mkdir(parents=True, exist_ok=True)
    now = datetime.now(timezone.utc)
    keys = [rsa.generate_private_key(65537, 2048) for _ in range(3)]
    names = [x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
             for name in ("Measure Root", "Measure CA", "localhost")]
    made = []
    for place, (key, name) in enumerate(zip(keys, names, strict=True)):
        issuer = max(place - 1, 0)
        builder = (x509.CertificateBuilder().subject_name(name).issuer_name(names[issuer])
                   .public_key(key.public_key()).serial_number(x509.random_serial_number())
                   .not_valid_before(now - timedelta(days=1)).not_valid_after(now + timedelta(days=30))
                   .add_extension(x509.BasicConstraints(ca=place < 2, path_length=None), critical=True))
        if place == 2:
            alternative = [x509.DNSName("localhost"), x509.IPAddress(IPv4Address(HOST))]
            builder = builder.add_extension(x509.SubjectAlternativeName(alternative), critical=False)
        made.append(builder.sign(keys[issuer], hashes.SHA256()))
    pem = serialization.Encoding.PEM
    chain, key_file, trust = folder / "chain.pem", folder / "key.pem", folder / "trust.pem"
    chain.write_bytes(made[2].public_bytes(pem) + made[1].public_bytes(pem))
    key_file.write_bytes(keys[2].private_bytes(
        pem, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()))
    amazon = Path(__file__).parents[2] / "shared" / "step" / "src" / "trust" / "amazon.pem"
    trust.write_bytes(amazon.read_bytes() + made[0].public_bytes(pem))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(chain, key_file)
    return context, trust
