"""Who does what to which work, and what is said with it."""
import json
import random

import life
import office

HEX = "0123456789abcdef"
HOURS = ["07:30", "08:00", "08:01", "16:45"]
TEXTS = ["đã gửi bản giấy", "Số liệu còn thiếu", "đợi ý kiến của phòng", "x", "…", "a; b=c, d"]


class Seen:
    """What all workers have seen of each obligation, in memory they share."""

    def __init__(self, keys, shared):
        self.place = {key: at for at, key in enumerate(keys)}
        self.shared = shared

    def __contains__(self, key):
        return self.shared.obligation(self.place[key])[0] > 0

    def __getitem__(self, key):
        number, state, change, due = self.shared.obligation(self.place[key])
        day = office.datetime.date.fromordinal(due).isoformat() if due else None
        return number, life.STATES[state], change, day

    def items(self):
        return [(key, self[key]) for key in self.place if key in self]

    def put(self, key, number, state, change, due):
        if key in self.place:
            due = office.datetime.date.fromisoformat(due).toordinal() if due else 0
            self.shared.notice(self.place[key], number, life.STATES.index(state), change, due)


class People:
    """The dice of one worker, and what it has seen of the office."""

    def __init__(self, seed, worker, uids, shared):
        self.dice = random.Random(f"{seed}/{worker}")
        self.name = f"s{seed}w{worker}"
        self.uids, self.shared = uids, shared
        self.facts = office.all_keys()
        self.keys = list(self.facts)
        self.seen = Seen(self.keys, shared)  # key: number, state, change, due
        self.sent = []        # what this worker asked for, newest last
        self.old = []         # some of it, from further back
        self.waived = []      # waivers that this worker has not taken back
        self.count = 0
        self.staff = {}
        for account, agency, role in office.PEOPLE.values():
            if role in ("staff", "leader", "coordinator"):
                self.staff.setdefault(agency, []).append(account)
        self.coordinators = {agency: account for account, agency, role in office.PEOPLE.values()
                             if role == "coordinator"}
        self.changes = []

    @property
    def today(self):
        return office.START + self.shared.day * office.DAY

    def chance(self, p):
        return self.dice.random() < p

    def notice(self, value):
        """Remembers what an answer shows."""
        if isinstance(value, dict):
            if "key" in value and "state" in value:
                self.seen.put(value["key"], value["number"], value["state"], value["change"],
                              value["due"])
                return
            if isinstance(value.get("change"), int):
                self.changes.append(value["change"])
                del self.changes[:-50]
            value = value.get("obligations", ())
        for one in value if isinstance(value, (list, tuple)) else ():
            if isinstance(one, dict):
                self.notice(one)

    # --- who and what ----------------------------------------------------------------------------

    def anybody(self):
        return self.uids[self.dice.choice(list(self.uids))]

    def coordinator(self, key):
        return self.coordinators[office.base_plans()[self.facts[key]["plan"]]["coordinator"]]

    def somebody(self, verb, key):
        """Account that may, most times; and whether it must say `for`."""
        if self.chance(0.1):
            return self.anybody(), self.chance(0.1)
        agency = self.facts[key]["agency"]
        asks = ("extend", "snooze", "ack")
        if verb in life.STAFF or (verb in asks and self.chance(0.45)):
            if agency in self.staff and self.chance(0.75):
                return self.uids[self.dice.choice(self.staff[agency])], False
            if verb in asks:
                return self.uids[self.coordinator(key)], False
            return self.uids[self.coordinator(key)], True
        roll = self.dice.random()
        if roll < 0.8:
            return self.uids[self.coordinator(key)], False
        return self.uids[self.dice.choice(["root", "list", "news"])], False

    def one(self, verb):
        """A key on which the verb is legal, most times."""
        if self.chance(0.88):
            legal = [k for k, s in self.seen.items() if s[1] in life.MOVES[verb]]
            if verb == "checkin":
                legal = [k for k in legal if self.facts[k]["checkin"]] or legal
            if verb == "waive" and self.chance(0.9):
                legal = [k for k in legal if self.inputs(k)] or legal
            if verb == "done" and self.chance(0.15):
                legal = [k for k in legal if self.facts[k]["after"]] or legal
            if verb == "extend":
                today = self.today.isoformat()
                ahead = [k for k in legal if self.seen[k][3] and self.seen[k][3] > today]
                legal = ahead if ahead and self.chance(0.7) else legal
            if legal:
                return self.dice.choice(legal)
        return self.dice.choice(self.keys)

    def inputs(self, key):
        """What a report may wait for, as far as is seen."""
        facts = self.facts[key]
        return [k for k, f in self.facts.items() if f["task"] in facts["after"]
                and f["plan"] == facts["plan"] and k in self.seen
                and self.seen[k][1] in life.OPEN]

    def written(self, key):
        """An id as people write it."""
        if key in self.seen and self.chance(0.8):
            return str(self.seen[key][0])
        return key

    def hash(self):
        return "".join(self.dice.choices(HEX, k=64))

    def text(self):
        return self.dice.choice(TEXTS) + str(self.dice.randrange(100))

    def day(self, first, last):
        return (self.today + self.dice.randint(first, last) * office.DAY).isoformat()

    # --- bodies ----------------------------------------------------------------------------------

    def body(self, verb, key, behalf):
        body = {}
        facts = self.facts[key]
        if verb in life.STAFF:
            if behalf:
                agency = facts["agency"] if self.chance(0.93) else "so-ba"
                body["for"] = agency if self.chance(0.8) else f"thu/{agency}"
            if verb == "note" or self.chance(0.3):
                body["note"] = self.text()
        if verb == "done":
            if facts["proof"] != "none" and self.chance(0.9):
                field = life.PROOFS[facts["proof"]]
                body[field] = self.hash() if field == "file" else self.text()
            if self.chance(0.3):
                body["doc"] = f"{self.dice.randrange(500)}/BC-UBND"
            if "doc" in body and self.chance(0.4):
                body["dated"] = self.day(-20, 0) if self.chance(0.95) else self.day(1, 9)
        elif verb == "attach":
            body["file"] = self.hash() if self.chance(0.95) else "abc"
            body["name"] = f"tệp {self.dice.randrange(99)}.pdf"
        elif verb == "confirm":
            if self.chance(0.3):
                body["received"] = self.day(-25, 0) if self.chance(0.9) else self.day(1, 5)
                if self.chance(0.9):
                    body["reason"] = self.text()
        elif verb == "extend":
            self.extension(body, key)
        elif verb in life.PAUSES:
            self.pause(verb, body, key)
        elif verb == "now" and self.chance(0.7):
            body["note"] = self.text()
        elif verb == "waive":
            names = self.inputs(key) if self.chance(0.9) else self.keys
            names = self.dice.sample(names, min(len(names), self.dice.choice([1, 1, 1, 2, 4])))
            body["inputs"] = [self.dice.choice([n, self.written(n), self.facts[n]["agency"]])
                              for n in names] or ["so-ba"]
        if verb in ("return", "extend", "withdraw", "reopen", "waive", "snooze") \
                and self.chance(0.95):
            body["reason"] = self.text()
        return body

    def pause(self, verb, body, key):
        if self.chance(0.2):
            body["end"] = True
        elif verb == "ack" and self.chance(0.6):
            if self.chance(0.7):
                body["working_days"] = self.dice.choice([1, 2, 3, 5, 10, 11, 30])
        else:
            due = self.seen[key][3] if key in self.seen else None
            day = due if due and self.chance(0.4) else self.day(-1, 12)
            body["until"] = day if self.chance(0.6) else f"{day} {self.dice.choice(HOURS)}"
        if verb == "ack" and self.chance(0.4):
            body["note"] = self.text()

    def extension(self, body, key):
        due = self.seen[key][3] if key in self.seen else None
        if self.chance(0.15):
            body["refuse"] = True
            return
        if due is not None and self.chance(0.9):
            past = office.datetime.date.fromisoformat(due) - self.today
            body["to"] = self.day(past.days + 1, past.days + 40)
        else:
            body["to"] = self.day(-20, 60)
        if self.chance(0.6):
            body["doc"] = f"{self.dice.randrange(500)}/UBND-VX"
            if self.chance(0.4):
                body["dated"] = self.day(-10, 0)
            if self.chance(0.25):
                body["force"] = True

    def spoilt(self, cmd):
        """The same, but as no client should send it."""
        verb = cmd["verb"]
        kind = self.dice.randrange(9)
        body = dict(cmd["body"])
        if kind == 0:
            cmd["raw"] = json.dumps({**body, "actor": "root"})
            cmd["broken"] = "an unknown field"
        elif kind == 1:
            field = self.dice.choice([f for f in ("doc", "to", "inputs", "received", "name", "for")
                                      if f not in life.FIELDS[verb]])
            cmd["body"] = {**body, field: ["so-ba"] if field == "inputs" else "2023-05-05"}
        elif kind == 2:
            cmd["raw"], cmd["broken"] = '{"note": 1}', "a number for a text"
        elif kind == 3:
            cmd["raw"], cmd["broken"] = json.dumps(body)[:-1], "half an object"
        elif kind == 4:
            cmd["raw"], cmd["broken"] = '{"note":"a","note":"b"}', "a field twice"
        elif kind == 5:
            cmd["headers"] = {"If-Match": "gestern"}
            cmd["broken"] = "no tag"
        elif kind == 6:
            cmd["headers"] = {"Idempotency-Key": self.dice.choice(["kurz", "mit leer zeichen!"])}
            cmd["broken"] = "no key"
        elif kind == 7:
            cmd["more"], cmd["broken"] = "&colour=red", "an unknown parameter"
        else:
            cmd["raw"], cmd["broken"] = '{"note":"a\\u001b[2Jb"}', "what drives a terminal"
        return cmd
