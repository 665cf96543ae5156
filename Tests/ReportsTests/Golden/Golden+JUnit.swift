// swift-format-ignore-file

extension Golden {
    /// The sample as a JUnit report.
    static let junit = ###"""
        <?xml version="1.0" encoding="UTF-8"?>
        <testsuites>
          <testsuite name="kumite" id="0" package="kumite" timestamp="2026-06-01T12:00:00" hostname="localhost" tests="1" failures="1" errors="0" skipped="0" time="0.000">
            <properties>
              <property name="run" value="2026-06-01-1200"/>
              <property name="policy" value="standard"/>
              <property name="as-of" value="2026-06-01"/>
              <property name="version" value="0.1.0"/>
              <property name="seed" value="42"/>
              <property name="archive" value="runs/2026-06-01-1200"/>
            </properties>
            <testcase name="verdict" classname="kumite" time="0.000">
              <failure message="regression, exit 1; behaviour regression; not judged: timing, footprint, coverage" type="regression">regression, exit 1; behaviour regression; not judged: timing, footprint, coverage</failure>
            </testcase>
            <system-out>Not compared:
        - 3 scenarios not supported by candidate crun (lacks checkpoint): a/b, a/c, a/d
        - drivers not run: containerd, cri</system-out>
            <system-err/>
          </testsuite>
          <testsuite name="runc~crun/shim/legacy/1.6" id="1" package="kumite" timestamp="2026-06-01T12:00:00" hostname="localhost" tests="4" failures="2" errors="0" skipped="1" time="62.259">
            <properties/>
            <testcase name="a/b" classname="runc~crun/shim/legacy/1_6.a" time="0.000">
              <skipped message="not compared: not supported by candidate crun (lacks checkpoint)"/>
            </testcase>
            <testcase name="exit/code" classname="runc~crun/shim/legacy/1_6.exit" time="1.234">
              <failure message="main/wait/exit: baseline 7, candidate 0" type="blocker regression">blocker regression main/wait/exit (4a0e65e2a800)
        baseline: 7 (0 of 6)
        candidate: 0 (6 of 6)
        rule: contract: the candidate alone breaks the contract here: expected 7, found 0
        owner: @exit-owners (exit)
        ask: Why does crun show 0 at main/wait/exit in exit/code, where runc shows 7?
        repeat: kumite rerun runs/2026-06-01-1200#4a0e65e2a800
        without the archive: kumite run --matrix local --scenarios exit/code --rounds 8</failure>
            </testcase>
            <testcase name="exit/signal" classname="runc~crun/shim/legacy/1_6.exit" time="0.020">
              <failure message="main/wait/exit: baseline 7, candidate 0" type="blocker regression">blocker regression main/wait/exit (4a0e65e2a800)
        baseline: 7 (0 of 6)
        candidate: 0 (6 of 6)
        rule: contract: the candidate alone breaks the contract here: expected 7, found 0
        owner: @exit-owners (exit)
        ask: Why does crun show 0 at main/wait/exit in exit/code, where runc shows 7?
        repeat: kumite rerun runs/2026-06-01-1200#4a0e65e2a800
        without the archive: kumite run --matrix local --scenarios exit/code --rounds 8</failure>
            </testcase>
            <testcase name="signals/kill-after-exit" classname="runc~crun/shim/legacy/1_6.signals" time="61.005"/>
            <system-out/>
            <system-err/>
          </testsuite>
        </testsuites>

        """###
}
