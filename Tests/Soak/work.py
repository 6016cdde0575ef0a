#!/usr/bin/python3
"""Many people at once against a real dondocd that is killed again and again, beside a simple model.

    work.py BIN_DIR [--commands N] [--kills K] [--seed S] [--workers W] [--record FILE]
    work.py BIN_DIR --play FILE         sends a recorded run again, one command after another

Root is needed: workers become the accounts that every Debian has. Private folders only; nothing that
was not started here is ended. One seed makes the commands of each worker; how they interleave is the
machine's. With --workers 1 a seed plays the same again but for the kills.

The model (`model.py`: `looks.py`, `acts.py`, `loads.py` over `life.py`) is written from the interface;
`judge.py` (`answers.py`, `successes.py`, `trail.py`) says what "agree" means; `hands.py` and `people.py`
are what people do, `office.py` what they do it to; `soak.py` is one run, over `wire.py` and `talk.py`.
"""
import argparse
import os
import random
import shutil
import sys
import time

from soak import Soak
from talk import Broken
from trail import Wrong


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("binaries")
    parser.add_argument("--commands", type=int, default=3000)
    parser.add_argument("--kills", type=int, default=6)
    parser.add_argument("--seed", type=int)
    parser.add_argument("--workers", type=int, default=8)
    parser.add_argument("--record", help="where the run is written down, to be played again")
    parser.add_argument("--play", help="a run that was written down")
    asked = parser.parse_args()
    if os.geteuid() != 0:
        sys.exit("work.py: root is needed, to become other accounts")
    seed = random.SystemRandom().randrange(10 ** 6) if asked.seed is None else asked.seed
    print(asked.play or f"seed {seed}: {asked.commands} commands, {asked.kills} kills, "
          f"{asked.workers} workers", flush=True)
    soak = Soak(f"{asked.binaries}/dondocd", asked.commands, asked.kills, seed, asked.workers,
                asked.record)
    began, wrong = time.monotonic(), None
    parts = max(3, min(asked.kills or 3, asked.commands // 500))
    try:
        if asked.play:
            soak.play(asked.play)
        else:
            soak.begin()
            soak.fork()
            soak.run(parts)
            soak.finish()
    except (Wrong, Broken) as error:
        wrong = error
    finally:
        soak.leave()
    seconds = time.monotonic() - began
    report(soak, seconds)
    if wrong is None:
        shutil.rmtree(soak.folder)
        return 0
    kept = soak.folder / "record.jsonl" if not asked.record else asked.record
    print(f"FAILED after {soak.total} commands, on {soak.today} {soak.hour}:\n{wrong}\n"
          f"again:   {sys.argv[0]} {asked.binaries} --seed {seed} --commands {asked.commands} "
          f"--kills {asked.kills} --workers {asked.workers}\n"
          f"or, one after another: {sys.argv[0]} {asked.binaries} --play {kept}\n"
          f"what is left: {soak.folder}")
    return 1


def report(soak, seconds):
    tally = soak.judge.tally
    verbs = sorted({verb for verb, _ in tally})
    print(f"{soak.total} commands in {seconds:.1f} s, {soak.total / seconds:.0f} a second; "
          f"{soak.killed} times killed, {soak.terminated} times SIGTERM under way, "
          f"{soak.daemon.starts} starts, the slowest {soak.daemon.slowest:.2f} s; until {soak.today}; "
          f"{len(soak.judge.model.changes)} changes, {soak.judge.trail.id} rows of the trail")
    for verb in verbs:
        print(f"  {verb:13}" + "  ".join(
            f"{code or 'ok'} {count}" for (v, code), count in sorted(tally.items(), key=str)
            if v == verb))


if __name__ == "__main__":
    sys.exit(main())
