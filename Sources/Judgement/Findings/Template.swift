import Facets

/// A state's text with all that is a trial's own put aside, for fingerprints.
func template(_ state: FacetState?) -> String {
    guard let state else { return "not seen" }
    return valueText(Normaliser.all.reduce(state) { $1.rewrite($0) }, limit: .max)
}
