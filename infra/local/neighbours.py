"""One process with the three servers beside the local AWS: SMS gateway, identity stand-in, proxy."""

from __future__ import annotations

import argparse
import signal
import threading
from pathlib import Path

from . import identity, proxy, sms
from .web import serve


def main() -> None:
    """Serves until it is asked to end."""
    parser = argparse.ArgumentParser(description=__doc__)
    for port in ("--sms", "--identity", "--api"):
        parser.add_argument(port, type=int, required=True)
    parser.add_argument("--aws", required=True)
    for path in ("--pages", "--people", "--messages", "--api-id"):
        parser.add_argument(path, type=Path, required=True)
    given = parser.parse_args()

    ended = threading.Event()
    signal.signal(signal.SIGTERM, lambda *_: ended.set())
    serve(given.sms, sms.handler(sms.Messages(given.messages)))
    serve(given.identity, identity.handler(identity.People(given.people)))
    serve(given.api, proxy.handler(given.aws, given.pages, given.api_id))
    ended.wait()


if __name__ == "__main__":
    main()
