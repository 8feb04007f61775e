"""`make ceremony PEOPLE=500`: a collective joining from the roster to the last card, over HTTP alone.

An organiser uploads the roster and sends the links; everybody opens his own and says yes; a colleague records the
committee's one decision, with one exception in fifty; the machine does the rest. Prints what each part took, and fails
when somebody is lost, joined twice or has no number.
"""

from __future__ import annotations

import base64
import json
import time
import urllib.request
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta, timezone

from . import demo, people
from .client import Json, Platform, rank
from .instance import Instance

CLIENTS = 16
PATIENCE_SECONDS = 900
GOAL_SECONDS = 600
EVERY = 50


def links(instance: Instance, batch: str) -> dict[str, str]:
    """What the links of a batch carry, by mobile."""
    with urllib.request.urlopen(f"{instance.sms}/messages", timeout=30) as answer:
        items = json.load(answer)["items"]
    found = {}
    for item in items:
        token = item["text"].partition("/confirm#")[2].strip()
        if token.startswith(batch):
            found.setdefault(item["to"].removeprefix("+86"), token)
    return found


def until(platform: Platform, token: str, batch: str, wanted: int, name: str) -> Json:
    """The counts once so many people are there."""
    began = time.monotonic()
    while True:
        counts: Json = platform.call("look at the batch", "GET", f"/v1/batches/{batch}", token)["counts"]
        if counts[name] >= wanted or time.monotonic() - began > PATIENCE_SECONDS:
            return counts
        time.sleep(1)


def every_row(platform: Platform, token: str, batch: str) -> list[Json]:
    """The whole roster with what came of each."""
    rows: list[Json] = []
    cursor = ""
    while True:
        page = platform.call("read the roster", "GET", f"/v1/batches/{batch}/rows{cursor}", token)
        rows += page["items"]
        if "cursor" not in page:
            return rows
        cursor = f"?cursor={page['cursor']}"


def consent(platform: Platform, person: Json, link: str, sent: list[float]) -> None:
    """One person opens his link and says yes."""
    form = person["form"]
    look = platform.call("open the link", "POST", "/v1/confirmations/view", "", {"token": link})
    platform.call("say yes", "POST", "/v1/confirmations", "", {
        "token": link, "lastFour": form["idNumber"][-4:], "answer": "YES",
        "consents": [look["consent"]["code"]], "oath": True,
    })
    sent.append(time.monotonic())


def play(instance: Instance, count: int) -> Json:
    """The whole of it; what each part took, and how it ended."""
    platform = Platform(instance)
    organiser, colleague = people.token(instance, "approver-1"), people.token(instance, "approver-2")
    union = platform.call("who am I", "GET", "/v1/me", organiser)["roles"][0]["union"]["id"]
    crowd = [actor.person for actor in demo.invent(instance, count)]
    now = datetime.now(timezone(timedelta(hours=8)))
    batch = platform.call("begin the batch", "POST", "/v1/batches", organiser, {
        "union": union, "title": "集中入会", "place": "物流园广场", "heldAt": now.isoformat(timespec="seconds"),
        "untilOn": (now + timedelta(days=5)).date().isoformat(),
    })["id"]
    lines = ["姓名,身份证号,手机号,群体"]
    lines += [f"{one['form']['name']},{one['form']['idNumber']},{one['form']['mobile']},快递员" for one in crowd]
    roster = {"fileName": "名单.csv", "content": base64.b64encode("\n".join(lines).encode()).decode(), "dryRun": False}
    seconds: dict[str, float] = {}
    began = time.monotonic()

    def done(part: str) -> None:
        nonlocal began
        seconds[part] = time.monotonic() - began
        began = time.monotonic()

    path = f"/v1/batches/{batch}"
    taken = platform.call("upload the roster", "POST", f"{path}/roster", organiser, roster)
    done("roster")
    while platform.call("send the links", "POST", f"{path}/invitations", organiser, {"rows": []})["left"]:
        pass
    done("links")
    by_mobile, sent = links(instance, batch), []
    with ThreadPoolExecutor(CLIENTS) as pool:
        answers = [pool.submit(consent, platform, one, by_mobile[one["form"]["mobile"]], sent) for one in crowd
                   if one["form"]["mobile"] in by_mobile]
    faults = Counter(str(answer.exception()) for answer in answers if answer.exception())
    done("consents")
    counts = until(platform, organiser, batch, len(sent), "ready")
    done("checks")
    ready = [row["no"] for row in every_row(platform, colleague, batch) if row.get("application", {}).get("ready")]
    except_ = [{"row": no, "decision": "refuse", "reasonCode": "R10"} for no in ready[EVERY - 1::EVERY]]
    decision = {"decidedOn": now.date().isoformat(), "noKinship": True, "rows": ready, "exceptions": except_}
    while (decided := platform.call("decide", "POST", f"{path}/decisions", colleague, decision))["left"]:
        pass
    done("decision")
    wanted = len(ready) - len(except_)
    counts = until(platform, organiser, batch, wanted, "members")
    done("cards")
    rows = every_row(platform, organiser, batch)
    numbers = [row["application"]["memberNumber"] for row in rows if row.get("application", {}).get("memberNumber")]
    return {"people": count, "added": taken["added"], "refused": taken["refused"], "said yes": len(sent),
            "faults": dict(faults), "ready": len(ready), "exceptions": len(except_),
            "problems": len(decided["problems"]),
            "members": len(numbers), "numbers": len(set(numbers)), "ended": counts["ended"], "seconds": seconds,
            "times": platform.times.rows(), "p99 yes": 1000 * rank(platform.times.seconds["say yes"], 0.99)}


def main(instance: Instance, count: int) -> int:
    """Plays and prints; 1 where somebody was lost."""
    if not instance.recall("people"):
        raise SystemExit("The ceremony needs the seeded officers. Run: make up")
    told = play(instance, count)
    parts = told["seconds"]
    total = sum(parts.values())
    print(f"{count} people, {CLIENTS} clients at once: {total:.1f} s from the upload to the last card"
          f" (the goal for 500: {GOAL_SECONDS} s)")
    for part, took in parts.items():
        print(f"  {part:10} {took:8.1f} s  {count / took if took else 0:8.1f} people a second")
    print(f"  {'step':24} {'times':>6} {'p50 ms':>8} {'p95 ms':>8}")
    for step, times, median, late in told["times"]:
        print(f"  {step:24} {times:6} {median:8.0f} {late:8.0f}")
    print(f"  a yes, 99th percentile: {told['p99 yes']:.0f} ms")
    print("  " + ", ".join(f"{name} {told[name]}" for name in (
        "added", "refused", "said yes", "ready", "exceptions", "problems", "members", "ended", "faults")))
    whole = (told["said yes"] == told["added"] and not told["faults"] and not told["problems"]
             and told["members"] == told["numbers"] == told["ready"] - told["exceptions"]
             and told["ready"] == told["added"] and told["ended"] == told["exceptions"])
    print("  nobody lost, nobody twice" if whole else "  SOMEBODY IS LOST: see the counts above")
    return 0 if whole else 1
