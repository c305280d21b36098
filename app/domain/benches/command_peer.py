"""The job of `xuanxian rules run` in pandas, as a whole process: a table of people to a table of results. In hundredths
of a point, because floats do not round half up."""

import sys

import numpy as np
import pandas as pd


def half_up(above, below):
    return (2 * above + below) // (2 * below)


def hundredths(column):
    return (column * 100).round().astype("int64")


people = pd.read_csv(sys.argv[1], dtype={"post": "category", "bonus:certificate": "category", "bonus:veteran": "category"})
frame = people[["number", "post"]].copy()
claimed = {item: people[f"bonus:{item}"] == "yes" for item in ("certificate", "veteran")}
bonus = (300 * claimed["certificate"] + 200 * claimed["veteran"]).clip(upper=400)
written = hundredths(people["s1:p"]) + bonus
marks = hundredths(people.filter(like="examiner")).to_numpy()
score = pd.Series(half_up(marks.sum(axis=1) - marks.max(axis=1) - marks.min(axis=1), marks.shape[1] - 2))


def mean(by):
    groups = score.groupby(by, observed=True)
    return half_up(groups.transform("sum"), groups.transform("size"))


rooms, overall = mean([people["post"], people["interview:room"]]), mean(people["post"])
interview = half_up(score * half_up(overall * 10_000, rooms), 10_000)
total = half_up(written + interview, 2)

order = pd.DataFrame({"post": people["post"].cat.codes, "total": total, "written": written})
order = order.sort_values(["post", "total", "written"], ascending=[True, False, False], kind="stable")
new_post = order["post"].diff() != 0
new_level = new_post | (order["total"].diff() != 0) | (order["written"].diff() != 0)
place = order.groupby("post").cumcount() + 1
rank = place.where(new_level).ffill().astype("int64")
last = place.groupby(new_level.cumsum()).transform("max")
PLACES = 5
outcome = np.select([last <= PLACES, rank > PLACES], ["called:physical", "out:physical:not_called"], "held:physical")

results = pd.DataFrame({
    "number": people["number"],
    "post": people["post"],
    "bonus": (bonus / 100).where(claimed["certificate"] | claimed["veteran"]),
    "s1": written / 100,
    "interview": interview / 100,
    "total": total / 100,
    "rank": rank.reindex(people.index),
    "outcome": pd.Series(outcome, index=order.index).reindex(people.index),
})
results.to_csv(sys.argv[2], index=False)
