"""A relay that treats each recipient as a script says: plain sockets and threads, in the test's process.

A letter is kept once its last dot has come, whatever is answered then: whoever loses the answer may
have the letter all the same (RFC 1047). Kept letters that were answered with 4xx or 5xx are not: that
relay has said that it has not got them.
"""
import contextlib
import email
import email.policy
import re
import socket
import ssl
import struct
import threading
import time

HANG, DROP, DRIP = "hang", "drop", "drip"


class Gone(Exception):
    """The conversation is over."""


class Letter:
    def __init__(self, at, recipient, raw, answered):
        self.at, self.recipient, self.raw, self.answered = at, recipient, raw, answered
        self.mail = email.message_from_bytes(raw, policy=email.policy.default)
        self.id = str(self.mail["Message-ID"])
        self.mark = self.mail["X-Dondoc-Attempt"]
        self.subject = str(self.mail["Subject"])
        self.text = self.mail.get_body(("plain",)).get_content()


class Relay:
    """`scripts` has for a recipient a function of how many times it was named before and of the minute,
    with the answer to one step: `rcpt 550`, `dot 451`, `dot drop`, `dot hang`, `dot drip` or `ok`.
    `door` has the same before anybody is named, by the number of the connection and the minute:
    `hang` (no greeting), `drip` (one byte a second of it), `plain` (no STARTTLS) or `ok`.
    """

    def __init__(self, minute):
        self.minute = minute      # minutes of the office's clock
        self.scripts, self.door = {}, lambda n, minute: "ok"
        self.context = None       # TLS is offered where there is one
        self.calls, self.letters, self.clear, self.conversations = [], [], [], set()
        self.connections = self.hanging = 0
        self.drip = 1.0           # seconds for a byte
        self.lock = threading.Lock()
        self.listener = socket.create_server(("127.0.0.1", 0), backlog=64)
        self.port = self.listener.getsockname()[1]
        threading.Thread(target=self.accept, args=(self.listener,), daemon=True).start()

    def accept(self, listener):
        while True:
            try:
                link, _ = listener.accept()
            except OSError:
                return
            threading.Thread(target=self.serve, args=(link,), daemon=True).start()

    def stop(self):
        """Nobody listens any more: connection refused; open conversations end."""
        self.listener.shutdown(socket.SHUT_RDWR)
        self.listener.close()
        with self.lock:
            for conversation in self.conversations:
                with contextlib.suppress(OSError):
                    conversation.link.shutdown(socket.SHUT_RDWR)

    def listen(self):
        self.listener = socket.create_server(("127.0.0.1", self.port), backlog=64)
        threading.Thread(target=self.accept, args=(self.listener,), daemon=True).start()

    def serve(self, link):
        with self.lock:
            self.connections += 1
            conversation = Conversation(self, link, self.door(self.connections, self.minute()))
            self.conversations.add(conversation)
        try:
            conversation.run()
        except (Gone, OSError):
            pass
        finally:
            with self.lock:
                self.conversations.discard(conversation)
            conversation.link.close()

    @contextlib.contextmanager
    def hung(self):
        """A conversation in which somebody waits."""
        with self.lock:
            self.hanging += 1
        try:
            yield
        finally:
            with self.lock:
                self.hanging -= 1

    def called(self, recipient):
        with self.lock:
            before = sum(1 for c in self.calls if c[1] == recipient)
            minute = self.minute()
            self.calls.append((minute, recipient))
        return self.scripts.get(recipient, lambda n, minute: "ok")(before, minute)

    def forget(self):
        """What was before is not counted."""
        self.calls, self.letters, self.clear, self.connections = [], [], [], 0

    def attempts(self, recipient):
        return [minute for minute, who in self.calls if who == recipient]

    def copies(self, recipient):
        return [letter for letter in self.letters if letter.recipient == recipient]


class Conversation:
    def __init__(self, relay, link, door):
        self.relay, self.link, self.door = relay, link, door
        self.buffer, self.action = b"", ("ok", "")
        self.recipient, self.is_safe = "", False

    def receive(self):
        part = self.link.recv(65536)
        if not part:
            raise Gone
        self.buffer += part

    def line(self):
        while b"\r\n" not in self.buffer:
            self.receive()
        line, _, self.buffer = self.buffer.partition(b"\r\n")
        if not self.is_safe:
            self.relay.clear.append(line.decode("latin-1"))
        return line

    def say(self, text):
        self.link.sendall(text.encode() + b"\r\n")

    def drip(self, text):
        with self.relay.hung():
            for byte in text.encode() + b"\r\n":
                self.link.sendall(bytes([byte]))
                time.sleep(self.relay.drip)

    def hang(self):
        """Answers nothing until the other leaves."""
        with self.relay.hung():
            while True:
                self.receive()

    def step(self, name, answer):
        """The answer to a step: the usual one, or what the script says. True for the usual one."""
        if self.action[0] != name:
            self.say(answer)
            return True
        does = self.action[1]
        if does == HANG:
            self.hang()
        if does == DROP:
            # A reset, not a farewell.
            self.link.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            raise Gone
        if does == DRIP:
            self.drip(answer)
            return True
        self.say(f"{does} so says the script")
        return False

    def run(self):
        if self.door == HANG:
            self.hang()
        self.drip("220 relay") if self.door == DRIP else self.say("220 relay")
        offers_tls = self.relay.context is not None and self.door != "plain"
        while True:
            line = self.line()
            verb = line[:4].upper()
            if verb == b"EHLO":
                self.say("250-relay\r\n250 STARTTLS" if offers_tls and not self.is_safe else "250 relay")
            elif verb == b"STAR":
                self.say("220 go ahead")
                self.link = self.relay.context.wrap_socket(self.link, server_side=True)
                self.is_safe, self.buffer = True, b""
            elif verb == b"RCPT":
                self.recipient = re.search(rb"<(.*)>", line)[1].decode()
                self.action = tuple((self.relay.called(self.recipient) + " ").split(" ")[:2])
                self.step("rcpt", "250 good")
            elif verb == b"DATA":
                if self.step("data", "354 go on"):
                    self.body()
            elif verb == b"QUIT":
                self.say("221 bye")
                raise Gone
            else:
                self.say("250 good")

    def body(self):
        while not (b"\r\n" + self.buffer).endswith(b"\r\n.\r\n"):
            self.receive()
        raw, self.buffer = self.buffer[:-3].replace(b"\r\n..", b"\r\n."), b""
        is_kept = self.action[0] != "dot" or self.action[1] in (HANG, DROP, DRIP)
        if is_kept:
            letter = Letter(self.relay.minute(), self.recipient, raw,
                            self.action not in (("dot", HANG), ("dot", DROP)))
            with self.relay.lock:
                self.relay.letters.append(letter)
        self.step("dot", "250 taken")


def server_context(certificate, key):
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)
    return context
