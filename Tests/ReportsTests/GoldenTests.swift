import Reports
import Testing

/// Each report of the sample is held against the one that a reader looked at and found right.
@Suite("Golden reports")
struct GoldenTests {
    @Test("text for a terminal of 100 columns")
    func text() {
        #expect(renderText(Sample.input) == Golden.text)
    }

    @Test("the object of --json")
    func json() {
        #expect(renderJSON(Sample.input) == Golden.json)
    }

    @Test("the page")
    func page() {
        #expect(renderHTML(Sample.input) == Golden.page)
    }

    @Test("the summary for a pipeline")
    func markdown() {
        #expect(renderMarkdown(Sample.input) == Golden.markdown)
    }

    @Test("the JUnit report")
    func junit() {
        #expect(renderJUnit(Sample.input) == Golden.junit)
    }

    @Test("the same input gives the same bytes")
    func same() {
        for render in [renderMarkdown, renderJUnit, renderHTML, renderJSON] {
            #expect(render(Sample.input) == render(Sample.input))
        }
    }
}
