import Facets
package import Recordings

/// The shim's conversation with its agent and hypervisor: `SUBJECT/STEP/asked…` what a task call had the shim ask, in its
/// order and with its values; `SUBJECT/asked…` what came by itself.
///
/// Where nothing was recorded there is no facet: only a companion that stands in for a guest hears the shim.
package struct ConversationExtractor: Extractor {
    package let name = "kata-conversation"

    package init() {}

    package func extract(from recording: Recording, into derived: inout Derived) {
        guard let conversation = AgentConversation(recording) else { return }
        var facets = ConversationFacets(conversation, NamesInPlace(recording, more: conversation.bindings))
        facets.collect()
        for (path, state) in facets.states { derived.facets[path] = state }
    }
}
