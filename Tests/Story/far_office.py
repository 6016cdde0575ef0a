#!/usr/bin/python3
"""dondoc from another machine: -H through a real sshd on loopback.

    far_office.py BIN_DIR          BIN_DIR holds dondocd and dondoc

Runs in a throwaway system (Tests/Tools/systemd-box) with a network of its own. The one who sits at
the other machine is `maytram`, who is nobody to dondocd; what dondocd sees is the account that the
key opens. The keys of nongcong may run any command, those of the others only `dondoc proxy`.

The training clock stands at 12:00 of 14/6/2023, the last day on which the 32 half-year reports of
Thanh Hóa, "trước ngày 15/6/2023", may be done without being late.
"""
import concurrent.futures
import json
import os
import pwd
import shutil
import socket
import subprocess
import sys
import time

import first_light
from first_light import BIN, SOURCE, WORK, Broken, Daemon, eq, eventually, ok

PORT, SILENT_PORT, CLOSED_PORT = 2222, 2223, 2224
HOME, KEYS, TRACE = f"{WORK}/maytram", f"{WORK}/keys", "/tmp/trace"
DONDOC = "/usr/bin/dondoc"
FORCED = f'restrict,command="{DONDOC} proxy" '  # as the README has it
MINE = first_light.report("huyen-nong-cong")
THEIRS = first_light.report("huyen-ba-thuoc")


# --- helpers -----------------------------------------------------------------------------------

def run_as(user, *command, text=None, env=None):
    """Exit status, stdout, stderr of a command of somebody's."""
    one = pwd.getpwnam(user)
    done = subprocess.run(
        ["setpriv", f"--reuid={one.pw_uid}", f"--regid={one.pw_gid}", "--init-groups", "--",
         *command], capture_output=True, text=True, timeout=60, input=text or "",
        env={"PATH": "/usr/bin:/bin", "LANG": "C.UTF-8", "HOME": one.pw_dir, **(env or {})})
    return done.returncode, done.stdout, done.stderr


def far(host, *arguments, **options):
    """dondoc -H, typed at the other machine."""
    return run_as("maytram", DONDOC, "-H", host, *arguments, **options)


def here(user, *arguments):
    return run_as(user, DONDOC, *arguments)


def write(path, text, mode=0o644, owner=None):
    with open(path, "w", encoding="utf-8") as file:
        file.write(text)
    os.chmod(path, mode)
    if owner:
        shutil.chown(path, owner)


# --- the world ---------------------------------------------------------------------------------

def prepare():
    first_light.build_world()
    shutil.copy(f"{BIN}/dondoc", DONDOC)
    os.chmod(DONDOC, 0o755)
    os.makedirs("/run/dondoc")
    os.makedirs("/run/sshd", exist_ok=True)
    os.makedirs(KEYS)
    subprocess.run(["useradd", "--create-home", "--home-dir", HOME, "--shell", "/bin/sh",
                    "maytram"], check=True)
    ssh = f"{HOME}/.ssh"
    os.mkdir(ssh, 0o700)
    for key in [f"{ssh}/any", f"{ssh}/forced", f"{WORK}/hostkey", f"{ssh}/unknown"]:
        subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", "", "-f", key],
                       check=True)
    keys = {name: open(f"{ssh}/{name}.pub").read() for name in ("any", "forced")}
    for user in ("nongcong", "soyte", "dieuphoi", "nguoila"):
        # No password, yet not locked.
        subprocess.run(["usermod", "-p", "*", user], check=True)
        line = "restrict " + keys["any"] if user == "nongcong" else FORCED + keys["forced"]
        write(f"{KEYS}/{user}", line)

    # co-quan: the office; the others are in trouble of one kind each.
    hosts = {"co-quan": PORT, "may-tat": CLOSED_PORT, "may-treo": SILENT_PORT, "may-la": PORT}
    config = "".join(f"Host {name}\n  HostName 127.0.0.1\n  Port {port}\n  HostKeyAlias {name}\n"
                     for name, port in hosts.items())
    config += "Host *\n  IdentityFile ~/.ssh/any\n  IdentityFile ~/.ssh/forced\n"
    write(f"{ssh}/config", config, 0o600)
    write(f"{ssh}/known_hosts", "co-quan " + open(f"{WORK}/hostkey.pub").read(), 0o600)
    # An ssh whose first conversation does its work, and loses the answer.
    write(f"{WORK}/losing-ssh", f'#!/bin/sh\necho "$$" >>{HOME}/calls\n'
          f'[ "$(wc -l <{HOME}/calls)" = 1 ] || exec ssh "$@"\nssh "$@" >/dev/null\n', 0o755)
    for folder, _, names in os.walk(HOME):
        for path in [folder] + [f"{folder}/{name}" for name in names]:
            shutil.chown(path, "maytram", "maytram")


class Sshd:
    def __init__(self):
        write(f"{WORK}/sshd_config", f"""
Port {PORT}
ListenAddress 127.0.0.1
HostKey {WORK}/hostkey
PidFile none
AuthorizedKeysFile {KEYS}/%u
StrictModes no
UsePAM no
PasswordAuthentication no
KbdInteractiveAuthentication no
PermitRootLogin no
""", 0o600)
        self.log = f"{WORK}/sshd.log"
        with open(self.log, "ab") as log:
            self.process = subprocess.Popen(
                ["/usr/sbin/sshd", "-D", "-e", "-f", f"{WORK}/sshd_config"], stderr=log)
        eventually(self.listens, "sshd listens", 15)

    def listens(self):
        if self.process.poll() is not None:
            raise Broken(f"sshd ended:\n{open(self.log).read()}")
        with socket.socket() as one:
            return one.connect_ex(("127.0.0.1", PORT)) == 0

    def stop(self):
        self.process.terminate()
        self.process.wait(15)


def office():
    d = Daemon("far", "2023-06-14 12:00")
    d.socket = "/run/dondoc/control.sock"
    d.run_to("2023-06-14 12:00")
    code, _, err = here("root", "plan", "load",
                        *(f"{SOURCE}/config/plans/{plan}.yaml" for plan in
                          ("thanh-hoa-2023", "ha-noi-2024", "quang-binh-2021-2025")))
    eq((code, err if code else ""), (0, ""), "the office has its plans")
    return d


# --- chapters ----------------------------------------------------------------------------------

def look():
    """What is seen from afar is what the account sees here, to the byte."""
    code, out, err = far("nongcong@co-quan", "whoami", "--json")
    eq((code, err), (0, ""), "maytram asks the office over ssh")
    who = json.loads(out or "{}")
    eq((who.get("uid"), who.get("user"), who.get("agency")),
       (pwd.getpwnam("nongcong").pw_uid, "nongcong", "thanh-hoa/huyen-nong-cong"),
       "and is there who the ssh account is")
    for verb in (["list", "--json"], ["list"], ["list", "--mine"], ["next", "--csv"], ["status"],
                 ["show", MINE], ["why", "--json", MINE], ["show", "không-có"]):
        there, near = far("nongcong@co-quan", *verb), here("nongcong", *verb)
        if near[0] not in (0, 2):
            near = (*near[:2], near[2] + "(trả lời của dondocd ở máy nongcong@co-quan)\n")
        eq(there, near, f"{' '.join(verb)}: the same status, answer and remarks as here")
    ok(len(far("nongcong@co-quan", "list", "--json")[1]) > 100_000, "also an answer over 100 kB")


def act():
    code, out, err = far("nongcong@co-quan", "done", MINE, "--doc", "12/BC-UBND", "--json")
    eq((code, json.loads(out or "{}").get("state"), err), (0, "claimed", ""),
       "staff report their work done from afar")
    said = json.loads(here("root", "log", MINE, "--json")[1])
    eq([(e["user"], e["after"].split()[0]) for e in said if e["verb"] == "done"], [("nongcong", "claimed")],
       "the trail has the account's name")

    code, out, err = far("nongcong@co-quan", "done", THEIRS, "--doc", "12/BC-UBND")
    eq((code, out), (77, ""), "another agency's work is refused: 77")
    ok("nongcong@co-quan" in err, "and the remark names the machine", "nongcong@co-quan", err)
    eq(json.loads(here("root", "show", THEIRS, "--json")[1])["state"], "planned",
       "nothing has changed")


def once():
    """A change whose answer is lost is sent again under its key, and made once."""
    code, _, err = far("nongcong@co-quan", "note", MINE, "đã gửi bản giấy",
                       env={"DONDOC_SSH": f"{WORK}/losing-ssh"})
    eq((code, err if code else ""), (0, ""),
       "a note whose first answer is lost is answered in the end")
    eq(len(open(f"{HOME}/calls").readlines()), 2, "it went twice")
    said = json.loads(here("root", "log", MINE, "--json")[1])
    eq(len([e for e in said if e["verb"] == "note"]), 1, "and was written once")


def forced():
    """A key that may only ask dondocd."""
    code, out, err = far("soyte@co-quan", "whoami", "--json")
    eq((code, json.loads(out or "{}").get("user"), err), (0, "soyte", ""),
       "a key with command=\"dondoc proxy\" is enough for -H")
    with open(f"{SOURCE}/config/plans/thanh-hoa-2023.yaml", encoding="utf-8") as file:
        plan = file.read() + f"# {'ghi chú ' * 10}\n" * 12_000
    code, out, err = far("dieuphoi@co-quan", "plan", "load", "-", "--json", text=plan)
    eq((code, err if code else ""), (0, ""), "a plan of over 1 MiB is loaded through it")

    def ssh(command, text):
        return run_as("maytram", "ssh", "-o", "BatchMode=yes", "soyte@co-quan", command, text=text)
    request = "GET /v1/whoami HTTP/1.1\r\nHost: dondoc\r\nConnection: close\r\n\r\n"
    code, out, err = ssh(f"touch {TRACE}", request)
    ok(code == 0 and out.startswith("HTTP/1.1 200") and '"soyte"' in out,
       "asked for another command, it speaks with dondocd all the same", "HTTP/1.1 200",
       (code, out, err))
    eq(os.path.exists(TRACE), False, "and that command is not run")
    eq(ssh("dondoc proxy --socket /dev/null; id", request)[1].splitlines()[:1],
       ["HTTP/1.1 200 OK"], "nor does anything of it reach the proxy")

    code, out, err = far("nguoila@co-quan", "list")
    eq((code, out), (77, ""), "an account outside dondoc-staff may not open the socket: 77")
    ok("dondoc-staff" in err and "nguoila@co-quan" in err, "with the words of the far side",
       "dondoc-staff", err)


def usage():
    for arguments in (["-H", "co-quan", "--socket", "/s", "list"],
                      ["-H", f"-oProxyCommand=touch${{IFS}}{TRACE}", "list"],
                      [f"-Hx@-oProxyCommand=touch {TRACE}", "list"], ["-H", "", "list"],
                      ["-H", "co-quan", "calendar"], ["-H", "co-quan", "proxy"]):
        code, out, _ = run_as("maytram", DONDOC, *arguments)
        eq((code, out), (64, ""), f"{' '.join(arguments)}: wrong usage")
    eq(os.path.exists(TRACE), False, "no option of ssh came in as a host")


def unreachable(host, words, what):
    began = time.monotonic()
    code, out, err = far(host, "list")
    eq((code, out), (69, ""), f"{what}: 69")
    ok(host in err and words in err, "the machine is named, and ssh's own words are there",
       words, err)
    return time.monotonic() - began


def left_behind():
    """Processes of the far side, and ssh's of this one."""
    found = []
    for pid in filter(str.isdigit, os.listdir("/proc")):
        try:
            with open(f"/proc/{pid}/cmdline", encoding="utf-8", errors="replace") as file:
                words = file.read().split("\0")
        except OSError:
            continue
        if words[1:2] == ["proxy"] or os.path.basename(words[0]) == "ssh":
            found.append(words)
    return found


# --- in and out of the box ---------------------------------------------------------------------

def story():
    prepare()
    silent = socket.create_server(("127.0.0.1", SILENT_PORT))  # takes calls, and never speaks
    sshd = Sshd()
    d = office()
    with concurrent.futures.ThreadPoolExecutor() as pool:
        hung = pool.submit(unreachable, "may-treo", "timed out", "a machine that hangs")
        look()
        act()
        once()
        forced()
        usage()
        unreachable("may-tat", "Connection refused", "a machine where nobody listens")
        unreachable("nongcong@may-la", "Host key verification failed",
                    "a machine whose key nobody has seen (no question is asked)")
        unreachable("dondoc-nobody@co-quan", "Permission denied", "an account that lets nobody in")
        code, _, err = far("co-quan", "list", env={"DONDOC_SSH": "/no/such/ssh"})
        eq((code, "/no/such/ssh" in err), (69, True), "without ssh: 69, and it is named")

        d.stop()
        unreachable("soyte@co-quan", "/run/dondoc/control.sock", "a machine whose dondocd is gone")
        d.start("2023-06-14 12:00")
        eq(far("soyte@co-quan", "whoami")[0], 0, "it is back, and is found")
        sshd.stop()
        unreachable("soyte@co-quan", "Connection refused", "a machine whose sshd is gone")
        ok(hung.result() < 20, "the machine that hangs was left in time", "20 s", hung.result())
    eventually(lambda: not left_behind(), "no ssh and no proxy is left", 15)
    d.stop()
    silent.close()


def in_box():
    began = time.monotonic()
    try:
        story()
    except Exception as error:
        if not isinstance(error, Broken):
            import traceback
            traceback.print_exc()
        first_light.failed += 1
        print(f"FAILED broke off: {error}", flush=True)
    print(f"{time.monotonic() - began:.1f} s")
    return first_light.told()


if __name__ == "__main__":
    sys.exit(first_light.main(__file__, in_box))
