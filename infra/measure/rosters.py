"""A roster on a fresh local AWS: how long the dry run and the import of so many rows take, and what a row costs.

Two files of the same people: in the first all of them join, in the second one fact of each differs. Both are
brought, tried, confirmed by a second person and imported over HTTP, as at a desk.
"""

from __future__ import annotations

import base64
import hashlib
import os
import time
from collections.abc import Callable
from typing import Any

from infra.local import people
from infra.local.client import Platform
from infra.local.instance import Instance

from . import place, runs
from .watch import Watch

UPLOADER, CONFIRMER = "approver-1", "approver-2"
HEADER = ("姓名,性别,出生日期,民族,证件类型,证件号码,证件有效期,移动电话,所属单位,统一社会信用代码,入会时间,"
          "政治面貌,学历,技术等级,就业状况,户籍类型,是否农民工,是否劳务派遣,八大群体类别,职务,职称,工种,工号,参加工作年份,本人同意方式")
WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
STEPS = ("read-roster", "check-roster", "import-roster", "finish-roster", "roster")
PATIENCE_SECONDS = 3_600
# Red Cross 121's CI: an update of 32,768 rows.
BOUND_ROWS, BOUND_SECONDS = 32_768, 20
Say = Callable[[str], None]


def number(n: int) -> str:
    """The nth person's: of a place of nobody, men and women."""
    day, sequence = divmod(n, 900)
    digits = f"2199{11 + day // 28:02}19900{1 + day // 28 % 9}{1 + day % 28:02}{sequence + 1:03}"
    total = sum(int(digit) * weight for digit, weight in zip(digits, WEIGHTS, strict=True))
    return digits + "10X98765432"[total % 11]


def file(rows: int, trade: str) -> bytes:
    """A roster of 25 columns."""
    lines = [HEADER]
    for n in range(rows):
        one = number(n)
        lines.append(f"王合成,,{one[6:10]}-{one[10:12]}-{one[12:14]},汉族,居民身份证,{one},长期,154{30_000_000 + n},"
                     f"沈阳合成一号机械有限公司,,2020-08-31,群众,大学专科,中级,在岗,非农业家庭,否,否,无,,,{trade},G{n},2012,纸质")
    return "\n".join(lines).encode()


class Desk:
    """Two officers of one union."""

    def __init__(self, instance: Instance) -> None:
        self.platform = Platform(instance)
        self.tokens = {name: people.token(instance, name) for name in (UPLOADER, CONFIRMER)}
        me = self.call(UPLOADER, "GET", "/v1/me")
        self.union = next(held["union"]["id"] for held in me["roles"] if held["role"] == "UNION_APPROVER")

    def call(self, who: str, method: str, path: str, body: dict[str, Any] | None = None) -> dict[str, Any]:
        """Somebody's act; its answer."""
        answer: dict[str, Any] = self.platform.call(path.rpartition("/")[2], method, path, self.tokens[who], body)
        return answer

    def bring(self, content: bytes) -> str:
        """Announces a file, brings it and asks for the dry run."""
        asked = {"union": self.union, "kind": "PART", "fileName": "花名册.csv", "size": len(content),
                 "sha256": hashlib.sha256(content).hexdigest()}
        roster = self.call(UPLOADER, "POST", "/v1/rosters", asked)
        path = f"/v1/rosters/{roster['id']}"
        for no in range(roster["chunks"]):
            chunk = content[no * roster["chunkBytes"]:(no + 1) * roster["chunkBytes"]]
            self.call(UPLOADER, "PUT", f"{path}/chunks/{no + 1}", {"content": base64.b64encode(chunk).decode()})
        self.call(UPLOADER, "POST", f"{path}/check")
        return path

    def until(self, path: str, state: str) -> dict[str, Any]:
        """The roster once it stands there."""
        deadline = time.monotonic() + PATIENCE_SECONDS
        while True:
            roster = self.call(UPLOADER, "GET", path)
            if roster["state"] == state:
                return roster
            if roster["state"] == "CANCELLED" or time.monotonic() > deadline:
                raise SystemExit(f"the roster stands at {roster['state']}: {roster.get('fault')}")
            time.sleep(0.25)


def stage(desk: Desk, content: bytes, day: str) -> tuple[dict[str, float], dict[str, Any]]:
    """A file from its first piece to its last row: seconds of the dry run and of the import."""
    began = time.monotonic()
    path = desk.bring(content)
    desk.until(path, "CHECKED")
    checked = time.monotonic()
    desk.call(CONFIRMER, "POST", f"{path}/confirmation", {"decidedOn": day})
    roster = desk.until(path, "DONE")
    return {"dry run": checked - began, "import": time.monotonic() - checked}, roster["imported"]


def measure(rows: int, say: Say) -> list[dict[str, Any]]:
    """All join, then one fact of each differs."""
    results = []
    day = time.strftime("%Y-%m-%d", time.gmtime(time.time() + 8 * 3_600))
    with place.running("figures") as instance:
        desk = Desk(instance)
        for kind, trade, word in (("all join", "钳工", "join"), ("one fact differs", "焊工", "correct")):
            say(f"{rows:,} rows: {kind}")
            meter = place.Meter(instance)
            with Watch(instance) as watch, meter:
                seconds, counts = stage(desk, file(rows, trade), day)
            if counts[word] != rows:
                raise SystemExit(f"{kind}: {counts}")
            used = runs.counted(meter.lines)
            for name, (cpu, peak) in watch.functions().items():
                used.setdefault(name, {}).update({"CPU": cpu, "peak": peak})
            results.append({"rows": rows, "kind": kind, "seconds": seconds, "functions": used,
                            "local AWS CPU": watch.aws_seconds, "load": os.getloadavg()[0]})
    return results


def table(results: list[dict[str, Any]]) -> str:
    """For people."""
    lines = [f"{'rows':>8}  {'':<18}{'dry run':>9}{'import':>9}{'writes/row':>12}{'units/row':>11}{'reads/row':>11}"
             f"{'read peak':>11}{'check':>8}{'import':>8}{'finish':>8}{'AWS CPU':>9}{'load':>6}"]
    for one in results:
        used = [one["functions"].get(name, {}) for name in STEPS]
        each = [sum(row.get(word, 0) for row in used) / one["rows"]
                for word in ("write requests", "write units", "read requests")]
        peaks = [one["functions"].get(name, {}).get("peak", 0) // 1_024 for name in STEPS[:4]]
        lines.append(f"{one['rows']:>8,}  {one['kind']:<18}"
                     f"{one['seconds']['dry run']:>7.1f} s{one['seconds']['import']:>7.1f} s"
                     f"{each[0]:>12.2f}{each[1]:>11.2f}{each[2]:>11.3f}"
                     f"{peaks[0]:>8} MB{peaks[1]:>5} MB{peaks[2]:>5} MB{peaks[3]:>5} MB"
                     f"{one['local AWS CPU']:>7.1f} s{one['load']:>6.1f}")
    lines.append(f"bound: an update of {BOUND_ROWS:,} rows in {BOUND_SECONDS} s (Red Cross 121's CI)")
    return "\n".join(lines)
