"""Holds what the daemon answered against the model.

Many act at once, so nobody knows the order in which their commands were carried out; but every success
carries the number of its change, and these numbers are an order. Refusals and looks have no number:
each must agree with the model as it stood at some moment between its sending and its answer.
"""
import bisect
import collections
import json

import life
import model
from answers import Answers
from successes import Successes
from trail import Trail, Wrong

SAID = 12  # commands that are told of an obligation that went wrong


class Judge(Answers, Successes):
    def __init__(self, uids, database, record=None):
        self.model = model.Model(uids)
        self.accounts = self.model.accounts
        self.trail = Trail(database)
        self.kept = {}        # (uid, key): the request, its answer, when that was
        self.told = collections.defaultdict(lambda: collections.deque(maxlen=SAID))
        self.tally = collections.Counter()
        self.record = record  # file in which the run is written, to be played again
        # Rows of the trail as change, account, obligation; by change and by obligation.
        self.lines, self.lines_of = {}, collections.defaultdict(list)

    # --- many commands ---------------------------------------------------------------------------

    def sweep(self, events):
        """All commands since the last time, in the order that the trail tells."""
        m = self.model
        trail = self.trail.news()
        self.own_doing(trail)
        primary, looks = self.sort(events, trail)
        order = sorted(number for number, row in trail.items() if number in primary)
        self.check_refusals(events, trail)
        floor, ceiling = self.windows(events, primary, m.last)
        for event in [*events, *primary.values()]:
            event["from"], event["to"] = floor(event["t0"]), ceiling(event["t1"])
        waiting = sorted(looks, key=lambda e: e["from"])
        refused = [n for n, row in sorted(trail.items()) if row["c_verb"] == "refused"]
        at, active = 0, []
        for place, number in enumerate([m.last, *order]):
            following = order[place] if place < len(order) else float("inf")
            if place:
                event = primary[number]
                if not event["from"] < number <= event["to"]:
                    self.fail(event, f"change {number} is not within ({event['from']}, "
                                     f"{event['to']}], as sending and answering have it")
                self.note(event, number)
                try:
                    self.carry_out(event, number, trail[number])
                except Wrong as wrong:
                    self.fail(event, str(wrong), trail[number])
                self.write(event)
                self.tally[event["cmd"]["verb"], "done"] += 1
            while refused and refused[0] < following:
                row = trail[refused.pop(0)]
                m.refuse(row["change"], row["uid"], [r["obligation"] for r in row["rows"]])
            while at < len(waiting) and waiting[at]["from"] < following:
                active.append(waiting[at])
                at += 1
            active = [e for e in active if not self.agrees(e, following)]
        if active or at < len(waiting):
            self.fail((active + waiting[at:])[0], "never looked at")

    def own_doing(self, trail):
        """What the daemon does by itself: it applies its files, once, at its first start."""
        if 1 in trail and (trail[1]["c_verb"], trail[1]["uid"]) == ("reload", None):
            self.model.changes[1] = life.Change(1, None, "reload", self.model.day)
            del trail[1]

    def agrees(self, event, following):
        """True when it is settled."""
        if self.model.last < event["from"]:
            return False
        try:
            wrong = self.check(event)
        except Wrong as error:
            self.fail(event, str(error))
        if not wrong:
            self.note(event, None)
            self.write(event)
            code = "" if event["status"] == 200 else json.loads(event["text"])["exit"]
            self.tally[event["cmd"]["verb"], code] += 1
            return True
        event.setdefault("whys", []).append(f"after change {self.model.last}: {wrong}")
        if following > event["to"] or following == float("inf"):
            self.fail(event, "at no moment between sending and answering:\n    "
                      + "\n    ".join(event["whys"][:3] + event["whys"][3:][-3:]))
        return False

    def sort(self, events, trail):
        """Which event made which change; all others."""
        primary, looks = {}, []
        for event in sorted(events, key=lambda e: e["t0"]):
            number = None
            if event["status"] == 200 and event["cmd"]["kind"] != "get":
                number = json.loads(event["text"]).get("change")
            if number is None:
                if event["status"] is not None:
                    looks.append(event)
                continue
            if number in primary or number <= self.model.last:
                looks.append(event)  # the same once more, under its key
            elif number not in trail:
                self.fail(event, f"change {number} was acknowledged and is not in the trail")
            else:
                primary[number] = event
        unknown = [e for e in events if e["status"] is None]
        # Of two copies the first may come to its turn after the second, which was refused.
        unknown += [{**e, "status": None} for e in events if e["cmd"].get("drop") and e in looks]
        for number, row in sorted(trail.items()):
            if number in primary or row["c_verb"] == "refused":
                continue
            mine = [e for e in unknown if e["cmd"]["uid"] == row["uid"]
                    and e["cmd"]["verb"] == row["c_verb"]]
            if not mine:
                raise Wrong(f"change {number} is in the trail, and nobody did it: "
                            f"{ {k: row[k] for k in ('c_verb', 'uid', 'user', 'reason')} }")
            mine.sort(key=lambda e: abs(e["t0"] - self.when(number, primary)))
            primary[number] = mine[0]
            mine[0]["t1"] = float("inf")
            unknown.remove(mine[0])
        return primary, looks

    @staticmethod
    def when(number, primary):
        """About when a change was made, by those beside it."""
        beside = sorted(primary, key=lambda n: abs(n - number))[:1]
        return primary[beside[0]]["t0"] if beside else 0

    @staticmethod
    def windows(events, primary, first):
        ended = sorted((e["t1"], n) for n, e in primary.items())
        begun = sorted(((e["t0"], n) for n, e in primary.items()), reverse=True)
        times, highest = [], []
        for t, n in ended:
            times.append(t)
            highest.append(max(n, highest[-1] if highest else first))
        starts, lowest = [], []
        for t, n in begun:
            starts.append(-t)
            lowest.append(min(n, lowest[-1] if lowest else n))

        def floor(t):
            """The newest change that was answered before `t`."""
            i = bisect.bisect_left(times, t)
            return highest[i - 1] if i else first

        def ceiling(t):
            """The last change before the first one that was asked for after `t`."""
            i = bisect.bisect_left(starts, -t)
            return lowest[i - 1] - 1 if i else float("inf")
        return floor, ceiling

    def check_refusals(self, events, trail):
        """Every refusal of a right stands in the trail, and nothing is there as refused that was not."""
        least, most, rows = (collections.Counter() for _ in range(3))
        for event in events:
            uid = event["cmd"]["uid"]
            most[uid] += event["tries"] - 1
            if event["status"] is None or event["cmd"].get("twin"):
                most[uid] += 1
            if event["status"] == 403:
                most[uid] += 1
                if not event["cmd"].get("dry"):
                    least[uid] += 1
        for row in trail.values():
            if row["c_verb"] == "refused":
                rows[row["uid"]] += len({r["change"] for r in row["rows"]})
                self.tally["refused rows", ""] += 1
        for uid in {*least, *rows}:
            if not least[uid] <= rows[uid] <= most[uid]:
                raise Wrong(f"{self.accounts.get(uid, uid)} was refused {least[uid]} times (at most "
                            f"{most[uid]}), and the trail has {rows[uid]} refusals")

    # --- telling ---------------------------------------------------------------------------------

    @staticmethod
    def line(event, number=None):
        cmd = event["cmd"]
        what = {k: v for k, v in cmd.items() if k not in ("specs", "uid", "verb", "kind")}
        if "specs" in cmd:
            what["load"] = [f"{s['plan']} v{s['version']}" for s in cmd["specs"]]
        answer = "no answer" if event["status"] is None else event["status"]
        return (f"w{event['w']} #{event['n']} uid {cmd['uid']} {cmd['verb']} "
                f"{json.dumps(what, ensure_ascii=False)} -> {answer}"
                + (f" change {number}" if number else ""))

    def about(self, cmd):
        found = []
        for id in cmd.get("ids") or [cmd.get("query", {}).get("id")]:
            ob = id and self.model.resolve(id.rstrip("/"))
            if isinstance(ob, life.Obligation):
                found.append(ob.key)
        return found or ["office"]

    def note(self, event, number):
        cmd = event["cmd"]
        if cmd["kind"] == "get":
            return
        for key in self.about(cmd):
            self.told[key].append(self.line(event, number))

    def write(self, event):
        if self.record:
            cmd = {k: v for k, v in event["cmd"].items() if k not in ("twin", "drop")}
            self.record.write(json.dumps(cmd, ensure_ascii=False) + "\n")

    def fail(self, event, why, row=None):
        lines = [why, "  " + self.line(event)]
        if event.get("text"):
            lines.append(f"  answer: {event['text'][:700]}")
        if row:
            rows = [{k: r[k] for k in ("id", "verb", "obligation", "before", "after", "reason")}
                    for r in row["rows"][:3]]
            lines.append(f"  trail: {json.dumps(rows, ensure_ascii=False)[:900]}")
        for key in self.about(event["cmd"])[:2]:
            lines.append(f"  the last commands about {key}:")
            lines += ["    " + one for one in self.told[key]]
        raise Wrong("\n".join(lines))
