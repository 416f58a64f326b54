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

namespace {

using namespace coroscope;
using namespace std::chrono_literals;

constexpr Sequence manyEvents = 10'000'000;
/// As in a window of 1600×1000.
constexpr int linesOfPage = 24;

/// The longest time in ms for which the window could do nothing else, while something was done and until it was over.
class Waits
{
public:
    explicit Waits(EventLog &log) : m_log(log) { }

    double longest(const std::function<void()> &what)
    {
        QElapsedTimer total;
        total.start();
        double most = timed(what);
        while (m_log.underWay())
            most = std::max(most, timed([] { QCoreApplication::processEvents(); }));
        m_total = static_cast<double>(total.nsecsElapsed()) / 1e6;
        return most;
    }
    /// How long the last of them took in all.
    double total() const noexcept { return m_total; }

private:
    static double timed(const std::function<void()> &what)
    {
        QElapsedTimer timer;
        timer.start();
        what();
        return static_cast<double>(timer.nsecsElapsed()) / 1e6;
    }

    EventLog &m_log;
    double m_total = 0;
};

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
    Waits waits(log);
    benchmarks::Figures figures;
    constexpr double most = 50;

    const double opened = waits.longest([&] { log.setActive(true); });
    std::printf("%llu events; the whole log stands after %.0f ms\n",
                static_cast<unsigned long long>(trace.count() - trace.firstKept()), waits.total());
    figures.atLeast("log: events kept", static_cast<double>(trace.count() - trace.firstKept()) / 1e6, 9.9, "M");
    figures.atMost("log: opening it", opened, most, "ms");

    std::vector<double> steps;
    std::vector<double> scrolls;
    std::vector<double> seeks;
    for (int i = 0; i < 200; ++i) {
        steps.push_back(waits.longest([&] { simulation.transport()->runTo(run.present() + 1ms); }));
        scrolls.push_back(waits.longest([&] { log.scrollTo((i * 37 % 200) / 200.0); }));
    }
    for (int i = 0; i < 20; ++i)
        seeks.push_back(
            waits.longest([&] { log.goTo(static_cast<double>(trace.count() / 20 * static_cast<Sequence>(i))); }));
    log.setFollowing(true);
    figures.atMost("log: following one step, 99th percentile", benchmarks::quantile(steps, 0.99), most, "ms");
    figures.atMost("log: scrolling anywhere, 99th percentile", benchmarks::quantile(scrolls, 0.99), most, "ms");
    figures.atMost("log: going to an event, with the whole picture", benchmarks::quantile(seeks, 0.99), most, "ms");

    simulation.transport()->goToPresent();
    double filtering = 0;
    double whole = 0;
    const auto filtered = [&](const std::function<void()> &what) {
        filtering = std::max(filtering, waits.longest(what));
        whole = std::max(whole, waits.total());
    };
    filtered([&] { log.filter()->setTopic(1); });
    filtered([&] { log.filter()->showItem(7); });
    filtered([&] { log.showTask(0, 3); });
    filtered([&] { log.showChannel(0); });
    filtered([&] { log.filter()->clear(); });
    std::printf("a filter has found all after %.0f ms at most\n", whole);
    figures.atMost("log: filtering", filtering, most, "ms");

    log.setFollowing(true);
    const double searching = waits.longest([&] { log.find(QStringLiteral("no such words"), false); });
    std::printf("a search that finds nothing takes %.1f s\n", waits.total() / 1e3);
    figures.atMost("log: searching", searching, most, "ms");
    return figures.exitStatus();
}
