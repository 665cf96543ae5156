// swift-format-ignore-file

extension Golden {
    /// The sample as a terminal of 100 columns shows it.
    static let text = ###"""
        Run 2026-06-01-1200, policy standard
          baseline   runc: containerd-shim-runc-v2 1.6.20 (aaaaaaaaaaaa), runtime runc 1.1.5 (111111111111)
          candidate  crun: containerd-shim-runc-v2 1.6.20 (aaaaaaaaaaaa), runtime crun 1.8.1 (222222222222)
          trials     115 of 120 trials recorded in 1 min 23 s; 1874 facets compared
          waived     main/kill/error, facets: differs in fresh trials of both sides (exact test, p ≤ 0.001);
                     waived by someone

        3 findings, 1 blocking

        blocker regression, blocks: main/wait/exit
          baseline   7
          candidate  0
          seen       baseline 0 of 6, candidate 6 of 6 trials
          rule       contract: the candidate alone breaks the contract here: expected 7, found 0
          parts at   main/wait of exit/code (The code that a workload ends with)
          scenarios  exit/code, exit/signal
          shown      baseline: 0 of 6, below 39.3 % with 95 % confidence
          shown      follows from it: main/delete/exit: 7 / 0
          owner      @exit-owners (exit)
          ask        Why does crun show 0 at main/wait/exit in exit/code, where runc shows 7?
          repeat     kumite rerun runs/2026-06-01-1200#4a0e65e2a800
          id         4a0e65e2a800

        major divergence: main/kill/error
          baseline   not_found
          candidate  unknown
          seen       baseline 0 of 11, candidate 11 of 11 trials
          rule       facets: differs in fresh trials of both sides (exact test, p ≤ 0.001); waived by
                     someone
          parts at   main/kill of signals/kill-after-exit (A second stop)
          ledger     Matrix/ledger/local.yaml: */kill/error (waived)
          owner      unowned (task-api)
          else       someone's lead
          ask        Which is meant?
          repeat     kumite run --matrix local --scenarios signals/kill-after-exit --rounds 8
          id         99aa00bb11cc

        minor stale-ledger: */pause/error
          rule       ledger: it expired on 2026-05-01; what it knew is judged as if unknown
          owner      someone (ledger)
          ask        Is the entry still needed?
          repeat     kumite run --matrix local
          id         000000000001

        Left on the host: 1 thing
          crun (candidate) mounts /run/kumite/0/rootfs in exit/code, 3 trials

        Measures over their scenarios, 3 rounds or more; shown, not judged
          measure                  scenarios baseline  candidate change   half of the scenarios
          pod-ready                1         48.2 ms   26.5 ms   -45.0 %  -45.0 % … -45.0 %
          shim-rss                 1         11.0 MiB  11.0 MiB  +0.0 %   +0.0 % … +0.0 %

        Not compared
          - 3 scenarios not supported by candidate crun (lacks checkpoint): a/b, a/c, a/d
          - drivers not run: containerd, cri

        Set aside before comparing
          - noise: varies on the baseline too: 1 facet
          - normaliser hexadecimal@1: 4 facets

        1 suspicion not settled: more trials are needed
        Archive: runs/2026-06-01-1200
        Report:  runs/2026-06-01-1200/derived/report.html
        Aspects: behaviour regression; not judged: timing, footprint, coverage
        Verdict: regression, exit 1

        """###
}
