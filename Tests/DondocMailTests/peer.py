"""A scriptable SMTP peer for the tests of DondocMail: plain sockets, standard library only.

    peer.py [--port N] [--starttls] [--login FILE] [--after N] accept | STEP-CODE | STEP-drop | STEP-hang
            [CERTIFICATE KEY]

STEP is banner, ehlo, auth, mail, rcpt, data, body, dot or quit. A CODE is the answer to that step,
`drop` closes the connection instead of answering, `hang` answers nothing until the client leaves.
With --after it does so only once it has accepted N letters.
With a certificate the peer speaks TLS from the first byte, with --starttls from STARTTLS on and no
letter before it. With --login it offers AUTH PLAIN (in clear only without a certificate) and takes no
letter before the log-in that stands in FILE as USER:PASSWORD, read anew each time.

Prints its port, serves until its standard input ends, then prints what it saw as one JSON object:
connections, commands (as received), messages (base64, the bytes on the wire without the end mark),
tls (the protocol of each handshake that went through).
"""

import argparse
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
    def __init__(self, link, options, context, seen):
        self.link = link
        self.step, _, self.action = options.behaviour.partition("-")
        self.options = options
        self.context = context
        self.seen = seen
        self.is_logged_in = False
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
        if step == self.step and self.seen["accepted"] >= self.options.after:
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
        if self.step == "body" and self.seen["accepted"] >= self.options.after:
            self.receive()
            self.answer("body")
        while not (b"\r\n" + self.buffer).endswith(b"\r\n.\r\n"):
            self.receive()
        raw, self.buffer = self.buffer[:-3], b""
        self.seen["messages"].append(base64.b64encode(raw).decode())
        if self.answer("dot", "taken") == 250:
            self.seen["accepted"] += 1

    @property
    def wants_tls(self):
        return self.options.starttls and not isinstance(self.link, ssl.SSLSocket)

    @property
    def offers(self):
        if self.wants_tls:
            return [b"STARTTLS"]
        return [b"AUTH PLAIN"] if self.step == "auth" or self.options.login else []

    def secure(self):
        self.link = self.context.wrap_socket(self.link, server_side=True)
        self.seen["tls"].append(self.link.version())

    def log_in(self, line):
        """AUTH PLAIN, its answer with the command or after a 334."""
        words = line.split()
        if len(words) == 2:
            self.link.sendall(b"334 \r\n")
            words.append(self.line())
        with open(self.options.login, encoding="utf-8") as file:
            user, _, password = file.read().strip().partition(":")
        expected = f"\0{user}\0{password}".encode()
        self.is_logged_in = base64.b64decode(words[2]) == expected
        self.link.sendall(
            b"235 2.7.0 welcome\r\n" if self.is_logged_in else b"535 5.7.8 wrong password\r\n")

    def run(self):
        if self.context and not self.options.starttls:
            self.secure()
        self.answer("banner")
        while True:
            line = self.line()
            verb = line[:4].upper()
            if verb == b"EHLO" and self.step != "ehlo" and self.offers:
                lines = [b"peer"] + self.offers
                ends = [b"-"] * (len(lines) - 1) + [b" "]
                self.link.sendall(b"".join(
                    b"250" + end + line + b"\r\n" for end, line in zip(ends, lines)))
            elif verb in (b"EHLO", b"HELO"):
                self.answer("ehlo")
            elif verb == b"STAR" and self.wants_tls:
                self.link.sendall(b"220 go ahead\r\n")
                self.secure()
            elif self.wants_tls and verb != b"QUIT":
                self.link.sendall(b"530 5.7.0 STARTTLS first\r\n")
            elif verb == b"AUTH" and self.options.login:
                self.log_in(line)
            elif verb == b"AUTH":
                self.answer("auth")
            elif verb == b"MAIL" and self.options.login and not self.is_logged_in:
                self.link.sendall(b"530 5.7.0 log in first\r\n")
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


def serve(link, options, context, seen):
    conversation = Conversation(link, options, context, seen)
    try:
        conversation.run()
    except (Gone, OSError):
        pass
    finally:
        conversation.link.close()


def main():
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--port", type=int, default=0)
    parser.add_argument("--starttls", action="store_true")
    parser.add_argument("--login", metavar="FILE")
    parser.add_argument("--after", type=int, default=0)
    parser.add_argument("behaviour")
    parser.add_argument("certificate", nargs="?")
    parser.add_argument("key", nargs="?")
    options = parser.parse_args()
    context = None
    if options.certificate:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(options.certificate, options.key)
    listener = socket.create_server(("127.0.0.1", options.port))
    seen = {"connections": 0, "commands": [], "messages": [], "tls": [], "accepted": 0}
    workers = []

    def accept():
        while True:
            link, _ = listener.accept()
            seen["connections"] += 1
            worker = threading.Thread(
                target=serve, args=(link, options, context, seen), daemon=True)
            workers.append(worker)
            worker.start()

    threading.Thread(target=accept, daemon=True).start()
    print(listener.getsockname()[1], flush=True)
    sys.stdin.read()
    for worker in workers:
        worker.join(10)
    print(json.dumps(seen), flush=True)


main()
