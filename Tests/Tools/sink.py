#!/usr/bin/python3
"""A real SMTP server on loopback that keeps every letter in a Maildir and sends none on.

For `make run` and for tests. Needs Debian's python3-aiosmtpd. It prints nothing unless --print.

A letter is stored before it is answered with 250. Its bytes stay as they came (CRLF), below four
headers that the sink adds: X-Sink-Order (1, 2, 3 ...: the order in which letters were stored),
X-Sink-Sender, X-Sink-Recipient (the envelope's) and X-Sink-Answered (no: see `hang`).

With --control PATH it listens on a unix socket there as soon as it takes letters. One line is one
command, answered by one line of JSON when it has taken effect:
  status   {"listening": true, "stored": 12, "hung": 0}
  hang N   the N-th letter from now on is stored and never answered
  stop     no new connection is accepted (connection refused), until
  listen   connections are accepted again
"""
import argparse
import asyncio
import json
import os
import signal
import sys

from aiosmtpd.smtp import SMTP


class Sink:
    def __init__(self, options):
        self.options = options
        self.port = options.port
        self.stored = 0
        self.hung = 0
        self.hang_at = options.hang  # 0: never
        self.server = None
        for folder in ("tmp", "new", "cur"):
            os.makedirs(os.path.join(options.maildir, folder), exist_ok=True)
        for folder in ("new", "cur"):  # the order goes on in a Maildir that is used again
            for name in os.listdir(os.path.join(options.maildir, folder)):
                order = name.split(".")[0]
                if order.isdigit():
                    self.stored = max(self.stored, int(order))
        self.hang_at += self.stored if self.hang_at else 0

    async def handle_RCPT(self, server, session, envelope, address, options):
        # One letter, one recipient: a transaction with several would hide who was meant.
        if envelope.rcpt_tos:
            return "452 4.5.3 one recipient at a time"
        envelope.rcpt_tos.append(address)
        return "250 2.1.5 OK"

    async def handle_DATA(self, server, session, envelope):
        self.stored += 1
        hangs = self.stored == self.hang_at
        self.keep(envelope, self.stored, answered=not hangs)
        if hangs:
            self.hung += 1
            await asyncio.Event().wait()
        return "250 2.0.0 stored"

    def keep(self, envelope, order, answered):
        name = f"{order:08d}.sink"
        head = (
            f"X-Sink-Order: {order}\r\nX-Sink-Sender: {envelope.mail_from}\r\n"
            f"X-Sink-Recipient: {envelope.rcpt_tos[0]}\r\n"
            f"X-Sink-Answered: {'yes' if answered else 'no'}\r\n"
        )
        draft = os.path.join(self.options.maildir, "tmp", name)
        with open(draft, "wb") as file:
            file.write(head.encode() + envelope.content)
        os.rename(draft, os.path.join(self.options.maildir, "new", name))
        if self.options.print:
            print(f"{order}  {envelope.rcpt_tos[0]}", flush=True)

    async def listen(self):
        if self.server is None:
            self.server = await asyncio.get_running_loop().create_server(
                lambda: SMTP(self, hostname="sink.example.test", data_size_limit=1 << 20),
                host="127.0.0.1", port=self.port)
            self.port = self.server.sockets[0].getsockname()[1]

    def stop(self):
        if self.server is not None:
            self.server.close()
            self.server = None

    async def obey(self, line):
        words = line.split()
        if words == ["stop"]:
            self.stop()
        elif words == ["listen"]:
            await self.listen()
        elif len(words) == 2 and words[0] == "hang" and words[1].isdigit():
            self.hang_at = self.stored + int(words[1]) if int(words[1]) else 0
        elif words != ["status"]:
            return {"error": f"unknown command: {line.strip()}"}
        return {
            "listening": self.server is not None, "port": self.port, "stored": self.stored,
            "hung": self.hung,
        }

    async def control(self, reader, writer):
        while line := await reader.readline():
            answer = await self.obey(line.decode("utf-8", "replace"))
            writer.write(json.dumps(answer).encode() + b"\n")
            await writer.drain()
        writer.close()

    async def run(self):
        done = asyncio.Event()
        for number in (signal.SIGINT, signal.SIGTERM):
            asyncio.get_running_loop().add_signal_handler(number, done.set)
        if not self.options.refuse:
            await self.listen()
        if self.options.control:
            if os.path.exists(self.options.control):
                os.unlink(self.options.control)
            await asyncio.start_unix_server(self.control, self.options.control)
        await done.wait()
        self.stop()
        if self.options.control:
            os.unlink(self.options.control)


def main():
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--maildir", required=True, help="folder of the Maildir; made when absent")
    parser.add_argument("--port", type=int, default=2525, help="on 127.0.0.1 (default 2525)")
    parser.add_argument("--control", help="path of the control socket")
    parser.add_argument("--hang", type=int, default=0, metavar="N", help="like `hang N` at once")
    parser.add_argument("--refuse", action="store_true", help="start without listening")
    parser.add_argument("--print", action="store_true", help="one line for each letter")
    try:
        asyncio.run(Sink(parser.parse_args()).run())
    except OSError as error:
        sys.exit(f"sink: {error}")


if __name__ == "__main__":
    main()
