"""Fills a table with a part of the synthetic province, through `store`: rows a second, units a member, memory.

Up to a hundred thousand members lie in the local AWS. A million would need more memory than a laptop has, so those
lie in dynoxide (a DynamoDB on SQLite) while keys still come from the local AWS: a small door in front of both sends
each request to the right one.
"""

from __future__ import annotations

import http.client
import json
import os
import subprocess
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from infra.local import processes, template
from infra.local.instance import CREDENTIALS, REGION, Instance, free_port, target_dir
from infra.local.web import Handler, serve

from . import place, units

SIZES = (10_000, 100_000)
# From so many on the table lies in dynoxide.
LARGE = 300_000
# Requests whose units are charged there, each of 25 rows; the rest are like them.
SAMPLE = 400
TABLE = "gonghui-province"
Row = dict[str, Any]


def create(instance: Instance, endpoint: str) -> dict[str, str]:
    """The table of template.yaml without its stream, and a key; what `seed` must be told."""
    wanted = template.read()["Resources"]["Table"]["Properties"]
    parts = ("AttributeDefinitions", "KeySchema", "GlobalSecondaryIndexes", "BillingMode")
    table = instance.client("dynamodb", endpoint)
    table.create_table(TableName=TABLE, **{part: wanted[part] for part in parts})
    table.get_waiter("table_exists").wait(TableName=TABLE)
    key = instance.client("kms").create_key()["KeyMetadata"]["KeyId"]
    return {"PATH": os.defpath, "TABLE_NAME": TABLE, "KEY_ID": key, "STAGE": "dev", "ALLOW_SYNTHETIC": "true",
            "AWS_REGION": REGION, "AWS_ENDPOINT_URL": endpoint, **CREDENTIALS}


class Sample:
    """What the first requests cost by the published rules: every row is new there."""

    def __init__(self) -> None:
        self.lock, self.requests, self.rows, self.units = threading.Lock(), 0, 0, 0.0

    def note(self, body: bytes) -> None:
        """Charges one batch, if it is among the first."""
        with self.lock:
            if self.requests >= SAMPLE:
                return
            self.requests += 1
            indexes = [units.Index(name, keys) for name, keys in
                       (("wake", ("wpk", "wsk")), ("list", ("lpk", "lsk")))]
            for asked in json.loads(body)["RequestItems"].values():
                for one in asked:
                    item = one["PutRequest"]["Item"]
                    self.rows += 1
                    self.units += units.write_units(None, item, False)
                    self.units += sum(units.index_units(index, None, item) for index in indexes)


def door(aws: str, table: str, sample: Sample) -> type[Handler]:
    """Sends what is about the table to one server and everything else to the other."""
    kept = threading.local()

    class Door(Handler):
        """See above."""

        def do_POST(self) -> None:
            """One request, and its answer."""
            body = self.body()
            target = self.headers.get("x-amz-target", "")
            to_table = target.startswith("DynamoDB_")
            if target.endswith("BatchWriteItem") and sample.requests < SAMPLE:
                sample.note(body)
            name = "table" if to_table else "aws"
            connection = getattr(kept, name, None)
            if connection is None:
                connection = http.client.HTTPConnection((table if to_table else aws).removeprefix("http://"))
                setattr(kept, name, connection)
            headers = {k: v for k, v in self.headers.items() if k.lower() not in ("host", "content-length")}
            connection.request("POST", self.path, body, headers)
            answer = connection.getresponse()
            self.answer(answer.status, answer.read(), "application/x-amz-json-1.0")

    return Door


@contextmanager
def dynoxide(instance: Instance, binary: Path) -> Iterator[str]:
    """A DynamoDB on SQLite, with its file among the instance's own."""
    port = free_port()
    process = subprocess.Popen([binary, "--port", str(port), "--db-path", str(instance.run / "province.sqlite")],
                               stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        endpoint = f"http://127.0.0.1:{port}"
        for _ in range(100):
            if processes.answers(endpoint):
                break
            threading.Event().wait(0.1)
        yield endpoint
    finally:
        process.terminate()
        process.wait()


def fill(members: int, seed: int, environment: dict[str, str]) -> Row:
    """Runs the loader; what it says, with its peak memory and its CPU time."""
    program = target_dir() / "debug" / "seed"
    arguments = [program, "province", "load", "--members", str(members), "--seed", str(seed)]
    process = subprocess.Popen(arguments, env=environment, stdout=subprocess.PIPE)
    assert process.stdout is not None
    said = process.stdout.read()
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode != 0:
        raise SystemExit("the loader failed; see above")
    row: Row = json.loads(said)
    return row | {"peak KB": used.ru_maxrss, "CPU s": used.ru_utime + used.ru_stime}


def measure(members: int, say: Callable[[str], None], seed: int = 1) -> Row:
    """One size on an empty table."""
    instance = Instance("province")
    place.stop(instance)
    instance.forget()
    instance.choose_ports()
    try:
        processes.start_aws(instance)
        say(f"{members:,} members")
        return large(instance, members, seed) if members >= LARGE else small(instance, members, seed)
    finally:
        place.stop(instance)
        instance.forget()


def small(instance: Instance, members: int, seed: int) -> Row:
    """The table lies in the local AWS, which counts every request."""
    environment = create(instance, instance.endpoint)
    meter = place.Meter(instance)
    with meter:
        row = fill(members, seed, environment)
    charged = [line for line in meter.lines if line["kind"] == "table" and line.get("action") == "BatchWriteItem"]
    return row | {"requests": len(charged), "units": sum(sum(line["write"].values()) for line in charged),
                  "table": "local AWS"}


def large(instance: Instance, members: int, seed: int) -> Row:
    """The table lies in dynoxide; the units are those of a sample."""
    binary = Path(os.environ.get("DYNOXIDE") or "dynoxide")
    sample = Sample()
    with dynoxide(instance, binary) as table:
        port = free_port()
        server = serve(port, door(instance.endpoint, table, sample))
        try:
            row = fill(members, seed, create(instance, f"http://127.0.0.1:{port}"))
        finally:
            server.shutdown()
        size = sum(file.stat().st_size for file in instance.run.glob("province.sqlite*"))
    return row | {"requests": -(-row["rows"] // 25), "units": row["rows"] * sample.units / sample.rows,
                  "table": f"dynoxide, {size / 1e9:.1f} GB"}


def table(rows: list[Row]) -> str:
    """The figures of each size beside each other."""
    heads = ("members", "unions", "rows", "rows a second", "units a member", "requests a member", "wall s", "CPU s",
             "peak KB", "where")
    lines = ["".join(f"{head:>18}" for head in heads)]
    for row in rows:
        seconds = row["ms"] / 1_000
        cells = (f"{row['members']:,}", f"{row['unions']:,}", f"{row['rows']:,}", f"{row['rows'] / seconds:,.0f}",
                 f"{row['units'] / row['members']:.2f}", f"{row['requests'] / row['members']:.3f}", f"{seconds:,.1f}",
                 f"{row['CPU s']:,.1f}", f"{row['peak KB']:,}", row["table"])
        lines.append("".join(f"{cell:>18}" for cell in cells))
    return "\n".join(lines)
