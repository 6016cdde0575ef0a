"""A scriptable SMTP peer for the tests of DondocMail: plain sockets, standard library only.

    peer.py accept | STEP-CODE | STEP-drop | STEP-hang [CERTIFICATE KEY]

STEP is banner, ehlo, auth, mail, rcpt, data, body, dot or quit. A CODE is the answer to that step,
`drop` closes the connection instead of answering, `hang` answers nothing until the client leaves.
With a certificate the peer speaks TLS from the first byte.

Prints its port, serves until its standard input ends, then prints what it saw as one JSON object:
connections, commands (as received), messages (base64, the bytes on the wire without the end mark).
"""

import base64
import json
import socket
import ssl
import sys
import threading

DEFAULTS = {
    "banner": 220, "ehlo": 250, "auth": 235, "mail": 250, "rcpt": 250,
    "data": 354, "body": None, "dot": 250, "quit": 221,
}


class Gone(Exception):
    """The conversation is over."""


class Conversation:
    def __init__(self, link, behaviour, seen):
        self.link = link
        self.step, _, self.action = behaviour.partition("-")
        self.seen = seen
        self.buffer = b""

    def receive(self):
        part = self.link.recv(65536)
        if not part:
            raise Gone
        self.buffer += part

    def line(self):
        while b"\r\n" not in self.buffer:
            self.receive()
        line, _, self.buffer = self.buffer.partition(b"\r\n")
        self.seen["commands"].append(line.decode("latin-1"))
        return line

    def answer(self, step, text="peer"):
        code = DEFAULTS[step]
        if step == self.step:
            if self.action == "drop":
                raise Gone
            if self.action == "hang":
                while True:
                    self.receive()
            code = int(self.action)
        if code is not None:
            self.link.sendall(b"%d %s\r\n" % (code, text.encode()))
        return code

    def body(self):
        if self.step == "body":
            self.receive()
            self.answer("body")
        while not (b"\r\n" + self.buffer).endswith(b"\r\n.\r\n"):
            self.receive()
        raw, self.buffer = self.buffer[:-3], b""
        self.seen["messages"].append(base64.b64encode(raw).decode())
        self.answer("dot", "taken")

    def run(self):
        self.answer("banner")
        while True:
            line = self.line()
            verb = line[:4].upper()
            if verb == b"EHLO" and self.step == "auth":
                self.link.sendall(b"250-peer\r\n250 AUTH PLAIN\r\n")
            elif verb in (b"EHLO", b"HELO"):
                self.answer("ehlo")
            elif verb == b"AUTH":
                self.answer("auth")
            elif verb == b"MAIL":
                self.answer("mail")
            elif verb == b"RCPT":
                self.answer("rcpt", "5.1.1 no\x1b such\tuser")
            elif verb == b"DATA":
                if self.answer("data") == 354:
                    self.body()
            elif verb == b"QUIT":
                self.answer("quit")
                raise Gone
            else:
                self.link.sendall(b"502 what\r\n")


def serve(link, behaviour, seen, context):
    try:
        if context:
            link = context.wrap_socket(link, server_side=True)
        Conversation(link, behaviour, seen).run()
    except (Gone, OSError):
        pass
    finally:
        link.close()


def main():
    behaviour = sys.argv[1]
    context = None
    if len(sys.argv) > 2:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(sys.argv[2], sys.argv[3])
    listener = socket.create_server(("127.0.0.1", 0))
    seen = {"connections": 0, "commands": [], "messages": []}
    workers = []

    def accept():
        while True:
            link, _ = listener.accept()
            seen["connections"] += 1
            worker = threading.Thread(
                target=serve, args=(link, behaviour, seen, context), daemon=True)
            workers.append(worker)
            worker.start()

    threading.Thread(target=accept, daemon=True).start()
    print(listener.getsockname()[1], flush=True)
    sys.stdin.read()
    for worker in workers:
        worker.join(10)
    print(json.dumps(seen), flush=True)


main()
