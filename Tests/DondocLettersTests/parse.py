"""Reads a message on standard input with Python's own parser and prints what a mail program sees."""

import email
import email.policy
import html.parser
import json
import sys


class Page(html.parser.HTMLParser):
    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.tags, self.texts = [], []

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)

    def handle_data(self, data):
        self.texts.append(data)


raw = sys.stdin.buffer.read()
message = email.message_from_bytes(raw, policy=email.policy.default)
text = message.get_body(("plain",))
page_part = message.get_body(("html",))
page = Page()
page.feed(page_part.get_content().replace("\r\n", "\n"))


def mailboxes(name):
    header = message[name]
    return [[a.display_name, a.addr_spec] for a in header.addresses] if header else []


def defects(part):
    headers = [d for value in part.values() for d in getattr(value, "defects", [])]
    return [repr(d) for d in list(part.defects) + headers]


print(json.dumps({
    "names": message.keys(),
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
    "type": message.get_content_type(),
    "parts": [part.get_content_type() for part in message.iter_parts()],
    "text": text.get_content().replace("\r\n", "\n"),
    "tags": sorted(set(page.tags)),
    "page": "".join(page.texts),
    "defects": [d for part in message.walk() for d in defects(part)],
}))
