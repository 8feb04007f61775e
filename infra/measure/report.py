"""One table of all figures, each beside its bound, and the same as JSON."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from infra.local.instance import ROOT, Instance

from . import operations, place, prices, recorded

OUT = ROOT / ".local" / "measure"
Say = Callable[[str], None]
Figures = dict[str, Any]


def counts_table(counts: Figures) -> list[str]:
    """Requests and units of each operation; what follows by itself apart."""
    columns = operations.EXACT
    lines = ["1  Counts of one operation, exact", "",
             f"{'':<28}" + "".join(f"{column.replace('of these of ', '… '):>19}" for column in columns)]
    for name, operation in counts.items():
        own, after = operation["own"], operation["afterwards"]
        lines.append(f"{name:<28}" + "".join(f"{own.get(column, 0):>19g}" for column in columns))
        if after.get("invocations"):
            lines.append(f"{'  + stream and clock':<28}" + "".join(f"{after.get(c, 0):>19g}" for c in columns))
        if name == "plain":
            lines.append(f"{'  bound':<28}" + "".join(
                f"{recorded.BOUNDS[c]:>19g}" if c in recorded.BOUNDS else " " * 19 for c in columns))
    return lines


def price_table(counts: Figures) -> list[str]:
    """Price of a million in both partitions."""
    lists = prices.read()
    heads = [f"{one['region']} {one['currency']}" for one in lists.values()]
    lines = ["", "2  Price of a million, at list price (prices.toml)", "",
             f"{'':<28}" + "".join(f"{head:>19}{'+ stream':>19}" for head in heads)]
    for name, operation in counts.items():
        cells = [prices.per_million(operation[part], one["price"])["sum"]
                 for one in lists.values() for part in ("own", "afterwards")]
        lines.append(f"{name:<28}" + "".join(f"{cell:>19,.2f}" for cell in cells))
        if name == "plain":
            lines.append(f"{'  bound':<28}{40:>19,.2f}")
    return lines


def main(say: Say, instance: Instance) -> int:
    """Measures everything, prints the table, writes the JSON."""
    figures: Figures = {}
    with place.running(instance.name) as running:
        figures["counts"], tape = operations.all_counts(running, say)
    lines = counts_table(figures["counts"]) + price_table(figures["counts"])
    keep(figures, tape)
    print("\n".join(lines))
    return 0


def keep(figures: Figures, tape: list[Any]) -> None:
    """Writes the figures as JSON, and the tape for instructions.py."""
    OUT.mkdir(parents=True, exist_ok=True)
    (OUT / "figures.json").write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8")
    (OUT / "tape.json").write_text(json.dumps(tape), encoding="utf-8")


def last() -> tuple[Figures, list[Any]]:
    """The last figures and tape."""
    read: Callable[[str], Any] = lambda name: json.loads(Path(OUT / name).read_text(encoding="utf-8"))  # noqa: E731
    return read("figures.json"), read("tape.json")
