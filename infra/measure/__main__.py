"""`make measure` and its parts.

all: the table. check: exact counts against recorded.json. record: accepts them. page: the last table and its
pictures into docs/performance.md. runs: whole benefit runs of so many payees. rosters: files of so many rows.
province: fills a table with so many members of the synthetic province.
"""

from __future__ import annotations

import argparse
import sys
import time

from . import instructions, operations, place, province, recorded, report, rosters, runs, runs_report

STARTED = time.monotonic()


def say(text: str) -> None:
    """A progress line with the seconds since the start."""
    print(f"[{time.monotonic() - STARTED:5.1f} s] {text}", file=sys.stderr, flush=True)


def count() -> tuple[dict[str, object], list[place.Line]]:
    """All operations on a fresh local AWS."""
    say("starting a fresh local AWS")
    with place.running() as instance:
        return operations.all_counts(instance, say)


def check() -> int:
    """1 when an exact count rose."""
    counts, _ = count()
    faults = recorded.risen(counts)
    faults += runs_report.risen(runs.measure(runs_report.CHECKED, False, say))
    for fault in faults:
        print(f"  {fault}", file=sys.stderr)
    if faults:
        print("Exact counts rose. Mend it, or accept them with `python -m infra.measure record` and say why.",
              file=sys.stderr)
    return 1 if faults else 0


def play_runs(sizes: list[int], exceptions: bool) -> int:
    """Whole runs of benefit payments; 1 when a bound is missed."""
    results = []
    for size, odd in [(size, False) for size in sizes] + ([(sizes[0], True)] if exceptions else []):
        results.append(runs.measure(size, odd, say))
        runs_report.keep(results)
        print("\n".join(runs_report.one(results[-1])), flush=True)
    print(runs_report.summary(results))
    faults = runs_report.faults(results)
    for fault in faults:
        print(f"  {fault}")
    return 1 if faults else 0


def main() -> int:
    """Reads the verb."""
    parser = argparse.ArgumentParser(prog="infra.measure", description=__doc__)
    parser.add_argument("verb", choices=["all", "check", "record", "page", "runs", "rosters", "province"])
    parser.add_argument("--built", action="store_true", help="everything is built already")
    parser.add_argument("--load", choices=["some", "full"], default="some")
    parser.add_argument("--payees", type=int, action="append", default=[], help="of a run; may be given again")
    parser.add_argument("--members", type=int, action="append", default=[], help="of the province; may be given again")
    parser.add_argument("--rows", type=int, action="append", default=[], help="of a roster; may be given again")
    parser.add_argument("--exceptions", action="store_true", help="then a run in which one in a hundred goes badly")
    given = parser.parse_args()
    if given.verb == "page":
        report.write_page()
        return 0
    if not given.built:
        say("building the functions with the quick profile")
        place.build()
        if given.verb == "all":
            say("building the functions and the references with the release profile")
            instructions.build(sorted(instructions.PLAYED))
    if given.verb == "runs":
        return play_runs(given.payees or [1_000], given.exceptions)
    if given.verb == "rosters":
        results = [one for rows in given.rows or [1_000] for one in rosters.measure(rows, say)]
        print(rosters.table(results))
        return 0
    if given.verb == "province":
        print(province.table([province.measure(size, say) for size in given.members or province.SIZES]))
        return 0
    if given.verb == "check":
        return check()
    if given.verb == "record":
        recorded.write(count()[0])
        runs_report.record(runs.measure(runs_report.CHECKED, False, say))
        return 0
    return report.main(say, given.load == "full")


if __name__ == "__main__":
    sys.exit(main())
