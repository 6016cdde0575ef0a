#!/usr/bin/python3
"""The README's way from nothing to an office of one's own, typed as it stands there.

    new_office.py BIN_DIR          BIN_DIR holds dondocd and dondoc

Runs in a throwaway system with a real systemd (Tests/Tools/systemd-box). Every command comes out of
README.md, in its order; README.vi.md must have the same. What a person adds to them is here: what is
typed into an editor and for a password, the next version that `git pull` brings, and a few mistakes.

The clock is the machine's, so this year is put in the place of the README's 2026, and nothing is said
of days.
"""
import base64
import email
import email.policy
import json
import os
import re
import shutil
import subprocess
import sys
import time

import first_light
from first_light import BIN, SOURCE, WORK, Broken, eq, ok
from good_citizen import SETTINGS, must, read, run, show, write

HERE, HANDS = f"{WORK}/checkout", f"{WORK}/hands"
HEADINGS = {"README.md": "## From nothing to your own office",
            "README.vi.md": "## Từ con số không đến cơ quan của mình"}
BLOCKS = ("install", "people", "plan", "mail", "keep", "restore", "upgrade", "remove")
YEAR = time.strftime("%Y")
AGENCIES = "/etc/dondoc/agencies/lao-cai.yaml"
PLAN = f"/etc/dondoc/plans/lao-cai-{YEAR}.yaml"
CALENDAR = "/etc/dondoc/calendar/2030.yaml"
SECRET, STATE, BACKUPS = "/etc/credstore/smtp-password", "/var/lib/dondoc", "/var/backups/dondoc"
PORT, PASSWORD = 2525, "bí mật 7351"

OFFICE = """\
agencies:
  ubnd-huyen: {name: UBND huyện Suối Bắc, level: district, mail: [ubnd@suoi-bac.example.test]}
  phong-y-te:
    name: Phòng Y tế
    level: district
    parent: ubnd-huyen
    mail: [phong-y-te@suoi-bac.example.test]
  phong-noi-vu: {name: Phòng Nội vụ, parent: ubnd-huyen, mail: [noi-vu@suoi-bac.example.test]}
  xa-nam-khe: {name: UBND xã Nậm Khe, parent: ubnd-huyen, mail: [nam-khe@suoi-bac.example.test]}
  xa-ban-cat: {name: UBND xã Bản Cát, parent: ubnd-huyen, mail: [ban-cat@suoi-bac.example.test]}
groups:
  ubnd-xa: {name: UBND các xã, members: [xa-nam-khe, xa-ban-cat]}
people:
  van-thu: {name: Văn thư Phòng Y tế, user: vt-soyte, agency: phong-y-te, role: staff}
  dau-moi: {name: Đầu mối UBND huyện, user: daumoi, agency: ubnd-huyen, role: coordinator}
  truong-phong: {name: Trưởng phòng Y tế, user: truongphong, agency: phong-y-te, role: leader}
"""
# In the order of the places to fill in.
FILLED = [
    "45/KH-UBND", "Phòng, chống dịch", "ubnd-huyen", f"{YEAR}-01-12", "ubnd-huyen",
    "ra-quan", "II.1", "Ra quân phòng, chống dịch", "phong-y-te", "Cả năm", "Báo cáo",
    "bao-cao-nam", "IV", "Báo cáo năm", '"@ubnd-xa"', "phong-y-te", f"trước ngày 15/12/{YEAR}"]
# What stands in the place of a person and of a network; each is one word of the README's.
STAND_INS = {
    "editor": f'exec /usr/bin/python3 -B {SOURCE}/Tests/Story/new_office.py --edit "$1"',
    "git": f'[ "$1" = pull ] && exec /usr/bin/python3 -B {SOURCE}/Tests/Story/new_office.py --pull',
    "swift": "exit 0",  # built already: BINARIES says where
}


# --- the README --------------------------------------------------------------------------------

def blocks(name):
    """The shell commands of the way, block by block; a block of two halves is two."""
    text = read(f"{SOURCE}/{name}")
    way = text[text.index(HEADINGS[name]):].split("\n## ")[0]
    found = []
    for block in re.findall(r"(?ms)^```sh\n(.*?)^```", way):
        for half in block.split("\n\n"):
            joined = re.sub(r"&&\n +", "&& ", half)
            lines = [re.sub(r"\s+# .*", "", line).rstrip() for line in joined.splitlines()]
            found.append([line for line in lines if line])
    return found


def type_(commands, stdin="", status=0):
    """Types commands one after the other, each of which ends well; all that they print."""
    said = ""
    env = {**os.environ, "PATH": f"{HANDS}:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin",
           "BINARIES": BIN, "LANG": "C.UTF-8", "HOME": "/root", "SYSTEMD_PAGER": ""}
    for command in commands:
        done = subprocess.run(
            ["/bin/bash", "-c", command.replace("2026", YEAR)], cwd=HERE, env=env, text=True,
            input=stdin, capture_output=True, timeout=120)
        said += done.stdout + done.stderr
        if not ok(done.returncode == status, f"$ {command}", status,
                  f"{done.returncode}\n{done.stdout}{done.stderr}"):
            raise Broken(f"the README's {command}")
    return said


def split(commands, word):
    """What comes before the first command that has the word, and the rest."""
    at = next((i for i, c in enumerate(commands) if word in c), None)
    if at is None:
        raise Broken(f"the README has no {word} here")
    return commands[:at], commands[at:]


# --- hands -------------------------------------------------------------------------------------

def edit(path):
    """What is typed into an editor; the file keeps its owner and its mode."""
    text = read(path)
    if path == AGENCIES:
        text = text.splitlines()[0] + "\n" + OFFICE
    elif path == PLAN:
        values = iter(FILLED)
        text = re.sub(r"(?m)^([^#\n]*)<điền [^>\n]*>", lambda line: line[1] + next(values), text)
    elif "Suối Bắc" not in text:
        text = re.sub(r"(?m)^  name: .*", "  name: UBND huyện Suối Bắc", text)
    else:
        text = re.sub(r"(?m)^  via: none.*", f"  via: smtp://user@127.0.0.1:{PORT}", text)
        text = re.sub(r"(?m)^  from: .*", "  from: dondoc@suoi-bac.example.test", text)
        text = re.sub(r"(?m)^  # (tls: )\w+.*", r"  \1none", text)
        text = re.sub(r"(?m)^  # (credential: \S+).*", r"  \1", text)
    write(path, text)


def pull():
    """The next version: a calendar with another day off, and new words in dondoc.yaml."""
    with open(f"{HERE}/config/calendar/2030.yaml", "a", encoding="utf-8") as file:
        file.write("  - {day: 2030-07-01, kind: holiday, name: Ngày mới, source: thử}\n")
    with open(f"{HERE}/config/dondoc.yaml", "a", encoding="utf-8") as file:
        file.write("# mới\n")


def dondoc(user, *arguments):
    """dondoc as somebody: exit status, stdout, stderr."""
    return run("runuser", "-u", user, "--", "/usr/local/bin/dondoc", *arguments)


def status():
    return json.loads(dondoc("root", "status", "--json")[1])


def states():
    code, out, err = dondoc("root", "list", "--json")
    if code != 0:
        raise Broken(f"dondoc list: {code} {err}")
    return {work["number"]: work["state"] for work in json.loads(out)}


# --- chapters ----------------------------------------------------------------------------------

def prepare():
    os.makedirs(f"{WORK}/run")
    os.makedirs(HANDS)
    for name, script in STAND_INS.items():
        write(f"{HANDS}/{name}", f"#!/bin/sh\n{script}\n")
        os.chmod(f"{HANDS}/{name}", 0o755)
    for name in ("Makefile", "README.md", "README.vi.md"):
        os.makedirs(HERE, exist_ok=True)
        shutil.copy(f"{SOURCE}/{name}", HERE)
    for name in ("api", "config", "systemd"):
        shutil.copytree(f"{SOURCE}/{name}", f"{HERE}/{name}")


def same():
    ways = [blocks(name) for name in HEADINGS]
    eq(len(ways[0]), len(BLOCKS), f"the README's way has the blocks {', '.join(BLOCKS)}")
    eq(*([line for block in way for line in block] for way in ways),
       "README.vi.md has the same commands")
    eq([name for name in HEADINGS if read(f"{SOURCE}/{name}").count("\n") >= 200], [],
       "each is under 200 lines")
    return dict(zip(BLOCKS, ways[0]))


def install(commands):
    type_(commands)
    eq([show("ActiveState", f"dondocd.{unit}") for unit in ("socket", "service")],
       ["active", "active"], "it is installed, and runs")
    eq(os.listdir("/etc/dondoc/plans"), ["example.yaml"], "the shipped plans are gone")
    eq(json.loads(dondoc("root", "plan", "list", "--json")[1]), [], "no plan is loaded, nobody is reminded")


def people(commands):
    before, rest = split(commands, "useradd")
    type_(before)
    accounts, rest = split(rest, "dondoc reload")
    must("useradd", "-m", "truongphong")  # an account, but not in the group

    good = read(AGENCIES)
    for what, wrong, place, fix in [
            ("a misspelt agency", ("agency: phong-y-te, role: staff", "agency: phong-yte, role: staff"),
             ":15:63:", "viết phong-y-te"),
            ("a wrong indentation", ("    level: district\n    parent", "   level: district\n    parent"),
             ":6:4:", "số dấu cách"),
            ("a key without a blank", ("    level: district\n    parent", "    level:district\n    parent"),
             ":6:5:", "viết level: giá trị"),
            ("an agency without a name", ("name: UBND huyện Suối Bắc, ", ""), ":3:15:", "thêm name: …")]:
        if wrong[0] not in good:
            raise Broken(what)
        write(AGENCIES, good.replace(*wrong))
        code, _, err = dondoc("root", "reload")
        told = [line for line in err.splitlines() if ": error: " in line]
        ok(code == 65 and len(told) == 1 and f"lao-cai.yaml{place}" in told[0] and fix in err,
           f"{what} is told once, with its place and how to mend it", f"65 {place} {fix}",
           f"{code} {err}")
    write(AGENCIES, good)
    for mode, group in [(0o640, 0), (0o600, 0)]:
        os.chmod(AGENCIES, mode)
        os.chown(AGENCIES, 0, group)
        code, _, err = dondoc("root", "reload")
        mend = re.search(r"chgrp dondoc \S+ && chmod g\+rX \S+", err)
        ok(code == 65 and mend, f"a file of root's own ({mode:o}) is told", "65, chgrp", f"{code} {err}")
        must("/bin/sh", "-c", mend[0] if mend else "false")
    os.rename(AGENCIES, AGENCIES[:-3] + "ml")
    code, _, err = dondoc("root", "reload")
    ok(code == 65 and "lao-cai.yml" in err and ".yaml" in err, "so is a file named .yml", 65, err)
    os.rename(AGENCIES[:-3] + "ml", AGENCIES)
    eq(dondoc("root", "reload")[0], 0, "as the message mends it, the file is read")
    write(AGENCIES, good.replace("Trưởng phòng Y tế", "Trưởng phòng"))

    eq(dondoc("truongphong", "whoami")[0], 77, "an account outside the group is turned away")
    type_(accounts)
    told = dondoc("root", "status")[1]
    ok("agencies/lao-cai.yaml" in told and "→ dondoc reload" in told,
       "a forgotten reload stands in status, with the command", "→ dondoc reload", told)
    said = type_(rest)
    ok("Văn thư Phòng Y tế" in said and "lao-cai/phong-y-te" in said and "staff" in said,
       "the clerk is known by name, agency and role", "Văn thư Phòng Y tế", said)
    eq(status()["site"], "UBND huyện Suối Bắc", "the office's name is in force")
    must("usermod", "-aG", "dondoc-staff", "truongphong")
    must("usermod", "-aG", "dondoc-staff", "nobody")
    err = dondoc("nobody", "whoami")[2]
    ok("user: nobody" in err and "people" in err, "whom nobody wrote down hears what is missing", "people", err)


def plan(commands):
    new, rest = split(commands, "editor")
    type_(new)
    ok("phong-noi-vu" in read(PLAN) and '"@ubnd-xa"' in read(PLAN),
       "a new plan shows the ids of the office", "phong-noi-vu", read(PLAN))
    code, out, err = dondoc("root", "plan", "check", PLAN)
    eq((code, (out + err).count("chưa điền")), (65, len(FILLED)), "each place to fill in is told")
    eq(dondoc("root", "plan", "load", "--all")[0], 65, "and nothing is loaded with it")

    filled, rest = split(rest, "dondoc done")
    said = type_(filled)
    ok("Phòng Y tế" in said and "UBND xã Nậm Khe" in said, "the list has the three that owe", "", said)
    eq(states(), {1: "planned", 2: "planned", 3: "planned"}, "a task, and a report of each of the group")
    eq(dondoc("root", "plan", "load", "--all", "--json")[0], 0, "loading again is no mistake")
    eq(dondoc("vt-soyte", "done", "2")[0], 77, "the clerk reports for no other agency")
    reports, confirms = split(rest, "confirm")
    type_(reports)
    eq(states()[1], "claimed", "the clerk has reported")
    eq(dondoc("truongphong", "confirm", "1")[0], 77, "the leader of the agency does not confirm")
    type_(confirms)
    eq(states()[1], "done", "the coordinator has confirmed")
    trail = json.loads(dondoc("root", "log", "1", "--json")[1])
    eq({row["verb"]: row["user"] for row in trail if row["verb"] in ("done", "confirm")},
       {"done": "vt-soyte", "confirm": "daumoi"}, "the trail names who did what")


def mail(commands):
    write(f"{WORK}/login", f"user:{PASSWORD}\n")
    peer = subprocess.Popen(
        ["/usr/bin/python3", f"{SOURCE}/Tests/DondocMailTests/peer.py", "--port", str(PORT),
         "--login", f"{WORK}/login", "accept"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    eq(peer.stdout.readline().strip(), str(PORT), "a relay that wants a log-in listens")
    edits, rest = split(commands, "install")
    type_(edits)
    code, _, err = dondoc("root", "reload")
    ok(code == 65 and SECRET in err and "restart" in err, "without the password reload says what to do",
       SECRET, err)
    said = type_(rest, stdin=PASSWORD + "\n")
    ok("250" in said, "the test letter is taken", "250", said)
    eq((oct(os.stat(SECRET).st_mode & 0o777), os.stat(SECRET).st_uid), ("0o600", 0),
       "the password is root's alone")
    saw = json.loads(peer.communicate("")[0])
    letters = [email.message_from_bytes(base64.b64decode(m), policy=email.policy.default)
               for m in saw["messages"]]
    # Others may be on their way, if it is the hour of reminders.
    eq([str(m["From"]) for m in letters if m["To"] == "you@example.test"],
       ["dondoc@suoi-bac.example.test"], "the relay has the letter, from the office's sender")


def backup(keep, restore):
    type_(keep)
    eq(sorted(re.sub(r"\d", "0", name) for name in os.listdir(BACKUPS)),
       ["0000-00-00-000000.db", "etc-0000-00-00-000000.tar.gz"], "database and configuration are kept")
    eq(dondoc("root", "start", "2")[0], 0, "after it something more is done")
    kept = states()

    # Somebody restores where no backup is: the state must not be lost by it.
    os.rename(BACKUPS, BACKUPS + ".elsewhere")
    os.makedirs(BACKUPS)
    for command in restore:
        subprocess.run(["/bin/bash", "-c", command], capture_output=True, timeout=60)
    eq(states(), kept, "where there is no backup, a restore leaves the state as it was")
    os.rmdir(BACKUPS)
    os.rename(BACKUPS + ".elsewhere", BACKUPS)

    agencies = read(AGENCIES)
    os.remove(AGENCIES)
    stop, rest = split(restore, "install")
    type_(stop)
    write(f"{STATE}/dondoc.db", "damaged")
    type_(rest)
    eq((states(), read(AGENCIES)), ({**kept, 2: "planned"}, agencies),
       "restored is what was there at the backup, files too")
    ok(os.path.exists(f"{STATE}/dondoc.db.made"), "the mark that a state was there, stays")


def upgrade(commands):
    first, rest = split(commands, "dondoc reload")
    mine = read(SETTINGS)
    said = type_(first)
    ok(f"{SETTINGS}.new" in said, "what is new in a changed file lies beside it", f"{SETTINGS}.new", said)
    eq((read(SETTINGS), os.path.exists(PLAN), os.listdir("/etc/dondoc/plans").count("son-la-2019.yaml")),
       (mine, True, 0), "the own files are as they were, and what was deleted stays deleted")
    eq(status()["differs"], ["calendar/2030.yaml"], "a new calendar is not yet in force")
    type_(rest)
    eq(status()["differs"], [], "after the reload it is")
    eq(states()[1], "done", "the work is as it was")


def remove(commands):
    uninstall, rest = split(commands, "rm -rf")
    type_(uninstall)
    ok(os.path.exists(AGENCIES) and os.path.exists(PLAN) and os.path.exists(f"{STATE}/dondoc.db"),
       "make uninstall leaves the state and the own files")
    type_(rest)
    left = must("find", "/etc", "/usr/local", "/var/lib", "-xdev", "-iname", "*dondoc*").split()
    eq((left, os.path.exists(SECRET)), ([], False), "then nothing of it is left, nor the password")
    eq([run("getent", *who)[0] for who in (("passwd", "dondoc"), ("group", "dondoc"),
                                           ("group", "dondoc-staff"))], [2, 2, 2],
       "no user, no group")
    eq(len(os.listdir(BACKUPS)), 2, "but the backups are")


def in_box():
    began = time.monotonic()
    try:
        prepare()
        way = same()
        install(way["install"])
        people(way["people"])
        plan(way["plan"])
        mail(way["mail"])
        backup(way["keep"], way["restore"])
        upgrade(way["upgrade"])
        remove(way["remove"])
    except Exception as error:
        if not isinstance(error, Broken):
            import traceback
            traceback.print_exc()
        first_light.failed += 1
        print(f"FAILED broke off: {error}", flush=True)
        print(run("journalctl", "-u", "dondocd.service", "-n", "20")[1], flush=True)
    print(f"{time.monotonic() - began:.1f} s")
    return first_light.told()


if __name__ == "__main__":
    if sys.argv[1:2] == ["--edit"]:
        sys.exit(edit(sys.argv[2]))
    if sys.argv[1:2] == ["--pull"]:
        sys.exit(pull())
    sys.exit(first_light.main(__file__, in_box))
