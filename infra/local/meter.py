"""Counts what costs money on AWS: requests and units of the table, invocations, drives, KMS requests.

`install` runs inside the local AWS and writes one JSON line per event while the meter's file exists.
`main` (`make figures`) lets one new worker apply and be admitted, and prints his bill.
"""

from __future__ import annotations

import json
import time
from collections import defaultdict
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

from .instance import STACK, Instance

Answer = tuple[int, dict[str, str], bytes]
Handler = Callable[[str, str, dict[str, str], bytes, dict[str, Any]], Awaitable[Answer]]
WRITES = {"PutItem", "UpdateItem", "DeleteItem", "BatchWriteItem", "TransactWriteItems"}
READS = {"GetItem", "BatchGetItem", "Query", "Scan", "TransactGetItems"}
# List prices of us-east-1 in dollars per million (aws.amazon.com/pricing, 2026-11): on-demand table writes and
# reads, Lambda requests and GB-seconds (arm64), Express requests and GB-seconds, HTTP API and KMS requests.
PRICE = {"write unit": 0.625, "read unit": 0.125, "invocation": 0.20, "GB-s": 13.3334,
         "drive": 1.00, "drive GB-s": 16.67, "API request": 1.00, "KMS request": 3.00}
FUNCTION_GB = 0.25
DRIVE_GB = 0.0625
BOUND = {"write requests": 7.0, "write units": 48.0}
AFTERWARDS = ("project", "sweep")


def install(path: Path) -> None:
    """Watches the local AWS from within."""
    from ministack import app
    from ministack.core.router import extract_access_key_id
    from ministack.services import lambda_svc, sts

    from infra.measure import accounting

    def note(**facts: Any) -> None:
        if path.exists():
            with path.open("a", encoding="utf-8") as file:
                file.write(json.dumps(facts) + "\n")

    def caller(headers: dict[str, str], query: dict[str, Any]) -> str:
        session = sts._sessions.get(extract_access_key_id(headers, query) or "")
        return session["Arn"].rsplit("/", 1)[-1] if session else "root"

    def metered(service: str, handler: Handler) -> Handler:
        async def handle(method: str, url: str, headers: dict[str, str], body: bytes, query: dict[str, Any]) -> Answer:
            action = headers.get("x-amz-target", "").split(".")[-1]
            if not path.exists() or (service == "dynamodb" and action not in WRITES | READS):
                return await handler(method, url, headers, body, query)
            if service == "dynamodb":
                body = json.dumps(json.loads(body) | {"ReturnConsumedCapacity": "TOTAL"}).encode()
            status, sent, answer = await handler(method, url, headers, body, query)
            note(service=service, action=action, by=caller(headers, query), status=status,
                 units=units(answer) if service == "dynamodb" else 0)
            return status, sent, answer

        return handle

    def timed(original: Callable[..., dict[str, Any]]) -> Callable[..., dict[str, Any]]:
        def execute(function: dict[str, Any], *rest: Any) -> dict[str, Any]:
            began = time.monotonic()
            result = original(function, *rest)
            configuration = function.get("config") or function
            note(service="lambda", action="Invoke", by=configuration["FunctionName"],
                 seconds=time.monotonic() - began)
            return result

        return execute

    for service in ("dynamodb", "kms", "states"):
        app.SERVICE_HANDLERS[service] = metered(service, app.SERVICE_HANDLERS[service])
    lambda_svc._execute_function_provided_warm = timed(lambda_svc._execute_function_provided_warm)
    accounting.install(path.with_name("accounting.jsonl"))


def units(answer: bytes) -> float:
    """The capacity units of an answer of the table."""
    consumed = json.loads(answer).get("ConsumedCapacity") or []
    return float(sum(c["CapacityUnits"] for c in (consumed if isinstance(consumed, list) else [consumed])))


def tally(lines: list[dict[str, Any]]) -> dict[str, dict[str, float]]:
    """What each function used."""
    used: dict[str, dict[str, float]] = defaultdict(lambda: defaultdict(float))
    for line in lines:
        row = used[line["by"].removeprefix(f"{STACK}-")]
        if line["service"] == "lambda":
            row["invocations"] += 1
            row["seconds"] += line["seconds"]
        elif line["service"] == "dynamodb":
            kind = "write" if line["action"] in WRITES else "read"
            row[f"{kind} requests"] += 1
            row[f"{kind} units"] += line["units"]
        elif line["service"] == "kms":
            row["KMS requests"] += 1
        elif line["action"] == "StartExecution":
            row["drives"] += 1
    return used


def price(row: dict[str, float], api_requests: int) -> float:
    """Dollars per million applications, at list price and without any free tier."""
    return (row["write units"] * PRICE["write unit"] + row["read units"] * PRICE["read unit"]
            + row["invocations"] * PRICE["invocation"] + row["seconds"] * FUNCTION_GB * PRICE["GB-s"]
            + row["drives"] * PRICE["drive"] + row["drives"] * DRIVE_GB * PRICE["drive GB-s"]
            + api_requests * PRICE["API request"] + row["KMS requests"] * PRICE["KMS request"])


def report(used: dict[str, dict[str, float]], api_requests: int) -> str:
    """The bill of one application, function by function; the stream's and the clock's work apart."""
    columns = ["write requests", "write units", "read requests", "read units", "invocations", "drives", "KMS requests"]
    lines = [f"{'':<20}" + "".join(f"{column:>15}" for column in columns)]
    total: dict[str, float] = defaultdict(float)
    for name in sorted(used, key=lambda n: (n in AFTERWARDS, n)):
        lines.append(f"{name:<20}" + "".join(f"{used[name][column]:>15g}" for column in columns))
        if name not in AFTERWARDS:
            for key, value in used[name].items():
                total[key] += value
    lines.append(f"{'one application':<20}" + "".join(f"{total[column]:>15g}" for column in columns))
    lines.append(f"{'bound':<20}" + "".join(f"{BOUND[c]:>15g}" if c in BOUND else " " * 15 for c in columns))
    lines.append(f"\nList price of a million: ${price(total, api_requests):.2f} "
                 f"(without {' and '.join(AFTERWARDS)}; each function at {FUNCTION_GB:g} GB and its time here)")
    return "\n".join(lines)


def main(instance: Instance) -> int:
    """One new worker applies and is admitted while the meter runs."""
    from . import demo, people
    from .client import Platform

    platform, path = Platform(instance), instance.run / "meter.jsonl"
    actor = demo.invent(instance, 1)[0]
    officer = people.token(instance, demo.approvers(instance)[actor.person["union"]][0])
    actor.token = platform.register(actor.form["mobile"])
    person = {key: actor.form[key] for key in ("name", "idType", "idNumber", "mobile")}
    platform.call("bind", "POST", "/v1/account", actor.token, person)
    time.sleep(3)  # the stream's work for the binding is not this application's
    path.write_text("", encoding="utf-8")
    try:
        demo.apply(platform, actor)
        deadline = time.monotonic() + 60
        while actor.state not in demo.ENDED and time.monotonic() < deadline and not actor.fault:
            demo.decide(platform, officer, {actor.receipt["id"]: "approve"})
            demo.look(platform, actor)
            time.sleep(0.5)
        time.sleep(5)
        lines = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    finally:
        path.unlink()
    # Reading along is this command's own doing.
    print(report(tally([line for line in lines if line["by"] not in ("root", f"{STACK}-inquire")]), 2))
    packages = instance.recall("packages") or {}
    print("\nzip of each function: " + ", ".join(f"{n} {int(p['bytes']) / 1e6:.1f} MB" for n, p in packages.items()))
    print(f"\nended as {actor.state} {actor.fault}")
    return 0 if actor.state == "COMPLETED" else 1
