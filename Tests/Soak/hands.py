"""What people do: random commands, most of them sensible."""
import life
import office
from people import People

PREFIXES = ["ke-hoach-mot/ra-soat", "ke-hoach-mot/lap-ho-so/", "ke-hoach", "khong-co/", "k",
            "ke-hoach-mot/viec-dau-moi", "ke-hoach-hai/gop", "0", "99999999", "ke-hoach-ba/viec"]


class Hand(People):
    """The commands of one worker."""

    # --- commands --------------------------------------------------------------------------------

    def key(self):
        self.count += 1
        return f"{self.name}-{self.count:06}"

    def command(self):
        roll = self.dice.random()
        if roll < 0.03 and self.sent:
            return self.again()
        if roll < 0.22:
            return self.look()
        if roll < 0.27:
            return self.undo()
        if roll < 0.285:
            return self.load()
        if roll < 0.36:
            return self.many()
        return self.single()

    def verb(self):
        return self.dice.choices(
            ["start", "done", "confirm", "return", "note", "attach", "checkin", "extend",
             "withdraw", "reopen", "waive", "snooze", "ack", "now"],
            [12, 22, 12, 6, 8, 6, 5, 16, 5, 11, 6, 7, 5, 4])[0]

    def finish(self, cmd):
        if self.chance(0.95) and not cmd.get("dry"):
            cmd["key"] = self.key()
        if self.chance(0.03):
            cmd = self.spoilt(cmd)
        elif self.chance(0.02) and cmd.get("key"):
            cmd["twin"] = True
        elif self.chance(0.02) and cmd.get("key"):
            cmd["drop"] = True
        return cmd

    def single(self):
        verb = self.verb()
        key = self.one(verb)
        uid, behalf = self.somebody(verb, key)
        id = self.written(key)
        if self.chance(0.02):
            id = self.dice.choice(PREFIXES)
        cmd = {"kind": "act", "verb": verb, "uid": uid, "ids": [id],
               "body": self.body(verb, key, behalf)}
        if self.chance(0.05):
            cmd["dry"] = True
        if self.chance(0.12) and key in self.seen and not cmd.get("dry"):
            late = self.dice.randrange(5) if self.chance(0.2) else 0
            cmd["seen"] = max(0, self.seen[key][2] - late)
        return self.finish(cmd)

    def many(self):
        verb = self.verb()
        key = self.one(verb)
        uid, behalf = self.somebody(verb, key)
        facts = self.facts[key]
        cmd = {"kind": "act", "verb": verb, "uid": uid}
        if self.chance(0.5):
            keys = [key]
            for _ in range(self.dice.randint(1, 4)):
                like = [k for k in self.keys
                        if self.facts[k]["agency" if behalf or self.chance(0.7) else "plan"]
                        == facts["agency" if behalf or self.chance(0.7) else "plan"]]
                legal = [k for k in like if k in self.seen and self.seen[k][1] in life.MOVES[verb]]
                keys.append(self.dice.choice(legal if legal and self.chance(0.9) else
                                             like or self.keys))
            if not self.chance(0.1):
                keys = list(dict.fromkeys(keys))
            cmd["ids"] = [self.written(k) for k in keys]
        else:
            cmd["filters"] = f = {}
            f["plan"] = facts["plan"]
            if behalf or self.chance(0.6):
                f["agency"] = facts["agency"]
            if self.chance(0.3):
                f["state"] = self.dice.choice(life.STATES)
            if self.chance(0.2):
                f["bucket"] = self.dice.choice(["done-late", "open-in-time", "open-overdue",
                                                "undated", "done-on-time"])
            if self.chance(0.2):
                f["due-before"] = self.day(-40, 60)
            if self.chance(0.2):
                f["due-after"] = self.day(-60, 40)
            if self.chance(0.15):
                f["mine"] = 1
                if self.chance(0.8):
                    f.pop("agency", None)  # both at once are refused
            if self.chance(0.1):
                f["lead"] = self.dice.choice(facts["lead"])
            if self.chance(0.03):
                self.misname(f)
            if self.chance(0.1):
                f.pop("plan")
            if self.chance(0.04):
                f.clear()
                f["missing"] = "ke-hoach-mot/tong-hop"
            if not f:
                f["state"] = "planned"
        cmd["body"] = self.body(verb, key, behalf)
        if verb == "extend" and self.chance(0.8):
            cmd["body"].update(to=self.day(20, 200))
        if self.chance(0.2):
            cmd["dry"] = True
        return self.finish(cmd)

    def undo(self):
        cmd = {"kind": "undo", "verb": "undo", "uid": self.anybody(), "body": {}}
        own = [s for s in self.sent[-12:] if s.get("change")]
        if self.waived and self.chance(0.3):
            # Else everything would be waived before long, once for all.
            last = self.waived.pop()
            cmd["uid"], cmd["body"]["change"] = last["uid"], last["change"]
        elif own and self.chance(0.6):
            last = self.dice.choice(own[-3:])
            cmd["uid"] = last["uid"] if self.chance(0.75) else self.anybody()
            if self.chance(0.7):
                cmd["body"]["change"] = last["change"]
        elif self.changes and self.chance(0.7):
            cmd["body"]["change"] = self.dice.choice(self.changes[-4:])
            cmd["uid"] = self.uids[self.dice.choice(["root", "list", "bin", "sys", "games"])]
        elif self.chance(0.1):
            cmd["body"]["change"] = self.dice.choice([0, -1, 10 ** 12])
        if self.chance(0.3):
            cmd["body"]["reason"] = self.text()
        if self.chance(0.15):
            cmd["dry"] = True
        elif self.chance(0.95):
            cmd["key"] = self.key()
        return cmd

    def load(self):
        plan = self.dice.choice(list(office.base_plans()))
        plans = [plan]
        if self.chance(0.15):
            plans = list(office.base_plans())
        specs = [office.version(p, self.dice.randrange(office.VERSIONS)) for p in plans]
        account = self.coordinators[specs[0]["coordinator"]]
        if self.chance(0.35):
            account = self.dice.choice(["root", "list", "news"])
        uid = self.anybody() if self.chance(0.15) else self.uids[account]
        cmd = {"kind": "load", "verb": "load", "uid": uid, "specs": specs}
        if self.chance(0.1):
            cmd["broken"] = "a mistake in the file"
            cmd["spoil"] = self.dice.choice(["lead: [", "due: 31/6/2023\n", "color: red\n"])
        if self.chance(0.95):
            cmd["key"] = self.key()
        return cmd

    def again(self):
        """The same key once more: the same request, or another one under it."""
        old = self.dice.choice(self.old if self.old and self.chance(0.2) else self.sent[-20:])
        cmd = dict(old["cmd"])
        cmd.pop("twin", None)
        cmd.pop("drop", None)
        if self.chance(0.3) and cmd["kind"] == "act":
            cmd["body"] = {**cmd["body"], "note" if "note" in life.FIELDS[cmd["verb"]]
                           else "reason": self.text()}
        elif self.chance(0.1):
            cmd["uid"] = self.anybody()
        return cmd

    def look(self):
        uid = self.anybody()
        key = self.dice.choice(self.keys)
        cmd = {"kind": "get", "verb": "get", "uid": uid}
        what = self.dice.choices(
            ["obligation", "obligations", "counts", "task", "log", "why", "next", "status",
             "whoami", "plans", "plan", "audit", "openapi.json"],
            [20, 22, 22, 10, 8, 3, 2, 2, 2, 2, 1, 2, 1])[0]
        cmd["what"] = what
        cmd["query"] = q = {}
        at = self.chance(0.5)
        day = self.day(-min(self.shared.day + 3, 200), 60)
        if what == "obligation":
            q["id"] = self.written(key)
            if at:
                q["at"] = day
        elif what in ("obligations", "counts"):
            self.filters(q, key)
            if at:
                q["at"] = day
            if what == "obligations":
                if self.chance(0.4):
                    q["limit"] = self.dice.choice([1, 5, 1000])
                if self.chance(0.2):
                    q["offset"] = self.dice.choice([0, 3, 500])
        elif what == "task":
            q["id"] = "/".join(key.split("/")[:2 + self.dice.randrange(2)])
            if at:
                q["at"] = day
        elif what == "log":
            q["limit"] = 1000
            if self.chance(0.7):
                q["id"] = self.written(key)
            elif self.changes:
                q["change"] = self.dice.choice(self.changes)
        elif what == "why":
            q["id"] = self.written(key)
        elif what == "plan":
            q["id"] = self.facts[key]["plan"]
        return cmd

    def filters(self, q, key):
        facts = self.facts[key]
        for name, p, value in (
                ("plan", 0.4, facts["plan"]), ("agency", 0.35, facts["agency"]),
                ("lead", 0.1, self.dice.choice(facts["lead"])),
                ("state", 0.2, self.dice.choice(life.STATES)),
                ("bucket", 0.2, self.dice.choice(["done-on-time", "done-late", "open-in-time",
                                                  "open-overdue", "undated"])),
                ("by", 0.3, self.dice.choice(["due", "original"])),
                ("due-before", 0.15, self.day(-90, 90)), ("due-after", 0.15, self.day(-90, 90)),
                ("mine", 0.1, 1), ("asked", 0.08, 1)):
            if self.chance(p):
                q[name] = value
        if "mine" in q and self.chance(0.8):
            q.pop("agency", None)  # both at once are refused
        if self.chance(0.03):
            self.misname(q)
        if self.chance(0.06):
            q.clear()
            q["missing"] = self.dice.choice(["ke-hoach-mot/tong-hop", "ke-hoach-mot/trinh-tinh/",
                                             "ke-hoach-mot/lap-ho-so", "ke-hoach-hai/gop-so-lieu/"])

    def misname(self, q):
        """A filter that names nothing."""
        name, value = self.dice.choice([
            ("plan", "ke-hoach-bon"), ("agency", "so-sau"), ("agency", "khac/so-mot"),
            ("lead", "@huyen"), ("lead", "so-sau")])
        q[name] = value

    def keep(self, cmd, change):
        """What was asked under a key, to be asked again some time."""
        if cmd.get("key") and not cmd.get("broken"):
            one = {"cmd": cmd, "uid": cmd["uid"], "change": change}
            self.sent.append(one)
            del self.sent[:-40]
            if change and cmd["verb"] == "waive":
                self.waived.append(one)
            if self.chance(0.1):
                self.old.append(one)
                del self.old[:-100]
