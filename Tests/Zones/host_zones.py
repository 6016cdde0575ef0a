#!/usr/bin/python3
"""The same answers wherever the machine stands: host zones change no day and no byte.

    Tests/Zones/host_zones.py BIN_DIR        BIN_DIR holds dondoc and the built tests

Runs the real dondoc, the tests of the core and the golden letters once in each zone. The days are
WORKED OUT BY HAND from config/calendar, never by the program under test; sweeps over centuries run
once, in the ordinary test run. A zone that this machine does not know fails.
"""
import datetime
import json
import os
import re
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
CONFIG = ROOT / "config"
ZONEINFO = Path("/usr/share/zoneinfo")

# Zone, and its hours east of Greenwich in January and in June: proof that its rules are in force.
ZONES = [
    ("UTC", "+0000", "+0000"),
    ("Asia/Ho_Chi_Minh", "+0700", "+0700"),
    ("Europe/Dublin", "+0000", "+0100"),
    ("Australia/Sydney", "+1100", "+1000"),
    ("America/New_York", "-0500", "-0400"),
]
JANUARY, JUNE = 1673740800, 1686787200  # 2023-01-15 and 2023-06-15, 00:00 UTC

# Phrase, options of explain, due days, act_by days.
PHRASES = [
    # Thursday 15/6: act on Wednesday.
    ("trước ngày 15/6/2023", "--period 2023", "2023-06-15", "2023-06-14"),
    # A Saturday.
    ("chậm nhất ngày 17/6/2023", "--period 2023", "2023-06-17", "2023-06-16"),
    # 1/5 to 3/5 are off, 29/4 and 30/4 a weekend.
    ("trước ngày 4/5/2023", "--period 2023", "2023-05-04", "2023-04-28"),
    ("Quý I/2023", "--period 2023", "2023-03-31", "2023-03-31"),
    # 31/12/2023 is a Sunday.
    ("Cả năm", "--period 2023", "2023-12-31", "2023-12-29"),
    ("trước tháng 6", "--period 2023", "2023-05-31", "2023-05-31"),
    ("đến năm 2025", "--period 2021..2025", "2025-12-31", "2025-12-31"),
    # A leap year: Thursday.
    ("tháng 2", "--period 2024", "2024-02-29", "2024-02-29"),
    ("Tháng 3, tháng 6 và tháng 9", "--period 2026", "2026-03-31 2026-06-30 2026-09-30",
     "2026-03-31 2026-06-30 2026-09-30"),
    ("từ ngày 10/02 đến hết ngày 16/02/2021", "--period 2021", "2021-02-16", "2021-02-09"),  # Tết 10–16/2
    # Thursday 31/12; the hour before the new year is the old year's.
    ("24 giờ ngày 31/12/2026", "--period 2026", "2026-12-31", "2026-12-31"),
    ("trước 0h00 ngày 01/01/2027", "--period 2026..2027", "2026-12-31", "2026-12-31"),
    ("trước 14h00 ngày 15/6/2023", "--period 2023", "2023-06-15", "2023-06-15"),
    ("trước 23 giờ 59 phút ngày 15/6/2023", "--period 2023", "2023-06-15", "2023-06-15"),
    # Repeats: quarter I was over when the plan was signed; 30/6/2018 is a Saturday, 30/9 a Sunday, and
    # Monday 31/12 was free for Saturday 5/1/2019.
    ("định kỳ hàng quý, 6 tháng, năm", "--period 2018 --issued 2018-04-16",
     "2018-06-30 2018-09-30 2018-12-31", "2018-06-29 2018-09-28 2018-12-28"),
    # 30/1 Tue, 29/2 Thu, 30/3 Sat; 29/4 is swapped for Saturday 4/5 and 30/4 a holiday: Friday 26/4.
    ("ngày 30 hằng tháng", "--period 2024 --count 4", "2024-01-30 2024-02-29 2024-03-30 2024-04-30",
     "2024-01-30 2024-02-29 2024-03-29 2024-04-26"),
    # Fridays; 20/2 is Tết, which began on Monday 16/2.
    ("trước 15 giờ thứ Sáu hằng tuần", "--period 2026 --from 2026-02-09 --count 3",
     "2026-02-13 2026-02-20 2026-02-27", "2026-02-13 2026-02-13 2026-02-27"),
    ("8h00 hằng ngày", "--period 2026 --from 2026-02-27 --count 3", "2026-02-27 2026-02-28 2026-03-01",
     "2026-02-27 2026-02-27 2026-02-27"),
    ("định kỳ 6 tháng (trước ngày 10/6), năm (trước ngày 10/12)", "--period 2026", "2026-06-10 2026-12-10",
     "2026-06-09 2026-12-09"),
    ("ngày làm việc cuối cùng của quý", "--period 2023", "2023-03-31 2023-06-30 2023-09-29 2023-12-29",
     "2023-03-31 2023-06-30 2023-09-29 2023-12-29"),
    # Counted: 28, 29/4, then 30/4 and 1/5 off, 4, 5, 6/5; Giỗ Tổ on Sunday 26/4 gives Monday 27/4.
    ("trong vòng 05 ngày làm việc kể từ ngày nhận được văn bản", "--period 2026 --from 2026-04-24",
     "2026-05-06", "2026-05-06"),
    # 31/1 and a month is 28/2, a Saturday.
    ("trong thời hạn 01 tháng kể từ ngày ban hành", "--period 2026 --issued 2026-01-31", "2026-03-02", "2026-03-02"),
    # Lunar: Tết is 17/2/2026, off from 16 to 20/2; the 15th of its first month is Tuesday 3/3.
    ("mùng 2 Tết", "--period 2026", "2026-02-18", "2026-02-13"),
    ("rằm tháng Giêng", "--period 2026", "2026-03-03", "2026-03-03"),
    ("trước Tết Nguyên đán", "--period 2026", "2026-02-16", "2026-02-13"),
    ("10/3 âm lịch", "--period 2026", "2026-04-26", "2026-04-24"),
    ("by 15 June 2026", "--period 2026", "2026-06-15", "2026-06-15"),
    ("Thường xuyên", "--period 2026", "", ""),
    ("khi có yêu cầu", "--period 2026", "", ""),
    # No such day: exit 65, the same words.
    ("trước ngày 31/6/2023", "--period 2023", None, None),
]
# Of the calendar of 2026: Tết, Giỗ Tổ and the day that makes up for its Sunday, a Saturday worked.
OFF = {"2026-02-16": "holiday", "2026-02-20": "holiday", "2026-04-26": "holiday", "2026-04-27": "compensation",
       "2026-01-02": "swapped-off", "2026-01-10": "swapped-work", "2026-11-24": "holiday"}

TESTS = ["--filter", "DondocCoreTests|DondocLettersTests.(LetterWriter|Words)Tests", "--skip", "PropertyTests|PhraseCorpusTests|/(roundTrip|years|junk)"]

failures = []


def expect(holds, told):
    if not holds:
        failures.append(told)
        print(f"  ✘ {told}", file=sys.stderr)


def run(command, zone):
    return subprocess.run(command, env={**os.environ, "TZ": zone, "SWIFT_BACKTRACE": "enable=no"},
                          capture_output=True, cwd=ROOT)


def in_force(zone, january, june):
    if not (ZONEINFO / zone).is_file():
        return expect(False, f"{zone}: this machine has no such zone (package tzdata)")
    for second, hours in ((JANUARY, january), (JUNE, june)):
        said = run(["date", "-d", f"@{second}", "+%z"], zone).stdout.decode().strip()
        expect(said == hours, f"{zone}: {hours} at {second}, but date says {said}")


def answers(dondoc, zone):
    """Status, stdout and stderr of each question."""
    questions = [[dondoc, "explain", phrase, *options.split(), "--json", "--config", CONFIG]
                 for phrase, options, *_ in PHRASES]
    questions.append([dondoc, "calendar", "2026", "--json", "--config", CONFIG])
    with ThreadPoolExecutor(4) as pool:
        done = list(pool.map(lambda question: run(question, zone), questions))
    return [(d.returncode, d.stdout, d.stderr) for d in done]


def by_hand(answers):
    for (phrase, _, due, act_by), (status, out, _) in zip(PHRASES, answers):
        if due is None:
            expect(status == 65 and not out, f"{phrase}: exit {status}, not 65")
            continue
        if status != 0:
            expect(False, f"{phrase}: exit {status}")
            continue
        dates = json.loads(out)["dates"]
        for name, days in (("due", due), ("act_by", act_by)):
            found = " ".join(d[name] for d in dates)
            expect(found == days, f"{phrase}: {name} {found}, not {days}")
    told = json.loads(answers[-1][1])
    days = {d["day"]: d["kind"] for d in (told["days"] if isinstance(told, dict) else told)}
    for day, kind in OFF.items():
        expect(days.get(day) == kind, f"calendar 2026: {day} is {days.get(day)}, not {kind}")


def tests(program, zone):
    done = run([program, "--testing-library", "swift-testing", *TESTS], zone)
    said = done.stdout.decode(errors="replace") + done.stderr.decode(errors="replace")
    count = re.search(r"Test run with (\d+) tests", said)
    expect(done.returncode == 0, f"{zone}: tests\n" + "\n".join(l[:300] for l in said.splitlines() if "✘" in l))
    expect(count is not None and int(count[1]) > 50, f"{zone}: hardly a test was run")
    return count[1] if count else 0


def main():
    if len(sys.argv) != 2:
        print(__doc__, file=sys.stderr)
        sys.exit(64)
    dondoc, program = (Path(sys.argv[1]).resolve() / name for name in ("dondoc", "dondocPackageTests.xctest"))
    began = datetime.datetime.now()
    first = None
    for zone, january, june in ZONES:
        in_force(zone, january, june)
        said = answers(dondoc, zone)
        if first is None:
            first = said
            by_hand(said)
        for (phrase, *_), a, b in zip([*PHRASES, ("calendar 2026",)], first, said):
            expect(a == b, f"{zone}: {phrase} is not byte for byte as in {ZONES[0][0]}\n    {a}\n    {b}")
        print(f"host zone {zone}: {len(said)} answers, {tests(program, zone)} tests")
    spent = (datetime.datetime.now() - began).total_seconds()
    print(f"host zones: {len(failures)} failures, {spent:.1f} s")
    sys.exit(1 if failures else 0)


if __name__ == "__main__":
    main()
