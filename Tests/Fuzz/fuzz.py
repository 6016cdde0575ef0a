#!/usr/bin/python3
"""Throws phrases at the grammar of due phrases (libFuzzer).

    Tests/Fuzz/fuzz.py run [RUNS] [--address] [--longest BYTES] | show FILE... | keep

A finding is a trap, a run of more than a second, or a broken promise (PhraseCheck.swift): 1 at the
end. Seeds are the golden tables and the corpus of DondocCoreTests, which a test replays.
"""

import argparse
import os
import re
import shutil
import subprocess
import sys
import time
import unicodedata
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
TESTS = ROOT / "Tests/DondocCoreTests"
CORPUS = TESTS / "Corpus/phrases.txt"
FUZZ = ROOT / ".build/fuzz"
HEAD = 4  # PhraseInput.headLength
SECONDS = 1
STOPS = 20  # traps and time-outs after which a run gives up
RIGOUR = ["-swift-version", "6", "-parse-as-library", "-O", "-whole-module-optimization"] + [
    word for feature in ("ExistentialAny", "MemberImportVisibility", "InternalImportsByDefault",
                         "NonisolatedNonsendingByDefault")
    for word in ("-enable-upcoming-feature", feature)]


def build(sanitizers):
    """The core and the target with coverage, from their sources; nothing when they are older."""
    folder = FUZZ / sanitizers
    program = folder / "phrase-fuzz"
    core = sorted((ROOT / "Sources/DondocCore").rglob("*.swift"))
    target = [TESTS / "PhraseCheck.swift", ROOT / "Tests/Fuzz/PhraseFuzz.swift"]
    if program.exists() and program.stat().st_mtime > max(f.stat().st_mtime for f in core + target):
        return program
    folder.mkdir(parents=True, exist_ok=True)
    swiftc = ["swiftc", f"-sanitize={sanitizers}", *RIGOUR]
    compiled = subprocess.run([*swiftc, "-module-name", "DondocCore", "-emit-module", "-emit-module-path",
                               folder / "DondocCore.swiftmodule", "-emit-object", "-o", folder / "DondocCore.o", *core])
    if compiled.returncode:
        sys.exit("fuzz: the core does not build")
    linked = subprocess.run([*swiftc, "-module-name", "PhraseFuzz", "-I", folder, *target, folder / "DondocCore.o",
                             "-o", program], stderr=subprocess.PIPE, text=True)
    # The address sanitizer's own symbols: hundreds of lines that mean nothing.
    sys.stderr.writelines(l for l in linked.stderr.splitlines(True) if "Cannot export local symbol" not in l)
    if linked.returncode:
        sys.exit("fuzz: the target does not build")
    return program


# ---------------------------------------------------------------- inputs


def tables():
    """Rows of every golden table of phrases, as columns by name."""
    for file in sorted((TESTS / "Golden").glob("*.tsv")):
        lines = [l.split("\t") for l in file.read_text().splitlines() if l and not l.startswith("#")]
        if lines and lines[0][0] == "phrase":
            for cells in lines[1:]:
                row = dict(zip(lines[0], cells))
                for escape, letter in (("\\u00A0", "\u00a0"), ("\\u200B", "\u200b"), ("\\n", "\n")):
                    row["phrase"] = row["phrase"].replace(escape, letter)
                yield row


def seeds():
    """Every golden phrase in a plan like its own, every refusal, and the kept corpus."""
    for row in tables():
        period = row.get("period", "2023")
        shape = 4 if ".." in period else 0
        known = (row.get("issued", "-") != "-") | (row.get("from", "-") != "-") << 1
        yield bytes([shape, (int(period[:4]) - 2014) % 24, known, 40]) + row["phrase"].encode()
    yield from kept()


def kept():
    """The corpus: a line is the four first bytes in hex, a blank, the text with escapes."""
    for line in CORPUS.read_text().splitlines() if CORPUS.exists() else []:
        if line and not line.startswith("#"):
            head, _, text = line.partition(" ")
            text = re.sub(r"\\u\{([0-9A-F]+)\}", lambda m: chr(int(m[1], 16)), text)
            yield bytes.fromhex(head) + text.encode()


def line(data):
    """An input as a line of the corpus; bytes that are no UTF-8 become U+FFFD, as in PhraseInput."""
    text = data[HEAD:].decode(errors="replace")
    plain = [c.isprintable() and c != "\\" and not unicodedata.combining(c) for c in text]
    shown = "".join(c if ok else f"\\u{{{ord(c):X}}}" for c, ok in zip(text, plain))
    return data[:HEAD].ljust(HEAD, b"\0").hex() + " " + shown


def dictionary():
    words = [w for w in (ROOT / "Tests/Fuzz/words.txt").read_text().splitlines() if w and not w.startswith("#")]
    entries = dict.fromkeys(words + [f" {w} " for w in words])
    file = FUZZ / "words.dict"
    file.write_text("".join('"' + "".join(f"\\x{b:02X}" for b in e.encode()) + '"\n' for e in entries))
    return file


def seeded():
    folder = FUZZ / "seeds"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    for n, data in enumerate(seeds()):
        (folder / f"{n:05}").write_bytes(data)
    return folder


# ---------------------------------------------------------------- runs


def environment(findings):
    """Where a finding is kept: nowhere, when the folder does not exist."""
    return {**os.environ, "SWIFT_BACKTRACE": "enable=no", "FUZZ_FINDINGS": str(findings),
            "ASAN_OPTIONS": "detect_leaks=0"}


def again(program, file, findings):
    """Seconds of one input alone; None when it does not end well."""
    began = time.monotonic()
    done = subprocess.run([program, f"-timeout={10 * SECONDS}", "-exact_artifact_path=/dev/null", file],
                          env=environment(findings), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    return None if done.returncode else time.monotonic() - began


def listen(lines, told, stops):
    """Prints findings not told yet, notes where a trap or a time-out was kept; executions so far."""
    count, isNew = 0, False
    for text in lines:
        if match := re.match(r"(?:#|stat::number_of_executed_units: )(\d+)", text):
            count = max(count, int(match[1]))
        elif text.startswith("FINDING"):
            # A process that follows a trap tells again what the one before it told.
            isNew = text not in told
            told.add(text)
        elif "Test unit written to" in text:
            stops.append(Path(text.split()[-1]))
        if isNew and text.startswith(("FINDING", "  phrase ", "  found ")):
            print(text.rstrip()[:1000], flush=True)
    return count


def run(runs, sanitizers, longest):
    program = build(sanitizers)
    found, corpus = FUZZ / "findings", FUZZ / "corpus"
    for folder in (found, corpus):
        folder.mkdir(parents=True, exist_ok=True)
    before = set(found.iterdir())
    command = [program, f"-max_len={longest}", f"-timeout={SECONDS}", "-rss_limit_mb=1024", "-print_final_stats=1",
               f"-artifact_prefix={found}/", f"-dict={dictionary()}", corpus, seeded()]
    told, stops, done, began = set(), [], 0, time.monotonic()
    while done < runs and len(stops) < STOPS:
        fuzz = subprocess.Popen([*command, f"-runs={runs - done}"], env=environment(found), cwd=FUZZ,
                                stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, errors="replace", text=True)
        try:
            here = listen(fuzz.stderr, told, stops)
        except KeyboardInterrupt:
            fuzz.terminate()
            here, runs = 0, 0
        done += max(here, 1)
        if fuzz.wait() == 0:
            break
    spent = time.monotonic() - began
    for file in list(stops):
        alone = again(program, file, found)
        if file.name.startswith("timeout-") and alone is not None and alone < SECONDS:
            # The machine was slow, not the phrase.
            file.unlink()
            stops.remove(file)
            continue
        print(f"FINDING {file.name.split('-')[0]}\n  {line(file.read_bytes())[:300]}")
    fresh = sorted(f for f in set(found.iterdir()) - before)
    print(f"{done:,} executions, {done / spent:,.0f} exec/s, {len(told) + len(stops)} findings"
          + (f" in {found}" if fresh else ""))
    return 1 if told or stops else 0


def held(program, files):
    """The inputs that break no promise; what breaks one is told, and is no corpus until it is mended."""
    for start in range(0, len(files), 500):
        some = files[start:start + 500]
        done = subprocess.run([program, *some], env={**environment("/nowhere"), "FUZZ_EVERY": "1"},
                              stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, errors="replace", text=True)
        at, broken = None, set()
        for text in done.stderr.splitlines():
            if text.startswith("Running: "):
                at = text[len("Running: "):]
            elif text.startswith("FINDING"):
                broken.add(at)
        if done.returncode:
            sys.exit(f"fuzz: {at} does not end well")
        for file in broken:
            print(f"FINDING, left out: {line(Path(file).read_bytes())[:200]}")
        yield from (f for f in some if str(f) not in broken)


def keep(limit=200_000):
    """Fewest inputs with the coverage of all that was found, the shortest first, as one file of lines."""
    program = build("fuzzer")
    least = FUZZ / "least"
    shutil.rmtree(least, ignore_errors=True)
    least.mkdir()
    subprocess.run([program, "-set_cover_merge=1", f"-timeout={SECONDS}", least, FUZZ / "corpus", seeded()],
                   env=environment("/nowhere"), check=True, stderr=subprocess.DEVNULL)
    golden = {row["phrase"] for row in tables()}
    inputs = [f.read_bytes() for f in held(program, sorted(least.iterdir()))]
    lines = sorted({line(d) for d in inputs if d[HEAD:].decode(errors="replace") not in golden}, key=lambda l: (len(l), l))
    size = 0
    text = "# Minimised by `Tests/Fuzz/fuzz.py keep`: four bytes of a plan in hex, then the text; \\u{…} is an escape.\n"
    for each in lines:
        size += len(each.encode()) + 1
        if size > limit:
            break
        text += each + "\n"
    CORPUS.parent.mkdir(exist_ok=True)
    CORPUS.write_text(text)
    print(f"{len(inputs)} inputs, {text.count(chr(10)) - 1} lines, {len(text.encode()):,} bytes in {CORPUS}")
    return 0


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    verbs = parser.add_subparsers(dest="verb", required=True)
    fuzzing = verbs.add_parser("run", help="fuzz; findings go to .build/fuzz/findings")
    fuzzing.add_argument("runs", nargs="?", type=int, default=1_000_000, help="executions (1,000,000)")
    fuzzing.add_argument("--address", action="store_true", help="with the address sanitizer: a third of the speed")
    fuzzing.add_argument("--longest", type=int, default=300, help="bytes of the longest input (300)")
    showing = verbs.add_parser("show", help="print inputs as lines of the corpus")
    showing.add_argument("files", nargs="+", type=Path)
    verbs.add_parser("keep", help="minimise what was found to the corpus of DondocCoreTests")
    said = parser.parse_args()
    if said.verb == "run":
        return run(said.runs, "fuzzer,address" if said.address else "fuzzer", said.longest)
    if said.verb == "keep":
        return keep()
    for file in said.files:
        print(line(file.read_bytes()))
    return 0


if __name__ == "__main__":
    sys.exit(main())
