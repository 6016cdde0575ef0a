import DondocAPI
import DondocCore
import DondocPlanFile
import DondocStore
import Foundation
import Testing

@testable import DondocDaemon

/// Files of answers, and what hooks are told in a simulated year.
@Suite(.serialized) struct SimulatedAnswersTests {
    @Test("Everything that cannot be done is told at once, each with its own way out")
    func allMistakes() async throws {
        let office = try await Rounds()
        defer { office.remove() }
        func refused(_ lines: [String]) async throws -> [String] {
            var request = SimulateRequest()
            request.to = "2023-06-30"
            request.answers = .init(name: "a.csv", text: lines.joined(separator: "\n"))
            return try await problem {
                _ = try await office.work.play(request)
            }.items
        }
        let items = try await refused([
            "2023-06-09,p/nothing,done", "2023-06-04,p/viec/2023/so,done",
            "2023-06-09,p/viec/2023/so,confirm", "2023-06-12,p/van-ban/2023/so,done",
            "2023-06-12,p/th/,done,1/BC", "2023-06-13,p/viec/2023/so,done",
        ])
        let places = items.map { String($0.prefix { $0 != " " }) }
        #expect(
            places == ["a.csv:1:12:", "a.csv:2:1:", "a.csv:3:27:", "a.csv:4:30:", "a.csv:5:18:"])
        for (item, fix) in zip(
            items, ["viết đủ khóa", "--from", "không làm được", "cột thứ tư", "báo cáo đầu vào"])
        {
            let shown = item.split(separator: "\n").last.map(String.init) ?? ""
            #expect(shown.contains(fix), "\(item)")
        }
        let behind = try await refused(["2023-06-09,p/viec/2023/so,done,\"a\"b"])
        #expect(behind.first?.contains("bỏ phần đứng sau ngoặc kép") == true)
    }

    /// -3wd of the work is 9/6; whatever hangs on the line that cannot be read is left for the next round.
    @Test(
        "Lines that cannot be read and answers that cannot be given are told together, in their order",
        arguments: [
            // It names another work, so the answers about `viec` of `so` are certain.
            (
                "12/13/2023,p/loi/2023/so,done,x",
                [1, 2, 3, 5]
            ),
            // It is about `viec` itself, which it may have claimed.
            ("2023-06-05,p/viec/2023/so,donne", [1, 2, 5]),
            // Nobody knows what it is about.
            ("2023-06-05,\"p/viec", [1, 2, 5]), ("2023-06-05,p/vie/2023/so,return", [1, 2, 5]),
        ])
    func oneRound(first: String, told: [Int]) async throws {
        let office = try await Rounds()
        defer { office.remove() }
        var request = SimulateRequest()
        request.to = "2023-06-30"
        request.answers = .init(
            name: "a.csv",
            text: [
                first, "2023-06-09,p/nothing,done", "2023-06-09,p/viec/2023/so,confirm",
                "2023-06-12,p/th/2023-H1/desk,done,1/BC", "2023-06-04,p/viec/2023/so,done",
            ].joined(separator: "\n"))
        let items = try await problem {
            _ = try await office.work.play(request)
        }.items
        let lines = items.map { item in item.split(separator: ":")[1] }
        #expect(lines == told.map { Substring(String($0)) }, "\(items)")
    }

    @Test("Of a hundred lines that cannot be read nothing is played")
    func many() async throws {
        let office = try await Rounds()
        defer { office.remove() }
        var request = SimulateRequest()
        request.to = "2023-06-30"
        request.answers = .init(
            name: "a.csv", text: String(repeating: "2023-06-04,p/viec/2023/so\n", count: 130))
        let refused = try await problem {
            _ = try await office.work.play(request)
        }
        #expect(refused.items.count == 100 && refused.exit == ExitStatus.data)
    }

    @Test("A run that is not over in time tells what is wrong with the answers all the same")
    func late() async throws {
        let office = try await Rounds()
        defer { office.remove() }
        var request = SimulateRequest()
        request.to = "2023-06-30"
        request.answers = .init(name: "a.csv", text: "2023-06-09,p/viec/2023/so")
        let refused = try await problem {
            _ = try await office.work.simulate(request, by: Bench.root, patience: 0)
        }
        #expect(refused.exit == ExitStatus.data && refused.items.count == 1)
        request.answers = nil
        let slow = try await problem {
            _ = try await office.work.simulate(request, by: Bench.root, patience: 0)
        }
        #expect(slow.status == 503)
    }

    @Test("A byte order mark is passed over; a text is whatever proof the work wants")
    func marked() async throws {
        let office = try await Rounds()
        defer { office.remove() }
        var request = SimulateRequest()
        request.to = "2023-06-20"
        request.answers = .init(
            name: "a.csv",
            text: "\u{FEFF}day,key,verb,text\n2023-06-05 10:00,p/tep/2023/so,done,t.pdf\n"
                + "2023-06-05 10:00,p/loi/2023/so,done,đã gửi\n")
        let rows = try await office.work.play(request)
        let keys = Set(rows.filter { $0.kind == "upcoming" }.map(\.key))
        #expect(keys.contains("p/viec/2023/so"))
        #expect(!keys.contains("p/tep/2023/so") && !keys.contains("p/loi/2023/so"))
    }

    /// Bench.plan is due on 15/6; the day to act by is 14/6.
    @Test("What a hook would be told stands beside the letters, as a channel of its own")
    func hooks() async throws {
        let office = try await Rounds.ofDuty()
        defer { office.remove() }
        let chat = HookSettings("chat", [.due])
        office.bench.hear([chat])
        var request = SimulateRequest()
        request.to = "2023-06-20"
        let rows = try await office.work.play(request)
        let told = rows.filter { $0.channel == "hook:chat" }
        #expect(told.map { "\($0.at.prefix(16)) \($0.step)" } == ["2023-06-15T08:00 due"])
        #expect(told.allSatisfy { $0.recipients.isEmpty && $0.kind == "due" })
        #expect(rows.contains { $0.channel == "mail" && $0.step == "due" })
        request.toAddress = "hook:chat"
        #expect(try await office.work.play(request).map(\.step) == ["due"])
    }
}
