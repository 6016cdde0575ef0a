"""Titles that did harm elsewhere, read back from the relay by Python's email and two calendars."""
import json
import subprocess
import unicodedata

import good_citizen as citizen
from case import BAD, GOOD, PLAN, Case
from first_light import SOURCE

# By recipient; the first is written decomposed (NFD), as some keyboards do.
TITLES = {
    BAD: "Nghị quyết “Ố Ử ữ ặ” – ỹ, ệ; dấu hỏi?",
    GOOD[0]: ("Nghị quyết, kế hoạch; " * 14)[:299] + "ệ",
    GOOD[1]: "Tháng hành động 👪🇻🇳🎉, a; b: c",
    GOOD[2]: "\"kép\" và 'đơn', phẩy, <b>&amp; {{title}}",
    GOOD[3]: "." * 300,
    GOOD[4]: "=?UTF-8?B?QmNjOiB4QHk=?= Bcc: ai@example.test",
}


def titles():
    tasks = "".join(
        f"  - id: viec-{n}\n    title: "
        f"{json.dumps(unicodedata.normalize('NFD', title) if who == BAD else title, ensure_ascii=False)}\n"
        f"    lead: [{who.split('@')[0]}]\n    due: chậm nhất ngày 14/6/2023\n"
        for n, (who, title) in enumerate(TITLES.items()))
    case = Case("titles", PLAN.split("  - {")[0] + tasks)
    case.start()
    case.to(0)
    case.told.eq(sorted(l.recipient for l in case.relay.letters), sorted(TITLES), "one letter each")
    for letter in case.relay.letters:
        read(case.told, letter, TITLES[letter.recipient])
    path = f"{case.folder}/config/plans/thu-2023.yaml"
    text = citizen.read(path)
    for end in ("\\r\\n", "\\n", "\\0", "\\x0B", "\\u2028"):
        citizen.write(path, text.replace('title: ".', f'title: "a{end}Bcc: ai@example.test{end}.'))
        code, _, err = case.daemon.dondoc("plan", "load", path)
        case.told.eq(code, 65, f"a title with {end} in it is refused {err.splitlines()[:1]}")
    case.daemon.stop()


def read(told, letter, title):
    done = subprocess.run(["/usr/bin/python3", f"{SOURCE}/Tests/DondocLettersTests/parse.py"],
                          input=letter.raw, capture_output=True, check=True)
    seen, name = json.loads(done.stdout), f"Cơ quan {letter.recipient.split('@')[0]}"
    told.eq((seen["defects"], seen["to"], [n for n in seen["names"] if n.lower() in ("bcc", "cc")]),
            ([], [["", letter.recipient]], []), f"{title[:30]}: no defect, nobody else is written to")
    whole = f"[Còn 9 ngày] {title} – {name}"
    head, _, tail = seen["subject"].rpartition("…")
    told.ok(seen["subject"] == whole if len(title) < 300 else
            tail == f" – {name}" and whole.startswith(head) and len(head) > 60,
            "the subject is the title, a long one short", whole, seen["subject"])
    told.ok(f"- Nhiệm vụ: {title}\n" in seen["text"] and f"Nhiệm vụ: {title}\n" in seen["page"],
            "text and page have it whole", title, seen["text"])
    readings = [e["summary"] for calendar in seen["calendars"] for r in calendar["readings"]
                for e in r["events"]]
    told.eq(readings, [f"{title} – {name}"] * 2, "so have both calendars")
    days = [(e["start"], e["end"]) for r in seen["calendars"][0]["readings"] for e in r["events"]]
    told.eq(days, [("2023-06-14", "2023-06-15")] * 2, "on the due day")
