"""The same operations beside 1,000, 10,000 and 100,000 members: the counts must be equal."""

from __future__ import annotations

import json
import urllib.request
from collections.abc import Callable
from typing import Any

from infra.local.instance import CREDENTIALS, REGION, Instance

from .accounting import FILL
from .operations import EXACT, Stage, play
from .place import Line, Meter

SIZES = (1_000, 10_000, 100_000)


def fill(instance: Instance, body: dict[str, Any]) -> None:
    """Asks the accounting layer for copies."""
    scope = f"{CREDENTIALS['AWS_ACCESS_KEY_ID']}/20260101/{REGION}/dynamodb/aws4_request"
    request = urllib.request.Request(instance.endpoint, data=json.dumps(body).encode(), headers={
        "x-amz-target": f"DynamoDB_20120810.{FILL}", "content-type": "application/x-amz-json-1.0",
        "authorization": f"AWS4-HMAC-SHA256 Credential={scope}, SignedHeaders=host, Signature=none"})
    with urllib.request.urlopen(request, timeout=300) as answer:
        answer.read()


def measure(instance: Instance, say: Callable[[str], None]) -> tuple[dict[str, Any], dict[int, list[Line]]]:
    """Counts of an application, a worklist page and a member page at each size; and the tapes."""
    stage = Stage(instance)
    member = stage.worker()
    stage.plain(member)
    head = stage.head(member)
    person, application, subject = head["person"]["S"], member.receipt["id"], head["subject"]["S"]
    like = [(f"P#{person}", "PERSON"), (f"P#{person}", "STANDING"), (f"A#{application}", "HEAD")]
    waiting = stage.worker()
    stage.apply(waiting)
    pages = (("a worklist page", "/v1/tasks?state=OPEN", stage.officer(waiting)),
             ("a member page", "/v1/me", member.token))
    for _, path, token in pages:
        stage.platform.call("read", "GET", path, token)
    counts: dict[str, Any] = {}
    tapes: dict[int, list[Line]] = {}
    there = 0
    for size in SIZES:
        say(f"{size:,} members")
        fill(instance, {"table": stage.platform.out["TableName"], "like": like, "first": there + 1,
                        "count": size - there, "words": [person, application, subject]})
        there = size
        actor = stage.worker(like=member)
        row: dict[str, Any] = {}
        tapes[size] = []
        works: list[Any] = [("plain", lambda actor=actor: stage.plain(actor), ("inquire",))]
        works += [(name, lambda path=path, token=token: stage.platform.call("read", "GET", path, token), ())
                  for name, path, token in pages]
        for name, work, without in works:
            meter = Meter(instance, tape=True)
            own = play(stage, meter, work, without)["own"]
            row[name] = {key: own.get(key, 0) for key in EXACT}
            tapes[size] += [line | {"operation": name} for line in meter.taped]
        counts[str(size)] = row
    return counts, tapes


def unequal(counts: dict[str, Any]) -> list[str]:
    """Which counts differ between the sizes."""
    first = counts[str(SIZES[0])]
    return [f"{name}: {key} {first[name][key]:g} at {SIZES[0]:,}, {row[name][key]:g} at {int(size):,}"
            for size, row in counts.items() for name in row for key in EXACT if row[name][key] != first[name][key]]
