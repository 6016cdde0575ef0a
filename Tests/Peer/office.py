"""A small office and its daemon on a wall clock that the test turns (clock.c)."""
import datetime
import http.client
import json
import mmap
import os
import shutil
import socket
import struct
import subprocess
import time

HERE = os.path.dirname(os.path.realpath(__file__))
SECOND = 10**9
ZONE = datetime.timezone(datetime.timedelta(hours=7))
FDS = 1024
# Every moment stands half a second past a whole one: alarms of letters and reminders are at whole
# seconds, the pauses of the watchdog are not.
HALF = SECOND // 2


def moment(text):
    return int(datetime.datetime.fromisoformat(text).replace(tzinfo=ZONE).timestamp()) * SECOND + HALF


class Stuck(Exception):
    """The daemon does not come to rest, or the programs do not run."""


class Clock:
    """The face that clock.c shows."""

    def __init__(self, path, text):
        with open(path, "wb") as file:
            file.write(struct.pack("<6q", moment(text), 0, 0, 0, 0, 0) + bytes(8 * FDS))
        self.path = path
        with open(path, "r+b") as file:
            self.face = mmap.mmap(file.fileno(), 0)

    def read(self, index):
        return struct.unpack_from("<q", self.face, 8 * index)[0]

    @property
    def now(self):
        return self.read(0)

    def set(self, nanoseconds):
        struct.pack_into("<q", self.face, 0, nanoseconds)

    def forget(self):
        """Alarms of a daemon that is gone."""
        self.face[48:] = bytes(8 * FDS)

    @property
    def alarms(self):
        return struct.unpack_from(f"<{FDS}q", self.face, 48)

    @property
    def asked(self):
        """Seconds that the daemon would wait: for the greeting, for an answer, for all."""
        return tuple(self.read(i) for i in (3, 4, 5))

    def minute(self, start):
        return (self.now - start) // SECOND // 60


class UnixConnection(http.client.HTTPConnection):
    def __init__(self, path):
        super().__init__("localhost", timeout=30)
        self.path = path

    def connect(self):
        self.sock = socket.socket(socket.AF_UNIX)
        self.sock.settimeout(30)
        self.sock.connect(self.path)


class Daemon:
    """dondocd in a folder of its own: config/, state/, control.sock."""

    def __init__(self, folder, binaries, clock, library, waits):
        self.folder, self.binaries, self.clock = folder, binaries, clock
        self.socket = f"{folder}/control.sock"
        self.process = None
        self.environment = {**os.environ, "LD_PRELOAD": library, "CLOCK_FILE": clock.path,
                            "CLOCK_WAITS": ",".join(str(w) for w in waits), "LANG": "C.UTF-8"}
        self.hanging = lambda: 0

    def start(self):
        self.clock.forget()
        self.err = open(f"{self.folder}/stderr", "ab")
        self.process = subprocess.Popen(
            [f"{self.binaries}/dondocd", "--config", f"{self.folder}/config", "--state",
             f"{self.folder}/state", "--socket", self.socket, "--log", "journal"],
            env=self.environment, stdin=subprocess.DEVNULL, stdout=self.err, stderr=self.err)
        deadline = time.monotonic() + 30
        while True:
            try:
                self.get("/v1/status")
                return self.settle()
            except OSError:
                if time.monotonic() > deadline or self.process.poll() is not None:
                    with open(f"{self.folder}/stderr", encoding="utf-8") as file:
                        raise Stuck(f"dondocd does not start: {file.read()[-2000:]}") from None
                time.sleep(0.02)

    def stop(self):
        self.process.terminate()
        if self.process.wait(30) != 0:
            raise Stuck(f"dondocd left with {self.process.returncode}")

    def get(self, path):
        one = UnixConnection(self.socket)
        one.request("GET", path)
        answer = json.loads(one.getresponse().read())
        one.close()
        return answer

    def dondoc(self, *arguments):
        """Exit status, stdout, stderr."""
        done = subprocess.run(
            [f"{self.binaries}/dondoc", "--socket", self.socket, *arguments], text=True,
            env=self.environment, capture_output=True, timeout=60, stdin=subprocess.DEVNULL)
        return done.returncode, done.stdout, done.stderr

    # --- the clock -------------------------------------------------------------------------------

    def threads(self):
        """Names and states of the threads, without the one of clock.c."""
        folder, found = f"/proc/{self.process.pid}/task", []
        for thread in os.listdir(folder):
            try:
                with open(f"{folder}/{thread}/stat", encoding="utf-8") as file:
                    name, rest = file.read().split("(", 1)[1].rsplit(")", 1)
            except OSError:
                continue
            if name != "clock":
                found.append((name, rest.split()[0]))
        return found

    def busy(self, may_hang):
        """Why the daemon is not at rest; empty when it is."""
        if self.process.poll() is not None:
            raise Stuck(f"dondocd has left with {self.process.returncode}")
        if self.clock.read(1) != self.clock.now:
            return "the clock has just been turned"
        if -1 in self.clock.alarms:
            return "an alarm has rung"
        threads = self.threads()
        couriers = sum(1 for name, _ in threads if name == "courier")
        if couriers != (self.hanging() if may_hang else 0):
            return f"{couriers} couriers on their way"
        return " ".join(f"{n} {s}" for n, s in threads if s != "S" or n == "journal")

    def settle(self, may_hang=True, seconds=60):
        """Waits until nothing more happens by itself at this moment of the clock.

        Where letters may hang, it waits for nothing else; else also until the last one is given up.
        """
        deadline, last, quiet = time.monotonic() + seconds, None, 0
        while quiet < 3:
            why, armed = self.busy(may_hang), self.clock.read(2)
            quiet = quiet + 1 if not why and armed == last else 0
            last = armed
            if time.monotonic() > deadline:
                raise Stuck(f"after {seconds} s still busy: {why}")
            time.sleep(0.008)

    def turn(self, to):
        """Turns the clock to a moment, over each moment at which the daemon wants to do something."""
        hour = 0
        while True:
            self.settle()
            now = self.clock.now
            if hour <= now:
                # The heartbeat's pauses hide its hour, which it tells of itself.
                hour = moment(self.get("/v1/status")["wake"]["at"][:19])
            whole = [a + HALF for a in self.clock.alarms if a % SECOND == 0] + [hour]
            whole = [at for at in whole if at > now]
            if not whole or min(whole) > to:
                break
            self.clock.set(min(whole))
        self.jump(to)

    def jump(self, to):
        """Sets the clock to a moment, over whatever would have been in between."""
        self.settle()
        self.clock.set(to)
        self.settle()

    def patience(self, lasts, seconds):
        """Answers' times in milliseconds while something lasts, for so many seconds, sorted."""
        took, until = [], time.monotonic() + seconds
        while time.monotonic() < until and lasts():
            for path in ("/v1/status", "/v1/obligations"):
                begin = time.monotonic()
                self.get(path)
                took.append((time.monotonic() - begin) * 1000)
        return sorted(took)


# --- files ---------------------------------------------------------------------------------------

def write(path, text):
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "w", encoding="utf-8") as file:
        file.write(text)


def furnish(folder, root, agencies, plan):
    """An office of these agencies, each with a mailbox of its own."""
    config = f"{folder}/config"
    lines = [f"  {a}: {{name: Cơ quan {a}, mail: [{a}@example.test]}}" for a in agencies]
    write(f"{config}/agencies/thu.yaml",
          "agencies:\n  dau-moi: {name: Cơ quan đầu mối, mail: [dau-moi@example.test]}\n"
          + "\n".join(lines) + "\n")
    os.makedirs(f"{config}/calendar")
    for year in (2022, 2023, 2024):
        shutil.copy(f"{root}/config/calendar/{year}.yaml", f"{config}/calendar")
    write(f"{config}/plans/thu-2023.yaml", plan)
    os.makedirs(f"{folder}/state", mode=0o700)


def settings(folder, mail, limits=""):
    write(f"{folder}/config/dondoc.yaml",
          "site: {name: Văn phòng thử}\nmail:\n  from: \"Đôn đốc <dondoc@example.test>\"\n"
          + "".join(f"  {line}\n" for line in mail) + (f"limits: {{{limits}}}\n" if limits else ""))
