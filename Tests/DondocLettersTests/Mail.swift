import DondocCore
import DondocLetters
import Foundation
import Testing
import TestSupport

/// A message as an independent parser sees it.
struct Mail: Decodable {
    /// A calendar beside the letter, with what each of two parsers read in it.
    struct Calendar: Decodable {
        struct Reading: Decodable, Equatable {
            var method: String
            var events: [Event]
            var kinds: [String]
            var errors: [String]
        }

        struct Event: Decodable, Equatable {
            var uid: String
            var sequence: Int
            var stamp: String
            var start: String
            var end: String
            var summary: String
            var description: String
            var organizer: [String]
            var transparency: String
            var status: String?
            var names: [String]
        }

        var file: String
        var disposition: String
        var method: String
        var charset: String
        /// Octets of its lines.
        var lines: [Int]
        var content: String
        var readings: [Reading]

        var events: [Event] { readings[0].events }
    }

    var names: [String]
    /// Names and decoded values.
    var headers: [[String]]
    var subject: String
    var from: [[String]]
    var to: [[String]]
    var replyTo: [[String]]
    var date: String
    var id: String
    var references: String?
    var listId: String
    var key: String?
    var number: String?
    var attempt: String?
    var automatic: String
    var language: String
    var type: String
    var parts: [String]
    var text: String
    /// Of the HTML part: its elements, their attributes, its text, and how it is written.
    var tags: [String]
    var attributes: [String]
    var page: String
    var html: String
    var calendars: [Calendar]
    var defects: [String]

    init(_ message: [UInt8]) throws {
        let script = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
            .appendingPathComponent("parse.py")
        let (_, answer) = try Program.answer(
            "/usr/bin/python3", [script.path], to: Data(message))
        self = try JSONDecoder().decode(Mail.self, from: answer)
    }
}

/// What must hold of every letter's bytes.
func expectSound(_ message: [UInt8]) {
    #expect(message.count <= 48 * 1024)
    var previous: UInt8 = 0
    for byte in message {
        #expect((byte == 0x0A) == (previous == 0x0D), "a bare CR or LF")
        #expect((0x20...0x7E).contains(byte) || byte == 0x0D || byte == 0x0A, "byte \(byte)")
        previous = byte
    }
    let lines = String(decoding: message, as: UTF8.self).components(separatedBy: "\r\n")
    let headersEnd = lines.firstIndex(of: "") ?? 0
    #expect(lines.prefix(headersEnd).allSatisfy { $0.utf8.count <= 998 })
    #expect(lines.dropFirst(headersEnd).allSatisfy { $0.utf8.count <= 76 && !$0.hasPrefix(".") })
}

/// Compares a letter with its golden file; `RECORD_GOLDEN=1` rewrites the file and fails.
func expectGolden(_ name: String, _ message: [UInt8]) throws {
    let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .appendingPathComponent("Golden")
    let file = folder.appendingPathComponent(name)
    if ProcessInfo.processInfo.environment["RECORD_GOLDEN"] == "1" {
        try FileManager.default.createDirectory(
            at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(message).write(to: file)
        Issue.record("recorded \(name); read the difference")
        return
    }
    let golden = try Data(contentsOf: file)
    #expect(Data(message) == golden, "\(name) has changed")
}

extension Mail {
    /// The letter as a person reads it: headers, text, HTML, calendars.
    var readable: String {
        let headers = headers.filter { !$0[0].hasPrefix("Content-Type") }
            .map { "\($0[0]): \($0[1])" }.joined(separator: "\n")
        let calendars = calendars.map {
            "--- \($0.file), \($0.method)\n"
                + $0.content.replacingOccurrences(of: "\r\n ", with: "")
                .replacingOccurrences(of: "\r\n", with: "\n")
        }
        return ([headers, "--- text", text, "--- html", html] + calendars).joined(separator: "\n")
    }
}

func day(_ iso: String) throws -> Day { try #require(Day(iso: iso)) }
