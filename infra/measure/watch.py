"""What the functions' processes use: CPU time and peak memory, from /proc, beside the local AWS's own."""

from __future__ import annotations

import os
import threading
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

from infra.local import processes
from infra.local.instance import STACK, Instance

TICKS = os.sysconf("SC_CLK_TCK")
LOOK_SECONDS = 0.5


@dataclass
class Used:
    """Of one process: seconds of CPU at its first and last look, and its peak memory in KB."""

    name: str
    first: float
    last: float
    peak: int


def fields(pid: int) -> list[str]:
    """/proc/<pid>/stat from the third field on; the second may hold blanks."""
    return Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()


def cpu(pid: int) -> float:
    """User and system seconds of a process."""
    stat = fields(pid)
    return (int(stat[11]) + int(stat[12])) / TICKS


def name_of(pid: int) -> str:
    """Which function a process is."""
    for entry in Path(f"/proc/{pid}/environ").read_bytes().split(b"\0"):
        if entry.startswith(b"AWS_LAMBDA_FUNCTION_NAME="):
            return entry.partition(b"=")[2].decode().removeprefix(f"{STACK}-")
    return ""


def peak(pid: int) -> int:
    """The most memory that a process ever had, in KB."""
    status = Path(f"/proc/{pid}/status").read_text(encoding="utf-8")
    return next((int(line.split()[1]) for line in status.splitlines() if line.startswith("VmHWM:")), 0)


class Watch:
    """Looks at the functions' processes again and again while a block runs. A process that ends between two
    looks keeps what was seen of it last: less than a look's worth is lost."""

    def __init__(self, instance: Instance) -> None:
        found = processes.process_id(instance, "emulator")
        if found is None:
            raise SystemExit("the local AWS does not run")
        self.aws = found
        self.seen: dict[int, Used] = {}
        self.aws_seconds = 0.0
        self.ended = threading.Event()
        self.thread = threading.Thread(target=self.run, daemon=True)

    def __enter__(self) -> Watch:
        self.look(first=True)
        self.aws_seconds = -cpu(self.aws)
        self.thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.ended.set()
        self.thread.join()
        self.look()
        self.aws_seconds += cpu(self.aws)

    def run(self) -> None:
        """Until the block ends."""
        while not self.ended.wait(LOOK_SECONDS):
            self.look()

    def look(self, first: bool = False) -> None:
        """One look at every child of the local AWS. One that is new since the first look counts from its start."""
        for entry in Path("/proc").iterdir():
            if not entry.name.isdigit():
                continue
            pid = int(entry.name)
            try:
                if int(fields(pid)[1]) != self.aws:
                    continue
                now, most = cpu(pid), peak(pid)
                if pid not in self.seen:
                    self.seen[pid] = Used(name_of(pid), now if first else 0.0, now, most)
                known = self.seen[pid]
                known.last, known.peak = now, max(known.peak, most)
            except (OSError, IndexError, ValueError):
                continue

    def functions(self) -> dict[str, tuple[float, int]]:
        """Seconds of CPU and peak KB of each function."""
        seconds: dict[str, float] = defaultdict(float)
        peaks: dict[str, int] = defaultdict(int)
        for used in self.seen.values():
            seconds[used.name] += used.last - used.first
            peaks[used.name] = max(peaks[used.name], used.peak)
        return {name: (seconds[name], peaks[name]) for name in seconds if name}
