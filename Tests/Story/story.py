#!/usr/bin/python3
"""All stories as one test: each script beside this one, one after another, one line at the end.

    story.py BIN_DIR [NAME...]       BIN_DIR holds dondocd and dondoc; NAME as in first_light

A script says what it checked in its last line, "N passed, M failed". One that does not, that checks
nothing, or that leaves with anything but 0 has failed; so has one that cannot run here (77).
"""
import os
import re
import subprocess
import sys
import time

HERE = os.path.dirname(os.path.realpath(__file__))
SELF = os.path.basename(__file__)


def scripts():
    return sorted(n[:-3] for n in os.listdir(HERE) if n.endswith(".py") and n != SELF)


def tell(name, binaries):
    """Passed, failed: of one script, whose lines go by as they come."""
    print(f"=== {name}", flush=True)
    last = ""
    with subprocess.Popen([sys.executable, "-B", f"{HERE}/{name}.py", binaries],
                          stdout=subprocess.PIPE, text=True) as story:
        for line in story.stdout:
            print(line, end="", flush=True)
            last = line.strip() or last
    said = re.fullmatch(r"(\d+) passed, (\d+) failed", last)
    passed, failed = (int(said[1]), int(said[2])) if said else (0, 0)
    if failed == 0 and (story.returncode != 0 or passed == 0):
        print(f"FAILED {name} left with {story.returncode} after {passed} checks", flush=True)
        failed = 1
    return passed, failed


def main():
    known = scripts()
    names = sys.argv[2:] or known
    if len(sys.argv) < 2 or not os.path.isfile(f"{sys.argv[1]}/dondocd") or not set(names) <= set(known):
        print(f"usage: {SELF} BIN_DIR [{'|'.join(known)}]...", file=sys.stderr)
        return 64
    began = time.monotonic()
    results = {name: tell(name, sys.argv[1]) for name in names}
    passed, failed = (sum(r[i] for r in results.values()) for i in (0, 1))
    worst = [name for name, result in results.items() if result[1]]
    print(f"story: {passed + failed} checks in {len(names)} scripts, {passed} passed, {failed} failed"
          f"{' (' + ', '.join(worst) + ')' if worst else ''}, {time.monotonic() - began:.0f} s", flush=True)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
