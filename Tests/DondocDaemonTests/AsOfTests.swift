import DondocAPI
import DondocCore
import DondocStore
import Foundation
import Testing

@testable import DondocDaemon

/// What is answered about a past day is what was answered on it.
@Suite(.serialized) struct AsOfTests {
    static let filters = [
        "", "agency=so", "agency=khac", "lead=so", "state=planned", "state=started",
        "state=claimed", "state=returned", "state=done", "state=withdrawn", "bucket=done-on-time",
        "bucket=done-late", "bucket=open-in-time", "bucket=open-overdue", "bucket=undated",
        "due-before=2023-06-16", "due-after=2023-06-15", "asked=1", "missing=p/th/", "missing=p/bc",
    ]

    /// Every answer that knows of days.
    private func answers(_ office: Rounds, at day: String?) async throws -> [String] {
        func query(_ parts: String...) throws -> Query {
            try Query(
                (parts + (day.map { ["at=\($0)"] } ?? [])).filter { !$0.isEmpty }
                    .joined(separator: "&"))
        }
        var all: [String] = []
        for filter in Self.filters {
            for by in ["", "by=original"] {
                all.append(
                    "list \(filter) \(by) "
                        + (try JSON.text(
                            try await office.work.list(query(filter, by), caller: Bench.root))))
                all.append(
                    "counts \(filter) \(by) "
                        + (try JSON.text(
                            try await office.work.counts(query(filter, by), caller: Bench.root))))
            }
        }
        for one in try await office.work.list(query(), caller: Bench.root) {
            all.append(
                "show " + (try JSON.text(try await office.work.show(query("id=\(one.number)")))))
        }
        for task in ["p/viec", "p/bc", "p/bc/2023-H1", "p/th"] {
            all.append(
                "task " + (try JSON.text(try await office.work.task(query("id=\(task)")))))
        }
        return all
    }

    /// Counts of a filter sum to their totals, and those of the states to that of all.
    private func checkSums(_ office: Rounds, at day: String?) async throws {
        let at = day.map { "&at=\($0)" } ?? ""
        var states = 0
        for by in ["due", "original"] {
            for filter in Self.filters {
                let c = try await office.counts("\(filter)&by=\(by)\(at)")
                let sum = c.doneOnTime + c.doneLate + c.openInTime + c.openOverdue
                #expect(sum == c.dated && c.dated + c.undated + c.withdrawn == c.total, "\(filter)")
                #expect(
                    c.total == (try await office.list("\(filter)&by=\(by)\(at)").count), "\(filter)"
                )
                if filter.hasPrefix("state=") { states += c.total }
            }
            let all = try await office.counts("by=\(by)\(at)")
            var buckets: [Int] = []
            for bucket in Bucket.allCases {
                buckets.append(
                    try await office.counts("bucket=\(bucket.rawValue)&by=\(by)\(at)").total)
            }
            #expect(
                buckets == [
                    all.doneOnTime, all.doneLate, all.openInTime, all.openOverdue, all.undated,
                ])
        }
        #expect(states == 2 * (try await office.counts(String(at.dropFirst())).total))
    }

    private func story(_ office: Rounds, on day: Int) async throws {
        let viec = "p/viec/2023/so"
        switch day {
        case 6:
            try await office.act(.start, viec, by: "so")
            try await office.act(.note, viec, by: "so") { $0.note = "bắt đầu" }
            try await office.act(.checkin, "p/thuong", by: "so") { $0.note = "a" }
            try await office.act(.attach, "p/tep", by: "so") {
                ($0.name, $0.file) = ("a.pdf", ClaimTests.hash)
            }
        case 7:
            try await office.undo(by: "so")
            try await office.act(.extend, viec, by: "so") {
                ($0.to, $0.reason) = ("2023-06-30", "x")
            }
            try await office.act(.done, "p/van-ban", by: "so") { $0.doc = "1/BC" }
        case 8:
            try await office.act(.extend, viec, by: "desk") {
                ($0.to, $0.doc, $0.dated, $0.reason) = ("2023-06-30", "9/QĐ", "2023-06-07", "x")
            }
            try await office.act(.return, "p/van-ban", by: "desk") { $0.reason = "x" }
            let taken = try await office.undo(by: "desk").change
            try await office.undo(taken, by: "desk")
        case 9:
            try await office.change(.done, "plan=p&agency=khac&state=planned", by: "khac")
            try await office.change(.confirm, "agency=khac&state=claimed", by: "desk")
            try await office.act(.waive, "p/th/", by: "desk") {
                ($0.inputs, $0.reason) = (["xa-a", "xa-b"], "x")
            }
        case 12:
            try await office.undo(by: "desk")
            try await office.act(.withdraw, "p/loi", by: "desk") { $0.reason = "x" }
            try await office.load(
                Rounds.plan.replacing("15/6/2023, proof: file", with: "26/6/2023, proof: file"))
        case 13:
            try await office.act(.reopen, "p/loi", by: "desk") { $0.reason = "x" }
            try await office.act(.reopen, "p/de-nghi", by: "desk") { $0.reason = "x" }
            try await office.undo(by: "desk")
        case 16:
            try await office.act(.done, "p/van-ban", by: "so") { $0.doc = "2/BC" }
            try await office.act(.done, "p/bc/2023-H1/so", by: "so")
        case 19:
            try await office.act(.confirm, "p/van-ban", by: "desk") {
                ($0.received, $0.reason) = ("2023-06-15", "sổ đến")
            }
            try await office.act(.confirm, "p/bc/2023-H1/so", by: "desk")
            try await office.act(.note, "p/tep", by: "so") { $0.note = "y" }
        case 20: try await office.undo(by: "so")
        case 21:
            try await office.act(.reopen, "p/bc/2023-H1/so", by: "desk") { $0.reason = "x" }
            try await office.load(
                Rounds.plan.replacing("15/6/2023, proof: file", with: "26/6/2023, proof: file")
                    .replacing("from: [so, khac, \"@xa\"]", with: "from: [so, \"@xa\", xa-c]"))
        default: break
        }
    }

    @Test("Each past day answers, field by field, what it answered at its end")
    func history() async throws {
        let office = try await Rounds(at: "2023-06-05 07:00")
        defer { office.remove() }
        var told: [(day: String, answers: [String])] = []
        for number in 5...22 {
            let day = "2023-06-" + (number < 10 ? "0" : "") + "\(number)"
            try await office.beat(at: "\(day) 08:00")
            try office.clock.turn(to: "\(day) 10:00")
            try await story(office, on: number)
            try office.clock.turn(to: "\(day) 23:59")
            told.append((day, try await answers(office, at: nil)))
            try await checkSums(office, at: nil)
        }
        try office.clock.turn(to: "2023-12-01 09:00")
        for (day, before) in told {
            let now = try await answers(office, at: day)
            #expect(now.count == before.count, "\(day)")
            for (a, b) in zip(now, before) where a != b {
                Issue.record("\(day)\n now  \(a)\n then \(b)")
            }
            try await checkSums(office, at: day)
        }
        #expect(Set(told.map(\.answers)).count > 10)
    }

    @Test("What did not exist yet is 404, and so is what is asked of a day before everything")
    func notYet() async throws {
        let office = try await Rounds()
        defer { office.remove() }
        try office.clock.turn(to: "2023-06-08 09:00")
        try await office.load(Bench.plan("q"))
        try office.clock.turn(to: "2023-06-09 09:00")
        #expect(try await office.show("q/viec", at: "2023-06-08").obligation.state == "planned")
        for (id, day) in [("q/viec", "2023-06-07"), ("1", "2023-06-04"), ("13", "2023-06-07")] {
            let problem = try await problem { _ = try await office.show(id, at: day) }
            #expect((problem.status, problem.exit) == (404, 66), "\(id)")
        }
        #expect(try await office.list("at=2023-06-04") == [])
        #expect(try await office.list("plan=q&at=2023-06-07") == [])
    }

    @Test("A day to come: today's states, judged on that day")
    func future() async throws {
        let office = try await Rounds()
        defer { office.remove() }
        let now = try await office.counts()
        #expect(now.openOverdue == 0 && now.at == "2023-06-05")
        let then = try await office.counts("at=2023-06-16")
        // Of twelve: one without a day, one request, and the upper report of 20/6.
        #expect(then.openOverdue == 9 && then.openInTime == 2 && then.undated == 1)
        #expect(try await office.show("1", at: "2023-06-16").obligation.daysLeft == -1)
        #expect(try await office.list("bucket=open-overdue&at=2023-06-16").count == 9)
    }
}
