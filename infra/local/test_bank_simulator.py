"""The bank simulator: every rule, and that it never pays one reference twice."""

from __future__ import annotations

import tempfile
import time
import unittest
from pathlib import Path

from infra.local import bankfiles
from infra.local.bank import Bank
from infra.local.bankfiles import Batch, Order

MESSAGE = "R260000121-2101-0001-1"
HEAD = ("付款账号开户行,付款账号,付款账号名称,收款账号开户行,收款省份,收款城市,"
        "收款账号,收款账号名称,金额,汇款用途,备注,短信通知手机号码")


def batch(*last4: str, layout: str = "icbc") -> Batch:
    """One payment of 100 yuan for each account."""
    orders = [Order(f"{MESSAGE}-{n:03}", 10_000, f"TESTCARD-2101-{n:06}-{end}") for n, end in enumerate(last4, 1)]
    return Batch(layout, MESSAGE, orders)


def said(bank: Bank) -> list[list[tuple[str, str, str]]]:
    """What every file says by now: line, word and amount."""
    files = []
    for message, _, content in bank.answers():
        bank.said(message)
        rows = [line.split(",") for line in content.decode("gbk").splitlines()[1:]]
        files.append([(row[2][-3:], row[4], row[3]) for row in rows])
    return files


class BankTest(unittest.TestCase):
    """One bank per test, which answers at once."""

    def setUp(self) -> None:
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.path = Path(folder.name) / "bank.json"
        self.bank = Bank(self.path)
        self.bank.plan = {"delay": 0, "return": 0}

    def book(self) -> list[tuple[str, str, int]]:
        """Kind, line and fen of what was paid."""
        return [(entry["kind"], entry["reference"][-3:], entry["fen"]) for entry in self.bank.book]

    def test_each_rule_answers_as_it_says(self) -> None:
        good = ("001", "成功", "100.00")
        rows = [
            ("good", "1234", [[good]], [("PAID", "001", 10_000)]),
            ("refused", "9001", [[("001", "失败", "100.00")]], []),
            ("half", "9002", [[("001", "成功", "50.00")]], [("PAID", "001", 5_000)]),
            ("late", "9003", [[("001", "处理中", "100.00")]], []),
            ("twice", "9004", [[good], [good]], [("PAID", "001", 10_000)]),
            ("unknown", "9006", [[good, ("990", "成功", "80.00")]],
             [("PAID", "001", 10_000), ("FOREIGN", "990", 8_000)]),
            ("more", "9007", [[("001", "成功", "200.00")]], [("PAID", "001", 20_000)]),
            ("lost", "9008", [], [("PAID", "001", 10_000)]),
        ]
        for why, last4, answers, book in rows:
            with self.subTest(why):
                self.bank = Bank(self.path.with_name(why))
                self.bank.plan = {"delay": 0}
                self.bank.take(batch(last4))
                self.assertEqual(said(self.bank), answers)
                self.assertEqual(self.book(), book)

    def test_apart_gives_the_second_file_first(self) -> None:
        self.bank.take(batch("9005", "1234", "1235"))
        first, second = said(self.bank)
        self.assertEqual([row[0] for row in first], ["003", "002"])
        self.assertEqual([row[0] for row in second], ["001"])

    def test_what_was_late_or_lost_is_said_when_asked(self) -> None:
        self.bank.take(batch("9003", "9008"))
        self.assertEqual(said(self.bank), [])
        self.assertTrue(self.bank.ask(MESSAGE))
        self.assertEqual(said(self.bank), [[("001", "成功", "100.00"), ("002", "成功", "100.00")]])

    def test_money_comes_back_once(self) -> None:
        self.bank.take(batch("9009"))
        self.assertEqual(said(self.bank), [[("001", "成功", "100.00")]])
        time.sleep(0.001)
        self.assertEqual(said(self.bank), [[("001", "退票", "100.00")]])
        self.assertEqual(said(self.bank), [])
        self.assertEqual(self.book(), [("PAID", "001", 10_000), ("RETURNED", "001", 10_000)])

    def test_nothing_is_paid_twice_also_after_a_restart(self) -> None:
        self.bank.take(batch("1234"))
        self.bank = Bank(self.path)
        self.bank.take(batch("1234", "1235"))
        self.bank.take(Batch("icbc", f"{MESSAGE}9", batch("1234").orders))
        self.assertEqual(self.book(), [("PAID", "001", 10_000)])

    def test_reads_a_batch_file_and_refuses_what_does_not_add_up(self) -> None:
        line = f"工行,1,总工会,合成银行,,,TESTCARD-1-9001,余,12.34,慰问金,{MESSAGE}-001,"
        read = bankfiles.read(f"{HEAD}\r\n{line}\r\n".encode("gbk"))
        self.assertEqual(read, Batch("icbc", MESSAGE, [Order(f"{MESSAGE}-001", 1_234, "TESTCARD-1-9001")]))
        plain = "总笔数|2|总金额|1.00|批次号|M\n参考号|收款账号|金额\nM-001|A|1.00\n"
        for bad in (f"{HEAD}\r\n{line}\r\n{line}\r\n".encode("gbk"), plain.encode("utf-8-sig")):
            self.assertRaises(ValueError, bankfiles.read, bad)


if __name__ == "__main__":
    unittest.main()
