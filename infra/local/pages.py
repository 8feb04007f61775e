"""Puts the built pages into a stack's bucket, with the config.json that they read at run time.

    python -m infra.local.pages STACK

A stack without pages (Pages=false, or aws-cn) is left alone: there they go to a web server of one's own.
"""

from __future__ import annotations

import json
import mimetypes
import sys
from pathlib import Path
from typing import Any

import boto3

from .instance import ROOT

BUILT = ROOT / "web" / "dist"


def config(outputs: dict[str, str]) -> dict[str, Any]:
    """What the pages must know of the environment (web/src/config.ts)."""
    told: dict[str, Any] = {"issuer": outputs["Issuer"], "clientId": outputs["ClientId"], "api": ""}
    told["synthetic"] = outputs["AllowSynthetic"] == "true"
    if "UserPoolId" in outputs:
        region = outputs["UserPoolId"].split("_")[0]
        told["registration"] = f"https://cognito-idp.{region}.amazonaws.com/"
    return told


def put(s3: Any, bucket: str, name: str, body: bytes) -> None:
    """One file. What carries its content's hash in its name may be kept for ever, the rest is asked for again."""
    s3.put_object(Bucket=bucket, Key=name, Body=body,
                  ContentType=mimetypes.guess_type(name)[0] or "application/octet-stream",
                  CacheControl="public, max-age=31536000, immutable" if "/assets/" in f"/{name}" else "no-cache")


def files() -> list[Path]:
    """The built files."""
    return sorted(path for path in BUILT.rglob("*") if path.is_file() and path.name != "ready")


def main(stack: str) -> int:
    """Uploads everything; the entry pages last, so that nobody is sent to a file that is not there yet."""
    described = boto3.client("cloudformation").describe_stacks(StackName=stack)["Stacks"][0]
    outputs = {output["OutputKey"]: output["OutputValue"] for output in described["Outputs"]}
    if "PagesBucketName" not in outputs:
        print("This stack serves no pages: put web/dist and a config.json onto a web server of your own.")
        print(json.dumps(config(outputs)))
        return 0
    s3, bucket = boto3.client("s3"), outputs["PagesBucketName"]
    put(s3, bucket, "config.json", json.dumps(config(outputs)).encode())
    for path in sorted(files(), key=lambda path: path.suffix == ".html"):
        put(s3, bucket, path.relative_to(BUILT).as_posix(), path.read_bytes())
    print(f"The pages are at {outputs['PagesUrl']}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
