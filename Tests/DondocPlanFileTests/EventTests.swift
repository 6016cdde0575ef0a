import DondocCore
import DondocPlanFile
import Testing

/// `event:` gives a counted phrase its first day.
@Suite struct EventTests {
    private func read(_ duty: String) throws -> PlanFile.ReadPlan {
        let text = """
            plan: p
            title: T
            territory: thanh-hoa
            issuer: ubnd-tinh
            issued: 2023-01-10
            period: 2023
            coordinator: so-ldtbxh
            tasks:
              - {id: a, title: A, lead: [so-y-te], \(duty)}
            """
        return try PlanFile.plan(
            SourceText(name: "f", text: text), Shipped.directory(), Shipped.calendar())
    }

    /// 10/6/2023 is a Saturday: the five working days are 12–16/6.
    ///
    /// From 15/6, a Thursday, they end on 22/6.
    @Test("The days run from the event, and another event moves them")
    func event() throws {
        let due = "due: trong vòng 05 ngày làm việc kể từ ngày nhận được văn bản"
        let without = try read(due)
        #expect(without.assignments.map(\.date) == [nil])
        #expect(
            without.warnings.map(\.what) == [
                "thời hạn đếm từ một sự kiện mà chưa có ngày sự kiện: việc này chưa có hạn"
            ])
        let with = try read(due + ", event: 2023-06-10")
        #expect(with.assignments.map { $0.date?.due.description } == ["2023-06-16"])
        #expect(with.warnings.isEmpty)
        let moved = try read(due + ", event: 2023-06-15")
        #expect(moved.assignments.map { $0.date?.due.description } == ["2023-06-22"])
        #expect(moved.assignments.map(\.key) == with.assignments.map(\.key))
    }

    /// 30 days after 10/1 end on 9/2, a Thursday; after 1/2 on 3/3, a Friday.
    @Test("The day of issue is an event that the plan knows; another one entered wins")
    func issued() throws {
        let due = "due: chậm nhất 30 ngày kể từ ngày ban hành Kế hoạch"
        #expect(try read(due).assignments.map { $0.date?.due.description } == ["2023-02-09"])
        let entered = try read(due + ", event: 2023-02-01")
        #expect(entered.assignments.map { $0.date?.due.description } == ["2023-03-03"])
    }

    @Test("A phrase that counts from no event has no use for one")
    func refused() {
        let error = #expect(throws: Diagnostics.self) {
            try read("due: trước ngày 15/6/2023, event: 2023-06-10")
        }
        let one = error?.list.first
        #expect(one?.line == 9 && one?.what.hasPrefix("'event' chỉ dùng cho thời hạn đếm") == true)
    }
}
