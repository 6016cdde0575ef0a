#!/usr/bin/python3
"""The two shipped hooks as `make install` leaves them, run by the unit as it is: its user, its sandbox.

    hooks_installed.py BIN_DIR      BIN_DIR holds dondocd and dondoc

The 32 half-year reports of Thanh Hóa are due on 15/6/2023: on Monday 5/6 (-7wd) each is told of. The folder of
the file drop is opened by the drop-in of the examples; without it nothing is lost, the notices wait.
"""
import grp
import http.server
import json
import os
import shutil
import sys
import threading
import time

import first_light
import good_citizen as citizen
from first_light import Broken, WORK, eq, eventually, ok
from good_citizen import DROPINS, SETTINGS, dondoc, must, read, run, write

FOLDER, TOKEN = "/srv/van-ban/den", "/etc/dondoc/token"
STEP = "_1_-7wd.json"
posts = []


class Peer(http.server.BaseHTTPRequestHandler):
    def do_POST(self):
        posts.append((dict(self.headers), json.loads(self.rfile.read(int(self.headers["Content-Length"])))))
        self.send_response(204)
        self.end_headers()

    def log_message(self, *_):
        pass


def hooks(*lines):
    text = read(SETTINGS).split("\nhooks:")[0]
    write(SETTINGS, text + "\nhooks:\n" + "".join(f"  - {line}\n" for line in lines))


def dropped():
    return [n for n in os.listdir(FOLDER) if n.endswith(STEP) and "_bao-cao-6-thang_" in n]


def rested():
    """Nothing is being sent, and what waits is the file drop's."""
    now = citizen.status()
    return (now["clock"]["ended"] and now["letters"]["sending"] == 0
            and now["letters"]["queued"] == len(first_light.UNITS))


def refused():
    """A program that others could change, or that is not there."""
    citizen.install()
    citizen.prepare()
    must("systemctl", "enable", "--now", "dondocd.socket")
    must("systemctl", "start", "dondocd.service")
    bad = "/usr/local/bin/ai-cung-sua"
    write(bad, "#!/bin/sh\n")
    os.chmod(bad, 0o777)
    good = read(SETTINGS)
    hooks(f"{{name: xau, run: [{bad}], on: [due]}}", "{name: mat, run: [/khong/co], on: [due]}")
    code, _, err = dondoc("root", "reload")
    first = read(SETTINGS).splitlines().index("hooks:") + 2
    ok(code == 65 and f"dondoc.yaml:{first}:" in err and f"dondoc.yaml:{first + 1}:" in err and "0777" in err,
       "a reload refuses both at their places: 65", 65, f"{code} {err}")
    write(SETTINGS, good)
    os.remove(bad)


def told():
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Peer)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    group = grp.getgrnam("dondoc").gr_gid
    os.makedirs(FOLDER)
    os.chown(FOLDER, 0, group)
    os.chmod(FOLDER, 0o770)
    write(TOKEN, "canary-bí-mật\n")
    os.chown(TOKEN, 0, group)
    os.chmod(TOKEN, 0o640)
    hooks(f"{{name: van-ban, run: [/etc/dondoc/hooks/file-drop, {FOLDER}], on: [upcoming], training: true}}",
          f'{{name: chat, run: [/etc/dondoc/hooks/webhook, "http://127.0.0.1:{server.server_address[1]}/", {TOKEN}], '
          "on: [upcoming], training: true}")
    must("systemctl", "restart", "dondocd.service")
    eq(dondoc("root", "plan", "load", "--all")[0], 0, "five plans are loaded")
    citizen.clock("2023-06-05 12:00")
    eventually(rested, "the clock stands there, and all but the file drop is told")
    seen = [(h, b) for h, b in posts if b["task"] == "bao-cao-6-thang" and b["step"] == "-7wd"]
    eq(sorted(b["agency"] for _, b in seen), sorted(first_light.UNITS), "the webhook posts one notice for each unit")
    eq({h["Authorization"] for h, _ in seen}, {"Bearer canary-bí-mật".encode().decode("latin-1")},
       "with the token of its file")
    eq(dropped(), [], "the sandbox keeps the file drop out")
    waiting = [t for t in citizen.status()["troubles"] if "van-ban" in t["what"]]
    ok(len(waiting) == 1, "what it could not drop waits, and status says so", came=citizen.status()["troubles"])
    shutil.copy("/usr/share/doc/dondoc/examples/hooks.conf", f"{DROPINS}/hooks.conf")
    must("systemctl", "daemon-reload")
    must("systemctl", "stop", "dondocd.service")
    must("sqlite3", "/var/lib/dondoc/training/dondoc.db",
         f"UPDATE letter SET next_try_at = {int(time.time()) - 1} WHERE next_try_at IS NOT NULL AND channel = 'hook:van-ban'")
    must("systemctl", "start", "dondocd.service")
    eventually(lambda: len(dropped()) == len(first_light.UNITS), "the notices are dropped")
    notices = [json.loads(read(f"{FOLDER}/{n}")) for n in dropped()]
    eq(sorted(n["agency"] for n in notices), sorted(first_light.UNITS), "with the drop-in there is a file for each unit")
    eq(len(posts), len({h["Idempotency-Key"] for h, _ in posts}), "nothing is posted twice")
    said = must("journalctl", "-o", "json", "--all")
    ok("canary-" not in said, "the token is not in the journal")


def in_box():
    began = time.monotonic()
    os.makedirs(f"{WORK}/run")
    sink = None
    for chapter in (refused, told):
        try:
            sink = sink or first_light.subprocess.Popen(
                ["/usr/bin/python3", f"{first_light.SOURCE}/Tests/Tools/sink.py", "--maildir", f"{WORK}/maildir",
                 "--port", str(first_light.PORT), "--control", f"{WORK}/run/sink"])
            chapter()
        except Exception as error:
            if not isinstance(error, Broken):
                import traceback
                traceback.print_exc()
            first_light.failed += 1
            print(f"FAILED broke off: {error}", flush=True)
            print(run("journalctl", "-n", "60")[1], flush=True)
            break  # what follows stands on it
    if sink:
        sink.terminate()
    print(f"{time.monotonic() - began:.1f} s")
    return first_light.told()


if __name__ == "__main__":
    sys.exit(first_light.main(__file__, in_box))
