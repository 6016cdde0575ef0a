import DondocCore
import DondocPlanFile
import Foundation
import Testing

/// Golden warnings: of `Golden/NAME.yaml` is said what stands in `Golden/NAME.vi.txt` and `NAME.en.txt`.
///
/// `RECORD_GOLDEN=1 swift test` rewrites them and fails on purpose; a human reads the diff.
@Suite struct WarningTests {
    private static let folder = Shipped.tests.appending(path: "Golden")

    private func warnings(_ name: String, _ today: String, _ language: Language) throws -> String {
        let text = try String(
            contentsOf: Self.folder.appending(path: "\(name).yaml"), encoding: .utf8)
        let read = try Language.$current.withValue(language) {
            try PlanFile.plan(
                SourceText(name: "\(name).yaml", text: text), Shipped.directory(),
                Shipped.calendar(), today: Day(iso: today))
        }
        return read.warnings.map { "\($0)\n" }.joined()
    }

    @Test(
        "What is worth a second look is told in both languages, with the same days",
        arguments: [("links", "2023-01-01"), ("days", "2023-05-02"), ("over", "2026-07-01")],
        Language.allCases)
    func golden(_ plan: (name: String, today: String), language: Language) throws {
        let told = try warnings(plan.name, plan.today, language)
        let golden = Self.folder.appending(path: "\(plan.name).\(language).txt")
        if ProcessInfo.processInfo.environment["RECORD_GOLDEN"] == "1" {
            try Data(told.utf8).write(to: golden)
            Issue.record("recorded \(golden.lastPathComponent)")
        }
        #expect(try told == String(contentsOf: golden, encoding: .utf8))
        #expect(try days(told) == days(warnings(plan.name, plan.today, .vi)))
    }

    @Test(
        "Work with a day on a ladder that has no step for one is told at its place, other work not")
    func silent() throws {
        let policies = Policies([(Ladder(name: "lang", rungs: []), [.continuous, .report])])
        let text = """
            plan: p
            title: Kế hoạch
            territory: thanh-hoa
            issuer: ubnd-tinh
            period: 2023
            coordinator: so-ldtbxh
            tasks:
              - {id: a, title: A, lead: [so-y-te], due: Quý IV/2023, remind: lang}
              - {id: b, title: B, lead: [so-y-te], due: Thường xuyên, remind: lang}
              - {id: c, title: C, lead: [so-y-te], due: Quý IV/2023}
            reports:
              - {id: d, title: D, from: [so-y-te], to: [so-ldtbxh], due: Quý IV/2023}

            """
        let read = try PlanFile.plan(
            SourceText(name: "p.yaml", text: text), Shipped.directory(), Shipped.calendar(),
            policies)
        let silent = read.warnings.filter { $0.what.contains("'lang'") }
        #expect(silent.map { [$0.line, $0.column] } == [[8, 66], [12, 62]])
    }

    /// The places, and every day that is named.
    private func days(_ told: String) -> [Substring] {
        told.matches(of: #/[0-9]{2}/[0-9]{2}/[0-9]{4}|:[0-9]+:[0-9]+:/#).map(\.output)
    }
}
