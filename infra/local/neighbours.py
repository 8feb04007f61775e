"""One process with the servers beside the local AWS: SMS gateway, identity stand-in, bank, proxy."""

from __future__ import annotations

import argparse
import signal
import threading
from pathlib import Path

from . import bank, identity, proxy, sms
from .instance import Instance
from .web import serve


def main() -> None:
    """Serves until it is asked to end."""
    parser = argparse.ArgumentParser(description=__doc__)
    for port in ("--sms", "--identity", "--api", "--bank"):
        parser.add_argument(port, type=int, required=True)
    parser.add_argument("--aws", required=True)
    parser.add_argument("--instance", required=True)
    for path in ("--pages", "--people", "--messages", "--api-id", "--books"):
        parser.add_argument(path, type=Path, required=True)
    given = parser.parse_args()

    ended = threading.Event()
    signal.signal(signal.SIGTERM, lambda *_: ended.set())
    serve(given.sms, sms.handler(sms.Messages(given.messages)))
    serve(given.identity, identity.handler(identity.People(given.people)))
    till = bank.Bank(given.books)
    serve(given.bank, bank.handler(till))
    threading.Thread(
        target=bank.watch, args=(till, lambda: bank.counter_of(till, Instance(given.instance)), ended), daemon=True,
    ).start()
    serve(given.api, proxy.handler(given.aws, given.pages, given.api_id))
    ended.wait()


if __name__ == "__main__":
    main()
