"""Starts and stops the processes of an instance, each by its own id and with a clean environment."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

from .instance import CREDENTIALS, REGION, ROOT, Instance

# Saving goes service by service: one that is cut off in the middle loses the rest.
STOP_SECONDS = 600
TOLD_EVERY_SECONDS = 10


def start(instance: Instance, name: str, arguments: list[str], extra: dict[str, str]) -> subprocess.Popen[bytes]:
    """Starts `python -m infra.local.<name>` with nothing of this environment but what it needs."""
    instance.run.mkdir(parents=True, exist_ok=True)
    temporary = instance.run / "tmp"
    temporary.mkdir(exist_ok=True)
    environment = {
        "PATH": os.environ.get("PATH", os.defpath),
        "HOME": str(temporary),
        "TMPDIR": str(temporary),
        "LANG": "C.UTF-8",
        "PYTHONPATH": str(ROOT),
        **extra,
    }
    with (instance.run / f"{name}.log").open("ab") as log:
        process = subprocess.Popen(
            [sys.executable, "-u", "-m", f"infra.local.{name}", *arguments],
            env=environment, cwd=temporary, stdin=subprocess.DEVNULL,
            stdout=log, stderr=log, start_new_session=True,
        )
    (instance.run / f"{name}.pid").write_text(f"{process.pid}\n", encoding="ascii")
    return process


def process_id(instance: Instance, name: str) -> int | None:
    """The id of a running process of ours; None when it is gone or the id belongs to another."""
    path = instance.run / f"{name}.pid"
    if not path.exists():
        return None
    number = int(path.read_text(encoding="ascii"))
    return number if f"infra.local.{name}" in command_line(number) else None


def command_line(number: int) -> str:
    """The command line of a process; empty when there is none. `ps` where there is no /proc."""
    if Path("/proc/self").exists():
        try:
            return Path(f"/proc/{number}/cmdline").read_text(encoding="utf-8").replace("\0", " ")
        except OSError:
            return ""
    return subprocess.run(["ps", "-p", str(number), "-o", "args="],
                          capture_output=True, text=True, check=False).stdout


def stop(instance: Instance, name: str) -> bool:
    """Asks a process to end, so that it can save its state; True when it was running."""
    number = process_id(instance, name)
    if number is not None:
        os.kill(number, signal.SIGTERM)
        began = told = time.monotonic()
        while process_id(instance, name) is not None:
            now = time.monotonic()
            if now - began > STOP_SECONDS:
                os.kill(number, signal.SIGKILL)
            if now - told > TOLD_EVERY_SECONDS:
                told = now
                print(f"{name} is saving its state ({now - began:.0f} s)", flush=True)
            time.sleep(0.05)
    (instance.run / f"{name}.pid").unlink(missing_ok=True)
    return number is not None


def answers(url: str) -> bool:
    """Whether a GET is answered at all."""
    try:
        with urllib.request.urlopen(url, timeout=2):
            return True
    except urllib.error.HTTPError:
        return True
    except OSError:
        return False


def wait_for(process: subprocess.Popen[bytes], log: Path, url: str, seconds: float = 60) -> None:
    """Waits until a started process answers; fails with the end of its log."""
    deadline = time.monotonic() + seconds
    while not answers(url):
        if time.monotonic() > deadline or process.poll() is not None:
            raise SystemExit(f"{log.stem} did not start:\n{tail(log)}")
        time.sleep(0.1)


def tail(path: Path, lines: int = 15) -> str:
    """The last lines of a log."""
    if not path.exists():
        return "(no log)"
    return "\n".join(path.read_text(encoding="utf-8", errors="replace").splitlines()[-lines:])


def start_aws(instance: Instance) -> None:
    """The local AWS: loopback only, roles evaluated, state kept, none of this shell's environment."""
    process = start(instance, "emulator", [instance.sms, str(instance.run / "meter.jsonl")], {
        "GATEWAY_PORT": str(instance.ports["aws"]),
        "BIND_HOST": "127.0.0.1",
        "AWS_ENDPOINT_URL": instance.endpoint,
        "MINISTACK_REGION": REGION,
        "AWS_DEFAULT_REGION": REGION,
        **CREDENTIALS,
        "AUTH": "true",
        "IOT_MTLS_ENABLED": "0",
        "SFTP_ENABLED": "0",
        "PERSIST_STATE": "1",
        "STATE_DIR": str(instance.state / "aws"),
        "S3_PERSIST": "1",
        "S3_DATA_DIR": str(instance.state / "s3"),
        "LOG_LEVEL": "INFO",
    })
    wait_for(process, instance.run / "emulator.log", f"{instance.endpoint}/_ministack/health")


def start_neighbours(instance: Instance) -> None:
    """The SMS gateway, the stand-ins for the identity provider and the bank, and the one-origin proxy."""
    ports = instance.ports
    process = start(instance, "neighbours", [
        "--sms", str(ports["sms"]), "--identity", str(ports["identity"]), "--bank", str(ports["bank"]),
        "--api", str(ports["api"]), "--aws", instance.endpoint,
        "--pages", str(ROOT / "web" / "dist"), "--people", str(instance.state / "people.json"),
        "--messages", str(instance.state / "messages.jsonl"), "--api-id", str(instance.state / "api-id"),
        "--books", str(instance.state / "bank.json"), "--instance", instance.name,
    ], {})
    for port in (ports["sms"], ports["identity"], ports["api"], ports["bank"]):
        wait_for(process, instance.run / "neighbours.log", f"http://127.0.0.1:{port}/")
