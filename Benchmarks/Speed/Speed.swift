import Benchmark
import Dispatch
import PageMatchWorkloads
import Synchronization

/// A stage that is prepared, and what has come of it.
private final class Timed: Sendable {
    private struct State {
        var round: Stage.Round?
        /// Kept, since its files go with it.
        var workload: Workload?
        var runs = 0
        var wrong = 0
    }

    private let stage: Stage
    private let state = Mutex(State())

    init(_ stage: Stage) { self.stage = stage }

    func prepare(_ workload: Workload) async throws {
        let round = try await stage.prepare(workload)
        state.withLock { state in
            state.round = round
            state.workload = workload
        }
    }

    /// Lets go of what was prepared, and of its files.
    func forget() { state.withLock { $0 = State() } }

    var round: Stage.Round? { state.withLock { $0.round } }

    /// Counts an answer; tells what is to be said when too many are wrong.
    func count(_ isRight: Bool) -> String? {
        state.withLock { state in
            state.runs += 1
            if !isRight { state.wrong += 1 }
            // Few runs are no sample of a hundred.
            let allowed = (max(state.runs, 100) * stage.wrongAllowed + 99) / 100
            return state.wrong > allowed ? "\(state.wrong) of \(state.runs) answers are wrong" : nil
        }
    }
}

extension Stage.Work {
    /// Does the work and waits for it.
    ///
    /// The benchmarks' own way to time what is asynchronous changes threads before each round, which is most of
    /// what a lookup takes.
    fileprivate func run() throws -> Bool {
        switch self {
        case .here(let run): return try run()
        case .elsewhere(let run):
            let result = Mutex<Result<Bool, any Error>?>(nil)
            let done = DispatchSemaphore(value: 0)
            Task.detached {
                do {
                    let isRight = try await run()
                    result.withLock { $0 = .success(isRight) }
                } catch {
                    result.withLock { $0 = .failure(error) }
                }
                done.signal()
            }
            done.wait()
            return try result.withLock { try $0?.get() ?? false }
        }
    }
}

/// How much of a stage's unit one round is, so that a rate can be told beside a time.
private let amount = BenchmarkMetric.custom(
    "amount", polarity: .prefersLarger, useScalingFactor: false)

let benchmarks: @Sendable () -> Void = {
    for stage in Stage.all {
        let timed = Timed(stage)
        Benchmark(
            stage.name,
            configuration: .init(
                metrics: [
                    .wallClock, .throughput, .peakMemoryResident, .peakMemoryResidentDelta, amount,
                ],
                tags: ["unit": stage.unit], warmupIterations: 3, maxDuration: .seconds(2),
                maxIterations: 20_000),
            closure: { (benchmark: Benchmark) throws in
                guard let round = timed.round else { return benchmark.error("not prepared") }
                benchmark.startMeasurement()
                let isRight = try round.work.run()
                benchmark.stopMeasurement()
                benchmark.measurement(amount, round.amount)
                if let complaint = timed.count(isRight) { benchmark.error(complaint) }
            },
            setup: { try await timed.prepare(Workload()) },
            teardown: { timed.forget() })
    }
}
