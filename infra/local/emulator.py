"""Runs MiniStack and puts right, at four places, what it does otherwise than AWS.

1. Codes. On AWS a Cognito user pool sends a code by SMS and marks the number as verified once it is
   confirmed. MiniStack 1.5.33 does neither: its code is always 123456, it is sent nowhere, and a
   confirmed number stays unverified. Here a random code goes out by our SMS gateway.
2. Streams. MiniStack keeps a consumer's position over a stop but not the stream, so that after a start
   it drops as many new records as the consumer had read before, and loses what was not read. Here the
   stream is kept beside the table.
3. Time. MiniStack hands an event to a function in two packets, the second of which waits 40 ms for the
   kernel's delayed acknowledgement (Nagle), and then waits 50 ms for log lines that may not come. Here
   neither; a late log line goes with the next invocation.
4. Users. MiniStack answers each Cognito request in a thread of its own and walks its users while another
   thread adds one ("dictionary changed size during iteration"). Here one request waits for the other.

Everything else is MiniStack as it is.
"""

from __future__ import annotations

import copy
import json
import logging
import secrets
import sys
import threading
import urllib.request
import uuid
from collections.abc import Callable
from functools import partialmethod
from pathlib import Path
from typing import Any

from ministack import app
from ministack.core import lambda_runtime
from ministack.services import cognito, dynamodb

from . import meter

Answer = tuple[int, dict[str, str], bytes]
Handler = Callable[[dict[str, Any]], Answer]
logger = logging.getLogger("gonghui")


def attribute(user: dict[str, Any], name: str) -> str:
    """An attribute of a Cognito user, or an empty text."""
    return next((a["Value"] for a in user["Attributes"] if a["Name"] == name), "")


def set_attribute(user: dict[str, Any], name: str, value: str) -> None:
    """Sets an attribute of a Cognito user."""
    user["Attributes"] = [a for a in user["Attributes"] if a["Name"] != name]
    user["Attributes"].append({"Name": name, "Value": value})


def user_of(data: dict[str, Any]) -> dict[str, Any] | None:
    """The user that a request without a signature names."""
    pool, _ = cognito._pool_for_client(data.get("ClientId"))
    user, _ = cognito._resolve_user(pool, data.get("Username")) if pool else (None, None)
    return user


def send(gateway: str, user: dict[str, Any], slot: str) -> str:
    """Makes a new code, keeps it in the user's `slot` and posts it to the gateway; the number, masked."""
    code = f"{secrets.randbelow(1_000_000):06}"
    user[slot] = code
    number = attribute(user, "phone_number")
    message = {
        "id": str(uuid.uuid4()), "to": number, "template": "code", "params": {"code": code},
        "text": f"【工会】验证码 {code}，请勿告诉他人。Code {code}: tell nobody.",
    }
    request = urllib.request.Request(
        f"{gateway}/v1/messages", data=json.dumps(message).encode(),
        headers={"content-type": "application/json"},
    )
    try:
        with urllib.request.urlopen(request, timeout=3):
            pass
    except OSError as error:
        logger.error("the SMS gateway did not take a code: %s", error)
    return f"+*******{number[-4:]}"


def sends_code(original: Handler, gateway: str, slot: str) -> Handler:
    """The original handler, and then a code by SMS."""

    def handler(data: dict[str, Any]) -> Answer:
        status, headers, body = original(data)
        user = user_of(data) if status == 200 else None
        if user is None or user.get("UserStatus") == "CONFIRMED" and slot == "_confirmation_code":
            return status, headers, body
        answer = json.loads(body)
        answer["CodeDeliveryDetails"] = {
            "Destination": send(gateway, user, slot),
            "DeliveryMedium": "SMS", "AttributeName": "phone_number",
        }
        return status, {k: v for k, v in headers.items() if k.lower() != "content-length"}, json.dumps(answer).encode()

    return handler


def verifies_number(original: Handler) -> Handler:
    """The original handler; a number that received the right code is verified."""

    def handler(data: dict[str, Any]) -> Answer:
        answer = original(data)
        user = user_of(data) if answer[0] == 200 else None
        if user is not None and attribute(user, "phone_number"):
            set_attribute(user, "phone_number_verified", "true")
        return answer

    return handler


def one_at_a_time(original: Callable[..., Answer]) -> Callable[..., Answer]:
    """The original function, never in two threads at once."""
    turn = threading.Lock()

    def handler(*arguments: Any) -> Answer:
        with turn:
            return original(*arguments)

    return handler


def without_nagle(build: Callable[..., Any]) -> Callable[..., Any]:
    """The Runtime API's handler class, sending small packets at once."""

    def handler(*arguments: Any) -> Any:
        built = build(*arguments)
        built.disable_nagle_algorithm = True
        return built

    return handler


STREAM = ("_stream_records", "_stream_trimmed")


def keeps_stream(get_state: Callable[[], dict[str, Any]]) -> Callable[[], dict[str, Any]]:
    """The tables' state, with what their streams hold."""

    def handler() -> dict[str, Any]:
        return get_state() | {name: copy.deepcopy(getattr(dynamodb, name)) for name in STREAM}

    return handler


def restores_stream(restore: Callable[[dict[str, Any]], None]) -> Callable[[dict[str, Any]], None]:
    """Puts the tables and then their streams back."""

    def handler(data: dict[str, Any]) -> None:
        restore(data)
        for name in STREAM:
            getattr(dynamodb, name).update((data or {}).get(name) or {})

    return handler


def main() -> None:
    """Runs MiniStack. Arguments: the gateway for the codes, and the file of the meter."""
    gateway = sys.argv.pop(1)
    cognito._sign_up = sends_code(cognito._sign_up, gateway, "_confirmation_code")
    cognito._resend_confirmation_code = sends_code(
        cognito._resend_confirmation_code, gateway, "_confirmation_code"
    )
    cognito._forgot_password = sends_code(cognito._forgot_password, gateway, "_reset_code")
    cognito._confirm_sign_up = verifies_number(cognito._confirm_sign_up)
    cognito._confirm_forgot_password = verifies_number(cognito._confirm_forgot_password)
    cognito._run_idp_handler = one_at_a_time(cognito._run_idp_handler)
    dynamodb.get_state = keeps_stream(dynamodb.get_state)
    dynamodb.load_persisted_state = restores_stream(dynamodb.load_persisted_state)
    lambda_runtime.Worker._drain_stderr_bounded = partialmethod(
        lambda_runtime.Worker._drain_stderr_bounded, first_line_wait=0.002, idle_confirm=0.002)
    lambda_runtime.ProvidedWorker._build_handler_class = without_nagle(
        lambda_runtime.ProvidedWorker._build_handler_class)
    meter.install(Path(sys.argv.pop(1)))
    app.main()


if __name__ == "__main__":
    main()
