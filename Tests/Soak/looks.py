"""Who may do what, and what a look ought to show: the first part of the model."""
import bisect
import datetime

import office
from life import BAD, GONE, NO, OPEN, SEVERAL, STAFF, Obligation, iso


GRANTED = ("extend", "snooze", "ack")  # an agency may, a coordinator may more


class Looks:
    # --- people ----------------------------------------------------------------------------------

    def hats(self, uid):
        """Role, agency and in whose place, one's own first; nothing for who is nobody."""
        account = self.accounts[uid]
        person = self.persons.get(account)
        found = []
        if uid == 0:
            found.append(("admin", None, None))
        elif person:
            found.append((person[2], person[1], None))
        if person:
            for other, (deputy, first, last) in office.DEPUTIES.items():
                if deputy == person[0] and iso(first) <= self.day <= iso(last):
                    _, agency, role = office.PEOPLE[other]
                    found.append((role, agency, office.person_name(other)))
        return found

    def is_known(self, uid):
        return bool(self.hats(uid))

    def agencies_of(self, uid):
        """One's own, and those of the people for whom one stands in today."""
        person = self.persons.get(self.accounts[uid])
        return {person[1], *(hat[1] for hat in self.hats(uid))} if person else set()

    def coordinates(self, hat, plan):
        return hat[0] == "coordinator" and hat[1] == self.plans[plan]["spec"]["coordinator"]

    def right(self, hat, verb, ob, body):
        (role, agency, _), behalf = hat[:3], body.get("for")
        if role == "admin":
            return "grant" if verb in GRANTED else "yes"
        judging = body.get("refuse") or body.get("force")
        coordinates = self.coordinates(hat, ob.facts["plan"])
        own = agency == ob.facts["agency"]
        if verb in STAFF:
            if coordinates:
                return "yes" if own or behalf is not None else None
            return "yes" if own and role != "auditor" and behalf is None else None
        if coordinates:
            return "grant" if verb in GRANTED else "yes"
        if verb in GRANTED and own and role in ("staff", "leader", "coordinator"):
            return None if judging else "ask"
        return None

    # --- looking ---------------------------------------------------------------------------------

    def resolve(self, id):
        """An obligation, GONE or SEVERAL."""
        if id.isascii() and id.isdigit():
            return self.numbers.get(int(id), GONE)
        if id in self.obligations:
            return self.obligations[id]
        found = [ob for key, ob in self.obligations.items() if key.startswith(id)]
        return found[0] if len(found) == 1 else (SEVERAL if found else GONE)

    def bucket(self, ob, s, day, by="due"):
        due = s["due"] if by == "due" else ob.original_due
        if s["state"] == "withdrawn":
            return None
        if s["due"] is None:
            return "undated"
        request = ob.facts["request"]
        if s["state"] == "done":
            return "done-on-time" if request or s["judged"] <= due else "done-late"
        return "open-in-time" if request or day <= due else "open-overdue"

    def view(self, ob, day, s=None, change=None, by="due"):
        s, change = s or ob.s, change or ob.change
        cached = self.views.get(ob.key) if by == "due" else None
        if cached and cached[0] == (day, change, s["state"]) and cached[1] is s:
            return cached[2]
        f = ob.facts
        left = None
        due = s["due"] if by == "due" else ob.original_due
        if due is not None:
            left = (datetime.date.fromisoformat(due) - datetime.date.fromisoformat(day)).days
        view = {
            "number": ob.number, "key": ob.key, "plan": f["plan"], "task": f["task"],
            "kind": f["kind"], "title": f["title"], "ref": None, "period": office.PERIOD,
            "agency": f["agency"], "agency_name": office.AGENCIES[f["agency"]], "lead": f["lead"],
            "with": f["with"], "due": s["due"], "act_by": s["act_by"],
            "original_due": ob.original_due, "state": s["state"],
            "bucket": self.bucket(ob, s, day, by), "days_left": left,
            "extended": s["extended_to"] is not None, "returned": s["returned"],
            "claimed_at": s["claimed_at"], "done_at": s["done_at"], "doc": s["doc"],
            "change": change,
        }
        if day < self.day:
            view["phrase"] = self.phrase_then(ob, self.end(day))
        elif s is ob.s:
            view["phrase"] = f["phrase"]
        if by == "due":
            self.views[ob.key] = ((day, change, s["state"]), s, view)
        return view

    def phrase_then(self, ob, change):
        """The words of the file that was in force after a change."""
        words = self.words[ob.facts["plan"], ob.facts["task"]]
        return words[bisect.bisect_right(words, change, key=lambda one: one[0]) - 1][1]

    def standing(self, ob, kind, change=None):
        change = self.last if change is None else change
        return [b for b in ob.beside if b.kind == kind and b.stands(change)]

    def then(self, ob, at):
        """Values and last change as of a day; None before it came."""
        if at is None or at >= self.day:
            return ob.s, ob.change
        past = ob.at(at)
        return past and (past[2], past[1])

    def inputs(self, ob, at=None):
        """Obligations that a report waits for with their values, those withdrawn left out."""
        found = []
        for task in ob.facts["after"]:
            for key in self.by_task.get((ob.facts["plan"], task), ()):
                then = self.then(self.obligations[key], at)
                if then and then[0]["state"] != "withdrawn":
                    found.append((self.obligations[key], then[0]))
        return found

    def waived(self, ob, at=None):
        return {b.fields["key"] for b in self.standing(ob, "waiver", self.end(at))}

    def missing(self, ob, at=None):
        waived = self.waived(ob, at)
        return [i for i, s in self.inputs(ob, at) if s["state"] in OPEN and i.key not in waived]

    def end(self, at):
        """The last change by the end of a day."""
        if at is None or at >= self.day:
            return self.last
        i = bisect.bisect_right(self.days, at)
        return self.ends[self.days[i - 1]] if i else 0

    def detail(self, ob, at=None):
        s, change = self.then(ob, at)
        today, seen = at or self.day, self.end(at)
        view = dict(self.view(ob, today, s, change))
        view.update(
            file=s["file"], doc_dated=s["doc_dated"], received=s["received"],
            asked=s["asked_to"] and {"to": s["asked_to"], "reason": s["asked_reason"]},
            extension=s["extended_to"] and {"to": s["extended_to"], "doc": s["ext_doc"],
                                            "dated": s["ext_dated"]})
        for field, kind in (("notes", "note"), ("checkins", "checkin"),
                            ("attachments", "attachment"), ("waivers", "waiver")):
            view[field] = [b.fields for b in self.standing(ob, kind, seen)]
        then = self.moment if today == self.day else f"{today}T23:59:00+07:00"
        view.update(snoozed=self.told(s["snooze"], then), acked=self.told(s["ack"], then))
        view["inputs"] = None
        if ob.facts["after"]:
            inputs, missing, waived = self.inputs(ob, at), self.missing(ob, at), self.waived(ob, at)
            view["inputs"] = {
                "total": len(inputs), "missing": len(missing),
                "late": sum(self.bucket(i, s, today) == "open-overdue"
                            for i, s in inputs if i in missing),
                "waived": sum(i.key in waived and s["state"] in OPEN for i, s in inputs)}
        return view

    def rows_at(self, day):
        """Every obligation with its values at the end of a day, in no order."""
        for ob in self.obligations.values():
            then = self.then(ob, day)
            if then:
                yield ob, *then

    def matches(self, ob, s, f, uid, day):
        by = f.get("by", "due")
        due = s["due"] if by == "due" else ob.original_due
        facts = ob.facts
        if "plan" in f and facts["plan"] != f["plan"]:
            return False
        if "agency" in f and f["agency"] not in (facts["agency"],
                                                 f"{office.TERRITORY}/{facts['agency']}"):
            return False
        if "lead" in f and f["lead"] not in facts["lead"]:
            return False
        if "state" in f and s["state"] != f["state"]:
            return False
        if "bucket" in f and self.bucket(ob, s, day, by) != f["bucket"]:
            return False
        if "due-before" in f and not (due is not None and due < f["due-before"]):
            return False
        if "due-after" in f and not (due is not None and due > f["due-after"]):
            return False
        if f.get("mine") and facts["agency"] not in self.agencies_of(uid):
            return False
        if f.get("asked") and s["asked_to"] is None:
            return False
        return True

    def chosen(self, f, uid):
        """What filters name, with the values of the day that is asked about; or a code."""
        at = f.get("at")
        if self.names_nothing(f):
            return GONE
        if f.get("mine") and "agency" in f:
            return BAD
        rows = self.rows_at(at)
        if "missing" in f:
            found = self.missing_of(f["missing"], at)
            if not isinstance(found, list):
                return found
            rows = [(ob, *self.then(ob, at)) for ob in found]
        return [row for row in rows if self.matches(row[0], row[1], f, uid, at or self.day)]

    def names_nothing(self, f):
        """A plan that was never loaded, an agency or a group that is nowhere."""
        agencies = {*office.AGENCIES, *(f"{office.TERRITORY}/{one}" for one in office.AGENCIES)}
        leads = {*agencies, *(f"@{one}" for one in office.GROUPS)}
        return any(name in f and f[name] not in known for name, known in (
            ("plan", self.plans), ("agency", agencies), ("lead", leads)))

    def listing(self, f, uid):
        """Views in the order of a listing."""
        day = f.get("at") or self.day
        found = self.chosen(f, uid)
        if not isinstance(found, list):
            return found
        found.sort(key=lambda row: (row[1]["due"] or "9999-12-31", row[0].number))
        first = int(f.get("offset", 0))
        found = found[first:first + int(f.get("limit", 1000))]
        by = f.get("by", "due")
        return [self.view(ob, day, s, change, by) for ob, s, change in found]

    def missing_of(self, id, at):
        """Inputs that a report waits for; else those of a task who have not reported."""
        ob = self.resolve(id)
        if isinstance(ob, Obligation) and self.then(ob, at) is None:
            ob = GONE
        if isinstance(ob, Obligation) and ob.facts["after"]:
            return self.missing(ob, at)
        parts = [part for part in id.split("/") if part]
        if len(parts) in (2, 3) and tuple(parts[:2]) in self.by_task:
            rows = [(o, self.then(o, at)) for o in map(
                self.obligations.get, self.by_task[tuple(parts[:2])])]
            if any(then for _, then in rows):
                return [o for o, then in rows if then and then[0]["state"] in OPEN]
            return GONE
        return NO if isinstance(ob, Obligation) else ob

    def counts(self, f, uid):
        day, by = f.get("at") or self.day, f.get("by", "due")
        names = {"done-on-time": "done_on_time", "done-late": "done_late",
                 "open-in-time": "open_in_time", "open-overdue": "open_overdue",
                 "undated": "undated", None: "withdrawn"}
        found = {name: 0 for name in names.values()}
        rows = self.chosen(f, uid)
        if not isinstance(rows, list):
            return rows
        for ob, s, _ in rows:
            found[names[self.bucket(ob, s, day, by)]] += 1
        dated = sum(found[n] for n in list(names.values())[:4])
        total = dated + found["undated"] + found["withdrawn"]
        return {"at": day, "by": by, "total": total, "dated": dated, **found}

    def task(self, id, at):
        day = at or self.day
        plan, task = id.split("/")[:2]
        rows = [row for row in self.rows_at(at)
                if (row[0].facts["plan"], row[0].facts["task"]) == (plan, task)]
        alive = [row for row in rows if row[1]["state"] != "withdrawn"]
        missing = [row for row in alive if row[1]["state"] in OPEN]
        missing.sort(key=lambda row: (row[1]["due"] or "9999-12-31", row[0].number))
        return {
            "plan": plan, "task": task, "total": len(alive),
            "reported": sum(s["state"] in ("claimed", "done") for _, s, _ in alive),
            "done": sum(s["state"] == "done" for _, s, _ in alive),
            "late": sum(self.bucket(ob, s, day) == "open-overdue" for ob, s, _ in missing),
            "withdrawn": len(rows) - len(alive),
            "missing": [self.view(ob, day, s, change) for ob, s, change in missing],
        }
