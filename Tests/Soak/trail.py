"""The trail as it stands in the database, and how two answers are compared."""
import hashlib
import sqlite3


class Wrong(Exception):
    """The daemon and the model do not agree."""


def different(expected, came):
    """What two answers disagree about, in a line; only what the model knows of is looked at."""
    if isinstance(expected, dict) and isinstance(came, dict):
        found = []
        for name, value in expected.items():
            if name not in came:
                found.append(f"{name} is not there")
            else:
                one = different(value, came[name])
                if one:
                    found.append(f"{name}: {one}")
        return "; ".join(found[:4])
    if isinstance(expected, list) and isinstance(came, list):
        if len(expected) != len(came):
            one = [x.get("key", x) if isinstance(x, dict) else x for x in expected]
            two = [x.get("key", x) if isinstance(x, dict) else x for x in came]
            return (f"{len(expected)} expected, {len(came)} came; missing "
                    f"{[x for x in one if x not in two][:3]}, beside "
                    f"{[x for x in two if x not in one][:3]}")
        for at, (one, two) in enumerate(zip(expected, came)):
            found = different(one, two)
            if found:
                name = one.get("key", at) if isinstance(one, dict) else at
                return f"[{name}] {found}"
        return ""
    return "" if expected == came else f"expected {expected!r}, came {came!r}"


class Trail:
    """The trail as it stands in the file, read row by row as it grows; its chain is made again."""

    def __init__(self, path):
        self.path, self.id, self.hash = path, 0, None

    def news(self):
        """Changes that have come, with their rows: number to a dictionary."""
        base = sqlite3.connect(f"file:{self.path}?mode=ro", uri=True)
        base.row_factory = sqlite3.Row
        try:
            if self.hash is None:
                (uuid,) = base.execute("SELECT uuid FROM installation").fetchone()
                self.hash = hashlib.sha256(uuid.encode()).digest()
            changes = {}
            rows = base.execute(
                'SELECT t.id, t.change, t.obligation, t.plan, t.verb, t."before", t."after", '
                "t.reason, t.hash, c.at, c.verb AS c_verb, c.uid, c.user, c.person, c.deputy_for, "
                "c.on_behalf, c.undoes FROM trail t JOIN change c ON c.id = t.change "
                "WHERE t.id > ? ORDER BY t.id", (self.id,))
            for row in rows:
                self.link(row)
                one = changes.setdefault(row["change"], {**row, "rows": []})
                one["rows"].append(dict(row))
            return changes
        finally:
            base.close()

    def link(self, row):
        if row["id"] != self.id + 1:
            raise Wrong(f"the trail jumps from row {self.id} to {row['id']}")
        fields = [row[name] for name in (
            "id", "change", "at", "c_verb", "uid", "user", "person", "deputy_for", "on_behalf",
            "undoes", "obligation", "plan", "verb", "before", "after", "reason")]
        text = self.hash
        for field in fields:
            if field is None:
                text += b"-,"
            else:
                word = str(field).encode()
                text += str(len(word)).encode() + b":" + word + b","
        self.id, self.hash = row["id"], hashlib.sha256(text).digest()
        if self.hash != row["hash"]:
            raise Wrong(f"row {row['id']} of the trail has not the hash that its fields make")
