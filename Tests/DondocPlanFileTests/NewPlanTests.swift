import DondocCore
import Foundation
import Testing

@testable import DondocPlanFile

@Suite struct NewPlanTests {
    private let today = Day(2023, 1, 10)

    private func file(_ plan: NewPlan, _ language: Language = .vi) throws -> SourceText {
        let today = try #require(today)
        let text = Language.$current.withValue(language) { plan.text(today: today) }
        return SourceText(name: "moi.yaml", text: text)
    }

    private func told(_ file: SourceText) throws -> [Diagnostic] {
        do {
            _ = try PlanFile.plan(file, Shipped.directory(), Shipped.calendar())
            return []
        } catch let error as Diagnostics {
            return error.list
        }
    }

    /// The places of `<điền …>` and `<fill in …>` outside of comments, found without the reader.
    private func blanks(_ text: String) -> [String] {
        text.split(separator: "\n", omittingEmptySubsequences: false).enumerated().compactMap {
            i, line in
            let value = line.prefix { $0 != "#" }
            guard let at = value.firstRange(of: #/<(điền|fill in)/#) else { return nil }
            return "\(i + 1):\(value.distance(from: value.startIndex, to: at.lowerBound) + 1)"
        }
    }

    /// What an office would write for each blank, in the order of the file.
    private let filled = [
        "12/KH-UBND", "Thử một kế hoạch", "thanh-hoa", "ubnd-tinh", "2023-01-10", "2023",
        "so-ldtbxh",
        "kien-toan-doan", "II.1", "Kiện toàn Đoàn kiểm tra", "so-y-te", "Quý I/2023", "Quyết định",
        "bao-cao-6-thang", "IV.1", "Báo cáo 6 tháng", "\"@ubnd-huyen\"", "so-ldtbxh",
        "trước ngày 15/6/2023",
    ]

    private func fill(_ text: String, with values: [String]) -> String {
        var values = values[...]
        return text.split(separator: "\n", omittingEmptySubsequences: false).map { line in
            guard !line.hasPrefix("#"), let from = line.firstRange(of: #/<(điền|fill in)/#),
                let to = line.range(of: ">"), let value = values.popFirst()
            else { return String(line) }
            return line[..<from.lowerBound] + value + line[to.upperBound...]
        }.joined(separator: "\n")
    }

    @Test(
        "A new plan is refused at each of its blanks, and for nothing else",
        arguments: zip(Language.allCases, ["<điền ", "<fill in "]))
    func unfilled(language: Language, mark: String) throws {
        let file = try file(NewPlan(id: "moi"), language)
        let places = blanks(file.text)
        #expect(places.count == filled.count)
        let told = try told(file)
        #expect(told.map { "\($0.line):\($0.column)" } == places)
        #expect(told.allSatisfy { $0.what.hasPrefix("chỗ này chưa điền: \(mark)") })
        #expect(NewPlan.blanks(in: file.text) == places.count)
        // An editor marks them all.
        let faults = try Schema("plan").faults(file).map { $0.split(separator: " ")[0] }
        #expect(Set(faults).isSuperset(of: places.map { Substring($0) }))
    }

    @Test("One blank that is left refuses a plan that is whole otherwise", arguments: 0..<19)
    func left(blank: Int) throws {
        let empty = try file(NewPlan(id: "moi"))
        var values = filled
        values[blank] = "<Điền nốt>"
        let text = fill(empty.text, with: values)
        let told = try told(SourceText(name: "moi.yaml", text: text))
        #expect(told.map { "\($0.line):\($0.column)" } == [blanks(empty.text)[blank]])
    }

    @Test(
        "Filled, it loads without a warning and keeps to the schema", arguments: Language.allCases)
    func whole(language: Language) throws {
        let text = fill(try file(NewPlan(id: "moi"), language).text, with: filled)
        let file = SourceText(name: "moi.yaml", text: text)
        #expect(try Schema("plan").faults(file) == [])
        let read = try PlanFile.plan(file, Shipped.directory(), Shipped.calendar(), today: today)
        #expect(read.warnings == [])
        #expect(
            read.plan.id == "moi"
                && read.plan.tasks.map(\.id) == ["kien-toan-doan", "bao-cao-6-thang"])
        // One of Sở Y tế, and one of each of the 27 district units.
        #expect(read.assignments.count == 28)
    }

    @Test("Every line that a hash hides can be used", arguments: Language.allCases)
    func hidden(language: Language) throws {
        let text = fill(try file(NewPlan(id: "moi"), language).text, with: filled)
        let shown = text.split(separator: "\n", omittingEmptySubsequences: false).map { line in
            let bare = line.replacing(#/^( *)# /#, with: { String($0.1) })
            let isKey = bare.firstMatch(of: #/^ *(- )?[a-z-]+:( |$)/#) != nil
            return isKey && !bare.hasPrefix("yaml-language-server") ? String(bare) : String(line)
        }.joined(separator: "\n")
        let file = SourceText(
            name: "moi.yaml", text: shown.replacing("after: [bao-cao-6-thang]", with: "after: []"))
        let plan = try PlanFile.plan(file, Shipped.directory(), Shipped.calendar()).plan
        #expect(plan.defaults.counting.before == .strict && plan.defaults.confirm == .none)
        #expect(plan.targets.map(\.id) == ["xa-tuyen-truyen"])
        #expect(plan.tasks[0].isRequest && plan.tasks[0].report == "bao-cao-6-thang")
        #expect(plan.tasks[1].covers == ReportingScheme(named: "nd09-half"))
    }

    @Test("What is given stands in the file as it was meant, whatever letters it has")
    func given() throws {
        let title = #"Phòng: "chống" \ # mại dâm"#
        let plan = try NewPlan(
            id: "moi", title: title, territory: "thanh-hoa", period: "2021..2025")
        let text = fill(
            plan.text(today: try #require(today)),
            with: filled.enumerated().filter { ![1, 2, 5].contains($0.offset) }.map(\.element))
        let read = try PlanFile.plan(
            SourceText(name: "moi.yaml", text: text), Shipped.directory(), Shipped.calendar())
        #expect(read.plan.title == title && read.plan.territory == "thanh-hoa")
        #expect(read.plan.period == Period.years(2021, 2025))
    }

    @Test("With the agencies at hand, it lists the ids that live in the plan's period")
    func roll() throws {
        func roll(_ period: String) throws -> String {
            try NewPlan(id: "moi", territory: "thanh-hoa", period: period)
                .text(Shipped.directory(), today: #require(today))
        }
        let before = try roll("2023")
        #expect(
            before.contains("\n#   huyen-nong-cong  ")
                && before.contains("  UBND huyện Nông Cống\n"))
        #expect(before.contains("\n#   \"@ubnd-huyen\"  "))
        // The district level ended on 30 June 2025.
        let after = try roll("2026")
        #expect(!after.contains("huyen-nong-cong") && after.contains("\n#   so-y-te  "))
        #expect(blanks(before).count == 17)
    }

    @Test(
        "Values that a plan may not have are refused before anything is written",
        arguments: [
            ("Sở Y tế", nil, nil, nil, "viết so-y-te"),
            ("", nil, nil, nil, "viết giá trị sau plan:"),
            ("a", "<điền trích yếu>", nil, nil, "viết giá trị thay cho"),
            ("a", "\u{202E}x", nil, nil, ""), ("a", nil, "thanh hoa", nil, "viết thanh-hoa"),
            ("a", nil, nil, "1023", "viết 2023, 2021..2025"),
            ("a\nb: c", nil, nil, nil, "viết a-b-c"),
        ] as [(String, String?, String?, String?, String)])
    func wrong(id: String, title: String?, territory: String?, period: String?, fix: String) {
        do {
            _ = try NewPlan(id: id, title: title, territory: territory, period: period)
            Issue.record("taken")
        } catch {
            #expect(error.list.count == 1 && error.list[0].fix.hasPrefix(fix))
        }
    }

    @Test("A territory without agencies is known as such")
    func territory() throws {
        let directory = try Shipped.directory()
        #expect(try NewPlan(id: "a", territory: "thanh-hoa").unknownTerritory(in: directory) == nil)
        #expect(try NewPlan(id: "a", territory: "moi").unknownTerritory(in: directory) == "moi")
        #expect(try NewPlan(id: "a").unknownTerritory(in: directory) == nil)
    }
}
