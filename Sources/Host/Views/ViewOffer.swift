/// Whether a host can give a view.
package struct ViewOffer: Hashable, Sendable, Codable {
    /// The answer, with what there is to know about it.
    package enum Answer: Hashable, Sendable, Codable {
        /// It can; `lacks` says what is missing in it compared with the host itself.
        case offered(lacks: String?)
        /// It can't.
        case unfit(why: String)
    }

    package var view: HostView
    package var answer: Answer

    package init(view: HostView, answer: Answer) {
        self.view = view
        self.answer = answer
    }

    package var isOffered: Bool {
        if case .offered = answer { true } else { false }
    }

    /// What a host with this layout says to each view.
    package static func all(on layout: CgroupLayout) -> [ViewOffer] {
        HostView.Cgroups.allCases.map { HostView(cgroups: $0).answer(on: layout) }
    }
}
