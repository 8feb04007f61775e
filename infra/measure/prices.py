"""What a million of each operation costs: counts times the unit prices of prices.toml."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

if sys.version_info >= (3, 11):
    import tomllib
else:  # the same parser, as pip carries it
    from pip._vendor import tomli as tomllib

PATH = Path(__file__).with_name("prices.toml")
FUNCTION_GB = 0.25
# Times are assumed, so that a price does not depend on this machine: an invocation waits for the table a few
# milliseconds at a time; a drive is billed by 64 MB and 100 ms.
INVOCATION_SECONDS = 0.03
DRIVE_SECONDS = 0.2
DRIVE_GB = 0.0625
BILLED = {"write units": "write_unit", "read units": "read_unit", "invocations": "invocation", "drives": "drive",
          "API requests": "api_request", "KMS requests": "kms_request"}


def read() -> dict[str, Any]:
    """The price lists, by partition."""
    return tomllib.loads(PATH.read_text(encoding="utf-8"))


def per_million(counts: dict[str, float], prices: dict[str, Any]) -> dict[str, float]:
    """Each part of the price of a million; `sum` is the whole."""
    parts = {name: counts.get(name, 0) * prices[key]["price"] for name, key in BILLED.items()}
    parts["function time"] = (counts.get("invocations", 0) * INVOCATION_SECONDS * FUNCTION_GB
                              * prices["function_gb_second"]["price"])
    parts["drive time"] = counts.get("drives", 0) * DRIVE_SECONDS * DRIVE_GB * prices["drive_gb_second"]["price"]
    return parts | {"sum": sum(parts.values())}
