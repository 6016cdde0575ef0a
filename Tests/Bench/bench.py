#!/usr/bin/python3
"""Measures dondoc on this machine, beside what it can run of the peers.

    Tests/Bench/bench.py BIN_DIR CONFIG_DIR

Prints `metric | measured | aim | peer`. Loopback only, private folders only, under four minutes; ends
the processes it started. Only ratios within one run count.
"""

import collections
import contextlib
import datetime
import http.client
import json
import os
import shlex
import shutil
import signal
import smtplib
import socket
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

VIETNAM = datetime.timezone(datetime.timedelta(hours=7))
AGENCIES = 1000
TASKS = 10_000
LETTERS = 1000
IDLE = 30
GOLDEN = Path(__file__).resolve().parents[1] / "DondocCoreTests/Golden"

rows = []


def row(metric, measured, aim="", peer=""):
    rows.append((metric, measured, aim, peer))
    print(f"  {metric}: {measured}", file=sys.stderr, flush=True)


def ms(seconds):
    return f"{seconds * 1000:.1f} ms"


# ---------------------------------------------------------------- the daemon


class Control(http.client.HTTPConnection):
    def __init__(self, path):
        super().__init__("localhost", timeout=60)
        self.path = path

    def connect(self):
        self.sock = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        self.sock.settimeout(self.timeout)
        self.sock.connect(self.path)


def ask(path, route, body=None):
    control = Control(path)
    try:
        control.request("GET" if body is None else "POST", route, None if body is None else json.dumps(body).encode())
        answer = control.getresponse()
        value = json.loads(answer.read())
    finally:
        control.close()
    if answer.status >= 400:
        raise RuntimeError(f"{route}: {value.get('detail')} {value.get('items', [])[:3]}")
    return value


class Daemon:
    """A dondocd of its own, started and awaited by READY=1."""

    running = []
    wrong_ends = []

    def __init__(self, program, config, folder, *options, patience=30):
        folder.mkdir(exist_ok=True)
        self.socket = str(folder / "s")
        self.first_line = None
        self.said = collections.deque(maxlen=20)
        notify = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
        place = folder / "notify"
        place.unlink(missing_ok=True)
        notify.bind(str(place))
        notify.settimeout(0.5)
        environment = {**os.environ, "NOTIFY_SOCKET": str(place)}
        began = time.monotonic()
        self.process = subprocess.Popen(
            [program, "--config", config, "--state", folder / "state", "--socket", self.socket, "--log", "stderr",
             *options],
            stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, env=environment,
            start_new_session=True)
        Daemon.running.append(self)
        threading.Thread(target=self._read, daemon=True).start()
        while True:
            try:
                if b"READY=1" in notify.recv(4096):
                    break
            except TimeoutError:
                if self.process.poll() is not None or time.monotonic() - began > patience:
                    raise RuntimeError("dondocd did not start: " + b"".join(self.said).decode()) from None
        self.ready_after = time.monotonic() - began
        notify.close()

    def _read(self):
        for line in self.process.stderr:
            self.said.append(line)
            if self.first_line is None and b" [" in line:
                self.first_line = time.time()

    def stop(self):
        if self.process.poll() is None:
            self.process.terminate()
            try:
                self.process.wait(15)
            except subprocess.TimeoutExpired:
                self.process.kill()
                self.process.wait()
        if self in Daemon.running:
            Daemon.running.remove(self)
            if self.process.returncode != 0:
                last = self.said[-1].decode().strip() if self.said else ""
                Daemon.wrong_ends.append(f"{self.process.returncode} ({last})")

    def ticks(self):
        fields = Path(f"/proc/{self.process.pid}/stat").read_text().rsplit(")", 1)[1].split()
        return int(fields[11]) + int(fields[12])

    def switches(self):
        """Voluntary switches of the threads that live."""
        found = {}
        for task in Path(f"/proc/{self.process.pid}/task").iterdir():
            with contextlib.suppress(OSError):
                for line in (task / "status").read_text().splitlines():
                    if line.startswith("voluntary_ctxt"):
                        found[task.name] = int(line.split()[1])
        return found

    def memory(self):
        found = {}
        for line in Path(f"/proc/{self.process.pid}/status").read_text().splitlines():
            if line.startswith(("VmRSS", "RssAnon")):
                found[line.split(":")[0]] = int(line.split()[1]) / 1024
        return found


# ---------------------------------------------------------------- generated files


def write_config(folder, tasks, remind_at=None, due=None, port=None, agencies=AGENCIES):
    """A configuration with a territory of its own and one plan; each task has one agency."""
    today = datetime.datetime.now(VIETNAM).date()
    for part in ("agencies", "calendar", "plans"):
        (folder / part).mkdir(parents=True)
    mail = "{via: none}" if port is None else \
        f'{{via: "smtp://127.0.0.1:{port}", from: dondoc@example.test, tls: none}}'
    hours = (f'hours: {{remind-at: "{remind_at}", office: "00:00-23:59"}}\n'
             "limits: {per-minute: 100000}\n") if remind_at else ""
    (folder / "dondoc.yaml").write_text(f"site: {{name: Đo}}\nmail: {mail}\n{hours}")
    lines = ["agencies:"]
    for n in range(agencies):
        lines.append(f"  co-quan-{n}: {{name: Cơ quan {n}, level: commune, mail: [cq{n}@example.test]}}")
    (folder / "agencies" / "thu.yaml").write_text("\n".join(lines) + "\n")
    work = today if today.weekday() > 4 else None
    entry = f"  - {{day: {work}, kind: swapped-work, name: Làm bù}}\n" if work else ""
    (folder / "calendar" / f"{today.year}.yaml").write_text(
        f"year: {today.year}\ndays:\n{entry}" if entry else f"year: {today.year}\ndays: []\n")
    lines = [f"plan: thu-{tasks}", "number: 1/KH-UBND", "title: Kế hoạch để đo", "territory: thu",
             "issuer: co-quan-0", f"period: {today.year}..{today.year + 1}", "coordinator: co-quan-0", "tasks:"]
    for n in range(tasks):
        day = due or datetime.date(today.year + 1, n % 12 + 1, n % 28 + 1)
        phrase = f"chậm nhất ngày {day.day}/{day.month}/{day.year}"
        lines += [f"  - id: viec-{n}", f"    title: Việc số {n}", f"    lead: [co-quan-{n % agencies}]", f"    due: {phrase}"]
    (folder / "plans" / f"thu-{tasks}.yaml").write_text("\n".join(lines) + "\n")
    return folder


class Sink:
    """Accepts letters on 127.0.0.1 and notes when."""

    def __init__(self):
        from aiosmtpd.controller import Controller
        self.times = []
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            port = probe.getsockname()[1]
        self.controller = Controller(self, hostname="127.0.0.1", port=port)
        self.controller.start()
        self.port = port

    def since(self, moment):
        return sorted(t for t in self.times if t >= moment.timestamp())

    async def handle_DATA(self, _server, _session, _envelope):
        self.times.append(time.time())
        return "250 OK"


# ---------------------------------------------------------------- measurements


def timed(command, runs=60, environment=None, ok=(0,)):
    """Median from process start to exit."""
    environment = {**os.environ, **(environment or {})}
    probe = subprocess.run(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    if probe.returncode not in ok:
        return None
    if shutil.which("hyperfine"):
        # A command that says "degraded" is not a failure; any other that fails must not look fast.
        lenient = ["-i"] if probe.returncode else []
        with tempfile.NamedTemporaryFile(suffix=".json") as out:
            run = subprocess.run(
                ["hyperfine", "-N", *lenient, "-w", "5", "-r", str(runs), "--export-json", out.name,
                 shlex.join(map(str, command))],
                env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            return json.load(out)["results"][0]["median"] if run.returncode == 0 else None
    times = []
    for _ in range(runs):
        began = time.monotonic()
        subprocess.run(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        times.append(time.monotonic() - began)
    return statistics.median(times)


def once(command, environment):
    began = time.monotonic()
    done = subprocess.run(command, env={**os.environ, **environment}, capture_output=True)
    return time.monotonic() - began, done


def flat(seconds, times=1.2):
    """The aim of something that must not grow with the store."""
    return "" if seconds is None else ms(times * seconds)


def shown(seconds):
    return "fails" if seconds is None else ms(seconds)


def core(binaries):
    """Days, phrases and rules without a daemon, by CoreBench in its own process."""
    phrases = ""
    for file in sorted(GOLDEN.glob("*.tsv")):
        lines = [l.split("\t") for l in file.read_text().splitlines() if l and not l.startswith("#")]
        if lines[0][:2] == ["phrase", "period"]:
            phrases += "".join(f"{cells[1]}\t{cells[0]}\n" for cells in lines[1:] if "REFUSE" not in cells)
    phrases = phrases.replace("\\u00A0", "\u00a0")
    done = subprocess.run([binaries / "CoreBench"], input=phrases, capture_output=True, text=True)
    for line in done.stdout.splitlines():
        if not line.startswith("sum\t"):
            row(*line.split("\t"))
    if done.returncode:
        row("CoreBench", f"FAILED: {done.stderr.strip()[-100:]}")


def quick(binaries, config, folder):
    """Start, list, status with the five plans on the real clock; the daemon goes on for `idle`."""
    program, dondoc = binaries / "dondocd", binaries / "dondoc"
    daemon = Daemon(program, config, folder)
    ask(daemon.socket, "/v1/plans", {"files": [], "all": True})
    time.sleep(1)
    daemon.stop()
    times = []
    for _ in range(10):
        daemon = Daemon(program, config, folder)
        times.append(daemon.ready_after)
        time.sleep(0.1)
        daemon.stop()
    row("READY=1, five plans stored (median of 10)", ms(statistics.median(times)), "50 ms", f"worst {ms(max(times))}")
    daemon = Daemon(program, config, folder)
    here = {"DONDOC_SOCKET": daemon.socket}
    count = len(ask(daemon.socket, "/v1/obligations"))
    floor = timed(["/bin/true"])

    def curl(route):
        return shown(timed(["curl", "-sS", "-o", "/dev/null", "--unix-socket", daemon.socket, f"http://d{route}"])) \
            if shutil.which("curl") else "no curl"

    control = Control(daemon.socket)
    trips = []
    for _ in range(60):
        began = time.monotonic()
        control.request("GET", "/v1/obligations")
        control.getresponse().read()
        trips.append(time.monotonic() - began)
    control.close()
    row(f"dondoc list ({count} rows)", shown(timed([dondoc, "list"], environment=here)), "5 ms",
        f"curl {curl('/v1/obligations')}; kept connection {ms(statistics.median(trips))}")
    small = {"list": timed([dondoc, "list", "-n", "50"], environment=here),
             "status": timed([dondoc, "status"], environment=here, ok=(0, 2))}
    row("dondoc list -n 50", shown(small["list"]), "5 ms",
        f"curl {curl('/v1/obligations?limit=50')}")
    row("dondoc next -n 50", shown(timed([dondoc, "next", "-n", "50"], environment=here)), "",
        f"curl {curl('/v1/next?limit=50')}")
    row("dondoc status", shown(small["status"]), "",
        f"curl {curl('/v1/status')}; /bin/true {ms(floor)}")
    return daemon, small


def idle(daemon):
    # The threads of the last answers rest first.
    time.sleep(2)
    ticks, switches = daemon.ticks(), daemon.switches()
    time.sleep(IDLE)
    after = daemon.switches()
    ticks, each = daemon.ticks() - ticks, {t: n - switches.get(t, 0) for t, n in after.items() if n != switches.get(t, 0)}
    switches = sum(each.values())
    row(f"idle {IDLE} s, real clock: CPU", f"{ticks} ticks ({ticks * 1000 // os.sysconf('SC_CLK_TCK')} ms)", "0 ticks", "limit 0")
    row(f"idle {IDLE} s, real clock: voluntary switches", f"{switches} in {len(each)} threads", "<= 5", "remind -z 0.5")
    memory = daemon.memory()
    row("RSS, five plans, after listing", f"{memory['VmRSS']:.1f} MB (anon {memory['RssAnon']:.1f})", "45 MB", "")


def bulk(binaries, folder, small):
    """A plan of 10,000 tasks: loaded, loaded again, work on it."""
    config = write_config(folder / "config", TASKS)
    daemon = Daemon(binaries / "dondocd", config, folder)
    here = {"DONDOC_SOCKET": daemon.socket}
    text = (config / "plans" / f"thu-{TASKS}.yaml").read_text()
    body = {"files": [{"name": f"thu-{TASKS}.yaml", "text": text}], "all": False}
    seconds = []
    for expected in ("added", "unchanged"):
        began = time.monotonic()
        loaded = ask(daemon.socket, "/v1/plans", body)["plans"][0]
        seconds.append(time.monotonic() - began)
        if loaded[expected] != TASKS:
            row("plan load", f"WRONG: {loaded}")
            return
    with sqlite3.connect(folder / "peer.db") as base:
        base.execute("pragma journal_mode=wal")
        base.execute("create table t (a integer primary key, b text, c text, d text, e integer)")
        began = time.monotonic()
        base.execute("begin")
        base.executemany("insert into t values (null, ?, ?, ?, ?)",
                         ((f"thu/viec-{n}/2026/co-quan-{n}", "planned", "2027-01-01", n) for n in range(3 * TASKS)))
        base.commit()
        insert = time.monotonic() - began
    row(f"plan load, {TASKS:,} tasks", f"{seconds[0]:.2f} s", "1.5 s", f"sqlite3, {3 * TASKS:,} rows in one commit: {ms(insert)}")
    row(f"plan load, {TASKS:,} tasks unchanged", f"{seconds[1]:.2f} s", "0.19 s", "3 x taskwarrior import, 17.8k/s")
    row(f"  ready again with {TASKS:,} stored", *again(binaries, config, folder, daemon))
    daemon = Daemon.running[-1]
    few = timed([binaries / "dondoc", "list", "-n", "50"], environment=here)
    row(f"dondoc list -n 50 of {TASKS:,}", shown(few), flat(small["list"]), "flat: 1.2 x with the five plans")
    status = timed([binaries / "dondoc", "status"], environment=here, ok=(0, 2))
    row(f"dondoc status with {TASKS:,}", shown(status), flat(small["status"]), "flat")
    numbers = [o["number"] for o in ask(daemon.socket, "/v1/obligations?limit=200")]
    cli, curl, wrong = [], [], 0
    for n in numbers[:40]:
        spent, done = once([binaries / "dondoc", "done", str(n), "--doc", f"{n}/BC"], here)
        cli.append(spent)
        wrong += done.returncode != 0
    if shutil.which("curl"):
        for n in numbers[50:90]:
            spent, done = once(["curl", "-sSf", "-o", "/dev/null", "--unix-socket", daemon.socket, "-d",
                                json.dumps({"doc": f"{n}/BC"}), f"http://d/v1/obligation/done?id={n}"], here)
            curl.append(spent)
            wrong += done.returncode != 0
    control, kept = Control(daemon.socket), []
    for n in numbers[100:160]:
        began = time.monotonic()
        control.request("POST", f"/v1/obligation/done?id={n}", json.dumps({"doc": f"{n}/BC"}).encode())
        answer = control.getresponse()
        answer.read()
        kept.append(time.monotonic() - began)
        wrong += answer.status != 200
    control.close()
    note = f"; {wrong} REFUSED" if wrong else ""
    row(f"dondoc done, one of {TASKS:,}, durable (median of 40)", ms(statistics.median(cli)) + note, flat(small["status"], 1.5),
        f"curl {ms(statistics.median(curl)) if curl else '-'}; kept connection {ms(statistics.median(kept))}")
    memory = daemon.memory()
    row(f"RSS with {TASKS:,} after all that", f"{memory['VmRSS']:.1f} MB (anon {memory['RssAnon']:.1f})", "", "")
    daemon.stop()


def again(binaries, config, folder, daemon):
    daemon.stop()
    times = []
    for _ in range(3):
        daemon = Daemon(binaries / "dondocd", config, folder)
        times.append(daemon.ready_after)
        if len(times) < 3:
            time.sleep(0.1)
            daemon.stop()
    return ms(statistics.median(times)), "50 ms", "flat"


def wakes(binaries, root, idler):
    """One task, and a minute later a storm; both due today at a full minute of the real clock."""
    try:
        sink = Sink()
    except ImportError:
        sink = None
        row("letters", "not measured: apt-get install python3-aiosmtpd")
    now = datetime.datetime.now(VIETNAM)
    # 12 s to load, and the idle half minute before the storm.
    first = now.replace(second=0, microsecond=0) + datetime.timedelta(minutes=1 if now.second < 45 else 2)
    second = first + datetime.timedelta(minutes=1)
    if second.date() != now.date():
        row("wake-up lateness", "not measured: the day ends", "", "")
        idle(idler)
        return
    daemons = []
    for name, moment, tasks, agencies in (("one", first, 1, 1), ("storm", second, LETTERS, LETTERS)):
        folder = root / name
        folder.mkdir()
        port = sink.port if sink and name == "storm" else None
        config = write_config(folder / "config", tasks, f"{moment:%H:%M}", now.date(), port, agencies)
        daemon = Daemon(binaries / "dondocd", config, folder)
        ask(daemon.socket, "/v1/plans", {"files": [], "all": True})
        daemons.append(daemon)
    one, storm = daemons

    def late(moment):
        """How late a plain sleep until the same moment wakes."""
        time.sleep(max(0, moment.timestamp() - time.time()))
        return time.time() - moment.timestamp()

    peer = late(first)
    time.sleep(1)
    if one.first_line:
        row("lateness: full minute to the journal line (decided, committed)",
            ms(one.first_line - first.timestamp()), "", f"time.sleep {ms(peer)}; APScheduler 1.8 ms")
    else:
        row("lateness", "NO LINE CAME")
    one.stop()
    idle(idler)
    idler.stop()
    late(second)
    deadline = time.time() + 40
    # What is newly assigned was said at the load.
    while sink and len(sink.since(second)) < LETTERS and time.time() < deadline:
        time.sleep(0.05)
    time.sleep(0.5)
    if sink:
        got = sink.since(second)
        if not got:
            row("storm", "NO LETTER CAME")
        else:
            count = min(len(got), LETTERS)
            spent = got[count - 1] - got[0]
            settled = ask(storm.socket, "/v1/status")["letters"]
            kept = plain(sink, 1000)
            row(f"storm: {LETTERS:,} due at once, first letter received", ms(got[0] - second.timestamp()), "500 ms (queued)", "")
            row(f"storm: letters a second ({len(got):,} received, {settled['sent']:,} recorded)",
                f"{(count - 1) / spent:.0f}/s", "0.3 x smtplib", f"smtplib, one kept connection: {kept:.0f}/s")
        sink.controller.stop()
    storm.stop()


def plain(sink, count):
    """Letters a second of smtplib on one connection into the same sink."""
    text = "Subject: x\r\nFrom: a@example.test\r\n\r\n" + ("x" * 74 + "\r\n") * 80
    with smtplib.SMTP("127.0.0.1", sink.port) as relay:
        began = time.monotonic()
        for _ in range(count):
            relay.sendmail("a@example.test", ["b@example.test"], text)
        return count / (time.monotonic() - began)


def table(beside="peer"):
    head = ("metric", "measured", "aim", beside)
    widths = [max(len(r[i]) for r in [head, *rows]) for i in range(4)]
    line = " | ".join
    print(line(h.ljust(w) for h, w in zip(head, widths)).rstrip())
    print("-|-".join("-" * w for w in widths))
    for r in rows:
        print(line(c.ljust(w) for c, w in zip(r, widths)).rstrip())


def main():
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    binaries, config = Path(sys.argv[1]).resolve(), Path(sys.argv[2]).resolve()
    for name in ("dondocd", "dondoc", "CoreBench"):
        if not (binaries / name).exists():
            sys.exit(f"bench: no {binaries / name}")
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    began = time.monotonic()
    root = Path(tempfile.mkdtemp(prefix="dondoc-bench-"))
    try:
        core(binaries)
        idler, small = quick(binaries, config, root / "five")
        (root / "bulk").mkdir()
        bulk(binaries, root / "bulk", small)
        wakes(binaries, root, idler)
    except KeyboardInterrupt:
        print("bench: stopped", file=sys.stderr)
    except (RuntimeError, OSError, http.client.HTTPException) as why:
        row("STOPPED", str(why))
    finally:
        for daemon in list(Daemon.running):
            daemon.stop()
        shutil.rmtree(root, ignore_errors=True)
    if Daemon.wrong_ends:
        row("SIGTERM did not end dondocd with 0", "; ".join(Daemon.wrong_ends)[:100], "0")
    print()
    table()
    with contextlib.suppress(OSError):
        cpus, load = os.cpu_count(), os.getloadavg()[0]
        print(f"\n{cpus} CPUs, load {load:.1f}, {binaries}, {time.monotonic() - began:.0f} s in all")


if __name__ == "__main__":
    main()
