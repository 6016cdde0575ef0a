import DondocCore
import Foundation

/// The calendar counted one day at a time, as a person turns the leaves of a block.
///
/// The reference of the property tests; it shares nothing with `Day`.
struct SlowDays: Sequence, IteratorProtocol {
    struct Leaf {
        var number: Int
        var year: Int
        var month = 1
        var day = 1
        /// 1 is Monday.
        var weekday: Int

        var iso: String { "\(zeros(year, 4))-\(zeros(month, 2))-\(zeros(day, 2))" }
    }

    private var leaf: Leaf
    private let end: Int

    /// From 1 January of `year`, whose number and weekday are given, until the end of year `last`.
    init(from year: Int, number: Int, weekday: Int, through last: Int) {
        leaf = Leaf(number: number, year: year, weekday: weekday)
        end = last + 1
    }

    /// 1900–2299: 25,567 days before 1970 it was a Monday, 1 January 1900.
    static var fourCenturies: SlowDays {
        SlowDays(from: 1900, number: -25_567, weekday: 1, through: 2299)
    }

    mutating func next() -> Leaf? {
        guard leaf.year < end else { return nil }
        defer { turn() }
        return leaf
    }

    private mutating func turn() {
        leaf.number += 1
        leaf.weekday = leaf.weekday == 7 ? 1 : leaf.weekday + 1
        leaf.day += 1
        guard leaf.day > SlowDays.length(leaf.month, leaf.year) else { return }
        leaf.day = 1
        leaf.month += 1
        guard leaf.month > 12 else { return }
        leaf.month = 1
        leaf.year += 1
    }

    static func length(_ month: Int, _ year: Int) -> Int {
        let common = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
        return common[month - 1] + (month == 2 && hasLeapDay(year) ? 1 : 0)
    }

    /// Each fourth year, but of the full centuries only each fourth.
    private static func hasLeapDay(_ year: Int) -> Bool {
        if year % 400 == 0 { return true }
        if year % 100 == 0 { return false }
        return year % 4 == 0
    }
}

func zeros(_ value: Int, _ width: Int) -> String {
    var text = "\(value)"
    while text.count < width { text = "0" + text }
    return text
}

/// What differs from a reference: an expectation for each of 146,097 days would take a minute.
struct Differences {
    private(set) var list: [String] = []

    var first: String? { list.first.map { "\($0), and \(list.count - 1) more" } }

    mutating func expect(_ holds: Bool, _ told: @autoclosure () -> String) {
        if !holds { list.append(told()) }
    }
}

/// Numbers that look random and come again with their seed (SplitMix64).
///
/// `DONDOC_SEED=N swift test --filter PropertyTests` throws others.
struct Dice: RandomNumberGenerator {
    let seed: UInt64
    private var state: UInt64

    init(_ usual: UInt64) {
        let said = ProcessInfo.processInfo.environment["DONDOC_SEED"].flatMap(UInt64.init)
        seed = said ?? usual
        state = seed
    }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }
}
