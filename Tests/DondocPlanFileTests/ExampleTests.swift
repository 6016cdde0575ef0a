import DondocCore
import Testing

@testable import DondocPlanFile

/// The files from which a person learns the keys.
@Suite struct ExampleTests {
    private static let files: [String: [Keys]] = [
        "dondoc.yaml": [
            SettingsReader.fileKeys, SettingsReader.siteKeys, SettingsReader.mailKeys,
            SettingsReader.hoursKeys, HookReader.keys,
        ],
        "agencies/example.yaml": [
            DirectoryReader.fileKeys, DirectoryReader.agencyKeys, DirectoryReader.groupKeys,
            DirectoryReader.memberKeys, DirectoryReader.personKeys, DirectoryReader.deputyKeys,
        ],
        "calendar/example.yaml": [CalendarReader.fileKeys, CalendarReader.dayKeys],
        "policies.yaml": [
            PolicyReader.fileKeys, PolicyReader.policyKeys, PolicyReader.stepKeys,
            PolicyReader.checkinKeys,
        ],
        "plans/example.yaml": [
            PlanReader.keys, PlanReader.defaultKeys, DutyReader.taskKeys, DutyReader.reportKeys,
            Fields.schemeKeys, TargetReader.keys,
        ],
    ]

    @Test("An example shows every key that its reader knows", arguments: files.keys.sorted())
    func whole(path: String) throws {
        let text = try Shipped.file(path).text
        for key in Set(try #require(Self.files[path]).flatMap(\.all)).sorted() {
            let shown = try Regex("(^|[ {#])\(key): ?").anchorsMatchLineEndings()
            #expect(text.firstMatch(of: shown) != nil, "\(key)")
        }
    }

    @Test("The settings can be read as they are, and with every line that a hash hides")
    func settings() throws {
        let file = try Shipped.file("dondoc.yaml")
        #expect(try PlanFile.settings(file).mail.via == .none)
        let text = file.text.replacing("\n  # ", with: "\n  ")
        let all = try PlanFile.settings(SourceText(name: file.name, text: text))
        #expect(all.mail.replyTo != nil && all.mail.credential == "smtp-password")
        #expect(all.mail.trainingTo != nil && all.mail.tlsRequired)
        #expect(all.hooks.map(\.name) == ["chat"] && all.hooks.allSatisfy(\.isFallback))
    }

    @Test("The agencies of the example stand on their own")
    func agencies() throws {
        let directory = try PlanFile.directory([Shipped.file("agencies/example.yaml")])
        #expect(directory.agencies.count == 5)
        #expect(directory.group("ubnd-xa", in: "example")?.members.count == 2)
        #expect(directory.people.filter { $0.role == .coordinator }.count == 1)
    }

    @Test("The days of the example are those of 2026")
    func calendar() throws {
        let example = try PlanFile.calendar([Shipped.file("calendar/example.yaml")])
        let real = try PlanFile.calendar([Shipped.file("calendar/2026.yaml")])
        for day in 1...10 {
            let day = try #require(Day(2026, 1, day))
            #expect(example.isWorking(day) == real.isWorking(day), "\(day)")
        }
    }

    @Test(
        "Examples and hidden files are not applied",
        arguments: [
            ("thanh-hoa.yaml", true), ("example.yaml", false), (".thanh-hoa.yaml", false),
            ("thanh-hoa.yaml.new", false), ("thanh-hoa.yaml~", false), ("my-example.yaml", true),
        ])
    func applied(name: String, isApplied: Bool) {
        #expect(PlanFile.isApplied(name) == isApplied)
    }
}
