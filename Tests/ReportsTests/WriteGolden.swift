import Foundation
import Reports
import Testing

@Test func writeGolden() throws {
    let dir = "/tmp/judge-tools"
    try renderText(Sample.input).write(toFile: dir + "/text", atomically: true, encoding: .utf8)
    try renderText(Sample.input, style: TextStyle(width: 60, colours: true)).write(
        toFile: dir + "/narrow", atomically: true, encoding: .utf8)
    try renderJSON(Sample.input).write(toFile: dir + "/json", atomically: true, encoding: .utf8)
    try renderHTML(Sample.input).write(toFile: dir + "/page.html", atomically: true, encoding: .utf8)
}
