"""One table of all figures, each beside its bound, and the same as JSON."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from infra.local.instance import ROOT

from . import growth, init, instructions, load, operations, pictures, place, prices, recorded

OUT = ROOT / ".local" / "measure"
PAGE = ROOT / "docs" / "performance.md"
BEGIN, END = "<!-- figures -->\n", "<!-- /figures -->"
COLD = ["hello", "approve", "decide", "apply", "verify", "inquire"]
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


def init_table(rows: Figures) -> list[str]:
    """Cold starts as a ratio; the milliseconds are this machine's."""
    lines = ["", "4  Cold start under AWS's Runtime Interface Emulator, beside hello in the same run", "",
             f"{'':<28}{'ratio to hello':>19}{'ms here':>19}"]
    return lines + [f"{name:<28}{row['ratio']:>19.2f}{row['ms']:>19.0f}" for name, row in rows.items()]


def growth_table(found: Figures) -> list[str]:
    """Whether the counts stay, and by how much the instructions move."""
    counts, moved = found["counts"], found["instructions"]
    lines = ["", "5  Growth: write units / read units / requests of the table, instructions of a steady event", "",
             f"{'members':<28}" + "".join(f"{name:>26}" for name in next(iter(counts.values())))
             + "".join(f"{name:>26}" for name in next(iter(moved.values()), {}))]
    for size, row in counts.items():
        cells = [f"{one['write units']:g} / {one['read units']:g} / {one['write requests'] + one['read requests']:g}"
                 for one in row.values()]
        cells += [f"{value:,}" for value in moved.get(size, {}).values()]
        lines.append(f"{int(size):<28,}" + "".join(f"{cell:>26}" for cell in cells))
    return [*lines, "counts equal" if not growth.unequal(counts) else "; ".join(growth.unequal(counts))]


def load_table(found: Figures) -> list[str]:
    """Throughput and percentiles, the local AWS's share, what was lost."""
    lines = ["", "6  Load on the local AWS", ""]
    for name, row in found.items():
        ends = ", ".join(f"{state} {count}" for state, count in row["ends"].items())
        lines += [
            f"{name:<28}{row['applications']} applications in {row['seconds']:.0f} s, "
            f"{row['per second']:.1f} a second; ends: {ends}",
            f"{'':<28}HTTP p50 {row['HTTP p50 ms']:.0f} ms, p95 {row['HTTP p95 ms']:.0f} ms, "
            f"of it the local AWS {row[SHARE]:.0%}",
            f"{'':<28}counters exact after {row['counters behind s']:.0f} s; "
            f"lost or wrong: {row['faults'] or 'nothing'}",
        ]
    return lines


SHARE = "local AWS's share of HTTP time"


def table(figures: Figures) -> str:
    """All of it."""
    parts = [("counts", counts_table), ("counts", price_table), ("instructions", instructions_table),
             ("init", init_table), ("growth", growth_table), ("load", load_table)]
    return "\n".join(line for name, show in parts if name in figures for line in show(figures[name])) + "\n"


def steady(bench: instructions.Bench, tapes: dict[int, list[Any]]) -> Figures:
    """Instructions of a steady event of two functions, with the answers of each size."""
    played = (("assign-membership", "plain"), ("inquire", "a member page"))
    return {str(size): {name: bench.steady(name, tape, operation) for name, operation in played}
            for size, tape in tapes.items()}


def main(say: Say, everything: bool) -> int:
    """Measures everything, prints the table, writes the JSON. `everything`: the load that takes long."""
    figures: Figures = {}
    with place.running() as running:
        figures["counts"], tape = operations.all_counts(running, say)
    keep(figures, tape)
    bench = instructions.Bench(tape, OUT / "bench")
    figures["instructions"] = instructions.measure(bench, say)
    figures["init"] = init.measure(bench, COLD, say)
    keep(figures, tape)
    with place.running() as running:
        counts, tapes = growth.measure(running, say)
    say("instructions at each size")
    figures["growth"] = {"counts": counts, "instructions": steady(bench, tapes)}
    keep(figures, tape)
    with place.running() as running:
        figures["load"] = load.measure(running, say, load.ALL if everything else load.SOME)
    keep(figures, tape)
    print(table(figures))
    faults = recorded.risen(figures["counts"]) + growth.unequal(counts)
    faults += [fault for row in figures["load"].values() for fault in row["faults"]]
    for fault in faults:
        print(f"  {fault}")
    return 1 if faults else 0


def write_page() -> None:
    """Puts the last table and its pictures into docs/performance.md."""
    figures = json.loads((OUT / "figures.json").read_text(encoding="utf-8"))
    images = PAGE.parent / "images"
    images.mkdir(exist_ok=True)
    (images / "instructions.svg").write_text(pictures.instructions(figures["instructions"]), encoding="utf-8")
    (images / "growth.svg").write_text(pictures.growth(figures["growth"]["counts"]), encoding="utf-8")
    page = PAGE.read_text(encoding="utf-8")
    before, rest = page.split(BEGIN)
    _, after = rest.split(END)
    PAGE.write_text(f"{before}{BEGIN}```text\n{table(figures)}```\n{END}{after}", encoding="utf-8")


def keep(figures: Figures, tape: list[Any]) -> None:
    """Writes the figures as JSON, and the tape for another look."""
    OUT.mkdir(parents=True, exist_ok=True)
    (OUT / "figures.json").write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8")
    (OUT / "tape.json").write_text(json.dumps(tape), encoding="utf-8")
