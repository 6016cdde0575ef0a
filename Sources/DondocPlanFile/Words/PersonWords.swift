import DondocCore

/// What is wrong with people and their deputies.
extension Words {
    static func noPerson(_ id: String, in territory: String, suggestion: String?) -> Advice {
        Advice(
            vi(
                "không có người '\(id)' trong \(territory)", en: "no person '\(id)' in \(territory)"
            ),
            fix: suggestion.map { vi("viết \($0)", en: "write \($0)") }
                ?? vi(
                    "thêm người vào people của agencies/\(territory).yaml",
                    en: "add the person to people of agencies/\(territory).yaml"))
    }

    static var deputyOfHimself: Advice {
        Advice(
            vi("một người không thay chính mình", en: "nobody stands in for himself"),
            fix: vi("viết id của người khác", en: "write the id of somebody else"))
    }

    static func deputyWithoutUser(_ id: String) -> Advice {
        Advice(
            vi(
                "người thay '\(id)' không có user: chỉ nhận thư, không làm thay được trên máy này",
                en: "the deputy '\(id)' has no user: letters only, no acting on this machine"),
            fix: vi("thêm user: của người ấy", en: "add that person's user:"))
    }
}
