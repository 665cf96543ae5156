#!/usr/bin/env python3
"""Makes up the archive of a large run from that of a small real one, the same bytes for the same seed.

    judging-archive.py TEMPLATE OUT [--scenarios N] [--rounds N] [--blocks N] [--copy] [--seed N]

TEMPLATE is a run of `lifecycle/plain` on a pair. Each made-up scenario has that one's facets on each side, with one text
of its own; in one of ten scenarios that text varies between trials on both sides. Each trial has the template's evidence
and twelve phases: the template's own times, lognormal about them (15 %), one side 20 % slower in one of twenty scenarios.
With --blocks the trials of the first 8 rounds are followed by so many blocks of one trial a side; with --copy a copy of
the baseline is timed beside.
"""
import argparse
import hashlib
import json
import math
import os
import random


PHASES = 12


def text(value):
    return json.dumps(value, separators=(",", ":"), sort_keys=True, ensure_ascii=False)


def lines(path):
    with open(path, encoding="utf-8") as file:
        return [json.loads(line) for line in file]


def template(folder):
    """The header, the scenario, and by role the set's lines and the measures."""
    with open(f"{folder}/run.json", encoding="utf-8") as file:
        header = json.load(file)
    plan = lines(f"{folder}/plan.jsonl")
    scenario = next(line["scenario"] for line in plan if line.get("scenario", {}).get("id") == "lifecycle/plain")
    ended = {one["trial"]: one for one in lines(f"{folder}/journal.jsonl") if one["what"] == "ended"}
    measures = {one["trial"]: one for one in lines(f"{folder}/measures.jsonl")}
    sides = {}
    for line in plan:
        trial = line.get("trial", {})
        if trial.get("scenario") == "lifecycle/plain" and trial["role"] not in sides:
            with open(f"{folder}/sets/{ended[trial['number']]['set']}", encoding="utf-8") as file:
                sides[trial["role"]] = (file.read().splitlines(), measures[trial["number"]])
    return header, scenario, sides


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("template")
    parser.add_argument("out")
    parser.add_argument("--scenarios", type=int, default=150)
    parser.add_argument("--rounds", type=int, default=40)
    parser.add_argument("--blocks", type=int, default=0)
    parser.add_argument("--copy", action="store_true")
    parser.add_argument("--seed", type=int, default=1)
    wanted = parser.parse_args()
    chance = random.Random(wanted.seed)
    header, scenario, sides = template(wanted.template)
    if wanted.copy:
        sides["copy"] = sides["baseline"]
    for folder in ("trials", "sets", "blobs", "derived"):
        os.makedirs(f"{wanted.out}/{folder}")
    with open(f"{wanted.out}/run.json", "w", encoding="utf-8") as file:
        file.write(text(header))
    cell = header["cells"][0]["name"]

    def keep(facets, ending):
        """Stores a set with one text of its own."""
        place = next(i for i, line in enumerate(facets) if '"path":["main","create","launch","answer"]' in line)
        own = json.loads(facets[place])
        own["state"]["seen"]["text"] += ending
        data = "\n".join(facets[:place] + [text(own)] + facets[place + 1:]) + "\n"
        name = hashlib.sha256(data.encode()).hexdigest()
        with open(f"{wanted.out}/sets/{name}", "w", encoding="utf-8") as file:
            file.write(data)
        return name

    plan = open(f"{wanted.out}/plan.jsonl", "w", encoding="utf-8")
    journal = open(f"{wanted.out}/journal.jsonl", "w", encoding="utf-8")
    measured = open(f"{wanted.out}/measures.jsonl", "w", encoding="utf-8")
    made = []
    for index in range(wanted.scenarios):
        own = dict(scenario, id=f"made-{index // 10:02}/{index:03}", file=f"Scenarios/made/{index:03}.yaml")
        plan.write(text({"scenario": own}) + "\n")
        endings = ["a", "b"] if index % 10 == 9 else ["a"]
        sets = {role: [keep(facets, f" {index} {end}") for end in endings] for role, (facets, _) in sides.items()}
        made.append((own["id"], sets, 1.2 if index % 20 == 19 else 1.0))
    number, wall = 0, header["startedAtWallNanoseconds"]
    turns = [(i, None) for i in range(8 if wanted.blocks else wanted.rounds)] + [(i, i) for i in range(wanted.blocks)]
    for turn, block in turns:
        for name, sets, factor in made:
            roles = sorted(sides)
            chance.shuffle(roles)
            for role in roles:
                number += 1
                trial = {"number": number, "cell": cell, "role": role, "scenario": name, "round": turn, "timed": True}
                if block is not None:
                    trial |= {"block": block, "cause": "to judge pod-ready"}
                plan.write(text({"trial": trial}) + "\n")
                chosen = sets[role][chance.randrange(len(sets[role]))]
                journal.write(text({"trial": number, "what": "begun", "atWallNanoseconds": wall}) + "\n")
                wall += 130_000_000
                end = {"trial": number, "what": "ended", "atWallNanoseconds": wall, "outcome": "recorded", "set": chosen}
                journal.write(text(end) + "\n")
                slower = factor if role == "candidate" else 1.0
                first = sides[role][1]
                times = [one for one in sides["baseline"][1]["measures"] if one["unit"] == "nanoseconds"][:PHASES]
                times += [dict(times[0], name=f"made-{i}") for i in range(PHASES - len(times))]
                values = [
                    one | {"value": round(one["value"] * slower * math.exp(chance.gauss(0, 0.15)))} for one in times
                ]
                measured.write(text(dict(first, trial=number, measures=values)) + "\n")
    print(f"{number} trials, {wanted.scenarios} scenarios, {len(times)} phases")


main()
