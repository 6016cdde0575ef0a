import DondocAPI
import DondocCore
import DondocMail
import DondocPlanFile
import Foundation
import Glibc
import Testing

@testable import DondocDaemon

/// Which transport the settings make, and what a reload thinks of it.
@Suite struct MailRouteTests {
    private func office(_ b: Bench, mail: String) throws -> Office {
        try settings(b, mail)
        var office = b.office.current
        office.settings = try b.work.config.settings()
        return office
    }

    private func settings(_ b: Bench, _ mail: String) throws {
        try "site: {name: Văn phòng}\nmail:\n  from: dondoc@example.test\n\(mail)\n".write(
            to: b.folder.appendingPathComponent("dondoc.yaml"), atomically: true, encoding: .utf8)
    }

    private func password(_ transport: Transport?) -> String? {
        guard case .smtp(let relay) = transport else { return nil }
        return relay.password
    }

    @Test("TLS is required unless the settings say otherwise of this machine")
    func tls() throws {
        let b = try Bench()
        defer { b.remove() }
        for (mail, required) in [
            ("  via: smtp://h", true), ("  via: smtp://127.0.0.1:25", true),
            ("  via: smtp://127.0.0.1:25\n  tls: none", false), ("  via: smtps://h", true),
        ] {
            let transport = try office(b, mail: mail).transport(false, credentials: nil)
            guard case .smtp(let relay) = transport else {
                Issue.record("\(mail)")
                continue
            }
            #expect(relay.tlsRequired == required, "\(mail)")
            #expect(relay.ca == nil)
        }
    }

    @Test("The password is systemd's, read anew for each letter, and comes from nowhere else")
    func rotation() throws {
        let b = try Bench()
        defer { b.remove() }
        let office = try office(b, mail: "  via: smtp://u@h\n  credential: smtp-password")
        let secrets = b.folder.path
        let file = b.folder.appendingPathComponent("smtp-password")
        #expect(password(office.transport(false, credentials: nil)) == nil)
        #expect(password(office.transport(false, credentials: secrets)) == nil)
        for (text, secret) in [
            ("một\n", "một"), ("hai", "hai"), ("ba \r\n", "ba "), ("", nil), ("\n", nil),
            ("a\nb\n", nil), ("a\0b", nil),
        ] {
            try text.write(to: file, atomically: true, encoding: .utf8)
            #expect(password(office.transport(false, credentials: secrets)) == secret, "\(text)")
        }
        let relay = try #require(office.transport(false, credentials: secrets))
        #expect("\(relay)" == "smtp://h:587")
    }

    @Test("On the training clock letters stay here or go to training-to, through sendmail too")
    func training() throws {
        let b = try Bench()
        defer { b.remove() }
        let only = "  training-to: tap-huan@example.test"
        for (mail, targets) in [
            ("  via: none", []), ("  via: smtp://127.0.0.1:25", ["a@x", "b@x"]),
            ("  via: smtp://h", []), ("  via: smtp://h\n\(only)", ["tap-huan@example.test"]),
            ("  via: sendmail:/x", []),
            ("  via: sendmail:/x\n\(only)", ["tap-huan@example.test"]),
        ] {
            let office = try office(b, mail: mail)
            #expect(office.mailTargets(["a@x", "b@x"], true) == targets, "\(mail)")
            #expect(office.sendsMail(true) == !targets.isEmpty)
            #expect((office.transport(true, credentials: nil) != nil) == !targets.isEmpty)
            #expect(office.mailTargets([], true) == [])
            let real = mail == "  via: none" ? [] : ["a@x", "b@x"]
            #expect(office.mailTargets(["a@x", "b@x"], false) == real)
        }
    }

    @Test(
        "A reload by which no letter could leave is refused at its place, and status says it too",
        arguments: [
            ("  via: sendmail:/nonexistent/sendmail", "4:8", "'via': không có tệp"),
            ("  via: sendmail:/etc/passwd", "4:8", "'via': /etc/passwd không phải là chương trình"),
            (
                "  via: smtp://127.0.0.1\n  ca: /nonexistent/ca.pem", "5:7",
                "'ca': không có chứng thư PEM nào đọc được trong /nonexistent/ca.pem"
            ),
            (
                "  via: smtp://127.0.0.1\n  ca: /etc/passwd", "5:7",
                "'ca': không có chứng thư PEM nào đọc được trong /etc/passwd"
            ),
            (
                "  via: smtp://u@127.0.0.1\n  credential: smtp-password", "5:15",
                "'credential': systemd không trao mật khẩu 'smtp-password'"
            ),
            // Whoever writes the password itself there must not read it in the journal.
            (
                "  via: smtp://u@127.0.0.1\n  credential: bimat123", "5:15",
                "'credential': systemd không trao mật khẩu nào có tên ấy\n"
                    + "  fix: viết credential: smtp-password; mật khẩu là một dòng trong "
                    + "/etc/credstore/smtp-password, rồi systemctl restart dondocd"
            ),
        ])
    func refused(mail: String, place: String, what: String) async throws {
        let b = try Bench()
        defer { b.remove() }
        try settings(b, mail + "\n  training-to: t@example.test")
        do {
            _ = try await b.work.reload(by: Bench.root)
            Issue.record("taken: \(mail)")
        } catch let problem as Problem {
            #expect(problem.status == 422)
            #expect(problem.exit == ExitStatus.data)
            let first = try #require(problem.items.first)
            let file = b.folder.appendingPathComponent("dondoc.yaml").path
            #expect(first.hasPrefix("\(file):\(place): error: \(what)"), "\(first)")
        }
        #expect(b.office.current.settings.mail.via == .none)
        // A start takes them: a daemon whose letters wait is better than none.
        var office = b.office.current
        office.settings = try b.work.config.settings()
        b.office.replace(office)
        let degraded = try await b.work.status().degraded
        #expect(degraded.contains { $0.hasPrefix("thư phải chờ, mail.") }, "\(degraded)")
    }

    @Test("A reload with sendmail and authorities that are there is taken")
    func taken() async throws {
        let b = try Bench()
        defer { b.remove() }
        let ca = b.folder.appendingPathComponent("ca.pem")
        try "-----BEGIN CERTIFICATE-----\n".write(to: ca, atomically: true, encoding: .utf8)
        for mail in [
            "  via: sendmail:/usr/bin/true\n  training-to: t@example.test",
            "  via: smtp://127.0.0.1\n  ca: \(ca.path)",
        ] {
            try settings(b, mail)
            _ = try await b.work.reload(by: Bench.root)
            #expect(b.office.current.settings.mail.via != .none)
        }
    }
}
