// swift-format-ignore-file

extension Golden {
    /// The sample as the object of `--json`.
    static let json = ###"""
        {
          "applied": {
            "noise: varies on the baseline too": 1,
            "normaliser hexadecimal@1": 4
          },
          "archive": "runs/2026-06-01-1200",
          "asOf": "2026-06-01",
          "baseline": {
            "configuration": null,
            "family": "runc",
            "name": "runc",
            "parts": [
              {
                "path": "/usr/bin/runc",
                "role": "runtime",
                "sha256": "1111111111111111111111111111111111111111111111111111111111111111",
                "version": "runc 1.1.5"
              }
            ],
            "path": "/usr/bin/containerd-shim-runc-v2",
            "release": null,
            "sha256": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
            "version": "containerd-shim-runc-v2 1.6.20"
          },
          "candidate": {
            "configuration": null,
            "family": "runc",
            "name": "crun",
            "parts": [
              {
                "path": "/usr/bin/crun",
                "role": "runtime",
                "sha256": "2222222222222222222222222222222222222222222222222222222222222222",
                "version": "crun 1.8.1"
              }
            ],
            "path": "/usr/bin/containerd-shim-runc-v2",
            "release": null,
            "sha256": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
            "version": "containerd-shim-runc-v2 1.6.20"
          },
          "cells": [
            {
              "baseline": {
                "configuration": null,
                "family": "runc",
                "name": "runc",
                "parts": [
                  {
                    "path": "/usr/bin/runc",
                    "role": "runtime",
                    "sha256": "1111111111111111111111111111111111111111111111111111111111111111",
                    "version": "runc 1.1.5"
                  }
                ],
                "path": "/usr/bin/containerd-shim-runc-v2",
                "release": null,
                "sha256": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
                "version": "containerd-shim-runc-v2 1.6.20"
              },
              "candidate": {
                "configuration": null,
                "family": "runc",
                "name": "crun",
                "parts": [
                  {
                    "path": "/usr/bin/crun",
                    "role": "runtime",
                    "sha256": "2222222222222222222222222222222222222222222222222222222222222222",
                    "version": "crun 1.8.1"
                  }
                ],
                "path": "/usr/bin/containerd-shim-runc-v2",
                "release": null,
                "sha256": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
                "version": "containerd-shim-runc-v2 1.6.20"
              },
              "cell": "runc~crun/shim/legacy/1.6",
              "trials": {
                "dropped": 1,
                "hung": 1,
                "infrastructure": 1,
                "planned": 120,
                "recorded": 114,
                "unsupported": 3
              },
              "verdicts": {
                "behaviour": "regression",
                "coverage": "not-judged",
                "footprint": "not-judged",
                "timing": "not-judged"
              }
            }
          ],
          "compared": {
            "facets": 1874,
            "scenarios": 21
          },
          "exit": 1,
          "findings": [
            {
              "baseline": "7",
              "blocks": true,
              "candidate": "0",
              "cells": ["runc~crun/shim/legacy/1.6"],
              "class": "regression",
              "component": "exit",
              "drivers": ["shim"],
              "evidence": ["baseline: 0 of 6, below 39.3 % with 95 % confidence", "follows from it: main/delete/exit: 7 / 0"],
              "facet": "main/wait/exit",
              "firstDivergence": {
                "scenario": "exit/code",
                "step": "main/wait"
              },
              "id": "4a0e65e2a800",
              "odd": "candidate",
              "owner": "@exit-owners",
              "private": false,
              "question": "Why does crun show 0 at main/wait/exit in exit/code, where runc shows 7?",
              "rerun": "kumite rerun runs/2026-06-01-1200#4a0e65e2a800",
              "rerunWithoutArchive": "kumite run --matrix local --scenarios exit/code --rounds 8",
              "rule": "contract: the candidate alone breaks the contract here: expected 7, found 0",
              "scenarios": ["exit/code", "exit/signal"],
              "seen": {
                "baseline": [0, 6],
                "candidate": [6, 6]
              },
              "severity": "blocker",
              "waived": false
            },
            {
              "baseline": "not_found",
              "blocks": false,
              "candidate": "unknown",
              "cells": ["runc~crun/shim/legacy/1.6"],
              "class": "divergence",
              "component": "task-api",
              "drivers": ["shim"],
              "escalation": "someone's lead",
              "evidence": [],
              "facet": "main/kill/error",
              "firstDivergence": {
                "scenario": "signals/kill-after-exit",
                "step": "main/kill"
              },
              "id": "99aa00bb11cc",
              "ledger": "Matrix/ledger/local.yaml: */kill/error (waived)",
              "odd": "unknown",
              "owner": "unowned",
              "private": false,
              "question": "Which is meant?",
              "rerun": "kumite run --matrix local --scenarios signals/kill-after-exit --rounds 8",
              "rule": "facets: differs in fresh trials of both sides (exact test, p ≤ 0.001); waived by someone",
              "scenarios": ["signals/kill-after-exit"],
              "seen": {
                "baseline": [0, 11],
                "candidate": [11, 11]
              },
              "severity": "major",
              "waived": true
            },
            {
              "baseline": "",
              "blocks": false,
              "candidate": "",
              "cells": ["runc~crun/shim/legacy/1.6"],
              "class": "stale-ledger",
              "component": "ledger",
              "drivers": ["shim"],
              "evidence": [],
              "facet": "*/pause/error",
              "firstDivergence": {
                "scenario": "",
                "step": ""
              },
              "id": "000000000001",
              "odd": "neither",
              "owner": "someone",
              "private": false,
              "question": "Is the entry still needed?",
              "rerun": "kumite run --matrix local",
              "rule": "ledger: it expired on 2026-05-01; what it knew is judged as if unknown",
              "scenarios": [],
              "seen": {
                "baseline": [0, 0],
                "candidate": [0, 0]
              },
              "severity": "minor",
              "waived": false
            }
          ],
          "footprint": [
            {
              "answer": "shown",
              "baselineMedian": 11534336,
              "blocks": 3,
              "candidateMedian": 11534336,
              "cell": "runc~crun/shim/legacy/1.6",
              "floor": 0.03,
              "gating": false,
              "high": 1,
              "low": 1,
              "measure": "shim-rss",
              "minimumDetectable": 0.12,
              "ratio": 1,
              "scenario": "exit/code",
              "unit": "bytes"
            }
          ],
          "hidden": [],
          "host": {
            "cgroups": "hybrid",
            "kernel": "6.1.0-18-amd64"
          },
          "leaks": [
            {
              "cell": "runc~crun/shim/legacy/1.6",
              "contender": "crun",
              "identity": "/run/kumite/0/rootfs",
              "kind": "mounts",
              "role": "candidate",
              "scenario": "exit/code",
              "trials": 3
            }
          ],
          "notCompared": ["3 scenarios not supported by candidate crun (lacks checkpoint): a/b, a/c, a/d", "drivers not run: containerd, cri"],
          "page": "runs/2026-06-01-1200/derived/report.html",
          "policy": "standard",
          "requests": [
            {
              "cause": "main/resize/error differs",
              "cell": "runc~crun/shim/legacy/1.6",
              "eachSide": 8,
              "round": 2,
              "scenario": "tty/size"
            }
          ],
          "run": "2026-06-01-1200",
          "seed": "42",
          "timings": [
            {
              "answer": "shown",
              "baselineMedian": 48200000,
              "blocks": 3,
              "candidateMedian": 26500000,
              "cell": "runc~crun/shim/legacy/1.6",
              "floor": 0.03,
              "gating": false,
              "high": 0.6,
              "low": 0.52,
              "measure": "pod-ready",
              "minimumDetectable": 0.12,
              "ratio": 0.55,
              "scenario": "exit/code",
              "unit": "nanoseconds"
            },
            {
              "answer": "shown",
              "baselineMedian": 12000000,
              "blocks": 3,
              "candidateMedian": 12240000,
              "cell": "runc~crun/shim/legacy/1.6",
              "floor": 0.03,
              "gating": false,
              "high": 1.06,
              "low": 0.97,
              "measure": "main/delete",
              "minimumDetectable": 0.12,
              "ratio": 1.02,
              "scenario": "exit/code",
              "unit": "nanoseconds"
            }
          ],
          "trials": {
            "dropped": 1,
            "hung": 1,
            "infrastructure": 1,
            "planned": 120,
            "recorded": 114,
            "unsupported": 3
          },
          "verdict": "regression",
          "verdicts": {
            "behaviour": "regression",
            "coverage": "not-judged",
            "footprint": "not-judged",
            "timing": "not-judged"
          },
          "version": "0.1.0"
        }

        """###
}
