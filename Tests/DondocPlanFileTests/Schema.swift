import DondocCore
import Foundation
import Testing

@testable import DondocPlanFile

/// A JSON Schema of config/schema, and as much of draft 2020-12 as these schemas use.
///
/// Any other keyword is a mistake: it would be passed over in silence.
struct Schema {
    /// What a scalar of a file is to an editor, which reads YAML by its core schema.
    private enum Scalar {
        case integer(Int), number, boolean(Bool), null, string(String)

        init(_ text: String, isQuoted: Bool) {
            self =
                if isQuoted {
                    .string(text)
                } else if let number = Int(text) {
                    .integer(number)
                } else if Double(text) != nil {
                    .number
                } else if ["true", "True", "TRUE"].contains(text) {
                    .boolean(true)
                } else if ["false", "False", "FALSE"].contains(text) {
                    .boolean(false)
                } else if ["", "~", "null", "Null", "NULL"].contains(text) {
                    .null
                } else {
                    .string(text)
                }
        }

        var types: [String] {
            switch self {
            case .integer: ["integer", "number"]
            case .number: ["number"]
            case .boolean: ["boolean"]
            case .null: ["null"]
            case .string: ["string"]
            }
        }
    }

    typealias Object = [String: Any]

    let name: String
    let root: Object

    init(_ name: String) throws {
        self.name = name
        let file = Shipped.config.appending(path: "schema/\(name).schema.json")
        root = try #require(
            try JSONSerialization.jsonObject(with: Data(contentsOf: file)) as? Object)
    }

    /// Where a file departs from the schema: `LINE:COLUMN keyword`.
    func faults(_ file: SourceText) throws -> [String] {
        let findings = Findings(file: file.name)
        let document = try #require(Document(file, findings), "\(file.name)")
        return faults(document.root, root)
    }

    private func faults(_ value: Value, _ schema: Object) -> [String] {
        var told: [String] = []
        func fault(_ keyword: String, at place: Place) {
            told.append("\(place.line):\(place.column) \(keyword)")
        }
        for (keyword, rule) in schema where !holds(keyword, rule, value, schema) {
            fault(keyword, at: value.place)
        }
        if let reference = schema["$ref"] as? String { told += faults(value, resolved(reference)) }
        for part in schema["allOf"] as? [Object] ?? [] { told += faults(value, part) }
        switch value.shape {
        case .text: break
        case .list(let items):
            if let rule = schema["items"] as? Object { told += items.flatMap { faults($0, rule) } }
        case .map(let entries):
            let properties = schema["properties"] as? Object
            for entry in entries {
                if let known = properties?[entry.key.text] as? Object {
                    told += faults(entry.value, known)
                } else if let others = schema["additionalProperties"] as? Object {
                    told += faults(entry.value, others)
                } else if schema["additionalProperties"] as? Bool == false {
                    fault("additionalProperties", at: entry.key.place)
                }
                if let names = schema["propertyNames"] as? Object {
                    let shape = Value.Shape.text(entry.key.text)
                    told += faults(Value(place: entry.key.place, shape: shape), names)
                }
            }
        }
        return told
    }

    /// One keyword about the value itself; what is inside of it is another matter.
    private func holds(_ keyword: String, _ rule: Any, _ value: Value, _ schema: Object) -> Bool {
        let scalar: Scalar? =
            if case .text(let text) = value.shape {
                Scalar(text, isQuoted: value.isQuoted)
            } else {
                nil
            }
        switch keyword {
        case "type":
            let allowed = rule as? [String] ?? [rule as? String ?? "?"]
            return allowed.contains { (scalar?.types ?? [value.typeOfShape]).contains($0) }
        case "enum": return (rule as? [Any] ?? []).contains { same($0, scalar) }
        case "const": return same(rule, scalar)
        case "not": return (rule as? Object).map { !faults(value, $0).isEmpty } ?? false
        case "anyOf":
            return (rule as? [Object] ?? []).contains { faults(value, $0).isEmpty }
        case "pattern":
            guard case .string(let text)? = scalar else { return true }
            return text.range(of: rule as? String ?? "?", options: .regularExpression) != nil
        case "maxLength":
            guard case .string(let text)? = scalar else { return true }
            return text.unicodeScalars.count <= rule as? Int ?? 0
        case "minimum", "maximum":
            guard case .integer(let number)? = scalar, let limit = rule as? Int else { return true }
            return keyword == "minimum" ? number >= limit : number <= limit
        case "minItems":
            guard case .list(let items) = value.shape else { return true }
            return items.count >= rule as? Int ?? 0
        case "uniqueItems":
            guard case .list(let items) = value.shape else { return true }
            let texts = items.compactMap(\.scalar?.text)
            return Set(texts).count == texts.count
        case "minProperties":
            guard case .map(let entries) = value.shape else { return true }
            return entries.count >= rule as? Int ?? 0
        case "required":
            guard case .map(let entries) = value.shape else { return true }
            let keys = Set(entries.map(\.key.text))
            return keys.isSuperset(of: rule as? [String] ?? [])
        case "$schema", "$defs", "$ref", "allOf", "items", "properties", "additionalProperties",
            "propertyNames", "title", "description", "default", "examples", "patternErrorMessage":
            return true
        default:
            Issue.record("\(name): a keyword that nobody checks: \(keyword)")
            return false
        }
    }

    private func same(_ wanted: Any, _ scalar: Scalar?) -> Bool {
        switch scalar {
        case .string(let text): wanted as? String == text
        case .boolean(let flag): wanted as? Bool == flag && !(wanted is String)
        default: false
        }
    }

    func resolved(_ reference: String) -> Object {
        let parts = reference.split(separator: "/").dropFirst()
        let found = parts.reduce(root as Object?) { $0?[String($1)] as? Object }
        guard reference.hasPrefix("#/"), let found else {
            Issue.record("\(name): no \(reference)")
            return [:]
        }
        return found
    }

    /// Every schema inside this one with its pointer; the root's is empty.
    func all() -> [(pointer: String, schema: Object)] {
        func inside(_ value: Any, _ pointer: String) -> [(String, Object)] {
            if let object = value as? Object {
                return [(pointer, object)]
                    + object.keys.sorted().flatMap { key in
                        object[key].map { inside($0, "\(pointer)/\(key)") } ?? []
                    }
            }
            let list = value as? [Any] ?? []
            return list.enumerated().flatMap { inside($1, "\(pointer)/\($0)") }
        }
        return inside(root, "").map { (pointer: $0.0, schema: $0.1) }
    }
}

extension Value {
    fileprivate var typeOfShape: String {
        switch shape {
        case .text: "string"
        case .list: "array"
        case .map: "object"
        }
    }
}
