import DondocCore

/// What is wrong with policies.yaml.
extension Words {
    static var noPolicies: Advice {
        Advice(
            vi("'policies' không có chính sách nào", en: "'policies' has none"),
            fix: vi(
                "thêm ít nhất một, hoặc xóa tệp để dùng bậc nhắc có sẵn",
                en: "add at least one, or delete the file for the built-in ladder"))
    }

    static func emptyPolicy(_ name: String) -> Advice {
        Advice(
            vi("'\(name)' không nhắc gì", en: "'\(name)' says nothing"),
            fix: vi("thêm steps: hoặc checkin:", en: "add steps: or checkin:"))
    }

    static func kindTaken(_ kind: WorkKind, firstLine: Int) -> Advice {
        Advice(
            vi(
                "loại '\(kind.rawValue)' đã có chính sách ở dòng \(firstLine)",
                en: "'\(kind.rawValue)' has its policy on line \(firstLine)"),
            fix: vi(
                "mỗi loại chỉ một chính sách mặc định: bỏ ở một trong hai chỗ",
                en: "each kind has one default policy: delete it in one of the two places"))
    }

    // MARK: Steps

    static var noSteps: Advice {
        Advice(
            vi("'steps' không có bậc nào", en: "'steps' has none"),
            fix: vi("thêm ít nhất một, ví dụ {at: 0}", en: "add at least one, for example {at: 0}"))
    }

    static func badStep(_ text: String) -> Advice {
        Advice(
            vi("'at': không hiểu '\(text)'", en: "'at': cannot read '\(text)'"),
            fix: vi(
                "viết -30d (ngày lịch), -7wd (ngày làm việc), 0, due hoặc +1wd; từ 1 đến 999",
                en: "write -30d (calendar days), -7wd (working days), 0, due or +1wd; from 1 to 999"
            ))
    }

    static var noAudience: Advice {
        Advice(
            vi("'to' không có ai", en: "'to' names nobody"),
            fix: oneOf(Audience.allCases.map(\.rawValue)))
    }

    static var noChannel: Advice {
        Advice(
            vi("'channels' không có kênh nào", en: "'channels' names none"),
            fix: vi("viết [mail], hoặc bỏ khóa này", en: "write [mail], or delete the key"))
    }

    static func noSuchChannel(_ name: String, suggestion: String?, known: [String]) -> Advice {
        Advice(
            vi("không có kênh '\(name)'", en: "there is no channel '\(name)'"),
            fix: write(suggestion, or: oneOf(known)))
    }

    static func saidTwice(_ key: String, _ text: String) -> Advice {
        Advice(
            vi("'\(key)' có '\(text)' hai lần", en: "'\(key)' has '\(text)' twice"),
            fix: vi("bỏ một", en: "delete one"))
    }

    static func everyAndTimes(missing: String) -> Advice {
        Advice(
            vi("'every' và 'times' đi với nhau", en: "'every' and 'times' belong together"),
            fix: vi(
                "thêm \(missing):, ví dụ every: 7wd, times: 10",
                en: "add \(missing):, for example every: 7wd, times: 10"))
    }

    static func badEvery(_ text: String) -> Advice {
        Advice(
            vi("'every': không hiểu '\(text)'", en: "'every': cannot read '\(text)'"),
            fix: vi("viết như 7wd hoặc 14d", en: "write it like 7wd or 14d"))
    }

    static func badTimes(_ text: String) -> Advice {
        Advice(
            vi(
                "'times': '\(text)' không phải là số lần từ 1 đến \(Ladder.mostLetters)",
                en: "'times': '\(text)' is not a number from 1 to \(Ladder.mostLetters)"),
            fix: vi(
                "viết cả lần đầu, ví dụ times: 10",
                en: "count the first time too, for example times: 10"))
    }

    static func repeatsBefore(_ place: Rung.Place) -> Advice {
        Advice(
            vi("bậc '\(place)' không lặp được", en: "step '\(place)' cannot repeat"),
            fix: vi(
                "chỉ bậc cuối cùng sau hạn được lặp; trước hạn viết từng bậc",
                en: "only the last step after the due day repeats; write each step before it"))
    }

    static func noSuchWording(_ name: String, suggestion: String?, known: [String]) -> Advice {
        Advice(
            vi(
                "'wording': không có lời thư '\(name)'",
                en: "'wording': there are no words '\(name)'"),
            fix: write(suggestion, or: oneOf(known))
                + vi(
                    ", hoặc thêm tệp templates/…/wording-TÊN.mustache",
                    en: ", or add a file templates/…/wording-NAME.mustache"))
    }

    static func otherUnit(_ own: Rung.Distance, _ every: Rung.Distance) -> Advice {
        Advice(
            vi(
                "'every: \(every)' khác đơn vị với '+\(own)'",
                en: "'every: \(every)' has another unit than '+\(own)'"),
            fix: vi("dùng cùng wd hoặc cùng d", en: "use wd for both, or d for both"))
    }

    static func behindEvery(_ place: Rung.Place) -> Advice {
        Advice(
            vi(
                "bậc '\(place)' đứng sau bậc lặp",
                en: "step '\(place)' stands behind one that repeats"),
            fix: vi("bậc có 'every' phải là bậc cuối", en: "the step with 'every' must be the last")
        )
    }

    /// The order of the steps, with how working days and calendar days are compared.
    static func misordered(
        _ place: Rung.Place, behind earlier: Rung.Place, _ why: Rung.Place.Misorder
    ) -> Advice {
        switch why {
        case .notLater:
            return Advice(
                vi(
                    "bậc '\(place)' không đến sau bậc '\(earlier)' đứng trước nó",
                    en: "step '\(place)' does not come after '\(earlier)' before it"),
                fix: vi(
                    "xếp từ sớm đến muộn, mỗi ngày một lần: -30d, -7wd, 0, due, +1wd",
                    en: "write them earliest first, each once: -30d, -7wd, 0, due, +1wd"))
        case .mayCross(let working, let calendar) where working == calendar:
            return Advice(
                vi(
                    "bậc '\(place)' có thể đến trước bậc '\(earlier)': \(working) ngày làm việc có khi chỉ là \(calendar) ngày lịch (tuần làm bù)",
                    en:
                        "step '\(place)' may come before '\(earlier)': \(working) working days may be only \(calendar) calendar days (weeks with days worked in exchange)"
                ),
                fix: vi(
                    "dùng cùng wd hoặc cùng d, hoặc số ngày làm việc không ít hơn số ngày lịch",
                    en:
                        "use wd for both, or d for both, or at least as many working days as calendar days"
                ))
        case .mayCross(let working, let calendar):
            return Advice(
                vi(
                    "bậc '\(place)' có thể đến trước bậc '\(earlier)': \(working) ngày làm việc có khi là \(calendar) ngày lịch (Tết)",
                    en:
                        "step '\(place)' may come before '\(earlier)': \(working) working days may take \(calendar) calendar days (Tết)"
                ),
                fix: vi(
                    "dùng cùng wd hoặc cùng d, hoặc viết từ \(calendar)d trở lên",
                    en: "use wd for both, or d for both, or write \(calendar)d or more"))
        }
    }

    static func tooManyLetters(_ count: Int) -> Advice {
        Advice(
            vi(
                "chính sách này làm \(count) thư cho một việc, tối đa \(Ladder.mostLetters)",
                en:
                    "this policy makes \(count) letters for one piece of work, at most \(Ladder.mostLetters)"
            ),
            fix: vi("bớt bậc hoặc bớt 'times'", en: "have fewer steps, or fewer 'times'"))
    }

    static func neverLate(_ place: Rung.Place, _ kind: WorkKind) -> Advice {
        let why =
            kind == .request
            ? vi("đề nghị không bao giờ quá hạn", en: "a request is never late")
            : vi("việc thường xuyên không có hạn", en: "continuous work has no due day")
        return Advice(
            vi(
                "bậc '\(place)' không bao giờ đến với loại '\(kind.rawValue)': \(why)",
                en: "step '\(place)' never comes for '\(kind.rawValue)': \(why)"),
            fix: vi(
                "bỏ bậc này, hoặc bỏ \(kind.rawValue) khỏi 'for'",
                en: "delete the step, or take \(kind.rawValue) out of 'for'"))
    }

    static func neverDue(_ place: Rung.Place) -> Advice {
        Advice(
            vi(
                "bậc '\(place)' không bao giờ đến: việc thường xuyên không có hạn",
                en: "step '\(place)' never comes: continuous work has no due day"),
            fix: vi(
                "chỉ viết checkin: {ask: -7wd, quiet: +7wd}",
                en: "write only checkin: {ask: -7wd, quiet: +7wd}"))
    }

    static func badCheckin(_ key: String, _ text: String, sign: String) -> Advice {
        Advice(
            vi("'\(key)': không nhận '\(text)'", en: "'\(key)' does not take '\(text)'"),
            fix: vi(
                "viết \(sign)1wd … \(sign)30wd, ngày làm việc \(key == "ask" ? "trước ngày làm việc cuối quý" : "sau quý")",
                en:
                    "write \(sign)1wd … \(sign)30wd, working days \(key == "ask" ? "before the quarter's last one" : "after the quarter")"
            ))
    }

    // MARK: In a plan

    static func neverReminded(_ policy: String) -> Advice {
        Advice(
            vi(
                "việc này có hạn, nhưng chính sách '\(policy)' không có bậc nào trước hay sau hạn",
                en: "this has a due day, but policy '\(policy)' has no step before or after one"),
            fix: vi(
                "chọn remind khác, hoặc thêm bậc vào policies.yaml",
                en: "choose another 'remind', or add steps in policies.yaml"))
    }

    static func noPolicy(_ name: String, suggestion: String?, known: [String]) -> Advice {
        Advice(
            vi("không có chính sách nhắc '\(name)'", en: "there is no policy '\(name)'"),
            fix: write(suggestion, or: oneOf(known))
                + vi("; xem policies.yaml", en: "; see policies.yaml"))
    }
}
