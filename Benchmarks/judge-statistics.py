"""The same statistics by numpy and scipy: judge-statistics.py TIMES JUDGED compares them and tells what it took."""

import sys
import time

import numpy as np
from scipy import stats

ROUNDS, PHASES = 40, 12
LOOKS = [(16, 0.1), (28, 0.3), (40, 0.6)]


def null(n):
    """How likely each signed-rank sum is, from 0 on."""
    probabilities = np.array([1.0])
    for rank in range(1, n + 1):
        grown = np.zeros(len(probabilities) + rank)
        grown[: len(probabilities)] += probabilities / 2
        grown[rank:] += probabilities / 2
        probabilities = grown
    return probabilities


def place(values, error):
    """Hodges-Lehmann centre, the interval that inverts the exact test, and scipy's exact p."""
    i, j = np.triu_indices(len(values))
    averages = np.sort((values[i] + values[j]) / 2)
    below = np.cumsum(null(len(values)))
    cut = np.searchsorted(2 * below, error, side="right") - 1
    p = stats.wilcoxon(values, method="exact").pvalue
    return [np.median(averages), averages[cut], averages[len(averages) - 1 - cut], p]


def main():
    times = np.fromfile(sys.argv[1], dtype="<f8").reshape(-1, PHASES, 2, ROUNDS)
    begin = time.perf_counter()
    rows = []
    for scenario in times:
        whole, looks = [], []
        for old, new in scenario:
            shifts = np.log(new) - np.log(old)
            whole.append(place(shifts, 0.05))
            looks.append([x for n, share in LOOKS for x in place(shifts[:n], 0.005 * share)])
        rates = stats.false_discovery_control([row[3] for row in whole])
        rows += [w + [r] + l for w, r, l in zip(whole, rates, looks)]
    taken = time.perf_counter() - begin
    ours = np.loadtxt(sys.argv[2])
    theirs = np.array(rows)
    apart = np.abs(ours - theirs) / np.maximum(np.maximum(np.abs(ours), np.abs(theirs)), 1e-12)
    print(f"numpy {np.__version__}, scipy: {len(rows)} comparisons, {taken:.2f} s")
    print(f"furthest apart: {apart.max():.2e} of {ours.size} numbers")
    sys.exit(0 if ours.shape == theirs.shape and apart.max() <= 1e-9 else 1)


main()
