import DondocCore
import DondocPlanFile
import Foundation

/// The files that dondoc ships, found beside the tests.
enum Shipped {
    static let tests = URL(filePath: #filePath).deletingLastPathComponent()
    static let config = tests.appending(path: "../../config").standardizedFileURL

    static func files(_ folder: String) throws -> [SourceText] {
        let names = try FileManager.default.contentsOfDirectory(
            atPath: config.appending(path: folder).path)
        return try names.filter { $0.hasSuffix(".yaml") && $0 != "example.yaml" }.sorted().map {
            try file("\(folder)/\($0)")
        }
    }

    static func file(_ path: String) throws -> SourceText {
        let data = try Data(contentsOf: config.appending(path: path))
        return try PlanFile.bytes(Array(data), name: path)
    }

    static func directory() throws -> Directory { try PlanFile.directory(files("agencies")) }

    static func calendar() throws -> WorkCalendar { try PlanFile.calendar(files("calendar")) }

    /// A plan; with `today`, the findings of the lint are among its warnings.
    static func plan(_ id: String, today: Day? = nil) throws -> PlanFile.ReadPlan {
        try PlanFile.plan(file("plans/\(id).yaml"), directory(), calendar(), today: today)
    }

    /// A plan and what it comes to.
    static func expanded(_ id: String) throws -> (plan: Plan, assignments: [Assignment]) {
        let read = try plan(id)
        return (read.plan, read.assignments)
    }
}
