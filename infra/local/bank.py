"""A bank: it pays what our files in S3 ask for, and answers as real banks do, well or badly.

It reads `out/` of the run bucket, opens the protected ZIP and puts its answers to `in/{message}.{n}.…`. How it
behaves towards a payment follows from the last four digits of the account, or from a plan:

  9001 REJECT   refuses: 账户名不符              9006 UNKNOWN  adds a payment that nobody asked for
  9002 HALF     pays half                        9007 MORE     pays 100 yuan too much
  9003 LATE     says 处理中, pays when asked     9008 LOSE     the whole answer is lost until asked
  9004 TWICE    answers a second time            9009 RETURN   pays, and the money comes back later
  9005 APART    the second file comes first

GET / (a page), /book (what it really paid: the witness of the tests), /plan. POST /plan {delay?, references?:
{reference: RULE}, messages?: {message: RULE}}; POST /ask {message}; an object `ask/{message}` asks as well.
It never pays one reference twice, whatever it is sent.
"""

from __future__ import annotations

import hashlib
import html
import json
import threading
import time
from collections.abc import Callable
from datetime import datetime, timezone
from pathlib import Path
from typing import Any

from botocore.exceptions import BotoCoreError, ClientError

from . import bankfiles, deploy
from .bankfiles import Batch, Line, Order
from .instance import Instance
from .web import Handler

RULES = {"9001": "REJECT", "9002": "HALF", "9003": "LATE", "9004": "TWICE", "9005": "APART",
         "9006": "UNKNOWN", "9007": "MORE", "9008": "LOSE", "9009": "RETURN"}
LOOK_SECONDS = 0.5
RETURN_SECONDS = 3.0
OVER_FEN = 10_000
FOREIGN_FEN = 8_000

PAGE = """<!doctype html><html lang="zh"><meta charset="utf-8"><meta http-equiv="refresh" content="5">
<title>银行 · Bank</title><style>body{{font:16px/1.5 sans-serif;margin:2rem auto;max-width:60rem;padding:0 1rem}}
td,th{{text-align:left;padding:.3rem .8rem;border-bottom:1px solid #ddd}}td.n{{text-align:right}}</style>
<h1>银行模拟 · Bank simulator</h1>
<p>合成数据，不动用任何资金。Synthetic data; no money moves anywhere. {count} 笔 · payments, {total} 元</p>
<table><tr><th>批次 message<th>笔数 orders<th>已付 paid<th>回单 answers<th>状态 state</tr>{rows}</table></html>"""


class Bank:
    """What it was asked, what it paid, what it answered; kept in one file."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.lock = threading.RLock()
        self.book: list[dict[str, Any]] = []
        self.messages: dict[str, dict[str, Any]] = {}
        self.seen: list[str] = []
        self.plan: dict[str, Any] = {}
        if path.exists():
            kept = json.loads(path.read_text(encoding="utf-8"))
            self.book, self.messages, self.seen, self.plan = (
                kept["book"], kept["messages"], kept["seen"], kept["plan"])
        # Looked up for every payment: a run has many.
        self.entries = {(entry["kind"], entry["reference"]): entry for entry in self.book}

    def keep(self) -> None:
        """Writes everything down before anybody hears of it."""
        part = self.path.with_suffix(".part")
        self.path.parent.mkdir(parents=True, exist_ok=True)
        kept = {"book": self.book, "messages": self.messages, "seen": self.seen, "plan": self.plan}
        part.write_text(json.dumps(kept, ensure_ascii=False), encoding="utf-8")
        part.replace(self.path)

    def rule(self, message: str, order: Order) -> str:
        """How it behaves towards a payment: by plan, or by the account's last digits."""
        planned = self.plan.get("references", {}).get(order.reference) or self.plan.get("messages", {}).get(message)
        return str(planned or RULES.get(order.account[-4:], ""))

    def pay(self, kind: str, reference: str, fen: int, account: str) -> bool:
        """Enters a payment, a return or money of nobody; each once per reference."""
        if (kind, reference) in self.entries:
            return False
        entry = {"kind": kind, "reference": reference, "fen": fen, "at": now(),
                 "account": hashlib.sha256(account.encode()).hexdigest()[:16]}
        self.book.append(entry)
        self.entries[kind, reference] = entry
        return True

    def paid(self, reference: str) -> int | None:
        """What was really paid under a reference."""
        entry = self.entries.get(("PAID", reference))
        return int(entry["fen"]) if entry else None

    def take(self, batch: Batch) -> None:
        """A file arrives: decides on every payment, once. A file that it knows changes nothing."""
        with self.lock:
            if batch.message in self.messages:
                return
            rules = {order.reference: self.rule(batch.message, order) for order in batch.orders}
            for order in batch.orders:
                self.settle(order, rules[order.reference])
            if "UNKNOWN" in rules.values():
                self.pay("FOREIGN", f"{batch.message}-990", FOREIGN_FEN, "")
            self.messages[batch.message] = {
                "layout": batch.layout, "orders": [[o.reference, o.fen, o.account[-4:]] for o in batch.orders],
                "rules": rules, "answers": 0, "due": time.time() + float(self.plan.get("delay", 1)),
                "state": "LOST" if "LOSE" in rules.values() else "TAKEN"}
            self.keep()

    def settle(self, order: Order, rule: str) -> None:
        """Pays, or not, or not so much."""
        amounts = {"HALF": order.fen // 2, "MORE": order.fen + OVER_FEN}
        if rule not in ("REJECT", "LATE") and self.paid(order.reference) is None:
            self.pay("PAID", order.reference, amounts.get(rule, order.fen), order.account)

    def ask(self, message: str) -> bool:
        """Somebody asks about a file: what was late is paid now, what was lost is said now."""
        with self.lock:
            known = self.messages.get(message)
            if known is None:
                return False
            for reference, fen, _ in known["orders"]:
                if known["rules"][reference] == "LATE":
                    self.pay("PAID", reference, fen, reference)
            known["state"], known["due"], known["asked"] = "TAKEN", 0.0, True
            self.keep()
            return True

    def line(self, known: dict[str, Any], reference: str, fen: int) -> Line:
        """What it says of one payment now."""
        serial = f"S{int(hashlib.sha256(reference.encode()).hexdigest()[:12], 16):015}"
        paid = self.paid(reference)
        if known["rules"][reference] == "REJECT":
            return Line(reference, "REJECTED", fen, "BE01", "账户名不符", serial)
        if paid is None:
            return Line(reference, "PENDING", fen, "", "", serial)
        return Line(reference, "PAID", paid, "", "", serial)

    def answers(self) -> list[tuple[str, str, bytes]]:
        """What it has to say now: message, name and content of each file, in the order of delivery."""
        with self.lock:
            out: list[tuple[str, str, bytes]] = []
            for message, known in self.messages.items():
                if known["state"] == "TAKEN" and known["due"] <= time.time():
                    out += self.first(message, known)
                elif known["state"] == "ANSWERED" and known.get("later", float("inf")) <= time.time():
                    out += self.returns(message, known)
            return out

    def first(self, message: str, known: dict[str, Any]) -> list[tuple[str, str, bytes]]:
        """The report on a file; in two where the rules want it so, the second before the first."""
        rules = known["rules"]
        lines = {ref: self.line(known, ref, fen) for ref, fen, _ in known["orders"]}
        apart = [one for ref, one in lines.items() if rules[ref] == "APART"]
        rest = [one for ref, one in lines.items() if rules[ref] != "APART"]
        if "UNKNOWN" in rules.values():
            rest.append(Line(f"{message}-990", "PAID", FOREIGN_FEN, "", "", "S000000000000990"))
        files = [(2, rest[::-1]), (1, apart)] if apart and rest else [(1, apart + rest)]
        if "TWICE" in rules.values():
            files.append((3, rest + apart))
        known["state"] = "ANSWERED"
        if "RETURN" in rules.values():
            known["later"] = time.time() + float(self.plan.get("return", RETURN_SECONDS))
        return [self.file(message, known, number, part) for number, part in files]

    def returns(self, message: str, known: dict[str, Any]) -> list[tuple[str, str, bytes]]:
        """The money that came back."""
        known.pop("later")
        back = []
        for reference, _, last4 in known["orders"]:
            paid = self.paid(reference)
            if known["rules"][reference] == "RETURN" and paid is not None:
                self.pay("RETURNED", reference, paid, last4)
                back.append(Line(reference, "RETURNED", paid, "AC04", "收款账户已销户", f"T{reference[-3:]}"))
        return [self.file(message, known, 4, back)] if back else []

    def file(self, message: str, known: dict[str, Any], number: int, lines: list[Line]) -> tuple[str, str, bytes]:
        """One answer; its number grows with each time that somebody asked."""
        number += 10 * int(known["answers"])
        batch = Batch(known["layout"], message, [Order(r, f, a) for r, f, a in known["orders"]])
        extension, content = bankfiles.write(batch, lines, now())
        return message, f"in/{message}.{number:02}.{extension}", content

    def said(self, message: str) -> None:
        """An answer was delivered."""
        with self.lock:
            known = self.messages[message]
            known["answers"] = int(known["answers"]) + 1
            self.keep()


def now() -> str:
    """The moment, in UTC."""
    return datetime.now(timezone.utc).isoformat(timespec="milliseconds")


class Counter:
    """The bank's window on S3: looks at what we put there, and puts its answers."""

    def __init__(self, bank: Bank, s3: Any, bucket: str, password: str) -> None:
        self.bank, self.s3, self.bucket, self.password = bank, s3, bucket, password

    def keys(self, prefix: str) -> list[str]:
        """What lies under a prefix and was not looked at before."""
        pages = self.s3.get_paginator("list_objects_v2").paginate(Bucket=self.bucket, Prefix=prefix)
        seen = set(self.bank.seen)
        return [one["Key"] for page in pages for one in page.get("Contents", []) if one["Key"] not in seen]

    def look(self) -> int:
        """Takes what is new, answers what is due; how many files that were."""
        done = 0
        for key in self.keys("out/"):
            content = self.s3.get_object(Bucket=self.bucket, Key=key)["Body"].read()
            try:
                name, content = bankfiles.unlock(content, self.password) if content[:2] == b"PK" else (key, content)
                self.bank.take(bankfiles.read(content))
            except (ValueError, KeyError, StopIteration, RuntimeError) as error:
                print(f"{key} is no file that this bank can read: {type(error).__name__}", flush=True)
            self.done(key)
            done += 1
        for key in self.keys("ask/"):
            self.bank.ask(key.removeprefix("ask/").split("/")[0].split(".")[0])
            self.done(key)
            done += 1
        for message, key, content in self.bank.answers():
            self.s3.put_object(Bucket=self.bucket, Key=key, Body=content)
            self.bank.said(message)
            done += 1
        return done

    def done(self, key: str) -> None:
        """Not again."""
        with self.bank.lock:
            self.bank.seen.append(key)
            self.bank.keep()


def open_window(instance: Instance, outputs: dict[str, str]) -> None:
    """Says where the bank finds our files; a stack without runs has none."""
    if "RunBucketName" in outputs:
        instance.remember("bank-window", {"bucket": outputs["RunBucketName"], "password": deploy.BANK_FILE_PASSWORD})


def counter_of(bank: Bank, instance: Instance) -> Counter | None:
    """The window on an instance's bucket; none before it is deployed."""
    where = instance.recall("bank-window")
    return Counter(bank, instance.client("s3"), where["bucket"], where["password"]) if where else None


def watch(bank: Bank, open_counter: Callable[[], Counter | None], ended: threading.Event) -> None:
    """Looks at the bucket again and again, as soon as somebody has said which."""
    counter = None
    while not ended.wait(LOOK_SECONDS):
        counter = counter or open_counter()
        if counter is None:
            continue
        try:
            counter.look()
        except (BotoCoreError, ClientError) as error:
            print(f"the bank's window: {type(error).__name__}", flush=True)
            counter = None


def handler(bank: Bank) -> type[Handler]:
    """The bank's HTTP face, for tests and for a look."""

    class Window(Handler):
        """See the module's text."""

        def do_GET(self) -> None:
            """Shows."""
            with bank.lock:
                if self.path == "/book":
                    return self.answer_json(200, {"entries": bank.book})
                if self.path == "/plan":
                    return self.answer_json(200, bank.plan)
                if self.path != "/":
                    return self.answer_json(404, {"error": "no such path"})
                return self.answer(200, page(bank).encode(), "text/html; charset=utf-8")

        def do_POST(self) -> None:
            """Plans and asks."""
            body = self.json_body()
            if body is None:
                return self.answer_json(400, {"error": "a JSON object is needed"})
            if self.path == "/plan":
                with bank.lock:
                    bank.plan = body
                    bank.keep()
                return self.answer_json(200, body)
            if self.path == "/ask":
                known = bank.ask(str(body.get("message", "")))
                return self.answer_json(202 if known else 404, {})
            return self.answer_json(404, {"error": "no such path"})

    return Window


def page(bank: Bank) -> str:
    """Every file with what became of it; newest first."""
    paid = [entry for entry in bank.book if entry["kind"] == "PAID"]
    by_message: dict[str, int] = {}
    for entry in paid:
        message = entry["reference"].rpartition("-")[0]
        by_message[message] = by_message.get(message, 0) + 1
    rows = "".join(
        f"<tr><td>{html.escape(message)}<td class=n>{len(known['orders'])}<td class=n>{by_message.get(message, 0)}"
        f"<td class=n>{known['answers']}<td>{known['state']}</tr>"
        for message, known in reversed(bank.messages.items()))
    return PAGE.format(rows=rows, count=len(paid), total=bankfiles.yuan(sum(e["fen"] for e in paid)))
