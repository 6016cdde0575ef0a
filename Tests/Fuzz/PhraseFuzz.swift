import DondocCore
import Glibc
import Synchronization

/// libFuzzer's entry: four bytes of a plan, then the phrase (`PhraseInput`).
///
/// A trap or a run beyond the time limit ends the process, as libFuzzer wants it; a broken promise
/// is told, its input kept in `FUZZ_FINDINGS`, and the run goes on: each kind of it once, or every
/// time where `FUZZ_EVERY` is set.
@_cdecl("LLVMFuzzerTestOneInput")
func testOneInput(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    let bytes = UnsafeBufferPointer(start: start, count: count)
    let input = PhraseInput(bytes)
    guard let broken = PhraseCheck.broken(input) else { return 0 }
    let form = "\(broken.promise) [\(broken.form)] \(broken.why)"
    guard told.withLock({ $0.insert(form).inserted }) || getenv("FUZZ_EVERY") != nil else {
        return 0
    }
    keep(bytes, told.withLock(\.count))
    let shown = input.text.debugDescription
    write("FINDING \(form)\n  phrase \(shown)\n  found \(broken.found)\n")
    return 0
}

private let told = Mutex<Set<String>>([])

private func keep(_ bytes: UnsafeBufferPointer<UInt8>, _ number: Int) {
    guard let folder = getenv("FUZZ_FINDINGS"),
        let file = fopen("\(String(cString: folder))/finding-\(getpid())-\(number)", "w")
    else { return }
    fwrite(bytes.baseAddress, 1, bytes.count, file)
    fclose(file)
}

private func write(_ text: String) {
    _ = Array(text.utf8).withUnsafeBytes { Glibc.write(2, $0.baseAddress, $0.count) }
}

// MARK: Mutations of words

/// libFuzzer's own mutation: bytes, and words of the dictionary.
@_silgen_name("LLVMFuzzerMutate")
private func mutateBytes(_ data: UnsafeMutablePointer<UInt8>, _ count: Int, _ limit: Int) -> Int

/// Half of the time whole words move, go or come twice; else bytes change as libFuzzer likes.
@_cdecl("LLVMFuzzerCustomMutator")
func mutate(_ data: UnsafeMutablePointer<UInt8>, _ count: Int, _ limit: Int, _ seed: UInt32) -> Int
{
    var dice = Dice(state: UInt64(seed))
    guard count > PhraseInput.headLength, dice.next(2) == 0 else {
        return mutateBytes(data, count, limit)
    }
    var words = wordsOf(data, count)
    for _ in 0...dice.next(3) where !words.isEmpty {
        let (i, j) = (dice.next(words.count), dice.next(words.count))
        switch dice.next(5) {
        case 0: words.remove(at: i)
        case 1: words.insert(words[i], at: j)
        case 2: words.swapAt(i, j)
        case 3: words.removeSubrange(min(i, j)..<max(i, j))
        default: words[i] = number(words[i], &dice)
        }
    }
    return put(words, into: data, limit)
}

/// The first words of one phrase and the last of another.
@_cdecl("LLVMFuzzerCustomCrossOver")
func cross(
    _ a: UnsafePointer<UInt8>, _ aCount: Int, _ b: UnsafePointer<UInt8>, _ bCount: Int,
    _ out: UnsafeMutablePointer<UInt8>, _ limit: Int, _ seed: UInt32
) -> Int {
    var dice = Dice(state: UInt64(seed))
    let head = min(PhraseInput.headLength, aCount, limit)
    out.update(from: a, count: head)
    guard head == PhraseInput.headLength else { return head }
    let (x, y) = (wordsOf(a, aCount), wordsOf(b, bCount))
    let words = x.prefix(dice.next(x.count + 1)) + y.dropFirst(dice.next(y.count + 1))
    return put(Array(words), into: out, limit)
}

/// The words after the head, a run of blanks counted as one.
private func wordsOf(_ data: UnsafePointer<UInt8>, _ count: Int) -> [[UInt8]] {
    guard count > PhraseInput.headLength else { return [] }
    return UnsafeBufferPointer(start: data, count: count).dropFirst(PhraseInput.headLength)
        .split(separator: 0x20).map(Array.init)
}

private func put(_ words: [[UInt8]], into data: UnsafeMutablePointer<UInt8>, _ limit: Int) -> Int {
    let bytes = words.joined(separator: [0x20])
    var at = PhraseInput.headLength
    for byte in bytes where at < limit {
        data[at] = byte
        at += 1
    }
    return at
}

/// A number of a word nudged or replaced: "15/6" becomes "15/7", "31/6".
private func number(_ word: [UInt8], _ dice: inout Dice) -> [UInt8] {
    let places = word.indices.filter { (0x30...0x39).contains(word[$0]) }
    guard let place = places.isEmpty ? nil : places[dice.next(places.count)] else {
        return Array("\(dice.next(32))".utf8)
    }
    var changed = word
    changed[place] = 0x30 + UInt8(dice.next(10))
    return changed
}

private struct Dice {
    var state: UInt64

    mutating func next(_ limit: Int) -> Int {
        state = (state &+ 1) &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return Int(state >> 33) % limit
    }
}
