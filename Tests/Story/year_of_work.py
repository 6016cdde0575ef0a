#!/usr/bin/python3
"""Thanh Hóa's year 2023, from the loading of its plan to the balance in January.

    year_of_work.py BIN_DIR          BIN_DIR holds dondocd and dondoc

Runs the real programs in a throwaway system (Tests/Tools/systemd-box): a login name for each of the
32 units, one for the coordinator, her deputy, a leader, an auditor. The training clock stands at
10:00 of each day on which somebody acts. What happens, and every figure expected, stands in
year_of_work.md, worked out by hand; the figures are read from there and nowhere repeated here.

Figures are asked for on the day itself and again in January with --at: the answers must be the same
to the byte.
"""
import collections
import concurrent.futures
import datetime
import json
import os
import shutil
import subprocess
import sys
import time
import traceback

import first_light
from first_light import BIN, SOURCE, WORK, Broken, UNITS, eq, ok

HERE = os.path.dirname(os.path.realpath(__file__))
PLAN, REQUESTS = "thanh-hoa-2023", "doan-the-2023"
ALIVE = "50bf209aa9a38dfb9bc7413560a56aa6"
BUCKETS = {"on time": "done-on-time", "late": "done-late", "in time": "open-in-time",
           "overdue": "open-overdue", "undated": "undated"}
COLUMNS = [*BUCKETS, "withdrawn"]
DEPARTMENTS = list(UNITS)[:5]
D = [None, *list(UNITS)[5:]]  # D[1] is TP Thanh Hóa, D[27] Yên Định
SEVEN = [f"huyen-{n}" for n in ("ba-thuoc", "lang-chanh", "muong-lat", "nhu-xuan", "quan-hoa",
                                "quan-son", "thuong-xuan")]
(TTTT, VHTTDL, Y_TE, GDDT, CONG_AN) = DEPARTMENTS
NGHI_SON, BA_THUOC, HOANG_HOA, LANG_CHANH, MUONG_LAT = D[4], D[5], D[10], D[11], D[12]
NGA_SON, NGOC_LAC, NHU_XUAN, NONG_CONG, QUAN_HOA, QUAN_SON = (
    D[13], D[14], D[16], D[17], D[18], D[19])
THACH_THANH, THO_XUAN, THUONG_XUAN, TRIEU_SON, VINH_LOC, YEN_DINH = (
    D[21], D[23], D[24], D[25], D[26], D[27])
SO, TOA_AN, VKS, HOI_LHPN = "so-ldtbxh", "toa-an-tinh", "vien-kiem-sat-tinh", "hoi-lhpn-tinh"
COORDINATOR, DEPUTY, LEADER, AUDITOR = "dieuphoi", "phodieuphoi", "ld-quan-hoa", "kiemtoan"
WAITING, STAMP = ["--plan", PLAN, "--state", "claimed"], ["--reason", "dấu đến"]
COORDINATOR_NAME, DEPUTY_NAME = "Đầu mối Sở LĐTBXH Thanh Hóa", "Phó đầu mối Sở LĐTBXH"


def key(task, agency, period="2023", plan=PLAN):
    return f"{plan}/{task}/{period}/{agency}"


def doan(agency):
    return key("kien-toan-doan-178", agency)


def ke_hoach(agency):
    return key("ke-hoach-rieng", agency)


def half(agency):
    return key("bao-cao-6-thang", agency, "2023-H1")


def annual(agency):
    return key("bao-cao-nam", agency)


SUMMARY, SUMMARY_2 = key("tong-hop-6-thang", SO, "2023-H1"), key("tong-hop-nam", SO)


def clerk(agency):
    return f"vt-{agency}"


# --- the table ---------------------------------------------------------------------------------

class Working:
    """year_of_work.md."""

    def __init__(self):
        with open(f"{HERE}/year_of_work.md", encoding="utf-8") as file:
            self.text = file.read()
        self.obligations = {r["task"]: r for r in self.table("The obligations")}
        self.tasks = self.table("Figures by task")
        self.totals = {(r["day"], r["by"]): r for r in self.table(f"Figures of {PLAN}")}
        self.reports = self.table("Who has reported")
        self.days = sorted({day for day, _ in self.totals})

    def table(self, heading):
        section = self.text.split(f"## {heading}\n", 1)[1].split("\n## ")[0]
        lines = [[cell.strip() for cell in line.strip().strip("|").split("|")]
                 for line in section.splitlines() if line.startswith("|")]
        return [dict(zip(lines[0], line)) for line in lines[2:]]

    def of_task(self, task, day, by):
        rows = [r for r in self.tasks if r["task"] == task and r["from"] <= day]
        last = [r for r in rows if r["from"] == max(x["from"] for x in rows)]
        (row,) = [r for r in last if r["by"] in ("both", by)]
        return {c: int(row[c]) for c in COLUMNS}

    def of_plan(self, day, by):
        row = self.totals[day, by]
        counts = {name.replace("-", "_"): int(row[c]) for c, name in BUCKETS.items()}
        return {"at": day, "by": by, "total": int(row["total"]), "dated": int(row["dated"]),
                **counts, "withdrawn": int(row["withdrawn"])}

    def adds_up(self):
        """The table against itself: a task against its number, a total against its tasks."""
        wrong = []
        for (day, by), total in self.totals.items():
            added = collections.Counter()
            for task, row in self.obligations.items():
                figures = self.of_task(task, day, by)
                if sum(figures.values()) != int(row["obligations"]):
                    wrong.append((task, day, by))
                if "/" not in task:
                    added.update(figures)
            said = {c: int(total[c]) for c in COLUMNS}
            if dict(added) != said or sum(said.values()) != int(total["total"]):
                wrong.append((day, by, dict(added)))
        eq(wrong, [], "the table adds up: by task, by day, by due and by original")


# --- the office --------------------------------------------------------------------------------

class Office(first_light.Daemon):
    """The daemon at 10:00 of one day after the other, and what people say to it."""

    def __init__(self):
        super().__init__("year", "2023-01-03 08:00")
        self.today, self.taken, self.wrong, self.said = None, [], [], {}

    def on(self, day):
        self.close()
        self.today = day
        self.run_to(f"{day} 10:00")

    def close(self):
        if self.process:
            eq(self.wrong, [], f"{self.today}: {len(self.taken)} commands are obeyed")
            self.taken, self.wrong = [], []
            self.stop()

    def ask(self, user, *arguments):
        status, out, err = self.cli(user, *arguments, "--json")
        return status, (json.loads(out) if out.strip() else None), err

    def do(self, user, *arguments):
        """What must succeed; its answer."""
        status, answer, err = self.ask(user, *arguments)
        self.taken.append(arguments[0])
        if status != 0:
            self.wrong.append((user, arguments, status, err.strip()))
        return answer if status == 0 else {}

    def many(self, user, count, *arguments):
        """What must reach so many obligations at once; its answer."""
        answer = self.do(user, *arguments)
        reached = len(answer.get("obligations", []))
        if reached != count:
            self.wrong.append((user, arguments, f"{reached} obligations, not {count}"))
        return answer

    def each(self, units, command, count=None):
        """What the clerks of many units do, several at once; `command` makes the words of one."""
        def one(unit):
            if count is None:
                self.do(clerk(unit), *command(unit))
            else:
                self.many(clerk(unit), count, *command(unit))
        with concurrent.futures.ThreadPoolExecutor(4) as pool:
            list(pool.map(one, units))

    def refuses(self, status, what, user, *arguments):
        came, answer, err = self.ask(user, *arguments)
        ok(came == status and err.strip(), f"{self.today}: {status} for {what}",
           f"{status} and why", f"{came} {answer} {err}")
        return err

    def fields(self, one, *names, at=None):
        answer = self.do(COORDINATOR, "show", one, *(["--at", at] if at else []))
        return [answer.get(name) for name in names]


# --- the world ---------------------------------------------------------------------------------

def build_world():
    for folder in (f"{WORK}/run", f"{WORK}/bin"):
        os.makedirs(folder, 0o755)
    os.chmod(WORK, 0o755)
    shutil.copy(f"{BIN}/dondoc", f"{WORK}/bin/dondoc")
    shutil.copytree(f"{SOURCE}/config", f"{WORK}/config")
    path = f"{WORK}/config/agencies/thanh-hoa.yaml"
    with open(path, encoding="utf-8") as file:
        agencies = file.read()
    before = f"{{name: {COORDINATOR_NAME}, "
    if agencies.count(before) != 1:
        raise Broken("config/agencies/thanh-hoa.yaml has changed: no dau-moi-so-ldtbxh")
    agencies = agencies.replace(
        before, f"{before}user: {COORDINATOR}, "
        "deputy: {id: pho-dau-moi, from: 2023-06-12, until: 2023-06-30}, ")
    people = {clerk(unit): (unit, "staff") for unit in [*UNITS, TOA_AN]}
    people |= {LEADER: (QUAN_HOA, "leader"), AUDITOR: ("ubnd-tinh", "auditor")}
    for user, (agency, role) in people.items():
        agencies += f"  {user}: {{name: {user}, user: {user}, agency: {agency}, role: {role}}}\n"
    agencies += (f"  pho-dau-moi: {{name: {DEPUTY_NAME}, user: {DEPUTY}, agency: {SO}, "
                 "role: staff}\n")
    with open(path, "w", encoding="utf-8") as file:
        file.write(agencies)
    with open(f"{WORK}/{REQUESTS}.yaml", "w", encoding="utf-8") as file:
        file.write(
            f"plan: {REQUESTS}\ntitle: Đề nghị góp ý kế hoạch năm sau\nterritory: thanh-hoa\n"
            "issuer: ubnd-tinh\nperiod: 2023\ncoordinator: so-ldtbxh\ntasks:\n"
            "  - {id: gop-y, title: Góp ý kế hoạch năm sau, request: true, "
            "due: trước ngày 30/9/2023, lead: [mttq-tinh, hoi-lhpn-tinh, tinh-doan, ldld-tinh]}\n"
            "reports: []\n")
    subprocess.run(["groupadd", "--system", "dondoc-staff"], check=True)
    for user in [*people, COORDINATOR, DEPUTY]:
        subprocess.run(
            ["useradd", "--no-create-home", "--groups", "dondoc-staff", user], check=True)


# --- asking for figures ------------------------------------------------------------------------

def figures(o, working, day, first):
    """Totals and tasks of a day: on the day itself (first), or later with --at."""
    when = [] if first and day == o.today else ["--at", day]
    name = f"{day}{'' if first else ' again'}"
    for by in ("due", "original"):
        status, out, err = o.cli(COORDINATOR, "list", "--totals", "--plan", PLAN, *when,
                                 *([] if by == "due" else ["--by", by]), "--json")
        eq(json.loads(out) if status == 0 else err, working.of_plan(day, by),
           f"figures of {name} by {by}")
        if first:
            o.said[day, by] = out
        else:
            eq(out, o.said.get((day, by)), f"figures of {name} by {by}: the same to the byte")
    rows = o.do(COORDINATOR, "list", "-n", "1000", *when)
    if first:
        o.said[day] = rows
        tasks(working, day, "due", {
            c: [r for r in rows if r["bucket"] == BUCKETS.get(c)] for c in COLUMNS})
        at = {"at": day} if when else {}
        tasks(working, day, "original", {
            c: first_light.obligations(o, by="original", **at, **(
                {"bucket": BUCKETS[c]} if c in BUCKETS else {"state": c})) for c in COLUMNS})
    else:
        wrong = [(old["key"], f, old[f], new[f]) for old, new in zip(o.said[day], rows) for f in old
                 if old[f] != new[f] and f != "reminders_sent"]
        eq((len(rows), wrong), (len(o.said[day]), []), f"every obligation of {name} is what it was")
    reports(o, working, day, when, name)


def tasks(working, day, by, rows):
    came = {task: dict.fromkeys(COLUMNS, 0) for task in working.obligations}
    for column in COLUMNS:
        for row in rows[column]:
            came[task_of(row)][column] += 1
    eq(came, {task: working.of_task(task, day, by) for task in working.obligations},
       f"figures of {day} by {by}, task for task")


def task_of(row):
    """As the table names it."""
    return row["task"] if row["plan"] == PLAN else f"{row['plan']}/{row['task']}"


def reports(o, working, day, when, name):
    for row in working.reports:
        if row["day"] != day:
            continue
        said = o.do(clerk(Y_TE), "show", f"{PLAN}/{row['report']}", *when)
        numbers = {f: int(row[f]) for f in ("total", "reported", "done", "late", "withdrawn")}
        came = {f: said.get(f) for f in numbers}
        eq((came, sorted(m["agency"] for m in said.get("missing", []))),
           (numbers, sorted(row["who"].split())),
           f"{row['report']} on {name}: {row['reported']} of {row['total']}, and who is missing")


# --- the year ----------------------------------------------------------------------------------

def first_quarter(o, working):
    o.on("2023-01-03")
    for plan in (f"{SOURCE}/config/plans/{PLAN}.yaml", f"{WORK}/{REQUESTS}.yaml"):
        o.do(COORDINATOR, "plan", "load", plan)
    rows = o.do(COORDINATOR, "list", "-n", "1000")
    eq(dict(collections.Counter(map(task_of, rows))),
       {t: int(r["obligations"]) for t, r in working.obligations.items()},
       "each task has its obligations")
    eq({task_of(r): r["due"] or "–" for r in rows},
       {t: r["due"] for t, r in working.obligations.items()}, "each task has its due day")

    o.on("2023-03-20")
    o.do(clerk(NONG_CONG), "start", doan(NONG_CONG), "--note", "đang rà soát thành viên")
    o.do(clerk(TTTT), "checkin", key("chuyen-trang-chuyen-muc", TTTT), "--note", "2 chuyên mục")
    o.refuses(77, "a clerk who checks in for another agency", clerk(Y_TE), "checkin",
              key("chuyen-trang-chuyen-muc", TTTT))
    spring = ["--mine", "--due-before", "2023-04-01", "--doc", "05/KH"]
    o.each([u for u in D[1:] if u not in SEVEN], lambda _: ["done", *spring], 2)
    o.each(DEPARTMENTS, lambda _: ["done", *spring], 1)
    o.refuses(1, "a decision claimed without its number", COORDINATOR, "done", doan(SO))
    o.do(COORDINATOR, "done", doan(SO), "--doc", "310/QĐ-UBND", "--dated", "2023-03-17")

    o.on("2023-03-21")
    mistake(o)

    o.on("2023-03-27")
    o.do(clerk(HOANG_HOA), "done", doan(HOANG_HOA), "--doc", "07/QĐ-UBND")
    o.do(LEADER, "extend", ke_hoach(QUAN_HOA), "--to", "2023-04-14", "--reason", "chờ nghị quyết")
    o.do(clerk(MUONG_LAT), "extend", doan(MUONG_LAT), "--to", "2023-04-28", "--reason", "rét hại")
    eq(sorted(r["key"] for r in o.do(COORDINATOR, "list", "--asked")),
       sorted([doan(MUONG_LAT), ke_hoach(QUAN_HOA)]), "two extensions are asked for")

    o.on("2023-03-29")
    o.refuses(1, "a grant without a document", COORDINATOR, "extend", ke_hoach(QUAN_HOA), "--to",
              "2023-04-14", "--reason", "đồng ý")
    o.do(COORDINATOR, "extend", ke_hoach(QUAN_HOA), "--to", "2023-04-14", "--doc", "12/QĐ-SLĐTBXH",
         "--reason", "đồng ý")
    o.do(COORDINATOR, "extend", doan(MUONG_LAT), "--refuse", "--reason", "lý do chưa rõ")
    eq(o.do(COORDINATOR, "list", "--asked"), [], "both are answered")
    eq(o.fields(ke_hoach(QUAN_HOA), "due", "act_by", "original_due", "extended"),
       ["2023-04-14", "2023-04-14", "2023-03-31", True], "granted: the first day stays on record")
    eq(o.fields(doan(MUONG_LAT), "due", "extended"), ["2023-03-31", False],
       "refused: nothing moves")
    o.do(COORDINATOR, "confirm", doan(HOANG_HOA))
    o.each([BA_THUOC, NHU_XUAN], lambda _: ["done", *spring], 2)

    o.on("2023-03-31")
    o.many(clerk(THUONG_XUAN), 2, "done", *spring)
    o.do(clerk(LANG_CHANH), "done", ke_hoach(LANG_CHANH), "--doc", "09/KH-UBND")
    figures(o, working, "2023-03-31", True)
    figures(o, working, "2023-04-01", True)


def mistake(o):
    """A bulk confirmation too many, taken back whole."""
    which = ["--plan", PLAN, "--due-before", "2023-04-01"]
    before = o.cli(COORDINATOR, "list", "--totals", "--json")[1]
    tried = o.many(COORDINATOR, 46, "confirm", *which, "--dry-run")
    eq([tried.get(f) for f in ("change", "dry_run", "skipped")], [None, True, 60 - 46],
       "a dry run: 46 would be confirmed, 14 are left out")
    eq(o.cli(COORDINATOR, "list", "--totals", "--json")[1], before, "a dry run changes nothing")
    o.refuses(77, "a clerk who confirms", clerk(Y_TE), "confirm", *which)
    o.refuses(77, "an auditor who confirms", AUDITOR, "confirm", *which)
    o.refuses(64, "a verb without any obligation", COORDINATOR, "confirm")
    done = o.many(COORDINATOR, 46, "confirm", *which)
    eq({row["state"] for row in done.get("obligations", [])}, {"done"}, "46 are confirmed at once")
    back = o.many(COORDINATOR, 46, "undo")
    eq({row["state"] for row in back.get("obligations", [])}, {"claimed"}, "undo: all 46 wait")
    eq(o.cli(COORDINATOR, "list", "--totals", "--json")[1], before, "undo: figures as before")
    o.refuses(1, "a change taken back twice", COORDINATOR, "undo", str(done.get("change")))
    log = o.do(COORDINATOR, "log", doan(NGHI_SON))
    eq([(r["verb"], r["change"], r["undoes"]) for r in log[-2:]],
       [("confirm", done.get("change"), None), ("undo", back.get("change"), done.get("change"))],
       "the trail has the change and the one that takes it back")
    o.many(COORDINATOR, 2, "return", doan(NGHI_SON), doan(HOANG_HOA), "--reason", "thiếu tên")
    eq(o.many(COORDINATOR, 44, "confirm", *which, "--dry-run").get("skipped"), 16, "then 44 of 60")
    o.many(COORDINATOR, 44, "confirm", *which)
    o.refuses(1, "an undo of what was built upon", COORDINATOR, "undo", str(done.get("change")))
    eq(o.fields(doan(NGHI_SON), "state", "returned"), ["returned", 1], "Nghi Sơn is returned")


def second_quarter(o):
    o.on("2023-04-05")
    o.many(COORDINATOR, 7, "confirm", *WAITING)
    o.do(clerk(NGHI_SON), "done", doan(NGHI_SON), "--doc", "11/QĐ-UBND")
    o.do(COORDINATOR, "confirm", doan(NGHI_SON))
    o.refuses(77, "the coordinator who claims without --for", COORDINATOR, "done", doan(QUAN_SON),
              "--doc", "02/QĐ-UBND")
    for one in (ke_hoach(QUAN_SON), doan(QUAN_SON)):
        o.do(COORDINATOR, "done", one, "--for", QUAN_SON, "--doc", "02/QĐ-UBND")
    o.refuses(64, "a day of receipt without a reason", COORDINATOR, "confirm", ke_hoach(QUAN_SON),
              "--received", "2023-03-30")
    o.refuses(1, "a day of receipt after the claim", COORDINATOR, "confirm", ke_hoach(QUAN_SON),
              "--received", "2023-04-06", *STAMP)
    o.do(COORDINATOR, "confirm", ke_hoach(QUAN_SON), "--received", "2023-03-30", *STAMP)
    o.do(COORDINATOR, "confirm", doan(QUAN_SON))
    eq([o.fields(one, "bucket")[0] for one in (ke_hoach(QUAN_SON), doan(QUAN_SON))],
       ["done-on-time", "done-late"], "Quan Sơn: received 30/3 is on time, claimed 5/4 is late")
    log = o.do(COORDINATOR, "log", doan(QUAN_SON))
    eq([(r["verb"], r["user"], r["on_behalf"], r["before"].split()[0], r["after"].split()[0])
        for r in log[-2:]],
       [("done", COORDINATOR, QUAN_SON, "planned", "claimed"),
        ("confirm", COORDINATOR, None, "claimed", "done")], "the trail says on whose behalf")

    o.on("2023-04-12")
    o.do(clerk(QUAN_HOA), "done", ke_hoach(QUAN_HOA), "--doc", "21/KH-UBND")
    eq([o.fields(key(t, a), "quiet", "bucket") for t, a in
        [("chuyen-trang-chuyen-muc", TTTT), ("tuyen-truyen-phong-ngua", SO)]],
       [[False, "undated"], [True, "undated"]],
       "who checked in is not quiet, who did not is quiet and never overdue")

    o.on("2023-04-17")
    o.do(COORDINATOR, "confirm", ke_hoach(QUAN_HOA))
    late = ["extend", doan(QUAN_HOA), "--to", "2023-04-28", "--doc", "15/QĐ-SLĐTBXH", "--reason",
            "bão lũ"]
    o.refuses(1, "an extension after the day", COORDINATOR, *late)
    o.do(COORDINATOR, *late, "--force")
    o.many(clerk(MUONG_LAT), 2, "done", "--mine", "--due-before", "2023-04-01", "--doc", "06/KH")
    o.on("2023-04-28")
    o.do(clerk(QUAN_HOA), "done", doan(QUAN_HOA), "--doc", "22/QĐ-UBND")
    o.on("2023-05-04")
    o.do(clerk(LANG_CHANH), "done", doan(LANG_CHANH), "--doc", "14/QĐ-UBND")
    o.many(COORDINATOR, 4, "confirm", *WAITING)


def half_year(o, working):
    def claim(*units):
        o.each(units, lambda unit: ["done", half(unit), "--doc", "45/BC", "--dated", o.today])

    o.on("2023-06-05")
    claim(TTTT, GDDT, *D[1:9])
    o.do(COORDINATOR, "reopen", ke_hoach(THUONG_XUAN), "--reason", "ban hành sai thẩm quyền")
    o.many(COORDINATOR, 3, "withdraw", key("mo-hinh-phong-ngua", MUONG_LAT),
           key("mo-hinh-phong-ngua", QUAN_SON), key("phoi-hop-thuc-hien", D[3]), "--reason",
           "không bố trí kinh phí")
    o.on("2023-06-09")
    o.refuses(77, "the deputy before her days", DEPUTY, "confirm", half(TTTT))
    o.do(COORDINATOR, "return", half(BA_THUOC), "--reason", "thiếu số liệu cấp xã")
    o.many(COORDINATOR, 9, "confirm", *WAITING)
    o.on("2023-06-12")
    claim(*D[9:12], *D[13:19])
    ask = ["extend", half(MUONG_LAT), "--to", "2023-06-23"]
    o.do(clerk(MUONG_LAT), *ask, "--reason", "sạt lở đường")
    o.refuses(77, "a clerk who asks for another agency", clerk(Y_TE), *ask, "--reason", "nhầm")
    claim(BA_THUOC)
    o.do(clerk(QUAN_SON), "extend", half(QUAN_SON), "--to", "2023-06-30", "--reason", "bận")
    o.on("2023-06-14")
    claim(CONG_AN)
    o.many(DEPUTY, 11, "confirm", *WAITING)
    o.do(DEPUTY, "extend", half(QUAN_SON), "--refuse", "--reason", "lý do chưa rõ")
    row = o.do(COORDINATOR, "log", half(CONG_AN))[-1]
    eq([row[f] for f in ("verb", "user", "person", "deputy_for")],
       ["confirm", DEPUTY, DEPUTY_NAME, COORDINATOR_NAME], "the trail has both names")

    o.on("2023-06-15")
    claim(Y_TE, D[20], THACH_THANH, D[22])
    o.refuses(1, "an extension asked on the due day", clerk(THUONG_XUAN), "extend",
              half(THUONG_XUAN), "--to", "2023-06-22", "--reason", "chậm")
    figures(o, working, "2023-06-15", True)

    o.on("2023-06-16")
    o.many(COORDINATOR, 1, "return", half(THACH_THANH), "--reason", "sai biểu", "--dry-run")
    o.do(COORDINATOR, "return", half(THACH_THANH), "--reason", "sai biểu")
    o.many(COORDINATOR, 3, "confirm", half(Y_TE), half(D[20]), half(D[22]))
    o.do(DEPUTY, *ask, "--doc", "31/QĐ-SLĐTBXH", "--dated", "2023-06-16", "--reason", "xin từ 12/6")
    claim(VHTTDL)

    o.on("2023-06-19")
    o.do(COORDINATOR, "confirm", half(VHTTDL))
    o.do(COORDINATOR, "done", half(THO_XUAN), "--for", THO_XUAN, "--doc", "88/BC-UBND")
    o.do(COORDINATOR, "confirm", half(THO_XUAN), "--received", "2023-06-14", *STAMP)
    claim(VINH_LOC)
    o.do(COORDINATOR, "extend", half(THUONG_XUAN), "--to", "2023-06-22", "--doc", "33/QĐ-SLĐTBXH",
         "--reason", "mất điện", "--force")
    missing(o, SUMMARY, working, "bao-cao-6-thang/2023-H1")
    reports(o, working, "2023-06-19", [], "2023-06-19")

    o.on("2023-06-20")
    o.do(COORDINATOR, "confirm", half(VINH_LOC))
    claim(THACH_THANH, YEN_DINH)
    missing(o, SUMMARY, working, "bao-cao-6-thang/2023-H1")
    reports(o, working, "2023-06-20", [], "2023-06-20")
    o.refuses(1, "a waiver of what has come in", COORDINATOR, "waive", SUMMARY, "--input", Y_TE,
              "--reason", "nhầm")
    three = [a for u in (MUONG_LAT, QUAN_SON, THUONG_XUAN) for a in ("--input", u)]
    why = ["--reason", "UBND tỉnh cho tổng hợp trước"]
    o.do(COORDINATOR, "waive", SUMMARY, *three, *why)
    o.refuses(1, "a summary with one input neither there nor waived", COORDINATOR, "done", SUMMARY)
    eq([r["agency"] for r in o.do(COORDINATOR, "list", "--missing", SUMMARY)], [TRIEU_SON],
       "three are waived by name, one is still waited for")
    o.do(COORDINATOR, "waive", SUMMARY, "--input", TRIEU_SON, *why)
    o.do(COORDINATOR, "done", SUMMARY, "--doc", "120/BC-SLĐTBXH")
    waivers = o.fields(SUMMARY, "waivers")[0] or []
    eq(sorted((w["key"], w["person"]) for w in waivers),
       sorted((half(u), COORDINATOR_NAME) for u in (MUONG_LAT, QUAN_SON, THUONG_XUAN, TRIEU_SON)),
       "the four waivers stand with names and reason")

    o.on("2023-06-22")
    o.do(COORDINATOR, "confirm", SUMMARY)
    claim(THUONG_XUAN)
    o.on("2023-06-23")
    claim(MUONG_LAT)
    o.on("2023-06-27")
    claim(QUAN_SON)
    o.do(clerk(THUONG_XUAN), "done", ke_hoach(THUONG_XUAN), "--doc", "60/KH-UBND")
    o.many(COORDINATOR, 6, "confirm", *WAITING, "--due-before", "2023-07-01")
    o.on("2023-06-30")
    claim(TRIEU_SON)
    figures(o, working, "2023-06-30", True)


def missing(o, summary, working, report):
    """A summary waits for its inputs; who they are stands in the table for today."""
    (row,) = [r for r in working.reports if (r["day"], r["report"]) == (o.today, report)]
    names = sorted(row["who"].split())
    err = o.refuses(1, f"a summary while {len(names)} inputs are missing", COORDINATOR, "done",
                    summary, "--doc", "120/BC-SLĐTBXH")
    eq([n for n in names if n not in err], [], "the refusal names them")
    eq(sorted(r["agency"] for r in o.do(COORDINATOR, "list", "--missing", summary)), names,
       f"list --missing on {o.today}: {' '.join(names)}")


def summer(o):
    o.on("2023-07-03")
    o.refuses(77, "the deputy after her days", DEPUTY, "return", half(TRIEU_SON), "--reason", "sai")
    o.do(COORDINATOR, "return", half(TRIEU_SON), "--reason", "sao chép báo cáo năm 2022")
    o.do(COORDINATOR, "extend", half(TRIEU_SON), "--to", "2023-07-15", "--doc", "41/QĐ-SLĐTBXH",
         "--reason", "cho làm lại", "--force")
    eq(o.fields(half(TRIEU_SON), "due", "act_by", "original_due"),
       ["2023-07-15", "2023-07-14", "2023-06-15"], "15/7 is a Saturday: act_by is Friday 14/7")
    again = o.do(COORDINATOR, "plan", "load", f"{SOURCE}/config/plans/{PLAN}.yaml")
    eq(again.get("change", 0), None, "the plan is loaded again: what was withdrawn stays so")
    o.on("2023-09-29")
    o.do(COORDINATOR, "reopen", key("mo-hinh-phong-ngua", QUAN_SON), "--reason", "đã có kinh phí")
    o.do(COORDINATOR, "done", key("tap-huan-truyen-thong", SO), "--note", "3 lớp")
    o.do(COORDINATOR, "confirm", key("tap-huan-truyen-thong", SO))
    request = key("gop-y", HOI_LHPN, plan=REQUESTS)
    o.on("2023-10-09")
    eq(o.fields(request, "bucket"), ["open-in-time"], "a request is not overdue after its day")
    o.do(COORDINATOR, "done", request, "--for", HOI_LHPN, "--doc", "70/CV-HPN")
    o.do(COORDINATOR, "confirm", request)


def december(o, working):
    def claim(*units):
        o.each(units, lambda unit: ["done", annual(unit), "--doc", "99/BC", "--dated", o.today])

    women, merged, model = "ho-tro-phu-nu-viec-lam", "long-ghep-an-sinh", "mo-hinh-phong-ngua"
    o.on("2023-12-01")
    o.each(D[1:16], lambda unit: ["done", key(women, unit)])
    o.each([D[1], D[2], D[4]], lambda unit: ["done", key(model, unit)])
    o.on("2023-12-08")
    o.many(COORDINATOR, 18, "confirm", *WAITING)
    claim(*DEPARTMENTS, *D[1:12], *D[13:16])
    o.do(clerk(TOA_AN), "done", key("tap-huan-tu-phap", TOA_AN))

    o.on("2023-12-11")
    before = o.do(COORDINATOR, "show", annual(NGOC_LAC))
    wrong = o.do(COORDINATOR, "return", annual(NGOC_LAC), "--reason", "thiếu biểu 3")
    eq([wrong.get(f) for f in ("state", "claimed_at", "doc", "returned")],
       ["returned", None, None, 1], "Ngọc Lặc is returned by mistake, its claim is cleared")
    o.many(COORDINATOR, 1, "undo")
    after = o.do(COORDINATOR, "show", annual(NGOC_LAC))
    for one in (before, after):  # meanwhile it was open again, so a reminder may have been sent
        one.pop("change", None), one.pop("reminders_sent", None)
    eq(after, before, "undo: Ngọc Lặc's claim is what it was")
    o.do(COORDINATOR, "return", annual(NGA_SON), "--reason", "thiếu biểu 3")
    o.many(COORDINATOR, 19, "confirm", *WAITING)
    o.on("2023-12-12")
    claim(NGA_SON)
    o.do(clerk(MUONG_LAT), "extend", annual(MUONG_LAT), "--to", "2023-12-22", "--reason", "rét hại")
    o.on("2023-12-14")
    o.do(COORDINATOR, "extend", annual(MUONG_LAT), "--to", "2023-12-22", "--doc", "88/QĐ-SLĐTBXH",
         "--reason", "đồng ý")
    claim(*D[16:19], *D[20:23])
    o.on("2023-12-15")
    o.many(COORDINATOR, 7, "confirm", *WAITING)
    claim(THO_XUAN, TRIEU_SON)
    figures(o, working, "2023-12-15", True)

    o.on("2023-12-18")
    o.do(COORDINATOR, "confirm", annual(THO_XUAN))
    o.do(COORDINATOR, "return", annual(TRIEU_SON), "--reason", "chưa ký")
    o.do(COORDINATOR, "done", annual(VINH_LOC), "--for", VINH_LOC, "--doc", "77/BC-UBND")
    o.do(COORDINATOR, "confirm", annual(VINH_LOC), "--received", "2023-12-15", *STAMP)
    claim(YEN_DINH)
    o.on("2023-12-19")
    claim(TRIEU_SON, THUONG_XUAN)
    o.do(COORDINATOR, "confirm", annual(YEN_DINH))
    o.on("2023-12-20")
    claim(QUAN_SON)
    missing(o, SUMMARY_2, working, "bao-cao-nam/2023")
    reports(o, working, "2023-12-20", [], "2023-12-20")
    for task in ("quan-ly-co-so-kinh-doanh", "dieu-tra-triet-pha"):
        o.do(clerk(CONG_AN), "done", key(task, CONG_AN))
    o.do(COORDINATOR, "done", key("tap-huan-can-bo-phong-chong", SO))
    o.on("2023-12-22")
    claim(MUONG_LAT)
    o.do(COORDINATOR, "done", SUMMARY_2, "--doc", "260/BC-SLĐTBXH")
    o.on("2023-12-25")
    o.do(clerk(NONG_CONG), "done", key("phoi-hop-thuc-hien", NONG_CONG))
    # Triệu Sơn, Thường Xuân, Quan Sơn, Mường Lát; the summary; three of the year; Nông Cống
    o.many(COORDINATOR, 9, "confirm", *WAITING)
    eq([o.fields(one, "state", "bucket") for one in
        (SUMMARY_2, key("phoi-hop-thuc-hien", NONG_CONG))],
       [["done", "done-late"], ["done", "undated"]],
       "the second summary is late; what has no day is undated also when it is done")
    o.on("2023-12-27")
    later = ["extend", key(merged, MUONG_LAT), "--to", "2024-01-15"]
    o.do(clerk(MUONG_LAT), *later, "--reason", "rét hại")
    o.each([u for u in D[1:] if u != MUONG_LAT], lambda unit: ["done", key(merged, unit)])
    o.on("2023-12-28")
    o.do(COORDINATOR, *later, "--doc", "95/QĐ-SLĐTBXH", "--reason", "đồng ý")
    o.many(COORDINATOR, 26, "confirm", *WAITING)
    o.on("2023-12-29")
    year = ["done", "--mine", "--due-after", "2023-12-25", "--due-before", "2024-01-01"]
    o.each(D[16:24], lambda _: year, 2)
    o.each([D[3], *D[5:12], *D[13:16]], lambda _: year, 1)
    for who, task, agency in [(clerk(CONG_AN), "giam-sat-dia-ban-du-lich", CONG_AN),
                              (clerk(TOA_AN), "xet-xu-kip-thoi", TOA_AN),
                              (COORDINATOR, "tap-huan-can-thiep", SO)]:
        o.do(who, "done", key(task, agency))
    o.on("2023-12-31")
    figures(o, working, "2023-12-31", True)

    o.on("2024-01-05")
    o.many(COORDINATOR, 8 * 2 + 11 + 3, "confirm", *WAITING)
    o.each([THUONG_XUAN, TRIEU_SON], lambda _: year, 2)
    o.do(COORDINATOR, "done", key("xet-xu-kip-thoi", VKS), "--for", VKS, "--doc", "30/BC-VKS")
    o.on("2024-01-10")
    o.do(COORDINATOR, "confirm", key("xet-xu-kip-thoi", VKS), "--received", "2023-12-29", *STAMP)
    o.many(COORDINATOR, 4, "confirm", *WAITING)
    o.do(clerk(MUONG_LAT), "done", key(merged, MUONG_LAT))
    o.do(COORDINATOR, "confirm", key(merged, MUONG_LAT))
    o.on("2024-01-15")
    figures(o, working, "2024-01-15", True)


# --- looking back ------------------------------------------------------------------------------

def looking_back(o, working):
    for day in working.days:
        figures(o, working, day, False)
    for day in ("2023-06-19", "2023-06-20", "2023-12-20"):
        reports(o, working, day, ["--at", day], f"{day} again")
    eq(o.fields(ke_hoach(THUONG_XUAN), "state", "bucket", at="2023-03-31")
       + o.fields(ke_hoach(THUONG_XUAN), "state", "bucket", at="2023-06-15")
       + o.fields(ke_hoach(THUONG_XUAN), "state", "bucket"),
       ["claimed", "open-in-time", "started", "open-overdue", "done", "done-late"],
       "show --at: Thường Xuân's kế hoạch as it was")
    eq(o.fields(half(TRIEU_SON), "state", "due", "bucket", at="2023-06-30"),
       ["claimed", "2023-06-15", "open-overdue"], "show --at: no extension of a later day is seen")

    agencies = sorted({r["agency"] for r in first_light.obligations(o, plan=PLAN)})
    wrong = []
    for day in working.days:
        added = collections.Counter()
        for agency in agencies:
            said = o.api("GET", f"/v1/counts?plan={PLAN}&agency={agency}&at={day}&by=original")[1]
            four = sum(said[name.replace("-", "_")] for name in list(BUCKETS.values())[:4])
            if (four, said["dated"] + said["undated"] + said["withdrawn"]) != (
                    said["dated"], said["total"]):
                wrong.append((day, agency, said))
            added.update({k: v for k, v in said.items() if k not in ("at", "by")})
        expected = {k: v for k, v in working.of_plan(day, "original").items()
                    if k not in ("at", "by")}
        if {k: added[k] for k in expected} != expected:
            wrong.append((day, dict(added)))
    eq(wrong, [], f"{len(agencies)} agencies one by one sum up, each and to the whole")


def trail(o):
    """The chain is whole, and the journal has an outside witness of it for each day."""
    seen = o.do(AUDITOR, "audit", "verify")
    eq([seen.get(f) for f in ("ok", "row", "fault")], [True, None, None],
       "audit verify: it is whole")
    o.refuses(77, "a clerk who audits", clerk(Y_TE), "audit", "verify")
    subprocess.run(["journalctl", "--sync"], check=True)
    lines = subprocess.run(
        ["journalctl", "-o", "json", "--all", "--no-pager", f"MESSAGE_ID={ALIVE}"],
        capture_output=True, text=True, check=True).stdout.splitlines()
    alive = [json.loads(line) for line in lines]
    first, last = datetime.date(2023, 1, 3), datetime.date(2024, 1, 15)
    eq(len(alive), (last - first).days + 1, "a line of life each day from 3/1/2023 to 15/1/2024")
    counts = [int(e.get("DONDOC_TRAIL_COUNT", -1)) for e in alive]
    ok(counts == sorted(counts) and counts[0] >= 0 and counts[-1] <= seen.get("count", 0),
       "each with a count that never falls", f"up to {seen.get('count')}", counts[:3] + counts[-3:])
    wrong = []
    for e in (alive[1], alive[100], alive[170], alive[-1]):
        head = f"{e.get('DONDOC_TRAIL_COUNT')}:{e.get('DONDOC_TRAIL_HEAD')}"
        status, said, err = o.ask(AUDITOR, "audit", "verify", "--head", head)
        if status != 0 or not said["ok"]:
            wrong.append((head, status, said, err))
    eq(wrong, [], "heads that the journal kept are found in the trail")
    for head, fault in [(f"{counts[170]}:{'0' * 64}", "fork"),
                        (f"{seen.get('count', 0) + 100}:{'0' * 64}", "cut")]:
        status, said, err = o.ask(AUDITOR, "audit", "verify", "--head", head)
        eq((status, (said or {}).get("fault")), (1, fault), f"another head shows a {fault}: {err}")
    said = subprocess.run(
        ["journalctl", "-o", "json", "--all", "--no-pager", "DONDOC_KIND=returned"],
        capture_output=True, text=True, check=True).stdout.splitlines()
    eq(len(said), 8, "the journal has each of the 8 reports and decisions that were returned")


# --- in and out of the box ---------------------------------------------------------------------

def in_box():
    began = time.monotonic()
    working = Working()
    working.adds_up()
    build_world()
    o = Office()
    try:
        first_quarter(o, working)
        second_quarter(o)
        half_year(o, working)
        summer(o)
        december(o, working)
        looking_back(o, working)
        trail(o)
        o.close()
    except Exception as error:
        if not isinstance(error, Broken):
            traceback.print_exc()
        eq(o.wrong, [], f"{o.today}: {len(o.taken)} commands are obeyed")
        ok(False, f"the year broke off on {o.today}: {error}")
    print(f"{time.monotonic() - began:.1f} s")
    return first_light.told()


if __name__ == "__main__":
    sys.exit(first_light.main(__file__, in_box))
