/// The description of the API, OpenAPI 3.1; `api/openapi.json` holds the same text.
public enum OpenAPI {
    /// One JSON object.
    public static let text = document.json

    private static let document: Node = [
        "openapi": "3.1.0",
        "info": [
            "title": "dondoc",
            "version": "1",
            "summary": "Due days of plans: who owes what, from claim to confirmation.",
            "description":
                "HTTP/1.1 on a unix socket. Who asks is the uid at the other end; what somebody may do follows from it, and nothing in a request says otherwise. Every refusal is a problem object with the exit status of `dondoc`. A parameter or a field that a route does not know is an error, and so is one that stands twice. A head has at most 8 KiB and 64 fields, a body 1 MiB (plans 4 MiB), a page 1,000 rows, a change 10,000 obligations, a text 4,000 bytes. Days are ISO 8601, instants RFC 3339; what is not known is `null` and never left out.",
            "license": ["name": "Apache License 2.0", "identifier": "Apache-2.0"],
        ],
        "servers": [
            ["url": "http://dondoc", "description": "The socket /run/dondoc/control.sock."]
        ],
        "paths": .object(paths),
        "components": [
            "schemas": .object(shapes.map { ($0.name, $0.schema.node) }),
            "parameters": .object(parameters),
            "headers": [
                "Training": [
                    "description":
                        "On every answer where the office is in training: the moment of its clock.",
                    "schema": Schema.instant.node,
                ],
                "Tag": [
                    "description":
                        "The obligation's `change` in quotation marks, for `If-Match`; not of a past day and not of a `Change`.",
                    "schema": Schema.text.with("pattern", "^\"[0-9]+\"$").node,
                ],
            ],
            "responses": .object(refusals),
        ],
    ]

    /// Parameters by name; what `id` names differs by route.
    private static var parameters: [(name: String, value: Node)] {
        Parameter.allCases.map { ($0.rawValue, $0.node) } + HeaderField.all
    }

    /// Refusals by status; the last is of any other.
    private static var refusals: [(name: String, value: Node)] {
        let statuses = Set(Route.all.flatMap(\.refusals)).sorted()
        return statuses.map { ("Refusal\($0)", refusal(means($0))) } + [
            ("Refusal", refusal(anyOther))
        ]
    }

    private static func reference(_ group: String, _ name: String) -> Node {
        ["$ref": .text("#/components/\(group)/\(name)")]
    }

    // MARK: Routes

    /// One entry a path, in the order of the routes.
    private static var paths: [(name: String, value: Node)] {
        var paths: [(name: String, routes: [Route])] = []
        for route in Route.all {
            if let i = paths.firstIndex(where: { $0.name == route.path }) {
                paths[i].routes.append(route)
            } else {
                paths.append((route.path, [route]))
            }
        }
        return paths.map { path in
            let operations = path.routes.map {
                (name: $0.method.rawValue.lowercased(), value: operation($0))
            }
            return (path.name, .object(operations))
        }
    }

    private static func operation(_ route: Route) -> Node {
        var members: [(name: String, value: Node)] = [
            ("operationId", .text(route.name)), ("summary", .text(route.said)),
        ]
        var parameters = route.query.map { parameter in
            guard parameter == .id, let said = route.idSaid else {
                return reference("parameters", parameter.rawValue)
            }
            return Node.object([
                ("name", .text(parameter.rawValue)), ("in", "query"), ("description", .text(said)),
                ("schema", parameter.schema.node),
            ])
        }
        let headers = ["Accept-Language"] + (route.method == .post ? ["Idempotency-Key"] : [])
        let tags = route.method == .post && route.isTagged ? ["If-Match"] : []
        parameters += (headers + tags).map { reference("parameters", $0) }
        members.append(("parameters", .list(parameters)))
        if let body = route.body {
            let isRequired = !body.required.isEmpty
            members.append(
                (
                    "requestBody",
                    [
                        "required": .flag(isRequired),
                        "content": content(.a(body), "application/json"),
                    ]
                ))
        }
        let refusals = route.refusals.map {
            (name: String($0), value: reference("responses", "Refusal\($0)"))
        }
        members.append(
            (
                "responses",
                .object(
                    [("200", success(route))] + refusals
                        + [("default", reference("responses", "Refusal"))])
            ))
        return .object(members)
    }

    private static func success(_ route: Route) -> Node {
        var headers: [(name: String, value: Node)] = [
            (Path.trainingHeader, reference("headers", "Training"))
        ]
        if route.isTagged { headers.append(("ETag", reference("headers", "Tag"))) }
        return [
            "description": "It is done, or this is how it stands.", "headers": .object(headers),
            "content": content(route.answer, "application/json"),
        ]
    }

    private static func refusal(_ means: String) -> Node {
        [
            "description": .text(means),
            "headers": .object([(Path.trainingHeader, reference("headers", "Training"))]),
            "content": content(.a(.problem), "application/problem+json"),
        ]
    }

    private static func content(_ schema: Schema, _ type: String) -> Node {
        .object([(type, Node.object([("schema", schema.node)]))])
    }

    private static func means(_ status: Int) -> String {
        switch status {
        case 400: "The request itself is wrong: exit 64."
        case 403: "The caller may not; the trail has it: exit 77."
        case 404: "There is no such thing; the nearest is named: exit 66."
        case 409:
            "The answer is no, and `detail` says why: exit 1; several keys begin so: 66; the same key is at work: 75."
        case 412: "It has changed since: exit 75."
        case 413:
            "The body is too large: exit 64; too many obligations at once, or too many rows: 1."
        case 422: "A file is wrong, `items` says where: exit 65; another agency than `for` says: 1."
        case 429: "Too many at once: exit 75."
        case 507: "There is no room for it: exit 75."
        default: "Busy: exit 75."
        }
    }

    private static let anyOther =
        "What any request may meet: too slow (408), a head too large (431), a fault (500), busy (503), not HTTP/1.1 (505), no room (507)."

    // MARK: Shapes

    /// Every shape that a route leads to, each once.
    private static var shapes: [Shape] {
        let answers: [Shape] = [
            .problem, .obligation, .detail, .asked, .grant, .inputs, .waiver, .attachment, .remark,
            .change, .counts, .task, .next, .why, .whyAsked, .snoozeEnded, .deed, .rung,
            .hearer, .passedOver, .letter, .log, .audit, .plan, .planDetail,
            .item, .target, .load, .loaded, .reload, .dayChange, .dayOff, .move, .mailTest,
            .whoami, .status, .buckets, .clock, .heartbeat, .integrity, .letters, .queue, .wake,
            .trouble, .file, .policy, .policyStep, .policyDays, .policyRung, .recipient, .reminder,
            .pause,
            .simulated,
        ]
        // An empty body is that of several routes.
        var seen: Set<String> = []
        return (answers + Shape.outbox + Route.all.compactMap(\.body)).filter {
            seen.insert($0.name).inserted
        }
    }
}
