import DondocAPI
import DondocCore
import Foundation

/// Makes bodies of requests that are nearly right, from a seed.
struct BodyDice {
    /// A request as a line of the corpus: its target, a blank, its body with escapes.
    struct Shot: Hashable, Sendable {
        var target: String
        var body: [UInt8]

        init(target: String, body: [UInt8]) { (self.target, self.body) = (target, body) }

        /// Printable ASCII but the backslash stands for itself, all else as `\xXX`.
        var line: String {
            let text = body.map { byte in
                (0x20...0x7E).contains(byte) && byte != 0x5C
                    ? String(UnicodeScalar(byte)) : "\\x" + String(byte, radix: 16).leftPadded
            }
            return target + " " + text.joined()
        }

        init?(line: String) {
            guard let blank = line.firstIndex(of: " "), line.hasPrefix("/") else { return nil }
            var bytes: [UInt8] = []
            var rest = line[line.index(after: blank)...].utf8[...]
            while let byte = rest.popFirst() {
                guard byte == 0x5C else {
                    bytes.append(byte)
                    continue
                }
                let digits = String(rest.dropFirst().prefix(2)) ?? ""
                guard let value = UInt8(digits, radix: 16) else { return nil }
                bytes.append(value)
                rest = rest.dropFirst(3)
            }
            self.init(target: String(line[..<blank]), body: bytes)
        }
    }

    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func roll(_ n: Int) -> Int {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return Int(state >> 33) % max(n, 1)
    }

    private mutating func pick<T>(_ all: [T]) -> T { all[roll(all.count)] }

    // MARK: Requests

    private static let targets =
        ObligationVerb.allCases.map { Path.act($0.rawValue) } + [
            Path.undo, Path.plans, Path.reload, Path.mailTest, Path.hold, Path.resume,
            Path.mailDead, Path.mailAlive, Path.queueDrop, Path.simulate,
        ]

    mutating func shot() -> Shot {
        let path = pick(Self.targets)
        var body = Array(fields(of: path).json.utf8)
        if roll(5) == 0 {
            for _ in 0...roll(4) { body = cut(body) }
        }
        return Shot(target: path + query(of: path), body: body)
    }

    private mutating func query(of path: String) -> String {
        guard path.hasPrefix("/v1/obligation/") else { return roll(3) == 0 ? "?dry-run=1" : "" }
        let targets = [
            "?id=1", "?id=1", "?id=2", "?id=3", "?id=4", "?id=6", "?id=nam/viec/2023/so",
            "?id=nam/tong", "?id=99", "?id=1,2", "?id=4,5,99", "?plan=nam", "?agency=mute",
            "?state=claimed", "?missing=6", "?bucket=undated", "?mine=1", "",
        ]
        let target = pick(targets)
        guard roll(6) == 0 else { return target }
        return target + (target.isEmpty ? "?" : "&") + "dry-run=1"
    }

    /// Fields that the route takes, most of them with what belongs there.
    private mutating func fields(of path: String) -> Piece {
        if roll(30) == 0 { return anything(depth: 0) }
        let verb = path.split(separator: "/").last.map(String.init) ?? ""
        var names = ActRequest.fields(of: verb).map(\.rawValue)
        switch path {
        case Path.undo: names = ["change", "reason"]
        case Path.plans: names = ["files", "all"]
        case Path.mailTest: names = ["to"]
        case Path.hold: names = ["reason", "seconds", "until"]
        case Path.resume: names = ["now"]
        case Path.mailDead: names = ["address", "until", "reason"]
        case Path.mailAlive: names = ["address"]
        case Path.queueDrop: names = ["reason"]
        case Path.simulate: names = SimulateRequest.CodingKeys.allCases.map(\.rawValue)
        default: break
        }
        var members = names.filter { _ in roll(4) > 0 }.map { ($0, value(of: $0, path)) }
        switch roll(12) {
        case 0:
            members.append((pick(["actor", "uid", "time", "", "Note", "note\u{301}"]), .text("x")))
        case 1: if let one = members.first { members.append(one) }
        case 2: members = members.map { ($0.0, anything(depth: 1)) }
        default: break
        }
        return .object(members)
    }

    private mutating func value(of name: String, _ path: String) -> Piece {
        if roll(6) == 0 { return anything(depth: 1) }
        switch name {
        case "dated", "received": return .text(pick(["2023-06-01", "2023-06-05", "2022-12-31"]))
        case "to" where path == Path.mailTest:
            return .text(pick(["a@example.test", "busy@example.test", "a@b", "\"a b\"@c.vn"]))
        case "from" where path == Path.simulate:
            return .text(pick(["2023-06-12", "2023-06-01", "2023-06-31"]))
        case "to" where path == Path.simulate:
            return .text(pick(["2023-06-20", "2023-06-16", "2022-01-01", "9999-12-31"]))
        case "answers":
            return .object([("name", .text("a.csv")), ("text", .text(pick(Self.answers)))])
        case "to": return .text(pick(["2023-06-30", "2023-06-16", "2099-12-31", "2023-06-31"]))
        case "file": return .text(String(repeating: pick(["0", "a", "A", "g", "ａ"]), count: 64))
        case "seconds": return .word(String(pick([1, 600, 0, -5, 99_999_999])))
        case "address": return .text(pick(["so@example.test", "ai@example.test", "\"a b\"@c.vn"]))
        case "until":
            return .text(
                pick([
                    "2023-06-14", "2023-06-14 09:00", "2099-12-31", "2023-06-14T09:00:00+07:00",
                    "2023-06-31", "2023-06-14 25:00", "mai",
                ]))
        case "working_days": return .word(String(pick([1, 3, 10, 11, 366, 367, 0])))
        case "force", "refuse", "all", "now", "end": return .word(pick(["true", "false"]))
        case "inputs":
            return .list((0..<roll(3)).map { _ in .text(pick(["so", "mute", "4", "5"])) })
        case "for": return .text(pick(["so", "mute", "desk", "t/so"]))
        case "change": return .word(String(pick([1, 2, 3, 5, 9, 0, -1])))
        case "files":
            return .list([
                .object([("name", .text("p.yaml")), ("text", .text(pick(Self.plans)))])
            ])
        default: return .text(pick(["12/BC", "vì mưa", "nguye\u{302}\u{303}n", " ", "x"]))
        }
    }

    private static let plans = [
        "plan: nam\n", "plan: moi\ntitle: \u{1b}[2J\n", Bench.plan("moi"), Situations.plan,
        "plan: x\ntitle: [[[[[[\n", "- &a *a\n",
    ]

    private static let answers = [
        "2023-06-15,1,done,12/BC\n", "\u{feff}day,key,verb,text\n15/06/2023 09:30,2,start\n",
        "2023-06-15,99,done\n2023-06-15,1,confirm\n", "2023-06-15,\"1,done", ",,,\n\u{0}",
    ]

    /// Values of every kind, and of every size that might matter.
    private mutating func anything(depth: Int) -> Piece {
        let words = [
            "null", "true", "0", "-1", "1.5", "1e308", "-0", "9223372036854775807",
            "9223372036854775808", "1e400", "00", "NaN", "nul", "'x'", #""\ud800""#, #""\u0000""#,
        ]
        let texts = [
            "", " ", "\u{1b}[31m", "\u{202e}", "\u{feff}", "\u{e000}", "a\nb", "１２",
            String(repeating: "ệ", count: 1_334), String(repeating: "x", count: 4_001), "'; --",
            "\\",
            "\u{10ffff}", "2023-02-30", "0000-00-00", "999999-01-01",
        ]
        switch roll(depth > 2 ? 2 : 5) {
        case 0: return .word(pick(words))
        case 1: return .text(pick(texts))
        case 2: return .list((0..<pick([0, 1, 3, 40])).map { _ in anything(depth: depth + 1) })
        case 3:
            return .object(
                (0..<roll(4)).map { _ in (pick(["note", "to", "a"]), anything(depth: depth + 1)) })
        default:
            return .word(
                String(repeating: "[", count: pick([31, 33, 5_000]))
                    + String(repeating: "]", count: pick([31, 33, 5_000])))
        }
    }

    private mutating func cut(_ bytes: [UInt8]) -> [UInt8] {
        var bytes = bytes
        guard !bytes.isEmpty else { return bytes }
        let i = roll(bytes.count)
        switch roll(5) {
        case 0: bytes[i] = UInt8(roll(256))
        case 1: bytes.remove(at: i)
        case 2: bytes.insert(pick(Array("{}[],:\"\\eE0.-d\u{0}".utf8)), at: i)
        case 3: bytes.removeLast(roll(bytes.count))
        default: bytes.insert(contentsOf: bytes[i...].prefix(roll(20)), at: i)
        }
        return bytes
    }
}

/// A JSON text in the making, right or wrong.
private indirect enum Piece {
    case text(String)
    /// As it stands.
    case word(String)
    case list([Piece])
    case object([(String, Piece)])

    var json: String {
        switch self {
        case .text(let text): Piece.quoted(text)
        case .word(let word): word
        case .list(let items): "[" + items.map(\.json).joined(separator: ",") + "]"
        case .object(let members):
            "{" + members.map { Piece.quoted($0.0) + ":" + $0.1.json }.joined(separator: ",") + "}"
        }
    }

    private static func quoted(_ text: String) -> String {
        let data = try? JSONEncoder().encode(text)
        return String(decoding: data ?? Data(), as: UTF8.self)
    }
}

extension String {
    /// Two digits.
    fileprivate var leftPadded: String { count < 2 ? "0" + self : self }
}
