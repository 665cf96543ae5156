// swift-format-ignore-file

extension Golden {
    /// The sample as a pipeline's summary.
    static let markdown = ###"""
        ## Kumite: regression, exit 1

        - Pair: `runc against crun`
        - Run `2026-06-01-1200`, policy `standard`, as of `2026-06-01`, kumite `0.1.0`, seed 42
        - 115 of 120 trials recorded in 1 min 23 s; 1874 facets of 21 scenarios compared
        - Aspects: behaviour regression; not judged: timing, footprint, coverage
        - 1 suspicion not settled: more trials are needed
        - Left on the host: 1 thing, by `crun (candidate)`

        ### 1 waived

        - major divergence `main/kill/error`, `facets: differs in fresh trials of both sides (exact test, p ≤ 0.001); waived by someone`, by `Matrix/ledger/local.yaml: */kill/error (waived)`; owner `unowned`; repeat `kumite run --matrix local --scenarios signals/kill-after-exit --rounds 8`

        ### 1 blocking

        - **blocker regression** `main/wait/exit`: baseline `7` (0 of 6), candidate `0` (6 of 6), in `exit/code`, `exit/signal`; id `4a0e65e2a800`
          - Owner: `@exit-owners` (`exit`): `Why does crun show 0 at main/wait/exit in exit/code, where runc shows 7?`
          - Repeat: `kumite rerun runs/2026-06-01-1200#4a0e65e2a800`; without the archive `kumite run --matrix local --scenarios exit/code --rounds 8`

        ### 1 finding not blocking

        - minor stale-ledger `*/pause/error`: `ledger: it expired on 2026-05-01; what it knew is judged as if unknown`; owner `someone`; repeat `kumite run --matrix local`

        ### Not compared

        - `3 scenarios not supported by candidate crun (lacks checkpoint): a/b, a/c, a/d`
        - `drivers not run: containerd, cri`

        Archive: `runs/2026-06-01-1200`

        """###
}
