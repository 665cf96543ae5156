// swift-format-ignore-file

extension Golden {
    /// The sample as a page.
    static let page = ###"""
        <!DOCTYPE html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'sha256-lHIpUL3U2Z/09oD6GHDfvW7kBIbN7pv5g/M5aLLUJ0U='; base-uri 'none'; form-action 'none'">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta name="referrer" content="no-referrer">
        <title>regression: 2026-06-01-1200</title>
        <style>:root{color-scheme:light dark;--ink:#1d2328;--dim:#5c6770;--paper:#fff;--card:#f5f6f7;--line:#d9dde0;
        --bad:#b3261e;--warn:#8a5a00;--good:#1b6e3c;--mark:#2257a0}
        @media(prefers-color-scheme:dark){:root{--ink:#e4e7ea;--dim:#9aa5ae;--paper:#15191c;--card:#1e2428;
        --line:#363f45;--bad:#ff8a80;--warn:#e6b450;--good:#7fd19b;--mark:#8ab4f8}}
        *{box-sizing:border-box}
        body{margin:0 auto;padding:1.5rem 1rem 4rem;max-width:68rem;background:var(--paper);color:var(--ink);
        font:16px/1.5 system-ui,sans-serif}
        h1{font-size:1.5rem;margin:0 0 .25rem}h2{font-size:1.15rem;margin:2.25rem 0 .75rem}
        h3{font-size:1rem;margin:0 0 .5rem;overflow-wrap:anywhere}
        p{margin:.25rem 0}.dim{color:var(--dim)}
        code{font-family:ui-monospace,Menlo,Consolas,monospace;font-size:.875em}
        code{overflow-wrap:anywhere;white-space:pre-wrap}
        .verdict{display:inline-block;margin:.75rem 0;padding:.3rem .8rem;border-radius:4px;font-weight:600;
        color:var(--paper);background:var(--warn)}
        .verdict.pass{background:var(--good)}.verdict.regression{background:var(--bad)}
        article{margin:0 0 1rem;padding:.9rem 1rem;background:var(--card);border-left:4px solid var(--line);
        border-radius:0 4px 4px 0}
        article.blocks{border-color:var(--bad)}article.warns{border-color:var(--warn)}
        .tag{display:inline-block;margin-right:.4rem;padding:0 .45rem;border:1px solid currentColor;border-radius:3px;
        font-size:.75rem;font-weight:600}
        .blocks .tag{color:var(--bad)}.warns .tag{color:var(--warn)}
        dl{display:grid;grid-template-columns:max-content 1fr;gap:.15rem 1rem;margin:0}
        dt{color:var(--dim)}dd{margin:0;overflow-wrap:anywhere}
        .wide{overflow-x:auto}table{border-collapse:collapse;width:100%;font-size:.9rem}
        th,td{padding:.3rem .6rem .3rem 0;text-align:left;vertical-align:top;border-bottom:1px solid var(--line)}
        th{color:var(--dim);font-weight:500}tr:has(svg){white-space:nowrap}
        svg{display:block}svg .axis{stroke:var(--line)}svg .span{stroke:var(--mark);stroke-width:2}
        svg .dot{fill:var(--mark)}
        ul{margin:.25rem 0;padding-left:1.2rem}li{overflow-wrap:anywhere}
        @media print{body{max-width:none;padding:0;font-size:11px}article,tr{break-inside:avoid}
        .wide{overflow:visible}
        .verdict{color:inherit;background:none;border:2px solid currentColor}}</style>
        </head>
        <body>
        <header>
        <h1>runc against crun</h1>
        <p class="dim">Run <code>2026-06-01-1200</code>, policy standard, as of 2026-06-01, kumite 0.1.0</p>
        <p class="verdict regression">regression, exit 1</p>
        <p>behaviour regression; not judged: timing, footprint, coverage</p>
        </header>
        <section><h2>1 waived</h2>
        <div class="wide"><table><thead><tr><th>what</th><th>severity</th><th>rule</th><th>ledger</th><th>owner</th></tr>
        </thead><tbody>
        <tr><td><a href="#f-99aa00bb11cc"><code>main/kill/error</code></a></td><td>major divergence</td><td>facets: differs in fresh trials of both sides (exact test, p ≤ 0.001); waived by someone</td><td>Matrix/ledger/local.yaml: */kill/error (waived)</td><td>unowned</td></tr>
        </tbody></table></div>
        </section>
        <section><h2>3 findings, 1 blocking</h2>
        <article class="blocks" id="f-4a0e65e2a800">
        <h3><span class="tag">blocker regression</span><code>main/wait/exit</code> <span class="dim">4a0e65e2a800</span></h3>
        <dl>
        <dt>baseline</dt><dd><code>7</code></dd>
        <dt>candidate</dt><dd><code>0</code></dd>
        <dt>seen</dt><dd>baseline 0 of 6, candidate 6 of 6 trials</dd>
        <dt>rule</dt><dd>contract: the candidate alone breaks the contract here: expected 7, found 0</dd>
        <dt>odd</dt><dd>candidate</dd>
        <dt>parts at</dt><dd><code>main/wait</code> of exit/code: The code that a workload ends with</dd>
        <dt>scenarios</dt><dd>exit/code, exit/signal</dd>
        <dt>cells</dt><dd>runc~crun/shim/legacy/1.6</dd>
        <dt>owner</dt><dd>@exit-owners <span class="dim">exit</span></dd>
        <dt>ask</dt><dd>Why does crun show 0 at main/wait/exit in exit/code, where runc shows 7?</dd>
        <dt>repeat</dt><dd><code>kumite rerun runs/2026-06-01-1200#4a0e65e2a800</code></dd>
        <dt>without archive</dt><dd><code>kumite run --matrix local --scenarios exit/code --rounds 8</code></dd>
        <dt>shown</dt><dd><code>baseline: 0 of 6, below 39.3 % with 95 % confidence</code></dd>
        <dt>shown</dt><dd><code>follows from it: main/delete/exit: 7 / 0</code></dd>
        </dl>
        </article>
        <article class="warns" id="f-99aa00bb11cc">
        <h3><span class="tag">major divergence</span><code>main/kill/error</code> <span class="dim">99aa00bb11cc</span></h3>
        <dl>
        <dt>baseline</dt><dd><code>not_found</code></dd>
        <dt>candidate</dt><dd><code>unknown</code></dd>
        <dt>seen</dt><dd>baseline 0 of 11, candidate 11 of 11 trials</dd>
        <dt>rule</dt><dd>facets: differs in fresh trials of both sides (exact test, p ≤ 0.001); waived by someone</dd>
        <dt>odd</dt><dd>unknown</dd>
        <dt>parts at</dt><dd><code>main/kill</code> of signals/kill-after-exit: A second stop</dd>
        <dt>cells</dt><dd>runc~crun/shim/legacy/1.6</dd>
        <dt>ledger</dt><dd>Matrix/ledger/local.yaml: */kill/error (waived)</dd>
        <dt>owner</dt><dd>unowned <span class="dim">task-api</span></dd>
        <dt>else</dt><dd>someone&#39;s lead</dd>
        <dt>ask</dt><dd>Which is meant?</dd>
        <dt>repeat</dt><dd><code>kumite run --matrix local --scenarios signals/kill-after-exit --rounds 8</code></dd>
        </dl>
        </article>
        <article class="warns" id="f-000000000001">
        <h3><span class="tag">minor stale-ledger</span><code>*/pause/error</code> <span class="dim">000000000001</span></h3>
        <dl>
        <dt>rule</dt><dd>ledger: it expired on 2026-05-01; what it knew is judged as if unknown</dd>
        <dt>odd</dt><dd>neither</dd>
        <dt>cells</dt><dd>runc~crun/shim/legacy/1.6</dd>
        <dt>owner</dt><dd>someone <span class="dim">ledger</span></dd>
        <dt>ask</dt><dd>Is the entry still needed?</dd>
        <dt>repeat</dt><dd><code>kumite run --matrix local</code></dd>
        </dl>
        </article>
        </section>
        <section><h2>Owners</h2>
        <div class="wide"><table><thead><tr><th>owner</th><th>components</th><th>blocking</th><th>findings</th><th>which</th></tr>
        </thead><tbody>
        <tr><td>@exit-owners</td><td>exit</td><td>1</td><td>1</td><td><a href="#f-4a0e65e2a800"><code>main/wait/exit</code></a> </td></tr>
        <tr><td>someone</td><td>ledger</td><td>0</td><td>1</td><td><a href="#f-000000000001"><code>*/pause/error</code></a> </td></tr>
        <tr><td>unowned</td><td>task-api</td><td>0</td><td>1</td><td><a href="#f-99aa00bb11cc"><code>main/kill/error</code></a> </td></tr>
        </tbody></table></div>
        </section>
        <section><h2>Left on the host</h2>
        <div class="wide"><table><thead><tr><th>by</th><th>kind</th><th>what</th><th>scenario</th><th>trials</th></tr>
        </thead><tbody>
        <tr><td>crun <span class="dim">candidate</span></td><td>mounts</td><td><code>/run/kumite/0/rootfs</code></td><td>exit/code</td><td>3</td></tr>
        </tbody></table></div>
        </section>
        <section><h2>Not compared</h2><ul>
        <li>3 scenarios not supported by candidate crun (lacks checkpoint): a/b, a/c, a/d</li>
        <li>drivers not run: containerd, cri</li>
        </ul>
        <h2>Not settled</h2><ul>
        <li>tty/size in runc~crun/shim/legacy/1.6: main/resize/error differs; asks for 8 trials a side</li>
        </ul>
        <h2>Set aside before comparing</h2><ul>
        <li>noise: varies on the baseline too: 1 facet</li>
        <li>normaliser hexadecimal@1: 4 facets</li>
        </ul></section>
        <section><h2>Measures over their scenarios</h2>
        <p class="dim">The middle of the scenarios' medians, and of their ratios.</p>
        <div class="wide"><table><thead><tr><th>measure</th><th>scenarios</th><th>baseline</th><th>candidate</th><th>change</th><th>half … twice</th><th>half of the scenarios</th><th>rounds</th><th>cell</th></tr>
        </thead><tbody>
        <tr><td>pod-ready</td><td>1</td><td>48.2 ms</td><td>26.5 ms</td><td>-45.0 %</td><td><svg width="120" height="14" viewBox="0 0 120 14" role="img" aria-label="-45.0 %"><line class="axis" x1="60" y1="0" x2="60" y2="14"/><line class="axis" x1="0" y1="7" x2="120" y2="7"/><line class="span" x1="12" y1="7" x2="12" y2="7"/><circle class="dot" cx="12" cy="7" r="3"/></svg></td><td>-45.0 % … -45.0 %</td><td>3</td><td>runc~crun/shim/legacy/1.6</td></tr>
        <tr><td>shim-rss</td><td>1</td><td>11.0 MiB</td><td>11.0 MiB</td><td>+0.0 %</td><td><svg width="120" height="14" viewBox="0 0 120 14" role="img" aria-label="+0.0 %"><line class="axis" x1="60" y1="0" x2="60" y2="14"/><line class="axis" x1="0" y1="7" x2="120" y2="7"/><line class="span" x1="60" y1="7" x2="60" y2="7"/><circle class="dot" cx="60" cy="7" r="3"/></svg></td><td>+0.0 % … +0.0 %</td><td>3</td><td>runc~crun/shim/legacy/1.6</td></tr>
        </tbody></table></div>
        </section>
        <section><h2>Timings</h2>
        <p class="dim">The candidate's against the baseline's, over interleaved rounds; those furthest apart first.</p>
        <div class="wide"><table><thead><tr><th>measure</th><th>scenario</th><th>baseline</th><th>candidate</th><th>change</th><th>half … twice</th><th>interval</th><th>blocks</th><th>answer</th></tr>
        </thead><tbody>
        <tr><td>pod-ready</td><td>exit/code</td><td>48.2 ms</td><td>26.5 ms</td><td>-45.0 %</td><td><svg width="120" height="14" viewBox="0 0 120 14" role="img" aria-label="-45.0 %"><line class="axis" x1="60" y1="0" x2="60" y2="14"/><line class="axis" x1="0" y1="7" x2="120" y2="7"/><line class="span" x1="7" y1="7" x2="19" y2="7"/><circle class="dot" cx="12" cy="7" r="3"/></svg></td><td>-48.0 % … -40.0 %</td><td>3</td><td>shown</td></tr>
        <tr><td>main/delete</td><td>exit/code</td><td>12.0 ms</td><td>12.2 ms</td><td>+2.0 %</td><td><svg width="120" height="14" viewBox="0 0 120 14" role="img" aria-label="+2.0 %"><line class="axis" x1="60" y1="0" x2="60" y2="14"/><line class="axis" x1="0" y1="7" x2="120" y2="7"/><line class="span" x1="58" y1="7" x2="65" y2="7"/><circle class="dot" cx="62" cy="7" r="3"/></svg></td><td>-3.0 % … +6.0 %</td><td>3</td><td>shown</td></tr>
        <tr><td>shim-rss</td><td>exit/code</td><td>11.0 MiB</td><td>11.0 MiB</td><td>+0.0 %</td><td><svg width="120" height="14" viewBox="0 0 120 14" role="img" aria-label="+0.0 %"><line class="axis" x1="60" y1="0" x2="60" y2="14"/><line class="axis" x1="0" y1="7" x2="120" y2="7"/><line class="span" x1="60" y1="7" x2="60" y2="7"/><circle class="dot" cx="60" cy="7" r="3"/></svg></td><td>+0.0 % … +0.0 %</td><td>3</td><td>shown</td></tr>
        </tbody></table></div>
        </section>
        <section><h2>Contenders</h2>
        <h3>runc~crun/shim/legacy/1.6</h3>
        <div class="wide"><table><thead><tr><th>role</th><th>what</th><th>version</th><th>path</th><th>SHA-256</th></tr>
        </thead><tbody>
        <tr><td>baseline</td><td>runc <span class="dim">runc </span></td><td>containerd-shim-runc-v2 1.6.20</td><td><code>/usr/bin/containerd-shim-runc-v2</code></td><td><code>aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa</code></td></tr>
        <tr><td></td><td>runtime</td><td>runc 1.1.5</td><td><code>/usr/bin/runc</code></td><td><code>1111111111111111111111111111111111111111111111111111111111111111</code></td></tr>
        <tr><td>candidate</td><td>crun <span class="dim">runc </span></td><td>containerd-shim-runc-v2 1.6.20</td><td><code>/usr/bin/containerd-shim-runc-v2</code></td><td><code>aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa</code></td></tr>
        <tr><td></td><td>runtime</td><td>crun 1.8.1</td><td><code>/usr/bin/crun</code></td><td><code>2222222222222222222222222222222222222222222222222222222222222222</code></td></tr>
        </tbody></table></div>
        </section>
        <section><h2>Trials and host</h2>
        <div class="wide"><table><thead><tr><th>cell</th><th>behaviour</th><th>planned</th><th>recorded</th><th>hung</th><th>unsupported</th><th>infrastructure</th><th>dropped</th></tr>
        </thead><tbody>
        <tr><td>runc~crun/shim/legacy/1.6</td><td>regression</td><td>120</td><td>114</td><td>1</td><td>3</td><td>1</td><td>1</td></tr>
        </tbody></table></div>
        <dl>
        <dt>compared</dt><dd>1874 facets in 21 scenarios</dd>
        <dt>elapsed</dt><dd>1 min 23 s</dd>
        <dt>seed</dt><dd><code>42</code></dd>
        <dt>archive</dt><dd><code>runs/2026-06-01-1200</code></dd>
        <dt>kernel</dt><dd>6.1.0-18-amd64</dd>
        <dt>cgroups</dt><dd>hybrid</dd>
        </dl></section>
        </body>
        </html>

        """###
}
