import DondocAPI
import DondocCore
import DondocMail
import DondocStore
import Foundation
import GRDB
import Synchronization
import Testing

@testable import DondocDaemon

/// Answers are in the caller's language; what is kept is in the office's, whoever asks.
@Suite struct SpeechTests {
    private static let plan = """
        plan: thu
        title: Kế hoạch
        territory: t
        issuer: desk
        period: 2023
        coordinator: desk
        tasks:
          - {id: viec, title: Việc, lead: [so], due: trước ngày 15/6/2023}
          - {id: luon, title: Luôn, lead: [so], due: Thường xuyên}
          - {id: khong-ai, title: Không ai, lead: [unknown], due: trước ngày 15/6/2023}
          - {id: nhom, title: Nhóm, lead: ["@nhom"], due: trước ngày 15/6/2023}
        """

    private static func agencies(_ members: String) -> String {
        Bench.agencies + "\ngroups:\n  nhom: {name: Nhóm, members: [\(members)]}\n"
    }

    /// All that was answered, refusals included, and every row that was kept.
    private struct Told {
        var answers: [String] = []
        var refusals: [String] = []
        var letters: [String] = []
        var kept: [String] = []
    }

    /// Somebody loads, works, is refused, has mail tested and reloads, all in one language.
    private func day(_ language: Language) async throws -> Told {
        try await Language.$current.withValue(language) {
            let b = try Bench()
            defer { b.remove() }
            let letters = Mutex<[String]>([])
            var work = b.work
            try write(b, Self.agencies("so"))
            b.sendMail()
            var told = Told()
            func ask(_ body: () async throws -> String) async throws {
                do {
                    told.answers.append(try await body())
                } catch let problem as Problem {
                    told.refusals.append(problem.detail)
                }
            }
            func act(
                _ deed: ObligationVerb, _ id: String, _ user: String,
                _ request: ActRequest = ActRequest(),
                key: String? = nil
            ) async throws {
                var terms = Work.Terms()
                (terms.key, terms.request) = (key, String(repeating: "0", count: 64))
                try await ask {
                    try await work.act(deed, id, request, by: b.caller(user), terms)
                }
            }
            _ = try await work.reload(by: Bench.root)
            // What the reload read from the file has no mail.
            b.sendMail()
            try await b.load(Self.plan)
            try await act(.done, "thu/viec", "desk")
            try await act(.confirm, "thu/viec", "so")
            try await act(.start, "thu/viec", "so")
            try await act(.done, "thu/viec", "so", ActRequest(doc: "1/BC", note: "xong"))
            try await act(.confirm, "thu/viec", "desk", ActRequest(onBehalf: "so"))
            try await act(.confirm, "thu/viec", "desk", ActRequest(onBehalf: "so"))
            try await act(.checkin, "thu/luon", "so")
            for _ in 0..<2 {
                let onBehalf = ActRequest(note: "ghi", onBehalf: "unknown")
                try await act(.note, "thu/khong-ai", "desk", onBehalf, key: "khóa-1234")
            }
            try await ask { "\(try await work.reload(by: b.caller("so")))" }
            try await ask { "\(try await b.load(Self.plan, by: b.caller("so")))" }
            for (delivery, user) in [
                (Sendmail.trusted("/nonexistent").attempt, "desk"), (nil, "desk"), (nil, "so"),
            ] {
                work.tryLetter = { message, _, ended in
                    letters.withLock { $0.append(String(decoding: message, as: UTF8.self)) }
                    if let delivery { ended(delivery) }
                    return delivery
                }
                try await ask {
                    let to = MailTestRequest(to: "ai@example.test")
                    return try await work.testMail(to, by: b.caller(user)).reason ?? ""
                }
            }
            try write(b, Self.agencies("so, desk"))
            told.answers.append("\(try await work.reload(by: Bench.root).moves.count)")
            told.letters = letters.withLock { $0 }
            told.kept = try rows(b.store)
            return told
        }
    }

    private func write(_ b: Bench, _ agencies: String) throws {
        let file = b.folder.appendingPathComponent("agencies/t.yaml")
        try agencies.write(to: file, atomically: true, encoding: .utf8)
        try "site: {name: Văn phòng}\nmail: {via: \"smtp://127.0.0.1:1\", from: a@example.test}\n"
            .write(
                to: b.folder.appendingPathComponent("dondoc.yaml"), atomically: true,
                encoding: .utf8)
    }

    /// Every row of every table, without what no two stores share.
    private func rows(_ store: Store) throws -> [String] {
        let queue = try DatabaseQueue(path: store.path)
        return try queue.read { db in
            let tables = try String.fetchAll(
                db, sql: "SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name")
            return try tables.filter { $0 != "installation" && $0 != "examination" }.flatMap {
                table in
                try Row.fetchAll(db, sql: "SELECT * FROM \"\(table)\"").map {
                    "\(table) \($0)".replacing(/[0-9a-z]{24,}/, with: "#")
                }
            }
        }
    }

    @Test("Whatever language is asked in, the rows that are kept are the same")
    func kept() async throws {
        let (vietnamese, english) = (try await day(.vi), try await day(.en))
        #expect(vietnamese.kept.count > 60)
        #expect(english.kept.filter { !vietnamese.kept.contains($0) } == [])
        #expect(vietnamese.kept.filter { !english.kept.contains($0) } == [])
        #expect(english.letters.count == 2 && vietnamese.letters.count == 2)
        let subjects = [vietnamese, english].map { told in
            told.letters.map { $0.split(separator: "\r\n").first { $0.hasPrefix("Subject:") } }
        }
        #expect(subjects[0] == subjects[1])
    }

    @Test("Each refusal and each reason is told in the caller's language")
    func told() async throws {
        let (vietnamese, english) = (try await day(.vi), try await day(.en))
        #expect(
            english.refusals == [
                "to act for another agency add --for AGENCY, so that the trail has both names",
                "you may not use dondoc confirm for Sở",
                "cannot use dondoc confirm on an obligation that is done; it must be claimed",
                "you may not use dondoc reload", "you do not coordinate the plan thu",
                "all couriers are busy; try again later", "you may not use dondoc mail test",
            ])
        #expect(
            vietnamese.refusals == [
                "làm thay đơn vị khác thì thêm --for ĐƠN_VỊ để nhật ký có cả hai tên",
                "bạn không có quyền dùng dondoc confirm với việc của Sở",
                "không thể dùng dondoc confirm với việc hoàn thành; chỉ được khi đã báo cáo, chờ xác nhận",
                "bạn không có quyền dùng dondoc reload", "bạn không điều phối kế hoạch thu",
                "mọi luồng gửi thư đang bận; thử lại sau",
                "bạn không có quyền dùng dondoc mail test",
            ])
        #expect(
            english.answers.contains(
                "cannot run sendmail: there is no file /nonexistent; "
                    + "install postfix, or correct the path"))
        #expect(
            vietnamese.answers.contains(
                "không chạy được sendmail: không có tệp /nonexistent; "
                    + "cài postfix hoặc sửa đường dẫn"))
    }

    @Test("An answer that was kept for one caller is read by another in his own language")
    func repeated() async throws {
        let b = try Bench()
        defer { b.remove() }
        try await b.load(Self.plan.replacingOccurrences(of: "[\"@nhom\"]", with: "[so]"))
        var terms = Work.Terms()
        (terms.key, terms.request) = ("khóa-1234", String(repeating: "0", count: 64))
        func agency(_ language: Language) async throws -> String {
            try await Language.$current.withValue(language) {
                let answer = try await b.work.act(
                    .note, "thu/khong-ai", ActRequest(note: "ghi"), by: Bench.root, terms)
                return try JSON.value(answer, ObligationView.self).agencyName
            }
        }
        // Whoever comes first decides nothing for those who come after.
        #expect(try await agency(.en) == "(the document names no agency)")
        #expect(try await agency(.vi) == "(văn bản không nêu đơn vị)")
        #expect(try await agency(.en) == "(the document names no agency)")
        #expect(try await b.store.trail(of: 3, uid: nil, limit: 9).count == 2)
    }

    @Test("Who woke a daemon that cannot start hears so in the language of the question")
    func cannotStart() throws {
        func detail(_ question: String) throws -> String {
            let answer = String(
                decoding: try Answer.cannotStart(78, to: Array(question.utf8)), as: UTF8.self)
            let body = try #require(answer.split(separator: "\r\n").last)
            return try JSONDecoder().decode(Problem.self, from: Data(body.utf8)).detail
        }
        let (vi, en) = (
            "dondocd không khởi động được (mã 78); lý do: journalctl -u dondocd",
            "dondocd cannot start (status 78); for the reason: journalctl -u dondocd"
        )
        let head = "GET /v1/status HTTP/1.1\r\nHost: dondoc\r\n"
        #expect(try detail(head + "accept-language: en\r\n\r\n") == en)
        #expect(try detail(head + "Accept-Language: vi\r\n\r\n") == vi)
        #expect(try detail(head + "\r\n") == vi)
        #expect(try detail("") == vi)
        #expect(try Language.$current.withValue(.en) { try detail("") } == en)
    }

    @Test("status tells what is wrong in the caller's language, the journal in the office's")
    func status() async throws {
        let talk = try await Talk()
        defer { talk.end() }
        let b = talk.bench
        try await AlarmWatch(store: b.store, office: b.office, isTraining: true)
            .look(at: b.clock.now())
        func troubles(_ language: String) async throws -> [StatusView.Trouble] {
            let question =
                "GET /v1/status HTTP/1.1\r\n\(BadRequest.host)Accept-Language: \(language)\r\n\r\n"
            let answer = try await talk.say(Array(question.utf8))
            let body = try #require(answer.split(separator: "\r\n").last)
            return try JSON.value(String(body), StatusView.self).troubles
        }
        let (vietnamese, english) = (try await troubles("vi"), try await troubles("en"))
        #expect(vietnamese.map(\.cause) == english.map(\.cause))
        #expect(english.first?.what == "mail.via is none: reminders are in the journal only")
        #expect(english.first?.mend == "set mail.via in dondoc.yaml, then dondoc reload")
        #expect(vietnamese.first?.what == "mail.via là none: nhắc việc chỉ có trong nhật ký")
        #expect(try await b.store.alarms().map(\.what).contains(vietnamese.first?.what ?? ""))
    }
}

extension Sendmail {
    /// What comes of handing a letter to it.
    fileprivate var attempt: Delivery {
        Transport.sendmail(self).deliver(
            Array("Subject: x\r\n\r\nx\r\n".utf8), from: "a@example.test", to: "b@example.test",
            accepted: {})
    }
}
