#!/usr/bin/python3
"""Measures what a morning costs: 100,000 steps due at once, and the letters that carry them; then a
year played beforehand.

    Tests/Bench/letters.py BIN_DIR CONFIG_DIR

Training states alone, into Postfix's own sink on 127.0.0.1; ends the processes it started.
"""

import os
import shutil
import signal
import socket
import sqlite3
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from bench import Daemon, ask, row, table

AGENCIES = 5_000
EACH = 20
STEPS = AGENCIES * EACH
SLOW = 300


def write_config(folder, port):
    """5,000 units, each with twenty tasks that fall due on 15/6/2023."""
    for part in ("agencies", "calendar", "plans"):
        (folder / part).mkdir(parents=True)
    (folder / "dondoc.yaml").write_text(
        f'site: {{name: Đo}}\nmail: {{via: "smtp://127.0.0.1:{port}", from: dondoc@example.test, tls: none}}\n'
        "limits: {per-minute: 100000, after-outage-per-minute: 100000}\n")
    lines = ["agencies:", "  dau-moi: {name: Đầu mối}"]
    lines += [f"  xa-{n}: {{name: Xã {n}, level: commune, mail: [xa{n}@example.test]}}" for n in range(AGENCIES)]
    lines += ["groups:", "  xa:", "    name: Các xã", f"    members: [{', '.join(f'xa-{n}' for n in range(AGENCIES))}]"]
    (folder / "agencies" / "thu.yaml").write_text("\n".join(lines) + "\n")
    (folder / "calendar" / "2023.yaml").write_text("year: 2023\ndays: []\n")
    lines = ["plan: thu", "number: 1/KH-UBND", "title: Kế hoạch để đo", "territory: thu", "issuer: dau-moi",
             "period: 2023", "coordinator: dau-moi", "tasks:"]
    for n in range(EACH):
        lines += [f"  - {{id: viec-{n}, title: Việc số {n}, lead: ['@xa'], due: 'chậm nhất ngày 15/6/2023'}}"]
    (folder / "plans" / "thu.yaml").write_text("\n".join(lines) + "\n")
    return folder


class Peer:
    """Postfix's smtp-sink, and how fast its smtp-source fills it."""

    def __init__(self):
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        self.process = subprocess.Popen(
            ["smtp-sink", *(["-u", "nobody"] if os.geteuid() == 0 else []), f"127.0.0.1:{self.port}", "1024"],
            stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        for _ in range(100):
            try:
                socket.create_connection(("127.0.0.1", self.port), 1).close()
                return
            except OSError:
                time.sleep(0.02)
        raise RuntimeError("smtp-sink does not listen")

    def fill(self, count, length, kept):
        """Letters a second with four connections at once."""
        began = time.monotonic()
        subprocess.run(
            ["smtp-source", *(["-d"] if kept else []), "-s", "4", "-m", str(count), "-l", str(length),
             "-f", "dondoc@example.test", "-t", "xa@example.test", f"127.0.0.1:{self.port}"], check=True)
        return count / (time.monotonic() - began)

    def stop(self):
        self.process.terminate()
        self.process.wait()


class Watch:
    """Reads how far the database is, beside the daemon."""

    def __init__(self, state):
        self.base = sqlite3.connect(f"file:{state}/dondoc.db?mode=ro", uri=True, timeout=5)

    def count(self, sql):
        return self.base.execute(sql).fetchone()[0]

    def growth(self, sql, target, process):
        """Seconds from the first row to the last, and when the last was seen."""
        first = None
        deadline = time.monotonic() + SLOW
        while time.monotonic() < deadline and process.poll() is None:
            n, now = self.count(sql), time.monotonic()
            if n and first is None:
                first = (now, n)
            if n >= target:
                return (now - first[0], n - first[1])
            time.sleep(0.02)
        raise RuntimeError(f"{sql}: {self.count(sql)} of {target}")


def morning(binaries, root):
    root.mkdir()
    peer = Peer()
    try:
        config = write_config(root / "config", peer.port)
        # act_by, three working days before and so on lie behind: the load says nothing of them.
        state = root / "d"
        daemon = Daemon(binaries / "dondocd", config, state, "--clock", "2023-06-15 07:00*1000", patience=60)
        began = time.monotonic()
        ask(daemon.socket, "/v1/plans", {"files": [], "all": True})
        row(f"plan load, {STEPS:,} obligations of 20 tasks", f"{time.monotonic() - began:.1f} s")
        watch = Watch(state / "state")
        spent, count = watch.growth(
            "SELECT count(*) FROM reminder WHERE kind = 'due'", STEPS, daemon.process)
        row(f"{STEPS:,} due steps decided and recorded", f"{count / spent:,.0f}/s", "20,000/s")
        spent, count = watch.growth(
            "SELECT count(*) FROM letter WHERE day = '2023-06-15' AND daily = 1", AGENCIES, daemon.process)
        row(f"  {AGENCIES:,} letters composed, {EACH} items each", f"{count / spent:,.0f}/s")
        spent, count = watch.growth(
            "SELECT count(*) FROM letter WHERE sent_at IS NOT NULL AND daily = 1", AGENCIES, daemon.process)
        length = watch.count("SELECT avg(length(message)) FROM letter_text JOIN letter ON id = letter WHERE daily = 1")
        kept, new = peer.fill(AGENCIES, int(length), True), peer.fill(AGENCIES, int(length), False)
        row(f"  {AGENCIES:,} letters of {length / 1024:.0f} KiB to a sink, each recorded before and after",
            f"{count / spent:,.0f}/s", f"{new / 1.5:,.0f}/s",
            f"smtp-source, 4 at once: {new:,.0f}/s; connections kept {kept:,.0f}/s")
        daemon.stop()
    finally:
        peer.stop()


def year(binaries, config):
    """2023 of the shipped plans, as `dondoc simulate --offline` plays it, process start to exit."""
    command = [binaries / "dondoc", "simulate", "--offline", "--config", config, "--from", "2023-01-01",
               "--to", "2023-12-31", "--csv"]
    times, rows_told = [], 0
    for _ in range(5):
        began = time.monotonic()
        done = subprocess.run(command, capture_output=True, check=True)
        times.append(time.monotonic() - began)
        rows_told = done.stdout.count(b"\n") - 1
    times.sort()
    row(f"2023 of the five plans simulated, {rows_told:,} things told (median of 5)", f"{times[2]:.2f} s", "1 s")


def main():
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    if not shutil.which("smtp-sink"):
        sys.exit("letters: no smtp-sink: apt-get install postfix")
    binaries = Path(sys.argv[1]).resolve()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    root = Path(tempfile.mkdtemp(prefix="dondoc-letters-"))
    try:
        morning(binaries, root / "morning")
        year(binaries, Path(sys.argv[2]).resolve())
    except (RuntimeError, OSError, subprocess.SubprocessError) as why:
        row("STOPPED", str(why))
    finally:
        for daemon in list(Daemon.running):
            daemon.stop()
        shutil.rmtree(root, ignore_errors=True)
    if Daemon.wrong_ends:
        row("SIGTERM did not end dondocd with 0", "; ".join(Daemon.wrong_ends)[:100], "0")
    print()
    table()


if __name__ == "__main__":
    main()
