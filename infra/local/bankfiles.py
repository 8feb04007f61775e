"""The files between us and a bank, from the bank's side: reads what we send, writes what a bank answers.

Written from the published layouts and not from our own writer, so that a mistake there is not repeated here.
Three layouts: pain.001 answered by pain.002, ICBC's batch file, our plain one.
"""

from __future__ import annotations

import io
import xml.etree.ElementTree as ET
from dataclasses import dataclass
from xml.sax.saxutils import escape

import pyzipper

REPORT = "urn:iso:std:iso:20022:tech:xsd:pain.002.001.13"
WORDS = {"PAID": "成功", "REJECTED": "失败", "PENDING": "处理中", "RETURNED": "退票"}


@dataclass(frozen=True)
class Order:
    """One payment that we ask for."""

    reference: str
    fen: int
    account: str


@dataclass(frozen=True)
class Batch:
    """One file of ours."""

    layout: str
    message: str
    orders: list[Order]


@dataclass(frozen=True)
class Line:
    """What the bank says of one payment."""

    reference: str
    outcome: str
    fen: int
    code: str = ""
    text: str = ""
    serial: str = ""


def unlock(content: bytes, password: str) -> tuple[str, bytes]:
    """Name and content of the only file in a protected ZIP."""
    with pyzipper.AESZipFile(io.BytesIO(content)) as archive:
        names = archive.namelist()
        if len(names) != 1:
            raise ValueError("one file per archive is agreed")
        return names[0], archive.read(names[0], pwd=password.encode())


def fen(text: str) -> int:
    """Yuan with two places, as fen; anything else is refused."""
    yuan, point, rest = text.partition(".")
    if not yuan.isdigit() or (point and (len(rest) != 2 or not rest.isdigit())):
        raise ValueError("an amount")
    return int(yuan) * 100 + int(rest or 0)


def yuan(amount: int) -> str:
    """Fen as yuan with two places."""
    return f"{amount // 100}.{amount % 100:02}"


def read(content: bytes) -> Batch:
    """Reads a payment file; count and total must be those of its lines where the file says them."""
    batch = pain(content) if content.lstrip(b"\xef\xbb\xbf").startswith(b"<") else table(content)
    references = [order.reference for order in batch.orders]
    if not references or len(set(references)) != len(references):
        raise ValueError("a reference is there twice, or none at all")
    if any(order.fen <= 0 for order in batch.orders):
        raise ValueError("an amount of nothing")
    return batch


def pain(content: bytes) -> Batch:
    """A pain.001 of any version."""
    root = ET.fromstring(content)
    body = root.find("{*}CstmrCdtTrfInitn")
    if body is None:
        raise ValueError("not a pain.001")

    def text(node: ET.Element, path: str) -> str:
        return (node.findtext("/".join(f"{{*}}{name}" for name in path.split("/"))) or "").strip()

    orders = [
        Order(text(one, "PmtId/EndToEndId"), fen(text(one, "Amt/InstdAmt")), text(one, "CdtrAcct/Id/Othr/Id"))
        for one in body.findall("{*}PmtInf/{*}CdtTrfTxInf")
    ]
    count, total = text(body, "GrpHdr/NbOfTxs"), text(body, "GrpHdr/CtrlSum")
    check(orders, count, total)
    return Batch("pain", text(body, "GrpHdr/MsgId"), orders)


def check(orders: list[Order], count: str, total: str) -> None:
    """Count and total, where they are given."""
    if count and int(count) != len(orders) or total and fen(total) != sum(order.fen for order in orders):
        raise ValueError("count or total is not that of the lines")


def table(content: bytes) -> Batch:
    """ICBC's batch file in GBK, or our plain one in UTF-8."""
    try:
        lines = content.decode("utf-8-sig").splitlines()
    except UnicodeDecodeError:
        lines = content.decode("gbk").splitlines()
    plain = any("参考号" in line for line in lines[:2])
    mark, separator = ("参考号", "|") if plain else ("备注", ",")
    head = next(number for number, line in enumerate(lines) if mark in line.split(separator))
    columns = lines[head].split(separator)

    def cell(line: str, name: str) -> str:
        return line.split(separator)[columns.index(name)].strip()

    orders = [Order(cell(line, mark), fen(cell(line, "金额")), cell(line, "收款账号").lstrip("'\t"))
              for line in lines[head + 1:] if line.strip()]
    if plain and head:
        sums = lines[0].split(separator)
        check(orders, sums[1], sums[3])
    message = orders[0].reference.rpartition("-")[0] if orders else ""
    return Batch("plain" if plain else "icbc", message, orders)


def write(batch: Batch, lines: list[Line], at: str) -> tuple[str, bytes]:
    """The answer's extension and content."""
    if batch.layout == "pain":
        return "xml", report(batch, lines, at).encode()
    if batch.layout == "icbc":
        rows = ["序号,流水号,备注,金额,结果,原因"]
        rows += [f"{n},{one.serial},{one.reference},{yuan(one.fen)},{WORDS[one.outcome]},{one.text}"
                 for n, one in enumerate(lines, 1)]
        return "csv", ("\r\n".join(rows) + "\r\n").encode("gbk")
    rows = [f"总笔数|{len(lines)}|总金额|{yuan(sum(one.fen for one in lines))}|批次号|{batch.message}",
            "参考号|金额|结果|原因|流水号"]
    rows += [f"{one.reference}|{yuan(one.fen)}|{WORDS[one.outcome]}|{one.text}|{one.serial}" for one in lines]
    return "txt", ("\n".join(rows) + "\n").encode("utf-8-sig")


def report(batch: Batch, lines: list[Line], at: str) -> str:
    """A pain.002. It has no word for a return: that is a rejection after the payment."""
    codes = {"PAID": "ACSC", "REJECTED": "RJCT", "PENDING": "PDNG", "RETURNED": "RJCT"}
    group = "ACSC" if all(one.outcome == "PAID" for one in lines) and len(lines) == len(batch.orders) else "PART"
    stamp = at[:19].replace(":", "").replace("-", "")
    out = [f'<?xml version="1.0" encoding="UTF-8"?>\n<Document xmlns="{REPORT}"><CstmrPmtStsRpt>',
           f"<GrpHdr><MsgId>BANK-{stamp}</MsgId><CreDtTm>{at[:19]}Z</CreDtTm></GrpHdr>",
           f"<OrgnlGrpInfAndSts><OrgnlMsgId>{escape(batch.message)}</OrgnlMsgId>"
           f"<OrgnlMsgNmId>pain.001</OrgnlMsgNmId><GrpSts>{group}</GrpSts></OrgnlGrpInfAndSts>",
           f"<OrgnlPmtInfAndSts><OrgnlPmtInfId>{escape(batch.message)}</OrgnlPmtInfId>"]
    for one in lines:
        reason = (f"<StsRsnInf><Rsn><Cd>{one.code}</Cd></Rsn><AddtlInf>{escape(one.text)}</AddtlInf></StsRsnInf>"
                  if one.code else "")
        out.append(
            f"<TxInfAndSts><OrgnlEndToEndId>{escape(one.reference)}</OrgnlEndToEndId><TxSts>{codes[one.outcome]}</TxSts>"
            f"{reason}<AcctSvcrRef>{one.serial}</AcctSvcrRef><OrgnlTxRef>"
            f'<IntrBkSttlmAmt Ccy="CNY">{yuan(one.fen)}</IntrBkSttlmAmt></OrgnlTxRef></TxInfAndSts>')
    return "\n".join([*out, "</OrgnlPmtInfAndSts></CstmrPmtStsRpt></Document>"])
