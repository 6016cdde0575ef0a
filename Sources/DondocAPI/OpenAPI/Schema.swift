import DondocCore

/// The schema of a value: JSON Schema 2020-12, as OpenAPI 3.1 takes it.
struct Schema: Sendable {
    /// Keywords in the order in which they are written.
    private(set) var words: [(name: String, value: Node)]

    private init(_ words: [(name: String, value: Node)]) { self.words = words }

    var node: Node { .object(words) }

    // MARK: Values

    static let text = typed("string")
    static let flag = typed("boolean")
    static let integer = typed("integer")
    /// A count, a size, a number of something.
    static let count = typed("integer").with("minimum", 0)
    /// A number that names something: an obligation, a change.
    static let number = typed("integer").with("minimum", 1)
    static let day = typed("string").with("format", "date")
        .with("pattern", #"^[0-9]{4}-[0-9]{2}-[0-9]{2}$"#)
    static let instant = typed("string").with("format", "date-time").with(
        "pattern",
        #"^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(Z|[+-][0-9]{2}:[0-9]{2})$"#)
    /// A day, whose hour of reminders is meant, or a moment of the office's clock.
    static let until = typed("string").with(
        "pattern",
        #"^[0-9]{4}-[0-9]{2}-[0-9]{2}([ T][0-9]{2}:[0-9]{2}(:[0-9]{2})?([+]07:00)?)?$"#
    ).said(
        "A day, whose hour of reminders is meant, or a moment of the office's clock, `2023-06-14 09:00`; to come, and at most 366 days away."
    )
    static let hash = typed("string").with("pattern", "^[0-9a-f]{64}$")
    static let null = typed("null")
    /// Any object at all.
    static let anything = typed("object")

    /// Text that people send: one line, at most 4,000 bytes.
    static let line = typed("string").with("maxLength", 4_000)

    static func words(_ all: [String]) -> Schema {
        typed("string").with("enum", .list(all.map(Node.text)))
    }

    static func words<T: CaseIterable & RawRepresentable<String>>(of _: T.Type) -> Schema {
        words(T.allCases.map(\.rawValue))
    }

    static func list(of item: Schema, atMost: Int? = nil) -> Schema {
        let list = typed("array").with("items", item.node)
        return atMost.map { list.with("maxItems", .number($0)) } ?? list
    }

    static func a(_ shape: Shape) -> Schema { Schema([("$ref", .text(shape.place))]) }

    static func either(_ schemas: [Schema]) -> Schema {
        Schema([("oneOf", .list(schemas.map(\.node)))])
    }

    /// An object of these fields and no other.
    static func object(_ fields: [Field], required: [String]) -> Schema {
        let properties: Node = .object(fields.map { ($0.name, $0.schema.node) })
        var schema = typed("object").with("properties", properties)
        if !required.isEmpty {
            schema = schema.with("required", .list(required.map(Node.text)))
        }
        return schema.with("additionalProperties", false)
    }

    private static func typed(_ type: String) -> Schema { Schema([("type", .text(type))]) }

    // MARK: Changes

    func with(_ name: String, _ value: Node) -> Schema { Schema(words + [(name, value)]) }

    /// The same with a description.
    func said(_ text: String) -> Schema { with("description", .text(text)) }

    /// The same, or `null`: what is not known is never left out of an answer.
    var orNull: Schema {
        Schema([("anyOf", .list([node, ["type": "null"]]))])
    }
}

/// A field of an object.
typealias Field = (name: String, schema: Schema)

/// An object that has a name among the components.
struct Shape: Sendable {
    let name: String
    let said: String
    let fields: [Field]
    /// Fields that must be there: of answers all.
    let required: [String]

    init(_ name: String, _ said: String, _ fields: [Field], required: [String]? = nil) {
        self.name = name
        self.said = said
        self.fields = fields
        self.required = required ?? fields.map(\.name)
    }

    var place: String { "#/components/schemas/\(name)" }
    var schema: Schema { .object(fields, required: required).said(said) }
}
