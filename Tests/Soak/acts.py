"""What becomes of a verb on one obligation or many: the second part of the model."""
import datetime

import office
from life import (ASKED, AWAKE, BAD, CLAIM, FIELDS, MOVES, NO, NOT_THEIRS, NO_RIGHT, PROOFS, STALE,
                  Obligation, Verdict, iso, is_day)


class Acts:
    def act(self, cmd):
        """What becomes of a verb on one obligation, on several, or on what filters name."""
        v, uid, verb = Verdict(), cmd["uid"], cmd["verb"]
        body = cmd["body"]
        if not self.is_known(uid):
            v.no("nobody here", NO_RIGHT)
        if cmd.get("broken"):
            v.no(cmd["broken"], BAD)
            return v
        for name, value in body.items():
            if name not in FIELDS[verb]:
                v.no(f"{verb} takes no {name}", BAD)
        if cmd.get("filters") is not None:
            found = self.filtered(cmd, v)
        else:
            found = self.named(cmd, v)
        self.common(body, v)
        self.alone(verb, body, v)
        v.single = cmd.get("filters") is None and len(cmd["ids"]) == 1 and not cmd.get("dry")
        seen = cmd.get("seen")
        if seen is not None and not v.single:
            v.no("If-Match takes one obligation", BAD)
        if v.refuses and not found:
            return v
        if seen is not None and found and found[0].change != seen:
            v.no("changed meanwhile", STALE)
        for ob in found:
            self.one(cmd, verb, body, ob, v)
        return v

    def named(self, cmd, v):
        found = []
        for id in cmd["ids"]:
            ob = self.resolve(id)
            if isinstance(ob, Obligation):
                if ob not in found:
                    found.append(ob)
            else:
                v.no(f"{id} is not one obligation", ob)
        if not cmd["ids"]:
            v.no("no id, no filter", BAD)
        return found

    def filtered(self, cmd, v):
        found = self.chosen(cmd["filters"], cmd["uid"])
        if not isinstance(found, list):
            v.no("no such thing", found)
            return []
        ready = [ob for ob, _, _ in found if ob.s["state"] in MOVES[cmd["verb"]]]
        v.skipped = len(found) - len(ready)
        return ready

    def one(self, cmd, verb, body, ob, v):
        s, f = ob.s, ob.facts
        behalf = body.get("for")
        if behalf is not None and behalf not in (f["agency"],
                                                 f"{office.TERRITORY}/{f['agency']}"):
            v.no(f"{ob.key} is not {behalf}'s", NOT_THEIRS)
        modes = [(self.right(hat, verb, ob, body), hat[2]) for hat in self.hats(cmd["uid"])]
        modes = [one for one in modes if one[0]]
        # Who may grant does not ask, though that be his own right.
        modes.sort(key=lambda one: one[0] == "ask")
        mode, v.by[ob.key] = modes[0] if modes else ("none", None)
        if not modes:
            v.no(f"no right to {verb} {ob.key}", NO_RIGHT)
        if s["state"] not in MOVES[verb]:
            v.no(f"{ob.key} is {s['state']}", NO)
        after = dict(s)
        after["state"] = MOVES[verb].get(s["state"], s["state"])
        if is_day(body.get("dated")) and body["dated"] > self.day:
            v.no("dated in the future", NO)
        beside = []
        getattr(self, "do_" + verb.replace("return", "give_back"))(
            cmd, body, ob, after, beside, mode, v)
        v.rows.append((ob, after, beside))

    def who(self, cmd):
        return self.accounts[cmd["uid"]]

    def common(self, body, v):
        """Fields that several verbs take."""
        for name in ("dated", "received", "to"):
            if name in body and not is_day(body[name]):
                v.no(f"{name} is no day", BAD)
        if "file" in body and not (len(body["file"]) == 64
                                   and all(c in "0123456789abcdefABCDEF" for c in body["file"])):
            v.no("file is no SHA-256", BAD)

    def alone(self, verb, body, v):
        """What is wrong with a body whatever it is about, also where filters hit nothing."""
        if verb in ("return", "extend", "withdraw", "reopen", "waive") or (
                verb == "confirm" and body.get("received") is not None):
            self.reason(body, v)
        if verb == "extend" and bool(body.get("refuse")) == (body.get("to") is not None):
            v.no("a day and a refusal, or neither", BAD)
        if verb == "waive" and not body.get("inputs"):
            v.no("no inputs", BAD)
        if verb == "attach" and not ((body.get("name") or "").strip() and body.get("file")):
            v.no("no name or no file", BAD)
        if verb == "note" and not (body.get("note") or "").strip():
            v.no("an empty note", BAD)
        self.alone_pause(verb, body, v)

    def reason(self, body, v):
        if not (body.get("reason") or "").strip():
            v.no("no reason", BAD)

    def do_start(self, cmd, body, ob, after, beside, mode, v):
        pass

    def do_done(self, cmd, body, ob, after, beside, mode, v):
        proof = PROOFS.get(ob.facts["proof"])
        if proof and not (body.get(proof) or "").strip():
            v.no(f"{ob.key} asks for {proof}", NO)
        if ob.facts["after"] and self.missing(ob):
            v.no("inputs missing", NO)
        after.update(claimed_at=self.moment, judged=self.day, doc=body.get("doc"),
                     doc_dated=body.get("dated"), file=body.get("file"), **ASKED, **AWAKE)
        if self.plans[ob.facts["plan"]]["spec"]["confirm"] == "none":
            after.update(state="done", done_at=self.moment)

    def do_checkin(self, cmd, body, ob, after, beside, mode, v):
        if not ob.facts["checkin"]:
            v.no("asks for no check-in", NO)
        beside.append(("checkin", {"at": self.moment, "user": self.who(cmd),
                                   "text": body.get("note")}))

    def do_note(self, cmd, body, ob, after, beside, mode, v):
        if not (body.get("note") or "").strip():
            v.no("an empty note", BAD)
        beside.append(("note", {"at": self.moment, "user": self.who(cmd),
                                "text": body.get("note")}))

    def do_attach(self, cmd, body, ob, after, beside, mode, v):
        if not body.get("file"):
            v.no("no file", BAD)
        if not (body.get("name") or "").strip():
            v.no("no name", BAD)
        beside.append(("attachment", {"name": body.get("name"), "sha256": body.get("file"),
                                      "note": body.get("note"), "at": self.moment,
                                      "user": self.who(cmd)}))

    def do_confirm(self, cmd, body, ob, after, beside, mode, v):
        after["done_at"] = self.moment
        received = body.get("received")
        if received is not None:
            self.reason(body, v)
            claimed = (ob.s["claimed_at"] or "")[:10]
            if is_day(received) and (received > self.day or received > claimed):
                v.no("received after today or after the claim", NO)
            after.update(received=received, judged=received)

    def do_give_back(self, cmd, body, ob, after, beside, mode, v):
        self.reason(body, v)
        after.update(CLAIM)
        after["returned"] += 1

    def do_withdraw(self, cmd, body, ob, after, beside, mode, v):
        self.reason(body, v)
        after.update({**ASKED, **AWAKE})

    def do_reopen(self, cmd, body, ob, after, beside, mode, v):
        self.reason(body, v)
        after.update(CLAIM)

    def do_extend(self, cmd, body, ob, after, beside, mode, v):
        self.reason(body, v)
        due, to = ob.s["due"], body.get("to")
        if body.get("refuse"):
            if to is not None:
                v.no("refused, and granted", BAD)
            if ob.s["asked_to"] is None:
                v.no("nobody has asked", NO)
            after.update(ASKED)
            return
        if to is None:
            v.no("to which day", BAD)
        if due is None:
            v.no("no due day", NO)
        if due is None or not is_day(to):
            return
        if to <= due:
            v.no("no later day", NO)
        if mode == "ask":
            if not self.day < due:
                v.no("the due day is there", NO)
            after.update(asked_to=to, asked_reason=body.get("reason"))
            return
        if not (body.get("doc") or "").strip():
            v.no("no document", NO)
        if not (ob.s["asked_to"] is not None or self.day < due or body.get("force")):
            v.no("nobody asked in time", NO)
        after.update(due=to, act_by=iso(office.working_on_or_before(
            datetime.date.fromisoformat(to))), extended_to=to, ext_doc=body.get("doc"),
            ext_dated=body.get("dated"), **ASKED)
        self.clipped(ob.s, after)

    def do_waive(self, cmd, body, ob, after, beside, mode, v):
        self.reason(body, v)
        names = body.get("inputs") or []
        if not names:
            v.no("which inputs", BAD)
        if not ob.facts["after"]:
            v.no("waits for nothing", NO)
            return
        missing = self.missing(ob)
        waived = []
        for name in names:
            found = [i for i in missing
                     if name in (i.key, str(i.number), i.facts["agency"],
                                 f"{office.TERRITORY}/{i.facts['agency']}")]
            if not found:
                v.no(f"{name} is not missing", NO)
            waived += [i for i in found if i not in waived]
        person = self.persons.get(self.who(cmd))
        for i in sorted(waived, key=lambda i: i.number):
            beside.append(("waiver", {
                "key": i.key, "reason": body.get("reason"), "at": self.moment,
                "user": self.who(cmd), "person": person and office.person_name(person[0])}))
