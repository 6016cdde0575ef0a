import DondocCore
import Foundation
import Testing

/// A row of `Golden/phrases.tsv`: a phrase in a plan, and the days that law and calendar give it.
struct GoldenRow: Sendable, CustomTestStringConvertible {
    let phrase: String
    let period: String
    let issued: Day?
    let event: Day?
    let kind: String
    let bound: String
    let due: [String]
    let actBy: [String]
    let strict: [String]
    let isAssumed: Bool

    var testDescription: String { "\(phrase) in \(period)" }
}

/// A row of `Golden/refused.tsv`; the offset is nil where no one word can be named.
struct RefusedRow: Sendable, CustomTestStringConvertible {
    let phrase: String
    let offset: Int?

    var testDescription: String { phrase }
}

enum GoldenTables {
    static let phrases: [GoldenRow] = lines("phrases.tsv").map { cells in
        let due = days(cells[6])
        return GoldenRow(
            phrase: cells[0].replacing("\\u00A0", with: "\u{A0}"), period: cells[1],
            issued: Day(iso: cells[2]), event: Day(iso: cells[3]), kind: cells[4],
            bound: cells[5], due: due, actBy: days(cells[7]),
            strict: cells[8] == "=" ? due : days(cells[8]), isAssumed: cells[9] == "yes")
    }

    /// `second.tsv`: written by readers who did not know the grammar; kind REFUSE is no due phrase.
    static let second: [GoldenRow] = lines("second.tsv").map { cells in
        let due = days(cells[6])
        return GoldenRow(
            phrase: unescaped(cells[0]), period: cells[1], issued: Day(iso: cells[2]),
            event: Day(iso: cells[3]), kind: cells[4], bound: cells[5], due: due,
            actBy: days(cells[7]), strict: [], isAssumed: cells[8] == "yes")
    }

    /// `gaps.tsv`: due phrases that are not understood yet.
    static let gaps: [String] = lines("gaps.tsv").map { unescaped($0[0]) }

    private static func unescaped(_ text: String) -> String {
        text.replacing("\\u00A0", with: "\u{A0}").replacing("\\u200B", with: "\u{200B}")
            .replacing("\\n", with: "\n")
    }

    static let refused: [RefusedRow] = lines("refused.tsv").map {
        RefusedRow(phrase: $0[0].replacing("\\u00A0", with: "\u{A0}"), offset: Int($0[1]))
    }

    /// The days off of `config/calendar` up to 2026, and the fixed holidays of other years: what the
    /// tables were worked out with.
    static let calendar: WorkCalendar = {
        var calendar = WorkCalendar()
        let folder = root.appending(path: "config/calendar")
        for year in 2005...2035 {
            let file = folder.appending(path: "\(year).yaml")
            let text = year > 2026 ? nil : try? String(contentsOf: file, encoding: .utf8)
            let entries = (text ?? "").split(separator: "\n").compactMap(entry)
            calendar.add(year: year, entries.isEmpty ? fixed(year) : entries)
        }
        return calendar
    }()

    private static let root = URL(filePath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

    /// Reads `- {day: 2023-01-02, kind: compensation, name: …`.
    private static func entry(_ line: Substring) -> WorkCalendar.Entry? {
        func value(_ key: String) -> Substring? {
            guard let found = line.range(of: key + ": ") else { return nil }
            return line[found.upperBound...].prefix { $0 != "," && $0 != "}" }
        }
        guard let day = value("day").flatMap({ Day(iso: $0) }),
            let kind = value("kind").flatMap({ WorkCalendar.Kind(rawValue: String($0)) })
        else { return nil }
        return WorkCalendar.Entry(
            day: day, kind: kind, name: value("name").map(String.init) ?? "", source: nil)
    }

    private static func fixed(_ year: Int) -> [WorkCalendar.Entry] {
        var days = [(1, 1), (4, 30), (5, 1), (9, 2)]
        if year >= 2026 { days.append((11, 24)) }
        return days.compactMap { Day(year, $0.0, $0.1) }.map {
            WorkCalendar.Entry(day: $0, kind: .holiday, name: "ngày lễ", source: nil)
        }
    }

    private static func days(_ cell: String) -> [String] {
        cell == "-" ? [] : cell.split(separator: ",").map(String.init)
    }

    private static func lines(_ name: String) -> [[String]] {
        let file = URL(filePath: #filePath).deletingLastPathComponent()
            .appending(path: "Golden/\(name)")
        let text = (try? String(contentsOf: file, encoding: .utf8)) ?? ""
        let lines = text.split(separator: "\n").filter { !$0.hasPrefix("#") }
        return lines.dropFirst().map {
            $0.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
        }
    }
}
