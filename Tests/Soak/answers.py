"""Holds an answer that brought no change against the model: refusals, looks, repetitions."""
import json

import life
import office
from life import NO, NO_RIGHT
from trail import Wrong, different


class Answers:
    def verdict(self, cmd):
        if cmd["kind"] == "act":
            return self.model.act(cmd)
        if cmd["kind"] == "load":
            return self.model.load(cmd)
        return self.model.undo(cmd)

    @staticmethod
    def asked(cmd):
        return json.dumps([cmd["kind"], cmd["verb"], cmd.get("ids"), cmd.get("filters"),
                           cmd.get("body"), cmd.get("raw"),
                           [s["plan"] + str(s["version"]) for s in cmd.get("specs", ())],
                           cmd.get("spoil")], sort_keys=True)

    def check(self, event):
        """A command without a change of its own; "" if it agrees with the model as it stands."""
        cmd, status, m = event["cmd"], event["status"], self.model
        if event["moment"] is not None and event["moment"] != m.moment:
            raise Wrong(f"it is {m.moment}, and the answer says {event['moment']}")
        if status >= 500:
            raise Wrong(f"status {status}: {event['text'][:300]}")
        if cmd["kind"] == "get":
            return self.check_look(cmd, status, event["text"])
        key = cmd["uid"], cmd.get("key")
        if key in self.kept and not cmd.get("dry"):
            wrong = self.check_again(self.kept[key], event)
            if not wrong or not self.kept[key]["fades"]:
                return wrong
        v = self.verdict(cmd)
        if status != 200:
            problem = json.loads(event["text"])
            code = (status, problem["exit"])
            if problem["status"] != status:
                return f"status {status}, and the problem says {problem['status']}"
            if v.allows(code):
                return ""
            if v.refuses:
                return f"refused with {code} ({problem['detail']}), expected {v.must}"
            return f"refused with {code} ({problem['detail']} {problem['items'][:3]}), yet allowed"
        if v.refuses:
            return f"answered with 200, expected {v.must}"
        wrong = self.check_nothing(cmd, v, json.loads(event["text"]))
        if not wrong and cmd.get("key") and not cmd.get("dry"):
            # Kept with the last change before it, which may be one that was refused just now.
            last = m.changes.get(m.last)
            self.keep(cmd, event["text"], last and last.moment or m.moment)
        return wrong

    def check_again(self, kept, event):
        """What is asked under a key that has been used."""
        cmd, status = event["cmd"], event["status"]
        if kept["asked"] != self.asked(cmd):
            if status == 200:
                return "another request under a key that was used, and it was taken"
            code = status, json.loads(event["text"])["exit"]
            return "" if code == NO else f"another request under a key that was used: {code}"
        if status != 200:
            return f"asked again under its key, and refused: {status} {event['text'][:300]}"
        if kept["text"] is None:
            kept["text"] = event["text"]
        return "" if kept["text"] == event["text"] else "another answer under the same key"

    def keep(self, cmd, text, oldest):
        self.kept[cmd["uid"], cmd["key"]] = {
            "asked": self.asked(cmd), "text": text, "oldest": oldest,
            "newest": self.model.moment, "fades": False}

    def forget(self, surely, perhaps):
        """Answers older than the first moment are forgotten, those older than the second may be."""
        for key, kept in list(self.kept.items()):
            if kept["newest"] < surely:
                del self.kept[key]
            elif kept["oldest"] < perhaps:
                kept["fades"] = True

    def check_nothing(self, cmd, v, value):
        """A success that changes nothing: a dry run, a load of what is there, a bulk of nothing."""
        if value.get("change") is not None:
            return f"change {value['change']} came, of which the trail knows nothing"
        if cmd["kind"] == "load":
            if v.load:
                return "nothing was loaded, though the file is another"
            return different(v.counts, value["plans"])
        if value["dry_run"] != bool(cmd.get("dry")):
            return f"dry_run is {value['dry_run']}"
        if value["skipped"] != v.skipped:
            return f"skipped {value['skipped']}, expected {v.skipped}"
        if not cmd.get("dry"):
            return "" if not v.rows else "nothing was done, though there was something to do"
        came = sorted(value["obligations"], key=lambda one: one["number"])
        expected = []
        for ob, after, _ in v.rows:
            if after is None:
                after = dict(ob.s, state="withdrawn", left=True)
            view = dict(self.model.view(ob, self.model.day, after))
            view.pop("change")
            self.model.views.pop(ob.key, None)
            expected.append(view)
        expected.sort(key=lambda one: one["number"])
        return different(expected, came)

    def check_look(self, cmd, status, text):
        m, uid, what, q = self.model, cmd["uid"], cmd["what"], cmd["query"]
        if what == "whoami":
            return self.check_whoami(uid, status, text)
        code = None if status == 200 else (status, json.loads(text)["exit"])
        if not m.is_known(uid):
            return "" if code == NO_RIGHT else f"{code} for somebody who is nobody here"
        roles = {hat[0] for hat in m.hats(uid)}
        if what == "audit":
            allowed = bool(roles & {"admin", "auditor"})
            if not allowed:
                return "" if code == NO_RIGHT else f"audit: {code} for {roles}"
            if code is not None:
                return f"audit: {code} for {roles}"
            value = json.loads(text)
            return "" if value["ok"] else f"audit: {value}"
        found = self.look(what, uid, q)
        if isinstance(found, tuple):
            return "" if code == found else f"{what}: {code or 200}, expected {found}"
        if code is not None:
            return f"{what}: refused with {code}: {json.loads(text)['detail']}"
        value = json.loads(text)
        if what == "log":
            return self.check_log(uid, q, value)
        return "" if found is None else different(found, value)

    def look(self, what, uid, q):
        """What a look should show; a code where it is refused; None where the model knows nothing."""
        m = self.model
        if what == "obligations":
            return m.listing(q, uid)
        if what == "counts":
            return m.counts(q, uid)
        if what == "plans":
            return [{"plan": id} for id in sorted(m.plans) if m.text(m.plans[id]) is not None]
        if what == "plan":
            return None if m.text(m.plans.get(q["id"])) is not None else life.GONE
        if what == "task":
            plan, task = q["id"].split("/")[:2]
            if (plan, task) not in m.by_task:
                return life.GONE
            found = m.task(q["id"], q.get("at"))
            return found if found["total"] + found["withdrawn"] else life.GONE
        if what == "log" and q.get("change", 1) not in m.changes:
            return life.GONE
        if what in ("obligation", "why", "log") and "id" in q:
            ob = m.resolve(q["id"])
            if not isinstance(ob, life.Obligation):
                return ob
            if what == "obligation":
                at = q.get("at")
                if m.then(ob, at) is None:
                    return life.GONE
                return m.detail(ob, at)
            if what == "why":
                return {"obligation": m.view(ob, m.day)}
        return None

    def check_whoami(self, uid, status, text):
        if status != 200:
            return f"whoami: {status}"
        value = json.loads(text)
        account = self.accounts[uid]
        person = self.model.persons.get(account)
        role = "admin" if uid == 0 else person and person[2]
        expected = {"uid": uid, "user": account, "role": role or None,
                    "agency": person and f"{office.TERRITORY}/{person[1]}" or None,
                    "person": person and office.person_name(person[0]) or None}
        return different(expected, value)

    def check_log(self, uid, q, value):
        if len(value) == 1000:
            return ""
        m, hats = self.model, self.model.hats(uid)
        whole = any(hat[0] in ("admin", "auditor") for hat in hats)
        users = {self.accounts[uid], *(self.accounts[m.principal(h[2])] for h in hats if h[2])}

        def sees(user, plan):
            return whole or user in users or (
                plan is not None and any(m.coordinates(hat, plan) for hat in hats))
        for row in value:
            if row["number"] is not None and not sees(
                    row["user"], m.numbers[row["number"]].facts["plan"]):
                return f"log: {users} see what {row['user']} did with {row['number']}"
        came = [(row["change"], row["user"], row["number"]) for row in value
                if row["verb"] != "refused"]
        if "id" in q:
            expected = self.lines_of[m.resolve(q["id"]).number]
        elif "change" in q:
            expected = self.lines.get(q["change"], [])
        else:
            return ""
        expected = [line[:3] for line in expected if sees(line[1], line[3])]
        return different(sorted(expected, key=str), sorted(came, key=str))
