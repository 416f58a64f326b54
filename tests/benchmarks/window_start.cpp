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
    for (int round = -1; round < rounds; ++round) { // the first one fills the caches
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
    // The fastest of each: whatever else the machine does only ever adds.
    const double our = *std::min_element(ours.begin(), ours.end());
    const double their = *std::min_element(theirs.begin(), theirs.end());
    std::printf("to the first frame: %.0f ms; of an empty ApplicationWindow: %.0f ms (fastest of %d)\n", our, their,
                rounds);
    std::printf("medians: %.0f ms and %.0f ms\n", benchmarks::quantile(ours, 0.5), benchmarks::quantile(theirs, 0.5));
    benchmarks::Figures figures;
    figures.atMost("start, times that of an empty ApplicationWindow", our / their, 2, "");
    return figures.exitStatus();
}
