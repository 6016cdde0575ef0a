import DondocAPI
import DondocCore
import Testing

@testable import DondocCLI

@Suite struct PlanPagesTests {
    private func plan(_ id: String, silent: Bool, starts: String, ends: String) -> PlanView {
        PlanView(
            plan: id, number: "/KH-UBND",
            title: "Phòng, chống mại dâm trên địa bàn tỉnh Thanh Hóa năm 2023",
            territory: "thanh-hoa", issuer: "ubnd-tinh", coordinator: "so-ldtbxh",
            issued: "2023-04-28", starts: starts, ends: ends,
            loadedAt: "2023-05-03T08:00:00+07:00", silent: silent, tasks: 20, reports: 1,
            targets: 4, obligations: 127)
    }

    private var plans: [PlanView] {
        [
            plan("thanh-hoa-2023", silent: false, starts: "2023-01-01", ends: "2023-12-31"),
            plan("quang-binh-2021-2025", silent: true, starts: "2021-01-01", ends: "2025-12-31"),
        ]
    }

    @Test("plan list says what has ended") func list() throws {
        try expectGoldenWords("plan-list") {
            PlanPages.list(plans).text(width: 80, colour: false)
        }
    }

    @Test("plan show has the plan, its tasks and its targets") func show() throws {
        let view = PlanShowView(
            plan: plans[0], note: nil,
            items: [
                .init(
                    id: "kien-toan-doan-178", kind: "task", ref: "II.3.2.a",
                    title: "Kiện toàn Đoàn kiểm tra liên ngành 178", phrase: "Quý I/2023",
                    lead: ["so-ldtbxh"], due: ["2023-03-31"], obligations: 1, assumed: false,
                    request: false, report: nil, note: nil),
                .init(
                    id: "tuyen-truyen", kind: "task", ref: nil, title: "Tuyên truyền",
                    phrase: "Thường xuyên", lead: ["mttq-tinh", "@ubnd-huyen"], due: [],
                    obligations: 28, assumed: true, request: true, report: nil, note: nil),
            ],
            targets: [
                .init(
                    id: "xa-tuyen-truyen", ref: "II.1.1", title: "Xã tổ chức tuyên truyền",
                    goal: ">= 80 %", unit: "xã", owner: "so-ldtbxh", by: "2023")
            ])
        try expectGoldenWords("plan-show") { PlanPages.show(view, width: 80) }
    }

    @Test("plan load counts what came, moved and went") func load() throws {
        let view = LoadView(
            change: 41,
            plans: [
                .init(
                    plan: "thanh-hoa-2023", added: 127, changed: 0, withdrawn: 1, unchanged: 3,
                    silent: false, warnings: []),
                .init(
                    plan: "son-la-2019", added: 0, changed: 0, withdrawn: 0, unchanged: 40,
                    silent: true, warnings: []),
            ])
        try expectGoldenWords("plan-load") {
            PlanPages.load(view).out + PlanPages.load(LoadView(change: nil, plans: [])).out
        }
    }
}
