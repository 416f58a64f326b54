// SPDX-License-Identifier: MIT
//
// What a task costs that waits, and what an event costs while many wait: neither depends on how many there are.
#include "benchmarks/figures.h"
#include "run/registry.h"
#include "run/session.h"

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <ctime>
#include <memory>
#include <string>

#include <malloc.h>

namespace {

using namespace coroscope;
using namespace std::chrono_literals;

double inUse()
{
    const struct mallinfo2 info = ::mallinfo2();
    return static_cast<double>(info.uordblks) + static_cast<double>(info.hblkhd);
}

/// Tasks that are thrown away: so many more each second, of which next to none ends.
std::unique_ptr<Session> pilingUp(Retention retention)
{
    const PatternInfo &pattern = *findPattern("task-spawning");
    const std::unique_ptr<ParameterTable> table = pattern.declare();
    RunSettings settings;
    for (const Parameter *parameter : table->all())
        settings.values.push_back(parameter->spec().initial);
    const auto set = [&](std::string_view id, std::string_view text) {
        const std::size_t position = table->find(id).value();
        settings.values[position] = parsed(table->all()[position]->spec(), text).value.value();
    };
    set("tasks", "1000");
    set("interval", "100ms");
    set("handles", "detach");
    set("compute", "1ms");
    return std::make_unique<Session>(pattern, settings, retention);
}

/// Nanoseconds of the processor per event from now to @p end: others may be at it as well.
double perEvent(Session &session, Time end)
{
    const std::uint64_t before = session.eventCount();
    const std::clock_t start = std::clock();
    session.runUntil(end);
    const double seconds = static_cast<double>(std::clock() - start) / CLOCKS_PER_SEC;
    return seconds * 1e9 / static_cast<double>(session.eventCount() - before);
}

void measure(const char *what, Retention retention, double mostBytes, benchmarks::Figures &figures)
{
    ::malloc_trim(0); // each task is to meet fresh pages, not those that others have left behind
    const double before = inUse();
    const std::unique_ptr<Session> session = pilingUp(retention);
    std::vector<double> costs;
    for (int second = 1; second <= 20; ++second) {
        costs.push_back(perEvent(*session, Time{} + second * 1s));
        if (second % 5 == 0)
            std::printf("%s: %7u tasks, %6.1f ns per event, %6.0f bytes per task\n", what, session->world().alive(),
                        costs.back(), (inUse() - before) / session->world().alive());
    }
    // The best of five seconds each, as a busy machine spoils some. What is left is the memory, which is not in the cache.
    const double early = *std::min_element(costs.begin(), costs.begin() + 5);
    const double late = *std::min_element(costs.end() - 5, costs.end());
    const std::string name(what);
    figures.atMost(name + ": an event among 200,000 tasks, of one among 50,000", late / early, 2, "times");
    figures.atMost(name + ": bytes per waiting task", (inUse() - before) / session->world().alive(), mostBytes,
                   "bytes");
    while (!session->unwind(1'000'000)) {
    }
}

} // namespace

int main()
{
    benchmarks::Figures figures;
    measure("command line", {.budget = 8u << 20, .world = true, .history = false}, 2.0 * Kernel::bytesPerTask, figures);
    measure("window", {}, 4.0 * Kernel::bytesPerTask, figures);
    return figures.exitStatus();
}
