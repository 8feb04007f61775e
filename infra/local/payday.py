"""`make payday`: a benefit run from the plan to the signature, over HTTP, with a bank that misbehaves.

Finance plans it; every city's roll is reviewed, posted, approved, funded, instructed and reconciled; what the bank
refuses, returns or pays in part is given up with a reason, and each part is signed off. Only the clock is moved on
for the days of the public notice and for the bank's late answers, by `sweep`, as it allows outside production.
A period has one run: a second `make payday` shows the one that is there and goes on with it.
"""

from __future__ import annotations

import json
import sys
import time
from collections import Counter
from datetime import date, datetime, timedelta, timezone

from . import people
from .client import Json, Platform, Refused
from .demo import clock
from .instance import Instance

BENEFIT = "provincial-hardship-aid"
OFFICERS = ("finance-1", "finance-2", "city-1", "city-2", "city-3", "city-4", "province-1", "province-2", "province-3")
PLANNER, AUDITOR = "finance-1", "auditor-1"
GIVE_UP_SECONDS = 420
ENDED = {"CLOSED", "CANCELLED"}
GIVEN_UP = "演示:银行未能支付,本批次不再支付,转补发。"


class Office:
    """The run, and the officers who see to it."""

    def __init__(self, instance: Instance) -> None:
        self.platform = Platform(instance)
        self.tokens = {name: people.token(instance, name) for name in (*OFFICERS, AUDITOR)}
        self.now = datetime.now(timezone.utc)
        self.run = ""
        self.acts: Counter[str] = Counter()

    def call(self, step: str, method: str, path: str, account: str, body: Json | None = None) -> Json:
        """One request of an officer."""
        return self.platform.call(step, method, path, self.tokens[account], body)

    def plan(self, period: str) -> None:
        """Finance plans the run; the period's own one if it is there already."""
        try:
            self.run = self.call("plan", "POST", "/v1/runs", PLANNER, {"benefit": BENEFIT, "period": period})["id"]
        except Refused:
            there = self.call("look", "GET", f"/v1/runs?benefit={BENEFIT}", PLANNER)["items"]
            self.run = next(one["id"] for one in there if one["period"] == period and one["kind"] == "REGULAR")

    def view(self) -> Json:
        """The run as the auditor sees it."""
        return self.call("look", "GET", f"/v1/runs/{self.run}", AUDITOR)

    def part(self, code: str, account: str) -> Json:
        """A part as an officer sees it."""
        return self.call("look", "GET", f"/v1/runs/{self.run}/parts/{code}", account)

    def act(self, code: str) -> bool:
        """Whoever may do something about a part does it; false when nobody can now."""
        for account in OFFICERS:
            if account == PLANNER:
                continue
            try:
                part = self.part(code, account)
            except Refused:  # a part of another city is not there for him
                continue
            path, may = f"/v1/runs/{self.run}/parts/{code}", part["may"]
            body: Json = {"listHash": part.get("roll", {}).get("listHash", ""), "noKinship": True}
            try:
                if "approve" in may["decisions"]:
                    self.call("decide", "POST", f"{path}/decision", account, body | {"decision": "approve"})
                    self.acts[part["pending"]["kind"]] += 1
                    return True
                if may["fund"]:
                    self.call("fund", "POST", f"{path}/funding", account, body)
                    self.acts["FUNDING"] += 1
                    return True
            except Refused as refused:
                print(f"  {account}: {refused}")
                continue
            if may["correct"] and self.give_up(path, account):
                return True
        return False

    def give_up(self, path: str, account: str) -> bool:
        """What failed, came back or is held is not paid by this run; finance says why."""
        done = False
        for wanted in ("failed", "held"):
            for line in self.call("look", "GET", f"{path}/lines?filter={wanted}", account)["items"]:
                if line["state"] not in {"FAILED", "RETURNED", "HELD", "PART_PAID"}:
                    continue
                held = line["state"] == "HELD"
                where = f"{path}/lines/{line['batch']}/{line['line']}/{'release' if held else 'void'}"
                try:
                    end = {"end": "VOID"} if held else {}
                    self.call("give up", "POST", where, account, {"reason": GIVEN_UP} | end)
                except Refused as refused:
                    print(f"  {account}: {refused}")
                    continue
                self.acts["GIVEN_UP"] += 1
                done = True
        return done

    def move_on(self, parts: list[Json]) -> None:
        """The clock, past the last notice or the first report that is waited for."""
        last = self.now.date()
        for item in parts:
            if item["state"] not in ENDED and item.get("pending"):
                last = max(last, date.fromisoformat(item["pending"]["dueOn"]))
        self.now = datetime(last.year, last.month, last.day, 2, tzinfo=timezone.utc) + timedelta(days=1)
        event = {"job": "sweep", "now": self.now.isoformat().replace("+00:00", "Z")}
        self.platform.instance.client("lambda").invoke(
            FunctionName=self.platform.out["SweepFunctionName"], Payload=json.dumps(event).encode())


def show(view: Json) -> str:
    """One line: how many parts stand where, and what was paid."""
    states = Counter(part["state"] for part in view["partsShown"])
    words = "  ".join(f"{state} {count}" for state, count in sorted(states.items()))
    totals = view["totals"]
    return (f"{view['number']}  {words}  paid {totals['paid']} of {totals['lines']}, "
            f"open {totals['open']}, void {totals['void']}, in flight {totals['inFlight']}")


def report(office: Office, view: Json) -> int:
    """The end: every part, the ledger, one part's history in words."""
    print(f"\n{view['title']} {view['period']} · {view['number']}\n")
    print(f"  {'part':<8}{'state':<11}{'lines':>6}{'paid':>6}{'void':>6}{'yuan':>14}")
    for part in view["partsShown"]:
        totals = part["totals"]
        print(f"  {part['name']:<6}{part['state']:<11}{totals['lines']:>6}{totals['paid']:>6}{totals['void']:>6}"
              f"{totals['paidFen'] / 100:>14,.2f}")
    ledger = office.call("look", "GET", f"/v1/runs/{office.run}/ledger", AUDITOR)
    print("\n  ledger, fen: " + ", ".join(f"{one['account']} {one['amountFen']:,}" for one in ledger["balances"]))
    balance = ledger["sumFen"]
    longest = max(view["partsShown"], key=lambda part: part["totals"]["lines"])
    print(f"  together {balance}\n\n{longest['name']}:")
    for entry in office.part(longest["part"], AUDITOR)["timeline"]:
        print(f"  {clock(entry['at'])}  {entry['text']}")
    print(f"\n  done by officers: {dict(office.acts)}; requests {office.platform.requests}")
    ended = all(part["state"] in ENDED for part in view["partsShown"])
    return 0 if ended and balance == 0 else 1


def play(instance: Instance) -> int:
    """The whole of it; 0 when every part is closed and the ledger is at zero."""
    office = Office(instance)
    office.plan(str(office.now.year))
    began, last, still = time.monotonic(), "", 0
    while time.monotonic() - began < GIVE_UP_SECONDS:
        view = office.view()
        line = show(view)
        if line != last:
            print(f"[{time.monotonic() - began:5.1f} s] {line}", flush=True)
        parts = view["partsShown"]
        if parts and all(part["state"] in ENDED for part in parts):
            return report(office, view)
        acted = [office.act(part["part"]) for part in parts if part["state"] not in ENDED and part.get("pending")]
        still = 0 if any(acted) or line != last else still + 1
        last = line
        if still >= 6:
            office.move_on(parts)
            still = 0
        time.sleep(0.5)
    print("The run did not end in time; it goes on with the next `make payday`.", file=sys.stderr)
    return report(office, office.view()) or 1
