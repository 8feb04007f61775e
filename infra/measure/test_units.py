"""The rules against the worked examples of the DynamoDB developer guide."""

from __future__ import annotations

import unittest

from .units import (
    KB,
    Index,
    index_units,
    number_size,
    read_units,
    refused_units,
    size,
    value_size,
    write_units,
)


def item(length: int, **more: object) -> dict[str, object]:
    """An item of exactly this many bytes."""
    made = {"pk": {"S": "a"}, "sk": {"S": "b"}, **more, "fill": {"S": ""}}
    return made | {"fill": {"S": "x" * (length - size(made))}}


class Sizes(unittest.TestCase):
    """«DynamoDB item sizes and formats»."""

    def test_an_attribute_is_its_name_and_its_value(self) -> None:
        rows = [
            ({"S": "工会"}, 6, "UTF-8 bytes"),
            ({"B": "AAEC"}, 3, "raw bytes, not base64"),
            ({"NULL": True}, 1, "null"),
            ({"BOOL": False}, 1, "boolean"),
            ({"L": []}, 3, "an empty list"),
            ({"M": {}}, 3, "an empty map"),
            ({"L": [{"S": "ab"}]}, 6, "one byte for each element"),
            ({"M": {"k": {"S": "ab"}}}, 7, "and for each pair"),
            ({"SS": ["ab", "c"]}, 3, "a set is its members"),
        ]
        for value, wanted, why in rows:
            self.assertEqual(value_size(value), wanted, why)
        self.assertEqual(size({"name": {"S": "abc"}}), 7)

    def test_a_number_is_a_byte_per_two_significant_digits_and_one(self) -> None:
        rows = [("0", 1), ("5", 2), ("27", 2), ("-27", 3), ("461", 3), ("12345678", 5), ("1000000", 2), ("0.50", 2)]
        for text, wanted in rows:
            self.assertEqual(number_size(text), wanted, text)


class Units(unittest.TestCase):
    """«DynamoDB read and write operations», and transactions."""

    def test_reads(self) -> None:
        rows = [
            (3500, True, False, 1, "3,500 bytes are read as 4 KB"),
            (8 * KB, True, False, 2, "8 KB, consistent"),
            (8 * KB, False, False, 1, "8 KB, eventually consistent"),
            (8 * KB, False, True, 4, "8 KB in a transaction"),
            (10 * KB, True, False, 3, "10 KB are read as 12"),
            (int(40.8 * KB), True, False, 11, "a query of 40.8 KB reads 44"),
            (1500 * 64, True, False, 24, "a query of 1,500 items of 64 bytes reads 96 KB"),
            (80 * KB, False, False, 10, "80 KB, eventually consistent"),
            (0, True, False, 1, "nothing there"),
            (0, False, False, 0.5, "nothing there, eventually consistent"),
        ]
        for length, consistent, transaction, wanted, why in rows:
            self.assertEqual(read_units(length, consistent, transaction), wanted, why)

    def test_a_batch_rounds_each_item(self) -> None:
        reads = read_units(int(1.5 * KB), True) + read_units(int(6.5 * KB), True)
        self.assertEqual(reads * 4, 12, "1.5 KB and 6.5 KB are read as 12 KB")
        self.assertEqual(write_units(None, item(500)) + write_units(None, item(3584)), 5, "500 bytes and 3.5 KB")

    def test_writes(self) -> None:
        rows = [
            (None, item(512), False, 1, "512 bytes"),
            (None, item(int(1.6 * KB)), False, 2, "1.6 KB"),
            (None, item(2 * KB), False, 2, "2 KB"),
            (item(3 * KB), item(512), False, 3, "the larger of before and after"),
            (item(int(1.6 * KB)), None, False, 2, "a delete by what was there"),
            (None, item(3 * KB), True, 6, "3 KB in a transaction"),
            (None, item(500), True, 2, "500 bytes in a transaction"),
        ]
        for before, after, transaction, wanted, why in rows:
            self.assertEqual(write_units(before, after, transaction), wanted, why)

    def test_a_false_condition_costs_what_is_there(self) -> None:
        self.assertEqual(refused_units(item(KB)), 1)
        self.assertEqual(refused_units(item(2 * KB)), 2)
        self.assertEqual(refused_units(None), 1)
        self.assertEqual(refused_units(None, transaction=True), 2)


class Indexes(unittest.TestCase):
    """«Global secondary indexes: provisioned throughput considerations»."""

    def test_an_index_pays_for_what_changes_in_it(self) -> None:
        keys = Index("wake", ("wpk", "wsk"))
        whole = Index("work", ("wpk", "wsk"), whole=True)
        here, there = {"wpk": {"S": "W"}, "wsk": {"S": "1"}}, {"wpk": {"S": "W"}, "wsk": {"S": "2"}}
        rows = [
            (keys, item(100), item(200), 0, "an item that is not in the index"),
            (keys, None, item(100, **here), 1, "an entry appears"),
            (keys, item(100), item(100, **here), 1, "an entry appears with the attribute"),
            (keys, item(100, **here), item(100), 1, "an entry goes with the attribute"),
            (keys, item(100, **here), None, 1, "an entry goes with the item"),
            (keys, item(100, **here), item(100, **there), 2, "a key changes: the old goes, the new comes"),
            (keys, item(100, **here), item(900, **here), 0, "a change that the index does not carry"),
            (whole, item(100, **here), item(900, **here), 1, "a change that it carries"),
            (whole, None, item(1500, **here), 2, "all of a large item"),
            (keys, None, item(1500, **here), 1, "only the keys of a large item"),
        ]
        for index, before, after, wanted, why in rows:
            self.assertEqual(index_units(index, before, after), wanted, why)


if __name__ == "__main__":
    unittest.main()
