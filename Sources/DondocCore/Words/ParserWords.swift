/// What the argument parser of both programs says: it knows English alone.
public enum ParserWords {
    /// A help page or a usage error in the language of whoever is answered.
    public static func said(_ text: String) -> String {
        guard Language.current == .vi else { return text }
        return text.split(separator: "\n", omittingEmptySubsequences: false)
            .map { line(options(String($0))) }.joined(separator: "\n")
    }

    /// The same for the options alone, as completion scripts have them.
    public static func options(_ text: String) -> String {
        guard Language.current == .vi else { return text }
        return replaced(optionWords, in: text)
    }

    private static func line(_ text: String) -> String {
        if text.hasPrefix("Error: ") { return replaced(errors, in: text) }
        if text.hasPrefix("  See '") { return replaced(advice + places, in: text) }
        guard let (said, means) = heads.first(where: { text.hasPrefix($0.0) }) else { return text }
        return means + replaced(places, in: String(text.dropFirst(said.count)))
    }

    private static func replaced(_ words: [(String, String)], in text: String) -> String {
        words.reduce(text) { $0.replacing($1.0, with: $1.1) }
    }

    private static let heads = [
        ("OVERVIEW: ", ""), ("USAGE: ", "CÁCH DÙNG: "), ("ARGUMENTS:", "ĐỐI SỐ:"),
        ("OPTIONS:", "TÙY CHỌN:"), ("SUBCOMMANDS:", "LỆNH CON:"), ("Usage: ", "Cách dùng: "),
        ("Help:  ", "Nghĩa là:  "),
    ]
    private static let optionWords = [
        ("Show the version.", "In số phiên bản."), ("Show help information.", "In trợ giúp này."),
        ("Show subcommand help information.", "In trợ giúp của một lệnh."),
        ("(default:", "(mặc định:"), ("(values:", "(chọn:"),
        ("; default:", "; mặc định:"),
    ]
    private static let advice = [
        ("  See '", "  Xem thêm: "), ("' for more information.", ""), ("' for detailed help.", ""),
    ]
    private static let places = [("<subcommand>", "<lệnh>"), ("<options>", "<tùy chọn>")]
    private static let errors = [
        ("Error: ", "lỗi: "), ("Unknown option '", "không có tùy chọn '"),
        ("'. Did you mean '", "'; có phải là '"), ("Missing expected argument '", "còn thiếu '"),
        ("Missing one of: ", "còn thiếu một trong: "),
        ("Missing value for '", "thiếu giá trị cho '"), ("Unexpected argument '", "thừa '"),
        (" unexpected arguments: ", " chỗ thừa: "), ("The value '", "giá trị '"),
        ("' is invalid for '", "' không dùng được cho '"),
        ("Please provide one of ", "Dùng một trong: "), ("' or '", "' hoặc '"),
        ("' and '", "' và '"),
        ("The option '", "tùy chọn '"),
        ("' does not take any value, but '", "' không nhận giá trị '"),
        ("' was specified.", "'"),
    ]
}
