import DondocAPI
import DondocCore
import DondocSystemd
import Foundation
import Testing

@testable import DondocDaemon

/// The year 2023 of Thanh Hóa for three units: `Tests/Story/year_2023.txt`, worked out by hand.
enum YearTable {
    struct Letter: Hashable, CustomStringConvertible {
        let at: String
        let to: String
        let subject: String
        /// `KIND STEP KEY`, sorted.
        let things: [String]
        var description: String { "\(at) \(to) | \(subject) | \(things.joined(separator: "; "))" }
    }

    static let plan = "thanh-hoa-2023"
    static let root = URL(filePath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent()

    /// Every letter of the table, in its order.
    static func letters() throws -> [Letter] {
        let file = root.appending(path: "Tests/Story/year_2023.txt")
        var (letters, box, unit) = ([Letter](), "", "")
        for line in try String(contentsOf: file, encoding: .utf8).split(separator: "\n") {
            if line.hasPrefix("#") { continue }
            if line.hasPrefix("== ") {
                let names = line.dropFirst(3).components(separatedBy: ", ")
                (box, unit) = (names[0], names[1])
                continue
            }
            let parts = line.components(separatedBy: " | ")
            try #require(parts.count == 3, "\(line)")
            let things = parts[2].components(separatedBy: "; ").map { thing -> String in
                let words = thing.components(separatedBy: " ")
                let key = words.count == 3 ? "\(plan)/\(words[2])/\(unit)" : plan
                return "\(words[0]) \(words[1]) \(key)"
            }
            letters.append(
                Letter(at: parts[0], to: box, subject: parts[1], things: things.sorted()))
        }
        return letters
    }

    /// The same of a simulation's rows.
    static func letters(_ rows: [SimulatedView]) -> [Letter] {
        var letters: [Letter] = []
        for (_, rows) in Dictionary(grouping: rows, by: \.letter).sorted(by: { $0.key < $1.key }) {
            let at = String(rows[0].at.prefix(16)).replacing("T", with: " ")
            // What a letter tells twice alike is one row with a count.
            let things: [String] = rows.flatMap { row in
                repeatElement("\(row.kind) \(row.step) \(row.key)", count: row.count)
            }
            letters.append(
                Letter(
                    at: at, to: rows[0].recipients[0], subject: rows[0].subject,
                    things: things.sorted()))
        }
        return letters
    }
}

@Suite struct SimulationYearTests {
    private func simulated(_ request: SimulateRequest) async throws -> [SimulatedView] {
        let config = ConfigFolder(path: YearTable.root.appending(path: "config").path)
        let office = try ConfigFolder.office(try config.applicable(), try config.settings())
        var simulator = Simulator(
            office: office, config: config, store: nil,
            now: try #require(Moment(written: "2026-11-22 15:00")), bell: try Bell())
        // Beside a thousand other tests.
        simulator.patience *= 15
        return try await simulator.run(request, by: Bench.root)
    }

    @Test("The year 2023 of three units is what was worked out by hand, letter by letter")
    func year() async throws {
        var request = SimulateRequest()
        (request.from, request.to) = ("2023-01-01", "2023-12-31")
        let file = YearTable.root.appending(path: "config/plans/\(YearTable.plan).yaml")
        request.files = [
            .init(name: "p.yaml", text: try String(contentsOf: file, encoding: .utf8))
        ]
        let rows = try await simulated(request)
        let table = try YearTable.letters()
        let boxes = Set(table.map(\.to))
        #expect(boxes.count == 4 && table.count == 51 + 146 + 51 + 51)
        let came = YearTable.letters(rows).filter { boxes.contains($0.to) }
        let (wanted, sent) = (Set(table), Set(came))
        for letter in wanted.subtracting(sent).sorted(by: { $0.at < $1.at }).prefix(20) {
            Issue.record("not sent: \(letter)")
        }
        for letter in sent.subtracting(wanted).sorted(by: { $0.at < $1.at }).prefix(20) {
            Issue.record("not in the table: \(letter)")
        }
        #expect(came.count == table.count)
        // No row stands twice: what is led and what is taken part in is one row of two.
        #expect(Set(rows).count == rows.count)
        let told = rows.filter { $0.kind == "assigned" && boxes.contains($0.recipients[0]) }
        #expect(told.map(\.count) == [2, 2, 2, 2])
        // One a day for each, and none on a day off: 29/4-3/5, 1/9-4/9, Tết.
        let days = Set(rows.map { "\($0.at.prefix(10)) \($0.recipients[0])" })
        #expect(days.count == Set(rows.map(\.letter)).count)
        for off in ["2023-01-02", "2023-01-25", "2023-05-03", "2023-09-04", "2023-06-10"] {
            #expect(!rows.contains { $0.at.hasPrefix(off) }, "\(off)")
        }
    }

    @Test("An answer ends the letters about its work, and a return begins them again")
    func answers() async throws {
        var request = SimulateRequest()
        (request.from, request.to, request.agency) = (
            "2023-06-01", "2023-07-31", "huyen-nong-cong"
        )
        let key = "thanh-hoa-2023/bao-cao-6-thang/2023-H1/huyen-nong-cong"
        request.answers = .init(
            name: "a.csv",
            text: """
                day,key,verb,text
                # Thứ Bảy
                2023-06-10,\(key),done,15/BC-UBND
                16/06/2023 16:30,\(key),return,"thiếu ""biểu 3"", sai tên"
                2023-06-21 07:00,\(key),done,16/BC-UBND
                2023-06-22,\(key),confirm

                """)
        let file = YearTable.root.appending(path: "config/plans/\(YearTable.plan).yaml")
        request.files = [
            .init(name: "p.yaml", text: try String(contentsOf: file, encoding: .utf8))
        ]
        let rows = try await simulated(request).filter { $0.key == key }
        #expect(
            rows.map { "\($0.at.prefix(16)) \($0.kind) \($0.step)" } == [
                "2023-06-05T08:00 upcoming -7wd", "2023-06-09T08:00 upcoming -3wd",
                // Returned on Friday within office hours: what was not needed meanwhile is said with it.
                "2023-06-16T16:30 returned returned-1", "2023-06-16T16:30 overdue +1wd",
                "2023-06-20T08:00 overdue +3wd",
            ])
        #expect(rows[2].letter == rows[3].letter)
        #expect(rows.allSatisfy { $0.recipients == ["huyen-nong-cong@thanh-hoa.example.test"] })
    }
}
