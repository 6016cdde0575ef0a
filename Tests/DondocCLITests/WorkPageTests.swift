import DondocAPI
import DondocCore
import Testing

@testable import DondocCLI

/// The pages of work and its trail, each in both languages.
@Suite struct WorkPageTests {
    static let pages: [(name: String, text: @Sendable () -> String)] = [
        ("show-detail", { DetailPage.text(Canned.detail) }),
        ("change", { ChangePage.table(Canned.change).plain + said(Canned.change) }),
        (
            "change-dry-run",
            {
                var view = Canned.change
                (view.change, view.dryRun, view.skipped) = (nil, true, 0)
                return ChangePage.table(view).plain + said(view)
            }
        ),
        (
            "change-nothing",
            {
                said(
                    ChangeView(
                        change: nil, verb: "return", dryRun: false, skipped: 2, obligations: []))
            }
        ),
        (
            "totals",
            { CountsPage.table(Canned.counts).plain + CountsPage.remark(Canned.counts) + "\n" }
        ),
        ("task", { TaskPage.text(Canned.task, width: 80, colour: false) }),
        ("audit", { AuditPage.text(Canned.wholeTrail) + AuditPage.text(Canned.brokenTrail) }),
        ("trail", { LogPage.table(Canned.trail).plain }),
        ("help-states", { StatesPage.text + "\n" }), ("help-due", { DuePage.text + "\n" }),
    ]

    @Test("Each page speaks Vietnamese and English", arguments: pages.map(\.name))
    func golden(name: String) throws {
        let page = try #require(Self.pages.first { $0.name == name })
        try expectGoldenWords(name) { page.text() }
    }

    @Test("Tables and topics fit 80 columns", arguments: Language.allCases)
    func fits(language: Language) {
        Language.$current.withValue(language) {
            for page in Self.pages {
                let lines = page.text().split(separator: "\n")
                for line in lines {
                    #expect(columns(String(line)) <= 80, "\(page.name): \(line)")
                }
            }
        }
    }

    @Test("No byte of the daemon drives the terminal") func inert() {
        for page in Self.pages {
            let text = page.text()
            #expect(!text.contains("\u{1B}"), "\(page.name)")
        }
    }

    @Test("Overdue work is red, and only where colour is wanted")
    func colour() {
        let task = TaskPage.text(Canned.task, width: 80, colour: true)
        #expect(task.components("\u{1B}[31m") == 1 && task.components("\u{1B}[33m") == 1)
        let counts = CountsPage.table(Canned.counts).text(width: 80, colour: true)
        #expect(counts.components("\u{1B}[31m") == 1)
        var none = Canned.counts
        none.openOverdue = 0
        #expect(!CountsPage.table(none).text(width: 80, colour: true).contains("\u{1B}"))
    }

    @Test("A long list of who is missing says where the rest is") func more() {
        var view = Canned.task
        #expect(!TaskPage.text(view, width: 80, colour: false).contains("--missing"))
        view.total = 1_200
        let text = TaskPage.text(view, width: 80, colour: false)
        // 1,200 less 29 who reported and 3 who stand there.
        #expect(
            text.hasSuffix(
                "… và 1168 nữa: dondoc list --missing thanh-hoa-2023/bao-cao-6-thang/2023-H1\n"))
        view.missing = []
        #expect(
            TaskPage.text(view, width: 80, colour: false).hasSuffix("quá hạn 1\n    Đã rút: 1\n"))
    }

    @Test("What a row of the trail ends with is a state or a due day")
    func outcomes() {
        #expect(LogPage.outcome("claimed doc=12/BC doc_dated=2023-06-10") == "chờ xác nhận")
        #expect(LogPage.outcome("done") == "hoàn thành")
        #expect(LogPage.outcome("due=2023-06-30 act_by=2023-06-30") == "30/06/2023")
        #expect(LogPage.outcome("asked_to=2023-06-30 asked_reason=xin due=1") == "")
        #expect(LogPage.outcome("returned=2") == "")
    }

    @Test("The line after a verb says what the state does not")
    func lines() {
        func line(_ verb: ObligationVerb, _ d: DetailView, to: String? = nil, no: Bool? = nil)
            -> String
        {
            var request = ActRequest()
            (request.to, request.refuse) = (to, no)
            return DetailPage.line(d, after: verb, request)
        }
        let head = "40 Tổng hợp báo cáo 6 tháng – Sở LĐTBXH: đã báo cáo, chờ xác nhận"
        let d = Canned.detail
        #expect(line(.done, d) == head + "\n")
        #expect(line(.extend, d, to: "2023-06-30") == head + "; hạn mới 30/06/2023\n")
        #expect(
            line(.extend, d, to: "2023-07-05")
                == head + "; xin gia hạn đến 05/07/2023, chờ đầu mối\n")
        #expect(
            line(.extend, d, no: true) == head + "; không gia hạn, hạn vẫn là 30/06/2023\n")
        #expect(
            line(.waive, d)
                == head + "; 29 trên 32 đã có; còn chờ 2, quá hạn 1; miễn chờ 1\n")
        #expect(line(.attach, d) == head + "; 2 tệp đính kèm\n")
    }
}

/// The remarks below a change, as a terminal shows them.
private func said(_ view: ChangeView) -> String {
    Words.change(view).map { $0 + "\n" }.joined()
}

extension Table {
    fileprivate var plain: String { text(width: 80, colour: false) }
}

extension String {
    /// How often a text occurs.
    fileprivate func components(_ part: String) -> Int { ranges(of: part).count }
}
