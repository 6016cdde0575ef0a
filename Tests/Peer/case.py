"""One row of the table: an office, its daemon, its relay, and what is asked of them."""
import datetime
import json
import os
import threading

import first_light
from first_light import BIN, SOURCE, WORK, Broken
from good_citizen import must
from office import SECOND, Clock, Daemon, furnish, moment, settings
from relay import Relay, server_context

BAD = "xau@example.test"
GOOD = [f"tot-{n}@example.test" for n in range(1, 6)]
START = moment("2023-06-05 08:00")
LIBRARY = f"{WORK}/clock.so"
# Milliseconds for the greeting, for an answer, for all: 20 s, 600 s and 1,800 s are asked for.
WAITS, ASKED = (3000, 6000, 18000), (20, 600, 1800)
# Milliseconds that an answer may take while a relay hangs. A tenth is the aim; of a machine that has other
# things to do only the median is judged, and an answer that waited for the relay would take them all.
PATIENCE = 1000
PLAN = """\
plan: thu-2023
title: Thử
territory: thu
issuer: dau-moi
issued: 2023-01-10
period: 2023
coordinator: dau-moi
tasks:
  - {{id: viec, title: Việc thử, lead: [{}], due: chậm nhất ngày 14/6/2023}}
"""

printing = threading.Lock()


class Told:
    """ok and eq of a row, with its name in front."""

    def __init__(self, name):
        self.name = name

    def ok(self, condition, what, expected="", came=""):
        with printing:
            return first_light.ok(condition, f"{self.name}: {what}", expected, came)

    def eq(self, came, expected, what):
        with printing:
            return first_light.eq(came, expected, f"{self.name}: {what}")


class Case:
    """An office of its own: on Monday at 07:45 each of the six is told what it owes."""

    def __init__(self, name, plan=None):
        self.name, self.told = name, Told(name)
        self.read_at, self.entries = 0, []
        self.folder = f"{WORK}/{name}"
        os.makedirs(self.folder)
        names = [who.split("@")[0] for who in [BAD, *GOOD]]
        furnish(self.folder, SOURCE, names, plan or PLAN.format(", ".join(names)))
        self.clock = Clock(f"{self.folder}/clock", "2023-06-05 07:45")
        self.relay = Relay(lambda: self.clock.minute(START))
        self.daemon = Daemon(self.folder, BIN, self.clock, LIBRARY, WAITS)
        self.daemon.hanging = lambda: self.relay.hanging
        self.mail("tls: none")
        self.daemon.start()
        code, _, err = self.daemon.dondoc("plan", "load", f"{self.folder}/config/plans/thu-2023.yaml")
        self.daemon.turn(moment("2023-06-05 07:55"))
        self.told.eq((code, len(self.relay.letters), self.clock.asked), (0, 6, ASKED),
                     f"six are told of the plan; the daemon waits as long as it should {err}")
        self.relay.forget()

    def mail(self, *lines, limits=""):
        settings(self.folder, [f"via: smtp://127.0.0.1:{self.relay.port}", *lines], limits)

    def start(self):
        """The settings are in force; from here on the relay is what the row says."""
        code, _, err = self.daemon.dondoc("reload")
        if code != 0:
            raise Broken(f"reload: {code} {err}")
        self.told.eq(self.status(), (0, []), "before, all is calm: status 0")

    def to(self, minute):
        self.daemon.turn(START + minute * 60 * SECOND)

    def status(self):
        """Exit status of `dondoc status`, causes of degradation."""
        code, out, _ = self.daemon.dondoc("status", "--json")
        return code, [t["cause"] for t in json.loads(out)["troubles"]]

    def journal(self):
        """Entries of the daemon, read once for a moment of the clock."""
        if self.read_at != self.clock.now:
            must("journalctl", "--sync")
            lines = must("journalctl", "-o", "json", "--all", f"_PID={self.daemon.process.pid}")
            self.entries = [json.loads(line) for line in lines.splitlines()]
            self.read_at = self.clock.now
        return self.entries

    def attempted(self, recipient):
        """Entries about the attempts with a recipient's letters from 08:00 on, each with its minute."""
        found = []
        for e in self.journal():
            if "DONDOC_ATTEMPT" in e and e["DONDOC_RECIPIENT"] == recipient:
                at = datetime.datetime.strptime(e["DONDOC_AT"], "%d/%m/%Y %H:%M")
                minute = (at - datetime.datetime(2023, 6, 5, 8)) // datetime.timedelta(minutes=1)
                found += [(minute, e)] if minute >= 0 else []
        return found

    def tries(self, recipient):
        """Minutes of the attempts that the journal tells of, with how each ended."""
        return [(minute, e["DONDOC_KIND"]) for minute, e in self.attempted(recipient)]

    def about(self, recipient):
        """Kind, priority, attempt."""
        return [(e["DONDOC_KIND"], int(e["PRIORITY"]), int(e["DONDOC_ATTEMPT"]))
                for _, e in self.attempted(recipient)]

    def alarms(self):
        """Causes that began and were over, in order, with their priorities; that these agencies have
        no leaders is none of the mail's."""
        return [(e["DONDOC_KIND"], e["DONDOC_CAUSE"], int(e["PRIORITY"]))
                for e in self.journal() if e.get("DONDOC_CAUSE", "unheard-rung") != "unheard-rung"]

    def end(self):
        """How the letter of Monday ended, by recipient, as `why` has it."""
        ends = {}
        for row in self.daemon.get("/v1/obligations"):
            why = self.daemon.get(f"/v1/obligation/why?id={row['number']}")
            for rung in why["rungs"]:
                if rung["step"] == "-7wd":
                    ends |= {letter["recipient"]: letter["state"] for letter in rung["letters"]}
        return ends

    def answers(self, hanging):
        """Asks the daemon while conversations hang."""
        self.told.eq(self.relay.hanging, hanging, "so many conversations hang")
        took = self.daemon.patience(lambda: self.relay.hanging == hanging, 2) or [0]
        middle, slow = took[len(took) // 2], took[len(took) * 99 // 100]
        is_idle = os.getloadavg()[0] < 3 * (os.cpu_count() or 1)
        self.told.ok(len(took) >= 3 and (slow if is_idle else middle) < PATIENCE,
                     f"meanwhile the daemon answers: {len(took)} times, half of them in {middle:.0f} ms, "
                     f"99 % in {slow:.0f} ms", f"< {PATIENCE} ms", took[-5:])

    def released(self):
        """Until the last one that hangs is given up."""
        self.daemon.settle(may_hang=False)

    def calm(self, began):
        """At the end: nothing wrong, and each cause was told of once and taken back once."""
        self.told.eq(self.status(), (0, []), "afterwards all is calm again: status 0")
        self.told.eq(sorted(self.alarms()), sorted([("degraded", c, 4) for c in began]
                                                   + [("mended", c, 5) for c in began]),
                     "the journal: each cause once when it begins, once when it is over")


CERTIFICATES = {}


def certificates(folder):
    """Of an authority of our own, of nobody, for another host, and one that ends Monday at 07:58."""
    os.makedirs(folder)
    clock = Clock(f"{folder}/clock", "2023-06-04 07:58")
    environment = {"LD_PRELOAD": LIBRARY, "CLOCK_FILE": clock.path}

    def openssl(*arguments):
        must("openssl", *arguments, env=environment)

    openssl("req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "30", "-subj", "/CN=Test CA",
            "-keyout", f"{folder}/ca.key", "-out", f"{folder}/ca.pem")
    openssl("req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "30", "-subj", "/CN=relay", "-addext",
            "subjectAltName=IP:127.0.0.1", "-keyout", f"{folder}/self.key", "-out", f"{folder}/self.pem")
    for name, days, host in (("good", "30", "IP:127.0.0.1"), ("name", "30", "DNS:khac.example.test"),
                             ("ends", "1", "IP:127.0.0.1")):
        openssl("req", "-newkey", "rsa:2048", "-nodes", "-subj", "/CN=relay", "-addext",
                f"subjectAltName={host}", "-keyout", f"{folder}/{name}.key", "-out", f"{folder}/{name}.csr")
        openssl("x509", "-req", "-in", f"{folder}/{name}.csr", "-CA", f"{folder}/ca.pem", "-CAkey",
                f"{folder}/ca.key", "-days", days, "-copy_extensions", "copyall", "-out",
                f"{folder}/{name}.pem")
    for name in ("good", "name", "ends", "self"):
        CERTIFICATES[name] = server_context(f"{folder}/{name}.pem", f"{folder}/{name}.key")
