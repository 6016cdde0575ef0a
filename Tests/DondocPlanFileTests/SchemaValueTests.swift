import DondocPlanFile
import Testing

/// Values of which a pattern in a schema and a reader must think alike.
@Suite struct SchemaValueTests {
    private func refuses(_ read: () throws -> Void) -> Bool {
        do {
            try read()
            return false
        } catch {
            return true
        }
    }

    @Test(
        "Settings",
        arguments: [
            ("via: none", true), ("via: smtp://mail.example.test:25", true),
            ("via: smtps://ten@mail.example.test\n  credential: smtp-password", true),
            ("via: \"smtp://[::1]:25\"", true),
            ("via: smtp://u:p@mail.example.test", false), ("via: smtp", false),
            ("via: http://mail.example.test", false), ("via: <điền máy gửi thư>", false),
            ("from: a@b.vn", true), ("from: \"Đôn đốc <a@b.vn>\"", true), ("from: <a@b.vn>", true),
            ("from: Đôn đốc", false), ("from: \"A, B <a@b.vn>\"", false),
            ("reply-to: a@b@c", false), ("bounce-to: a@b.vn", true),
            ("bounce-to: \"A <a@b.vn>\"", false), ("bounce-to: -a@b.vn", false),
            ("training-to: a.b+c@d-e.vn", true),
            ("training-to: -a@b.vn", false), ("training-to: a..b@c.vn", false),
            ("training-to: \"a b@c.vn\"", false), ("training-to: a@-b.vn", false),
            ("credential: smtp-password", true), ("credential: ../x", false),
            ("credential: .x", false), ("tls: none", true), ("tls: maybe", false),
        ])
    func settings(line: String, taken: Bool) throws {
        let from = line.hasPrefix("from:") ? "" : "  from: a@b.vn\n"
        let one = SourceText(
            name: "dondoc.yaml", text: "site: {name: A}\nmail:\n\(from)  \(line)\n")
        #expect(refuses { _ = try PlanFile.settings(one) } == !taken)
        #expect(try Schema("dondoc").faults(one).isEmpty == taken)
    }

    @Test(
        "Hours",
        arguments: [
            ("\"08:00\"", true), ("\"16:59\"", true), ("\"07:30\"", true), ("\"24:00\"", false),
            ("\"8:00\"", false),
        ])
    func hours(text: String, taken: Bool) throws {
        let file = SourceText(
            name: "dondoc.yaml", text: "site: {name: A}\nhours: {remind-at: \(text)}\n")
        #expect(refuses { _ = try PlanFile.settings(file) } == !taken)
        #expect(try Schema("dondoc").faults(file).isEmpty == taken)
    }

    @Test(
        "Agencies and people",
        arguments: [
            ("agencies: {b: {name: 12}}", true), ("agencies: {b: {name: <điền tên>}}", false),
            ("agencies: {b: {name: ' '}}", false), ("agencies: {B: {name: B}}", false),
            ("agencies: {-b: {name: B}}", false), ("agencies: {<điền mã>: {name: B}}", false),
            ("agencies: {b: {name: B, parent: thu/a}}", true),
            ("agencies: {b: {name: B, parent: Sở A}}", false),
            ("agencies: {b: {name: B, until: 2025-02-28}}", true),
            ("agencies: {b: {name: B, until: 28/2/2025}}", false),
            ("agencies: {b: {name: B, assumed: true}}", true),
            ("agencies: {b: {name: B, assumed: \"true\"}}", true),
            ("agencies: {b: {name: B, assumed: yes}}", false),
            ("groups: {g: {name: G, members: []}}", true), ("groups: {g: {name: G}}", false),
            ("groups: {g: {name: G, members: [{id: a, until: 2025-01-01}]}}", true),
            ("groups: {g: {name: G, members: [{until: 2025-01-01}]}}", false),
            ("people: {p: {name: P, agency: a, role: staff, user: van_thu-1.x}}", true),
            ("people: {p: {name: P, agency: a, role: staff, user: 1x}}", false),
            ("people: {p: {name: P, agency: a, role: boss}}", false),
        ])
    func agencies(text: String, taken: Bool) throws {
        let files = [
            SourceText(name: "agencies/thu.yaml", text: "agencies: {a: {name: A}}\n"),
            SourceText(
                name: "agencies/hai.yaml",
                text: text.replacing(" a,", with: " thu/a,")
                    .replacing("[a", with: "[thu/a").replacing("id: a", with: "id: thu/a")),
        ]
        #expect(refuses { _ = try PlanFile.directory(files) } == !taken)
        #expect(try Schema("agencies").faults(files[1]).isEmpty == taken)
    }

    @Test(
        "Plans",
        arguments: [
            ("period: 2023", true), ("period: 2021..2025", true),
            ("period: 2023-02-01..2023-12-31", true), ("period: 23", false),
            ("period: năm 2023", false), ("period: <điền kỳ>", false),
            ("issued: 2023-04-28", true), ("issued: 2023-4-28", false), ("number: 12", true),
            ("implements: [249/KH-UBND]", true), ("implements: 249/KH-UBND", false),
            ("defaults: {absorb: false}", true), ("defaults: {remind: standard}", true),
            ("defaults: {remind: Often}", false),
            (
                "reports: [{id: r, title: R, from: [\"@ubnd-huyen\"], to: [bo-ldtbxh], due: Cả năm}]",
                true
            ),
            ("reports: [{id: r, title: R, from: [unknown], to: [unknown], due: unknown}]", true),
            ("reports: [{id: r, title: R, from: [], to: [so-y-te], due: Cả năm}]", false),
            (
                "reports: [{id: r, title: R, from: [so-y-te], to: [so-y-te], via: [unknown], due: Cả năm}]",
                false
            ),
            (
                "reports: [{id: r, title: R, from: [so-y-te], to: [so-y-te], due: định kỳ hàng quý, covers: nd09}]",
                true
            ),
            (
                "reports: [{id: r, title: R, from: [so-y-te], to: [so-y-te], due: định kỳ hàng quý, covers: nd10}]",
                false
            ),
            (
                "reports: [{id: r, title: R, from: [so-y-te], to: [so-y-te], due: Cả năm, covers: {every: year, closes: 30/9}}]",
                true
            ),
            (
                "reports: [{id: r, title: R, from: [so-y-te], to: [so-y-te], due: Cả năm, covers: {every: year, closes: last}}]",
                true
            ),
            (
                "reports: [{id: r, title: R, from: [so-y-te], to: [so-y-te], due: Cả năm, covers: {closes: 32}}]",
                false
            ),
            ("targets: [{id: t, title: T, goal: \">= 80 %\", by: 2023}]", true),
            ("targets: [{id: t, title: T, goal: \">= 17 of 21\", by: 2023-12-31}]", true),
            ("targets: [{id: t, title: T, goal: 3..5 %}]", true),
            ("targets: [{id: t, title: T, goal: unknown}]", true),
            ("targets: [{id: t, title: T, goal: \"= 2.000\"}]", false),
            ("targets: [{id: t, title: T, goal: 2000}]", false),
        ])
    func plans(line: String, taken: Bool) throws {
        let period = line.hasPrefix("period:") ? "" : "period: 2023\n"
        let head = "plan: thu\ntitle: Thử\nterritory: thanh-hoa\nissuer: ubnd-tinh\n"
        let file = SourceText(
            name: "f.yaml", text: "\(head)\(period)coordinator: so-ldtbxh\n\(line)\n")
        let (directory, calendar) = (try Shipped.directory(), try Shipped.calendar())
        #expect(refuses { _ = try PlanFile.plan(file, directory, calendar) } == !taken)
        #expect(try Schema("plan").faults(file).isEmpty == taken)
    }
}
