"""The verbs behind the Makefile: up, down, reset, test, demo, payday, figures, token, form, invoke."""

from __future__ import annotations

import argparse
import json
import os
import shlex
import subprocess
import sys
import time
from pathlib import Path

from . import bank, ceremony, demo, deploy, invoke, meter, payday, people, processes
from .instance import ROOT, Instance

STARTED = time.monotonic()


def say(text: str) -> None:
    """A progress line with the seconds since the start."""
    print(f"[{time.monotonic() - STARTED:5.1f} s] {text}", flush=True)


def build() -> None:
    """Builds the functions and the seed with the quick profile.

    With them one small test and the packages whose dev-dependencies switch on features that the tests use: then
    `cargo test --workspace` finds the AWS SDK as it was built here, and does not build it a second time.
    """
    packages = [*(path.parent.name for path in sorted((ROOT / "functions").glob("*/Cargo.toml"))), "seed"]
    packages += ["api", "bank", "sheet", "step", "store"]
    wanted = [word for name in packages for word in ("-p", name)]
    done = subprocess.run(["cargo", "build", "--bins", "--test", "table", *wanted], cwd=ROOT, check=False)
    if done.returncode != 0:
        raise SystemExit("The workspace does not build; see above.")


def up(instance: Instance) -> None:
    """Builds, starts, deploys and seeds; whatever is done already costs nothing."""
    running = processes.process_id(instance, "emulator") and processes.process_id(instance, "neighbours")
    if not running:
        down(instance)
        instance.choose_ports()
        say("starting the local AWS (MiniStack) and its neighbours")
        processes.start_aws(instance)
        processes.start_neighbours(instance)
    say("building the functions (the first time takes minutes)")
    build()
    say("deploying template.yaml")
    say("deployed and checked" if deploy.deploy(instance) else "nothing to deploy")
    bank.open_window(instance, deploy.outputs(instance))
    say("creating accounts and demo data" if people.seed(instance) else "accounts and demo data are there")
    instance.remember("config", people.pages_config(instance))
    values = people.environment(instance)
    lines = [f"export {name}={shlex.quote(value)}" for name, value in values.items()]
    instance.env_file.write_text("\n".join(lines) + "\n", encoding="utf-8")
    say("ready")


def tell(instance: Instance) -> None:
    """What one can do now."""
    accounts = (instance.state / "accounts.json").relative_to(ROOT)
    print(f"""
  Worker's phone  {instance.api}/
  Officer's desk  {instance.api}/desk.html
  API             {instance.api}/v1/matters
  SMS gateway     {instance.sms}          (every code and message, as a page)
  Bank            {instance.bank}          (what it was asked, paid and answered)
  Local AWS       {instance.endpoint}          (aws --endpoint-url {instance.endpoint} …)
  Variables       source {instance.env_file.relative_to(ROOT)}

  Accounts        worker-1 … worker-40 · approver-1 approver-2 · county-1 · city-1 · auditor-1 · newcomer-1
                  sign in with the account's mobile ({accounts}) and {people.PASSWORD}
                  who is who and what comes of each: docs/accounts.md

  Try next        source {instance.env_file.relative_to(ROOT)}
                  make -s form AS=worker-1 | curl -s $GONGHUI_API/v1/applications --json @- \\
                    -H "authorization: Bearer $(make -s token AS=worker-1)" -H "idempotency-key: $(date +%s)"
                  make demo      200 workers apply while officers decide
                  make ceremony  500 people join together, from the roster to the card
                  make payday    a benefit run, from the roll to the last fen
                  make down      stops everything and keeps the data
""")


def down(instance: Instance) -> bool:
    """Stops what runs; the local AWS saves its state first."""
    return any([processes.stop(instance, name) for name in ("emulator", "neighbours")])


def test(command: list[str]) -> int:
    """Runs a command against a throw-away instance and ends it, whatever happens."""
    instance = Instance("test")
    down(instance)
    instance.forget()
    try:
        up(instance)
        code = subprocess.run(command, cwd=ROOT, env=os.environ | people.environment(instance), check=False).returncode
    finally:
        down(instance)
    if code != 0:
        print(f"""
The tests failed. The first failure above names the rule and the file.
  its local AWS's log   {instance.run.relative_to(ROOT)}/emulator.log
  one test again        make up && source .local/env && cargo test --workspace <name of the test>
""", file=sys.stderr)
        return code
    instance.forget()
    return 0


def main() -> int:
    """Reads the verb."""
    parser = argparse.ArgumentParser(prog="infra.local", description=__doc__)
    parser.add_argument("--instance", default="dev")
    verbs = parser.add_subparsers(dest="verb", required=True)
    for name in ("up", "down", "reset", "demo", "payday", "figures"):
        verbs.add_parser(name)
    verbs.add_parser("ceremony").add_argument("people", nargs="?", type=int, default=500)
    verbs.add_parser("test").add_argument("command", nargs=argparse.REMAINDER)
    for name in ("token", "form"):
        verbs.add_parser(name).add_argument("account")
    invoking = verbs.add_parser("invoke")
    invoking.add_argument("function")
    invoking.add_argument("event", type=Path)
    given = parser.parse_args()
    instance = Instance(given.instance)

    if given.verb == "up":
        up(instance)
        tell(instance)
    elif given.verb in ("down", "reset"):
        say("stopped, state saved" if down(instance) else "was not running")
        if given.verb == "reset":
            instance.forget()
            say("state thrown away")
    elif given.verb == "test":
        return test([word for word in given.command if word != "--"])
    elif given.verb == "demo":
        return demo.main(instance)
    elif given.verb == "ceremony":
        return ceremony.main(instance, given.people)
    elif given.verb == "payday":
        return payday.play(instance)
    elif given.verb == "figures":
        return meter.main(instance)
    elif given.verb == "token":
        print(people.token(instance, given.account))
    elif given.verb == "form":
        print(json.dumps(people.form(instance, given.account), ensure_ascii=False))
    else:
        return invoke.invoke(instance, given.function, given.event)
    return 0


if __name__ == "__main__":
    sys.exit(main())
