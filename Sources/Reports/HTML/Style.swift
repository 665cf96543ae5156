import Facets

/// The page's style sheet; its digest stands in the page's policy, so that no other style is obeyed.
enum Style {
    static let sheet = """
        :root{color-scheme:light dark;--ink:#1d2328;--dim:#5c6770;--paper:#fff;--card:#f5f6f7;--line:#d9dde0;
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
        .verdict{color:inherit;background:none;border:2px solid currentColor}}
        """

    /// The sheet's SHA-256 as a policy spells it.
    static var source: String { "sha256-" + base64(SHA256.digest(of: Array(sheet.utf8))) }

    private static func base64(_ bytes: [UInt8]) -> String {
        let letters = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/")
        var text = ""
        for start in stride(from: 0, to: bytes.count, by: 3) {
            let three = (0..<3).map { start + $0 < bytes.count ? Int(bytes[start + $0]) : 0 }
            let word = three[0] << 16 | three[1] << 8 | three[2]
            let kept = min(bytes.count - start, 3) + 1
            for place in 0..<4 { text.append(place < kept ? letters[word >> (18 - 6 * place) & 63] : "=") }
        }
        return text
    }
}
