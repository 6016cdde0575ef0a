/// Routes of letters, of the hold, and of addresses.
extension Route {
    static let outbox: [Route] = [
        Route(
            .get, Path.queue, "queue",
            "Letters that wait, are on their way, are unsure or were given up, the oldest first; a coordinator sees those that speak about the own plans.",
            [.letterState, .to, .limit, .offset], [400, 403],
            answer: .list(of: .a(.queued), atMost: 1_000)),
        Route(
            .get, Path.queueLetter, "queueLetter", "One letter with its text.", [.id],
            [400, 403, 404], answer: .a(.queuedLetter)
        ).with(id: letter),
        Route(
            .post, Path.queueRetry, "queueRetry",
            "Tries letters now. One that was given up is composed anew first, and withdrawn where nothing in it is true any more.",
            [.id, .all, .letterState, .to, .dryRun], [400, 403, 404, 409, 412, 413],
            body: .nothing, answer: .a(.queueChange)
        ).with(id: letters),
        Route(
            .post, Path.queueDrop, "queueDrop", "Takes letters back for good.",
            [.id, .all, .letterState, .to, .dryRun], [400, 403, 404, 409, 412, 413],
            body: .reasonRequest, answer: .a(.queueChange)
        ).with(id: letters),
        Route(
            .post, Path.hold, "hold",
            "Holds all letters back; deciding and composing go on, so that what leaves afterwards is true.",
            [.dryRun], [400, 403, 409, 412, 413], body: .holdRequest, answer: .a(.holdChange)),
        Route(
            .post, Path.resume, "resume", "Lets letters leave again.", [.dryRun],
            [400, 403, 409, 412, 413], body: .resumeRequest, answer: .a(.holdChange)),
        Route(
            .get, Path.mailAddresses, "mailAddresses", "Addresses to which nothing is sent.", [],
            [400, 403], answer: .list(of: .a(.deadAddress))),
        Route(
            .post, Path.mailDead, "mailDead",
            "Sends nothing to an address up to the end of a day; where a lead has no other, the coordinator hears in its place.",
            [.dryRun], [400, 403, 404, 409, 412, 413], body: .deadAddressRequest,
            answer: .a(.addressChange)),
        Route(
            .post, Path.mailAlive, "mailAlive", "Writes to an address again.", [.dryRun],
            [400, 403, 404, 409, 412, 413], body: .aliveAddressRequest,
            answer: .a(.addressChange)),
    ]

    private static let letter = "The number of a letter."
    private static let letters = "Numbers of letters, with commas between; not beside `all`."
}
