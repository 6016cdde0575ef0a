import DondocCore
import Testing

@testable import DondocPlanFile

@Suite struct HookSettingsTests {
    private func hooks(_ text: String) throws -> [HookSettings] {
        try PlanFile.settings(
            SourceText(name: "dondoc.yaml", text: "site: {name: Sở}\nhooks:\n\(text)\n")
        ).hooks
    }

    @Test(
        "A hook has its name, its program with arguments as they stand, its events, and its flags")
    func entry() throws {
        let found = try hooks(
            """
              - {name: chat, run: [/etc/x, "$HOME *", "; x"], on: [overdue, digest, escalated]}
              - {name: cuu, run: [/etc/y], fallback: true, training: true}
            """)
        var chat = HookSettings(
            name: "chat", run: ["/etc/x", "$HOME *", "; x"], on: [.overdue, .digest, .escalated])
        chat.place = Place(line: 3, column: 23)
        var rescue = HookSettings(
            name: "cuu", run: ["/etc/y"], on: [], isFallback: true, isForTraining: true)
        rescue.place = Place(line: 4, column: 22)
        #expect(found == [chat, rescue])
    }

    @Test("Sixteen hooks are read, the seventeenth is refused")
    func many() throws {
        func list(_ n: Int) -> String {
            (1...n).map { "  - {name: h\($0), run: [/etc/x], on: [due]}" }.joined(separator: "\n")
        }
        #expect(try hooks(list(16)).count == 16)
        #expect(throws: Diagnostics.self) { try hooks(list(17)) }
    }

    @Test("A step names a hook of the settings; where nobody knows them, any")
    func channels() throws {
        let file = SourceText(
            name: "policies.yaml",
            text: "policies:\n  a:\n    for: [task]\n    steps: [{at: 0, channels: [chat]}]\n")
        #expect(throws: Diagnostics.self) { try PlanFile.policies(file, hooks: ["khac"]) }
        for hooks in [["chat"], nil] {
            let rungs = try PlanFile.policies(file, hooks: hooks)["a"]?.rungs
            #expect(rungs?.map(\.channels) == [["chat"]])
        }
    }
}
