import DondocAPI
import DondocCore
import FoundationEssentials

/// The daemon as the verbs see it: questions and changes, and every failure with its exit status.
struct Daemon {
    let place: Place
    /// No remark about the training clock beside machine-readable answers.
    let isQuiet: Bool
    private var hasToldTraining = false

    /// The body of an answer, or why there is none.
    typealias Reply = Result<[UInt8], Problem>

    static let patience = 10
    static let loadPatience = 120

    init(at place: Place, isQuiet: Bool) {
        self.place = place
        self.isQuiet = isQuiet
    }

    init(socket: String, isQuiet: Bool) { self.init(at: .socket(socket), isQuiet: isQuiet) }

    mutating func get(
        _ path: String, _ query: [(String, String)] = [], seconds: Int = Daemon.patience
    ) throws -> [UInt8] {
        try ask(HTTPRequest(path: path, query: query), seconds: seconds)
    }

    /// The same, where a refusal is for the caller to judge.
    mutating func reply(_ path: String, _ query: [(String, String)]) throws -> Reply {
        try reply(to: HTTPRequest(path: path, query: query), seconds: Daemon.patience)
    }

    /// A change, which the daemon makes once however often it is sent.
    mutating func post(
        _ path: String, _ query: [(String, String)] = [], body: [UInt8] = [],
        seconds: Int = Daemon.patience, progress: HTTPRequest.Progress? = nil
    ) throws -> [UInt8] {
        try ask(
            HTTPRequest(
                method: "POST", path: path, query: query, idempotencyKey: freshKey(), body: body,
                whileWaiting: progress), seconds: seconds)
    }

    /// A refusal with its exit status, and where it came from.
    func failure(_ problem: Problem) -> Failure {
        let failure = Failure(problem)
        return Failure(failure.status, failure.lines + place.remarks)
    }

    private mutating func ask(_ request: HTTPRequest, seconds: Int) throws -> [UInt8] {
        switch try reply(to: request, seconds: seconds) {
        case .success(let body): return body
        case .failure(let problem): throw failure(problem)
        }
    }

    private mutating func reply(to asked: HTTPRequest, seconds: Int) throws -> Reply {
        var request = asked
        if seconds > Daemon.patience, !isQuiet, asked.whileWaiting == nil {
            request.whileWaiting = (2000, { Terminal.remark(Words.stillWorking(seconds)) })
        }
        let answer: HTTPAnswer
        do {
            answer = try converse(request, seconds: seconds)
        } catch {
            throw Failure(error, at: place)
        }
        tellTraining(answer)
        guard answer.status >= 400 else { return .success(answer.body) }
        guard let problem = try? JSONDecoder().decode(Problem.self, from: Data(answer.body)) else {
            let exit = answer.status >= 500 ? ExitStatus.tryAgain : ExitStatus.no
            throw Failure(exit, [Words.bareStatus(answer.status)] + place.remarks)
        }
        return .failure(problem)
    }

    /// A daemon that restarts drops its connections; the same key makes a second try harmless.
    private func converse(_ request: HTTPRequest, seconds: Int) throws(TransportError) -> HTTPAnswer
    {
        do {
            return try exchange(request, at: place, seconds: seconds)
        } catch {
            guard error == .closedEarly else { throw error }
            return try exchange(request, at: place, seconds: seconds)
        }
    }

    private mutating func tellTraining(_ answer: HTTPAnswer) {
        guard let value = answer.headers[Path.trainingHeader.lowercased()], !isQuiet,
            !hasToldTraining
        else { return }
        hasToldTraining = true
        Terminal.remark(Words.training(shown(written(instant: value))))
    }

    /// 128 random bits of the system (getrandom(2)) in hexadecimal.
    private func freshKey() -> String {
        hexadecimal((0..<16).map { _ in UInt8.random(in: 0...255) })
    }
}

/// What a body says.
///
/// - Throws: `Failure` 75 when it is not what this version expects.
func decoded<T: Decodable>(_ type: T.Type, _ body: [UInt8]) throws -> T {
    do {
        return try JSONDecoder().decode(type, from: Data(body))
    } catch {
        throw Failure(ExitStatus.tryAgain, Words.notUnderstood(String(describing: type)))
    }
}

/// A body of ours.
func encoded(_ value: some Encodable) throws -> [UInt8] { Array(try JSONEncoder().encode(value)) }
