#!/usr/bin/python3
"""Holds notices to hooks against the JSON Schema of what hooks read.

argv: the schema; stdin: an array of objects. stdout: one line for each fault of an object, and for each key without
which, or with a strange one beside it, an object is taken all the same."""

import copy
import json
import sys

from jsonschema import Draft202012Validator, FormatChecker

with open(sys.argv[1], encoding="utf-8") as file:
    schema = json.load(file)
Draft202012Validator.check_schema(schema)
validator = Draft202012Validator(schema, format_checker=FormatChecker())


def parts(value, path=()):
    """Every object in a value, with its path."""
    if isinstance(value, dict):
        yield path
    for key, inner in value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ():
        yield from parts(inner, (*path, key))


def at(value, path):
    for key in path:
        value = value[key]
    return value


# Values that are wrong, by event.
WRONG = [("overdue", "number", "1"), ("overdue", "state", "late"), ("failed", "letter", None), ("failed", "step", "-7wd"),
         ("digest", "items", []), ("assigned", "event", "late"), ("upcoming", "due", "5/6/2023"), ("returned", "key", None),
         ("due", "attempt", 3), ("escalated", "kind", "escalated"), ("quiet", "plan", None)]

for n, notice in enumerate(json.load(sys.stdin)):
    name = f"{n} {notice['event']}"
    for error in validator.iter_errors(notice):
        print(f"{name} {error.json_path}: {error.message}")
    for path in parts(notice):
        for key in at(notice, path):
            less = copy.deepcopy(notice)
            del at(less, path)[key]
            if validator.is_valid(less):
                print(f"{name}: taken without {path} {key}")
        more = copy.deepcopy(notice)
        at(more, path)["strange"] = None
        if validator.is_valid(more):
            print(f"{name}: taken with something strange in {path}")
    for event, key, value in WRONG:
        if event == notice["event"] and validator.is_valid({**notice, key: value}):
            print(f"{name}: taken with {key} {value!r}")
