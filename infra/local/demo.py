"""`make demo`: 200 further synthetic workers register and apply as themselves while their unions decide.

`seed people --demo` invents them: all groups, every way to a union. Most are admitted; some are returned and
amend, some are refused, one withdraws, one is left until it escalates and is decided then. Everything goes over
HTTP but the clock: `sweep` is called with a later `now`, as it allows outside production.
"""

from __future__ import annotations

import json
import sys
import threading
import time
import zlib
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from botocore.exceptions import BotoCoreError, ClientError

from . import people
from .client import Json, Platform, Refused
from .instance import Instance

WORKERS = 200
CLIENTS = 6
DESKS = 3
GIVE_UP_SECONDS = 300
ENDED = {"COMPLETED", "REFUSED", "WITHDRAWN", "LAPSED"}
RETURN = {"decision": "return", "reasonCode": "R08", "reasonText": "请补充现住址所在的社区，再提交一次。"}
REFUSE = {"decision": "refuse", "reasonCode": "R10", "reasonText": "回访时申请人表示暂时不再申请入会。"}
APPROVE = {"decision": "approve"}
CHOICES = {"approve": APPROVE, "return": RETURN, "refuse": REFUSE}
WANTED = {"approve": "COMPLETED", "return": "COMPLETED", "escalate": "COMPLETED",
          "refuse": "REFUSED", "withdraw": "WITHDRAWN"}


@dataclass
class Actor:
    """One worker of the demo: who he is, what is to happen to him, and what did."""

    person: Json
    planned: str
    plan: str = ""
    token: str = ""
    receipt: Json = field(default_factory=dict)
    state: str = "NOT SENT"
    view: Json = field(default_factory=dict)
    fault: str = ""
    sent: float = 0.0
    decided: float = 0.0

    def __post_init__(self) -> None:
        self.plan = self.plan or self.planned

    @property
    def form(self) -> Json:
        """The join form."""
        form: Json = self.person["form"]
        return form

    @property
    def over(self) -> bool:
        """Whether nothing more will come of him by himself."""
        return bool(self.fault) or self.state in ENDED


@dataclass(frozen=True)
class Officer:
    """Who decides, for which of the workers: those of his unions, shared out evenly among colleagues."""

    account: str
    token: str
    shares: dict[str, tuple[int, int]]

    def has(self, actor: Actor) -> bool:
        """Whether this worker's case is on this officer's part of the desk."""
        turn, colleagues = self.shares.get(actor.person["union"], (0, 0))
        return bool(colleagues) and zlib.crc32(actor.person["account"].encode()) % colleagues == turn


def invent(instance: Instance, count: int) -> list[Actor]:
    """The next people of the crowd; nobody plays twice."""
    first = int(instance.recall("demo-next") or 1)
    instance.remember("demo-next", first + count)
    crowd = json.loads(people.run_seed(["people", "--demo", str(count), "--from", str(first)], {}))
    actors = [Actor(person, plan_of(position)) for position, person in enumerate(crowd)]
    for plan in ("withdraw", "escalate"):
        plain = [a for a in actors if a.planned == "approve" and a.person["route"] == "EMPLOYER"]
        if len(plain) > 1:
            plain[0].planned = plain[0].plan = plan
    return actors


def plan_of(position: int) -> str:
    """What is to happen to the worker at a position."""
    return "return" if position % 10 == 3 else "refuse" if position % 20 == 7 else "approve"


def approvers(instance: Instance) -> dict[str, list[str]]:
    """The accounts that approve, per union; workers who are officers too do not play."""
    unions: dict[str, list[str]] = {}
    for person in instance.recall("people") or []:
        for role in person.get("roles", []):
            if role["role"] == "UNION_APPROVER" and not person.get("form"):
                unions.setdefault(role["union"], []).append(person["account"])
    return unions


def appointed(instance: Instance, actors: list[Actor]) -> list[Officer]:
    """The officers of the workers' unions, signed in."""
    shares: dict[str, dict[str, tuple[int, int]]] = {}
    unions = approvers(instance)
    for union in {actor.person["union"] for actor in actors}:
        for turn, account in enumerate(unions.get(union, [])):
            shares.setdefault(account, {})[union] = (turn, len(unions[union]))
    if not shares:
        raise SystemExit("The demo needs the seeded officers. Run: make up")
    return [Officer(account, people.token(instance, account), part) for account, part in sorted(shares.items())]


def arrive(platform: Platform, actor: Actor) -> None:
    """Registers, binds himself and applies."""
    try:
        actor.token = platform.register(actor.form["mobile"])
        person = {key: actor.form[key] for key in ("name", "idType", "idNumber", "mobile")}
        platform.call("bind to the person", "POST", "/v1/account", actor.token, person)
        apply(platform, actor)
        if actor.plan == "withdraw":
            platform.call("withdraw", "POST", f"/v1/applications/{actor.receipt['id']}/withdrawal", actor.token, {})
    except Refused as refused:
        actor.fault = str(refused)
    except (StopIteration, OSError, KeyError, BotoCoreError, ClientError) as error:
        actor.fault = f"registering: {type(error).__name__} {error}"


def apply(platform: Platform, actor: Actor) -> None:
    """Sends the application and keeps the receipt."""
    application = {"matter": "join", "form": actor.form, "consents": ["JOIN"], "oath": True}
    actor.receipt = platform.call("apply", "POST", "/v1/applications", actor.token, application)
    actor.state, actor.sent = actor.receipt["state"], time.monotonic()


def look(platform: Platform, actor: Actor) -> None:
    """Reads the state, and amends what was returned."""
    if not actor.receipt or actor.over:
        return
    path = f"/v1/applications/{actor.receipt['id']}"
    try:
        actor.view = platform.call("look at progress", "GET", path, actor.token)
        actor.state = actor.view["state"]
        if actor.state == "COMPLETED" and actor.decided:
            platform.times.add("= from the union's yes to member", time.monotonic() - actor.decided)
        if actor.state == "RETURNED":
            home = actor.form["residenceDivision"]
            mended = actor.form | {"residenceDivision": home if len(home) == 12 else f"{home}001"}
            platform.call("amend", "POST", f"{path}/amendment", actor.token, {"form": mended})
            actor.plan, actor.decided, actor.sent = "approve", 0.0, time.monotonic()
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


def decide(platform: Platform, token: str, plans: dict[str, str]) -> list[str]:
    """Decides what is open: many at once where every check passed, one at a time otherwise; which ones."""
    tasks = [t for t in open_tasks(platform, token) if plans.get(t["application"]) in CHOICES]
    easy = [t for t in tasks if plans[t["application"]] == "approve" and t["allChecksPassed"]]
    done: list[str] = []
    for start in range(0, len(easy), 50):
        items = [{"id": t["id"], "noKinship": True, **APPROVE} for t in easy[start:start + 50]]
        answer = platform.call("decide up to 50 at once", "POST", "/v1/tasks/decisions", token, {"items": items})
        good = {outcome["id"] for outcome in answer["items"] if outcome["status"] < 300}
        done += [t["application"] for t in easy[start:start + 50] if t["id"] in good]
    for task in tasks:
        if task in easy:
            continue
        body = {"noKinship": True, **CHOICES[plans[task["application"]]]}
        try:
            platform.call("decide one", "POST", f"/v1/tasks/{task['id']}/decision", token, body)
            done.append(task["application"])
        except Refused as refused:
            if " 409 " not in str(refused):
                raise
    return done


def work(platform: Platform, officer: Officer, actors: list[Actor]) -> None:
    """One look of an officer at the worklist, and what follows from it."""
    mine = {a.receipt["id"]: a for a in actors if a.receipt and not a.over and not a.decided and officer.has(a)}
    if not mine:
        return
    try:
        for application in decide(platform, officer.token, {key: actor.plan for key, actor in mine.items()}):
            actor = mine[application]
            actor.decided = time.monotonic()
            platform.times.add("= from sending to the union's word", actor.decided - actor.sent)
    except Refused as refused:
        print(f"\n  {officer.account}: {refused}", file=sys.stderr)


class Progress:
    """A line that is written over five times a second; on a file or a pipe a line every five seconds."""

    def __init__(self, actors: list[Actor]) -> None:
        self.actors, self.began, self.tty = actors, time.monotonic(), sys.stdout.isatty()
        self.done = threading.Event()
        self.thread = threading.Thread(target=self.run, daemon=True)

    def __enter__(self) -> None:
        self.thread.start()

    def __exit__(self, *_: object) -> None:
        self.done.set()
        self.thread.join()
        print(f"\r{self.line()}" if self.tty else self.line(), flush=True)

    def run(self) -> None:
        """Writes the line again and again until it is told to stop."""
        while not self.done.wait(0.2 if self.tty else 5):
            print(f"\r{self.line()}" if self.tty else self.line(), end="" if self.tty else "\n", flush=True)

    def line(self) -> str:
        """Where everybody stands."""
        total = len(self.actors)
        applied = sum(bool(actor.receipt) for actor in self.actors)
        ended = sum(actor.over for actor in self.actors)
        bar = "█" * (30 * ended // total) + "▒" * (30 * applied // total - 30 * ended // total)
        seconds = time.monotonic() - self.began
        return f"applied {applied:3}  ended {ended:3} of {total}  {bar:░<30}  {seconds:4.0f} s"


def play(platform: Platform, actors: list[Actor], officers: list[Officer]) -> None:
    """Workers arrive while officers decide, until only the one to escalate is open."""
    deadline = time.monotonic() + GIVE_UP_SECONDS
    with ThreadPoolExecutor(CLIENTS) as crowd, ThreadPoolExecutor(DESKS) as desks, Progress(actors):
        arriving = [crowd.submit(arrive, platform, actor) for actor in actors]
        while time.monotonic() < deadline:
            list(desks.map(lambda officer: work(platform, officer, actors), officers))
            waiting = [a for a in actors if a.receipt and not a.over and (a.decided or a.plan == "withdraw")]
            list(desks.map(lambda actor: look(platform, actor), waiting))
            if all(done.done() for done in arriving) and all(a.over or a.plan == "escalate" for a in actors):
                break
            time.sleep(0.3)
        for done in arriving:
            done.cancel()


def escalate(platform: Platform, actor: Actor, officers: list[Officer]) -> None:
    """Moves the clock past the due date of the one that nobody decided; then his union does decide."""
    path, desk = f"/v1/applications/{actor.receipt['id']}", next(o for o in officers if o.has(actor))
    task = next((t for t in open_tasks(platform, desk.token) if t["application"] == actor.receipt["id"]), None)
    if task is None:
        actor.fault = "a step that nobody decided is on no worklist"
        return
    due = date.fromisoformat(task["dueOn"])
    event = {"job": "sweep", "now": f"{due + timedelta(days=1)}T02:00:00Z"}
    platform.instance.client("lambda").invoke(
        FunctionName=platform.out["SweepFunctionName"], Payload=json.dumps(event).encode())
    told_above = platform.call("look at progress", "GET", path, actor.token)["timeline"]
    if all(entry["code"] != "ESCALATED" for entry in told_above):
        actor.fault = "the clock passed the due date and the union above was not told"
        return
    actor.plan, deadline = "approve", time.monotonic() + 30
    while not actor.over and time.monotonic() < deadline:
        for officer in officers:
            work(platform, officer, [actor])
        look(platform, actor)
        time.sleep(0.3)


def clock(instant: str) -> str:
    """An instant as the clock in Shanghai shows it."""
    moment = datetime.fromisoformat(f"{instant[:19]}+00:00") + timedelta(hours=8)
    return f"{moment:%Y-%m-%d %H:%M:%S}"


def told(view: Json) -> str:
    """An application's timeline in words."""
    lines = [f"  {clock(entry['at'])}  {entry['text']}" for entry in view["timeline"]]
    return "\n".join([f"{view['title']} {view['number']}: {view['state']}", *lines])


def members(platform: Platform, actors: list[Actor]) -> list[str]:
    """What is wrong with the memberships of those who were admitted: nothing, if nothing was lost or doubled."""
    numbers: Counter[str] = Counter()
    lock, faults = threading.Lock(), []

    def ask(actor: Actor) -> None:
        try:
            me = platform.call("read one's own page", "GET", "/v1/me", actor.token)
        except Refused as refused:
            faults.append(str(refused))
            return
        with lock:
            if not me.get("membership") or len(me["services"]) != 18:
                faults.append("an admitted worker without a membership or his 18 services")
            else:
                numbers[me["membership"]["number"]] += 1

    with ThreadPoolExecutor(CLIENTS) as crowd:
        list(crowd.map(ask, [actor for actor in actors if actor.state == "COMPLETED"]))
    return faults + ["a member number was given twice" for count in numbers.values() if count > 1]


def report(platform: Platform, actors: list[Actor]) -> int:
    """The tables, one timeline, and what went another way than planned; how many that is."""
    print("\nfinal state    workers  planned as")
    for state, count in Counter(actor.state for actor in actors).most_common():
        plans = Counter(actor.planned for actor in actors if actor.state == state)
        print(f"  {state:<12} {count:5}  " + ", ".join(f"{plan} {n}" for plan, n in plans.most_common()))
    print("\ndecided by     workers")
    for union, count in Counter(actor.person["union"] for actor in actors).most_common():
        routes = sorted({actor.person["route"] for actor in actors if actor.person["union"] == union})
        print(f"  {union:<14} {count:3}  {', '.join(routes)}")
    rows = platform.times.rows()
    print(f"\n{'step (= as seen from outside, by polling)':<42} {'n':>5} {'p50 ms':>8} {'p95 ms':>8}")
    for step, count, median, high in rows:
        print(f"{step:<42} {count:>5} {median:>8.0f} {high:>8.0f}")
    print(f"{'requests to the API':<42} {platform.requests:>5}")
    for planned, title in (("return", "Returned, amended, admitted"),
                           ("escalate", "Left until it escalated (the clock was moved on)")):
        one = next((a for a in actors if a.planned == planned and a.state == "COMPLETED" and a.view), None)
        if one:
            print(f"\n{title}:\n{told(one.view)}")
    faults = Counter(actor.fault for actor in actors if actor.fault)
    faults.update(f"planned as {a.planned}, ended as {a.state}" for a in actors
                  if not a.fault and a.state != WANTED[a.planned])
    faults.update(members(platform, actors))
    for fault, count in faults.most_common():
        print(f"\n  {count} × {fault}", file=sys.stderr)
    return sum(faults.values())


def main(instance: Instance) -> int:
    """Plays the demo and prints what came of it; 1 when somebody did not get his planned end."""
    platform = Platform(instance)
    actors = invent(instance, WORKERS)
    officers = appointed(instance, actors)
    print(f"{len(actors)} workers (合成数据) apply to {len({a.person['union'] for a in actors})} unions; "
          f"{len(officers)} officers decide")
    play(platform, actors, officers)
    for actor in actors:
        if actor.plan == "escalate" and actor.receipt:
            escalate(platform, actor, officers)
    lost = report(platform, actors)
    print(f"\n{len(actors) - lost} of {len(actors)} accounted for as planned" if lost else
          f"\nAll {len(actors)} accounted for; every member has one number and 18 services.")
    return 1 if lost else 0
