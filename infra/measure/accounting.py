"""Sees every request that the functions really make, and charges it by the published rules (units.py).

`install` runs inside the local AWS, before its own handlers, and writes JSON lines while its file exists: one per
request, invocation, drive and state entered. The images before and after a write are the table's own items. While a
tape's file exists too, it keeps whole events, requests and answers: instructions.py plays them back.
"""

from __future__ import annotations

import copy
import json
import time
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

from . import units

Answer = tuple[int, dict[str, str], bytes]
Handler = Callable[[str, str, dict[str, str], bytes, dict[str, Any]], Awaitable[Answer]]
Key = tuple[str, str]
WRITES = {"PutItem", "UpdateItem", "DeleteItem", "BatchWriteItem", "TransactWriteItems"}
READS = {"GetItem", "BatchGetItem", "Query", "Scan", "TransactGetItems"}
FILL = "Fill"
REFUSED = ("ConditionalCheckFailed", "TransactionCanceled")


def key_of(item: dict[str, Any]) -> Key:
    """The key of an item or of a key."""
    return item["pk"]["S"], item["sk"]["S"]


def written(action: str, body: dict[str, Any]) -> list[Key]:
    """Which items a write is about, in its order."""
    if action == "TransactWriteItems":
        return [key_of(part.get("Item") or part["Key"]) for one in body["TransactItems"] for part in one.values()]
    if action == "BatchWriteItem":
        return [key_of(part.get("Item") or part["Key"])
                for ones in body["RequestItems"].values() for one in ones for part in one.values()]
    return [key_of(body.get("Item") or body["Key"])]


def charge_write(action: str, indexes: list[units.Index], images: list[tuple[Any, Any]], status: int,
                 error: str) -> dict[str, float]:
    """Units of the table and of each index. A request that was refused as such costs nothing."""
    transaction = action == "TransactWriteItems"
    if status != 200:
        false = any(word in error for word in REFUSED)
        return {"table": sum(units.refused_units(before, transaction) for before, _ in images) if false else 0}
    charged: dict[str, float] = {"table": sum(units.write_units(*both, transaction) for both in images)}
    for index in indexes:
        charged[index.name] = sum(units.index_units(index, *both) for both in images)
    return charged


def charge_read(action: str, body: dict[str, Any], answer: dict[str, Any], evaluated: list[Any]) -> float:
    """Read units: each item by itself, but what a query evaluates as one."""
    if action == "GetItem":
        return units.read_units(units.size(answer.get("Item")), bool(body.get("ConsistentRead")))
    if action == "BatchGetItem":
        total = 0.0
        for table, asked in body["RequestItems"].items():
            found = (answer.get("Responses") or {}).get(table, [])
            sizes = [units.size(item) for item in found] + [0] * (len(asked["Keys"]) - len(found))
            total += sum(units.read_units(length, bool(asked.get("ConsistentRead"))) for length in sizes)
        return total
    return units.read_units(sum(map(units.size, evaluated)), bool(body.get("ConsistentRead")))


def evaluated(data: Any, action: str, body: dict[str, Any], answer: dict[str, Any]) -> list[Any]:
    """All items that a query looked at: those that a filter took out and those only counted, too."""
    items = answer.get("Items") or []
    if action not in ("Query", "Scan") or len(items) == answer.get("ScannedCount"):
        return items
    plain = {k: v for k, v in body.items() if k not in ("FilterExpression", "Select", "ProjectionExpression")}
    used = json.dumps([plain.get("KeyConditionExpression")])
    for side in ("ExpressionAttributeValues", "ExpressionAttributeNames"):
        kept = {k: v for k, v in (plain.pop(side, None) or {}).items() if k in used}
        plain |= {side: kept} if kept else {}
    _, _, again = (data._query if action == "Query" else data._scan)(plain)
    found: list[Any] = json.loads(again).get("Items", [])
    return found


def indexes_of(table: dict[str, Any]) -> list[units.Index]:
    """The table's indexes as the rules want them."""
    return [
        units.Index(index["IndexName"], tuple(key["AttributeName"] for key in index["KeySchema"]),
                    index["Projection"]["ProjectionType"] == "ALL")
        for index in table.get("GlobalSecondaryIndexes") or []
    ]


def fill(data: Any, table: str, like: list[Key], words: list[str], first: int, count: int) -> int:
    """Copies some items so many times, each copy with words of its own in place of `words`; how many were written.

    Writing a hundred thousand members over HTTP would take longer than all other measurements together.
    """
    rows = data._tables[data._normalize_table_name(table)]
    models = [(pk, sk, json.dumps(rows["items"][pk][sk])) for pk, sk in like]
    for number in range(first, first + count):
        for pk, sk, text in models:
            for word in words:
                other = f"{number:0{len(word)}}"[-len(word):]
                pk, sk, text = pk.replace(word, other), sk.replace(word, other), text.replace(word, other)
            data._set_item(rows, pk, sk, json.loads(text))
    return count * len(models)


def install(path: Path) -> None:
    """Watches the local AWS from within."""
    from ministack import app
    from ministack.core.router import extract_access_key_id
    from ministack.services import dynamodb, lambda_svc, stepfunctions, sts

    tape = path.with_name("tape.jsonl")

    def note(**facts: Any) -> None:
        if path.exists():
            with path.open("a", encoding="utf-8") as file:
                file.write(json.dumps(facts) + "\n")

    def record(**facts: Any) -> None:
        if tape.exists():
            with tape.open("a", encoding="utf-8") as file:
                file.write(json.dumps(facts) + "\n")

    def caller(headers: dict[str, str], query: dict[str, Any]) -> str:
        session = sts._sessions.get(extract_access_key_id(headers, query) or "")
        return session["Arn"].rsplit("/", 1)[-1] if session else "root"

    def items(keys: list[Key], name: str) -> list[Any]:
        table = dynamodb._tables.get(dynamodb._normalize_table_name(name)) or {"items": {}}
        return [copy.deepcopy(table["items"].get(pk, {}).get(sk)) for pk, sk in keys]

    def table_of(action: str, body: dict[str, Any]) -> str:
        if action == "TransactWriteItems":
            return str(next(part["TableName"] for one in body["TransactItems"] for part in one.values()))
        return str(body.get("TableName") or next(iter(body.get("RequestItems") or {"": None})))

    def charged(handler: Handler) -> Handler:
        async def handle(method: str, url: str, headers: dict[str, str], body: bytes, query: dict[str, Any]) -> Answer:
            action = headers.get("x-amz-target", "").split(".")[-1]
            if action == FILL:
                return 200, {}, json.dumps(fill(dynamodb, **json.loads(body))).encode()
            if not path.exists() or action not in WRITES | READS:
                return await handler(method, url, headers, body, query)
            asked, by = json.loads(body), caller(headers, query)
            name, keys = table_of(action, asked), written(action, asked) if action in WRITES else []
            before = items(keys, name)
            status, sent, answer = await handler(method, url, headers, body, query)
            said = json.loads(answer)
            facts: dict[str, Any] = {"bytes": len(body) + len(answer)}
            if action in WRITES:
                table = dynamodb._tables.get(dynamodb._normalize_table_name(name)) or {}
                images = list(zip(before, items(keys, name), strict=True))
                facts["write"] = charge_write(action, indexes_of(table), images, status, json.dumps(said))
                facts["items"] = [[sk.split("#")[0] if pk[0] in "APR" else f"{pk.split('#')[0]}", units.size(new)]
                                  for (pk, sk), (_, new) in zip(keys, images, strict=True)]
            elif status == 200:
                facts["read"] = charge_read(action, asked, said, evaluated(dynamodb, action, asked, said))
            note(kind="table", action=action, by=by, status=status, **facts)
            record(kind="request", service="dynamodb", action=action, by=by, status=status,
                   body=body.decode(), answer=answer.decode() if isinstance(answer, bytes) else answer)
            return status, sent, answer

        return handle

    def noted(service: str, handler: Handler) -> Handler:
        async def handle(method: str, url: str, headers: dict[str, str], body: bytes, query: dict[str, Any]) -> Answer:
            status, sent, answer = await handler(method, url, headers, body, query)
            if path.exists():
                action, by = headers.get("x-amz-target", "").split(".")[-1], caller(headers, query)
                note(kind=service, action=action, by=by, bytes=len(body) + len(answer))
                record(kind="request", service=service, action=action, by=by, status=status,
                       body=body.decode(), answer=answer.decode() if isinstance(answer, bytes) else answer)
            return status, sent, answer

        return handle

    def counted(handler: Handler) -> Handler:
        async def handle(method: str, url: str, headers: dict[str, str], body: bytes, query: dict[str, Any]) -> Answer:
            status, sent, answer = await handler(method, url, headers, body, query)
            by = caller(headers, query)
            if path.exists() and by != "root":  # the bank simulator looks again and again
                note(kind="s3", action=method, by=by, status=status, bytes=len(body or b""))
            return status, sent, answer

        return handle

    def timed(original: Callable[..., dict[str, Any]]) -> Callable[..., dict[str, Any]]:
        def execute(function: dict[str, Any], event: Any, *rest: Any) -> dict[str, Any]:
            configuration = function.get("config") or function
            name, began = configuration["FunctionName"], time.monotonic()
            variables = (configuration.get("Environment") or {}).get("Variables") or {}
            record(kind="event", by=name, event=event, variables=variables)
            result = original(function, event, *rest)
            note(kind="invoke", by=name, seconds=time.monotonic() - began, failed=bool(result.get("error")),
                 bytes=len(json.dumps(event)) + len(json.dumps(result.get("body"))))
            return result

        return execute

    def entered(original: Callable[..., None]) -> Callable[..., None]:
        def add(execution: dict[str, Any], event_type: str, details: Any = None) -> None:
            if event_type.endswith("StateEntered"):
                note(kind="state", by=execution["name"],
                     state=details["stateEnteredEventDetails"]["name"])
            original(execution, event_type, details)

        return add

    app.SERVICE_HANDLERS["dynamodb"] = charged(app.SERVICE_HANDLERS["dynamodb"])
    for service in ("kms", "states"):
        app.SERVICE_HANDLERS[service] = noted(service, app.SERVICE_HANDLERS[service])
    app.SERVICE_HANDLERS["s3"] = counted(app.SERVICE_HANDLERS["s3"])
    lambda_svc._execute_function_provided_warm = timed(lambda_svc._execute_function_provided_warm)
    stepfunctions._add_event = entered(stepfunctions._add_event)
