"""Plays each operation once on a warm platform, over HTTP as people do, and adds up what it cost."""

from __future__ import annotations

import json
import time
from collections import defaultdict
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from infra.local import demo, people
from infra.local.client import Platform
from infra.local.instance import STACK, Instance

from .place import Line, Meter

Counts = dict[str, float]
# What follows a change by itself: the stream's work and the clock's.
AFTERWARDS = ("project", "sweep")
EXACT = ("API requests", "invocations", "drives", "state transitions", "write requests", "write units",
         "of these of indexes", "read requests", "read units", "KMS requests")
PATIENCE_SECONDS = 60


def add_up(lines: list[Line], without: tuple[str, ...] = ()) -> dict[str, Counts]:
    """What each function used; `machine` is the state machine's own part."""
    used: dict[str, Counts] = defaultdict(lambda: defaultdict(float))
    for line in lines:
        name = "machine" if line["kind"] == "state" else line["by"].removeprefix(f"{STACK}-")
        if name == "root" or name in without:
            continue
        row = used[name]
        if line["kind"] == "table":
            side = "write" if "write" in line else "read"
            charged = line.get(side, 0)
            row[f"{side} requests"] += 1
            row[f"{side} units"] += sum(charged.values()) if isinstance(charged, dict) else charged
            if side == "write":
                row["of these of indexes"] += sum(v for k, v in charged.items() if k != "table")
            row["table bytes"] += line["bytes"]
        elif line["kind"] == "invoke":
            row["invocations"] += 1
            row["seconds"] += line["seconds"]
            row["payload bytes"] += line["bytes"]
        elif line["kind"] == "state":
            row["state transitions"] += 1
        elif line["kind"] == "kms":
            row["KMS requests"] += 1
        elif line["action"] == "StartExecution":
            row["drives"] += 1
    return used


def total(used: dict[str, Counts], names: Callable[[str], bool]) -> Counts:
    """The sum over some functions."""
    summed: Counts = defaultdict(float)
    for name, row in used.items():
        if names(name):
            for key, value in row.items():
                summed[key] += value
    return summed


class Stage:
    """A platform with officers and a next worker, on which operations are played."""

    def __init__(self, instance: Instance) -> None:
        self.instance = instance
        self.platform = Platform(instance)
        self.table = instance.client("dynamodb")
        self.officers: dict[str, str] = {}

    def worker(self, like: demo.Actor | None = None) -> demo.Actor:
        """A new worker of an ordinary union, registered and bound to himself; `like` another: a colleague of his."""
        while True:
            actor = demo.invent(self.instance, 1)[0]
            alike = like is None or (actor.form.keys() == like.form.keys()
                                     and actor.person["union"] == like.person["union"]
                                     and all(actor.form[key] == like.form[key]
                                             for key in ("relation", "occupationGroup")))
            if actor.person["route"] == "EMPLOYER" and alike:
                break
        actor.token = self.platform.register(actor.form["mobile"])
        person = {key: actor.form[key] for key in ("name", "idType", "idNumber", "mobile")}
        self.platform.call("bind", "POST", "/v1/account", actor.token, person)
        return actor

    def officer(self, actor: demo.Actor) -> str:
        """The token of the officer who decides on this worker."""
        union = actor.person["union"]
        if union not in self.officers:
            account = demo.approvers(self.instance)[union][0]
            self.officers[union] = people.token(self.instance, account)
        return self.officers[union]

    def head(self, actor: demo.Actor) -> dict[str, Any]:
        """The application's record, read past the functions so that watching costs them nothing."""
        key = {"pk": {"S": f"A#{actor.receipt['id']}"}, "sk": {"S": "HEAD"}}
        found: dict[str, Any] = self.table.get_item(
            TableName=self.platform.out["TableName"], Key=key, ConsistentRead=True)["Item"]
        return found

    def until(self, actor: demo.Actor, state: str) -> dict[str, Any]:
        """Waits for a state; APPROVING means that its step is open."""
        deadline = time.monotonic() + PATIENCE_SECONDS
        while time.monotonic() < deadline:
            head = self.head(actor)
            if head["state"]["S"] == state and (state != "APPROVING" or "qpk" in head):
                return head
            time.sleep(0.05)
        raise SystemExit(f"an application stays {self.head(actor)['state']['S']} and should become {state}")

    def apply(self, actor: demo.Actor) -> None:
        """Sends the application and waits until its step is on the worklist."""
        demo.apply(self.platform, actor)
        self.until(actor, "APPROVING")

    def decide(self, actor: demo.Actor, choice: str) -> None:
        """The officer's word on the open step."""
        head = self.head(actor)
        task = f"{actor.receipt['id']}-{head['pending']['M']['seq']['N']}"
        body = {"noKinship": True, **demo.CHOICES[choice]}
        self.platform.call("decide", "POST", f"/v1/tasks/{task}/decision", self.officer(actor), body)

    def plain(self, actor: demo.Actor) -> None:
        """Applied, approved, member with services."""
        self.apply(actor)
        self.decide(actor, "approve")
        self.until(actor, "COMPLETED")

    def returned(self, actor: demo.Actor) -> None:
        """Sent back, amended, approved."""
        self.apply(actor)
        self.decide(actor, "return")
        self.until(actor, "RETURNED")
        home = actor.form["residenceDivision"]
        mended = actor.form | {"residenceDivision": home if len(home) == 12 else f"{home}001"}
        path = f"/v1/applications/{actor.receipt['id']}/amendment"
        self.platform.call("amend", "POST", path, actor.token, {"form": mended})
        self.until(actor, "APPROVING")
        self.decide(actor, "approve")
        self.until(actor, "COMPLETED")

    def refused(self, actor: demo.Actor) -> None:
        """The union says no."""
        self.apply(actor)
        self.decide(actor, "refuse")
        self.until(actor, "REFUSED")

    def escalated(self, actor: demo.Actor) -> None:
        """Nobody decides in time; the union above is told; then it is decided."""
        self.apply(actor)
        due = date.fromisoformat(self.head(actor)["pending"]["M"]["due"]["S"])
        event = {"job": "sweep", "now": f"{due + timedelta(days=1)}T02:00:00Z"}
        self.instance.client("lambda").invoke(
            FunctionName=self.platform.out["SweepFunctionName"], Payload=json.dumps(event).encode())
        self.decide(actor, "approve")
        self.until(actor, "COMPLETED")

    def reissued(self, actor: demo.Actor) -> None:
        """The second matter: no approval, another effect."""
        body = {"matter": "card-reissue", "form": {"cause": "LOST"}}
        actor.receipt = self.platform.call("reissue", "POST", "/v1/applications", actor.token, body)
        self.until(actor, "COMPLETED")


def play(stage: Stage, meter: Meter, work: Callable[[], object], without: tuple[str, ...]) -> dict[str, Any]:
    """One operation under the meter; its own part, what follows by itself, and function by function."""
    asked = stage.platform.requests
    with meter:
        work()
    used = add_up(meter.lines, without)
    own = total(used, lambda name: name not in AFTERWARDS)
    own["API requests"] = stage.platform.requests - asked
    after = total(used, lambda name: name in AFTERWARDS)
    return {"own": own, "afterwards": after, "functions": used}


def all_counts(instance: Instance, say: Callable[[str], None]) -> tuple[dict[str, Any], list[Line]]:
    """Every operation once, after one round that warms the functions; and the tape of some."""
    stage = Stage(instance)
    say("one application on each path first, so that keys and numbers are drawn")
    with Meter(instance, tape=True) as warming:
        for path in (stage.plain, stage.returned, stage.refused, stage.escalated):
            path(stage.worker())
        member = stage.worker()
        stage.plain(member)
        stage.reissued(member)
    counts: dict[str, Any] = {}
    tape: list[Line] = [line | {"operation": "warming"} for line in warming.taped]

    def count(name: str, work: Callable[[], object], *without: str) -> None:
        say(name)
        meter = Meter(instance, tape=True)
        time.sleep(1)
        counts[name] = play(stage, meter, work, without)
        tape.extend(line | {"operation": name} for line in meter.taped)

    newcomer = demo.invent(instance, 1)[0]
    newcomer.token = stage.platform.register(newcomer.form["mobile"])
    person = {key: newcomer.form[key] for key in ("name", "idType", "idNumber", "mobile")}
    count("binding an account", lambda: stage.platform.call("bind", "POST", "/v1/account", newcomer.token, person))
    for name, path in (("plain", stage.plain), ("returned", stage.returned), ("refused", stage.refused),
                       ("escalated", stage.escalated)):
        actor = stage.worker()
        stage.officer(actor)
        count(name, lambda path=path, actor=actor: path(actor), "inquire")  # type: ignore[misc]
    count("card reissue", lambda: stage.reissued(member), "inquire")
    waiting = stage.worker()
    stage.apply(waiting)
    desk = stage.officer(waiting)
    for name, path, token in (
        ("a worklist page", "/v1/tasks?state=OPEN", desk),
        ("a case", f"/v1/tasks/{waiting.receipt['id']}-{stage.head(waiting)['pending']['M']['seq']['N']}", desk),
        ("a member page", "/v1/me", member.token),
        ("an application's progress", f"/v1/applications/{waiting.receipt['id']}", waiting.token),
    ):
        count(name, lambda path=path, token=token: stage.platform.call("read", "GET", path, token))  # type: ignore[misc]
    return counts, tape
