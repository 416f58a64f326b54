// SPDX-License-Identifier: MIT
//
// What long runs cost: an hour on the command line, and the memory of a window left running at x1000.
#include "benchmarks/figures.h"
#include "player/player.h"
#include "run/registry.h"

#include <QElapsedTimer>
#include <QProcess>

#include <cstdio>
#include <fstream>

#include <unistd.h>

namespace {

using namespace coroscope;
using namespace std::chrono_literals;

double secondsOfAnHourOnTheCommandLine()
{
    QElapsedTimer timer;
    timer.start();
    const int status = QProcess::execute(qEnvironmentVariable("COROSCOPE_CLI"),
                                         {QStringLiteral("run"), QStringLiteral("backpressure"),
                                          QStringLiteral("--for"), QStringLiteral("1h"), QStringLiteral("--output"),
                                          QStringLiteral("/dev/null")});
    return status == 0 ? static_cast<double>(timer.nsecsElapsed()) / 1e9 : 1e9;
}

/// Of this process, resident.
double mebibytes()
{
    std::ifstream file("/proc/self/statm");
    long size = 0;
    long resident = 0;
    file >> size >> resident;
    return static_cast<double>(resident) * static_cast<double>(sysconf(_SC_PAGESIZE)) / (1 << 20);
}

/// How much memory has grown, in MiB, between two moments of one run. The wall clock stands still, so that every tick is
/// played to its end.
double growthAtThousandfoldSpeed(std::chrono::hours from, std::chrono::hours to)
{
    Player player([] { return std::chrono::nanoseconds{}; });
    player.load(std::make_unique<Session>(*findPattern("backpressure"), RunSettings{}, Retention{.budget = 16 << 20}));
    player.setSpeed(Player::fastest);
    player.setPlaying(true);
    double early = 0;
    while (player.present() < Time{} + to) {
        player.tick(16ms);
        if (early == 0 && player.present() > Time{} + from)
            early = mebibytes();
    }
    return mebibytes() - early;
}

} // namespace

int main()
{
    benchmarks::Figures figures;
    std::vector<double> hours;
    for (int round = 0; round < 5; ++round)
        hours.push_back(secondsOfAnHourOnTheCommandLine());
    figures.atMost("coroscope-cli run backpressure --for 1h", benchmarks::quantile(hours, 0.5), 0.5, "s");
    figures.atMost("size of an event", sizeof(Event), 40, "bytes");
    // Quantiles keep a million samples each, which the budget does not cover; after 42 h they have them.
    figures.atMost("growth from 50 h to 200 h at x1000, budget 16 MB", growthAtThousandfoldSpeed(50h, 200h), 1, "MiB");
    return figures.exitStatus();
}
