"""A whole benefit run on a fresh local AWS, beside its bounds: what a payment, a run and a person cost.

The payees are written through `store` by `seed load --payees`; everything after that happens as it does in an
office: finance plans the run over HTTP, officers review, approve, fund and sign over HTTP, the bank simulator
answers through S3. Only the time of the public notice is passed over: its drive is given a later instant.
"""

from __future__ import annotations

import json
import time
import urllib.error
import urllib.request
from collections import Counter, defaultdict
from collections.abc import Callable
from contextlib import suppress
from datetime import date, datetime, timedelta, timezone
from typing import Any

from infra.local import people
from infra.local.client import Platform
from infra.local.instance import STACK, Instance

from . import operations, place
from .watch import Watch

BENEFIT = "national-condolence"
# Who plans, reviews and signs, approves twice, and pays: five people (seed load --payees makes one review all).
PLANNER, REVIEWER, APPROVERS, PAYER = "finance-1", "city-1", ("province-1", "province-2", "province-3"), "finance-2"
STEPS = ("plan-run", "draw-roll", "review-roll", "post-notice", "approve-roll", "reserve-funds", "instruct-bank",
         "reconcile-report", "close-part", "conclude-run")
PEOPLE = ("disburse", "oversee")
PATIENCE_SECONDS = 3_600
QUIET_SECONDS = 900
Say = Callable[[str], None]
Head = dict[str, Any]


class Office:
    """A run and the people who see to it."""

    def __init__(self, instance: Instance) -> None:
        self.instance, self.platform = instance, Platform(instance)
        self.table, self.machine = instance.client("dynamodb"), instance.client("stepfunctions")
        self.arn = self.platform.out["DisbursementMachineArn"]
        self.period = str(datetime.now(timezone.utc).year)
        self.run = ""
        self.parts: list[str] = []
        self.seconds: dict[str, float] = {}
        self.tokens: dict[str, str] = {}

    def call(self, account: str, path: str, body: dict[str, Any]) -> dict[str, Any]:
        """Somebody's act; its answer."""
        if account not in self.tokens:
            self.tokens[account] = people.token(self.instance, account)
        return self.platform.call("act", "POST", path, self.tokens[account], body)

    def head(self, key: str) -> Head:
        """A head, read past the functions so that watching costs them nothing."""
        found: Head = self.table.get_item(
            TableName=self.platform.out["TableName"], ConsistentRead=True,
            Key={"pk": {"S": key}, "sk": {"S": "HEAD"}}).get("Item", {})
        return found

    def heads(self) -> dict[str, Head]:
        """Those of all parts."""
        return {part: self.head(f"RUN#{self.run}#{part}") for part in self.parts}

    def states(self) -> Counter[str]:
        """How many parts stand where."""
        return Counter(head["state"]["S"] for head in self.heads().values())

    def rest(self) -> None:
        """Until no drive runs any more: the next act meets none, and counts are the same every time."""
        deadline = time.monotonic() + PATIENCE_SECONDS
        while self.machine.list_executions(stateMachineArn=self.arn, statusFilter="RUNNING")["executions"]:
            if time.monotonic() > deadline:
                raise SystemExit("a drive of the run does not end")
            time.sleep(0.1)

    def drive(self, at: datetime | None = None) -> None:
        """A drive as the clock starts it, perhaps at a later instant."""
        at = at or datetime.now(timezone.utc)
        instant = at.isoformat(timespec="milliseconds").replace("+00:00", "Z")
        self.machine.start_execution(stateMachineArn=self.arn, input=json.dumps({"run": self.run, "at": instant}))
        self.rest()

    def plan(self) -> None:
        """Finance starts the run; its first drive draws every roll."""
        view = self.call(PLANNER, "/v1/runs", {"benefit": BENEFIT, "period": self.period})
        self.run = view["id"]
        self.rest()
        self.parts = [part["S"] for part in self.head(f"RUN#{self.run}")["parts"]["L"]]

    def act(self, kind: str, who: tuple[str, ...], funding: bool = False) -> int:
        """Closes the open step of every part that waits for this; the nth level is the nth person's."""
        done = 0
        for part, head in self.heads().items():
            pending = head.get("pending", {}).get("M")
            if not pending or pending["kind"]["S"] != kind:
                continue
            level = max(int(pending["level"]["N"]) - 1, 0) % len(who)
            body: dict[str, Any] = {"listHash": head["roll"]["M"]["list_hash"]["S"], "noKinship": True}
            body |= {} if funding else {"decision": "approve"}
            verb = "funding" if funding else "decision"
            self.call(who[level], f"/v1/runs/{self.run}/parts/{part}/{verb}", body)
            self.rest()
            done += 1
        return done

    def notice_over(self) -> datetime:
        """The morning after the last day of the public notice."""
        last = max(date.fromisoformat(head["notice"]["M"]["to"]["S"]) for head in self.heads().values())
        return datetime(last.year, last.month, last.day, 2, tzinfo=timezone.utc) + timedelta(days=1)

    def approve(self) -> None:
        """Levels of approval, each opened by a drive after the notice."""
        after = self.notice_over()
        self.drive(after)
        while self.act("APPROVAL", APPROVERS):
            if self.states().get("POSTED"):
                self.drive(after)

    def bank(self, path: str, body: dict[str, Any]) -> None:
        """Tells the bank simulator something."""
        request = urllib.request.Request(self.instance.bank + path, json.dumps(body).encode(),
                                         {"content-type": "application/json"})
        with urllib.request.urlopen(request, timeout=30):
            pass

    def named(self, prefix: str) -> set[str]:
        """The messages of which a file lies under a prefix."""
        s3, bucket = self.instance.client("s3"), self.platform.out["RunBucketName"]
        pages = s3.get_paginator("list_objects_v2").paginate(Bucket=bucket, Prefix=prefix)
        keys = [one["Key"] for page in pages for one in page.get("Contents", [])]
        return {key.rpartition("/")[2].split(".")[0] for key in keys}

    def answered(self) -> None:
        """The bank, which was told to wait, is asked about every file, and answers it."""
        files, deadline = self.named("out/"), time.monotonic() + PATIENCE_SECONDS
        while True:
            known = self.named("in/")
            if known >= files:
                time.sleep(2)  # a second answer may follow the first
                return
            if time.monotonic() > deadline:
                raise SystemExit(f"the bank answered {len(known)} of {len(files)} files")
            for message in files - known:
                with suppress(urllib.error.HTTPError):  # not taken yet
                    self.bank("/ask", {"message": message})
            time.sleep(1)

    def follow_up(self) -> int:
        """Gives up every payment that the bank refused; how many."""
        done = 0
        for part in self.parts:
            found = self.table.query(
                TableName=self.platform.out["TableName"], ConsistentRead=True,
                KeyConditionExpression="pk = :pk AND begins_with(sk, :x)",
                ExpressionAttributeValues={":pk": {"S": f"RUN#{self.run}#{part}"}, ":x": {"S": "X#"}})["Items"]
            for case in found:
                if case["state"]["S"] == "FAILED":
                    path = f"/v1/runs/{self.run}/parts/{part}/lines/{case['batch']['N']}/{case['line']['N']}/void"
                    self.call(PLANNER, path, {"reason": "户名不符,本人放弃本期发放"})
                    self.rest()
                    done += 1
        return done

    def timed(self, name: str, work: Callable[[], Any], say: Say) -> Any:
        """A stage of the run, with the clock beside it."""
        began = time.monotonic()
        found = work()
        self.seconds[name] = time.monotonic() - began
        say(f"{name}: {self.seconds[name]:.0f} s; parts {dict(self.states())}")
        return found

    def whole(self, say: Say) -> None:
        """From the plan to the last signature."""
        self.bank("/plan", {"delay": PATIENCE_SECONDS})
        self.timed("plan and draw", self.plan, say)
        self.timed("review, notice", lambda: self.act("REVIEW", (REVIEWER,)), say)
        self.timed("approve", self.approve, say)
        self.timed("fund and instruct", lambda: self.act("FUNDING", (PAYER,), funding=True), say)
        self.timed("the bank pays and answers", self.answered, say)
        self.timed("reconcile", self.drive, say)
        self.timed("follow up", self.follow_up, say)
        self.timed("sign off", lambda: self.act("SIGN_OFF", (REVIEWER,)), say)
        if self.states() != Counter(CLOSED=len(self.parts)):
            raise SystemExit(f"the run ended with its parts {dict(self.states())}")

    def drives(self) -> list[dict[str, int]]:
        """Every drive of the run: events of its history, parent transitions, children."""
        found = []
        pages = self.machine.get_paginator("list_executions").paginate(stateMachineArn=self.arn)
        for execution in (one for page in pages for one in page["executions"]):
            arn = execution["executionArn"]
            history = self.machine.get_paginator("get_execution_history").paginate(executionArn=arn)
            events = [event["type"] for page in history for event in page["events"]]
            maps = self.machine.list_map_runs(executionArn=arn)["mapRuns"]
            children = [self.machine.describe_map_run(mapRunArn=one["mapRunArn"])["executionCounts"] for one in maps]
            found.append({
                "events": len(events), "transitions": sum(event.endswith("StateEntered") for event in events),
                "children": sum(one["total"] for one in children), "failed": sum(one["failed"] for one in children)})
        return found


def still(instance: Instance) -> None:
    """No clock of its own, and nothing left of the loading: what is counted is the run's."""
    scheduler = instance.client("scheduler")
    for one in scheduler.list_schedules()["Schedules"]:
        known = scheduler.get_schedule(Name=one["Name"], GroupName=one["GroupName"])
        kept = {key: known[key] for key in ("Name", "GroupName", "ScheduleExpression", "FlexibleTimeWindow", "Target")}
        scheduler.update_schedule(**kept, State="DISABLED")
    quiet = place.Meter(instance)
    quiet.path.write_text("", encoding="utf-8")
    quiet.wait(QUIET_SECONDS)
    quiet.path.unlink()


def counted(lines: list[place.Line]) -> dict[str, dict[str, float]]:
    """What each function used; S3 apart, and how large the heads of parts became."""
    used = {name: dict(row) for name, row in operations.add_up([one for one in lines if one["kind"] != "s3"]).items()}
    for line in lines:
        name = line["by"].removeprefix(f"{STACK}-")
        if line["kind"] == "s3" and name != "root":
            row = used.setdefault(name, {})
            row["S3 requests"] = row.get("S3 requests", 0) + 1
    return used


def heads_sizes(lines: list[place.Line]) -> int:
    """The largest head that was written, in bytes."""
    return max((size for line in lines for kind, size in line.get("items", []) if kind == "HEAD"), default=0)


def measure(payees: int, exceptions: bool, say: Say) -> dict[str, Any]:
    """One run of so many payees, from a fresh local AWS to the last signature."""
    say(f"{payees:,} payees are written")
    began = time.monotonic()
    words = ("--payees", str(payees), *(("--exceptions",) if exceptions else ()))
    with place.running("figures", words) as instance:
        say(f"written in {time.monotonic() - began:.0f} s with everything started; waiting for the stream")
        still(instance)
        office, meter = Office(instance), place.Meter(instance)
        with Watch(instance) as watch, meter:
            began = time.monotonic()
            office.whole(say)
            seconds = time.monotonic() - began
        drives = office.drives()
        totals = office.head(f"RUN#{office.run}")["totals"]["M"]
    paid = int(totals["paid"]["N"])
    if not exceptions and paid != payees:
        raise SystemExit(f"{paid} of {payees} were paid")
    used, odd = counted(meter.lines), payees // 100 if exceptions else 0
    for name, (cpu, peak) in watch.functions().items():
        used.setdefault(name, {}).update({"CPU": cpu, "peak": peak})
    return {
        "payees": payees, "paid": paid, "exceptions": exceptions, "parts": len(office.parts),
        "batches": sendings(meter.lines), "odd": odd,
        "functions": used, "drives": drives, "head": heads_sizes(meter.lines), "seconds": seconds,
        "stages": office.seconds, "local AWS CPU": watch.aws_seconds,
    }


def sendings(lines: list[place.Line]) -> int:
    """Batches that were sent: the transactions that took slots."""
    return sum(line["kind"] == "table" and line["status"] == 200 and line["by"].endswith("instruct-bank")
               and any(kind == "PAY" for kind, _ in line.get("items", [])) for line in lines)


def sums(result: dict[str, Any], names: tuple[str, ...]) -> dict[str, float]:
    """Over some functions."""
    total: dict[str, float] = defaultdict(float)
    for name in names:
        for key, value in result["functions"].get(name, {}).items():
            total[key] = max(total[key], value) if key == "peak" else total[key] + value
    return total
