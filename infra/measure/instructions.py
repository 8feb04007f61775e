"""Instructions of the release binaries, by callgrind: from exec to ready, to the first answer, of a steady event."""

from __future__ import annotations

import json
import os
import re
import shutil
import signal
import subprocess
import time
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from infra.local.instance import ROOT, target_dir

from . import standin

REFERENCE = ROOT / "infra" / "measure" / "reference"
HELPERS = ("hello", "lean", "stock")
# Which operation's event is played. The first event of a function that writes, or its first.
PLAYED = {"account": "binding an account", "apply": "plain", "verify": "plain", "approve": "plain", "decide": "plain",
          "assign-membership": "plain", "grant-services": "plain", "project": "plain", "inquire": "a member page",
          "reissue-card": "card reissue", "sweep": "escalated"}
TABLE_ONLY = ("lean", "approve", "assign-membership", "grant-services", "reissue-card")
BOUNDS = {"ready": 1_100_000, "first answer": 4_500_000, "steady": 605_000, "zip": 3_000_000, "memory": 12_000}
STEADY = 10
SETTLE_SECONDS = 0.2
WRITES = ("PutItem", "UpdateItem", "DeleteItem", "TransactWriteItems")
Line = dict[str, Any]
Row = dict[str, Any]


def built(name: str) -> Path:
    """A release binary."""
    return target_dir() / "release" / name


def build(names: list[str]) -> None:
    """Builds what is measured with the release profile; the references one by one, so that none lends features."""
    cargo = ["cargo", "build", "-q", "--release"]
    environment = os.environ | {"CARGO_TARGET_DIR": str(target_dir())}
    subprocess.run([*cargo, *(part for name in names for part in ("-p", name)), "--bins"], cwd=ROOT, check=True,
                   env=environment)
    for name in HELPERS:
        subprocess.run([*cargo, "-p", name], cwd=REFERENCE, check=True, env=environment)


def event_of(tape: list[Line], function: str, operation: str) -> tuple[Line, list[Line]]:
    """An event of a function in an operation and the requests it made: the first that wrote, else the first."""
    windows: list[tuple[Line, list[Line]]] = []
    for line in tape:
        if line["operation"] != operation or not line["by"].endswith(f"-{function}"):
            continue
        if line["kind"] == "event":
            windows.append((line, []))
        elif windows:
            windows[-1][1].append(line)
    if not windows:
        raise SystemExit(f"the tape has no event of {function} in «{operation}»")
    wrote = [one for one in windows if any(request["action"] in WRITES for request in one[1])]
    return (wrote or windows)[0]


class Bench:
    """The stand-ins and how a binary is run against them."""

    def __init__(self, tape: list[Line], folder: Path) -> None:
        self.lines, self.folder = tape, folder
        folder.mkdir(parents=True, exist_ok=True)
        context, self.trust = standin.certificates(folder)
        self.tape = standin.Tape(tape)
        self.aws = standin.Aws(self.tape, context)
        self.providers = standin.Providers()

    def environment(self, name: str, variables: dict[str, str], runtime: standin.Runtime) -> dict[str, str]:
        """What Lambda would set, with the endpoints of the stand-ins."""
        return {
            **variables, "AWS_LAMBDA_RUNTIME_API": runtime.address, "AWS_LAMBDA_FUNCTION_NAME": name,
            "AWS_LAMBDA_FUNCTION_MEMORY_SIZE": "256", "AWS_LAMBDA_FUNCTION_VERSION": "1",
            "AWS_LAMBDA_LOG_GROUP_NAME": "g", "AWS_LAMBDA_LOG_STREAM_NAME": "s", "AWS_REGION": "us-east-1",
            "AWS_ACCESS_KEY_ID": "AKIDEXAMPLE", "AWS_SECRET_ACCESS_KEY": "secret", "AWS_SESSION_TOKEN": "token" * 80,
            "AWS_ENDPOINT_URL": self.aws.url, "IDENTITY_URL": self.providers.url, "SMS_URL": self.providers.url,
            "TRUST": str(self.trust), "SSL_CERT_FILE": str(self.trust), "RUST_LOG": "warn", "CONNECT_SECONDS": "60",
        }

    def play(self, name: str, event: bytes, variables: dict[str, str], times: int, command: list[str],
             extra: dict[str, str]) -> tuple[subprocess.Popen[bytes], standin.Runtime]:
        """Runs a binary until it asks for one event more than there are; it is idle then."""
        runtime = standin.Runtime(event, times)
        self.aws.asked.clear()
        with (self.folder / f"{name}.log").open("wb") as log:
            process = subprocess.Popen([*command, str(built(name))], stdout=log, stderr=log,
                                       env=self.environment(name, variables, runtime) | extra)
        if not runtime.done.wait(120) or runtime.errors:
            process.kill()
            raise SystemExit(f"{name} did not come through: {runtime.errors[:1]} (see {self.folder / name}.log)")
        time.sleep(SETTLE_SECONDS)
        return process, runtime

    def instructions(self, name: str, event: bytes, variables: dict[str, str], times: int, **extra: str) -> int:
        """Instructions from exec until it waits for the event after the last."""
        out = self.folder / f"{name}.callgrind"
        command = ["valgrind", "-q", "--tool=callgrind", f"--callgrind-out-file={out}"]
        process, runtime = self.play(name, event, variables, times, command, extra)
        process.send_signal(signal.SIGTERM)
        process.wait(30)
        runtime.server.shutdown()
        found = re.search(r"^(?:summary|totals): (\d+)", out.read_text(encoding="utf-8"), re.MULTILINE)
        if not found:
            raise SystemExit(f"callgrind wrote no summary for {name}")
        return int(found.group(1))

    def prepare(self, name: str) -> tuple[bytes, dict[str, str]]:
        """A function's event and settings, with the answers of its time at hand; the references get another's."""
        played = PLAYED.get(name)
        line, window = event_of(self.lines, name if played else "grant-services", played or "plain")
        self.tape.focus(window)
        return json.dumps(line["event"]).encode(), dict(line["variables"])

    def steady(self, name: str, tape: list[Line], operation: str) -> int:
        """Instructions of a steady event, with the answers of another tape."""
        line, window = event_of(tape, name, operation)
        self.tape.focus(window)
        event, variables = json.dumps(line["event"]).encode(), dict(line["variables"])
        first = self.instructions(name, event, variables, 1)
        return (self.instructions(name, event, variables, 1 + STEADY) - first) // STEADY

    def memory(self, name: str, event: bytes, variables: dict[str, str], times: int) -> int:
        """Peak resident memory in KB after so many events, without callgrind."""
        process, runtime = self.play(name, event, variables, times, [], {})
        status = Path(f"/proc/{process.pid}/status").read_text(encoding="utf-8")
        process.kill()
        process.wait(30)
        runtime.server.shutdown()
        found = re.search(r"VmHWM:\s+(\d+)", status)
        return int(found.group(1)) if found else 0


def zipped(name: str, folder: Path) -> int:
    """Bytes of the zip that Lambda gets."""
    made = folder / f"{name}.zip"
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        archive.write(built(name), "bootstrap")
    return made.stat().st_size


def measure(bench: Bench, say: Callable[[str], None], events: int = 1000) -> dict[str, Row]:
    """Every function and the references."""
    if shutil.which("valgrind") is None:
        raise SystemExit("Instructions need valgrind (apt install valgrind).")
    rows: dict[str, Row] = {}
    for name in (*HELPERS, *PLAYED):
        if not built(name).exists():
            say(f"{name} is not built: left out")
            continue
        say(f"instructions of {name}")
        event, variables = bench.prepare(name)
        late = bench.instructions(name, event, variables, 0, CONNECT_SECONDS="0")
        ready = bench.instructions(name, event, variables, 0)
        first = bench.instructions(name, event, variables, 1)
        asked = list(bench.aws.asked)
        after = bench.instructions(name, event, variables, 1 + STEADY)
        rows[name] = {
            "ready": late, "first answer": ready if ready > late * 1.2 else first, "first event": first,
            "steady": (after - first) // STEADY, "steady requests": (len(bench.aws.asked) - len(asked)) / STEADY,
            "zip": zipped(name, bench.folder), "memory": bench.memory(name, event, variables, events),
        }
    return rows
