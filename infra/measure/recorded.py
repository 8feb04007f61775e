"""The exact counts as they were last accepted (recorded.json): a count that rises fails the check, a time never."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from .operations import EXACT

PATH = Path(__file__).with_name("recorded.json")
# Of one plain application, the stream's work apart.
BOUNDS = {"write requests": 7, "write units": 48}

Recorded = dict[str, dict[str, float]]


def exact(counts: dict[str, Any]) -> Recorded:
    """What is recorded of each operation: its own exact counts."""
    return {name: {key: float(operation["own"].get(key, 0)) for key in EXACT} for name, operation in counts.items()}


def read() -> Recorded:
    """The recorded counts."""
    found: Recorded = json.loads(PATH.read_text(encoding="utf-8")) if PATH.exists() else {}
    return found


def write(counts: dict[str, Any]) -> None:
    """Accepts these counts; those of whole runs (runs_report.py) stay."""
    kept: dict[str, Any] = {name: row for name, row in read().items() if name == "runs"}
    PATH.write_text(json.dumps(exact(counts) | kept, indent=1) + "\n", encoding="utf-8")


def risen(counts: dict[str, Any]) -> list[str]:
    """Which counts are above what was recorded, and which bounds are passed."""
    recorded, found = read(), exact(counts)
    faults = [
        f"{name}: {key} {recorded[name][key]:g} -> {value:g}"
        for name, row in found.items() if name in recorded
        for key, value in row.items() if value > recorded[name].get(key, 0)
    ]
    faults += [f"{name}: not recorded" for name in found if name not in recorded]
    faults += [f"plain: {key} {found['plain'][key]:g} above its bound {bound}"
               for key, bound in BOUNDS.items() if found["plain"][key] > bound]
    return faults
