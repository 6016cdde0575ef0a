"""One run: the daemon, its clock, the workers, and the moments at which all is held against the model."""
import json
import os
import random
import sys
import tempfile
import time
from pathlib import Path

import office
import wire
from judge import Judge
from talk import Broken, Connection, Daemon, Shared
from trail import Wrong

HOURS = ["00:00", "07:59", "10:00", "16:30", "23:59"]


class Soak:
    def __init__(self, program, commands, kills, seed, workers, record):
        self.commands, self.kills, self.seed, self.workers = commands, kills, seed, workers
        self.dice = random.Random(f"{seed}/conductor")
        self.folder = Path(tempfile.mkdtemp(prefix="dondoc-soak."))
        os.chmod(self.folder, 0o711)
        office.write(self.folder / "config")
        self.daemon = Daemon(program, self.folder, f"{office.START} 00:00")
        self.uids = office.uids()
        self.shared = Shared()
        self.day, self.hour = 0, "10:00"
        self.record = open(record or self.folder / "record.jsonl", "w", encoding="utf-8")
        self.judge = Judge(self.uids, self.daemon.database, self.record)
        self.children, self.files = [], []
        self.killed = self.terminated = 0
        self.read = [0] * workers
        self.total = 0

    # --- the clock -------------------------------------------------------------------------------

    @property
    def today(self):
        return office.START + self.day * office.DAY

    def stand(self):
        """Starts the daemon; its clock stands at the day and hour of the model."""
        self.daemon.start(f"{self.today} {self.hour}")
        self.shared.day = self.day
        self.judge.model.day = self.today.isoformat()
        self.judge.model.moment = f"{self.today}T{self.hour}:00+07:00"
        self.judge.model.views.clear()
        # Answers are forgotten after 30 days: at 08:00, or when a daemon starts later in the day.
        month = self.today - 30 * office.DAY
        if self.hour >= "08:00":
            self.judge.forget(f"{month}T08:00", f"{month}T{self.hour}")
        else:
            self.judge.forget(f"{month - office.DAY}T08:00", f"{month}T00:00")

    def later(self, parts):
        """Some days on, or some hours; the run lasts about a year."""
        step = self.dice.choice([0, 1, 1, 2, 3]) + round(self.dice.random() * 2 * 340 / parts)
        hour = self.dice.choice(HOURS)
        if step == 0 and hour <= self.hour:
            step = 1
        self.day, self.hour = self.day + step, hour
        self.record.write(json.dumps({"stand": [self.day, self.hour]}) + "\n")

    # --- the run ---------------------------------------------------------------------------------

    def begin(self):
        self.record.write(json.dumps({"stand": [self.day, self.hour]}) + "\n")
        self.stand()
        specs = [office.version(plan, 0) for plan in office.base_plans()]
        self.serial({"kind": "load", "verb": "load", "uid": 0, "specs": specs, "key": "the-first-load"})
        self.compare()

    def serial(self, cmd, settle=True):
        """One command by this process, alone."""
        method, target, headers, body = wire.request(cmd)
        begun = time.monotonic()
        connection = Connection(self.daemon.socket, cmd["uid"])
        try:
            answer = connection.ask(method, target, headers, body)
        finally:
            connection.close()
        event = {"w": -1, "n": self.total, "cmd": cmd, "t0": begun, "t1": time.monotonic(),
                 "tries": 1, "status": answer.status, "text": answer.text,
                 "moment": answer.headers.get("dondoc-training")}
        if settle:
            self.judge.sweep([event])
        return event

    def fork(self):
        known = json.loads(self.daemon.ask("GET", "/v1/obligations").text)
        sys.stdout.flush()
        for number in range(self.workers):
            out = self.folder / f"events-{number}"
            out.touch()
            self.files.append(out)
            self.record.flush()
            child = os.fork()
            if child == 0:
                wire.worker(number, self.seed, self.daemon.socket, self.uids, self.shared,
                             str(out), known)
                os._exit(0)
            self.children.append(child)

    def done(self):
        return sum(self.shared.done(n) for n in range(self.workers))

    def run(self, parts):
        kills = [self.kills // parts + (n < self.kills % parts) for n in range(parts)]
        each = self.commands // parts // self.workers or 1
        for part in range(parts):
            if part:
                self.turn(parts)
            self.shared.open = 1
            base, goal = self.done(), each * self.workers
            self.shared.quota = each * (part + 1)
            # A SIGTERM now and then, beside the kills.
            falls = [self.daemon.kill] * kills[part]
            falls += [self.end for _ in falls if self.dice.random() < 0.15]
            falls = [(self.dice.randrange(max(1, goal * 9 // 10)), fall) for fall in falls]
            for at, fall in sorted(falls, key=lambda one: one[0]):
                self.until(lambda: self.done() >= base + at)
                time.sleep(self.dice.random() * 0.02)
                self.fell(fall)
            self.until(lambda: self.done() >= base + goal)
            time.sleep(0.01)
            self.settle()

    def until(self, question):
        began, seen = time.monotonic(), -1
        while not question():
            if self.daemon.gone():
                raise Broken(f"dondocd ended by itself with {self.daemon.process.returncode}: "
                             + self.daemon.remarks())
            for child in list(self.children):
                ended, status = os.waitpid(child, os.WNOHANG)
                if ended:
                    self.children.remove(child)
                    raise Broken(f"a worker ended with {os.waitstatus_to_exitcode(status)}")
            if self.done() != seen:
                began, seen = time.monotonic(), self.done()
            if time.monotonic() - began > 90:
                raise Broken("nobody has done anything for 90 s")
            time.sleep(0.002)

    def fell(self, fall):
        """The daemon ends with requests under way, and comes again."""
        if fall == self.daemon.kill:
            self.killed += 1
        else:
            self.terminated += 1
        fall()
        self.shared.open = 0
        self.stand()
        self.shared.open = 1

    def end(self):
        self.ended(self.daemon.stop())

    def turn(self, parts):
        """Another day, after a restart while nobody speaks."""
        self.shared.open = 0
        if self.dice.random() < 0.5:
            self.end()
        else:
            self.daemon.kill()
        self.later(parts)
        self.stand()

    @staticmethod
    def ended(status):
        if status != 0:
            raise Broken(f"dondocd ended with {status} at SIGTERM")

    # --- looking closely -------------------------------------------------------------------------

    def settle(self):
        """Nobody speaks: what was said since the last time is held against the model, and so is all
        that the daemon shows now."""
        events = []
        for number, path in enumerate(self.files):
            with open(path, encoding="utf-8") as file:
                events += [json.loads(line) for line in file]
            os.truncate(path, 0)
        self.total += len(events)
        try:
            self.judge.sweep(events)
        except Wrong:
            with open(self.folder / "events.jsonl", "w", encoding="utf-8") as file:
                for event in sorted(events, key=lambda e: e["t0"]):
                    file.write(json.dumps(event, ensure_ascii=False, default=sorted) + "\n")
            raise
        self.compare()

    def look(self, what, uid=0, **query):
        """A look by the conductor, which must agree with the model now."""
        event = self.serial({"kind": "get", "verb": "get", "uid": uid, "what": what,
                             "query": query}, settle=False)
        try:
            wrong = self.judge.check(event)
        except Wrong as error:
            wrong = str(error)
        if wrong:
            self.judge.fail(event, f"at rest: {wrong}")
        return json.loads(event["text"])

    def compare(self):
        model = self.judge.model
        self.look("obligations")
        past = (office.START + self.dice.randrange(self.day + 1) * office.DAY).isoformat()
        for at in ({}, {"at": past}):
            self.look("obligations", **at)
            for by in ("due", "original"):
                whole = self.look("counts", by=by, **at)
                parts = [self.look("counts", by=by, state=s, **at)
                         for s in ("planned", "started", "claimed", "returned", "done", "withdrawn")]
                for name in whole:
                    if isinstance(whole[name], int) and whole[name] != sum(p[name] for p in parts):
                        raise Wrong(f"counts of {name} by state do not sum: {at} {whole} {parts}")
                for plan in model.plans:
                    self.look("counts", by=by, plan=plan, **at)
        for key in self.dice.sample(sorted(model.obligations), min(12, len(model.obligations))):
            self.look("obligation", id=key)
            self.look("obligation", id=key, at=past)
            self.look("log", id=key, limit=1000)
            self.look("task", id="/".join(key.split("/")[:2]), at=past)
        audit = self.look("audit")
        if (audit["count"], audit["head"]) != (self.judge.trail.id, self.judge.trail.hash.hex()):
            raise Wrong(f"audit says {audit['count']} {audit['head']}, the file has "
                        f"{self.judge.trail.id} {self.judge.trail.hash.hex()}")

    def finish(self):
        """Each obligation in full, the whole chain from its first row."""
        for key in self.judge.model.obligations:
            self.look("obligation", id=key)
        trail = type(self.judge.trail)(self.daemon.database)
        trail.news()
        if (trail.id, trail.hash) != (self.judge.trail.id, self.judge.trail.hash):
            raise Wrong("the trail read once more is not the same")
        self.end()

    def play(self, file):
        """A recorded run once more, one command after another."""
        first = True
        for line in open(file, encoding="utf-8"):
            one = json.loads(line)
            if "stand" in one:
                if not first:
                    self.compare()
                    self.daemon.stop()
                self.day, self.hour = one["stand"]
                self.stand()
                first = False
            else:
                self.total += 1
                self.serial(one)
        self.compare()
        self.finish()

    def leave(self):
        self.shared.over, self.shared.open = 1, 0
        for child in self.children:
            try:
                os.waitpid(child, 0)
            except ChildProcessError:
                pass
        if self.daemon.process is not None and self.daemon.process.poll() is None:
            self.daemon.kill()
        self.record.close()
