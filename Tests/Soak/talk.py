"""A daemon of one's own on a training clock that stands, and how to speak with it as anybody."""
import json
import mmap
import os
import signal
import socket
import struct
import subprocess
import time

RATE = 50_000_000  # office seconds a second, until the clock stands


class Lost(Exception):
    """The connection ended before the answer was there."""


class Broken(Exception):
    """The run cannot go on."""


class Answer:
    __slots__ = ("status", "headers", "text")

    def __init__(self, status, headers, text):
        self.status, self.headers, self.text = status, headers, text

    def json(self):
        return json.loads(self.text)


class Connection:
    """HTTP/1.1 on the unix socket as the uid that is given: the kernel takes it at connect."""

    def __init__(self, path, uid, timeout=60):
        self.buffer = b""
        self.socket = socket.socket(socket.AF_UNIX)
        self.socket.settimeout(timeout)
        try:
            if uid:
                os.seteuid(uid)
            try:
                self.socket.connect(path)
            finally:
                if uid:
                    os.seteuid(0)
        except OSError as error:
            self.socket.close()
            raise Lost(str(error)) from None

    def close(self):
        self.socket.close()

    def send(self, method, target, headers=(), body=None):
        lines = [f"{method} {target} HTTP/1.1", "Host: dondoc"]
        lines += [f"{name}: {value}" for name, value in headers]
        if body is not None:
            lines += ["Content-Type: application/json", f"Content-Length: {len(body)}"]
        try:
            self.socket.sendall("\r\n".join(lines).encode() + b"\r\n\r\n" + (body or b""))
        except OSError as error:
            raise Lost(str(error)) from None

    def _more(self):
        try:
            came = self.socket.recv(1 << 18)
        except TimeoutError:
            raise Broken("no answer within the time") from None
        except OSError as error:
            raise Lost(str(error)) from None
        if not came:
            raise Lost("closed")
        self.buffer += came

    def receive(self):
        while b"\r\n\r\n" not in self.buffer:
            self._more()
        head, self.buffer = self.buffer.split(b"\r\n\r\n", 1)
        lines = head.decode("latin-1").split("\r\n")
        status = int(lines[0].split()[1])
        headers = {}
        for line in lines[1:]:
            name, _, value = line.partition(":")
            headers[name.lower()] = value.strip()
        if "content-length" in headers:
            body = self._take(int(headers["content-length"]))
        elif headers.get("transfer-encoding") == "chunked":
            body = b""
            while True:
                while b"\r\n" not in self.buffer:
                    self._more()
                size, self.buffer = self.buffer.split(b"\r\n", 1)
                size = int(size.split(b";")[0], 16)
                body += self._take(size + 2)[:-2]
                if size == 0:
                    break
        else:
            body = b""
        return Answer(status, headers, body.decode())

    def _take(self, count):
        while len(self.buffer) < count:
            self._more()
        taken, self.buffer = self.buffer[:count], self.buffer[count:]
        return taken

    def ask(self, method, target, headers=(), body=None):
        self.send(method, target, headers, body)
        return self.receive()


class Shared:
    """What the conductor and the workers tell each other, in memory they share."""

    SLOTS = 4096
    TABLE = 256  # four numbers for each obligation: number, state, change, due day

    def __init__(self):
        self.memory = mmap.mmap(-1, 8 * self.SLOTS)

    def get(self, slot):
        return struct.unpack_from("q", self.memory, 8 * slot)[0]

    def set(self, slot, value):
        struct.pack_into("q", self.memory, 8 * slot, value)

    # 0: the door is open; 1: days since the office's first; 2: how many commands each worker may
    # have done before it rests; 3: end; from 8 on: what each worker has done.
    open = property(lambda s: s.get(0), lambda s, v: s.set(0, v))
    day = property(lambda s: s.get(1), lambda s, v: s.set(1, v))
    quota = property(lambda s: s.get(2), lambda s, v: s.set(2, v))
    over = property(lambda s: s.get(3), lambda s, v: s.set(3, v))

    def obligation(self, at):
        return struct.unpack_from("4q", self.memory, 8 * (self.TABLE + 4 * at))

    def notice(self, at, number, state, change, due):
        """What an answer showed; an older one does not hide a newer one."""
        if change >= self.obligation(at)[2]:
            struct.pack_into("4q", self.memory, 8 * (self.TABLE + 4 * at), number, state, change, due)

    def done(self, worker):
        return self.get(8 + worker)

    def count(self, worker, number):
        self.set(8 + worker, number)


class Daemon:
    """One state of dondocd, killed and started again and again with a clock that stands at `stand`."""

    def __init__(self, program, folder, start):
        self.program, self.folder, self.start_at = program, folder, start
        self.socket = str(folder / "s")
        self.state = folder / "state"
        self.database = self.state / "dondoc.db"
        self.errors = folder / "stderr"
        self.process = None
        self.starts, self.slowest = 0, 0.0

    def start(self, stand):
        """Returns when it answers and its clock stands; then the door is still shut for others."""
        began = time.monotonic()
        command = [self.program, "--config", self.folder / "config", "--state", self.state,
                   "--socket", self.socket, "--clock", f"{self.start_at}*{RATE}..{stand}",
                   "--log", "stderr"]
        with open(self.errors, "ab") as errors:
            # SQLite and the daemon make their files; nobody else may read them.
            self.process = subprocess.Popen(
                [str(part) for part in command], stdin=subprocess.DEVNULL, stdout=errors,
                stderr=errors, start_new_session=True,
                env={**os.environ, "SWIFT_BACKTRACE": "enable=no"})
        while True:
            if self.process.poll() is not None:
                raise Broken(f"dondocd ended with {self.process.returncode}: {self.remarks()}")
            if time.monotonic() - began > 60:
                raise Broken(f"dondocd is not ready after 60 s: {self.remarks()}")
            try:
                clock = self.ask("GET", "/v1/status").json()["clock"]
                if clock["ended"]:
                    break
            except Lost:
                pass
            time.sleep(0.005)
        os.chmod(self.socket, 0o666)
        self.starts += 1
        self.slowest = max(self.slowest, time.monotonic() - began)

    def remarks(self):
        return self.errors.read_text(errors="replace")[-1500:]

    def ask(self, method, target, body=None, headers=(), uid=0):
        connection = Connection(self.socket, uid)
        try:
            return connection.ask(
                method, target, headers, None if body is None else json.dumps(body).encode())
        finally:
            connection.close()

    def kill(self):
        self.process.kill()
        self.process.wait()
        self.process = None

    def stop(self):
        """Politely; anything but 0 is a finding."""
        self.process.send_signal(signal.SIGTERM)
        try:
            status = self.process.wait(30)
        except subprocess.TimeoutExpired:
            self.kill()
            raise Broken("dondocd did not end within 30 s of SIGTERM") from None
        self.process = None
        return status

    def gone(self):
        return self.process is not None and self.process.poll() is not None
