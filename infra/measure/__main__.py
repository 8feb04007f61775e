"""`make measure` and its parts.

all: the table. check: exact counts against recorded.json. record: accepts them. page: the last table and its
pictures into docs/performance.md.
"""

from __future__ import annotations

import argparse
import sys
import time

from . import instructions, operations, place, recorded, report

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
    for fault in faults:
        print(f"  {fault}", file=sys.stderr)
    if faults:
        print("Exact counts rose. Mend it, or accept them with `python -m infra.measure record` and say why.",
              file=sys.stderr)
    return 1 if faults else 0


def main() -> int:
    """Reads the verb."""
    parser = argparse.ArgumentParser(prog="infra.measure", description=__doc__)
    parser.add_argument("verb", choices=["all", "check", "record", "page"])
    parser.add_argument("--built", action="store_true", help="everything is built already")
    parser.add_argument("--load", choices=["some", "full"], default="some")
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
    if given.verb == "check":
        return check()
    if given.verb == "record":
        recorded.write(count()[0])
        return 0
    return report.main(say, given.load == "full")


if __name__ == "__main__":
    sys.exit(main())
