"""What dondoc ought to do, written down a second time and simply: from the interface and the words
for the work, not from the program.

Everything lives in memory; days are ISO 8601, so that they compare as text. Nothing here asks a
clock: the moment comes with each command.
"""
import office
from acts import Acts
from life import Beside, Change, Obligation
from loads import Loads
from looks import Looks
from pauses import Pauses


class Model(Looks, Acts, Loads, Pauses):
    def __init__(self, uids):
        self.accounts = {uid: account for account, uid in uids.items()}
        self.persons = {account: (id, agency, role)
                        for id, (account, agency, role) in office.PEOPLE.items()}
        self.obligations, self.numbers, self.by_task = {}, {}, {}
        self.plans = {}      # id: {"spec", "change"}
        self.words = {}      # (plan, task): changes, and the phrase since each
        self.changes = {}
        self.by_uid = {}     # uid: numbers of changes, oldest first
        self.last = 0        # the newest change
        self.days, self.ends = [], {}  # days with changes; the last change of each
        self.day = self.moment = None
        self.views = {}

    # --- what has happened -----------------------------------------------------------------------

    def happen(self, number, cmd, v, rows=None):
        """Carries a verdict out as change `number`."""
        verb = cmd["verb"]
        change = Change(number, cmd["uid"], verb, self.day, v.undoes)
        change.moment = self.moment
        self.changes[number] = change
        self.by_uid.setdefault(change.uid, []).append(number)
        self.last = number
        if not self.days or self.days[-1] != self.day:
            self.days.append(self.day)
        self.ends[self.day] = number
        if v.load is not None:
            for spec, found in v.load:
                plan, before = spec["plan"], self.plans.get(spec["plan"])
                self.adopt(plan, spec, found, number)
                change.plans[plan] = (before, self.plans[plan])
        for ob, after, beside in v.rows if rows is None else rows:
            if isinstance(ob, dict):  # one that comes
                ob = Obligation(ob, after, number, self.day)
                self.obligations[ob.key] = ob
                self.by_task.setdefault((ob.facts["plan"], ob.facts["task"]), []).append(ob.key)
                change.rows.append((ob, None, after))
                continue
            if after is None:  # one that had come with a load that is taken back
                after = dict(ob.s, state="withdrawn", left=True)
            change.rows.append((ob, ob.s, after))
            ob.put(after, number, self.day)
            for kind, fields in beside:
                one = Beside(kind, number, self.day, fields)
                ob.beside.append(one)
                change.beside.append(one)
        if v.undoes is not None:
            old = self.changes[v.undoes]
            old.undone_by = number
            root, back = old, True
            while root.undoes is not None:
                root, back = self.changes[root.undoes], not back
                root.undone_by = number if back else None
            for one in root.beside:
                one.turns.append((number, not back))
            for plan, (before, _) in old.plans.items():
                now = self.plans[plan]
                if self.text(before) is not None:
                    self.adopt(plan, before["spec"], office.expand(before["spec"]), number)
                else:
                    self.plans[plan] = dict(now, change=number, gone=True)
                change.plans[plan] = (now, self.plans[plan])
        return change

    def refuse(self, number, uid, obligations):
        """A change that only says that something was refused."""
        change = Change(number, uid, "refused", self.day)
        obs = [self.numbers[n] for n in obligations if n is not None]
        change.rows = [(ob, ob.s, ob.s) for ob in obs]
        self.changes[number] = change

    def adopt(self, plan, spec, found, number):
        """The plan's words as a file has them."""
        self.plans[plan] = {"spec": spec, "change": number}
        words = {facts["task"]: facts for facts in found.values()}
        for task, facts in words.items():
            self.words.setdefault((plan, task), []).append((number, facts["phrase"]))
        for ob in self.obligations.values():
            if ob.facts["plan"] == plan and ob.facts["task"] in words:
                ob.facts = {**ob.facts, **{name: words[ob.facts["task"]][name] for name in
                                           ("title", "phrase", "lead", "with", "proof", "request",
                                            "after")}}
