import DondocCore

/// What is said to wrong usage of the verbs that change things.
extension Words {
    static var nothingNamed: String {
        vi(
            "nêu đầu việc: số hoặc khóa, như “12 13”, hoặc bộ lọc, như --plan, --agency, --state",
            en:
                "name the work: numbers or keys, as in “12 13”, or filters such as --plan, --agency, "
                + "--state")
    }

    static var idsOrFilters: String {
        vi(
            "nêu số, khóa, hoặc bộ lọc; không cả hai",
            en: "name numbers and keys, or filters, not both")
    }

    static var tooManyIds: String {
        vi("nhiều số và khóa quá một lần gửi; dùng bộ lọc", en: "too many ids at once; use filters")
    }

    static func reasonMissing(_ verb: String) -> String {
        vi(
            "\(verb) phải có lý do: --reason 'VÌ SAO'", en: "\(verb) needs a reason: --reason 'WHY'"
        )
    }

    static var datedWithoutDoc: String {
        vi(
            "--dated là ngày của văn bản: nêu cả --doc",
            en: "--dated is a document's day: add --doc")
    }

    static var toOrRefuse: String {
        vi(
            "nêu ngày xin hoặc cho gia hạn sau --to, hoặc --refuse để từ chối",
            en: "say --to DAY to ask or grant, or --refuse to refuse")
    }

    static var refuseAlone: String {
        vi(
            "--refuse không đi với --doc, --dated, --force",
            en: "--refuse goes without --doc, --dated and --force")
    }

    static var inputMissing: String {
        vi(
            "nêu báo cáo không phải chờ: sau ID, hoặc bằng --input",
            en: "name the inputs that need not be waited for: after the ID, or with --input")
    }

    static var fileMissing: String {
        vi(
            "nêu tệp sau ID: dondoc attach ID TỆP",
            en: "name a file after the ID: dondoc attach ID FILE")
    }

    static var fileWithoutName: String {
        vi("tệp đính kèm phải có tên, không nhận -", en: "an attachment has a name; - has none")
    }

    static var oneFileForMany: String {
        vi(
            "mỗi lần chỉ đính một tệp cho nhiều đầu việc, hoặc khi có --dry-run",
            en: "one file at a time for several obligations, or with --dry-run")
    }

    static func attachedBefore(_ files: String) -> String {
        vi("đã đính kèm trước đó: \(files)", en: "attached before that: \(files)")
    }

    static func noAsOf(_ verb: String) -> String {
        vi(
            "\(verb) không trả lời theo ngày; --at chỉ dùng với list và show",
            en: "\(verb) does not answer as of a day; --at goes with list and show")
    }

    static func noSuchVerb(_ word: String, _ near: String?) -> String {
        let none = vi("không có lệnh '\(word)'", en: "there is no verb '\(word)'")
        guard let near else { return none }
        return vi("\(none); ý là \(near)?", en: "\(none); did you mean \(near)?")
    }

    static var nextAsOf: String {
        vi(
            "next chỉ cho biết những lần nhắc sắp tới, kể từ bây giờ; đầu việc ở một ngày khác: list --at NGÀY; các lần nhắc của một đầu việc: why ID",
            en:
                "next tells the reminders to come, from now on; the work on another day: list --at DAY; all reminders of one obligation: why ID"
        )
    }

    static var totalsOrLimit: String {
        vi("--totals đếm tất cả, không nhận -n", en: "--totals counts all of them and takes no -n")
    }

    static func noSuchTopic(_ words: String) -> String {
        vi(
            "không có lệnh hay chủ đề “\(words)”; chủ đề: states, due, examples",
            en: "no verb or topic “\(words)”; topics: states, due, examples")
    }
}
