"""The local AWS that the measurements run on: fresh, its own, thrown away afterwards."""

from __future__ import annotations

import json
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from infra.local import bank, deploy, people, processes
from infra.local.instance import ROOT, Instance

Line = dict[str, Any]
QUIET_SECONDS = 1.2


def build() -> None:
    """The functions with the quick profile: counts do not depend on it."""
    subprocess.run(["cargo", "build", "-q", "--workspace", "--bins"], cwd=ROOT, check=True)


@contextmanager
def running(name: str = "measure", payees: tuple[str, ...] = ()) -> Iterator[Instance]:
    """A fresh local AWS with everything deployed and seeded; `payees`: on the registers instead of the demo's."""
    instance = Instance(name)
    stop(instance)
    instance.forget()
    instance.choose_ports()
    try:
        processes.start_aws(instance)
        processes.start_neighbours(instance)
        deploy.deploy(instance)
        bank.open_window(instance, deploy.outputs(instance))
        people.seed(instance, payees)
        yield instance
    finally:
        stop(instance)
    instance.forget()


def stop(instance: Instance) -> None:
    """Ends its processes."""
    for name in ("emulator", "neighbours"):
        processes.stop(instance, name)


class Meter:
    """The accounting file of an instance, read while a block runs."""

    def __init__(self, instance: Instance, tape: bool = False) -> None:
        self.path = instance.run / "accounting.jsonl"
        self.tape = instance.run / "tape.jsonl" if tape else None
        self.lines: list[Line] = []
        self.taped: list[Line] = []

    def __enter__(self) -> Meter:
        self.path.write_text("", encoding="utf-8")
        if self.tape:
            self.tape.write_text("", encoding="utf-8")
        return self

    def __exit__(self, *_: object) -> None:
        self.wait()
        self.lines = self.read()
        self.path.unlink()
        if self.tape:
            self.taped = [json.loads(line) for line in self.tape.read_text(encoding="utf-8").splitlines()]
            self.tape.unlink()

    def read(self) -> list[Line]:
        """What was noted so far."""
        return [json.loads(line) for line in self.path.read_text(encoding="utf-8").splitlines()]

    def wait(self, seconds: float = 20) -> None:
        """Until nothing more comes: the stream's work follows a write by itself."""
        deadline, size, since = time.monotonic() + seconds, -1, time.monotonic()
        while time.monotonic() < deadline:
            now = self.path.stat().st_size
            if now != size:
                size, since = now, time.monotonic()
            if time.monotonic() - since > QUIET_SECONDS:
                return
            time.sleep(0.1)
