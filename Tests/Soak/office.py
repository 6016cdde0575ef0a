"""The office that the soak is about: agencies, people with Linux accounts, a calendar, and plans in
several versions. Everything is fixed; what is random is what people do in it.

Accounts are those that every Debian has; root forks and becomes them.
"""
import datetime
import pwd

DAY = datetime.timedelta(days=1)
START = datetime.date(2023, 1, 3)
TERRITORY = "thu"

# id: short name
AGENCIES = {
    "ubnd-tinh": "UBND tỉnh", "so-mot": "Sở Một", "so-hai": "Sở Hai", "so-ba": "Sở Ba",
    "so-bon": "Sở Bốn", "hoi-nam": "Hội Năm",
    **{f"xa-{n}": f"Xã {n}" for n in range(1, 7)},
}
XA = [f"xa-{n}" for n in range(1, 7)]
GROUPS = {"xa": XA}

# id: account, agency, role. Sở Một coordinates two plans, Sở Hai one; hoi-nam and xa-4 to xa-6 have
# nobody at the machine: for them a coordinator acts with `for`.
PEOPLE = {
    "dau-moi-mot": ("bin", "so-mot", "coordinator"),
    "dau-moi-hai": ("sys", "so-hai", "coordinator"),
    "vt-mot": ("games", "so-mot", "staff"),
    "vt-hai": ("man", "so-hai", "staff"),
    "vt-ba": ("lp", "so-ba", "staff"),
    "lanh-dao-ba": ("mail", "so-ba", "leader"),
    "vt-bon": ("news", "so-bon", "staff"),
    "vt-xa-1": ("uucp", "xa-1", "staff"),
    "vt-xa-2": ("proxy", "xa-2", "staff"),
    "lanh-dao-xa-3": ("www-data", "xa-3", "leader"),
    "kiem-tra": ("backup", "ubnd-tinh", "auditor"),
    "quan-tri": ("list", "ubnd-tinh", "admin"),
}
NOBODIES = ["nobody", "irc"]  # accounts that stand nowhere in the files

# person: deputy, first day, last day
DEPUTIES = {
    "dau-moi-mot": ("vt-bon", datetime.date(2023, 2, 20), datetime.date(2023, 7, 14)),
    "vt-xa-1": ("vt-xa-2", datetime.date(2023, 4, 10), datetime.date(2023, 10, 20)),
    "quan-tri": ("vt-hai", datetime.date(2023, 5, 5), datetime.date(2023, 6, 25)),
    "kiem-tra": ("lanh-dao-xa-3", datetime.date(2023, 8, 1), datetime.date(2023, 9, 10)),
}

HOLIDAYS = [(1, 1), (4, 30), (5, 1), (9, 2)]
# Saturdays worked, and the days off for them.
SWAPPED = [datetime.date(2023, 4, 29), datetime.date(2023, 9, 9)]
SWAPPED_OFF = [datetime.date(2023, 5, 2), datetime.date(2023, 9, 1)]
YEARS = range(2022, 2028)


def is_working(day):
    if day in SWAPPED:
        return True
    return day.weekday() < 5 and day not in SWAPPED_OFF and (day.month, day.day) not in HOLIDAYS


def working_on_or_before(day):
    while not is_working(day):
        day -= DAY
    return day


def uids():
    """Account to uid, root among them."""
    names = ["root", *NOBODIES, *(account for account, _, _ in PEOPLE.values())]
    return {name: pwd.getpwnam(name).pw_uid for name in names}


def person_name(person):
    return f"Ông bà {person}"


# --- plans ---------------------------------------------------------------------------------------
# A task is id, kind, who, how it is due, proof, further facts. Days are counted from START.

def _plan(plan, number, coordinator, confirm, before, tasks):
    return {"plan": plan, "number": number, "coordinator": coordinator, "confirm": confirm,
            "before": before, "tasks": tasks}


def _task(id, lead, due, proof="none", kind="task", request=False, after=(), partners=()):
    return {"id": id, "kind": kind, "lead": list(lead), "due": due, "proof": proof,
            "request": request, "after": list(after), "with": list(partners)}


def _in(days, how="by"):
    """A named day; `how` is by (chậm nhất) or before (trước)."""
    return (how, (START + days * DAY).isoformat())


ALWAYS = ("always", None)


def base_plans():
    return {
        "ke-hoach-mot": _plan("ke-hoach-mot", "11/KH-UBND", "so-mot", "coordinator", "lenient", [
            _task("ra-soat", ["so-hai", "so-ba"], _in(25), partners=["so-bon"]),
            _task("lap-ho-so", ["@xa"], _in(60, "before"), proof="document"),
            _task("gui-tep", ["so-ba", "so-bon"], _in(95), proof="file"),
            _task("giai-trinh", ["so-bon", "xa-1", "xa-2"], _in(130), proof="note"),
            _task("de-nghi-hoi", ["hoi-nam", "xa-3"], _in(40), request=True),
            _task("thuong-xuyen", ["so-hai", "so-ba", "xa-1"], ALWAYS),
            _task("viec-dau-moi", ["so-mot"], _in(170)),
            _task("kiem-tra-xa", ["@xa"], _in(220, "before")),
            _task("bao-cao-xa", ["@xa"], _in(160), kind="report", proof="document"),
            _task("bao-cao-so", ["so-ba", "so-bon"], _in(165, "before"), kind="report"),
            _task("tong-hop", ["so-mot"], _in(175), kind="report", proof="document",
                  after=["bao-cao-xa", "bao-cao-so"]),
            _task("trinh-tinh", ["so-mot"], _in(182), kind="report", after=["tong-hop"]),
        ]),
        "ke-hoach-hai": _plan("ke-hoach-hai", "12/KH-UBND", "so-hai", "none", "strict", [
            _task("tu-kiem-tra", ["@xa"], _in(33, "before")),
            _task("tap-huan", ["so-mot", "so-ba", "so-bon"], _in(110, "before"), proof="document"),
            _task("tuyen-truyen", ["xa-1", "xa-3", "so-hai"], ALWAYS),
            _task("bao-cao-nhanh", ["xa-1", "xa-2", "xa-3"], _in(240), kind="report"),
            _task("gop-so-lieu", ["so-hai"], _in(250), kind="report", after=["bao-cao-nhanh"]),
        ]),
        "ke-hoach-ba": _plan("ke-hoach-ba", "13/KH-UBND", "so-mot", "coordinator", "lenient", [
            _task("viec-chung", ["so-mot", "so-hai"], _in(300)),
            _task("viec-rieng", ["so-bon", "hoi-nam"], _in(330, "before"), proof="note"),
            _task("so-lieu-thang", ["@xa"], _in(200), kind="report"),
            _task("gop-thang", ["so-mot", "so-ba", "xa-1"], _in(210), kind="report",
                  after=["so-lieu-thang"]),
        ]),
    }


VERSIONS = 6


def version(plan, n):
    """Version `n` of a plan, 0 the first one: tasks that come, go and move."""
    spec = base_plans()[plan]
    spec["version"] = n
    if n == 0:
        return spec
    tasks = []
    for at, task in enumerate(spec["tasks"]):
        if task["id"] in ("viec-dau-moi", "kiem-tra-xa", "tu-kiem-tra", "viec-rieng",
                          "giai-trinh") and (n + at) % 3 == 0:
            continue  # this version has no such task
        if task["due"][1] is not None and (n * 7 + at) % 5 == 0:
            how, day = task["due"]
            moved = datetime.date.fromisoformat(day) + (n * 9 - 20) * DAY
            task["due"] = (how, moved.isoformat())
        tasks.append(task)
    if n % 2:
        tasks.append(_task(f"viec-them-{n}", ["so-ba", "xa-2", "xa-4"], _in(60 * n + 15)))
    spec["tasks"] = tasks
    return spec


def phrase(due):
    how, day = due
    if how == "always":
        return "Thường xuyên"
    day = datetime.date.fromisoformat(day)
    written = f"{day.day}/{day.month}/{day.year}"
    return f"chậm nhất ngày {written}" if how == "by" else f"trước ngày {written}"


def days_of(due, before):
    """due and act_by; None for continuous work."""
    how, day = due
    if how == "always":
        return None, None
    day = datetime.date.fromisoformat(day)
    if how == "by":
        return day, working_on_or_before(day)
    return (day - DAY if before == "strict" else day), working_on_or_before(day - DAY)


def title(task):
    return f"Việc {task['id']}"


def text_of(spec):
    """The plan as a file."""
    lines = [f"plan: {spec['plan']}", f"number: {spec['number']}",
             f"title: Kế hoạch {spec['plan']}", f"territory: {TERRITORY}", "issuer: ubnd-tinh",
             "issued: 2023-01-02", "period: 2023..2025", f"coordinator: {spec['coordinator']}",
             f"note: bản {spec['version']}",
             f"defaults: {{before: {spec['before']}, confirm: {spec['confirm']}}}"]
    for kind, section, who in (("task", "tasks", "lead"), ("report", "reports", "from")):
        tasks = [t for t in spec["tasks"] if t["kind"] == kind]
        if tasks:
            lines.append(f"{section}:")
        for task in tasks:
            leads = ", ".join(f'"{one}"' for one in task["lead"])
            lines += [f"  - id: {task['id']}", f"    title: {title(task)}",
                      f"    {who}: [{leads}]", f"    due: {phrase(task['due'])}",
                      f"    proof: {task['proof']}"]
            if kind == "report":
                lines.append("    to: [ubnd-tinh]")
            if task["with"]:
                lines.append(f"    with: [{', '.join(task['with'])}]")
            if task["request"]:
                lines.append("    request: true")
            if task["after"]:
                lines.append(f"    after: [{', '.join(task['after'])}]")
    return "\n".join(lines) + "\n"


PERIOD = "2023-2025"


def members(task):
    found = []
    for one in task["lead"]:
        found += GROUPS[one[1:]] if one.startswith("@") else [one]
    return found


def expand(spec):
    """Key to what a load knows of an obligation, in the order of the file."""
    found = {}
    for task in sorted(spec["tasks"], key=lambda t: t["kind"] == "report"):
        due, act_by = days_of(task["due"], spec["before"])
        for agency in members(task):
            key = f"{spec['plan']}/{task['id']}/{PERIOD}/{agency}"
            found[key] = {
                "key": key, "plan": spec["plan"], "task": task["id"], "kind": task["kind"],
                "agency": agency, "due": due, "act_by": act_by, "title": title(task),
                "phrase": phrase(task["due"]), "lead": task["lead"], "with": task["with"],
                "proof": task["proof"], "request": task["request"], "after": task["after"],
                "checkin": task["due"][0] == "always",
            }
    return found


def all_keys():
    """Every key that any version of any plan has, in a fixed order."""
    found = {}
    for plan in base_plans():
        for n in range(VERSIONS):
            found.update(expand(version(plan, n)))
    return found


# --- files ---------------------------------------------------------------------------------------

def write(folder):
    for part in ("agencies", "calendar", "plans"):
        (folder / part).mkdir(parents=True)
    (folder / "dondoc.yaml").write_text("site: {name: Văn phòng thử}\nmail: {via: none}\n")
    lines = ["agencies:"]
    for id, short in AGENCIES.items():
        lines.append(f"  {id}: {{name: Cơ quan {short}, short: {short}, mail: [{id}@example.test]}}")
    lines.append("groups:")
    for id, who in GROUPS.items():
        lines.append(f"  {id}: {{name: Các {id}, members: [{', '.join(who)}]}}")
    lines.append("people:")
    for id, (account, agency, role) in PEOPLE.items():
        deputy = ""
        if id in DEPUTIES:
            other, first, last = DEPUTIES[id]
            deputy = f", deputy: {{id: {other}, from: {first}, until: {last}}}"
        lines.append(f"  {id}: {{name: {person_name(id)}, user: {account}, agency: {agency}, "
                     f"role: {role}{deputy}}}")
    (folder / "agencies" / f"{TERRITORY}.yaml").write_text("\n".join(lines) + "\n")
    for year in YEARS:
        entries = [f"  - {{day: {year}-{m:02}-{d:02}, kind: holiday, name: Nghỉ lễ}}"
                   for m, d in HOLIDAYS]
        for kind, days in (("swapped-work", SWAPPED), ("swapped-off", SWAPPED_OFF)):
            entries += [f"  - {{day: {day}, kind: {kind}, name: Hoán đổi}}"
                        for day in days if day.year == year]
        (folder / "calendar" / f"{year}.yaml").write_text(
            f"year: {year}\ndays:\n" + "\n".join(sorted(entries)) + "\n")
