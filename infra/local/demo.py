"""`make demo`: 200 synthetic workers register and apply as themselves while two officers decide.

Most are admitted; some are returned and amend, some are refused, one withdraws, one is left until it
escalates. Everything goes over HTTP but the clock: `sweep` is called with a later `now`, as it allows
outside production.
"""

from __future__ import annotations

import json
import random
import sys
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import date, timedelta

from . import people
from .client import Json, Platform, Refused
from .identity import WEIGHTS
from .instance import Instance

WORKERS = 200
CLIENTS = 8
GIVE_UP_SECONDS = 300
ENDED = {"COMPLETED", "REFUSED", "WITHDRAWN", "LAPSED"}
SURNAMES = "王李张刘赵于孙杨陈高周吴徐马朱胡林郭何罗"
GIVEN = "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英华玉萍红鑫宇晨"
RETURN = {"decision": "return", "reasonCode": "R08", "reasonText": "请补充现住址所在的街道，再提交一次。"}
REFUSE = {"decision": "refuse", "reasonCode": "R10", "reasonText": "回访时申请人表示暂时不再申请入会。"}
APPROVE = {"decision": "approve"}


@dataclass
class Actor:
    """One worker of the demo: his plan, his form, and what became of it."""

    plan: str
    form: Json
    token: str = ""
    receipt: Json = field(default_factory=dict)
    state: str = "NOT SENT"
    fault: str = ""


def plan_of(position: int) -> str:
    """What is to happen to the worker at a position."""
    special = {11: "withdraw", 12: "escalate"}
    return special.get(position) or ("return" if position % 10 == 3 else "refuse" if position % 20 == 7 else "approve")


def id_number(area: str, born: date, sequence: int) -> str:
    """A number of a synthetic area with its check character (GB 11643)."""
    head = f"{area}{born:%Y%m%d}{sequence:03}"
    return head + "10X98765432"[sum(int(d) * w for d, w in zip(head, WEIGHTS, strict=True)) % 11]


def invent(instance: Instance, count: int) -> list[Actor]:
    """New people, in the shoes of the seeded ones who pass every check."""
    shoes = [p["form"] for p in instance.recall("people") or [] if p.get("form")][:20]
    if not shoes:
        raise SystemExit("The demo needs the seeded people. Run: make up")
    run = (instance.recall("demo-run") or 0) + 1
    instance.remember("demo-run", run)
    chance = random.Random(run)
    actors = []
    for position in range(count):
        like = shoes[position % len(shoes)]
        born = date(1980, 1, 1) + timedelta(days=chance.randrange(9000))
        form = like | {
            "name": chance.choice(SURNAMES) + "".join(chance.sample(GIVEN, 2)),
            "idType": shoes[0]["idType"],
            "idNumber": id_number(shoes[0]["idNumber"][:6], born, position % 999 + 1),
            "mobile": f"1546{run % 1000:03}{position:04}",
        }
        actors.append(Actor(plan_of(position), form))
    return actors


def arrive(platform: Platform, actor: Actor) -> None:
    """Registers, binds himself and applies."""
    form = actor.form
    try:
        actor.token = platform.register(form["mobile"])
        person = {key: form[key] for key in ("name", "idType", "idNumber", "mobile")}
        platform.call("bind to the person", "POST", "/v1/account", actor.token, person)
        apply(platform, actor)
        if actor.plan == "withdraw":
            platform.call("withdraw", "POST", f"/v1/applications/{actor.receipt['id']}/withdrawal", actor.token, {})
    except Refused as refused:
        actor.fault = str(refused)


def apply(platform: Platform, actor: Actor) -> None:
    """Sends the application and keeps the receipt."""
    application = {"matter": "join", "form": actor.form, "consents": ["JOIN"], "oath": True}
    actor.receipt = platform.call("apply", "POST", "/v1/applications", actor.token, application)
    actor.state = actor.receipt["state"]


def look(platform: Platform, actor: Actor) -> None:
    """Reads the state, and amends what was returned."""
    if not actor.receipt or actor.state in ENDED:
        return
    path = f"/v1/applications/{actor.receipt['id']}"
    try:
        actor.state = platform.call("look at progress", "GET", path, actor.token)["state"]
        if actor.state == "RETURNED":
            platform.call("amend", "POST", f"{path}/amendment", actor.token, {"form": actor.form})
            actor.plan = "approve"
    except Refused as refused:
        actor.fault = str(refused)


def open_tasks(platform: Platform, token: str) -> list[Json]:
    """The whole worklist of an officer."""
    tasks: list[Json] = []
    cursor = ""
    while True:
        page = platform.call("read the worklist", "GET", f"/v1/tasks?state=OPEN{cursor}", token)
        tasks += page["items"]
        if not page.get("cursor"):
            return tasks
        cursor = f"&cursor={page['cursor']}"


def decide(platform: Platform, token: str, plans: dict[str, str]) -> None:
    """Decides what is open: many at once where every check passed, one at a time otherwise."""
    tasks = [t for t in open_tasks(platform, token) if plans.get(t["application"]) in ("approve", "return", "refuse")]
    easy = [t for t in tasks if plans[t["application"]] == "approve" and t["allChecksPassed"]]
    for start in range(0, len(easy), 50):
        items = [{"id": t["id"], "noKinship": True, **APPROVE} for t in easy[start:start + 50]]
        platform.call("decide up to 50 at once", "POST", "/v1/tasks/decisions", token, {"items": items})
    for task in tasks:
        if task in easy:
            continue
        choice = {"approve": APPROVE, "return": RETURN, "refuse": REFUSE}[plans[task["application"]]]
        try:
            platform.call("decide one", "POST", f"/v1/tasks/{task['id']}/decision", token,
                          {"noKinship": True, **choice})
        except Refused as refused:
            print(f"\n  {refused}", file=sys.stderr)


def show(actors: list[Actor], what: str, began: float) -> None:
    """One line that is written over."""
    ended = sum(actor.state in ENDED for actor in actors)
    applied = sum(bool(actor.receipt) for actor in actors)
    bar = "█" * (30 * ended // len(actors)) + "░" * (30 - 30 * ended // len(actors))
    line = f"{what:<22} applied {applied:3}  {bar} ended {ended:3} of {len(actors)}  {time.monotonic() - began:4.0f} s"
    print(f"\r{line}" if sys.stdout.isatty() else line, end="" if sys.stdout.isatty() else "\n", flush=True)


def play(platform: Platform, actors: list[Actor], officers: list[str], began: float) -> None:
    """Workers arrive while officers decide, until only the one to escalate is open."""
    with ThreadPoolExecutor(CLIENTS) as crowd:
        arriving = [crowd.submit(arrive, platform, actor) for actor in actors]
        turn = 0
        while time.monotonic() - began < GIVE_UP_SECONDS:
            plans = {a.receipt["id"]: a.plan for a in actors if a.receipt and a.state not in ENDED}
            decide(platform, officers[turn % len(officers)], plans)
            if all(done.done() for done in arriving):
                list(crowd.map(lambda actor: look(platform, actor), actors))
            show(actors, "workers and officers", began)
            if all(done.done() for done in arriving) and all(
                    a.fault or a.state in ENDED or a.plan == "escalate" for a in actors):
                return
            turn += 1
            time.sleep(0.5)


def escalate(platform: Platform, actor: Actor) -> Json:
    """Moves the clock past the due date of the one that nobody decided; how it stands then."""
    due = date.fromisoformat(actor.receipt["dueOn"]) + timedelta(days=10)
    event = {"job": "sweep", "now": f"{due}T02:00:00Z"}
    platform.instance.client("lambda").invoke(
        FunctionName=platform.out["SweepFunctionName"], Payload=json.dumps(event).encode())
    return platform.call("look at progress", "GET", f"/v1/applications/{actor.receipt['id']}", actor.token)


def told(view: Json) -> str:
    """An application's timeline in words."""
    lines = [f"  {entry['at'][:19]}  {entry['text']}" + (f"（{entry['unionName']}）" if entry.get("unionName") else "")
             for entry in view["timeline"]]
    return "\n".join([f"{view['title']} {view['number']}: {view['state']}", *lines])


def main(instance: Instance) -> int:
    """Plays the demo and prints what came of it; 1 when somebody did not get his planned end."""
    platform, began = Platform(instance), time.monotonic()
    actors = invent(instance, WORKERS)
    officers = [people.token(instance, account) for account in ("approver-1", "approver-2")]
    play(platform, actors, officers, began)
    left = next(actor for actor in actors if actor.plan == "escalate")
    overdue = escalate(platform, left) if left.receipt else None
    print("\n\nfinal state    workers")
    for state, count in Counter(actor.state for actor in actors).most_common():
        print(f"  {state:<12} {count:5}")
    print(f"\n{'step':<30} {'n':>5} {'p50 ms':>8} {'p95 ms':>8}")
    for step, count, median, high in platform.times.rows():
        print(f"{step:<30} {count:>5} {median:>8.0f} {high:>8.0f}")
    amended = next((a for a in actors if a.state == "COMPLETED" and plan_of(actors.index(a)) == "return"), None)
    if amended:
        path = f"/v1/applications/{amended.receipt['id']}"
        print("\nReturned, amended, admitted:\n" + told(platform.call("look at progress", "GET", path, amended.token)))
    if overdue:
        print("\nLeft until it escalated (the clock was moved on):\n" + told(overdue))
    faults = Counter(actor.fault for actor in actors if actor.fault)
    open_ = [a for a in actors if not a.fault and a.state not in ENDED and a.plan != "escalate"]
    for fault, count in faults.most_common():
        print(f"\n  {count} × {fault}", file=sys.stderr)
    if open_:
        print(f"\n  {len(open_)} did not end: {Counter(a.state for a in open_)}", file=sys.stderr)
    return 1 if faults or open_ else 0
