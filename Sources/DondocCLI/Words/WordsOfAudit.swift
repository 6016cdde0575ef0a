import DondocCore

/// The words of `audit`.
extension Words {
    static func whole(_ rows: Int) -> String {
        vi("nguyên vẹn, \(rows) dòng", en: "whole, " + count(rows, "row"))
    }

    static func broken(_ rows: Int) -> String {
        vi(
            "không còn nguyên vẹn; đã đọc \(rows) dòng",
            en: "not what it was; " + count(rows, "row") + " read")
    }

    static func fault(_ fault: String) -> String {
        switch fault {
        case "changed": vi("dòng đã bị sửa", en: "the row was changed")
        case "gone": vi("mất dòng ở giữa", en: "a row is gone")
        case "cut": vi("mất các dòng cuối", en: "rows at the end are gone")
        case "fork": vi("khác với đầu sổ giữ ở ngoài", en: "not what the head kept outside says")
        case "state":
            vi(
                "đầu việc khác với dòng cuối của nó",
                en: "an obligation is not what its last row says")
        default: fault
        }
    }

    static var keepHead: String {
        vi(
            "giữ đầu sổ ở ngoài máy này; lần sau: dondoc audit verify --head ĐẦU-SỔ",
            en: "keep the head outside this machine; next time: dondoc audit verify --head HEAD")
    }
}
