import DondocCore
import Foundation
import Testing

@testable import DondocPlanFile

/// The JSON Schemas that editors read, held against the readers.
@Suite struct SchemaTests {
    struct Keyed: Sendable, CustomTestStringConvertible {
        let schema: String
        let pointer: String
        let keys: Keys
        var testDescription: String { schema + pointer }
    }

    /// Every mapping with keys of its own: where its schema stands, and what its reader knows.
    static let keyed: [Keyed] = [
        ("dondoc", "", SettingsReader.fileKeys),
        ("dondoc", "/properties/site", SettingsReader.siteKeys),
        ("dondoc", "/properties/mail", SettingsReader.mailKeys),
        ("dondoc", "/properties/hours", SettingsReader.hoursKeys),
        ("dondoc", "/properties/limits", SettingsReader.limitsKeys),
        ("dondoc", "/$defs/hook", HookReader.keys),
        ("agencies", "", DirectoryReader.fileKeys),
        ("agencies", "/$defs/one-agency", DirectoryReader.agencyKeys),
        ("agencies", "/$defs/group", DirectoryReader.groupKeys),
        ("agencies", "/$defs/member", DirectoryReader.memberKeys),
        ("agencies", "/$defs/person", DirectoryReader.personKeys),
        ("agencies", "/$defs/deputy", DirectoryReader.deputyKeys),
        ("calendar", "", CalendarReader.fileKeys),
        ("calendar", "/$defs/entry", CalendarReader.dayKeys),
        ("policies", "", PolicyReader.fileKeys),
        ("policies", "/$defs/policy", PolicyReader.policyKeys),
        ("policies", "/$defs/step", PolicyReader.stepKeys),
        ("policies", "/$defs/checkin", PolicyReader.checkinKeys),
        ("plan", "", PlanReader.keys),
        ("plan", "/properties/defaults", PlanReader.defaultKeys),
        ("plan", "/$defs/task", DutyReader.taskKeys),
        ("plan", "/$defs/report", DutyReader.reportKeys),
        ("plan", "/$defs/scheme", Fields.schemeKeys),
        ("plan", "/$defs/target", TargetReader.keys),
    ].map { Keyed(schema: $0.0, pointer: $0.1, keys: $0.2) }

    static let names = ["dondoc", "agencies", "calendar", "policies", "plan"]

    private func schema(_ keyed: Keyed) throws -> Schema.Object {
        let all = try Schema(keyed.schema).all()
        return try #require(all.first { $0.pointer == keyed.pointer }?.schema)
    }

    @Test(
        "A schema has the keys that the reader knows, and requires those it requires",
        arguments: keyed)
    func keys(keyed: Keyed) throws {
        let schema = try schema(keyed)
        let properties = try #require(schema["properties"] as? Schema.Object)
        #expect(Set(properties.keys) == Set(keyed.keys.all))
        #expect(Set(schema["required"] as? [String] ?? []) == Set(keyed.keys.required))
        #expect(schema["additionalProperties"] as? Bool == false)
    }

    @Test("Every mapping of the schemas has a reader, and every reader's mapping a schema")
    func complete() throws {
        let held = Self.keyed.map(\.testDescription)
        for name in Self.names {
            for (pointer, schema) in try Schema(name).all()
            where schema["properties"] is Schema.Object {
                // A property may have the name `properties` of a keyword: none has.
                #expect(held.contains(name + pointer))
            }
        }
        let sources = Shipped.tests.appending(path: "../../Sources/DondocPlanFile/Readers")
        let files = try FileManager.default.contentsOfDirectory(
            at: sources, includingPropertiesForKeys: nil)
        let count = try files.map { try String(contentsOf: $0, encoding: .utf8) }
            .reduce(0) { $0 + $1.components(separatedBy: "= Keys(").count - 1 }
        #expect(count == Self.keyed.count)
    }

    private static func words<Word: CaseIterable & RawRepresentable<String>>(_: Word.Type)
        -> [String]
    {
        Word.allCases.map(\.rawValue)
    }

    /// Every `enum` of the schemas, and the words that the reader takes there.
    static let words: [String: [String]] = [
        "dondoc/properties/site/properties/time-zone": ["Asia/Ho_Chi_Minh"],
        "dondoc/properties/site/properties/language": words(Settings.Language.self),
        "dondoc/properties/mail/properties/tls": ["required", "none"],
        "dondoc/$defs/hook/properties/on/items": words(HookSettings.Event.self),
        "agencies/$defs/one-agency/properties/level": DirectoryReader.levels,
        "agencies/$defs/person/properties/role": words(Person.Role.self),
        "calendar/$defs/entry/properties/kind": words(WorkCalendar.Kind.self),
        "policies/$defs/policy/properties/for/items": words(WorkKind.self),
        "policies/$defs/step/properties/to/items": words(Audience.self),
        "plan/$defs/proof": words(Plan.Proof.self),
        "plan/$defs/scheme/properties/every": words(ReportingScheme.Every.self),
        "plan/$defs/report/properties/covers/anyOf/0": ReportingScheme.named.map(\.name),
        "plan/properties/defaults/properties/before": words(CountingRules.Before.self),
        "plan/properties/defaults/properties/off-day": words(CountingRules.OffDay.self),
        "plan/properties/defaults/properties/checkin": ["quarterly", "none"],
        "plan/properties/defaults/properties/confirm": words(Plan.Confirm.self),
    ]

    @Test("Where a reader takes certain words, the schema has the same", arguments: names)
    func words(name: String) throws {
        var seen: Set<String> = []
        for (pointer, schema) in try Schema(name).all() where !pointer.hasSuffix("/flag") {
            guard let allowed = schema["enum"] as? [String] else { continue }
            let wanted = try #require(Self.words[name + pointer], "\(name)\(pointer)")
            #expect(Set(allowed) == Set(wanted))
            seen.insert(name + pointer)
        }
        #expect(seen == Set(Self.words.keys.filter { $0.hasPrefix(name + "/") }))
    }

    @Test("Every key is explained", arguments: keyed)
    func explained(keyed: Keyed) throws {
        for (key, property) in try #require(try schema(keyed)["properties"] as? Schema.Object) {
            let text = (property as? Schema.Object)?["description"] as? String
            #expect((text ?? "").count >= 8 && text?.hasSuffix(".") == true, "\(key)")
        }
    }

    // MARK: Files

    /// The schema of a shipped file, as its first line names it.
    static let shipped: [String] = ["", "agencies/", "calendar/", "plans/"].flatMap { folder in
        let names = try? FileManager.default.contentsOfDirectory(
            atPath: Shipped.config.appending(path: folder).path)
        return (names ?? []).filter { $0.hasSuffix(".yaml") }.sorted().map { folder + $0 }
    }

    @Test("A shipped file names its schema to the editor, and keeps to it", arguments: shipped)
    func valid(path: String) throws {
        let (folder, name) =
            path.firstIndex(of: "/").map { (String(path[..<$0]), "../") }
            ?? (String(path.dropLast(5)), "")
        let schema = folder == "plans" ? "plan" : folder
        let file = try Shipped.file(path)
        #expect(
            file.text.hasPrefix(
                "# yaml-language-server: $schema=\(name)schema/\(schema).schema.json\n"))
        #expect(try Schema(schema).faults(file) == [])
    }

    @Test("All files are looked at") func enough() { #expect(Self.shipped.count >= 30) }

    static let folder = Shipped.tests.appending(path: "Broken")

    static let brokenPlans: [String] =
        ((try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? [])
        .filter { $0.hasSuffix(".yaml") }.map { String($0.dropLast(5)) }.sorted()

    @Test(
        "A plan that is wrong in its keys is wrong in an editor too",
        arguments: brokenPlans)
    func broken(name: String) throws {
        let told = try String(
            contentsOf: Self.folder.appending(path: "\(name).txt"), encoding: .utf8)
        let signs = [
            "không có khóa", "thiếu khóa bắt buộc", "phải là một văn bản", "phải là một danh sách",
            "phải gồm các khóa",
        ]
        guard signs.contains(where: told.contains) else { return }
        let data = try Data(contentsOf: Self.folder.appending(path: "\(name).yaml"))
        let file = try PlanFile.bytes(Array(data), name: name)
        #expect(try !Schema("plan").faults(file).isEmpty)
    }

    @Test("At least five broken files are wrong in their keys")
    func someBroken() throws {
        let wrong = try ["unknown-key", "missing-keys", "wrong-shapes", "wrong-date", "nfd"].filter
        {
            let file = Self.folder.appending(path: "\($0).yaml")
            let text = try PlanFile.bytes(Array(Data(contentsOf: file)), name: $0)
            return try !Schema("plan").faults(text).isEmpty
        }
        #expect(wrong.count == 5)
    }

    @Test("A key that is not known is told at its place")
    func place() throws {
        let file = SourceText(name: "f", text: "site:\n  name: A\n  nam: B\nmail: []\n")
        #expect(
            try Schema("dondoc").faults(file).sorted() == ["3:3 additionalProperties", "4:7 type"])
    }
}
