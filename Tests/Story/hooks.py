#!/usr/bin/python3
"""Programs of the office hear of the half-year reports of Thanh Hóa, 2023, beside the mail.

    hooks.py BIN_DIR                BIN_DIR holds dondocd and dondoc

Runs the real programs as root in a throwaway system, on the world of first_light: a training clock
that stands still while letters and notices are handed over, a real SMTP sink, a web server that takes
posts, the two shipped programs and three small ones.

Of the 32 reports, due Thursday 15/6/2023 (act_by 14/6), Nông Cống's is claimed on 15/6 at noon:
    +1wd Friday 16/6   31 overdue: a file each        +3wd 20/6   the same files of another step
    +7wd Monday 26/6   31 escalated: the leader's rung, a post each, and a file each
"""
import http.server
import json
import os
import subprocess
import sys
import threading
import time

from jsonschema import Draft202012Validator, FormatChecker

import first_light
from first_light import PLAN, SOURCE, WORK, Broken, Daemon, Sink, eq, eventually, ok

DROPPED, DEAD = f"{WORK}/dropped", f"{WORK}/dead"
NONG_CONG = f"{PLAN}/bao-cao-6-thang/2023-H1/huyen-nong-cong"

# A program that says that it began and waits while its file `wait` is there.
WAITS = f"""#!/bin/sh
cat >>{WORK}/waits.notices
echo >>{WORK}/waits.notices
echo "$DONDOC_REMINDER_ID" >>{WORK}/waits.ids
while [ -e {WORK}/wait ]; do sleep 0.05; done
"""
REFUSES = "#!/bin/sh\ncat >/dev/null\necho 'sổ đã khóa' >&2\nexit 1\n"


class Web:
    """Takes posts and keeps them; answers 503 to the first."""

    def __init__(self):
        self.posts = posts = []

        class Peer(http.server.BaseHTTPRequestHandler):
            def do_POST(self):
                body = self.rfile.read(int(self.headers["Content-Length"]))
                posts.append((self.headers["Idempotency-Key"], json.loads(body)))
                self.send_response(204 if len(posts) > 1 else 503)
                self.send_header("Content-Length", "0")
                self.end_headers()

            def log_message(self, *_):
                pass

        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Peer)
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    @property
    def port(self):
        return self.server.server_address[1]


def program(name, text):
    path = f"{WORK}/{name}"
    with open(path, "w", encoding="utf-8") as file:
        file.write(text)
    os.chmod(path, 0o755)
    return path


def hooks(*lines):
    path = f"{WORK}/config/dondoc.yaml"
    with open(path, encoding="utf-8") as file:
        settings = file.read().split("\nhooks:")[0]
    with open(path, "w", encoding="utf-8") as file:
        file.write(settings + "\nhooks:\n" + "".join(f"  - {line}\n" for line in lines))


def files(folder):
    """Notices by the name of their file."""
    found = {}
    for name in sorted(os.listdir(folder)):
        with open(f"{folder}/{name}", encoding="utf-8") as file:
            found[name] = json.load(file)
    return found


def lines(path):
    if not os.path.exists(path):
        return []
    with open(path, encoding="utf-8") as file:
        return [line for line in file.read().splitlines() if line]


def loaded(name):
    d = Daemon(name, "2023-06-15 12:00")
    d.run_to("2023-06-15 12:00")
    eq(d.cli("root", "plan", "load", f"{SOURCE}/config/plans/{PLAN}.yaml")[0], 0, f"{name}: the plan is loaded")
    d.rest()
    return d


def told(sink, web):
    """What is said, to whom, once; a claim is not pressed for; 503 is tried again."""
    drop = f"{WORK}/config/hooks/file-drop"
    hooks(f"{{name: van-ban, run: [{drop}, {DROPPED}], on: [overdue], training: true}}",
          f'{{name: chat, run: [{WORK}/config/hooks/webhook, "http://127.0.0.1:{web.port}/"], on: [escalated], training: true}}',
          f"{{name: that, run: [{drop}, {DEAD}], on: [overdue]}}")
    d = loaded("told")
    status, _, err = d.cli("nongcong", "done", NONG_CONG, "--doc", "1/BC-UBND", "--dated", "2023-06-15")
    ok(status == 0, "told: Nông Cống claims on 15/6", 0, err)
    d.stop()
    for day, left in [("2023-06-16", -1), ("2023-06-20", -5)]:
        d.run_to(f"{day} 12:00")
        d.stop()
        step = "+1wd" if left == -1 else "+3wd"
        now = {n: v for n, v in files(DROPPED).items() if "_bao-cao-6-thang_" in n and n.endswith(f"_1_{step}.json")}
        eq(len(now), 31, f"told: {day} 31 files of {step}")
        eq({(v["event"], v["kind"], v["days_left"], v["due"], v["state"]) for v in now.values()},
           {("overdue", "overdue", left, "2023-06-15", "planned")}, f"told: {day} they say what is true")
        ok(not any("huyen-nong-cong" in n for n in now), f"told: {day} none about what is claimed")
        ok(all(n == v["reminder_id"].replace("/", "_").replace("#", "_") + ".json" for n, v in now.items()),
           f"told: {day} each file has its reminder's name")
        ok(all(v["recipients"] for v in now.values()), f"told: {day} each says whom the letter reached")
    ok(not web.posts, "told: nothing is escalated before +7wd")
    d.start("2023-06-26 12:00")
    d.rest(letters_left=1)
    eq(len(web.posts), 31 + len(other(web)), "told: one post for each escalated report")
    again = web.posts[0][0]
    d.stop()
    d.sql("UPDATE letter SET next_try_at = ? WHERE state = 'queued'", int(time.time()) - 1)
    d.run_to("2023-06-26 12:00")
    eq([p[0] for p in web.posts].count(again), 2, "told: what was answered with 503 comes once more, under its name")
    rest = [p[0] for p in web.posts if p[0] != again]
    eq(len(rest), len(set(rest)), "told: nothing else comes twice")
    eq({p[1]["event"] for p in web.posts}, {"escalated"}, "told: posts are of the event that was asked for")
    schema = Draft202012Validator(
        json.load(open(f"{SOURCE}/config/schema/notice.schema.json", encoding="utf-8")),
        format_checker=FormatChecker())
    everything = list(files(DROPPED).values()) + [p[1] for p in web.posts]
    eq([e.message for v in everything for e in schema.iter_errors(v)], [], f"told: {len(everything)} notices keep to the schema")
    eq(os.listdir(DEAD), [], "told: without training: true a training runs no program")
    status, out, _ = d.cli("root", "why", f"{PLAN}/bao-cao-6-thang/2023-H1/huyen-muong-lat")
    ok(status == 0 and "hook:chat" in out and "hook:van-ban" in out, "told: why names the channels", came=out)
    eq(d.status()["letters"]["failed"], 0, "told: nothing was given up")
    d.stop()


def other(web):
    """Posts about other work than the reports."""
    return [p for p in web.posts if "/bao-cao-6-thang/" not in p[0]]


def crash(sink, web):
    """kill -9 while a program runs: unsure, once more, marked, under the same name; refused: the fallback."""
    waits, refuses = program("waits", WAITS), program("refuses", REFUSES)
    hooks(f"{{name: cho, run: [{waits}], on: [assigned], training: true}}",
          f"{{name: so, run: [{refuses}], on: [digest], training: true}}",
          f"{{name: cuu, run: [{WORK}/config/hooks/file-drop, {DEAD}], fallback: true, training: true}}")
    open(f"{WORK}/wait", "w").close()
    before = sink.tell("status")["stored"]
    d = Daemon("crash", "2023-06-15 12:00")
    d.start("2023-06-15 12:00")
    eq(d.cli("root", "plan", "load", f"{SOURCE}/config/plans/{PLAN}.yaml")[0], 0, "crash: the plan is loaded")
    eventually(lambda: lines(f"{WORK}/waits.ids"), "the program runs")
    eventually(lambda: sink.tell("status")["stored"] - before >= 32, "letters are sent while it hangs")
    ok(len(lines(f"{WORK}/waits.ids")) == 1, "crash: a hook that hangs delays no letter, and runs once at a time")
    d.kill()
    os.unlink(f"{WORK}/wait")
    d.start("2023-06-15 12:00")
    d.rest()
    d.stop()
    eq(d.sql("SELECT count(*) FROM letter WHERE state = 'unsure' AND channel = 'hook:cho'"), [(1,)],
       "crash: what it was told is unsure")
    first = lines(f"{WORK}/waits.ids")[0]
    eq(lines(f"{WORK}/waits.ids").count(first), 1, "crash: it is not told again at once")
    d.sql("UPDATE letter SET next_try_at = ? WHERE state = 'unsure'", int(time.time()) - 1)
    d.run_to("2023-06-15 12:00")
    eventually(lambda: lines(f"{WORK}/waits.ids").count(first) == 2, "it is told once more")
    d.stop()
    said = [json.loads(line) for line in lines(f"{WORK}/waits.notices")]
    one, two = [n for n in said if n["reminder_id"] == first]
    eq((one["attempt"], two["attempt"]), (1, 2), "crash: the second copy is marked")
    eq({**two, "attempt": 1}, one, "crash: and says the same")
    ids = lines(f"{WORK}/waits.ids")
    eq(sorted(ids), sorted([*set(ids), first]), "crash: nothing else is told twice")
    d.run_to("2023-06-16 12:00")
    dead = list(files(DEAD).values())
    eq([(v["event"], v["letter"]["channel"], "sổ đã khóa" in v["letter"]["error"]) for v in dead],
       [("failed", "hook:so", True)], "crash: a refused notice is told to the fallback, once")
    status = d.status()
    eq((d.cli("root", "status")[0], len([t for t in status["troubles"] if "so" in t["what"]]) > 0), (2, True),
       "crash: status is degraded and names it")
    d.stop()
    subprocess.run(["journalctl", "--sync"], check=True)
    said = subprocess.run(
        ["journalctl", "-o", "json", "--no-pager", "-p", "alert", "DONDOC_KIND=failed", "DONDOC_RECIPIENT=hook:so"],
        capture_output=True, text=True).stdout.splitlines()
    eq(len(said), 1, "crash: the journal has it at alert")


CHAPTERS = {"told": told, "crash": crash}


def in_box(arguments):
    began = time.monotonic()
    first_light.build_world()
    for folder in (DROPPED, DEAD):
        os.makedirs(folder)
    sink, web = Sink(), Web()
    for name in arguments or CHAPTERS:
        try:
            CHAPTERS[name](sink, web)
        except Exception as error:  # a chapter that breaks does not take the others with it
            if not isinstance(error, Broken):
                import traceback
                traceback.print_exc()
            ok(False, f"{name} broke off: {error}")
    sink.process.terminate()
    print(f"{time.monotonic() - began:.1f} s")
    return first_light.told()


if __name__ == "__main__":
    sys.exit(first_light.main(__file__, in_box, CHAPTERS))
