"""A fake SMS gateway: it delivers to nobody and shows what it was given.

POST /v1/messages {id, to, template, params, text} -> 202, the same id twice is delivered once.
GET /messages?to= (JSON, newest first), GET / (a page). DELETE /messages forgets everything.
"""

from __future__ import annotations

import html
import json
import threading
from datetime import datetime, timezone
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

from .web import Handler

PAGE = """<!doctype html><html lang="zh"><meta charset="utf-8"><meta http-equiv="refresh" content="5">
<title>短信 · SMS</title><style>body{{font:16px/1.5 sans-serif;margin:2rem auto;max-width:60rem;padding:0 1rem}}
td,th{{text-align:left;padding:.3rem .8rem;border-bottom:1px solid #ddd;vertical-align:top}}</style>
<h1>短信 · SMS</h1><p>合成数据，不发送给任何人。Synthetic data; nothing is sent to anybody. {count}</p>
<form><input name="to" value="{to}" placeholder="+8615400000001"> <button>查 · find</button></form>
<table><tr><th>时间 UTC<th>号码 to<th>内容 text</tr>{rows}</table></html>"""


class Messages:
    """What was sent, in the order of arrival, kept in a file of JSON lines."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.lock = threading.Lock()
        self.items: list[dict[str, Any]] = []
        if path.exists():
            self.items = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
        self.seen = {item["id"] for item in self.items}

    def deliver(self, message: dict[str, Any]) -> None:
        """Takes a message; one with an id it knows changes nothing."""
        with self.lock:
            if message["id"] in self.seen:
                return
            item = {**message, "at": datetime.now(timezone.utc).isoformat(timespec="milliseconds")}
            self.seen.add(message["id"])
            self.items.append(item)
            self.path.parent.mkdir(parents=True, exist_ok=True)
            with self.path.open("a", encoding="utf-8") as file:
                file.write(json.dumps(item, ensure_ascii=False) + "\n")

    def to(self, number: str) -> list[dict[str, Any]]:
        """The messages to a number (with or without +86), or all; newest first."""
        short = number.replace(" ", "").removeprefix("+").removeprefix("86")
        with self.lock:
            chosen = [m for m in self.items if not short or m["to"].endswith(short)]
        return chosen[::-1]

    def forget(self) -> None:
        """Empties the gateway."""
        with self.lock:
            self.items, self.seen = [], set()
            self.path.unlink(missing_ok=True)


def handler(messages: Messages) -> type[Handler]:
    """The gateway's HTTP face."""

    class Gateway(Handler):
        """See the module's text."""

        def do_POST(self) -> None:
            """Takes a message."""
            message = self.json_body()
            if self.path != "/v1/messages":
                return self.answer_json(404, {"error": "no such path"})
            wanted = ("id", "to", "text")
            if message is None or not all(isinstance(message.get(key), str) and message[key] for key in wanted):
                return self.answer_json(400, {"error": "id, to and text are needed"})
            messages.deliver(message)
            return self.answer_json(202, {"id": message["id"]})

        def do_GET(self) -> None:
            """Shows messages."""
            url = urlsplit(self.path)
            to = parse_qs(url.query).get("to", [""])[0]
            if url.path == "/messages":
                return self.answer_json(200, {"items": messages.to(to)})
            if url.path != "/":
                return self.answer_json(404, {"error": "no such path"})
            found = messages.to(to)
            rows = "".join(
                f"<tr><td>{html.escape(m['at'][:19])}<td>{html.escape(m['to'])}<td>{html.escape(m['text'])}</tr>"
                for m in found[:500]
            )
            page = PAGE.format(rows=rows, to=html.escape(to, quote=True), count=len(found))
            return self.answer(200, page.encode(), "text/html; charset=utf-8")

        def do_DELETE(self) -> None:
            """Forgets everything."""
            messages.forget()
            self.answer_json(200, {})

    return Gateway
