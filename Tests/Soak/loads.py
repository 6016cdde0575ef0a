"""What a load of plans and an undo come to: the third part of the model."""
import office
from life import (ASKED, AWAKE, BAD, BAD_FILE, CLAIM, GONE, MOVES, NEW, NO, NO_RIGHT, OPEN, REPORTED, Verdict,
                  iso)


class Loads:
    # --- loading ---------------------------------------------------------------------------------

    def load(self, cmd):
        v, specs = Verdict(), cmd["specs"]
        if not self.is_known(cmd["uid"]):
            v.no("nobody here", NO_RIGHT)
        if cmd.get("broken"):
            v.no(cmd["broken"], BAD_FILE)
            return v
        hats = self.hats(cmd["uid"])
        for spec in specs:
            hat = next((h for h in hats if h[0] == "admin" or (
                h[0] == "coordinator" and h[1] == spec["coordinator"])), None)
            if hat is None:
                v.no(f"no right to load {spec['plan']}", NO_RIGHT)
            else:
                v.by[spec["plan"]] = hat[2]
        v.load, v.counts = [], []
        for spec in specs:
            found = office.expand(spec)
            count = {"plan": spec["plan"], "added": 0, "changed": 0, "withdrawn": 0,
                     "unchanged": 0}
            v.counts.append(count)
            if self.is_loaded(spec):
                count["unchanged"] = len(found)
                continue
            v.load.append((spec, found))
            for key, facts in found.items():
                due, act_by = iso(facts["due"]), iso(facts["act_by"])
                ob = self.obligations.get(key)
                if ob is None:
                    count["added"] += 1
                    v.rows.append((facts, {**NEW, "due": due, "act_by": act_by, "plan_due": due,
                                           "plan_act_by": act_by}, []))
                    continue
                after = dict(ob.s, left=False, plan_due=due, plan_act_by=act_by)
                granted = ob.s["extended_to"]
                if granted is None or due is None or granted <= due:
                    # A granted day stays in force as long as it is later than the plan's own.
                    after.update(due=due, act_by=act_by, extended_to=None, ext_doc=None,
                                 ext_dated=None)
                if ob.s["left"] and ob.s["state"] == "withdrawn" and ob.comes_back:
                    after.update(state="planned", **CLAIM)
                self.clipped(ob.s, after)
                if after == ob.s:
                    count["unchanged"] += 1
                else:
                    count["changed"] += 1
                    v.rows.append((ob, after, []))
            for key, ob in self.obligations.items():
                if ob.facts["plan"] == spec["plan"] and key not in found and not ob.s["left"]:
                    # What is done or withdrawn already stays so.
                    after = dict(ob.s, left=True)
                    if ob.s["state"] in MOVES["withdraw"]:
                        count["withdrawn"] += 1
                        after.update(state="withdrawn", **ASKED, **AWAKE)
                    v.rows.append((ob, after, []))
        return v

    def is_loaded(self, spec):
        stored = self.plans.get(spec["plan"])
        return (stored is not None and stored["spec"]["version"] == spec["version"]
                and not stored.get("gone"))

    # --- taking back -----------------------------------------------------------------------------

    def undo(self, cmd):
        v, uid = Verdict(), cmd["uid"]
        self.uid = uid
        if not self.is_known(uid):
            v.no("nobody here", NO_RIGHT)
        if cmd.get("broken"):
            v.no(cmd["broken"], BAD)
            return v
        number = cmd["body"].get("change")
        if number is None:
            number = self.last_own(uid)
            if number is None:
                v.no("nothing to take back", NO)
                return v
        change = self.changes.get(number)
        if change is None:
            v.no("no such change", GONE)
            return v
        v.undoes = number
        hats = self.hats(uid)
        able = [hat for hat in hats if self.may_undo(hat, change)]
        if able:
            v.by[number] = able[0][2]
        elif change.verb != "refused" or change.uid != uid:
            v.no("somebody else's change, or no longer one's own work", NO_RIGHT)
        if change.verb in ("reload", "refused"):
            v.no(f"{change.verb} cannot be taken back", NO)
            return v
        if change.undone_by is not None:
            v.no(f"taken back by change {change.undone_by}", NO)
        root, goes = self.root(change)
        for ob, before, after in change.rows:
            if goes and root.verb == "waive" and ob.s["state"] in REPORTED:
                v.no(f"{ob.key} was reported without what was waived", NO)
            if before == after:
                continue
            later = self.later(ob, number)
            if later is not None or not self.alike(ob.s, after):
                v.no(f"change {later or ob.change} has touched {ob.key} since", NO)
            if before and before["state"] in OPEN and ob.s["state"] not in OPEN:
                for upper in self.uppers(ob):
                    if upper.s["state"] in REPORTED and upper.reported > number \
                            and ob.key not in self.waived(upper):
                        v.no(f"{upper.key} rests on {ob.key}", NO)
        for plan, (_, after) in change.plans.items():
            if any(self.stands(n) for n in self.loads(plan, number)):
                v.no(f"{plan} was loaded since", NO)
            if self.text(self.plans[plan]) != self.text(after):
                v.no(f"{plan} has another text now", NO)
        if root.verb == "now" and goes:
            v.no("the letters have left", NO)  # nobody has a relay here
        v.rows = [(ob, self.settled(before, ob.s) if before != after else ob.s, [])
                  for ob, before, after in change.rows]
        return v

    @staticmethod
    def text(plan):
        """Which version of its file a plan has; None when it is not loaded."""
        return None if plan is None or plan.get("gone") else plan["spec"]["version"]

    def root(self, change):
        """What an undo takes back or brings again in the end, and whether it goes."""
        goes = True
        while change.undoes is not None:
            change, goes = self.changes[change.undoes], not goes
        return change, goes

    def stands(self, number):
        """A change that is in force and takes none back."""
        change = self.changes[number]
        return change.undoes is None and change.undone_by is None

    def later(self, ob, number):
        """The last change in force that touched an obligation after this one; notes and files are as
        true without it."""
        for n in reversed(ob.touched):
            if n <= number:
                return None
            if self.stands(n) and self.changes[n].verb not in ("note", "attach", "now"):
                return n
        return None

    def loads(self, plan, number):
        return [n for n, c in self.changes.items()
                if n > number and c.verb == "load" and plan in c.plans]

    def uppers(self, ob):
        return [u for u in self.obligations.values()
                if u.facts["plan"] == ob.facts["plan"] and ob.facts["task"] in u.facts["after"]]

    def may_undo(self, hat, change):
        plans = set(change.plans) | {ob.facts["plan"] for ob, _, _ in change.rows}
        if hat[0] == "admin":
            return True
        if hat[0] == "coordinator" and plans and all(self.coordinates(hat, p) for p in plans):
            return True
        # One's own; who stands in for somebody has his too.
        whose = {self.uid} if hat[2] is None else {self.uid, self.principal(hat[2])}
        return change.uid in whose and change.verb != "load" and hat[0] != "auditor" \
            and bool(change.rows) and all(ob.facts["agency"] == hat[1] for ob, _, _ in change.rows)

    def principal(self, name):
        """The uid of a person by the name that the trail has."""
        account = next(account for id, (account, _, _) in office.PEOPLE.items()
                       if office.person_name(id) == name)
        return next(uid for uid, one in self.accounts.items() if one == account)

    def last_own(self, uid):
        for number in reversed(self.by_uid.get(uid, ())):
            change = self.changes[number]
            if change.verb not in ("undo", "refused", "reload") and change.undone_by is None:
                return number
        return None
