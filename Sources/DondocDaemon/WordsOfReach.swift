import DondocCore

/// Whom the ladders of open work climb to in vain.
extension Words {
    /// Of so many names the first few are named.
    private static let (mostNames, namedOfMore) = (5, 3)

    /// `isDead`: they have mailboxes, all marked dead.
    static func unheard(_ role: Audience, _ agencies: [String], isDead: Bool) -> String {
        let (list, whose) = (cut(agencies), whose(role))
        let what =
            isDead
            ? vi(
                "hộp thư của \(whose) bị đánh dấu hỏng: \(list)",
                en: "mailboxes of \(whose) marked dead: \(list)")
            : vi("không có hộp thư của \(whose): \(list)", en: "no mailbox of \(whose): \(list)")
        return what
            + vi(
                " – bậc leo thang không tới ai", en: " – the step that climbs there reaches nobody")
    }

    private static func whose(_ role: Audience) -> String {
        switch role {
        case .leader: vi("lãnh đạo", en: "the leader")
        case .above: vi("cơ quan cấp trên", en: "the agency above")
        case .partners: vi("đơn vị phối hợp", en: "partners")
        case .lead: vi("đơn vị chủ trì", en: "the lead")
        case .coordinator: vi("đầu mối", en: "the coordinator")
        }
    }

    private static func cut(_ names: [String]) -> String {
        guard names.count > mostNames else { return names.joined(separator: ", ") }
        let rest = names.count - namedOfMore
        return names.prefix(namedOfMore).joined(separator: ", ")
            + vi(" và \(rest) cơ quan khác", en: " and \(rest) other agencies")
    }
}

extension Words.Mend {
    static func mailbox(of role: Audience) -> String {
        switch role {
        case .leader:
            vi(
                "thêm người có role: leader và mail vào agencies/ rồi dondoc reload",
                en: "add somebody with role: leader and mail in agencies/, then dondoc reload")
        case .above:
            vi(
                "thêm mail cho cơ quan ấy, hoặc lãnh đạo có mail, vào agencies/ rồi dondoc reload",
                en:
                    "add mail of that agency, or a leader with mail, in agencies/, then dondoc reload"
            )
        case .lead, .coordinator, .partners: mailbox
        }
    }

    static var deadMailboxes: String {
        vi(
            "hộp thư nào đã dùng được (dondoc mail addresses) thì dondoc mail alive ĐỊA-CHỈ",
            en:
                "for each that works again (dondoc mail addresses): dondoc mail alive ADDRESS"
        )
    }
}
