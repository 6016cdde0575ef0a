import DondocCore
import Foundation
import Testing

@testable import DondocCLI

@Suite struct PlanCheckTests {
    private let root = URL(filePath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent()

    @Test("The shipped plan of Thanh Hóa passes, with its counts") func shipped() throws {
        let config = root.appending(path: "config")
        let file = config.appending(path: "plans/thanh-hoa-2023.yaml").path
        let check = try PlanCheck(config: try ConfigFolder(config.path), plans: [file])
        #expect(check.rows?.map(\.plan) == ["thanh-hoa-2023"])
        #expect((check.rows?.first?.obligations ?? 0) > 100)
    }

    @Test("A plan may name the policies of its folder, and no other")
    func policies() throws {
        func check(_ name: String) throws -> PlanCheck {
            let file = try scratch(
                """
                plan: thu
                title: Kế hoạch thử
                territory: thanh-hoa
                issuer: ubnd-tinh
                period: 2023
                coordinator: so-ldtbxh
                tasks:
                  - {id: a, title: A, lead: [so-y-te], due: Quý II/2023, remind: \(name)}
                """)
            defer { try? FileManager.default.removeItem(at: file) }
            let config = try ConfigFolder(root.appending(path: "config").path)
            return try PlanCheck(
                config: config, plans: [file.path], today: try #require(Day(2023, 1, 3)))
        }
        #expect(try check("gap").rows?.count == 1)
        let wrong = try check("gapp")
        #expect(wrong.rows == nil && wrong.remarks.first?.contains(":8:66: error: ") == true)
        #expect(wrong.remarks.last == "  fix: viết gap; xem policies.yaml")
    }

    @Test("What is worth a second look is told on stderr and in JSON, and refuses nothing")
    func warnings() throws {
        let file = try scratch(
            """
            plan: thu
            title: Kế hoạch thử
            territory: thanh-hoa
            issuer: ubnd-tinh
            period: 2023
            coordinator: so-ldtbxh
            tasks:
              - {id: a, title: A, lead: [so-y-te], due: trước ngày 17/6/2023}
            """)
        defer { try? FileManager.default.removeItem(at: file) }
        let config = try ConfigFolder(root.appending(path: "config").path)
        let today = try #require(Day(2023, 6, 17))
        let check = try PlanCheck(config: config, plans: [file.path], today: today)
        // 17/6/2023 is a Saturday.
        let what =
            "\(file.path):8:45: warning: hạn 17/06/2023 (thứ Bảy) là ngày nghỉ: nhắc làm xong "
            + "trong 16/06/2023 (thứ Sáu)"
        let fix =
            "  fix: giữ nguyên nếu văn bản nêu đúng ngày ấy; muốn dời thì off-day: next hoặc previous"
        #expect(check.remarks == [what, fix])
        #expect(
            check.rows?.map(\.json.text) == [
                "{\"plan\":\"thu\",\"tasks\":1,\"reports\":0,\"targets\":0,\"obligations\":1,"
                    + "\"warnings\":[\"\(what)\\u000a\(fix)\"]}"
            ])
        // A day later it has passed.
        let later = try PlanCheck(config: config, plans: [file.path], today: today + 1)
        #expect(later.remarks.count { $0.contains("đã qua (hôm nay 18/06/2023)") } == 1)
    }

    private func scratch(_ text: String) throws -> URL {
        let file = URL(filePath: "/tmp/dondoc-\(UUID().uuidString).yaml")
        try Data(text.utf8).write(to: file)
        return file
    }

    @Test("A phrase that makes no day in its plan is refused at its line") func noDay() throws {
        let file = try scratch(
            """
            plan: thu
            title: Kế hoạch thử
            territory: thanh-hoa
            issuer: ubnd-tinh
            period: 2023
            coordinator: so-ldtbxh
            tasks:
              - {id: a, title: A, lead: [so-y-te], due: ngày 15/6 và 20/6}
            """)
        defer { try? FileManager.default.removeItem(at: file) }
        let config = try ConfigFolder(root.appending(path: "config").path)
        let check = try PlanCheck(config: config, plans: [file.path])
        #expect(check.rows == nil)
        #expect(check.remarks.first?.hasPrefix("\(file.path):8:45: error: ") == true)
    }

    @Test("Every mistake is told, and nothing is counted") func mistakes() throws {
        let file = URL(
            filePath: "/tmp/dondoc-bad-\(ProcessInfo.processInfo.processIdentifier).yaml")
        try Data("plan: x\ncolour: red\nperiod: 2023\n".utf8).write(to: file)
        defer { try? FileManager.default.removeItem(at: file) }
        let config = try ConfigFolder(root.appending(path: "config").path)
        let check = try PlanCheck(config: config, plans: [file.path])
        #expect(check.rows == nil)
        #expect(check.remarks.contains { $0.hasPrefix(file.path + ":2:1: error: ") })
        #expect(check.remarks.count { $0.contains(": error: ") } > 1)
    }

    @Test(
        "A folder, a device and a missing file are refused by name",
        arguments: [
            ("/tmp", 65), ("/dev/zero", 65), ("/tmp/dondoc-no-such-file", 66),
        ])
    func files(path: String, status: Int) throws {
        let failure = try #require(throws: Failure.self) { _ = try Files.read(path) }
        #expect(failure.status == status)
        #expect(failure.lines[0].contains(path))
    }
}
