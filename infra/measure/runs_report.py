"""The tables of whole benefit runs, each figure beside its bound, and what may not rise."""

from __future__ import annotations

import json
from typing import Any

from infra.local.instance import ROOT

from . import runs
from .recorded import PATH

Result = dict[str, Any]
OUT = ROOT / ".local" / "measure" / "runs.json"
COLUMNS = ("write requests", "write units", "read requests", "read units", "S3 requests", "KMS requests",
           "invocations", "CPU", "peak")
HEADS = ("writes", "units", "reads", "units", "S3", "KMS", "invoked", "CPU s", "peak KB")
# Of a run in which every payment goes well: write units and write requests of the table, milliseconds of our
# functions' CPU. The naive way that the bound is set against writes twice, in 12 units.
UNITS, REQUESTS, CPU_MS = 2.1, 0.1, 0.95
# Below so many payees a run's own cost, however many are paid, is most of what falls to a payment.
JUDGED = 10_000
AFTERWARDS = ("project", "sweep")
# What `make check` holds, of a run of this size.
CHECKED = 140
EXACT = ("write requests", "write units")


def cell(key: str, value: float) -> str:
    """A number as it is read."""
    return f"{value:>12,.2f}" if key == "CPU" else f"{value:>12,.10g}"


def line(name: str, row: dict[str, float]) -> str:
    """A row of the table of steps."""
    return f"{name:<26}" + "".join(cell(key, row.get(key, 0)) for key in COLUMNS)


def own(result: Result) -> dict[str, float]:
    """Steps and people's acts together; the stream's work and the local AWS's are not in it."""
    return runs.sums(result, runs.STEPS + runs.PEOPLE)


def one(result: Result) -> list[str]:
    """A run step by step, and what of it falls to a payment."""
    whole, count = own(result), result["payees"]
    ending = "every payment goes well" if not result["exceptions"] else f"{result['paid']:,} paid by the bank"
    lines = [f"{count:,} payees, {result['parts']} parts, {result['batches']} batches; {ending}", "",
             f"{'':<26}" + "".join(f"{head:>12}" for head in HEADS)]
    lines += [line(name, result["functions"].get(name, {})) for name in runs.STEPS]
    lines += [line("people: disburse", runs.sums(result, runs.PEOPLE)), line("the run", whole)]
    per = {key: value / count for key, value in whole.items()}
    lines.append(f"{'per payment':<26}" + "".join(
        f"{per.get(key, 0):>12.4f}" for key in COLUMNS[:7]) + f"{1000 * per['CPU']:>9.3f} ms")
    if not result["exceptions"]:
        lines.append(f"{'  bound':<26}{REQUESTS:>12}{UNITS:>12}" + " " * 60 + f"{CPU_MS:>9} ms")
    lines.append(line("stream and clock", runs.sums(result, AFTERWARDS)))
    stages = ", ".join(f"{name} {seconds:.0f}" for name, seconds in result["stages"].items())
    return [*lines, "", f"wall {result['seconds']:.0f} s ({stages}); the local AWS's own CPU "
            f"{result['local AWS CPU']:.0f} s; largest head of a part {result['head']:,} bytes", drives(result), ""]


def span(drives_: list[dict[str, int]], key: str) -> str:
    """The one value of all drives, or from the least to the most."""
    values = sorted({drive[key] for drive in drives_})
    return f"{values[0]}" if len(values) == 1 else f"{values[0]} to {values[-1]}"


def drives(result: Result) -> str:
    """What the machine did."""
    found = result["drives"]
    return (f"{len(found)} drives, each {span(found, 'children')} children, {span(found, 'transitions')} transitions "
            f"and {span(found, 'events')} events of the parent; children that failed: "
            f"{sum(drive['failed'] for drive in found)}")


def grown(results: list[Result]) -> list[str]:
    """The sizes beside each other, and what one further payment takes between two of them."""
    heads = ("write units", "write requests", "all requests", "S3 requests", "CPU ms", "wall s", "drives",
             "children", "transitions", "events", "peak KB")
    lines = [f"{'payees':<26}" + "".join(f"{head:>15}" for head in heads)]
    for result in results:
        whole, count, found = own(result), result["payees"], result["drives"]
        values = [f"{whole['write units'] / count:.3f}", f"{whole['write requests'] / count:.4f}",
                  f"{(whole['write requests'] + whole['read requests']) / count:.4f}",
                  f"{whole['S3 requests'] / count:.4f}", f"{1000 * whole['CPU'] / count:.3f}",
                  f"{result['seconds']:.0f}", f"{len(found)}", span(found, "children"), span(found, "transitions"),
                  span(found, "events"), f"{whole['peak']:,.0f}"]
        lines.append(f"{count:<26,}" + "".join(f"{value:>15}" for value in values))
    for less, more in zip(results, results[1:], strict=False):
        before, after, payments = own(less), own(more), more["payees"] - less["payees"]
        rate = {key: (after[key] - before[key]) / payments for key in COLUMNS[:8]}
        values = [f"{rate['write units']:.3f}", f"{rate['write requests']:.4f}",
                  f"{rate['write requests'] + rate['read requests']:.4f}", f"{rate['S3 requests']:.4f}",
                  f"{1000 * rate['CPU']:.3f}"]
        lines.append(f"{'  each payment between':<26}" + "".join(f"{value:>15}" for value in values))
    return [*lines, f"{'  bound':<26}{UNITS:>15}{REQUESTS:>15}{'':>30}{CPU_MS:>15}", ""]


def apart(plain: Result, odd: Result) -> list[str]:
    """What the payments off the plain path cost beyond a run of the same size without them."""
    count = max(1, odd["odd"])
    more = {key: own(odd)[key] - own(plain)[key] for key in COLUMNS[:5]}
    cells = ", ".join(f"{value / count:.1f} {key}" for key, value in more.items())
    return [f"Exceptions apart: {odd['odd']} payments off the plain path took, each, {cells} more.", ""]


def summary(results: list[Result]) -> str:
    """The sizes beside each other, and exceptions beside the same size without."""
    plain = [result for result in results if not result["exceptions"]]
    lines = grown(plain) if len(plain) > 1 else []
    for odd in results:
        same = next((one_ for one_ in plain if one_["payees"] == odd["payees"]), None)
        lines += apart(same, odd) if odd["exceptions"] and same else []
    return "\n".join(lines)


def faults(results: list[Result]) -> list[str]:
    """Bounds that are missed by a large run in which every payment goes well."""
    found = []
    for result in (one_ for one_ in results if not one_["exceptions"] and one_["payees"] >= JUDGED):
        for key, bound in (("write units", UNITS), ("write requests", REQUESTS)):
            each = own(result)[key] / result["payees"]
            if each > bound:
                found.append(f"{result['payees']:,} payees: {each:.3f} {key} per payment, above {bound}")
    return found


def risen(result: Result) -> list[str]:
    """Exact counts of a run that are above the recorded ones."""
    known = json.loads(PATH.read_text(encoding="utf-8")).get("runs", {}).get(str(result["payees"]), {})
    whole = own(result)
    return [f"a run of {result['payees']}: {key} {value:g} -> {whole[key]:g}"
            for key, value in known.items() if whole[key] > value]


def record(result: Result) -> None:
    """Accepts the exact counts of a run."""
    known = json.loads(PATH.read_text(encoding="utf-8"))
    whole = own(result)
    known["runs"] = {str(result["payees"]): {key: whole[key] for key in EXACT}}
    PATH.write_text(json.dumps(known, indent=1) + "\n", encoding="utf-8")


def keep(results: list[Result]) -> None:
    """Beside the other figures."""
    OUT.parent.mkdir(parents=True, exist_ok=True)
    OUT.write_text(json.dumps(results, indent=1) + "\n", encoding="utf-8")
