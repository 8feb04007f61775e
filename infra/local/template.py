"""Turns template.yaml into what the local AWS can deploy.

aws-sam-translator expands it as CloudFormation would. MiniStack ignores the OpenAPI body that SAM
writes for an HTTP API, so the body becomes Route, Integration and Authorizer resources.
"""

from __future__ import annotations

import json
import os
from typing import Any

from samtranslator.translator.transform import transform
from samtranslator.yaml_helper import yaml_parse

from .instance import REGION, ROOT

TEMPLATE = ROOT / "template.yaml"
CODE_PREFIX = "target/lambda/"
Template = dict[str, Any]


class NoManagedPolicies:
    """SAM asks for the names of AWS's managed policies; template.yaml uses none by name."""

    def load(self) -> dict[str, str]:
        """An empty map."""
        return {}


def read() -> Template:
    """template.yaml, its short forms spelled out."""
    parsed = yaml_parse(TEMPLATE.read_text(encoding="utf-8"))
    copied: Template = json.loads(json.dumps(parsed))  # anchors become copies
    return copied


def functions(template: Template) -> dict[str, str]:
    """The logical name of every function, and its binary's name."""
    return {
        name: resource["Properties"]["CodeUri"].removeprefix(CODE_PREFIX).rstrip("/")
        for name, resource in template["Resources"].items()
        if resource["Type"] == "AWS::Serverless::Function"
    }


def expand(template: Template, code: dict[str, dict[str, str]], parameters: dict[str, str]) -> Template:
    """The template for the local AWS. `code` gives each binary its place in S3."""
    for name, binary in functions(template).items():
        template["Resources"][name]["Properties"]["CodeUri"] = code[binary]
    for resource in template["Resources"].values():
        if resource["Type"] == "AWS::Serverless::StateMachine":
            path = ROOT / resource["Properties"].pop("DefinitionUri")
            resource["Properties"]["Definition"] = json.loads(path.read_text(encoding="utf-8"))
    os.environ.setdefault("AWS_DEFAULT_REGION", REGION)  # the translator asks nothing else of AWS
    expanded: Template = json.loads(json.dumps(transform(template, parameters, NoManagedPolicies())))
    apis = [name for name, r in expanded["Resources"].items() if r["Type"] == "AWS::ApiGatewayV2::Api"]
    for name in apis:
        routes_from_body(expanded["Resources"], name)
    return expanded


def routes_from_body(resources: dict[str, Any], api: str) -> None:
    """Replaces the API's OpenAPI body by resources of their own."""
    properties = resources[api]["Properties"]
    body = properties.pop("Body")
    properties |= {"Name": body["info"]["title"], "ProtocolType": "HTTP"}
    properties.pop("FailOnWarnings", None)
    reference = {"Ref": api}
    for scheme, definition in body.get("components", {}).get("securitySchemes", {}).items():
        given = definition["x-amazon-apigateway-authorizer"]
        jwt = given["jwtConfiguration"]
        resources[f"{api}{scheme}Authorizer"] = {
            "Type": "AWS::ApiGatewayV2::Authorizer",
            "Properties": {
                "ApiId": reference, "Name": scheme, "AuthorizerType": "JWT",
                "IdentitySource": [given["identitySource"]],
                "JwtConfiguration": {"Issuer": jwt["issuer"], "Audience": jwt["audience"]},
            },
        }
    for path, methods in body["paths"].items():
        for method, operation in methods.items():
            add_route(resources, api, route_key(path, method), operation)


def route_key(path: str, method: str) -> str:
    """`GET /v1/me`, or `$default`."""
    verb = "ANY" if method == "x-amazon-apigateway-any-method" else method.upper()
    return path if path == "$default" else f"{verb} {path}"


def add_route(resources: dict[str, Any], api: str, key: str, operation: dict[str, Any]) -> None:
    """One route, and its function's integration if it has none yet."""
    uri = operation["x-amazon-apigateway-integration"]["uri"]
    function = uri["Fn::Sub"].split("/functions/${")[1].split(".Arn}")[0]
    integration = f"{api}{function}Integration"
    resources.setdefault(integration, {
        "Type": "AWS::ApiGatewayV2::Integration",
        "Properties": {
            "ApiId": {"Ref": api}, "IntegrationType": "AWS_PROXY", "IntegrationMethod": "POST",
            "IntegrationUri": {"Fn::GetAtt": [function, "Arn"]}, "PayloadFormatVersion": "2.0",
        },
    })
    secured = [name for item in operation.get("security", []) for name in item if name != "NONE"]
    authorization: dict[str, Any] = {"AuthorizationType": "NONE"}
    if secured:
        authorization = {"AuthorizationType": "JWT", "AuthorizerId": {"Ref": f"{api}{secured[0]}Authorizer"}}
    logical = f"{api}Route" + "".join(c for c in key.title() if c.isalnum())
    resources[logical] = {
        "Type": "AWS::ApiGatewayV2::Route",
        "Properties": {
            "ApiId": {"Ref": api}, "RouteKey": key,
            "Target": {"Fn::Join": ["/", ["integrations", {"Ref": integration}]]},
            **authorization,
        },
    }


def without(template: Template, condition: str) -> Template:
    """The template as if a condition were false, for partitions that do not know its resource types."""
    def settle(value: Any) -> Any:
        if isinstance(value, dict):
            chosen = value.get("Fn::If")
            if isinstance(chosen, list) and chosen[0] == condition:
                return settle(chosen[2])
            return {k: settle(v) for k, v in value.items()
                    if not (isinstance(v, dict) and v.get("Condition") == condition)}
        return [settle(item) for item in value] if isinstance(value, list) else value

    settled: Template = settle(template)
    settled["Conditions"].pop(condition)
    return settled


def main() -> None:
    """Prints the template without what aws-cn does not offer (Cognito; CloudFront's functions and access control:
    there the pages go to a web server of one's own); its paths are whole, as it may lie anywhere."""
    template = without(without(read(), "WithCognito"), "WithPages")
    for resource in template["Resources"].values():
        for key in {"CodeUri", "DefinitionUri"} & set(resource["Properties"]):
            resource["Properties"][key] = str(ROOT / resource["Properties"][key])
    print(json.dumps(template, ensure_ascii=False, indent=1))


if __name__ == "__main__":
    main()
