// SPDX-License-Identifier: MIT
//
// From the start of the process to the first frame: Coroscope against an empty ApplicationWindow, in turns. The
// program starts itself again as the one or the other, and waits until that says that its first frame is shown.
#include "benchmarks/figures.h"
#include "window/main_window.h"

#include <QElapsedTimer>
#include <QGuiApplication>
#include <QProcess>
#include <QQmlApplicationEngine>
#include <QQuickStyle>
#include <QQuickWindow>

#include <algorithm>
#include <memory>
#include <string_view>

#include <unistd.h>

namespace {

using namespace coroscope;

constexpr int rounds = 15;
constexpr int mostRounds = 60;
constexpr double limit = 2;
constexpr double bound = 2.4;        ///< from which on it fails: 2.2 is usual
constexpr int longestStart = 60'000; // ms

/// Says so on standard output when the first frame is shown, and ends the process.
void endWithFirstFrame(QQuickWindow &window)
{
    QObject::connect(
        &window, &QQuickWindow::frameSwapped, &window, [] { _exit(::write(STDOUT_FILENO, "frame\n", 6) == 6 ? 0 : 1); },
        Qt::DirectConnection);
}

int showCoroscope(int argc, char *argv[])
{
    const std::string_view words[] = {"--size", "1600x1000", "--theme", "dark"};
    const WindowRequest request = readWindowRequest(words);
    QGuiApplication application(argc, argv);
    MainWindow::prepareApplication();
    MainWindow main(request);
    endWithFirstFrame(main.window());
    main.play();
    return QGuiApplication::exec();
}

int showEmpty(int argc, char *argv[])
{
    QGuiApplication application(argc, argv);
    QQuickStyle::setStyle(QStringLiteral("Basic"));
    QQmlApplicationEngine engine;
    engine.loadData(R"(
        import QtQuick.Controls
        ApplicationWindow {
            width: 1600
            height: 1000
            visible: true
        })");
    auto *const window = qobject_cast<QQuickWindow *>(engine.rootObjects().value(0));
    if (!window)
        return 1;
    endWithFirstFrame(*window);
    return QGuiApplication::exec();
}

/// Milliseconds from the start of the process to its first frame; negative where there was none.
double timeToFirstFrame(const QString &program, const QString &what)
{
    QElapsedTimer timer;
    QProcess process;
    process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    timer.start();
    process.start(program, {what});
    process.waitForReadyRead(longestStart);
    const double elapsed = static_cast<double>(timer.nsecsElapsed()) / 1e6;
    process.waitForFinished(longestStart);
    return process.readAllStandardOutput() == "frame\n" ? elapsed : -1;
}

} // namespace

int main(int argc, char *argv[])
{
    const std::string_view what = argc > 1 ? argv[1] : "";
    int noArguments = 1;
    if (what == "coroscope")
        return showCoroscope(noArguments, argv);
    if (what == "empty")
        return showEmpty(noArguments, argv);

    QCoreApplication application(argc, argv);
    const QString program = QCoreApplication::applicationFilePath();
    std::vector<double> ours;
    std::vector<double> theirs;
    // The first round fills the caches; and the fastest of each counts, for whatever else the machine does only ever adds.
    // So where it is in doubt, more rounds tell.
    const auto fastest = [](const std::vector<double> &times) { return *std::min_element(times.begin(), times.end()); };
    for (int round = -1; round < rounds || (round < mostRounds && fastest(ours) > limit * fastest(theirs)); ++round) {
        const double their = timeToFirstFrame(program, QStringLiteral("empty"));
        const double our = timeToFirstFrame(program, QStringLiteral("coroscope"));
        if (our < 0 || their < 0) {
            std::fputs("no first frame was shown\n", stderr);
            return 1;
        }
        if (round >= 0) {
            ours.push_back(our);
            theirs.push_back(their);
        }
    }
    std::printf(
        "to the first frame: %.0f ms; of an empty ApplicationWindow: %.0f ms (fastest of %zu; medians %.0f, %.0f)\n",
        fastest(ours), fastest(theirs), ours.size(), benchmarks::quantile(ours, 0.5),
        benchmarks::quantile(theirs, 0.5));
    benchmarks::Figures figures;
    figures.atMost("start, times that of an empty ApplicationWindow", fastest(ours) / fastest(theirs), limit, "",
                   bound);
    return figures.exitStatus();
}
