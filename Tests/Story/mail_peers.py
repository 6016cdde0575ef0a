#!/usr/bin/python3
"""What becomes of letters when the relay misbehaves: one table, the real daemon, a clock that is turned.

    [ROWS="NAME..."] mail_peers.py BIN_DIR          BIN_DIR holds dondocd and dondoc

Runs in a throwaway system with a real journald (Tests/Tools/systemd-box). dondocd runs by the machine's
clock, which is turned under it (Tests/Peer/clock.c); nothing is slept for but libcurl's own waits, at a
seventh and a hundredth of what they are.

Six agencies owe the same thing by Wednesday 14/6/2023: Xấu, whom the relay treats badly, and Tốt 1 to
5. The seventh working day before it is Monday 5/6 (13 12 / 9 8 7 6 / 5): at 08:00 each has one letter,
"[Còn 9 ngày]", and the table starts. Minutes below are counted from there.

Certainly not accepted: again after 1, 2, 4, 8, 15, 30 and then every 30 minutes, that is at minutes
    0  1  3  7  15  30  60  90
Unsure: once more after 5 minutes, with the mark X-Dondoc-Attempt: 2 and the same Message-ID.
"""
import collections
import concurrent.futures
import json
import os
import pwd
import re
import shutil
import sys
import time

sys.path.insert(0, os.path.join(os.path.dirname(os.path.dirname(os.path.realpath(__file__))), "Peer"))
import first_light
import good_citizen as citizen
import post_office
from case import BAD, CERTIFICATES, GOOD, LIBRARY, START, Case, certificates, printing
from first_light import SOURCE, WORK, Broken
from good_citizen import must
from office import Stuck, moment, settings
from titles import titles

LADDER = [0, 1, 3, 7, 15, 30, 60, 90]


# --- the table ---------------------------------------------------------------------------------

def always(action):
    return lambda before, minute: action


def until(minute, action):
    """The action before a minute, from then on nothing unusual."""
    return lambda before, now: action if now < minute else "ok"


def first(*actions):
    """One action for each time, then nothing unusual."""
    return lambda before, minute: actions[before] if before < len(actions) else "ok"


class Row:
    """`script` is what the relay does with Xấu, `to` the minute at which it is judged. Then:
    attempts at minutes; copies in the relay, of them marked ones; how the letter ended; what the journal
    has about it, as (kind, priority, attempt); causes in `status` meanwhile, and at the end.
    """

    def __init__(self, name, script, attempts, copies, marked, end, journal, meanwhile, after, to=100):
        self.name, self.script, self.attempts, self.copies = name, script, attempts, copies
        self.marked, self.end, self.journal = marked, end, journal
        self.meanwhile, self.after, self.to = meanwhile, after, to


WAIT, DEAD = "letters-waiting", "letters-failed"


def waits(count):
    return [("waiting", 6, n) for n in range(1, count + 1)]


ROWS = [
    #   name               what the relay does        attempts      copies marked end
    Row("rcpt-550",        always("rcpt 550"),        [0],          0, 0, "failed",
        [("failed", 1, 1)], [DEAD], [DEAD]),
    Row("rcpt-450-hour",   until(60, "rcpt 450"),     LADDER[:7],   1, 0, "sent",
        waits(6) + [("delivered", 6, 7)], [WAIT], []),
    Row("dot-451-hour",    until(60, "dot 451"),      LADDER[:7],   1, 0, "sent",
        waits(6) + [("delivered", 6, 7)], [WAIT], []),
    Row("rcpt-452-day",    always("rcpt 452"),        LADDER,       0, 0, "queued",
        waits(8), [WAIT], [WAIT]),
    Row("dot-554",         always("dot 554"),         [0],          0, 0, "failed",
        [("failed", 1, 1)], [DEAD], [DEAD]),
    Row("dot-drop-once",   first("dot drop"),         [0, 5],       2, 1, "sent",
        waits(1) + [("delivered", 6, 2)], [WAIT], []),
    Row("dot-drop",        always("dot drop"),        [0, 5],       2, 1, "failed",
        waits(1) + [("failed", 1, 2)], [WAIT], [DEAD]),
    # after the second attempt two minutes, after the third four
    Row("dot-drop-450",    first("dot drop", "rcpt 450", "rcpt 450"), [0, 5, 7, 11], 2, 1, "sent",
        waits(3) + [("delivered", 6, 4)], [WAIT], []),
    Row("dot-drop-550",    first("dot drop", "rcpt 550"), [0, 5],   1, 0, "failed",
        waits(1) + [("failed", 1, 2)], [WAIT], [DEAD]),
    Row("dot-hang-once",   first("dot hang"),         [0, 5],       2, 1, "sent",
        waits(1) + [("delivered", 6, 2)], [WAIT], []),
    Row("dot-hang",        always("dot hang"),        [0, 5],       2, 1, "failed",
        waits(1) + [("failed", 1, 2)], [WAIT], [DEAD]),
    Row("dot-drip",        always("dot drip"),        [0],          1, 0, "sent",
        [("delivered", 6, 1)], [], []),
]


# --- rows --------------------------------------------------------------------------------------

def judge(row):
    case = Case(row.name)
    told, relay = case.told, case.relay
    relay.scripts[BAD] = row.script
    relay.drip = 0.2
    case.start()
    case.to(0)
    told.eq({who: relay.attempts(who) for who in GOOD}, {who: [0] for who in GOOD},
            "the others have their letters at 08:00")
    if "hang" in row.name:
        case.answers(1)
    case.released()
    told.eq(case.status(), (2 if row.meanwhile else 0, row.meanwhile), "status while it lasts")
    if row.name == "dot-hang":
        case.to(5)
        told.eq((relay.hanging, case.status()), (1, (2, [WAIT])), "status while it is tried again")
        case.released()
    case.to(row.to)
    told.eq(relay.attempts(BAD), row.attempts, "attempts at the minutes of the ladder")
    copies = relay.copies(BAD)
    told.eq([c.mark for c in copies], [None] * (row.copies - row.marked) + ["2"] * row.marked,
            "copies in the relay: at most two, the second with its mark")
    told.eq(len({c.id for c in copies}), min(1, row.copies), "under one Message-ID")
    told.eq([who for who in GOOD if len(relay.copies(who)) != 1], [], "each other has one copy")
    told.eq(case.end(), {BAD: row.end, **{who: "sent" for who in GOOD}}, "why: how it ended")
    told.eq(case.about(BAD), row.journal, "the journal: each attempt, at its priority")
    told.eq(case.status(), (2 if row.after else 0, row.after), "status in the end")
    began = list(dict.fromkeys(row.meanwhile + row.after))
    over = [c for c in began if c not in row.after]
    told.eq(sorted(case.alarms()), sorted([("degraded", c, 4) for c in began]
                                          + [("mended", c, 5) for c in over]),
            "the journal: each cause once when it begins, once when it is over")
    case.daemon.stop()
    return case


def shut(name, minute, why, close, open_, safe=False):
    """A relay that takes nothing from anybody until a minute; `close` and `open_` do that."""
    case = Case(name)
    told, relay, everybody = case.told, case.relay, [BAD, *GOOD]
    close(case)
    case.start()
    case.to(0)
    if name.startswith("banner"):
        case.answers(4)
        case.released()
    told.eq(case.status(), (2, [WAIT]), "status while it lasts")
    while case.clock.minute(START) < minute - 1:
        case.to(case.clock.minute(START) + 1)
        if name.startswith("banner"):
            case.released()
    told.eq((relay.letters, relay.calls), ([], []), "nobody was named to it, and it has no letter")
    open_(case)
    case.to(40)
    waited = [m for m in LADDER if m < minute]
    arrived = LADDER[len(waited)]
    told.eq({who: case.tries(who) for who in everybody},
            {who: [(m, "waiting") for m in waited] + [(arrived, "delivered")] for who in everybody},
            "each was tried at the minutes of the ladder, then it went")
    told.eq([(l.at, l.mark) for l in relay.letters], [(arrived, None)] * 6,
            "one copy for each of the six, none marked")
    said = {e["DONDOC_REASON"] if "DONDOC_REASON" in e else e["MESSAGE"]
            for e in case.journal() if e.get("DONDOC_KIND") == "waiting"}
    told.ok(said and all(why in text for text in said), f"the journal says why: {why}", why, said)
    if safe:
        told.eq({line.split(" ")[0] for line in relay.clear} - {"QUIT"}, {"EHLO", "STARTTLS"},
                "in clear not even the sender's name was said")
    case.calm([WAIT])
    case.daemon.stop()


def no_connection(case):
    case.relay.stop()


def door(does):
    def close(case):
        case.relay.door = lambda number, minute: does
        case.relay.drip = 1.0
    return close


def open_door(case):
    case.relay.door = lambda number, minute: "ok"


def tls(certificate, does="ok"):
    def close(case):
        case.relay.context = CERTIFICATES[certificate]
        case.relay.door = lambda number, minute: does
        case.mail("tls: required", f"ca: {WORK}/ca/ca.pem")
    return close


def good_certificate(case):
    open_door(case)
    case.relay.context = CERTIFICATES["good"]


def hang_one():
    """The greeting of one connection does not come, whoever has it."""
    case = Case("banner-hang-one")
    told, relay, everybody = case.told, case.relay, [BAD, *GOOD]
    relay.door = lambda number, minute: "hang" if number == 1 else "ok"
    case.start()
    case.to(0)
    late = [who for who in everybody if not relay.copies(who)]
    told.eq((len(late), relay.hanging), (1, 1), "five have their letters while the sixth one's hangs")
    case.answers(1)
    case.released()
    told.eq(case.status(), (2, [WAIT]), "status while it lasts")
    case.to(40)
    told.eq({who: case.tries(who) for who in everybody},
            {who: [(0, "waiting"), (1, "delivered")] if who in late else [(0, "delivered")]
             for who in everybody}, "the sixth has its letter a minute later")
    told.eq([l.mark for l in relay.letters], [None] * 6, "one copy each")
    case.calm([WAIT])
    case.daemon.stop()


def crowd():
    """Four letters that hang hold all four couriers: the others wait for the end of the wait, no longer."""
    case = Case("crowd")
    told, relay, everybody = case.told, case.relay, [BAD, *GOOD]
    slow = GOOD[:4]
    for who in slow:
        relay.scripts[who] = first("dot hang")
    case.start()
    case.to(0)
    case.answers(4)
    case.released()
    told.eq({who: relay.attempts(who) for who in everybody if who not in slow}, {BAD: [0], GOOD[4]: [0]},
            "once a courier is free the others have theirs, at the same minute of the clock")
    case.to(40)
    told.eq({who: [c.mark for c in relay.copies(who)] for who in slow}, {who: [None, "2"] for who in slow},
            "the four have two copies each, the second marked")
    told.eq({who: relay.attempts(who) for who in slow}, {who: [0, 5] for who in slow}, "after 5 minutes")
    case.calm([WAIT])
    case.daemon.stop()


def week():
    """Nobody listens from Monday 5/6 08:00 to Monday 12/6 09:59; then two letters a minute may go.

    The steps of the days in between: 5/6 -7wd, 9/6 -3wd. On each of the days 5, 6, 7, 8, 9 and 12/6 a
    letter is made at 08:00 that takes the place of the one before: the last stands for five others.
    """
    case = Case("week")
    told, relay, everybody = case.told, case.relay, [BAD, *GOOD]
    relay.stop()
    case.start()
    case.daemon.turn(moment("2023-06-05 09:05"))
    case.daemon.jump(moment("2023-06-05 16:20"))
    case.daemon.turn(moment("2023-06-05 17:30"))
    for day in ("06", "07", "08", "09"):
        case.daemon.turn(moment(f"2023-06-{day} 08:00"))
        case.daemon.jump(moment(f"2023-06-{day} 17:30"))
    case.daemon.turn(moment("2023-06-12 09:59"))
    told.eq(case.status(), (2, [WAIT]), "status while it lasts")
    case.mail("tls: none", limits="after-outage-per-minute: 2")
    told.eq(case.daemon.dondoc("reload")[0], 0, "two a minute is in force")
    relay.listen()
    case.daemon.turn(moment("2023-06-12 11:00"))
    # The ladder of 08:00 has an attempt at 10:00.
    begun = 7 * 1440 + 120
    per_minute = collections.Counter(l.at - begun for l in relay.letters)
    told.eq(sorted(l.recipient for l in relay.letters), sorted(everybody), "one letter for each of the six")
    told.eq(per_minute, {0: 2, 1: 2, 2: 2}, "no more than two a minute: they are older than an hour")
    # 14/6 - 12/6
    told.eq({l.subject.split("]")[0] for l in relay.letters}, {"[Còn 2 ngày"}, "it says what is true now")
    told.eq({l.mark for l in relay.letters}, {None}, "none is marked: nothing was unsure")
    told.eq(["Thư này thay cho 1 thư chưa gửi được trước đó." in l.text for l in relay.letters], [True] * 6,
            "it stands for that of -7wd, which never left; but for -3wd, 9/6, there was nothing new to say")
    # On Monday the clock jumps from 09:05 to 16:20, and the office closes at 17:00; on the days behind it
    # jumps from 08:00 to the evening; the last one has the whole ladder again, until the relay is there.
    monday, last = [0, 1, 3, 7, 15, 30, 60, 500, 530], [0, 1, 3, 7, 15, 30, 60, 90]
    expected = [*monday, 1440, 2880, 4320, 5760, *(7 * 1440 + m for m in last)]
    tries = {who: [m for m, kind in case.tries(who) if kind == "waiting"] for who in everybody}
    told.eq(tries, {who: expected for who in everybody},
            "each was tried by the ladder, each day anew, in office hours alone")
    case.calm([WAIT])
    case.daemon.stop()


def valid_until():
    """The certificate that ends at 07:58 is good at 07:55."""
    case = Case("certificate-ends")
    tls("ends")(case)
    case.start()
    code, out, _ = case.daemon.dondoc("mail", "test", "ai@example.test", "--json")
    case.told.eq((code, json.loads(out)["state"]), (0, "sent"), "at 07:55 a letter goes")
    case.daemon.turn(START)
    code, out, _ = case.daemon.dondoc("mail", "test", "ai@example.test", "--json")
    view = json.loads(out)
    case.told.ok((code, view["state"]) == (75, "waiting") and "đã hết hạn" in view["reason"],
                 "at 08:00 it has expired: 75 and why", "75", (code, view))
    case.told.eq(len(case.relay.letters), 1, "and no other has gone")
    case.daemon.stop()


def postfix():
    """A real one, with TLS: it refuses Tốt 1 by name and Tốt 2 after the dot, puts Xấu off (450), is down
    from minute 5 to 10, and then takes Xấu.
    """
    case = Case("postfix")
    told = case.told
    must("useradd", "--system", "--no-create-home", "hopthu")
    box = pwd.getpwnam("hopthu")
    os.makedirs("/srv/mail")
    os.chown("/srv/mail", box.pw_uid, box.pw_gid)
    for end in ("pem", "key"):
        shutil.copy(f"{WORK}/ca/good.{end}", f"/etc/postfix/relay.{end}")
    mail = post_office.MAIN_CF.format(uid=box.pw_uid, gid=box.pw_gid)
    checks, count = re.subn(
        r"\{ \{khong-co@.*\} \},",
        f"{{ {{{BAD}=450 4.7.1 hay gui lai sau}} {{{GOOD[0]}=550 5.1.1 khong co ban nay}} }},", mail)
    if count != 1:
        raise Broken("post_office.MAIN_CF has changed")
    checks += f"header_checks = regexp:{{{{/^To:.*{GOOD[1]}/ REJECT khong nhan thu nay}}}}\n"
    # Postfix tells nobody twice in a second, and holds nobody up.
    citizen.write("/etc/postfix/main.cf", checks + "smtpd_error_sleep_time = 0\n")
    must("systemctl", "start", "postfix@-.service")
    settings(case.folder, ["via: smtp://127.0.0.1:25", "tls: required", f"ca: {WORK}/ca/ca.pem"])
    case.start()
    case.to(0)
    told.eq(case.status(), (2, [DEAD, WAIT]), "status while it lasts")
    case.to(5)
    must("systemctl", "stop", "postfix@-.service")
    case.to(10)
    citizen.write("/etc/postfix/main.cf", checks.replace(f"{{{BAD}=450 4.7.1 hay gui lai sau}}", ""))
    must("systemctl", "start", "postfix@-.service")
    case.to(40)
    arrived = [(0, "delivered")]
    told.eq({who: case.tries(who) for who in [BAD, *GOOD]},
            {BAD: [(m, "waiting") for m in (0, 1, 3, 7)] + [(15, "delivered")],
             GOOD[0]: [(0, "failed")], GOOD[1]: [(0, "failed")],
             **{who: arrived for who in GOOD[2:]}}, "each was tried at the minutes of the ladder")
    said = " ".join(e["MESSAGE"] for e in case.journal() if "DONDOC_ATTEMPT" in e)
    told.eq([w for w in ("450 4.7.1", "550 5.1.1", "550 5.7.1", "không kết nối được") if w not in said], [],
            "the journal has Postfix's words, and that it was down")
    folder = f"{post_office.MAILDIR}/new"
    found = first_light.eventually(
        lambda: len(os.listdir(folder)) >= 4 and sorted(os.listdir(folder)), "four letters are there", 20)
    letters = [post_office.Letter(f"{folder}/{name}") for name in found]
    told.eq(sorted((l.recipient, str(l.mail["X-Dondoc-Attempt"]), "with ESMTPS" in str(l.mail["Received"]))
                   for l in letters), [(who, "None", True) for who in sorted([BAD, *GOOD[2:]])],
            "the Maildir has one letter for each of the four, not marked, come under TLS")
    told.eq(case.status(), (2, [DEAD]), "status in the end: the two that were refused")
    case.daemon.stop()


# --- in and out of the box ---------------------------------------------------------------------

def prepare():
    # Swift itself needs one of them.
    must(shutil.which("cc") or "clang", "-O1", "-shared", "-fPIC", "-o", LIBRARY, f"{SOURCE}/Tests/Peer/clock.c")
    certificates(f"{WORK}/ca")


# Long ones first.
CASES = {
    "postfix": postfix,
    "week": week,
    "banner-hang": lambda: shut("banner-hang", 3, "quá thời gian chờ", door("hang"), open_door),
    "banner-drip": lambda: shut("banner-drip", 3, "quá thời gian chờ", door("drip"), open_door),
    "crowd": crowd,
    "banner-hang-one": hang_one,
    **{row.name: (lambda row=row: judge(row)) for row in ROWS},
    "down": lambda: shut("down", 10, "không kết nối được", no_connection, lambda c: c.relay.listen()),
    "no-starttls": lambda: shut("no-starttls", 10, "không có mã hóa TLS", tls("good", "plain"),
                                good_certificate, safe=True),
    "self-signed": lambda: shut("self-signed", 10, "không do cơ quan chứng thực nào", tls("self"),
                                good_certificate, safe=True),
    "wrong-name": lambda: shut("wrong-name", 10, "không phải của máy có tên này", tls("name"),
                               good_certificate, safe=True),
    "expired": lambda: shut("expired", 10, "đã hết hạn", tls("ends"), good_certificate, safe=True),
    "valid-until": valid_until,
    "titles": titles,
}


def attempt(name):
    began = time.monotonic()
    try:
        CASES[name]()
    except Exception as error:
        with printing:
            if not isinstance(error, (Broken, Stuck)):
                import traceback
                traceback.print_exc()
            first_light.failed += 1
            print(f"FAILED {name}: broke off: {error}", flush=True)
    with printing:
        print(f"   {name}: {time.monotonic() - began:.1f} s", flush=True)


def in_box():
    began = time.monotonic()
    os.makedirs(f"{WORK}/run")
    names = os.environ.get("ROWS", "").split() or list(CASES)
    prepare()
    with concurrent.futures.ThreadPoolExecutor(4) as pool:
        list(pool.map(attempt, names))
    print(f"{time.monotonic() - began:.1f} s")
    return first_light.told()


if __name__ == "__main__":
    sys.exit(first_light.main(__file__, in_box))
