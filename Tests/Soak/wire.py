"""A command as it goes over the socket, and the worker processes that send them."""
import json
import os
import sys
import time
import urllib.parse

import office
from hands import Hand
from talk import Broken, Connection, Lost


def request(cmd):
    """Method, target, headers and body of a command."""
    headers = dict(cmd.get("headers", {}))
    if cmd.get("key") and "Idempotency-Key" not in headers:
        headers["Idempotency-Key"] = cmd["key"]
    if cmd.get("seen") is not None and "If-Match" not in headers:
        headers["If-Match"] = f'"{cmd["seen"]}"'
    query = dict(cmd.get("query", {}))
    if cmd["kind"] == "act":
        path = f"/v1/obligation/{cmd['verb']}"
        if cmd.get("filters") is not None:
            query = dict(cmd["filters"])
        elif cmd["ids"]:
            query["id"] = ",".join(cmd["ids"])
        body = cmd.get("raw") or json.dumps(cmd["body"], ensure_ascii=False)
    elif cmd["kind"] == "undo":
        path, body = "/v1/undo", cmd.get("raw") or json.dumps(cmd["body"], ensure_ascii=False)
    elif cmd["kind"] == "load":
        path = "/v1/plans"
        files = [{"name": f"{s['plan']}.yaml", "text": office.text_of(s) + cmd.get("spoil", "")}
                 for s in cmd["specs"]]
        body = json.dumps({"files": files, "all": False}, ensure_ascii=False)
    else:
        path, body = f"/v1/{cmd['what']}".replace("/why", "/obligation/why"), None
    if cmd.get("dry"):
        query["dry-run"] = 1
    target = path
    if query or cmd.get("more"):
        pairs = [f"{name}={urllib.parse.quote(str(value), safe='/,@')}"
                 for name, value in query.items()]
        target += "?" + "&".join(pairs) + cmd.get("more", "")
    method = "GET" if cmd["kind"] == "get" else "POST"
    return method, target, list(headers.items()), None if body is None else body.encode()


def worker(number, seed, path, uids, shared, out, known):
    """Sends commands until there is no more to do; one line of JSON for each."""
    hand = Hand(seed, number, uids, shared)
    hand.notice(known)
    kept = {}  # uid: a connection that is held open

    def door():
        while not shared.open:
            if shared.over:
                os._exit(0)
            time.sleep(0.001)

    def connect(uid):
        if uid in kept:
            return kept.pop(uid)
        while True:
            door()
            try:
                return Connection(path, uid)
            except Lost:
                time.sleep(0.001)

    def hold(uid, connection, answer):
        if answer.headers.get("connection") != "close" and hand.chance(0.7) and uid not in kept:
            kept[uid] = connection
        else:
            connection.close()

    def send(cmd):
        """Events of one command: when it went and was answered, with what, after how many tries."""
        wire = request(cmd)
        begun, tries = time.monotonic(), 0
        if cmd.get("drop"):
            try:
                one = connect(cmd["uid"])
                one.send(*wire)
                one.close()
                tries = 1
            except Lost:
                tries = 1
            time.sleep(hand.dice.random() * 0.004)
        while True:
            tries += 1
            one = connect(cmd["uid"])
            two = connect(cmd["uid"]) if cmd.get("twin") else None
            try:
                one.send(*wire)
                if two:
                    two.send(*wire)
                answers = [one.receive()]
                if two:
                    answers.append(two.receive())
                hold(cmd["uid"], one, answers[0])
                if two:
                    two.close()
                return [(begun, time.monotonic(), tries, answer) for answer in answers]
            except Lost:
                one.close()
                if two:
                    two.close()
                door()
                if cmd["kind"] != "get" and not cmd.get("key") and not cmd.get("dry"):
                    return [(begun, time.monotonic(), tries, None)]

    try:
        done = 0
        with open(out, "a", encoding="utf-8") as file:
            while True:
                while done >= shared.quota or not shared.open:
                    if shared.over:
                        return
                    file.flush()
                    time.sleep(0.002)
                cmd = hand.command()
                for begun, ended, tries, answer in send(cmd):
                    event = {"w": number, "n": done, "cmd": cmd, "t0": begun, "t1": ended,
                             "tries": tries, "status": None}
                    change = None
                    if answer is not None:
                        event.update(status=answer.status, text=answer.text,
                                     moment=answer.headers.get("dondoc-training"))
                        if answer.status == 200:
                            value = answer.json()
                            if not cmd.get("dry") and "at" not in cmd.get("query", ()):
                                hand.notice(value)
                            change = value.get("change") if isinstance(value, dict) else None
                    file.write(json.dumps(event, ensure_ascii=False) + "\n")
                    if cmd["kind"] != "get":
                        hand.keep(cmd, change)
                done += 1
                file.flush()
                shared.count(number, done)
    except (Broken, ValueError) as error:
        print(f"worker {number}: {error!r}", file=sys.stderr, flush=True)
        os._exit(3)
