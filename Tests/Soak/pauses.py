"""Reminders that are put off, and pressing at once: how far who may, and what ends it."""
import datetime
import re

import office
from life import AWAKE, BAD, NO, PAUSES, is_day

HOUR, OPENS, CLOSES = "08:00", "07:30", "17:00"
LONGEST, OWN_ACK, DAYS = 366, 10, 3


def instant(text):
    """RFC 3339 of `2023-06-14` (at the hour of reminders) or `2023-06-14 09:00`; None for nonsense."""
    if not isinstance(text, str) or not is_day(text[:10]):
        return None
    clock = text[11:] or HOUR
    if text[10:11] not in ("", " ") or not re.fullmatch("([01][0-9]|2[0-3]):[0-5][0-9]", clock):
        return None
    return f"{text[:10]}T{clock}:00+07:00"


def after(days, day):
    """The working day that is so many after a day."""
    day = datetime.date.fromisoformat(day)
    while days:
        day += office.DAY
        days -= office.is_working(day)
    return day.isoformat()


def release_day(moment):
    """The day on which a letter leaves that goes at once."""
    day, clock = datetime.date.fromisoformat(moment[:10]), moment[11:16]
    if clock >= OPENS and not (office.is_working(day) and clock < CLOSES):
        day += office.DAY
    while not office.is_working(day):
        day += office.DAY
    return day.isoformat()


class Pauses:
    def lasts(self, pause, moment=None):
        return pause is not None and pause[0] > (moment or self.moment)

    def alone_pause(self, verb, body, v):
        """What is wrong with a body whatever it is about."""
        if verb not in PAUSES:
            return
        if "until" in body and instant(body["until"]) is None:
            v.no("until is no moment", BAD)
        given = ("until" in body) + ("working_days" in body) + bool(body.get("end"))
        if given > 1:
            v.no("two ends", BAD)
        if verb == "snooze" and not given:
            v.no("until when", BAD)
        if verb == "snooze" and not body.get("end"):
            self.reason(body, v)
        if not 1 <= body.get("working_days", 1) <= LONGEST:
            v.no("so many working days", BAD)

    def do_snooze(self, cmd, body, ob, after_, beside, mode, v):
        self.pause("snooze", cmd, body, ob, after_, mode, v)

    def do_ack(self, cmd, body, ob, after_, beside, mode, v):
        self.pause("ack", cmd, body, ob, after_, mode, v)

    def pause(self, kind, cmd, body, ob, to, mode, v):
        old = ob.s[kind]
        if body.get("end"):
            if not self.lasts(old):
                v.no(f"{ob.key}: nothing to end", NO)
            else:
                to[kind] = (self.moment, *old[1:])
            return
        if "until" in body:
            until = instant(body["until"])
        else:
            until = f"{after(body.get('working_days', DAYS), self.day)}T{HOUR}:00+07:00"
        if until is None:
            return
        if until <= self.moment:
            v.no("has passed", NO)
        last = datetime.date.fromisoformat(self.day) + LONGEST * office.DAY
        if until[:10] > last.isoformat():
            v.no("too far", NO)
        judges = mode != "ask"
        if not judges and kind == "snooze":
            due = ob.s["due"]
            if due is None or self.day > due or until > f"{due}T{HOUR}:00+07:00":
                v.no(f"{ob.key}: beyond its due day", NO)
        if not judges and kind == "ack":
            if self.lasts(old) and until > old[0]:
                v.no(f"{ob.key}: prolonged", NO)
            if until > f"{after(OWN_ACK, self.day)}T{HOUR}:00+07:00":
                v.no(f"{ob.key}: more than ten working days", NO)
        account = self.who(cmd)
        person = self.persons.get(account)
        by = office.person_name(person[0]) if person else account
        text = body.get("reason") if kind == "snooze" else body.get("note")
        to[kind] = (until, by, text, judges and kind == "snooze")

    def do_now(self, cmd, body, ob, to, beside, mode, v):
        if self.lasts(ob.s["snooze"]):
            v.no(f"{ob.key} is snoozed", NO)
        pressed = self.standing(ob, "press")
        if pressed and release_day(pressed[-1].fields["at"]) >= release_day(self.moment):
            v.no(f"{ob.key} was pressed for already", NO)
        beside.append(("press", {"at": self.moment}))

    # --- what follows ----------------------------------------------------------------------------

    def clipped(self, before, to):
        """A snooze of those who owe the work does not outlive another due day."""
        snooze = to["snooze"]
        if before["due"] == to["due"] or not self.lasts(snooze) or snooze[3]:
            return
        last = f"{to['due']}T{HOUR}:00+07:00" if to["due"] else self.moment
        to["snooze"] = (min(snooze[0], max(last, self.moment)), *snooze[1:])

    def alike(self, one, two):
        """Values that differ by nothing but pauses that are over."""
        def plain(s):
            return {**s, **{k: s[k] if self.lasts(s[k]) else None for k in AWAKE}}
        return plain(one) == plain(two)

    def settled(self, before, now):
        """Values that come back: what is taken back while it stands ends now."""
        if before is None or before["state"] not in ("planned", "started", "returned"):
            return before
        back = dict(before)
        for kind in AWAKE:
            if now[kind] != back[kind] and self.lasts(now[kind]) and not self.lasts(back[kind]):
                back[kind] = (self.moment, *now[kind][1:])
        return back

    def told(self, pause, moment):
        """As an answer has it."""
        if not self.lasts(pause, moment):
            return None
        return {"until": pause[0], "by": pause[1], "reason": pause[2]}
