import DondocAPI
import DondocCore
import DondocPlanFile
import DondocStore
import Foundation
import Testing

@testable import DondocDaemon

@Suite struct AlarmWatchTests {
    private func moment(_ text: String) throws -> Moment { try #require(Moment(written: text)) }

    private func watch(_ b: Bench) -> AlarmWatch {
        AlarmWatch(store: b.store, office: b.office, isTraining: true)
    }

    /// Entries about causes; that the offices of these tests have no leaders is another matter.
    private func alarms(_ store: Store) async throws -> [[String: String]] {
        try await Bench.alarms(store).filter { $0["DONDOC_CAUSE"] != "unheard-rung" }
    }

    /// Kind and cause of what was told, in order.
    private func told(_ store: Store) async throws -> [String] {
        try await alarms(store).map {
            "\($0["DONDOC_KIND"] ?? "") \($0["DONDOC_CAUSE"] ?? "")"
        }
    }

    /// An office whose calendar is announced, so that it has no trouble of its own.
    private func calm(
        at start: String = "2023-06-05 07:59", agencies: String = Bench.agencies
    ) async throws -> Bench {
        let b = try bench(at: start, [2023: false], agencies)
        _ = try await b.work.reload(by: Bench.root)
        b.sendMail()
        return b
    }

    private func bench(
        at start: String, _ files: [Int: Bool], _ agencies: String = Bench.agencies
    ) throws -> Bench {
        let bench = try Bench(at: start, agencies: agencies)
        for (year, isForecast) in files {
            let mark = isForecast ? "forecast: true\n" : ""
            try "year: \(year)\n\(mark)days: []\n".write(
                to: bench.folder.appendingPathComponent("calendar/\(year).yaml"), atomically: true,
                encoding: .utf8)
        }
        return bench
    }

    /// Sixty days before 1/1/2028 is 2/11/2027.
    @Test(
        "status warns of a coming year that is only forecast; begun, the year degrades it",
        arguments: [
            ("2027-11-01 08:00", [2027: false, 2028: true], [Int](), [Int]()),
            ("2027-11-02 08:00", [2027: false, 2028: true], [2028], []),
            ("2027-12-31 08:00", [2027: false, 2028: true], [2028], []),
            ("2028-01-01 08:00", [2027: false, 2028: true], [], [2028]),
            ("2027-11-02 08:00", [2027: false, 2028: false], [], []),
            // No file is no better than a forecast.
            ("2027-11-02 08:00", [2027: false], [2028], []),
            ("2027-11-02 08:00", [:], [2028], [2027]),
        ])
    func status(at start: String, files: [Int: Bool], warned: [Int], degraded: [Int]) async throws {
        let b = try bench(at: start, files)
        defer { b.remove() }
        _ = try await b.work.reload(by: Bench.root)
        let view = try await b.work.status()
        #expect(view.warnings.count == warned.count)
        for (year, text) in zip(warned, view.warnings) {
            #expect(text.contains("calendar/\(year).yaml") && text.contains("dondoc reload"))
        }
        let calendar = view.degraded.filter { $0.contains("calendar/") }
        #expect(calendar.count == degraded.count)
        for (year, text) in zip(degraded, calendar) {
            #expect(text.contains("calendar/\(year).yaml"))
        }
    }

    @Test("A cause is told once when it begins and once when it is over, also across restarts")
    func once() async throws {
        let b = try await calm()
        defer { b.remove() }
        #expect(try await watch(b).look(at: moment("2023-06-05 08:00")) == false)
        var off = b.office.current
        off.settings.mail.via = .none
        b.office.replace(off)
        for at in ["05 09:00", "05 09:00", "06 08:00"] {
            try await watch(b).look(at: moment("2023-06-\(at)"))
        }
        #expect(try await told(b.store) == ["degraded mail-off"])
        try b.store.close()
        let again = try Store(
            path: b.store.path, kind: .training, newMoment: moment("2023-06-07 08:00"))
        defer { try? again.close() }
        let after = AlarmWatch(store: again, office: b.office, isTraining: true)
        #expect(try await after.look(at: moment("2023-06-07 08:00")) == false)
        b.sendMail()
        #expect(try await after.look(at: moment("2023-06-08 08:00")))
        #expect(try await after.look(at: moment("2023-06-09 08:00")) == false)
        #expect(try await told(again) == ["degraded mail-off", "mended mail-off"])
        let entries = try await Bench.alarms(again)
        #expect(entries.map { $0["PRIORITY"] } == ["4", "5"])
        #expect(entries[0]["DONDOC_REMEDY"] == Words.Mend.mailOff)
        #expect(entries[0]["MESSAGE"] == "\(Words.mailOff); \(Words.Mend.mailOff)")
        #expect(entries[1]["DONDOC_SINCE"] == "2023-06-05T09:00:00+07:00")
        #expect(entries[1]["MESSAGE"]?.contains(Words.mailOff) == true)
        // It may begin again, and is told again.
        b.office.replace(off)
        try await after.look(at: moment("2023-06-10 08:00"))
        #expect(try await told(again).last == "degraded mail-off")
    }

    @Test("Agencies that cannot be reached at once are told at once; one more is told alone")
    func unreachable() async throws {
        let b = try await calm()
        defer { b.remove() }
        try
            (Bench.agencies.replacing(
                "  mute:", with: "  dumb: {name: Cũng không}\n  still: {name: Im}\n  mute:")).write(
                to: b.folder.appendingPathComponent("agencies/t.yaml"), atomically: true,
                encoding: .utf8)
        _ = try await b.work.reload(by: Bench.root)
        b.sendMail()
        try await b.load(Bench.plan("p").replacing("[so]", with: "[mute, dumb]"))
        try await watch(b).look(at: moment("2023-06-05 08:00"))
        try await b.load(Bench.plan("q").replacing("[so]", with: "[mute, still]"))
        try await watch(b).look(at: moment("2023-06-06 08:00"))
        var entries = try await alarms(b.store)
        #expect(entries.map { $0["DONDOC_AGENCY"] } == ["dumb mute", "still"])
        #expect(entries[1]["MESSAGE"]?.contains("Im") == true)
        #expect(entries[1]["MESSAGE"]?.contains("Cũng không") == false)
        _ = try await b.work.act(
            .done, "p/viec/2023/dumb", ActRequest(onBehalf: "dumb"), by: b.caller("desk"), .init())
        try await watch(b).look(at: moment("2023-06-07 08:00"))
        entries = try await alarms(b.store)
        #expect(entries.count == 3 && entries[2]["DONDOC_KIND"] == "mended")
        #expect(entries[2]["MESSAGE"]?.contains("Cũng không") == true)
        #expect(entries[2]["MESSAGE"]?.contains("Không hộp thư") == false)
    }

    @Test("Ten letters that the relay does not take are one cause, and over when the last is sent")
    func letters() async throws {
        let names = (1...10).map { "a\($0)" }
        let more = names.map { "  \($0): {name: \($0), mail: [\($0)@example.test]}\n" }.joined()
        let b = try await calm(
            agencies: Bench.agencies.replacing("people:", with: more + "people:"))
        defer { b.remove() }
        let leads = names.joined(separator: ", ")
        try await b.load(Bench.plan("p").replacing("[so]", with: "[\(leads)]"))
        try await b.beat(at: "2023-06-05 08:00")
        let now = try moment("2023-06-05 08:00")
        try await watch(b).look(at: now)
        #expect(try await told(b.store) == [])
        func tryAll(_ wallClock: Int, _ result: LetterResult) async throws {
            for letter in try await b.store.pickLetters(
                wallClock: wallClock, at: now, limit: 100)
            {
                _ = try b.store.letter(
                    letter, ended: result, wallClock: wallClock, at: now, journal: { _ in nil })
                try await watch(b).look(at: now)
            }
        }
        try await tryAll(0, .notAccepted("450"))
        try await tryAll(3_600, .notAccepted("450"))
        #expect(try await told(b.store) == ["degraded letters-waiting"])
        try await tryAll(36_000, .accepted)
        #expect(
            try await told(b.store) == ["degraded letters-waiting", "mended letters-waiting"])
        try await b.beat(at: "2023-06-09 08:00")
        try await tryAll(72_000, .refused("550"))
        #expect(try await told(b.store).last == "degraded letters-failed")
        #expect(try await told(b.store).count == 3)
    }

    @Test("The calendar is told of once before a year begins and once after, and when it is mended")
    func calendar() async throws {
        let b = try bench(at: "2027-11-01 08:00", [2027: false, 2028: true])
        defer { b.remove() }
        _ = try await b.work.reload(by: Bench.root)
        b.sendMail()
        var count = 0
        for (at, expected) in [
            ("2027-11-01 08:00", nil), ("2027-11-02 08:00", "calendar-coming"),
            ("2027-11-03 08:00", nil), ("2028-01-01 08:00", "calendar-missing"),
            ("2028-01-04 08:00", nil),
        ] as [(String, String?)] {
            try await watch(b).look(at: moment(at))
            let entries = try await Bench.alarms(b.store)
            #expect(entries.count == count + (expected == nil ? 0 : 1))
            count = entries.count
            guard let expected, let last = entries.last else { continue }
            #expect(last["DONDOC_CAUSE"] == expected && last["PRIORITY"] == "4")
            #expect(last["MESSAGE_ID"] == EntryKind.calendarMissing.messageID)
            #expect(last["MESSAGE"]?.contains("calendar/2028.yaml") == true)
        }
        try "year: 2028\ndays: []\n".write(
            to: b.folder.appendingPathComponent("calendar/2028.yaml"), atomically: true,
            encoding: .utf8)
        _ = try await b.work.reload(by: Bench.root)
        b.sendMail()
        try await watch(b).look(at: moment("2028-01-05 08:00"))
        #expect(try await told(b.store).last == "mended calendar-missing")
        #expect(try await told(b.store).count == 3)
    }

    @Test("A warning that is heeded in time is over without a word")
    func heeded() async throws {
        let b = try bench(at: "2027-11-02 08:00", [2027: false])
        defer { b.remove() }
        _ = try await b.work.reload(by: Bench.root)
        b.sendMail()
        try await watch(b).look(at: moment("2027-11-02 08:00"))
        try "year: 2028\ndays: []\n".write(
            to: b.folder.appendingPathComponent("calendar/2028.yaml"), atomically: true,
            encoding: .utf8)
        _ = try await b.work.reload(by: Bench.root)
        b.sendMail()
        #expect(try await watch(b).look(at: moment("2027-11-03 08:00")))
        #expect(try await told(b.store) == ["calendar-missing calendar-coming"])
        #expect(try await b.store.alarms().isEmpty)
    }

    @Test("On the day these calendars were written nothing is wanted")
    func today() async throws {
        let b = try bench(
            at: "2026-11-22 08:00",
            Dictionary(uniqueKeysWithValues: (2018...2027).map { ($0, false) }))
        defer { b.remove() }
        _ = try await b.work.reload(by: Bench.root)
        b.sendMail()
        #expect(try await watch(b).look(at: moment("2026-11-22 08:00")) == false)
    }
}
