#!/usr/bin/python3
"""Holds a description of an API, and answers that were given, against each other.

stdin: {"document": TEXT, "answers": [{"method", "path", "status", "type", "headers", "body"}]}
stdout: one line for each fault. Schemas are checked by python3-jsonschema, the rest of the document
by the tables of OpenAPI 3.1.0, section 4.8, as far as it uses them.
"""

import json
import re
import sys

from jsonschema import Draft202012Validator, FormatChecker
from jsonschema.exceptions import SchemaError

# Fields of each object: those that must stand there, and those that may.
OBJECTS = {
    "openapi": ({"openapi", "info"}, {"servers", "paths", "components"}),
    "info": ({"title", "version"}, {"summary", "description", "license"}),
    "license": ({"name"}, {"identifier"}),
    "server": ({"url"}, {"description"}),
    "components": (set(), {"schemas", "parameters", "headers", "responses"}),
    "path": (set(), {"get", "post"}),
    "operation": ({"responses"}, {"operationId", "summary", "description", "parameters", "requestBody"}),
    "parameter": ({"name", "in", "schema"}, {"description", "required"}),
    "body": ({"content"}, {"description", "required"}),
    "response": ({"description"}, {"headers", "content"}),
    "media": (set(), {"schema"}),
    "header": ({"schema"}, {"description"}),
}
# What any request may meet: the response `default`.
ANY = {408, 431, 500, 503, 505, 507}


class Document:
    def __init__(self, text):
        self.faults = []
        self.root = json.loads(text, object_pairs_hook=self.once)
        self.used = set()

    def once(self, pairs):
        names = [name for name, _ in pairs]
        if len(set(names)) < len(names):
            self.faults.append(f"twice in one object: {names}")
        return dict(pairs)

    def known(self, kind, node, where):
        must, may = OBJECTS[kind]
        for name in must - node.keys():
            self.faults.append(f"{where}: no {name}")
        for name in node.keys() - must - may:
            self.faults.append(f"{where}: {kind} has no field {name}")

    def resolved(self, node):
        """What a reference leads to."""
        if isinstance(node, dict) and "$ref" in node:
            self.used.add(node["$ref"])
            target = self.root
            for part in node["$ref"].removeprefix("#/").split("/"):
                target = target[part]
            return target
        return node

    def schema(self, node, where):
        try:
            Draft202012Validator.check_schema(node)
        except SchemaError as error:
            self.faults.append(f"{where}: {error.message}")
        self.references(node, where)

    def references(self, node, where):
        if isinstance(node, dict):
            if isinstance(node.get("$ref"), str):
                try:
                    self.resolved(node)
                except KeyError:
                    self.faults.append(f"{where}: {node['$ref']} leads nowhere")
            if node.get("type") == "object" and "properties" in node and node.get("additionalProperties") is not False:
                self.faults.append(f"{where}: an object that is open")
            for name in node.get("required", []):
                if name not in node.get("properties", {}):
                    self.faults.append(f"{where}: {name} is required and has no schema")
            node = list(node.values())
        if isinstance(node, list):
            for part in node:
                self.references(part, where)

    def check(self):
        root = self.root
        self.known("openapi", root, "document")
        if not re.fullmatch(r"3\.1\.\d+", root["openapi"]):
            self.faults.append("not OpenAPI 3.1")
        self.known("info", root["info"], "info")
        self.known("license", root["info"]["license"], "license")
        for server in root["servers"]:
            self.known("server", server, "server")
        self.known("components", root["components"], "components")
        for name, node in root["components"]["schemas"].items():
            if not re.fullmatch(r"[A-Za-z0-9._-]+", name):
                self.faults.append(f"{name} is no name of a component")
            self.schema(node, name)
        ids = []
        for path, item in root["paths"].items():
            if not path.startswith("/"):
                self.faults.append(f"{path}: no path")
            self.known("path", item, path)
            for method, operation in item.items():
                ids.append(operation["operationId"])
                self.operation(operation, f"{method} {path}")
        if len(set(ids)) < len(ids):
            self.faults.append(f"an operationId twice: {ids}")
        for group, parts in root["components"].items():
            for name in parts:
                if f"#/components/{group}/{name}" not in self.used:
                    self.faults.append(f"{group}/{name}: nobody uses it")
        for name, header in root["components"]["headers"].items():
            self.known("header", header, name)
            self.schema(header["schema"], name)

    def operation(self, operation, where):
        self.known("operation", operation, where)
        seen = set()
        for parameter in map(self.resolved, operation["parameters"]):
            self.known("parameter", parameter, where)
            if parameter["in"] not in ("query", "header") or (parameter["name"], parameter["in"]) in seen:
                self.faults.append(f"{where}: parameter {parameter}")
            seen.add((parameter["name"], parameter["in"]))
            self.schema(parameter["schema"], where)
        if "requestBody" in operation:
            self.known("body", operation["requestBody"], where)
            self.content(operation["requestBody"], where)
        for status, response in operation["responses"].items():
            if not re.fullmatch(r"[1-5]\d\d|default", status):
                self.faults.append(f"{where}: no status {status}")
            response = self.resolved(response)
            self.known("response", response, where)
            self.content(response, where)
            for header in response.get("headers", {}).values():
                self.resolved(header)

    def content(self, node, where):
        for media in node["content"].values():
            self.known("media", media, where)
            self.schema(media["schema"], where)

    # ------------------------------------------------------------ answers

    def answer(self, given):
        where = f"{given['method']} {given['path']} {given['status']}"
        item = self.root["paths"].get(given["path"].split("?")[0], {})
        operation = item.get(given["method"].lower())
        if operation is None:
            return self.faults.append(f"{where}: not described")
        status = str(given["status"])
        if status not in operation["responses"] and given["status"] in ANY:
            status = "default"
        if status not in operation["responses"]:
            return self.faults.append(f"{where}: no such status: {given['body'][:200]}")
        response = self.resolved(operation["responses"][status])
        media = response["content"].get(given["type"].split(";")[0])
        if media is None:
            return self.faults.append(f"{where}: type {given['type']}")
        self.validate(media["schema"], json.loads(given["body"], object_pairs_hook=self.once), where)
        described = {name.lower(): self.resolved(header) for name, header in response.get("headers", {}).items()}
        for name, value in given["headers"].items():
            if name in described:
                self.validate(described[name]["schema"], value, f"{where} {name}")
            elif name not in ("content-type", "content-length", "connection", "date"):
                self.faults.append(f"{where}: header {name}")

    def validate(self, schema, value, where):
        whole = {**schema, "components": self.root["components"]}
        for error in Draft202012Validator(whole, format_checker=FormatChecker()).iter_errors(value):
            place = "/".join(map(str, error.absolute_path))
            self.faults.append(f"{where}: /{place} {error.message[:300]}")


def main():
    said = json.load(sys.stdin)
    document = Document(said["document"])
    document.check()
    for given in said["answers"]:
        document.answer(given)
    print("\n".join(document.faults))


main()
