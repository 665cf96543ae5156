import Foundation
import Matrices
import Policies
import Proofs
import Runs
import Scenarios

/// What every run of a proof has in common: whose shim, in which view, by which terms, and what there is to run.
struct ProofGround {
    let library: Library
    /// All that the contender can run, by id.
    let scenarios: [Scenario]
    /// The shim that the understudy stands before.
    let contender: Contender
    /// The matrix that it is of; its ledger is known to the judge.
    let matrix: String
    let driver: String
    let view: View
    let speaks: String
    /// Behaviour alone: times are proved apart.
    let policy: Policy
    let lanes: Int
    /// The proof's folder.
    let folder: String
    let interruption: Interruption

    /// The contender behind an understudy that does what is wished.
    func contender(_ wish: FaultWish, named suffix: String, seed: UInt64 = 1) -> Contender {
        var contender = contender
        contender.name += "-\(suffix)"
        contender.understudy = Understudy(
            fault: wish.fault == FaultWish.none.fault ? nil : wish.fault, with: wish.with,
            probability: wish.probability, seed: seed)
        return contender
    }

    /// The relaying understudy against another one.
    func pairing(against candidate: Contender) -> Pairing {
        Pairing(
            matrix: Matrix(
                name: matrix, contenders: [], pairs: [], axes: Axes(cgroups: [view], drivers: [driver])),
            choices: RoleChoices(baseline: contender(.none, named: "relayed"), candidate: candidate),
            wish: Pairing.Wish(), speaks: speaks)
    }

    /// What `kumite run` would be called with for the same pair, so that a finding's command repeats it.
    func arguments(against candidate: Contender) -> [String] {
        [
            "run", "--baseline", contender(.none, named: "relayed").argument, "--candidate", candidate.argument,
            "--cgroups", view.rawValue,
        ]
    }
}

extension ProofGround {
    /// What the user asks for, as far as it says whose shim and where.
    struct Wish {
        var matrix: String?
        var contender: String?
        var view: View?
        var terms: PolicyWish
        var lanes: Int
        var folder: String
    }

    /// Chooses the contender, and the view that it accepts.
    static func choose(
        _ wish: Wish, library: Library, interruption: Interruption, _ stop: StopSign
    ) async throws -> ProofGround {
        let pairing = try await Pairing.choose(
            Pairing.Wish(
                matrix: wish.matrix, baseline: wish.contender, candidate: wish.contender, view: wish.view),
            library: library)
        guard let draft = pairing.matrix.cells(pairing.choices, view: .host, speaks: pairing.speaks).first else {
            throw Failure(
                doing: "choosing", to: "the contender to prove over", why: "there is none",
                now: "give --contender shim=…, or a matrix with a pair", exit: Failure.usage)
        }
        let contender = draft.baseline
        let alone = Pairing(
            matrix: Matrix(
                name: pairing.matrix.name, contenders: [], pairs: [],
                axes: Axes(cgroups: wish.view.map { [$0] } ?? [], drivers: [draft.driver])),
            choices: RoleChoices(baseline: contender, candidate: contender), wish: Pairing.Wish(),
            speaks: draft.speaks)
        let settings = try RunSettings.make(
            nonce: RunBeginning.nonce(), lanes: 1, snapshots: true, library: library)
        let view = try await alone.cells(settings, stop, prepare: { $0 }).first?.view ?? .host
        var policy = try wish.terms.policy(library, forMatrix: pairing.matrix.name)
        policy.gates = []
        policy.requires = ["behaviour"]
        return ProofGround(
            library: library,
            scenarios: try library.scenarios().filter { $0.needs.allSatisfy { !contender.lacks.contains($0) } },
            contender: contender, matrix: pairing.matrix.name, driver: draft.driver, view: view,
            speaks: draft.speaks, policy: policy, lanes: wish.lanes, folder: wish.folder,
            interruption: interruption)
    }
}

extension Contender {
    /// As the command line names it.
    fileprivate var argument: String {
        var parts = ["shim=\(shim)", "family=\(family)", "name=\(name)"]
        for (key, value) in [
            ("runtime", runtime), ("config", config), ("hypervisor", hypervisor), ("release", release),
        ] {
            if let value { parts.append("\(key)=\(value)") }
        }
        if let understudy { parts.append("understudy=\(understudy.argument)") }
        return parts.joined(separator: ",")
    }
}

extension Understudy {
    /// As the command line names it.
    fileprivate var argument: String {
        var parts = [fault ?? Self.none]
        parts += with.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }
        if let probability { parts.append("probability=\(probability)") }
        if let nth { parts.append("nth=\(nth)") }
        if probability != nil { parts.append("seed=\(seed)") }
        return parts.joined(separator: ":")
    }
}
