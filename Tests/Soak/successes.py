"""Holds a change, its rows in the trail and its answer against the model."""
import datetime
import json
import sqlite3

import office
from trail import Wrong, different

OFFICE = datetime.timezone(datetime.timedelta(hours=7))
# What the values of the model are called in the trail.
TRAIL_NAMES = {
    "state": "state", "returned": "returned", "due": "due", "act_by": "act_by",
    "plan_due": "plan_due", "plan_act_by": "plan_act_by", "judged": "claimed_day",
    "received": "received", "doc": "doc", "doc_dated": "doc_dated", "file": "file",
    "asked_to": "asked_to", "asked_reason": "asked_reason", "extended_to": "extended_to",
    "ext_doc": "extension_doc", "ext_dated": "extension_dated", "left": "left_plan",
}


class Successes:
    def carry_out(self, event, number, row):
        """A change that the trail has: it must be allowed, and have come out as the model says."""
        cmd, m = event["cmd"], self.model
        said = cmd
        if not self.kept.get((cmd["uid"], cmd.get("key")), {"fades": True})["fades"]:
            raise Wrong(f"change {number} was made under a key that had been used before")
        if cmd.get("filters") is not None:
            cmd = self.chosen_then(event, number, row)
        v = self.allowed(cmd, number)
        if v.undoes is not None and row["undoes"] != v.undoes:
            raise Wrong(f"change {number} takes back {row['undoes']}, expected {v.undoes}")
        change = m.happen(number, cmd, v)
        self.number_new(change, row)
        if cmd.get("key"):
            self.keep(said, event.get("text"), m.moment)
        self.check_row(cmd, v, change, row)
        if event["status"] is not None:
            wrong = self.check_answer(cmd, v, change, json.loads(event["text"]))
            if wrong:
                raise Wrong(f"change {number}: {wrong}")
            if event["moment"] != m.moment:
                raise Wrong(f"it is {m.moment}, and the answer says {event['moment']}")

    def allowed(self, cmd, number):
        """The verdict on what has been done."""
        v = self.verdict(cmd)
        if v.refuses:
            raise Wrong(f"change {number} was made, though: {v.must}")
        return v

    def chosen_then(self, event, number, row):
        """What filters named is chosen at some moment between sending and answering: it may differ
        from what they name now by what has changed in between."""
        cmd, m = event["cmd"], self.model
        v = self.verdict(cmd)
        expected = {ob.number for ob, _, _ in v.rows}
        came = {r["obligation"] for r in row["rows"]}
        for one in expected ^ came:
            if m.numbers[one].change <= event["from"]:
                raise Wrong(f"change {number}: {sorted(came)} were chosen, expected "
                            f"{sorted(expected)}; {one} has not changed meanwhile: {v.must}")
        if expected == came and m.last <= event["from"]:
            return cmd
        return {**cmd, "filters": None, "ids": [str(n) for n in sorted(came)], "loose": True}

    def number_new(self, change, row):
        """Numbers of obligations that came are the daemon's to give; they are never given again."""
        new = [ob for ob, before, _ in change.rows if before is None]
        given = [r["obligation"] for r in row["rows"] if r["obligation"] is not None]
        fresh = sorted(n for n in given if n not in self.model.numbers)
        if len(fresh) != len(new):
            raise Wrong(f"change {change.number}: {len(new)} obligations came, the trail has {fresh}")
        if new:
            keys = self.keys_of(fresh)
            for ob in new:
                ob.number = keys[ob.key]
                self.model.numbers[ob.number] = ob

    def keys_of(self, numbers):
        base = sqlite3.connect(f"file:{self.trail.path}?mode=ro", uri=True)
        try:
            marks = ",".join("?" * len(numbers))
            return dict(base.execute(
                f"SELECT key, number FROM obligation WHERE number IN ({marks})", numbers))
        finally:
            base.close()

    def check_row(self, cmd, v, change, row):
        """Who, in whose place, on whose behalf; what before, what after; one row each."""
        m, uid = self.model, cmd["uid"]
        account = self.accounts[uid]
        person = m.persons.get(account)
        expected = {"uid": uid, "user": account,
                    "person": person and office.person_name(person[0]), "undoes": v.undoes}
        if cmd["kind"] == "act":
            expected["on_behalf"] = cmd["body"].get("for")
        wrong = different(expected, row)
        if row["on_behalf"] is not None and wrong.startswith("on_behalf"):
            wrong = "" if row["on_behalf"].split("/")[-1] == expected["on_behalf"].split("/")[-1] \
                else wrong
        whom = "; ".join(dict.fromkeys(name for name in v.by.values() if name)) or None
        if row["deputy_for"] != whom:
            wrong = wrong or f"deputy_for is {row['deputy_for']!r}, expected {whom!r}"
        rows = {ob.number: (before, after) for ob, before, after in change.rows}
        came = [r["obligation"] for r in row["rows"] if r["obligation"] is not None]
        if sorted(came) != sorted(rows):
            wrong = wrong or f"rows about {sorted(came)}, expected {sorted(rows)}"
        if wrong:
            raise Wrong(f"change {change.number} in the trail: {wrong}")
        for r in row["rows"]:
            if r["obligation"] is not None:
                before, after = rows[r["obligation"]]
                self.check_values(change, r, "before", before, before == after)
                self.check_values(change, r, "after", after, before == after)
        self.lines[change.number] = [(change.number, account, r["obligation"], r["plan"])
                                     for r in row["rows"]]
        for line in self.lines[change.number]:
            self.lines_of[line[2]].append(line)

    def check_values(self, change, r, side, values, same):
        if r[side] is None or not r[side].startswith("{"):
            if same or values is None or r[side] is not None:
                return
            raise Wrong(f"change {change.number}, {r['obligation']}: the trail has no {side}")
        came = json.loads(r[side])
        for kind, name in (("snooze", "snoozed"), ("ack", "acked")):
            self.check_pause(change, r, side, values, came, kind, name)
        for name, theirs in TRAIL_NAMES.items():
            expected = (values or {}).get(name)
            if (expected or None) != (came.get(theirs) or None) and values is not None:
                if not (expected is True and came.get(theirs) == 1):
                    raise Wrong(f"change {change.number}, {r['obligation']} {side}: {theirs} is "
                                f"{came.get(theirs)!r}, expected {expected!r}")

    def check_pause(self, change, r, side, values, came, kind, name):
        """Only what stands: one that is over may be there or not."""
        m, pause = self.model, (values or {}).get(kind)
        until = came.get(f"{name}_until")
        until = until and datetime.datetime.fromtimestamp(until, OFFICE).isoformat()
        theirs = (until, came.get(f"{name}_by"),
                  came.get("snooze_reason" if kind == "snooze" else "ack_note"))
        expected = pause[:3] if m.lasts(pause) else None
        if values is not None and expected != (theirs if until and until > m.moment else None):
            raise Wrong(f"change {change.number}, {r['obligation']} {side}: {name} is {theirs}, "
                        f"expected {expected}")

    def check_answer(self, cmd, v, change, value):
        m = self.model
        if cmd["kind"] == "load":
            return different(v.counts, value["plans"])
        if v.single and not cmd.get("loose"):
            return different(m.detail(change.rows[0][0]), value)
        if value["verb"] != cmd["verb"] or value["dry_run"]:
            return f"verb {value['verb']}, dry_run {value['dry_run']}"
        if cmd["kind"] == "act" and value["skipped"] != v.skipped and not cmd.get("loose"):
            return f"skipped {value['skipped']}, expected {v.skipped}"
        came = sorted(value["obligations"], key=lambda one: one["number"])
        expected = [m.view(ob, m.day) for ob, _, _ in change.rows]
        return different(sorted(expected, key=lambda one: one["number"]), came)
