#!/usr/bin/python3
"""Thanh Hóa's year 2023 on the training clock: every letter to three units, beside the table by hand.

    year_2023.py BIN_DIR          BIN_DIR holds dondocd and dondoc

Runs the real daemon with the shipped files and a real SMTP server in a throwaway system
(Tests/Tools/systemd-box). The plan is loaded at 00:00 on 1/1/2023 and nobody ever answers. What is sent
to each mailbox, when, about what, stands in year_2023.txt, worked out by hand; `dondoc simulate --offline`
is held against the same lines, and `dondoc simulate` of the daemon against the days to come.
"""
import collections
import json
import os
import re
import subprocess
import sys
import time
import traceback

import first_light
from first_light import BIN, PLAN, SOURCE, WORK, Broken, eq, ok

HERE = os.path.dirname(os.path.realpath(__file__))
HALF = "2023-06-30 23:00"
# The clock stands at each of these: no stretch is long enough for a slow machine to give it up.
STOPS = ["2023-03-31 23:00", "2023-05-12 23:00", HALF, "2023-08-15 23:00", "2023-10-31 23:00",
         "2023-12-31 23:00"]
MARK = "[TẬP HUẤN] "


# --- the table ---------------------------------------------------------------------------------

def table():
    """{mailbox: [(when, subject, things)]}, a thing as `KIND STEP KEY`."""
    letters, box, unit = collections.defaultdict(list), "", ""
    with open(f"{HERE}/year_2023.txt", encoding="utf-8") as file:
        for line in file.read().splitlines():
            if line.startswith("== "):
                box, unit = line[3:].split(", ")
            elif line and not line.startswith("#"):
                when, subject, things = line.split(" | ")
                letters[box].append((when, subject, sorted(
                    whole(thing.split(" "), unit) for thing in things.split("; "))))
    return letters


def whole(words, unit):
    kind, step, *task = words
    return f"{kind} {step} {PLAN}" + (f"/{task[0]}/{unit}" if task else "")


# --- what was sent -----------------------------------------------------------------------------

def whens(letter):
    return f"{letter.day} {letter.hour[:5]}"


def keys(thing):
    """The keys of a thing of the table as a letter has them: a list and an assignment by their day."""
    kind, step, key = thing.split(" ")
    return f"{key}/{step.replace('-', '/', 1)}" if kind in ("digest", "assigned") else key


def says(letter, keys_of):
    """The keys of everything that a letter says; work without a day has a row without one."""
    rows = re.findall(r"(?m)^(\d+) \| .* \| “.*” \| dondoc ", letter.text)
    return sorted({t.key for t in letter.things(keys_of)} | {keys_of[int(n)] for n in rows})


def compare(box, wanted, mail, keys_of):
    mail = [l for l in mail if l.recipient == box]
    eq([(whens(l), l.subject.removeprefix(MARK)) for l in mail], [(w, s) for w, s, _ in wanted],
       f"{box}: {len(wanted)} letters, each at its hour with its subject")
    eq([" ".join([whens(l), *says(l, keys_of)]) for l in mail],
       [" ".join([w, *sorted({keys(t) for t in things})]) for w, _, things in wanted],
       f"{box}: each says what the table says")


def said(rows):
    """Rows of `simulate --json` as lines of the table."""
    letters = {}
    for row in rows:
        one = letters.setdefault(row["letter"], (row["recipients"][0], (
            row["at"][:16].replace("T", " "), row["subject"], [])))
        one[1][2].extend([f"{row['kind']} {row['step']} {row['key']}"] * row["count"])
    boxes = collections.defaultdict(list)
    for box, (when, subject, things) in letters.values():
        boxes[box].append((when, subject, sorted(things)))
    return boxes


def lines(letters):
    return [" | ".join([when, subject, *things]) for when, subject, things in letters]


# --- the story ---------------------------------------------------------------------------------

def offline(wanted):
    done = subprocess.run(
        [f"{WORK}/bin/dondoc", "simulate", "--offline", "--config", f"{SOURCE}/config", "--plan",
         f"{SOURCE}/config/plans/{PLAN}.yaml", "--from", "01/01/2023", "--json"],
        env={"PATH": f"{BIN}:/usr/bin:/bin", "LANG": "C.UTF-8"}, capture_output=True, text=True,
        timeout=120)
    eq(done.returncode, 0, f"simulate --offline ends with 0 {done.stderr}")
    boxes = said(json.loads(done.stdout or "[]"))
    for box in wanted:
        eq(lines(boxes[box]), lines(wanted[box]), f"simulate --offline: {box} as by hand")


def play(wanted, sink):
    daemon = first_light.Daemon("year2023", "2023-01-01 00:00")
    daemon.run_to("2023-01-01 00:00")
    code, out, err = daemon.cli("root", "plan", "load", f"{SOURCE}/config/plans/{PLAN}.yaml", "--json")
    eq((code, json.loads(out or "{}").get("plans", [{}])[0].get("added")), (0, 255),
       f"the plan is loaded: 255 obligations {err}")
    sink.know(daemon)
    daemon.stop()
    for stop in STOPS:
        daemon.run_to(stop)
        if stop == HALF:
            look_ahead(wanted, daemon)
        daemon.stop()
    mail = sink.mail()
    for box in wanted:
        compare(box, wanted[box], mail, sink.keys)
    eq(max(collections.Counter((l.day, l.recipient) for l in mail).values()), 1,
       f"of {len(mail)} letters nobody got two on one day")


def look_ahead(wanted, daemon):
    code, out, err = daemon.cli("root", "simulate", "--to", "2023-12-31", "--json")
    eq(code, 0, f"simulate of the daemon ends with 0 {err}")
    boxes = said(json.loads(out or "[]"))
    for box in wanted:
        eq(lines(boxes[box]), lines(l for l in wanted[box] if l[0] > HALF),
           f"on 30/6 simulate tells the second half of the year: {box}")
    eq(daemon.status()["letters"]["queued"], 0, "and no letter of it is in the queue")


def story():
    first_light.build_world()
    # The shipped people, not the story's own.
    subprocess.run(["cp", f"{SOURCE}/config/agencies/thanh-hoa.yaml", f"{WORK}/config/agencies/"],
                   check=True)
    wanted = table()
    eq({box: len(letters) for box, letters in wanted.items()},
       {f"{n}@thanh-hoa.example.test": c for n, c in (
           ("so-ldtbxh", 51), ("dau-moi.so-ldtbxh", 146), ("huyen-nong-cong", 51),
           ("cong-an-tinh", 51))}, "the table has four mailboxes of three units")
    offline(wanted)
    sink = first_light.Sink()
    play(wanted, sink)


def in_box():
    began = time.monotonic()
    try:
        story()
    except Exception as error:
        if not isinstance(error, Broken):
            traceback.print_exc()
        ok(False, f"the year broke off: {error}")
    print(f"{time.monotonic() - began:.1f} s")
    return first_light.told()


if __name__ == "__main__":
    sys.exit(first_light.main(__file__, in_box))
