"""What the model knows of: states and moves, an obligation with its past, a change, a verdict."""
import bisect
import datetime

# HTTP status and exit status of a refusal.
BAD, NO, NO_RIGHT = (400, 64), (409, 1), (403, 77)
GONE, SEVERAL, STALE = (404, 66), (409, 66), (412, 75)
BAD_FILE, NOT_THEIRS = (422, 65), (422, 1)

STATES = ("planned", "started", "claimed", "returned", "done", "withdrawn")
OPEN = ("planned", "started", "returned")
REPORTED = ("claimed", "done")
STAFF = ("start", "done", "checkin", "note", "attach")
JUDGES = ("confirm", "return", "extend", "withdraw", "reopen", "waive", "now")
PAUSES = {"snooze": "snooze", "ack": "ack"}  # verb: value
VERBS = STAFF + JUDGES + tuple(PAUSES)

# The table of interface.md: what leaves a state; and what is done to work and leaves its state alone.
MOVES = {
    "start": {"planned": "started", "returned": "started"},
    "done": {"planned": "claimed", "started": "claimed", "returned": "claimed"},
    "confirm": {"claimed": "done"},
    "return": {"claimed": "returned"},
    "withdraw": {s: "withdrawn" for s in ("planned", "started", "claimed", "returned")},
    "reopen": {"done": "started", "withdrawn": "planned"},
    "checkin": {s: s for s in OPEN},
    "extend": {s: s for s in OPEN},
    "waive": {s: s for s in OPEN},
    "snooze": {s: s for s in OPEN},
    "ack": {s: s for s in OPEN},
    "now": {s: s for s in OPEN},
    "attach": {s: s for s in STATES if s != "withdrawn"},
    "note": {s: s for s in STATES},
}

FIELDS = {
    "start": ("note", "for"), "checkin": ("note", "for"), "note": ("note", "for"),
    "done": ("doc", "dated", "file", "note", "for"), "attach": ("file", "name", "note", "for"),
    "confirm": ("note", "received", "reason"),
    "extend": ("to", "doc", "dated", "reason", "force", "refuse"),
    "waive": ("inputs", "reason"), "return": ("reason",), "withdraw": ("reason",),
    "reopen": ("reason",), "snooze": ("until", "reason", "end"),
    "ack": ("until", "working_days", "note", "end"), "now": ("note",),
}
TYPES = {"force": bool, "refuse": bool, "inputs": list, "end": bool, "working_days": int}
PROOFS = {"document": "doc", "file": "file", "note": "note"}

NEW = {
    "state": "planned", "due": None, "act_by": None, "plan_due": None, "plan_act_by": None,
    "left": False, "claimed_at": None, "judged": None, "received": None, "done_at": None,
    "doc": None, "doc_dated": None, "file": None, "returned": 0, "asked_to": None,
    "asked_reason": None, "extended_to": None, "ext_doc": None, "ext_dated": None,
    # (until as RFC 3339, by, text, set by who may go beyond the due day), also when it is over
    "snooze": None, "ack": None,
}
CLAIM = {name: None for name in
         ("claimed_at", "judged", "received", "done_at", "doc", "doc_dated", "file")}
ASKED = {"asked_to": None, "asked_reason": None}
AWAKE = {"snooze": None, "ack": None}


def iso(day):
    return None if day is None else day.isoformat()


def is_day(text):
    try:
        return datetime.date.fromisoformat(text).isoformat() == text
    except (TypeError, ValueError):
        return False


class Beside:
    """A note, check-in, attachment or waiver: it hangs on an obligation and can be taken back."""

    def __init__(self, kind, change, day, fields):
        self.kind, self.change, self.day, self.fields = kind, change, day, fields
        self.turns = []  # changes that took it back or brought it again, with whether it stands

    def stands(self, change):
        """As of the end of a change."""
        i = bisect.bisect_right(self.turns, change, key=lambda turn: turn[0])
        return self.turns[i - 1][1] if i else self.change <= change


class Obligation:
    def __init__(self, facts, s, change, day):
        self.facts, self.key, self.s, self.change = facts, facts["key"], s, change
        self.number = None
        self.comes_back = False  # withdrawn because its line left the file, and by nobody
        self.original_due = s["due"]
        self.past = [(day, change, s)]
        self.touched = [change]
        self.reported = 0  # the change that made it claimed, or done at once
        self.beside = []

    def put(self, s, change, day):
        self.touched.append(change)
        if s["state"] in REPORTED and self.s["state"] not in REPORTED:
            self.reported = change
        if s["state"] == "withdrawn" != self.s["state"]:
            self.comes_back = s["left"] and not self.s["left"]
        self.s, self.change = s, change
        if self.past[-1][0] == day:
            self.past[-1] = (day, change, s)
        else:
            self.past.append((day, change, s))

    def at(self, day):
        """The values, the last change and the change to look beside it by, at the end of a day; None
        before it came."""
        i = bisect.bisect_right(self.past, day, key=lambda p: p[0])
        return self.past[i - 1] if i else None


class Verdict:
    """What may be answered: refusals, of which one must come, or the effect."""

    def __init__(self):
        self.must = {}
        self.rows = []       # (obligation, values after, beside to add)
        self.skipped = 0
        self.undoes = None
        self.single = False
        self.by = {}         # obligation key: the person for whom a deputy acts
        self.counts = None
        self.load = None

    def no(self, why, *codes):
        for code in codes:
            self.must.setdefault(code, why)

    @property
    def refuses(self):
        return bool(self.must)

    def allows(self, code):
        return code in self.must


class Change:
    def __init__(self, number, uid, verb, day, undoes=None):
        self.number, self.uid, self.verb, self.day, self.undoes = number, uid, verb, day, undoes
        self.moment = None
        self.rows, self.beside, self.plans = [], [], {}
        self.undone_by = None
