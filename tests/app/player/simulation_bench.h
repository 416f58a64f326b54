// SPDX-License-Identifier: MIT
#pragma once

#include "player/simulation.h"
#include "run/registry.h"

#include <algorithm>
#include <chrono>
#include <initializer_list>
#include <string_view>
#include <utility>

namespace coroscope::test {

using namespace std::chrono_literals;

/// The window's simulation of the backpressure pattern without a window: wall time passes when it is told to.
class SimulationBench
{
public:
    using Values = std::initializer_list<std::pair<std::string_view, std::int64_t>>;

    explicit SimulationBench(Values given = {}, RunSettings settings = {.seed = 1}, std::size_t budget = 256u << 20)
    {
        const auto table = pattern().declare();
        for (const Parameter *parameter : table->all())
            settings.values.push_back(parameter->spec().initial);
        for (const auto &[id, value] : given)
            settings.values[table->find(id).value()] = value;
        simulation.tuning()->setBudget(budget);
        simulation.tuning()->start({.pattern = &pattern(), .settings = settings});
    }

    static const PatternInfo &pattern() { return *findPattern("backpressure"); }
    static int row(std::string_view id) { return static_cast<int>(pattern().declare()->find(id).value()); }

    /// Plays at ×1 up to @p end, and pauses. A tick is too short for its slice to matter.
    void playTo(Duration end)
    {
        simulation.transport()->setSpeed(1);
        simulation.transport()->setPlaying(true);
        while (simulation.run()->player().playhead() < Time{} + end)
            simulation.transport()->tick(
                std::min<std::chrono::nanoseconds>(50ms, Time{} + end - simulation.run()->player().playhead()));
        simulation.transport()->setPlaying(false);
    }
    void set(std::string_view id, std::int64_t value) { simulation.tuning()->set(row(id), value); }
    std::int64_t value(std::string_view id) const
    {
        return simulation.run()->session().values()[static_cast<std::size_t>(row(id))];
    }
    /// What the sliders show.
    std::int64_t shown(std::string_view id) const
    {
        return simulation.run()->values()[static_cast<std::size_t>(row(id))];
    }
    QVariant at(const QAbstractItemModel *model, int row, const QByteArray &role) const
    {
        return model->data(model->index(row, 0), model->roleNames().key(role, -1));
    }
    std::string fingerprint() { return simulation.run()->session().fingerprint().text(); }

    Simulation simulation;
};

} // namespace coroscope::test
