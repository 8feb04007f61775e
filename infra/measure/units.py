"""DynamoDB's published unit rules, as pure functions over items in the table's own JSON.

Sources, all in the developer guide: «DynamoDB item sizes and formats», «DynamoDB read and write operations»,
«Amazon DynamoDB Transactions: how it works», «Global secondary indexes: provisioned throughput considerations».
A transaction doubles the units of the table, not those of its indexes, which are written afterwards.
"""

from __future__ import annotations

import base64
from dataclasses import dataclass
from typing import Any

Item = dict[str, Any]
KB = 1024


@dataclass(frozen=True)
class Index:
    """A global secondary index: its keys and what it carries."""

    name: str
    keys: tuple[str, ...]
    whole: bool = False
    table_keys: tuple[str, ...] = ("pk", "sk")

    def entry(self, item: Item | None) -> Item | None:
        """What the index holds of an item; nothing when the item lacks one of its keys."""
        if item is None or any(key not in item for key in self.keys):
            return None
        return item if self.whole else {name: item[name] for name in (*self.table_keys, *self.keys) if name in item}


def number_size(text: str) -> int:
    """One byte per two significant digits, one more, and one for a sign; zeros at both ends do not count."""
    mantissa, _, exponent = text.lower().lstrip("+-").partition("e")
    whole, _, fraction = mantissa.partition(".")
    power = int(exponent or 0) - len(fraction)
    digits = (whole + fraction).lstrip("0")
    short = digits.rstrip("0")
    if not short:
        return 1
    power += len(digits) - len(short)
    # Pairs of digits are counted from the decimal point.
    padded = len(short) + power % 2
    return 1 + (padded + 1) // 2 + text.startswith("-")


def value_size(value: Item) -> int:
    """Bytes of an attribute's value."""
    (kind, content), = value.items()
    if kind == "S":
        return len(content.encode())
    if kind == "N":
        return number_size(content)
    if kind == "B":
        return len(content if isinstance(content, bytes) else base64.b64decode(content))
    if kind in ("BOOL", "NULL"):
        return 1
    if kind == "L":
        return 3 + sum(1 + value_size(one) for one in content)
    if kind == "M":
        return 3 + sum(1 + len(name.encode()) + value_size(one) for name, one in content.items())
    return sum(value_size({kind[0]: one}) for one in content)


def size(item: Item | None) -> int:
    """Bytes of an item: its attributes' names and values."""
    return sum(len(name.encode()) + value_size(value) for name, value in (item or {}).items())


def blocks(length: int, block: int) -> int:
    """How many blocks a length takes; at least one."""
    return max(1, -(-length // block))


def write_units(before: Item | None, after: Item | None, transaction: bool = False) -> int:
    """A write that was done: by the larger of the item before and after, twice in a transaction."""
    return blocks(max(size(before), size(after)), KB) * (2 if transaction else 1)


def refused_units(before: Item | None, transaction: bool = False) -> int:
    """A write whose condition was false: by the item that is there, one when there is none."""
    return blocks(size(before), KB) * (2 if transaction else 1)


def index_units(index: Index, before: Item | None, after: Item | None) -> int:
    """What a write costs one index: an entry that appears, goes or changes; two when its key changes."""
    old, new = index.entry(before), index.entry(after)
    if old is None and new is None or old == new:
        return 0
    if old is None or new is None:
        return blocks(size(old or new), KB)
    if any(old[key] != new[key] for key in index.keys):
        return blocks(size(old), KB) + blocks(size(new), KB)
    return blocks(max(size(old), size(new)), KB)


def read_units(length: int, consistent: bool, transaction: bool = False) -> float:
    """A read of so many bytes: a whole unit per 4 KB when consistent, half otherwise, two in a transaction."""
    return blocks(length, 4 * KB) * (2 if transaction else 1 if consistent else 0.5)
