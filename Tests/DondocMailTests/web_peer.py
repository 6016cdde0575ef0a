"""Answers each POST with the status that its path names (`/hang` with silence), and keeps what came as lines of JSON
in the file named by the first argument. Prints its port; ends with its standard input."""

import json
import os
import sys
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


class Peer(BaseHTTPRequestHandler):
    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"]))
        with open(sys.argv[1], "a", encoding="utf-8") as kept:
            kept.write(json.dumps({"headers": {k.lower(): v for k, v in self.headers.items()},
                                   "body": body.decode()}) + "\n")
        if self.path == "/hang":
            time.sleep(60)
        self.send_response(int(self.path[1:]))
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *_):
        pass


server = ThreadingHTTPServer(("127.0.0.1", 0), Peer)
threading.Thread(target=server.serve_forever, daemon=True).start()
print(server.server_address[1], flush=True)
sys.stdin.read()
os._exit(0)
