"""Deploys template.yaml to the local AWS, sets what it ignores, and asserts that nothing is missing."""

from __future__ import annotations

import hashlib
import json
import platform
import time
from typing import Any

from . import package, template
from .instance import STACK, Instance

SECONDS = 180
BANK_FILE_PASSWORD = "local-bank-files-1"  # noqa: S105, the simulated bank knows it too


def parameters(instance: Instance) -> dict[str, str]:
    """The local values of the template's parameters."""
    arm = platform.machine() in ("arm64", "aarch64")
    return {
        "Stage": "local",
        "AllowSynthetic": "true",
        "DeletionProtection": "false",
        "Pages": "false",
        "Architecture": "arm64" if arm else "x86_64",
        "IdentityUrl": instance.identity,
        "SmsUrl": instance.sms,
        "WebOrigin": instance.api,
        "BankFilePassword": BANK_FILE_PASSWORD,
    }


def outputs(instance: Instance) -> dict[str, str]:
    """The stack's outputs."""
    stack = instance.client("cloudformation").describe_stacks(StackName=STACK)["Stacks"][0]
    return {output["OutputKey"]: output["OutputValue"] for output in stack["Outputs"]}


def deploy(instance: Instance) -> bool:
    """Brings the stack in step with template.yaml and the binaries; True when something was deployed."""
    source = template.read()
    given = parameters(instance)
    code = package.place(instance, sorted(template.functions(source).values()))
    expanded = template.expand(source, code, dict(given))
    body = json.dumps(expanded)
    fingerprint = hashlib.sha256((body + json.dumps(given)).encode()).hexdigest()
    if instance.recall("deployed") == fingerprint:
        return False
    apply(instance, body, given)
    set_what_is_ignored(instance, source)
    check(instance, expanded, source)
    (instance.state / "api-id").write_text(outputs(instance)["ApiId"], encoding="ascii")
    instance.remember("deployed", fingerprint)
    return True


def apply(instance: Instance, body: str, given: dict[str, str]) -> None:
    """Creates or updates the stack and waits for its end."""
    cloudformation, s3 = instance.client("cloudformation"), instance.client("s3")
    s3.put_object(Bucket=package.BUCKET, Key="template.json", Body=body.encode())
    call: dict[str, Any] = {
        "StackName": STACK, "TemplateURL": f"{instance.endpoint}/{package.BUCKET}/template.json",
        "Parameters": [{"ParameterKey": k, "ParameterValue": v} for k, v in given.items()],
        "Capabilities": ["CAPABILITY_IAM", "CAPABILITY_AUTO_EXPAND"],
    }
    try:
        if exists(cloudformation):
            cloudformation.update_stack(**call)
        else:
            cloudformation.create_stack(**call)
    except cloudformation.exceptions.ClientError as error:
        if "No updates" in str(error):
            return
        raise
    wait(cloudformation)


def exists(cloudformation: Any) -> bool:
    """Whether the stack is there; one that never came up is removed first."""
    try:
        status = cloudformation.describe_stacks(StackName=STACK)["Stacks"][0]["StackStatus"]
    except cloudformation.exceptions.ClientError:
        return False
    if status in ("ROLLBACK_COMPLETE", "CREATE_FAILED", "ROLLBACK_FAILED"):
        cloudformation.delete_stack(StackName=STACK)
        cloudformation.get_waiter("stack_delete_complete").wait(
            StackName=STACK, WaiterConfig={"Delay": 1, "MaxAttempts": SECONDS})
        return False
    return True


def wait(cloudformation: Any) -> None:
    """Waits for the end of a stack operation; a failed one ends the run with its reasons."""
    deadline = time.monotonic() + SECONDS
    while True:
        status = cloudformation.describe_stacks(StackName=STACK)["Stacks"][0]["StackStatus"]
        if status in ("CREATE_COMPLETE", "UPDATE_COMPLETE"):
            return
        if not status.endswith("_IN_PROGRESS") or time.monotonic() > deadline:
            events = cloudformation.describe_stack_events(StackName=STACK)["StackEvents"]
            reasons = [f"  {e['LogicalResourceId']}: {e.get('ResourceStatusReason')}"
                       for e in events if e["ResourceStatus"].endswith("FAILED")]
            raise SystemExit("\n".join([f"The stack ended as {status}:", *reasons]))
        time.sleep(0.2)


def set_what_is_ignored(instance: Instance, source: template.Template) -> None:
    """TTL, recovery, CORS and the audit bucket's lock, which the local CloudFormation reads and forgets."""
    out = outputs(instance)
    resources = source["Resources"]
    dynamodb = instance.client("dynamodb")
    table = resources["Table"]["Properties"]
    ttl = dynamodb.describe_time_to_live(TableName=out["TableName"])["TimeToLiveDescription"]
    if ttl.get("TimeToLiveStatus") != "ENABLED":
        dynamodb.update_time_to_live(
            TableName=out["TableName"], TimeToLiveSpecification=table["TimeToLiveSpecification"])
    dynamodb.update_continuous_backups(
        TableName=out["TableName"],
        PointInTimeRecoverySpecification=table["PointInTimeRecoverySpecification"])
    instance.client("s3").put_object_lock_configuration(
        Bucket=out["AuditBucketName"], ObjectLockConfiguration={
            "ObjectLockEnabled": "Enabled",
            "Rule": {"DefaultRetention": {"Mode": "GOVERNANCE", "Days": 1}}})
    cors = resources["Api"]["Properties"]["CorsConfiguration"] | {"AllowOrigins": [instance.api]}
    instance.client("apigatewayv2").update_api(ApiId=out["ApiId"], CorsConfiguration=cors)


def check(instance: Instance, expanded: template.Template, source: template.Template) -> None:
    """Every route with its authorizer, TTL, CORS, the stream's consumer and the schedules are there."""
    out = outputs(instance)
    gateway = instance.client("apigatewayv2")
    wanted = {
        r["Properties"]["RouteKey"]: r["Properties"]["AuthorizationType"]
        for r in expanded["Resources"].values() if r["Type"] == "AWS::ApiGatewayV2::Route"
    }
    found = {
        r["RouteKey"]: r.get("AuthorizationType", "NONE")
        for r in gateway.get_routes(ApiId=out["ApiId"], MaxResults="500")["Items"]
    }
    authorizers = gateway.get_authorizers(ApiId=out["ApiId"])["Items"]
    ttl = instance.client("dynamodb").describe_time_to_live(TableName=out["TableName"])
    cors = gateway.get_api(ApiId=out["ApiId"]).get("CorsConfiguration", {})
    issuers = [a["JwtConfiguration"]["Issuer"] for a in authorizers]
    planned = source["Resources"]["SweepFunction"]["Properties"]["Events"]
    consumers = instance.client("lambda").list_event_source_mappings(FunctionName=out["ProjectFunctionName"])
    schedules = instance.client("scheduler").list_schedules()["Schedules"]
    faults = [
        *(f"route {key}: wanted {kind}, found {found.get(key)}" for key, kind in wanted.items()
          if found.get(key) != kind),
        *(f"route {key} is not in the template" for key in found if key not in wanted),
        *(["the authorizer's issuer"] if issuers != [out["Issuer"]] else []),
        *(["the table's TTL"] if ttl["TimeToLiveDescription"].get("AttributeName") != "ttl" else []),
        *(["CORS"] if cors.get("AllowOrigins") != [instance.api] else []),
        *(["one consumer of the stream"] if len(consumers["EventSourceMappings"]) != 1 else []),
        *(["the schedules"] if len(schedules) < len(planned) else []),
    ]
    if faults:
        raise SystemExit("Deployed, but missing: " + "; ".join(faults))
