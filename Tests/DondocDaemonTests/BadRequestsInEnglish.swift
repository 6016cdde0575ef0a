extension BadRequest {
    /// The requests whose head can be read, and so says that English is asked for.
    static let inEnglish = all.filter { !hasNoHead.contains($0.name) }.map { $0.asking("en") }

    /// What cannot be read has asked for no language; of several questions each has a head of its own.
    private static let hasNoHead: Set = [
        "act-too-many-ids", "bare-lf", "fold", "garbage", "head-1m", "head-field-8k",
        "head-fields-100",
        "head-target-9k", "head-target-endless", "http-0.9", "http-2-preface", "length-and-chunks",
        "length-negative", "name-high", "nul-in-head", "pipelined", "two-lengths",
    ]

    /// The same request with its language in the head of each question.
    private func asking(_ language: String) -> BadRequest {
        let field = Array("Accept-Language: \(language)\r\n".utf8)
        guard let end = bytes.firstIndex(of: 0x0A) else { return self }
        return BadRequest(name, bytes: bytes[...end] + field + bytes[(end + 1)...])
    }
}
