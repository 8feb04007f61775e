"""The demo accounts: Cognito users with synthetic people behind them, their tokens and their forms.

`seed people` (a crate of this workspace) invents the people; `seed load` writes them to the table once
their accounts have subjects. An account that it does not list is a user without a person.
"""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from typing import Any

from . import deploy
from .instance import CREDENTIALS, REGION, ROOT, Instance, target_dir

PASSWORD = "gonghui-demo-1"
Person = dict[str, Any]
PROMISED = (
    [f"worker-{n}" for n in range(1, 41)]
    + ["approver-1", "approver-2", "county-1", "city-1", "auditor-1", "newcomer-1"]
)


def environment(instance: Instance) -> dict[str, str]:
    """What a client, a test or a function in a test process needs; the contents of the env file."""
    out = deploy.outputs(instance)
    return {
        "GONGHUI_API": instance.api,
        "GONGHUI_SMS": instance.sms,
        "GONGHUI_IDENTITY": instance.identity,
        "GONGHUI_ISSUER": out["Issuer"],
        "GONGHUI_CLIENT_ID": out["ClientId"],
        "GONGHUI_USER_POOL": out["UserPoolId"],
        "AWS_ENDPOINT_URL": instance.endpoint,
        "AWS_REGION": REGION,
        "AWS_DEFAULT_REGION": REGION,
        **CREDENTIALS,
        "TABLE_NAME": out["TableName"],
        "STAGE": "local",
        "ALLOW_SYNTHETIC": "true",
        "KEY_ID": out["DataKeyArn"],
        "SIGN_KEY_ID": out["SignKeyArn"],
        "AUDIT_BUCKET": out["AuditBucketName"],
        "APPLICATION_MACHINE_ARN": out["ApplicationMachineArn"],
        "RUN_BUCKET": out["RunBucketName"],
        "DISBURSEMENT_MACHINE_ARN": out["DisbursementMachineArn"],
        "BANK_FILE_PASSWORD": deploy.BANK_FILE_PASSWORD,
        "IDENTITY_URL": instance.identity,
        "SMS_URL": instance.sms,
        "SWEEP_FUNCTION": out["SweepFunctionName"],
        "PROJECT_FUNCTION": out["ProjectFunctionName"],
    }


def pages_config(instance: Instance) -> dict[str, str | bool]:
    """What the pages read at run time as /config.json (web/src/config.ts): no build per environment."""
    out = deploy.outputs(instance)
    return {
        "issuer": out["Issuer"],
        "clientId": out["ClientId"],
        "api": "",
        "metadataUrl": f"{instance.endpoint}/{out['UserPoolId']}/.well-known/openid-configuration",
        "registration": f"{instance.endpoint}/",
        "synthetic": True,
    }


def run_seed(arguments: list[str], extra: dict[str, str]) -> str:
    """Runs the workspace's `seed`; what it printed."""
    binary = target_dir() / "debug" / "seed"
    done = subprocess.run([str(binary), *arguments], env=os.environ | extra, cwd=ROOT,
                          stdout=subprocess.PIPE, text=True, check=False)
    if done.returncode != 0:
        raise SystemExit(f"seed {arguments[0]} failed with {done.returncode}")
    return done.stdout


def invented() -> list[Person]:
    """The people whom `seed people` invents; nobody while the workspace has no `seed`."""
    if not (target_dir() / "debug" / "seed").exists():
        return []
    printed = run_seed(["people"], {})
    try:
        people: list[Person] = json.loads(printed)
    except ValueError as error:
        raise SystemExit("seed people did not print a JSON list of people.") from error
    return people


def seed(instance: Instance, payees: tuple[str, ...] = ()) -> bool:
    """Creates the accounts and loads the demo data, once; True when it did. `payees`: those of the figures."""
    people = invented()
    instance.remember("people", people)
    registers = (ROOT / "infra/local/seed/data/payees.toml").read_bytes()
    mark = hashlib.sha256(json.dumps(people, sort_keys=True).encode() + registers).hexdigest()
    if instance.recall("seeded") == mark:
        return False
    mobiles = {person["account"]: str(person["mobile"]) for person in people}
    for position, account in enumerate(PROMISED):
        mobiles.setdefault(account, f"154900{position:05}")
    accounts = create_users(instance, mobiles)
    instance.remember("accounts", accounts)
    if people:
        instance.remember("subjects", {account: facts["sub"] for account, facts in accounts.items()})
        run_seed(["load", "--accounts", str(instance.state / "subjects.json"), *payees], environment(instance))
    instance.remember("seeded", mark)
    return True


def create_users(instance: Instance, mobiles: dict[str, str]) -> dict[str, dict[str, str]]:
    """One confirmed user with a verified mobile per account; its subject and mobile."""
    if len(set(mobiles.values())) != len(mobiles):
        raise SystemExit("Two demo accounts have the same mobile: a mobile signs in one account.")
    cognito = instance.client("cognito-idp")
    pool = deploy.outputs(instance)["UserPoolId"]

    def create(item: tuple[str, str]) -> tuple[str, dict[str, str]]:
        account, mobile = item
        number = f"+86{mobile}"
        with suppress(cognito.exceptions.UsernameExistsException):  # of an earlier run that was broken off
            cognito.admin_create_user(
                UserPoolId=pool, Username=number, MessageAction="SUPPRESS",
                UserAttributes=[{"Name": "phone_number", "Value": number},
                                {"Name": "phone_number_verified", "Value": "true"}])
        cognito.admin_set_user_password(UserPoolId=pool, Username=number, Password=PASSWORD, Permanent=True)
        user = cognito.admin_get_user(UserPoolId=pool, Username=number)
        sub = next(a["Value"] for a in user["UserAttributes"] if a["Name"] == "sub")
        return account, {"sub": sub, "mobile": mobile}

    with ThreadPoolExecutor(4) as workers:
        return dict(workers.map(create, mobiles.items()))


def token(instance: Instance, account: str) -> str:
    """A bearer token: the ID token, because only it names the mobile."""
    accounts = instance.recall("accounts") or {}
    if account not in accounts:
        raise SystemExit(f"There is no account {account}. There are: {', '.join(sorted(accounts))}")
    return sign_in(instance.client("cognito-idp"), deploy.outputs(instance), accounts[account]["mobile"])


def sign_in(cognito: Any, out: dict[str, str], mobile: str) -> str:
    """A bearer token for a registered mobile with the demo password."""
    answer = cognito.admin_initiate_auth(
        UserPoolId=out["UserPoolId"], ClientId=out["ClientId"], AuthFlow="ADMIN_USER_PASSWORD_AUTH",
        AuthParameters={"USERNAME": f"+86{mobile}", "PASSWORD": PASSWORD})
    token: str = answer["AuthenticationResult"]["IdToken"]
    return token


def form(instance: Instance, account: str) -> dict[str, Any]:
    """The join application of an account's person, ready to post."""
    person = next((p for p in instance.recall("people") or [] if p["account"] == account), None)
    if person is None or not person.get("form"):
        raise SystemExit(f"{account} has no form: only the workers have one.")
    return {"matter": "join", "form": person["form"], "consents": ["JOIN"], "oath": True}
