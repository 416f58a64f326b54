// SPDX-License-Identifier: MIT
//
// How fast the kernel is, measured against a hand-written scheduler in the same program, and against the goals.
#include "benchmarks/kernel_speed.h"

#include <algorithm>
#include <cstdlib>
#include <map>
#include <memory>

#include <malloc.h>

namespace {

using namespace coroscope::benchmarks;

/// Keeps the best of each benchmark: what others do on the machine only ever makes it slower. What is printed is left to
/// the library's own reporter, which does what --benchmark_format and --benchmark_color say.
class Best final : public benchmark::BenchmarkReporter
{
public:
    /// Whether the results are for people: another form of them must be all that is printed, and that once.
    bool isForPeople() const { return dynamic_cast<const benchmark::ConsoleReporter *>(m_printer.get()) != nullptr; }
    bool ReportContext(const Context &context) override { return m_printer->ReportContext(context); }
    void Finalize() override { m_printer->Finalize(); }
    void ReportRuns(const std::vector<Run> &runs) override
    {
        for (const Run &run : runs) {
            const auto items = run.counters.find("items_per_second");
            if (run.run_type == Run::RT_Iteration && items != run.counters.end()) {
                double &best = m_best[run.run_name.function_name];
                best = std::max(best, static_cast<double>(items->second));
            }
        }
        m_printer->ReportRuns(runs);
    }
    /// Items per second; 0 for one that did not run.
    double operator[](const std::string &name) const
    {
        const auto it = m_best.find(name);
        return it == m_best.end() ? 0 : it->second;
    }
    bool ran(const std::string &name) const { return m_best.contains(name); }

private:
    std::unique_ptr<benchmark::BenchmarkReporter> m_printer{benchmark::CreateDefaultDisplayReporter()};
    std::map<std::string, double> m_best;
};

struct Goal {
    const char *workload;
    double kernel; ///< share of raw, at least
    double
        reached; ///< share of raw below which the test fails: less than the goal where that is met with little to spare
    double traced;   ///< likewise; 0: none
    double millions; ///< items per second traced, at least; 0: none
};

constexpr Goal goals[] = {
    {"clock", 0.7, 0.7, 0.4, 8},
    {"clock_random", 0.7, 0.6, 0.4, 0},
    {"channel", 0.4, 0.27, 0, 25},
    // The kernel takes twice the instructions of the raw scheduler here, which keeps no account of who waits for what.
    {"backpressure", 0.7, 0.35, 0, 8},
    // A third of it are the two atomic exchanges of each QCoro::Task, as long as all that the raw scheduler does for a task.
    {"spawn_join", 0.4, 0.25, 0, 6},
};

/// Each figure is printed beside its goal. Absolute ones depend on the machine, so the test fails only well below them.
void check(const Best &best, Figures &figures)
{
    for (const Goal &goal : goals) {
        const std::string workload = goal.workload;
        const double raw = best[workload + "/raw"];
        const double kernel = best[workload + "/kernel"];
        const double traced = best[workload + "/traced"];
        if (raw == 0 || kernel == 0 || traced == 0)
            continue;
        figures.atLeast(workload + ": kernel / raw", kernel / raw, goal.kernel, "", goal.reached);
        if (goal.traced > 0)
            figures.atLeast(workload + ": traced / raw", traced / raw, goal.traced, "", 0.8 * goal.traced);
        if (goal.millions > 0)
            figures.atLeast(workload + ": traced", traced / 1e6, goal.millions, "M/s", 0.5 * goal.millions);
    }
    for (const char *name : {"cancel/kernel", "cancel/traced"}) {
        if (best.ran(name))
            figures.atMost(name, 1e6 / best[name], 8, "us", 16);
    }
    const auto checkGrowth = [&](const std::string &what, int from, double reached) {
        const double less = best["growth/" + what + ":" + std::to_string(from)];
        const double more = best["growth/" + what + ":" + std::to_string(from * 10)];
        if (less != 0 && more != 0)
            figures.atMost("growth: 10 x " + std::to_string(from) + " " + what, 10 * less / more, 11, "x", reached);
    };
    for (const int from : {100, 1'000, 10'000})
        checkGrowth("time", from, 14);
    // The number of steps grows tenfold, but a step on memory that is not in the cache takes longer: a task needs about
    // a kilobyte. The raw scheduler, measured beside it, bends at the same place.
    checkGrowth("tasks", 100, 16);
    checkGrowth("tasks", 1'000, 30);
    checkGrowth("tasks", 10'000, 40);
}

} // namespace

int main(int argc, char **argv)
{
    benchmark::Initialize(&argc, argv);
    if (benchmark::ReportUnrecognizedArguments(argc, argv))
        return EXIT_FAILURE;
    registerClock();
    registerChannels();
    registerTasks();
    registerGrowth();
    registerTrace();
    // Memory that was given back to the system, and comes anew for each kernel, would hide what the kernel costs.
    mallopt(M_TRIM_THRESHOLD, 1 << 30);
    mallopt(M_MMAP_THRESHOLD, 1 << 30);
    // What a busy machine has spoilt is measured again; the best of all rounds counts.
    Best best;
    const int attempts = best.isForPeople() ? 3 : 1;
    int status = EXIT_FAILURE;
    for (int attempt = 0; attempt < attempts && status != EXIT_SUCCESS; ++attempt) {
        benchmark::RunSpecifiedBenchmarks(&best);
        Figures figures(best.isForPeople() ? stdout : stderr);
        check(best, figures);
        if (best.ran("events/fresh"))
            checkWorldAt(figures);
        status = figures.exitStatus();
    }
    return status;
}
