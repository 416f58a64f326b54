// SPDX-License-Identifier: MIT
//
// How soon the log answers in a run of ten million events: whatever is done there, the window waits no longer than for this.
#include "benchmarks/figures.h"
#include "player/simulation.h"
#include "run/registry.h"

#include <QCoreApplication>
#include <QElapsedTimer>

#include <algorithm>
#include <cstdio>
#include <functional>
#include <numeric>
#include <vector>

namespace {

using namespace coroscope;
using namespace std::chrono_literals;

constexpr Sequence manyEvents = 10'000'000;
/// As in a window of 1600×1000.
constexpr int linesOfPage = 24;

/// The times in ms for which the window could do nothing else, while something was done and until it was over.
std::vector<double> waits(const EventLog &log, const std::function<void()> &what)
{
    QElapsedTimer timer;
    timer.start();
    what();
    std::vector<double> all{static_cast<double>(timer.nsecsElapsed()) / 1e6};
    while (log.underWay()) {
        timer.start();
        QCoreApplication::processEvents();
        all.push_back(static_cast<double>(timer.nsecsElapsed()) / 1e6);
    }
    return all;
}

/// The longest of them.
double longest(const EventLog &log, const std::function<void()> &what)
{
    const std::vector<double> all = waits(log, what);
    return *std::max_element(all.begin(), all.end());
}

/// What is asked for is what the program takes, not what the machine does beside it: the best of a few.
double bestOfThree(const std::function<double()> &measure)
{
    double best = measure();
    for (int round = 1; round < 3; ++round)
        best = std::min(best, measure());
    return best;
}

double sum(const std::vector<double> &times)
{
    return std::accumulate(times.begin(), times.end(), 0.0);
}

void start(Simulation &simulation)
{
    const PatternInfo &pattern = *findPattern("backpressure");
    RunSettings settings;
    const auto table = pattern.declare();
    for (const Parameter *parameter : table->all()) {
        const ParameterSpec &spec = parameter->spec();
        const bool most = spec.id == "producers" || spec.id == "consumers" || spec.id == "capacity";
        settings.values.push_back(most ? spec.maximum : spec.initial);
    }
    simulation.tuning()->setBudget(std::size_t{1} << 30);
    simulation.tuning()->start({.pattern = &pattern, .settings = settings});
    Run &run = *simulation.run();
    while (run.session().eventCount() < manyEvents)
        simulation.transport()->runTo(run.present() + 1min);
    run.moved();
}

} // namespace

int main(int argc, char *argv[])
{
    const QCoreApplication application(argc, argv);
    Simulation simulation;
    start(simulation);
    Run &run = *simulation.run();
    EventLog &log = *simulation.log();
    const Trace &trace = run.session().trace();
    log.setPageSize(linesOfPage);
    benchmarks::Figures figures;
    constexpr double limit = 50;
    const auto kept = static_cast<double>(trace.count() - trace.firstKept());
    figures.atLeast("log: events kept", kept / 1e6, 9.9, "M");

    const std::vector<double> opening = waits(log, [&] { log.setActive(true); });
    std::printf("the whole log stands after %.0f ms\n", sum(opening));
    figures.atMost("log: opening it", *std::max_element(opening.begin(), opening.end()), limit, "ms", 2 * limit);

    std::vector<double> steps;
    std::vector<double> scrolls;
    std::vector<double> seeks;
    for (int i = 0; i < 200; ++i) {
        steps.push_back(longest(log, [&] { simulation.transport()->runTo(run.present() + 1ms); }));
        scrolls.push_back(longest(log, [&] { log.scrollTo((i * 37 % 200) / 200.0); }));
        seeks.push_back(longest(log, [&] { log.goTo(kept / 200 * i); }));
    }
    figures.atMost("log: following one step, 95th percentile", benchmarks::quantile(steps, 0.95), limit, "ms");
    figures.atMost("log: scrolling anywhere, 95th percentile", benchmarks::quantile(scrolls, 0.95), limit, "ms");
    figures.atMost("log: going to an event, with the whole picture", benchmarks::quantile(seeks, 0.95), limit, "ms");

    simulation.transport()->goToPresent();
    log.setFollowing(true);
    LogFilter &filter = *log.filter();
    double whole = 0;
    const std::function<void()> filters[] = {[&] { filter.setTopic(1); }, [&] { filter.showItem(7); },
                                             [&] { log.showTask(0, 3); }, [&] { log.showChannel(0); },
                                             [&] { filter.clear(); }};
    figures.atMost("log: filtering", bestOfThree([&] {
                       double most = 0;
                       for (const auto &choice : filters) {
                           const std::vector<double> all = waits(log, choice);
                           most = std::max(most, *std::max_element(all.begin(), all.end()));
                           whole = std::max(whole, sum(all));
                       }
                       return most;
                   }),
                   limit, "ms");
    std::printf("a filter has found all after %.0f ms at most\n", whole);

    const std::vector<double> searching = waits(log, [&] { log.find(QStringLiteral("no such words"), false); });
    std::printf("a search that finds nothing takes %.1f s\n", sum(searching) / 1e3);
    figures.atMost("log: searching, 99th percentile", benchmarks::quantile(searching, 0.99), limit, "ms");
    return figures.exitStatus();
}
