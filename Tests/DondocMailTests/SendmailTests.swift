import Foundation
import Glibc
import Testing

import DondocCore
@testable import DondocMail

/// A letter with what a careless sender would spoil: a dot alone, dots at line starts.
private let letter = Array("Subject: x\r\n\r\n.\r\n..hai\r\n.\r\ncuối\r\n".utf8)

extension Fake {
    func deliver(
        _ message: [UInt8] = letter, to: String = "vt@example.test", seconds: Int = 20,
        accepted: () -> Void = {}
    ) -> Delivery {
        signal(SIGPIPE, SIG_IGN)
        return Sendmail(path: path, open: plainly).deliver(
            message, from: "dondoc@example.test", to: to, seconds: seconds, accepted: accepted)
    }
}

@Suite struct SendmailTests {
    @Test(
        "It is called with two addresses, two variables, and the letter in this system's line ends")
    func call() throws {
        let fake = try Fake(
            """
            for word; do echo "[$word]"; done >$here.arguments
            env >$here.environment
            ls /proc/self/fd >$here.descriptors
            cat >$here.letter
            """)
        var calls = 0
        #expect(fake.deliver(accepted: { calls += 1 }) == Delivery(.accepted))
        #expect(calls == 1)
        #expect(
            fake.text("sendmail.arguments")
                == "[-i]\n[-f]\n[dondoc@example.test]\n[--]\n[vt@example.test]\n")
        // sh itself adds PWD, OLDPWD, SHLVL and _.
        let names = try #require(fake.text("sendmail.environment")).split(separator: "\n")
            .filter { !$0.hasPrefix("PWD=") && !$0.hasPrefix("OLDPWD=") && !$0.hasPrefix("_=") }
            .filter { !$0.hasPrefix("SHLVL=") }
        #expect(
            Set(names) == ["PATH=/usr/sbin:/usr/bin:/sbin:/bin", "LANG=C.UTF-8"])
        // 3 is the script itself, 4 the folder that ls reads.
        let descriptors = try #require(fake.text("sendmail.descriptors")).split(separator: "\n")
        #expect(Set(descriptors) == ["0", "1", "2", "3", "4"])
        #expect(fake.text("sendmail.letter") == "Subject: x\n\n.\n..hai\n.\ncuối\n")
    }

    @Test(
        "Its exit status means what sysexits(3) says",
        arguments: [
            (0, Kind.accepted), (64, .notAccepted), (65, .refused), (66, .notAccepted),
            (67, .refused), (68, .refused), (69, .notAccepted), (70, .unsure),
            (71, .notAccepted), (72, .notAccepted), (73, .notAccepted), (74, .unsure),
            (75, .notAccepted), (76, .unsure), (77, .notAccepted), (78, .notAccepted),
            (1, .unsure), (63, .unsure), (79, .unsure), (126, .unsure), (127, .unsure),
            (255, .unsure),
        ])
    func statuses(status: Int, expected: Kind) throws {
        let fake = try Fake("cat >/dev/null; exit \(status)")
        var calls = 0
        let outcome = fake.deliver(accepted: { calls += 1 }).outcome
        #expect(kind(outcome) == expected)
        #expect(calls == (status == 0 ? 1 : 0))
        #expect(status == 0 || reason(outcome) == "sendmail kết thúc với mã \(status)")
    }

    @Test("The reason is the first line of what it complains about, however long it goes on")
    func complaint() throws {
        let fake = try Fake(
            """
            cat >/dev/null
            { echo; printf 'sendmail: fatal: \\033[31mno such user\\n'; } >&2
            head -c 1000000 /dev/zero | tr '\\0' x >&2
            exit 67
            """)
        #expect(
            told(fake.deliver().outcome)
                == "refused: sendmail kết thúc với mã 67: sendmail: fatal: [31mno such user")
    }

    @Test("One that does not come back is killed with its children, and nobody knows what it did")
    func hangs() throws {
        let fake = try Fake("echo stuck >&2; echo $$ >$here.pid; sleep 1000; cat >/dev/null")
        let start = ContinuousClock.now
        let outcome = fake.deliver(seconds: 1).outcome
        #expect(told(outcome) == "unsure: sendmail không xong sau 1 giây nên bị dừng: stuck")
        #expect(
            told(outcome, in: .en)
                == "unsure: sendmail was not done after 1 second and was stopped: stuck")
        #expect(ContinuousClock.now - start < .seconds(10))
        let group = try #require(fake.text("sendmail.pid").flatMap { Int32($0.dropLast()) })
        // The kernel takes its time over the killed sleep.
        while !alive(in: group).isEmpty, ContinuousClock.now - start < .seconds(30) {
            sched_yield()
        }
        #expect(alive(in: group) == [])
    }

    /// Processes of a group, without those that only wait to be buried.
    private func alive(in group: pid_t) -> [pid_t] {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? []
        return names.compactMap { pid_t($0) }.filter { pid in
            guard getpgid(pid) == group,
                let stat = try? String(contentsOfFile: "/proc/\(pid)/stat", encoding: .utf8)
            else { return false }
            return !stat.contains(") Z ")
        }
    }

    @Test("One that is killed by somebody else leaves the letter unsure")
    func killed() throws {
        let fake = try Fake("cat >/dev/null; kill -9 $$")
        #expect(told(fake.deliver().outcome) == "unsure: sendmail bị dừng bởi tín hiệu 9")
    }

    @Test("Success without having read the letter is no success", arguments: [16, 100_000])
    func unread(size: Int) throws {
        let line = Array((String(repeating: "x", count: 70) + "\r\n").utf8)
        let body = Array(repeatElement(line, count: size / line.count + 1).joined())
        for script in ["exit 0", "exec <&-; exit 0", "head -c 10 >/dev/null; exit 0"] {
            let outcome = try Fake(script).deliver(letter + body).outcome
            #expect(
                told(outcome) == "unsure: sendmail báo đã nhận nhưng không đọc hết thư", "\(script)"
            )
        }
        #expect(kind(try Fake("exit 75").deliver(letter + body).outcome) == .notAccepted)
        #expect(try Fake("cat >/dev/null").deliver(letter + body).outcome == .accepted)
    }

    @Test("An address that could be an option, and a letter that is not CRLF, call nobody")
    func smuggled() throws {
        let fake = try Fake("touch $here.called")
        for to in ["-oQ/tmp@x", "-X/x", "a@b\nc@d", "a b@c", ""] {
            #expect(kind(fake.deliver(to: to).outcome) == .refused, "\(to)")
        }
        #expect(kind(fake.deliver(Array("x\n.\ny\r\n".utf8)).outcome) == .refused)
        #expect(fake.text("sendmail.called") == nil)
    }

    @Test("What cannot be started is tried again")
    func absent() throws {
        let fake = try Fake("")
        try "no program".write(toFile: fake.path, atomically: true, encoding: .utf8)
        chmod(fake.path, 0o755)
        #expect(reason(fake.deliver().outcome).hasPrefix("không chạy được sendmail: "))
        #expect(kind(fake.deliver().outcome) == .notAccepted)
        try FileManager.default.removeItem(atPath: fake.path)
        #expect(kind(fake.deliver().outcome) == .notAccepted)
    }

    @Test("A program that is none, and one that nobody should run, are not run, with the way out")
    func obstacles() throws {
        let fake = try Fake("touch $here.called")
        let sendmail = Sendmail(path: fake.path, open: plainly)
        #expect(sendmail.obstacle == nil)
        chmod(fake.path, 0o644)
        let none = "\(fake.path) không phải là chương trình mà dondocd chạy được"
        #expect(sendmail.obstacle?.what == none)
        func said(_ outcome: Outcome) -> String? {
            if case .notAccepted(let why) = outcome { why.text } else { nil }
        }
        #expect(
            said(fake.deliver().outcome)
                == "không chạy được sendmail: \(none); viết đường dẫn của sendmail")
        let refused = Sendmail(path: fake.file("none"), open: plainly)
        #expect(refused.obstacle == Obstacle("nhầm chỗ", fix: "tìm lại"))
        let outcome = refused.deliver(
            letter, from: "a@example.test", to: "b@example.test", seconds: 20, accepted: {}
        ).outcome
        #expect(said(outcome) == "không chạy được sendmail: nhầm chỗ; tìm lại")
        #expect(fake.text("sendmail.called") == nil)
    }

    @Test("What was opened is what runs, though another program stands at its path by then")
    func replaced() throws {
        let fake = try Fake("cat >/dev/null; touch $here.first")
        let path = fake.path
        let outcome = Sendmail(path: path) { path in
            let opened = plainly(path)
            do {
                // As somebody would who waits for the moment after the check.
                try FileManager.default.removeItem(atPath: path)
                try fake.install("cat >/dev/null; touch $here.second")
            } catch { Issue.record("\(error)") }
            return opened
        }.deliver(letter, from: "a@example.test", to: "b@example.test", seconds: 20, accepted: {})
            .outcome
        #expect(outcome == .accepted)
        #expect(fake.text("sendmail.first") != nil && fake.text("sendmail.second") == nil)
        // Named by its path again, it is the other.
        #expect(fake.deliver().outcome == .accepted)
        #expect(fake.text("sendmail.second") != nil)
    }

    @Test("A program that is no script gets three descriptors, and the name that it is called by")
    func binary() throws {
        let shell = try #require(realpath("/bin/sh", nil).map { String(cString: $0) })
        let descriptor = open(shell, O_RDONLY | O_CLOEXEC)
        defer { close(descriptor) }
        signal(SIGPIPE, SIG_IGN)
        let account = try Child.run(
            descriptor,
            [
                "sendmail", "-c",
                "echo $(ls /proc/self/fd) $(tr '\\0' ' ' </proc/$$/cmdline) >&2; cat",
            ],
            input: letter, seconds: 20)
        #expect(account.end == .exited(0) && account.hasReadAll)
        // A pipe to the shell, and 3 is the folder that ls reads.
        #expect(account.remark.hasPrefix("0 1 2 3 sendmail -c echo"), "\(account.remark)")
    }

    @Test("Many at once neither mix their letters nor keep each other's pipes open")
    func many() async throws {
        let fake = try Fake("cat >$here.$5")
        signal(SIGPIPE, SIG_IGN)
        let path = fake.path
        let outcomes = await withTaskGroup(of: Outcome.self) { group in
            for i in 0..<24 {
                group.addTask {
                    await withCheckedContinuation { done in
                        Thread.detachNewThread {
                            let message = Array("Subject: \(i)\r\n\r\n\(i)\r\n".utf8)
                            done.resume(
                                returning: Sendmail(path: path, open: plainly).deliver(
                                    message, from: "a@example.test", to: "u\(i)@example.test",
                                    seconds: 20, accepted: {}
                                ).outcome)
                        }
                    }
                }
            }
            return await group.reduce(into: [Outcome]()) { $0.append($1) }
        }
        #expect(outcomes == Array(repeating: .accepted, count: 24))
        for i in 0..<24 {
            #expect(fake.text("sendmail.u\(i)@example.test") == "Subject: \(i)\n\n\(i)\n")
        }
    }
}
