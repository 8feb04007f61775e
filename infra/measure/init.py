"""Time from an invocation to its answer on a cold start, under AWS's Runtime Interface Emulator, beside hello."""

from __future__ import annotations

import os
import statistics
import subprocess
import time
import urllib.request
from collections.abc import Callable
from typing import Any

from infra.local import invoke
from infra.local.instance import free_port
from infra.local.processes import answers

from . import instructions, standin

ROUNDS = 5


def cold(bench: instructions.Bench, name: str, event: bytes, variables: dict[str, str]) -> float:
    """Seconds of one cold invocation: the emulator starts the function when the first event comes."""
    port, runtime = free_port(), free_port()
    nothing = standin.Runtime(event, 0)
    environment = bench.environment(name, variables, nothing)
    nothing.server.shutdown()
    del environment["AWS_LAMBDA_RUNTIME_API"]
    with (bench.folder / f"{name}.rie.log").open("wb") as log:
        process = subprocess.Popen(
            [str(invoke.emulator()), "--runtime-interface-emulator-address", f"127.0.0.1:{port}",
             "--runtime-api-address", f"127.0.0.1:{runtime}", "--log-level", "error", str(instructions.built(name))],
            env={"PATH": os.environ["PATH"], **environment}, stdout=log, stderr=log)
    try:
        deadline = time.monotonic() + 10
        while not answers(f"http://127.0.0.1:{port}/") and time.monotonic() < deadline:
            time.sleep(0.02)
        request = urllib.request.Request(
            f"http://127.0.0.1:{port}/2015-03-31/functions/function/invocations", data=event)
        began = time.monotonic()
        with urllib.request.urlopen(request, timeout=60) as response:
            response.read()
        return time.monotonic() - began
    finally:
        process.terminate()
        process.wait(10)


def measure(bench: instructions.Bench, names: list[str], say: Callable[[str], None]) -> dict[str, Any]:
    """Medians in milliseconds of interleaved rounds, and the ratio to hello."""
    times: dict[str, list[float]] = {name: [] for name in names}
    for turn in range(ROUNDS):
        say(f"cold starts, round {turn + 1} of {ROUNDS}")
        for name in names:
            times[name].append(cold(bench, name, *bench.prepare(name)))
    hello = statistics.median(times["hello"])
    return {name: {"ms": 1000 * statistics.median(all_), "ratio": statistics.median(all_) / hello}
            for name, all_ in times.items()}
