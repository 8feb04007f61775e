"""One table of all figures, each beside its bound, and the same as JSON."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from infra.local.instance import ROOT

from . import instructions, operations, place, prices, recorded

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


def instructions_table(rows: Figures) -> list[str]:
    """Instructions, zip and memory of each binary; the bounds hold for those that talk to the table only."""
    columns = ("ready", "first answer", "first event", "steady", "steady requests", "zip", "memory")
    lines = ["", "3  Instructions (callgrind, release), zip in bytes, peak memory in KB after 1,000 events", "",
             f"{'':<28}" + "".join(f"{column:>19}" for column in columns)]
    for name, row in rows.items():
        mark = " (table only)" if name in instructions.TABLE_ONLY else ""
        lines.append(f"{name + mark:<28}" + "".join(f"{row[column]:>19,.10g}" for column in columns))
    lines.append(f"{'  bound (table only)':<28}" + "".join(
        f"{instructions.BOUNDS[c]:>19,}" if c in instructions.BOUNDS else " " * 19 for c in columns))
    return lines


def main(say: Say) -> int:
    """Measures everything, prints the table, writes the JSON."""
    figures: Figures = {}
    with place.running() as running:
        figures["counts"], tape = operations.all_counts(running, say)
    keep(figures, tape)
    figures["instructions"] = instructions.measure(tape, OUT / "bench", say)
    keep(figures, tape)
    print("\n".join(counts_table(figures["counts"]) + price_table(figures["counts"])
                    + instructions_table(figures["instructions"])))
    return 0


def keep(figures: Figures, tape: list[Any]) -> None:
    """Writes the figures as JSON, and the tape for another look."""
    OUT.mkdir(parents=True, exist_ok=True)
    (OUT / "figures.json").write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8")
    (OUT / "tape.json").write_text(json.dumps(tape), encoding="utf-8")
