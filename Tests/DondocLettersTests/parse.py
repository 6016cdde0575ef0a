"""Reads a message on standard input with Python's own parser and prints what a mail program sees.

Calendars are read by two parsers that know nothing of each other.
"""

import email
import email.policy
import html.parser
import json
import sys


class Page(html.parser.HTMLParser):
    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.tags, self.texts, self.attributes = [], [], []

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        self.attributes += [name for name, _ in attrs]

    def handle_data(self, data):
        self.texts.append(data)


raw = sys.stdin.buffer.read()
message = email.message_from_bytes(raw, policy=email.policy.default)
text = message.get_body(("plain",))
page_part = message.get_body(("html",))
page = Page()
source = page_part.get_content().replace("\r\n", "\n")
page.feed(source)


def mailboxes(name):
    header = message[name]
    return [[a.display_name, a.addr_spec] for a in header.addresses] if header else []


def defects(part):
    headers = [d for value in part.values() for d in getattr(value, "defects", [])]
    return [repr(d) for d in list(part.defects) + headers]


def first(content):
    """The calendar as icalendar sees it."""
    import icalendar

    calendar = icalendar.Calendar.from_ical(content)
    return {
        "method": str(calendar["METHOD"]),
        "events": [{
            "uid": str(event["UID"]),
            "sequence": int(event["SEQUENCE"]),
            "stamp": event.decoded("DTSTAMP").strftime("%Y-%m-%dT%H:%M:%SZ"),
            "start": event.decoded("DTSTART").isoformat(),
            "end": event.decoded("DTEND").isoformat(),
            "summary": str(event["SUMMARY"]),
            "description": str(event["DESCRIPTION"]),
            "organizer": [str(event["ORGANIZER"].params["CN"]), str(event["ORGANIZER"])],
            "transparency": str(event["TRANSP"]),
            "status": str(event["STATUS"]) if "STATUS" in event else None,
            "names": sorted(event.keys()),
        } for event in calendar.walk("VEVENT")],
        "kinds": sorted(component.name for component in calendar.walk()),
        "errors": [repr(e) for component in calendar.walk() for e in component.errors],
    }


def second(content):
    """The calendar as vobject sees it."""
    import vobject

    calendar = vobject.readOne(content.decode())
    calendar.validate(raiseException=True)
    return {
        "method": calendar.method.value,
        "events": [{
            "uid": event.uid.value,
            "sequence": int(event.sequence.value),
            "stamp": event.dtstamp.value.strftime("%Y-%m-%dT%H:%M:%SZ"),
            "start": event.dtstart.value.isoformat(),
            "end": event.dtend.value.isoformat(),
            "summary": event.summary.value,
            "description": event.description.value,
            "organizer": [event.organizer.cn_param, event.organizer.value],
            "transparency": event.transp.value,
            "status": event.status.value if hasattr(event, "status") else None,
            "names": sorted(child.name for child in event.getChildren()),
        } for event in calendar.vevent_list],
        "kinds": sorted(["VCALENDAR"] + [c.name for c in calendar.components()]),
        "errors": [],
    }


def calendar(part):
    content = part.get_payload(decode=True)
    return {
        "file": part.get_filename(),
        "disposition": part.get_content_disposition(),
        "method": part.get_param("method"),
        "charset": part.get_content_charset(),
        "lines": [len(line) for line in content.split(b"\r\n")],
        "content": content.decode(),
        "readings": [first(content), second(content)],
    }


print(json.dumps({
    "names": message.keys(),
    "headers": [[name, str(value)] for name, value in message.items()],
    "subject": message["Subject"],
    "from": mailboxes("From"),
    "to": mailboxes("To"),
    "replyTo": mailboxes("Reply-To"),
    "date": message["Date"].datetime.isoformat(),
    "id": message["Message-ID"],
    "references": message["References"],
    "listId": message["List-Id"],
    "key": message["X-Dondoc-Key"],
    "number": message["X-Dondoc-Number"],
    "attempt": message["X-Dondoc-Attempt"],
    "automatic": message["Auto-Submitted"],
    "language": message["Content-Language"],
    "type": message.get_content_type(),
    "parts": [p.get_content_type() for p in message.walk() if not p.is_multipart()],
    "text": text.get_content().replace("\r\n", "\n"),
    "tags": sorted(set(page.tags)),
    "attributes": sorted(set(page.attributes)),
    "page": "".join(page.texts),
    "html": source,
    "calendars": [calendar(p) for p in message.walk() if p.get_content_type() == "text/calendar"],
    "defects": [d for part in message.walk() for d in defects(part)],
}))
