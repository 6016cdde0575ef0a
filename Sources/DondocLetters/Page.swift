import DondocCore

/// A letter's body, once as text and once as HTML; both say the same.
struct Page {
    let text: String
    let html: String

    /// - Parameters:
    ///   - name: The template of both.
    ///   - fields: What it may say.
    ///   - title: Of the HTML page; in one line.
    ///   - voice: Whose words, in which language.
    init(_ name: String, _ fields: Fields, title: String, _ voice: Voice) {
        text = voice.page(name, .text, fields)
        let body = voice.page(name, .html, fields).split(separator: "\n").joined(separator: "\n")
        html = """
            <!DOCTYPE html>
            <html lang="\(voice.language.rawValue)"><head><meta charset="utf-8">\
            <meta name="viewport" content="width=device-width,initial-scale=1">\
            <title>\(escaped(title))</title></head>
            \(Page.bodyStart)
            \(body)
            </body></html>
            """
    }

    /// Ends its line, for `Marking`.
    static let bodyStart = "<body>"
}
