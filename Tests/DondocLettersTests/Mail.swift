import DondocCore
import DondocLetters
import Foundation
import Testing

/// A message as an independent parser sees it.
struct Mail: Decodable {
    var names: [String]
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
    var type: String
    var parts: [String]
    var text: String
    var tags: [String]
    /// The text of the HTML part.
    var page: String
    var defects: [String]

    init(_ message: [UInt8]) throws {
        let script = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
            .appendingPathComponent("parse.py")
        let (process, input, output) = (Process(), Pipe(), Pipe())
        process.executableURL = URL(fileURLWithPath: "/usr/bin/python3")
        process.arguments = [script.path]
        process.standardInput = input
        process.standardOutput = output
        try process.run()
        // The parser reads all before it writes.
        try input.fileHandleForWriting.write(contentsOf: Data(message))
        try input.fileHandleForWriting.close()
        let answer = output.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
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
    let file = folder.appendingPathComponent("\(name).eml")
    if ProcessInfo.processInfo.environment["RECORD_GOLDEN"] == "1" {
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        try Data(message).write(to: file)
        Issue.record("recorded \(name).eml; read the difference")
        return
    }
    let golden = try Data(contentsOf: file)
    #expect(Data(message) == golden, "\(name).eml has changed")
}

func day(_ iso: String) throws -> Day { try #require(Day(iso: iso)) }
