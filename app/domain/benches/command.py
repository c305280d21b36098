"""`xuanxian rules run` from a CSV of a million people to files, beside the same job in pandas, both as whole processes and
by turns. First every figure of both results is compared; then the medians of five, and what each needs.

usage: command.py XUANXIAN FOLDER, where the folder holds rules.json and people.csv"""

import csv
import os
import statistics
import subprocess
import sys
import time
from decimal import Decimal
from itertools import zip_longest
from pathlib import Path

binary, folder = sys.argv[1], Path(sys.argv[2])
rules, people = folder / "rules.json", folder / "people.csv"
ours, theirs = folder / "ours", folder / "theirs.csv"
peer = Path(__file__).with_name("command_peer.py")
COMMANDS = {
    "xuanxian rules run": [binary, "rules", "run", rules, people, "--out", ours],
    "the same in pandas": [sys.executable, peer, people, theirs],
}


def run(command):
    """Seconds by the wall, seconds of all cores, megabytes."""
    start = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, used = os.wait4(process.pid, 0)
    wall = time.perf_counter() - start
    # 1: level people wait for a decision.
    if os.waitstatus_to_exitcode(status) not in (0, 1):
        sys.exit(f"bench: {command[0]} failed")
    return wall, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024


def same(title, own, other):
    if title in ("number", "post", "outcome"):
        return own == other
    return own == other or (own and other and Decimal(own) == Decimal(other))


def compare():
    with open(ours / "candidates.csv", encoding="utf-8-sig") as own, open(theirs) as other:
        rows = 0
        for row, peer_row in zip_longest(csv.DictReader(own), csv.DictReader(other)):
            for title in peer_row or row:
                if not (row and peer_row and same(title, row[title], peer_row[title])):
                    sys.exit(f"bench: not the same job: {title} of {row} and {peer_row}")
            rows += 1
    return rows


for command in COMMANDS.values():
    run(command)
print(f"{compare()} rows, the same in both\n")
times = {name: [] for name in COMMANDS}
for _ in range(5):
    for name, command in COMMANDS.items():
        times[name].append(run(command))
medians = {name: [statistics.median(column) for column in zip(*runs)] for name, runs in times.items()}
print(f"{'':<24} {'seconds':>9} {'of cores':>9} {'MB':>7}")
for name, (wall, cores, memory) in medians.items():
    print(f"{name:<24} {wall:>9.2f} {cores:>9.2f} {memory:>7.0f}")
(own, own_cores, _), (other, other_cores, _) = medians.values()
print(f"\npandas takes {other / own:.1f} times the command; of all cores {other_cores / own_cores:.1f} times")
