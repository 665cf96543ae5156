import Archives
import Matrices
import Scenarios
import Trials

/// A planned trial with all that it is made of.
struct TrialJob: Sendable {
    var trial: PlannedTrial
    var scenario: Scenario
    var contender: Contender
    var cell: Cell
    /// The lot that it was taken from.
    var lot: TrialQueue.Lot

    /// What a lane is told.
    func order(snapshots: Bool, alone: Bool, counters: [String]? = nil) -> LaneOrder {
        LaneOrder(
            trial: trial.number, scenario: scenario, contender: contender, driver: cell.driver, view: cell.view,
            speaks: contender.speaks ?? cell.speaks, snapshots: snapshots, alone: alone, counters: counters)
    }
}
