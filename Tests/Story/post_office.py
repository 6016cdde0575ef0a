#!/usr/bin/python3
"""Letters through a real Postfix: by SMTP with STARTTLS, by its sendmail, and a password that changes.

    post_office.py BIN_DIR          BIN_DIR holds dondocd and dondoc

Runs in a throwaway system with a real systemd (Tests/Tools/systemd-box), on the files of `make
install`. Postfix takes every address of every domain into one Maildir and sends nothing on.

The 32 half-year reports of Thanh Hóa are due on 15/6/2023, act_by Wednesday 14/6 (see first_light):
    -7wd Monday 5/6   "[Còn 10 ngày]", by SMTP to each unit's own mailbox: the relay is on loopback
    -3wd Friday 9/6   "[Còn 6 ngày]", by sendmail, all of them to training-to: who knows where it sends
"""
import collections
import email
import email.policy
import grp
import json
import os
import pwd
import re
import shutil
import subprocess
import sys
import time

import first_light
import good_citizen as citizen
from first_light import SOURCE, WORK, Broken, eq, eventually, ok
from good_citizen import DROPINS, SETTINGS, dondoc, entries, must, read, run, run_to, show, write

MAILDIR = "/srv/mail/all"
CA = "/etc/dondoc/relay-ca.pem"
ONLY = "tap-huan@example.test"
PEER_PORT = 2587
SECRET = "/etc/credstore/smtp-password"
PASSWORDS = ["canary-5104-một", "canary-7720-hai"]

MAIN_CF = """\
compatibility_level = 3.6
myhostname = mx.example.test
mydestination = localhost
alias_maps =
alias_database =
inet_interfaces = loopback-only
inet_protocols = ipv4
mynetworks = 127.0.0.0/8
default_transport = error:nothing leaves this machine
virtual_mailbox_domains = static:all
virtual_mailbox_base = /srv/mail
virtual_mailbox_maps = static:all/
virtual_uid_maps = static:{uid}
virtual_gid_maps = static:{gid}
smtpd_recipient_restrictions =
    check_recipient_access inline:{{ {{khong-co@example.test = REJECT khong co ban nay}} }},
    permit_mynetworks, reject
smtpd_tls_cert_file = /etc/postfix/relay.pem
smtpd_tls_key_file = /etc/postfix/relay.key
smtpd_tls_security_level = encrypt
"""


# --- helpers -----------------------------------------------------------------------------------

# Keys of obligations by number.
KEYS = {}


class Letter:
    def __init__(self, path):
        with open(path, "rb") as file:
            self.raw = file.read()
        self.mail = email.message_from_bytes(self.raw, policy=email.policy.default)
        self.recipient = str(self.mail["X-Original-To"])
        self.subject = str(self.mail["Subject"])
        self.key = str(self.mail["X-Dondoc-Key"] or "")
        self.id = str(self.mail["Message-ID"])
        self.text = self.mail.get_body(("plain",)).get_content()
        self.day = ""


def letters():
    folder = f"{MAILDIR}/new"
    return [Letter(f"{folder}/{n}") for n in sorted(os.listdir(folder))] if os.path.isdir(folder) else []


def reports(rung):
    """What letters say of the reports: a letter of the day may say several things."""
    return [t for l in letters() for t in first_light.Letter.things(l, KEYS)
            if "/bao-cao-6-thang/" in t.key and rung in t.subject]


def mail_test(to, user="root"):
    """Exit status, the view of --json (empty without one), stderr."""
    code, out, err = dondoc(user, "mail", "test", to, "--json")
    return code, json.loads(out) if out else {}, err


def mail_settings(text):
    """Replaces the block `mail:` of dondoc.yaml."""
    whole, count = re.subn(r"(?ms)^mail:\n.*?(?=^\S)", f"mail:\n{text}\n", read(SETTINGS))
    if count != 1:
        raise Broken("config/dondoc.yaml has changed: no block `mail:`")
    write(SETTINGS, whole)


def openssl(*arguments):
    must("openssl", *arguments)


# --- chapters ----------------------------------------------------------------------------------

def prepare():
    citizen.install()
    citizen.prepare()
    folder = f"{WORK}/ca"
    os.makedirs(folder)
    openssl("req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=Test CA",
            "-keyout", f"{folder}/ca.key", "-out", CA)
    openssl("req", "-newkey", "rsa:2048", "-nodes", "-subj", "/CN=relay", "-addext",
            "subjectAltName=IP:127.0.0.1", "-keyout", "/etc/postfix/relay.key", "-out",
            f"{folder}/relay.csr")
    openssl("x509", "-req", "-in", f"{folder}/relay.csr", "-CA", CA, "-CAkey", f"{folder}/ca.key",
            "-days", "1", "-copy_extensions", "copyall", "-out", "/etc/postfix/relay.pem")
    os.chmod(CA, 0o640)
    os.chown(CA, 0, grp.getgrnam("dondoc").gr_gid)

    must("useradd", "--system", "--no-create-home", "hopthu")
    box = pwd.getpwnam("hopthu")
    os.makedirs("/srv/mail")
    os.chown("/srv/mail", box.pw_uid, box.pw_gid)
    write("/etc/postfix/main.cf", MAIN_CF.format(uid=box.pw_uid, gid=box.pw_gid))
    must("systemctl", "start", "postfix@-.service")
    must("systemctl", "enable", "--now", "dondocd.socket")


def by_smtp():
    mail_settings('  via: smtp://127.0.0.1:25\n  from: "Đôn đốc <dondoc@example.test>"\n')
    must("systemctl", "restart", "dondocd.service")
    code, view, _ = mail_test("ai@example.test")
    ok(code == 75 and "không do cơ quan chứng thực nào" in view.get("reason", "") and not letters(),
       "TLS is required by default: of a certificate that nobody vouches for, 75 and no letter",
       "75, why", f"{code} {view}")
    mail_settings(f'  via: smtp://127.0.0.1:25\n  from: "Đôn đốc <dondoc@example.test>"\n  ca: {CA}\n')
    must("systemctl", "reload", "dondocd.service")
    code, view, _ = mail_test("ai@example.test", "dieuphoi")
    eq((code, view.get("state"), view.get("tls"), view.get("via")),
       (0, "sent", "TLSv1.3", "smtp://127.0.0.1:25"),
       "with mail.ca the coordinator's test letter goes by STARTTLS")
    ok("queued as" in view.get("answer", ""), "Postfix's own words are told", "queued as", view)
    one = eventually(letters, "the test letter is in the Maildir", 10)[0]
    eq((one.subject, one.recipient, one.id, one.key),
       ("[TẬP HUẤN] [Thử] Thư thử của dondoc", "ai@example.test", view["message_id"], ""),
       "it says what it is, and no key: it is no reminder")
    code, view, _ = mail_test("khong-co@example.test")
    ok(code == 1 and view["state"] == "refused" and "554 5.7.1" in view["reason"],
       "who is refused is told with the relay's words: 1", "1, 554 5.7.1 …", f"{code} {view}")
    eq(mail_test("ai@example.test", "nongcong")[0], 77, "staff may not: 77")

    status = citizen.status()
    eq([status["letters"][n] for n in ("sent", "queued", "failed")], [0, 0, 0],
       "no test letter is counted among the reminders'")
    log = json.loads(dondoc("root", "log", "--json")[1])
    eq(collections.Counter((r["verb"], r["user"], r["after"]) for r in log if "mail" in r["verb"]),
       {("mail-test", "root", "sending"): 2, ("mail-test", "dieuphoi", "sending"): 1,
        ("mail-test", "root", "queued"): 1, ("mail-test", "dieuphoi", "sent"): 1,
        ("mail-test", "root", "failed"): 1}, "the trail has each: who asked, how it ended")
    eq(collections.Counter(e["DONDOC_STATE"] for e in entries("DONDOC_KIND=mail-test")),
       {"queued": 1, "sent": 1, "failed": 1}, "and so has the journal, as a kind of its own")

    code, out, _ = dondoc("root", "plan", "load", "--all", "--json")
    eq((code, len(json.loads(out or "{}").get("plans", []))), (0, 5), "five plans are loaded")
    rows = json.loads(dondoc("root", "list", "--json", "-n", "1000")[1])
    KEYS.update({row["number"]: row["key"] for row in rows})
    run_to("2023-06-05 12:00")
    mail = eventually(lambda: len(reports("[Còn 10 ngày]")) >= 32 and reports("[Còn 10 ngày]"),
                      "32 letters are in the Maildir", 20)
    eq(sorted(l.key.split("/")[-1] for l in mail), sorted(first_light.UNITS),
       "by SMTP: the letters of 5/6, one for each of the 32 units")
    eq(len({l.recipient for l in mail}), 32, "each in its own mailbox")
    sound(mail)
    eq([l.recipient for l in mail if "with ESMTPS" not in str(l.mail["Received"])], [],
       "each went under TLS")


def sound(mail):
    """What another mail program makes of them."""
    wrong = []
    for l in mail:
        kinds = [p.get_content_type() for p in l.mail.walk()]
        if l.mail.defects or kinds != ["multipart/mixed", "multipart/alternative", "text/plain",
                                       "text/html", "text/calendar"]:
            wrong.append((l.recipient, l.mail.defects, kinds))
        if str(l.mail["Return-Path"]) != "<dondoc@example.test>":
            wrong.append((l.recipient, l.mail["Return-Path"]))
        if b"\r" in l.raw or l.text.count("trước ngày 15/6/2023") != 1:
            wrong.append((l.recipient, "line ends or words", l.text))
        if not l.subject.startswith("[TẬP HUẤN] ") or str(l.mail["X-Dondoc-Attempt"]) != "None":
            wrong.append((l.recipient, l.subject))
    eq(wrong, [], "Python's email reads each whole: no defect, the phrase verbatim, the sender right")
    every = letters()
    eq(len({l.id for l in every}), len(every), "no Message-ID twice")


def by_sendmail():
    good = read(SETTINGS)
    before = len(letters())
    mail_settings('  via: sendmail:/usr/sbin/sendmail\n  from: "Đôn đốc <dondoc@example.test>"\n'
                  f"  training-to: {ONLY}\n")
    ok(run("systemctl", "reload", "dondocd.service")[0] != 0,
       "without the drop-in a reload to sendmail is refused", "non-zero", 0)
    told = [e["MESSAGE"] for e in entries("_SYSTEMD_UNIT=dondocd.service") if "postdrop" in e["MESSAGE"]]
    ok(any(re.search(r"dondoc\.yaml:\d+:8: error: 'via': ", m) for m in told),
       "the journal says where, why, and which drop-in", "dondoc.yaml:…:8: error: …", told)
    # A start takes it, and no letter is lost: they wait.
    must("systemctl", "restart", "dondocd.service")
    code, view, _ = mail_test(ONLY)
    ok(code == 75 and view["state"] == "waiting" and "postdrop" in view["reason"],
       "a daemon that starts so does not hang in sendmail: 75 and why", "75", f"{code} {view}")
    ok(any("postdrop" in line for line in citizen.status()["degraded"]), "status says it too")

    must("install", "-m", "0644", "/usr/share/doc/dondoc/examples/sendmail.conf", f"{DROPINS}/")
    must("systemctl", "daemon-reload")
    must("systemctl", "restart", "dondocd.service")
    code, view, err = mail_test(ONLY)
    eq((code, view.get("state"), view.get("via")), (0, "sent", "sendmail:/usr/sbin/sendmail"),
       f"with the shipped drop-in the test letter goes by sendmail {view} {err}")
    eq(mail_test("ai@example.test")[0], 1, "on the training clock to training-to alone: 1")

    must("systemctl", "stop", "postfix@-.service")
    eq(mail_test(ONLY)[0], 0, "while Postfix is down sendmail still takes letters")
    must("systemctl", "start", "postfix@-.service")
    eventually(lambda: len(letters()) == before + 2, "both are in the Maildir", 20)
    trusted()

    run_to("2023-06-09 12:00")
    mail = eventually(lambda: len(reports("[Còn 6 ngày]")) >= 32 and reports("[Còn 6 ngày]"),
                      "32 more letters are in the Maildir", 30)
    eq(sorted(l.key.split("/")[-1] for l in mail), sorted(first_light.UNITS),
       "by sendmail: the letters of 9/6, one for each of the 32 units")
    eq(len({l.id for l in mail}), 1, "all of them in the day's one letter to training-to")
    eq({l.recipient for l in letters()[before:]} | {l.recipient for l in mail}, {ONLY},
       "all of them, and whatever else was said since, to training-to")
    sound(mail)
    uid = pwd.getpwnam("dondoc").pw_uid
    eq([l.id for l in mail if f"from userid {uid}" not in str(l.mail["Received"])], [],
       "Postfix took each from the daemon's own user")
    status = citizen.status()["letters"]
    eq([status[n] for n in ("queued", "sending", "unsure", "failed")], [0, 0, 0, 0],
       "nothing waits, nothing is unsure")
    os.remove(f"{DROPINS}/sendmail.conf")
    write(SETTINGS, good)


def trusted():
    """What others could change is not run: letters wait, and everybody who asks hears why."""
    good = read(SETTINGS)
    mta = "/opt/mta/mta"
    os.makedirs(os.path.dirname(mta))
    must("install", "-m", "0755", "/usr/sbin/sendmail", mta)
    write(SETTINGS, good.replace("sendmail:/usr/sbin/sendmail", f"sendmail:{mta}"))
    must("systemctl", "reload", "dondocd.service")
    before, calm = len(letters()), citizen.status()["degraded"]
    # Postfix's program is sendmail by the name that it is called by.
    eq(mail_test(ONLY)[0], 0, "a program of root's by another name takes letters all the same")
    eventually(lambda: len(letters()) == before + 1, "the letter is in the Maildir", 20)

    def harmed(what, words):
        code, view, _ = mail_test(ONLY)
        ok(code == 75 and view["state"] == "waiting" and words in view["reason"],
           f"{what} is not run: 75, and mail test says why", f"75, {words}", f"{code} {view}")
        told = [t for t in citizen.status()["troubles"] if t["cause"] == "mail-stuck"]
        ok(len(told) == 1 and words in f"{told[0]['what']}; {told[0]['mend']}",
           "status names it and how to mend it", words, told)
        code, _, err = dondoc("root", "reload")
        ok(code == 65 and "error: 'via': " in err and os.path.dirname(mta) in err, "a reload refuses it at its place",
           "65", f"{code} {err}")

    os.chmod(mta, 0o757)
    harmed("what everybody may write", f"chmod o-w {mta}")
    os.chmod(mta, 0o755)
    os.chmod(os.path.dirname(mta), 0o777)
    harmed("what lies in everybody's folder", f"chmod go-w {os.path.dirname(mta)}")
    os.chmod(os.path.dirname(mta), 0o755)
    os.rename(mta, mta + "-real")
    os.symlink(mta + "-real", mta)
    harmed("a link", f"readlink -f {mta}")
    os.remove(mta)
    write(mta, f'#!/bin/bash\nexec -a sendmail {mta}-real "$@"\n')
    os.chmod(mta, 0o755)
    code, view, _ = mail_test(ONLY)
    eq((code, view.get("state")), (0, "sent"), f"a script of root's is run {view}")
    write(SETTINGS, good)
    must("systemctl", "reload", "dondocd.service")
    eq((mail_test(ONLY)[0], citizen.status()["degraded"]), (0, calm), "mended, all is as before")
    eventually(lambda: len(letters()) == before + 3, "the three that were sent are in the Maildir", 20)
    shutil.rmtree(os.path.dirname(mta))


def password():
    """Of another relay, that wants a log-in; systemd holds the secret."""
    login = f"{WORK}/login"
    write(login, f"dondoc:{PASSWORDS[0]}\n")
    peer = subprocess.Popen(
        ["/usr/bin/python3", f"{SOURCE}/Tests/DondocMailTests/peer.py", "--port", str(PEER_PORT),
         "--starttls", "--login", login, "accept", "/etc/postfix/relay.pem",
         "/etc/postfix/relay.key"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    eq(peer.stdout.readline().strip(), str(PEER_PORT), "a relay that wants a log-in listens")
    good = read(SETTINGS)
    mail_settings(f'  via: smtp://dondoc@127.0.0.1:{PEER_PORT}\n  from: dondoc@example.test\n'
                  f"  ca: {CA}\n  credential: smtp-password\n")
    must("systemctl", "daemon-reload")
    must("systemctl", "restart", "dondocd.service")
    code, view, _ = mail_test("ai@example.test")
    ok(code == 75 and "thiếu mật khẩu" in view["reason"] and
       any("/etc/credstore/smtp-password" in line for line in citizen.status()["degraded"]),
       "without the secret nobody connects: 75, and status says where to put it", "75",
       f"{code} {view}")

    write(SECRET, PASSWORDS[0] + "\n")
    os.chmod(SECRET, 0o600)
    must("systemctl", "restart", "dondocd.service")
    code, view, _ = mail_test("ai@example.test")
    eq((code, view.get("tls")), (0, "TLSv1.3"), "with the credential the letter goes")

    write(login, f"dondoc:{PASSWORDS[1]}\n")
    code, view, _ = mail_test("ai@example.test")
    ok(code == 75 and "mật khẩu" in view["reason"], "the relay has a new password: 75 and why", "75",
       f"{code} {view}")
    pid = show("MainPID")
    write(SECRET, PASSWORDS[1] + "\n")
    must("systemctl", "reload", "dondocd.service")
    eq((mail_test("ai@example.test")[0], show("MainPID")), (0, pid),
       "written to /etc/credstore and reloaded, it is in force, without a restart")
    seen = json.loads(peer.communicate("")[0])
    eq((len(seen["messages"]), seen["tls"]), (2, ["TLSv1.3"] * 3),
       "the relay took two letters, and heard each password under TLS alone")

    said = must("journalctl", "-o", "json", "--all") + dondoc("root", "log", "--json")[1]
    state = subprocess.run(["grep", "-rl", "canary-", "/var/lib/dondoc", "/etc/dondoc"],
                           capture_output=True, text=True).stdout
    environment = read(f"/proc/{show('MainPID')}/environ") + read(f"/proc/{show('MainPID')}/cmdline")
    eq(("canary-" in said, state, "canary-" in environment), (False, "", False),
       "no password in the journal, the trail, the state, the environment, the command line")
    os.remove(SECRET)
    write(SETTINGS, good)


# --- in and out of the box ---------------------------------------------------------------------

def in_box():
    began = time.monotonic()
    os.makedirs(f"{WORK}/run")
    for chapter in (prepare, by_smtp, by_sendmail, password):
        try:
            chapter()
        except Exception as error:
            if not isinstance(error, Broken):
                import traceback
                traceback.print_exc()
            first_light.failed += 1
            print(f"FAILED broke off: {error}", flush=True)
            print(run("journalctl", "-n", "60")[1], flush=True)
            break  # what follows stands on it
    print(f"{time.monotonic() - began:.1f} s")
    return first_light.told()


if __name__ == "__main__":
    sys.exit(first_light.main(__file__, in_box))
