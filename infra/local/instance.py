"""One local AWS: where its files are, on which ports it listens, how a client reaches it.

`dev` is the instance of `make up` and keeps its state; `test` is thrown away after `make test`.
"""

from __future__ import annotations

import json
import os
import shutil
import socket
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import boto3
from botocore.config import Config

# The local AWS is never behind a proxy.
os.environ["NO_PROXY"] = os.environ["no_proxy"] = ",".join(
    filter(None, [os.environ.get("NO_PROXY") or os.environ.get("no_proxy"), "127.0.0.1", "localhost"]))

ROOT = Path(__file__).resolve().parents[2]
REGION = "us-east-1"
ACCOUNT = "000000000000"
STACK = "gonghui"
# Root of the local AWS; it knows no other secret. Functions get their own role's session.
CREDENTIALS = {"AWS_ACCESS_KEY_ID": "test", "AWS_SECRET_ACCESS_KEY": "test"}
# The wished-for ports; a taken one is replaced by a free one and remembered.
WISHED_PORTS = {
    "dev": {"aws": 4566, "api": 8787, "sms": 8788, "identity": 8789, "bank": 8790},
    "test": {"aws": 4666, "api": 8887, "sms": 8888, "identity": 8889, "bank": 8890},
}


def is_free(port: int) -> bool:
    """Whether nobody listens on this port of the loopback."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return False
    return True


def free_port() -> int:
    """A port that is free now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def target_dir() -> Path:
    """Where cargo puts what it builds."""
    return Path(os.environ.get("CARGO_TARGET_DIR") or ROOT / "target")


@dataclass(frozen=True)
class Instance:
    """A local AWS by name. Every path it writes lies under `.local/`."""

    name: str

    @property
    def home(self) -> Path:
        """`.local` for dev (what the README names), `.local/<name>` for others."""
        return ROOT / ".local" if self.name == "dev" else ROOT / ".local" / self.name

    @property
    def state(self) -> Path:
        """What must survive a stop: the local AWS's own state, the ports, what is deployed and seeded."""
        return self.home / "state"

    @property
    def run(self) -> Path:
        """Process ids and logs; worthless after a stop."""
        return self.home / "run"

    @property
    def env_file(self) -> Path:
        """For `source`."""
        return self.home / "env"

    @cached_property
    def ports(self) -> dict[str, int]:
        """The ports of this instance, chosen once and kept."""
        return self.recall("ports") or {}

    def choose_ports(self) -> None:
        """Keeps the ports of the last time where they are free, and finds others where not."""
        wished = self.recall("ports") or WISHED_PORTS.get(self.name, {})
        names = WISHED_PORTS["dev"]
        chosen = {
            name: wished[name] if name in wished and is_free(wished[name]) else free_port()
            for name in names
        }
        self.remember("ports", chosen)
        self.__dict__["ports"] = chosen

    @property
    def endpoint(self) -> str:
        """The local AWS itself."""
        return f"http://127.0.0.1:{self.ports['aws']}"

    @property
    def api(self) -> str:
        """Pages and API under one origin."""
        return f"http://127.0.0.1:{self.ports['api']}"

    @property
    def sms(self) -> str:
        """The fake SMS gateway."""
        return f"http://127.0.0.1:{self.ports['sms']}"

    @property
    def identity(self) -> str:
        """The stand-in for the identity provider."""
        return f"http://127.0.0.1:{self.ports['identity']}"

    @property
    def bank(self) -> str:
        """The bank simulator."""
        return f"http://127.0.0.1:{self.ports.get('bank', 0)}"

    def client(self, service: str, endpoint: str | None = None) -> Any:
        """An AWS client of this instance, as its root; `endpoint`: of another server beside it."""
        return boto3.client(
            service,
            endpoint_url=endpoint or self.endpoint,
            region_name=REGION,
            aws_access_key_id=CREDENTIALS["AWS_ACCESS_KEY_ID"],
            aws_secret_access_key=CREDENTIALS["AWS_SECRET_ACCESS_KEY"],
            config=Config(retries={"max_attempts": 2}, read_timeout=120),
        )

    def remember(self, what: str, value: Any) -> None:
        """Stores a small fact beside the state."""
        self.state.mkdir(parents=True, exist_ok=True)
        path = self.state / f"{what}.json"
        part = path.with_suffix(".part")
        part.write_text(json.dumps(value, ensure_ascii=False, indent=1), encoding="utf-8")
        part.replace(path)

    def recall(self, what: str) -> Any:
        """A fact stored by `remember`, or None."""
        path = self.state / f"{what}.json"
        return json.loads(path.read_text(encoding="utf-8")) if path.exists() else None

    def forget(self) -> None:
        """Throws the whole instance away. Never the files of another one."""
        for path in (self.state, self.run):
            shutil.rmtree(path, ignore_errors=True)
        self.env_file.unlink(missing_ok=True)
