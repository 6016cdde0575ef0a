import DondocCore

/// What the core costs: `CoreBench < phrases`, a phrase a line, the plan's period before it and a tab.
///
/// Prints `metric`, `measured`, `aim`, `peer` with tabs between, as `bench.py` reads them. Every
/// result goes into a sum that is printed at the end, so the optimiser can drop nothing; the sum is
/// the same in each run, and after a change that should change no result.
@main
struct CoreBench {
    static func main() throws {
        var sum = Sum()
        DayBench().run(&sum)
        DecisionBench().run(&sum)
        try PhraseBench(Lines.all()).run(&sum)
        try ExpansionBench().run(&sum)
        print("sum\t\(sum.value)")
    }
}

/// What all results come to.
struct Sum {
    private(set) var value = 0

    mutating func add(_ number: Int) { value = value &* 31 &+ number }
}

/// The lines of stdin.
enum Lines {
    static func all() -> [String] {
        var lines: [String] = []
        while let line = readLine() { lines.append(line) }
        return lines
    }
}

func row(_ metric: String, _ measured: String, aim: String = "", peer: String = "") {
    print("\(metric)\t\(measured)\t\(aim)\t\(peer)")
}

/// Seconds of the best of seven rounds, after one that is not counted: other work only adds time.
func seconds(_ work: () throws -> Void) rethrows -> Double {
    try work()
    var rounds: [Double] = []
    for _ in 0..<7 {
        let clock = ContinuousClock()
        let spent = try clock.measure(work)
        rounds.append(
            Double(spent.components.attoseconds) / 1e18 + Double(spent.components.seconds))
    }
    return rounds.min() ?? 0
}

/// `1234567` as `1,234,567`.
func grouped(_ number: Double) -> String {
    let digits = String(Int(number))
    var text = ""
    for (i, digit) in digits.enumerated() {
        if i > 0, (digits.count - i) % 3 == 0 { text += "," }
        text.append(digit)
    }
    return text
}

/// Two decimals.
func short(_ number: Double) -> String {
    let hundredths = Int((number * 100).rounded())
    return "\(hundredths / 100).\(hundredths % 100 < 10 ? "0" : "")\(hundredths % 100)"
}
