#!/usr/bin/env python3
"""Checks what a compiler does not: arrows between folders, file sizes, and words that mark unfinished work.

Prints each offence, then "N passed, N failed".
"""
import pathlib
import re
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]
MAX_LINES = 600
UNFINISHED = re.compile(r"\b(TODO|FIXME|XXX|HACK)\b")


def tracked(*patterns):
    names = subprocess.run(["git", "ls-files", *patterns], cwd=ROOT, check=True, capture_output=True, text=True)
    return [name for name in names.stdout.splitlines() if (ROOT / name).exists()]


def arrows():
    """The table of cmake/arrows.cmake: folder -> folders it may include."""
    text = (ROOT / "cmake/arrows.cmake").read_text()
    core = re.search(r"set\(CORE_FOLDERS([^)]*)\)", text).group(1).split()
    table = {}
    for folder, seen in re.findall(r'"([^":]+):([^"]*)"', text):
        table[folder] = set(seen.replace("@core", " ".join(core)).split())
    return table


def check_arrows():
    table = arrows()
    for name in tracked("node/**/*.h", "node/**/*.cpp", "ui/**/*.h", "ui/**/*.cpp"):
        folder = str(pathlib.PurePosixPath(name).parent)
        if folder not in table:
            yield f"{name}: folder {folder} has no line in cmake/arrows.cmake"
            continue
        for target in re.findall(r'#include "([^"]+)"', (ROOT / name).read_text()):
            seen = str(pathlib.PurePosixPath(target).parent)
            if seen != folder and seen in table and seen not in table[folder]:
                yield f"{name}: includes {target}, but {folder} may not see {seen}"


def check_cycles():
    """Services never include one another in a circle; core's codec and types are one floor."""
    table = arrows()
    same_floor = {frozenset(("node/core/codec", "node/core/types"))}

    def reaches(start, goal, seen):
        return any(n == goal or (n not in seen and not seen.add(n) and reaches(n, goal, seen))
                   for n in table.get(start, ()))

    for folder in table:
        for other in table[folder]:
            if other != folder and frozenset((folder, other)) not in same_floor and folder in table.get(other, ()):
                yield f"{folder} and {other} see each other"
    for folder in table:
        if folder.startswith("node/core/"):
            outside = [o for o in table[folder] if not o.startswith("node/core/")]
            if outside:
                yield f"{folder} is the law and may not see {', '.join(outside)}"
        if folder.startswith("ui/"):
            allowed = ("ui/", "node/api", "node/core/base", "node/core/types")
            outside = [o for o in table[folder] if not o.startswith(allowed)]
            if outside:
                yield f"{folder} sees {', '.join(outside)}; the window knows node/api, core/base and core/types alone"


def check_sizes():
    for name in tracked("*.cpp", "*.h", "contracts/src/*.sol"):
        if "table" in name or "generated" in name:
            continue
        lines = (ROOT / name).read_text().count("\n")
        if lines > MAX_LINES:
            yield f"{name}: {lines} lines, at most {MAX_LINES}"


def check_words():
    for name in tracked("node/*", "ui/*", "app/*", "contracts/src/*", "tools/*"):
        path = ROOT / name
        if path.suffix in (".cpp", ".h", ".sol", ".mjs", ".sh", ""):
            for number, line in enumerate(path.read_text(errors="replace").splitlines(), 1):
                if UNFINISHED.search(line):
                    yield f"{name}:{number}: {line.strip()}"


def check_core_includes():
    """Core must compile for the guest: no operating system, threads, streams or ordered maps."""
    banned = re.compile(r"#include <(map|set|thread|mutex|iostream|fstream|sstream|chrono|filesystem|future|regex|Q\w+|rocksdb/.*)>")
    for name in tracked("node/core/**/*.h", "node/core/**/*.cpp"):
        for line in (ROOT / name).read_text().splitlines():
            if banned.match(line):
                yield f"{name}: {line}"


def main():
    failed = 0
    checks = [check_arrows, check_cycles, check_sizes, check_words, check_core_includes]
    for check in checks:
        offences = list(check())
        for offence in offences:
            print(f"{check.__name__}: {offence}")
        failed += bool(offences)
    print(f"{len(checks) - failed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
