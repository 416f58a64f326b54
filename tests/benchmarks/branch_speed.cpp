// SPDX-License-Identifier: MIT
//
// How soon a branch from the end of an hour stands, with all that can be looked back at.
#include "benchmarks/figures.h"
#include "player/simulation.h"
#include "run/registry.h"

#include <QCoreApplication>
#include <QElapsedTimer>

#include <algorithm>

namespace {

using namespace coroscope;
using namespace std::chrono_literals;

/// In ms.
double branchAtOneHour(Simulation &simulation)
{
    simulation.tuning()->start({.pattern = findPattern("backpressure")});
    simulation.transport()->runTo(Time{} + 61min);
    simulation.transport()->seek(3600);
    QElapsedTimer timer;
    timer.start();
    simulation.branching()->branch();
    while (simulation.transport()->runningAhead())
        QCoreApplication::processEvents();
    return static_cast<double>(timer.nsecsElapsed()) / 1e6;
}

} // namespace

int main(int argc, char **argv)
{
    QCoreApplication application(argc, argv);
    Simulation simulation;
    double best = branchAtOneHour(simulation);
    for (int round = 1; round < 3; ++round)
        best = std::min(best, branchAtOneHour(simulation));
    coroscope::benchmarks::Figures figures;
    figures.atMost("a branch at one hour of backpressure", best, 100, "ms", 150);
    return figures.exitStatus();
}
