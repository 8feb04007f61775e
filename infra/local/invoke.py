"""Runs one function under AWS's own Runtime Interface Emulator, against the running local AWS.

The emulator is a file inside the PyPI wheel of aws-sam-cli; only that file is taken.
"""

from __future__ import annotations

import json
import os
import platform
import subprocess
import sys
import tempfile
import time
import urllib.request
import zipfile
from pathlib import Path

from . import people
from .instance import ROOT, STACK, Instance, free_port, target_dir
from .processes import answers

SAM_CLI = "aws-sam-cli==1.170.0"


def emulator() -> Path:
    """The emulator's binary, fetched once."""
    machine = "arm64" if platform.machine() in ("arm64", "aarch64") else "x86_64"
    kept = ROOT / ".local" / f"aws-lambda-rie-{machine}"
    if not kept.exists():
        with tempfile.TemporaryDirectory() as folder:
            subprocess.run([sys.executable, "-m", "pip", "download", "-q", "--no-deps", "--dest", folder, SAM_CLI],
                           check=True)
            wheel = next(Path(folder).glob("*.whl"))
            with zipfile.ZipFile(wheel) as archive:
                content = archive.read(f"samcli/local/rapid/aws-lambda-rie-{machine}")
        kept.write_bytes(content)
        kept.chmod(0o755)
    return kept


def invoke(instance: Instance, name: str, event: Path) -> int:
    """Prints the function's log and its answer; 1 when it failed."""
    binary = target_dir() / "debug" / name
    if not binary.exists():
        raise SystemExit(f"{binary} is not built. Run: cargo build -p {name}")
    configuration = instance.client("lambda").get_function_configuration(FunctionName=f"{STACK}-{name}")
    variables = configuration["Environment"]["Variables"]
    port, runtime_port = free_port(), free_port()
    process = subprocess.Popen(
        [str(emulator()), "--runtime-interface-emulator-address", f"127.0.0.1:{port}",
         "--runtime-api-address", f"127.0.0.1:{runtime_port}", "--log-level", "info", str(binary)],
        env={"PATH": os.environ["PATH"], **people.environment(instance), **variables,
             "AWS_LAMBDA_FUNCTION_NAME": name, "AWS_LAMBDA_FUNCTION_TIMEOUT": str(configuration["Timeout"])},
        stdout=sys.stderr, stderr=sys.stderr,
    )
    try:
        deadline = time.monotonic() + 10
        while not answers(f"http://127.0.0.1:{port}/") and time.monotonic() < deadline:
            time.sleep(0.05)
        request = urllib.request.Request(
            f"http://127.0.0.1:{port}/2015-03-31/functions/function/invocations", data=event.read_bytes())
        with urllib.request.urlopen(request, timeout=120) as response:
            answer = json.load(response)
    finally:
        process.terminate()
        process.wait(10)
    print(json.dumps(answer, ensure_ascii=False, indent=2))
    return 1 if isinstance(answer, dict) and "errorType" in answer else 0
