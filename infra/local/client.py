"""A client of the platform as a person's phone is one: registers, signs in, calls the API, keeps the times."""

from __future__ import annotations

import http.client
import json
import threading
import time
import urllib.request
import uuid
from collections import defaultdict
from typing import Any
from urllib.parse import urlsplit

from . import deploy, people
from .instance import Instance

Json = dict[str, Any]


class Refused(Exception):
    """An answer that was not wanted; says which request and the problem's code, no value."""


class Times:
    """How long each kind of step took."""

    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.seconds: dict[str, list[float]] = defaultdict(list)

    def add(self, step: str, seconds: float) -> None:
        """One more."""
        with self.lock:
            self.seconds[step].append(seconds)

    def rows(self) -> list[tuple[str, int, float, float]]:
        """Step, how often, median and 95th percentile in milliseconds, in the order of the first one."""
        return [(step, len(all_), 1000 * rank(all_, 0.5), 1000 * rank(all_, 0.95))
                for step, all_ in self.seconds.items()]


def rank(values: list[float], share: float) -> float:
    """The value below which this share of the values lies."""
    ordered = sorted(values)
    return ordered[min(int(len(ordered) * share), len(ordered) - 1)]


class Platform:
    """The API, the gateway and the issuer of one instance."""

    def __init__(self, instance: Instance) -> None:
        self.instance = instance
        self.times = Times()
        self.requests = 0
        self.connections = threading.local()
        self.cognito = instance.client("cognito-idp")
        self.out = deploy.outputs(instance)

    def call(self, step: str, method: str, path: str, token: str, body: Json | None = None) -> Json:
        """One request; its answer, or `Refused`."""
        headers = {"authorization": f"Bearer {token}", "accept-language": "zh-CN"}
        if body is not None:
            headers |= {"content-type": "application/json", "idempotency-key": str(uuid.uuid4())}
        began = time.monotonic()
        with self.times.lock:
            self.requests += 1
        status, answer = self.exchange(method, path, headers, None if body is None else json.dumps(body).encode())
        self.times.add(step, time.monotonic() - began)
        if status >= 300:
            raise Refused(f"{step}: {method} {path.split('?')[0]} answered {status} {answer.get('code', '')}")
        return answer

    def exchange(self, method: str, path: str, headers: dict[str, str], body: bytes | None) -> tuple[int, Json]:
        """One exchange over this thread's connection."""
        connection = getattr(self.connections, "api", None)
        if connection is None:
            connection = http.client.HTTPConnection(urlsplit(self.instance.api).netloc, timeout=60)
            self.connections.api = connection
        try:
            connection.request(method, path, body, headers)
            response = connection.getresponse()
            content = response.read()
        except (OSError, http.client.HTTPException) as error:
            self.connections.api = None
            raise Refused(f"{method} {path.split('?')[0]}: no answer ({type(error).__name__})") from error
        return response.status, json.loads(content) if content else {}

    def register(self, mobile: str) -> str:
        """Registers a mobile with the code that the gateway shows, as a phone would; a bearer token."""
        number, client = f"+86{mobile}", self.out["ClientId"]
        began = time.monotonic()
        self.cognito.sign_up(ClientId=client, Username=number, Password=people.PASSWORD,
                             UserAttributes=[{"Name": "phone_number", "Value": number}])
        with urllib.request.urlopen(f"{self.instance.sms}/messages?to={mobile}", timeout=10) as answer:
            message = next(m for m in json.load(answer)["items"] if m["template"] == "code")
        self.cognito.confirm_sign_up(ClientId=client, Username=number, ConfirmationCode=message["params"]["code"])
        token = people.sign_in(self.cognito, self.out, mobile)
        self.times.add("register: SMS code, sign-in", time.monotonic() - began)
        return token
