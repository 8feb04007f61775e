"""Load on the local AWS: many apply while officers decide, then a ceremony in one union; nothing may be lost."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable
from typing import Any

from infra.local import demo
from infra.local.client import Platform, rank
from infra.local.instance import STACK, Instance

from .place import Meter

CLIENTS = 32
PATIENCE_SECONDS = 300
# The functions behind the API.
DOORS = tuple(f"{STACK}-{name}" for name in ("account", "apply", "decide", "inquire"))
# What `make measure` has time for, and what the issue asks for (LOAD=full).
SOME, ALL = (200, 50), (2_000, 500)


def counted(instance: Instance, platform: Platform) -> dict[str, int]:
    """The platform's own counters of applications by what happened, and of memberships."""
    table = instance.client("dynamodb")
    found: Counter[str] = Counter()
    ask = {"TableName": platform.out["TableName"], "KeyConditionExpression": "pk = :pk", "ConsistentRead": True,
           "ExpressionAttributeValues": {":pk": {"S": "K#ALL"}}}
    for item in table.query(**ask)["Items"]:
        for name, value in item.items():
            # A day's row: join#SENT; by group and by time taken the name has more parts.
            if item["sk"]["S"].startswith("day#") and "N" in value and name.count("#") == 1:
                found[name.split("#")[1]] += int(value["N"])
    return found


def caught_up(instance: Instance, platform: Platform, before: dict[str, int], wanted: dict[str, int],
              began: float) -> tuple[dict[str, int], float]:
    """By how much the counters moved once the stream's work is done, and how long after `began` that was."""
    while True:
        now = counted(instance, platform)
        moved = {name: now.get(name, 0) - before.get(name, 0) for name in wanted}
        waited = time.monotonic() - began
        if moved == wanted or waited > PATIENCE_SECONDS:
            return moved, waited
        time.sleep(0.5)


def phase(instance: Instance, actors: list[demo.Actor]) -> dict[str, Any]:
    """Plays some workers to their ends; throughput, percentiles, faults, counters against what happened."""
    platform = Platform(instance)
    officers = demo.appointed(instance, actors)
    before = counted(instance, platform)
    meter, began = Meter(instance), time.monotonic()
    with meter:
        demo.play(platform, actors, officers)
        ended = time.monotonic()
    lines, seconds = meter.lines, ended - began
    ends = Counter(actor.state for actor in actors)
    wanted = {"SENT": len(actors), "COMPLETED": ends["COMPLETED"], "REFUSED": ends["REFUSED"]}
    moved, behind = caught_up(instance, platform, before, wanted, ended)
    faults = [actor.fault for actor in actors if actor.fault]
    faults += [f"planned as {a.planned}, ended as {a.state}" for a in actors
               if not a.fault and a.state != demo.WANTED[a.planned]]
    faults += demo.members(platform, actors)
    faults += [f"counter {name}: {moved[name]} instead of {count}" for name, count in wanted.items()
               if moved[name] != count]
    http = [one for name, all_ in platform.times.seconds.items() if not name.startswith(("=", "register"))
            for one in all_]
    functions = sum(line["seconds"] for line in lines if line["kind"] == "invoke" and line["by"] in DOORS)
    decided = platform.times.seconds.get("= from the union's yes to member", [0.0])
    return {
        "applications": len(actors), "ends": dict(ends), "seconds": seconds, "per second": len(actors) / seconds,
        "HTTP requests": platform.requests, "HTTP p50 ms": 1000 * rank(http, 0.5),
        "HTTP p95 ms": 1000 * rank(http, 0.95),
        "yes to member p95 ms": 1000 * rank(decided, 0.95), "counters behind s": behind,
        "local AWS's share of HTTP time": max(0.0, 1 - functions / sum(http)), "faults": dict(Counter(faults)),
    }


def measure(instance: Instance, say: Callable[[str], None], sizes: tuple[int, int] = SOME) -> dict[str, Any]:
    """Both phases."""
    demo.CLIENTS, demo.GIVE_UP_SECONDS = CLIENTS, 1_800
    many, ceremony = sizes
    say(f"{many} applications by {CLIENTS} clients while officers decide")
    actors = [actor for actor in demo.invent(instance, many)]
    for actor in actors:
        if actor.planned == "escalate":
            actor.planned = actor.plan = "approve"
    result = {"many": phase(instance, actors)}
    say(f"a ceremony of {ceremony} in one union")
    union = Counter(actor.person["union"] for actor in actors).most_common(1)[0][0]
    together: list[demo.Actor] = []
    while len(together) < ceremony:
        together += [actor for actor in demo.invent(instance, many) if actor.person["union"] == union]
    for actor in together:
        actor.planned = actor.plan = "approve"
    result["ceremony"] = phase(instance, together[:ceremony])
    return result
