"""Lines that tests ran, from the summary of cargo-llvm-cov: domain, app, and the ten files that they ran least."""

import json
import sys

DOMAIN, APP = "/app/domain/src/", "/app/src/"


def main():
    with open(sys.argv[1], encoding="utf-8") as table:
        files = json.load(table)["data"][0]["files"]
    for name, folder in (("domain", DOMAIN), ("app", APP)):
        own = [(row["filename"].split(folder)[1], row["summary"]["lines"]) for row in files if folder in row["filename"]]
        count, covered = (sum(lines[part] for _, lines in own) for part in ("count", "covered"))
        print(f"{name}: {100 * covered / count:.1f} % of {count} lines")
        least = sorted((row for row in own if row[1]["count"] >= 20), key=lambda row: row[1]["percent"])
        for path, lines in least[:10]:
            print(f"  {lines['percent']:5.1f} %  {path} ({lines['count']} lines)")


main()
