import DondocCore

/// What is said of simulations.
extension Words {
    static var simulateBackwards: String {
        vi(
            "ngày cuối (to) đứng trước ngày đầu (from)",
            en: "the last day (to) is before the first (from)")
    }
    static func simulateTooFar(_ years: Int) -> String {
        vi(
            "diễn thử nhiều nhất \(years) năm; hãy thu hẹp khoảng ngày",
            en: "at most \(years) years are simulated; ask for fewer days")
    }
    static var simulationBusy: String {
        vi(
            "đang có một lần diễn thử khác; chờ vài giây rồi thử lại",
            en: "another simulation is at work; wait some seconds and try again")
    }
    static var simulationTooLong: String {
        vi(
            "diễn thử đã chạy một phút mà chưa xong; hãy thu hẹp khoảng ngày, hoặc chỉ nêu một kế hoạch",
            en:
                "the simulation was not over after a minute; ask for fewer days, or name one plan"
        )
    }
    static var simulationTooLarge: String {
        vi(
            "diễn thử có hơn \(Simulation.limit) dòng; hãy thu hẹp khoảng ngày",
            en: "the simulation has more than \(Simulation.limit) rows; ask for fewer days")
    }
    static func noRoomToSimulate(_ why: String) -> String {
        vi(
            "không làm được bản sao để diễn thử: \(why); xem chỗ trống: df -h",
            en: "no copy could be made to simulate on: \(why); look for room: df -h")
    }
    static var notARequest: String {
        vi("đầu vào không phải yêu cầu diễn thử", en: "the input asks for no simulation")
    }

    // MARK: Answers

    static func answerFields(_ count: Int) -> String {
        vi(
            "dòng có \(count) cột; cần 3 hoặc 4",
            en: "the line has \(count) fields; three or four are wanted")
    }
    static var answerForm: String {
        vi(
            "viết: ngày,khóa,động từ[,chữ]; chữ có dấu phẩy thì đặt trong ngoặc kép",
            en: "write: day,key,verb[,text]; a text with a comma stands in double quotes")
    }
    static func answerDay(_ text: String) -> String {
        vi("'\(text.prefix(40))' không phải ngày", en: "'\(text.prefix(40))' is not a day")
    }
    static var answerDayForm: String {
        vi(
            "viết như 2023-06-10 hoặc 10/06/2023, có thể thêm giờ: 2023-06-10 14:30",
            en:
                "write it like 2023-06-10 or 10/06/2023, with an hour where it matters: 2023-06-10 14:30"
        )
    }
    static func answerVerb(_ text: String) -> String {
        vi(
            "'\(text.prefix(40))' không phải việc mà tệp trả lời nhận",
            en: "'\(text.prefix(40))' is no verb of an answer")
    }
    static func oneOf(_ list: String) -> String {
        vi("viết một trong: \(list)", en: "write one of: \(list)")
    }
    static func answerReason(_ verb: String) -> String {
        vi("\(verb) cần lý do", en: "\(verb) needs a reason")
    }
    static var answerReasonForm: String {
        vi("ghi lý do vào cột thứ tư", en: "write the reason into the fourth field")
    }
    static var quoteOpen: String {
        vi("ngoặc kép không đóng trong dòng này", en: "the double quote is not closed in this line")
    }
    static var behindQuote: String {
        vi("sau ngoặc kép phải là dấu phẩy", en: "a comma must follow the closing quote")
    }
    static var quoteTwice: String {
        vi(
            "bỏ phần đứng sau ngoặc kép, hoặc đưa nó vào trong; ngoặc kép trong chữ thì viết hai lần",
            en:
                "leave out what follows the quote, or put it inside; a quotation mark in the text is written twice"
        )
    }
    static var quoteClose: String {
        vi(
            "đóng ngoặc kép trước dấu phẩy; ngoặc kép trong chữ thì viết hai lần",
            en: "close it before the comma; a quotation mark in the text is written twice")
    }
    static func answerTooEarly(_ start: String) -> String {
        vi(
            "trả lời trước khi diễn thử bắt đầu (\(start))",
            en: "the answer comes before the simulation begins (\(start))")
    }
    static var answerLater: String {
        vi(
            "ghi lúc muộn hơn, hoặc diễn thử từ ngày sớm hơn (--from)",
            en: "take a later moment, or simulate from an earlier day (--from)")
    }
    static func answerNotPossible(_ at: String) -> String {
        vi(
            "sửa hoặc bỏ dòng này: lúc \(at) không làm được như vậy",
            en: "change the line or leave it out: at \(at) this cannot be done")
    }
    static var answerKey: String {
        vi(
            "viết đủ khóa của một đầu việc (dondoc list) mà kế hoạch đã nạp trước lúc trả lời",
            en:
                "write the whole key of an obligation (dondoc list) whose plan is loaded before the answer"
        )
    }
    static var answerProof: String {
        vi(
            "ghi số văn bản, tên tệp hay ghi chú vào cột thứ tư",
            en: "write the document's number, the file's name or the note into the fourth field")
    }
    static var answerInputs: String {
        vi(
            "thêm trước dòng này câu trả lời (done) của các báo cáo đầu vào",
            en: "put answers (done) of the input reports before this line")
    }
    static func tooManyAnswers(_ limit: Int) -> String {
        vi("quá \(limit) câu trả lời", en: "more than \(limit) answers")
    }
    static var fewerAnswers: String {
        vi("chia tệp theo khoảng ngày", en: "split the file by days")
    }
}
