/// The report as one page that loads nothing from elsewhere.
package func renderHTML(_ input: ReportInput) -> String {
    ""
}
