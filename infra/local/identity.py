"""A stand-in for the identity provider: people who agree, mismatch, time out and fail.

POST /v1/identity {requestId, name, idType, idNumber, mobile}
  -> 200 {result: AGREE | MISMATCH | UNKNOWN, fields?, reference}
Known people come from a file that `seed people` writes (idNumber -> name, mobile, and the answer);
the last four digits of a mobile ask for a fault: 9996 mismatch, 9997 ten seconds, 9998 503, 9999 no JSON.
"""

from __future__ import annotations

import hashlib
import json
import time
from pathlib import Path
from typing import Any

from .web import Handler

SLOW_SECONDS = 10
WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)


def has_good_check_character(number: str) -> bool:
    """GB 11643: 17 digits and the check character that belongs to them."""
    if len(number) != 18 or not number[:17].isdecimal():
        return False
    total = sum(int(digit) * weight for digit, weight in zip(number[:17], WEIGHTS, strict=True))
    return "10X98765432"[total % 11] == number[17].upper()


class People:
    """The known synthetic people; the file is read again when it has changed."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.read_at = 0.0
        self.by_number: dict[str, dict[str, Any]] = {}

    def find(self, number: str) -> dict[str, Any] | None:
        """A person by ID number."""
        if self.path.exists() and self.path.stat().st_mtime != self.read_at:
            self.read_at = self.path.stat().st_mtime
            people = json.loads(self.path.read_text(encoding="utf-8"))
            self.by_number = {person["idNumber"]: person for person in people if person.get("idNumber")}
        return self.by_number.get(number)


def decide(people: People, request: dict[str, Any]) -> dict[str, Any]:
    """What the provider says about a person."""
    number, mobile = str(request.get("idNumber", "")), str(request.get("mobile", ""))
    if mobile.endswith("9996"):
        return {"result": "MISMATCH", "fields": ["name"]}
    known = people.find(number)
    if known is None:
        return {"result": "AGREE" if has_good_check_character(number) else "UNKNOWN"}
    if known.get("identity") in ("MISMATCH", "UNKNOWN"):
        return {"result": known["identity"], **({"fields": ["name"]} if known["identity"] == "MISMATCH" else {})}
    # A person may own the mobile of his form as well as that of his account.
    form = known.get("form") or {}
    owned = {known["mobile"]} | ({form["mobile"]} if form.get("idNumber") == number else set())
    same = {"name": known["name"] == request.get("name"), "mobile": mobile[-11:] in owned}
    wrong = [field for field, agrees in same.items() if not agrees]
    return {"result": "MISMATCH", "fields": wrong} if wrong else {"result": "AGREE"}


def handler(people: People) -> type[Handler]:
    """The stand-in's HTTP face."""

    class Identity(Handler):
        """See the module's text."""

        def do_POST(self) -> None:
            """Answers, late, wrongly or not at all, as the mobile asks."""
            request = self.json_body()
            if self.path != "/v1/identity" or request is None:
                return self.answer_json(404 if request is not None else 400, {"error": "POST /v1/identity"})
            mobile = str(request.get("mobile", ""))
            if mobile.endswith("9997"):
                time.sleep(SLOW_SECONDS)
            if mobile.endswith("9998"):
                return self.answer_json(503, {"error": "unavailable"})
            if mobile.endswith("9999"):
                return self.answer(200, b'{"result":', "application/json")
            reference = hashlib.sha256(str(request.get("requestId")).encode()).hexdigest()[:12].upper()
            return self.answer_json(200, {**decide(people, request), "reference": f"SYN-{reference}"})

        def do_GET(self) -> None:
            """Says what this is."""
            self.answer_json(200, {"about": "stand-in for the identity provider, synthetic people only"})

    return Identity
