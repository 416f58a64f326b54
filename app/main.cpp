// SPDX-License-Identifier: MIT
#include "cli/errors.h"
#include "cli/output.h"
#include "cli/run_execution.h"
#include "cli/version.h"
#include "files/file_writer.h"
#include "text/one_line.h"
#include "window/display_probe.h"
#include "window/main_window.h"
#include "window/start_fallback.h"
#include "window/window_request.h"

#include <QBuffer>
#include <QGuiApplication>
#include <QImage>
#include <QQuickWindow>
#include <QTimer>

#include <cmath>
#include <csignal>
#include <cstdio>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace {

using namespace coroscope;

int complain(const std::string &what, ExitStatus status)
{
    std::fputs(("coroscope: " + onOneLine(what) + "\n").c_str(), stderr);
    return status;
}

/// The result without a display: the run, as coroscope-cli prints it.
int runAsText(const WindowRequest &request)
{
    std::fputs(
        "coroscope: there is no display; this is the run as text (coroscope --screenshot FILE.png makes a picture)\n",
        stderr);
    RunRequest run = request.run;
    if (!request.lengthGiven) {
        run.length = std::chrono::seconds(60);
        if (!run.changes.empty())
            run.length = std::max(run.length, run.changes.back().at.time_since_epoch());
        if (request.seek)
            run.length = std::max(run.length, request.seek->time_since_epoch());
    }
    execute(run, {});
    return Success;
}

/// At fractional scale factors the software renderer of Qt 6.4 leaves pixels black that the window covers in part: they
/// are cut off.
QImage withoutUnpaintedEdge(const QImage &picture, double ratio)
{
    const auto painted = [ratio](int pixels) {
        return static_cast<int>(std::floor(std::floor(pixels / ratio) * ratio));
    };
    return picture.copy(0, 0, painted(picture.width()), painted(picture.height()));
}

ExitStatus writePicture(QQuickWindow &window, const std::string &file)
{
    const QImage picture = withoutUnpaintedEdge(window.grabWindow(), window.effectiveDevicePixelRatio());
    try {
        QByteArray bytes;
        QBuffer buffer(&bytes);
        if (!picture.save(&buffer, "PNG"))
            throw FileError("there is no picture");
        FileWriter writer(file);
        writer.write({bytes.constData(), static_cast<std::size_t>(bytes.size())});
        writer.finish();
        return Success;
    } catch (const FileError &error) {
        complain("--screenshot " + file + ": can't be written: " + error.what(), WorkFailed);
        return WorkFailed;
    }
}

/// Lets the window settle, writes its picture, and quits. How many frames fonts, images, layout and fading in take, and
/// how long, depends on the machine: the window has settled when it requests no more.
void takeScreenshot(QQuickWindow &window, const std::string &file)
{
    struct Settling {
        int frames = 0; ///< since the last look
        int looks = 0;
        int quietLooks = 0;
    };
    constexpr int leastLooks = 4;
    constexpr int mostLooks = 600;
    constexpr int quietEnough = 2;
    auto *const look = new QTimer(&window);
    look->setInterval(100);
    const auto settling = std::make_shared<Settling>();
    QObject::connect(&window, &QQuickWindow::frameSwapped, look, [settling] { ++settling->frames; });
    QObject::connect(look, &QTimer::timeout, &window, [&window, file, look, settling] {
        settling->quietLooks = settling->frames == 0 ? settling->quietLooks + 1 : 0;
        settling->frames = 0;
        ++settling->looks;
        const bool settled = settling->looks >= leastLooks && settling->quietLooks >= quietEnough;
        if (!settled && settling->looks < mostLooks)
            return;
        look->stop();
        QCoreApplication::exit(writePicture(window, file));
    });
    look->start();
}

int showWindow(const WindowRequest &request, std::optional<DisplayProbe> &probe, int argc, char *argv[])
{
    const bool screenshot = !request.screenshot.empty();
    if (screenshot && qEnvironmentVariableIsEmpty("QT_QPA_PLATFORM"))
        qputenv("QT_QPA_PLATFORM", "offscreen"); // the same picture on every machine
    if (probe && !probe->platform().isEmpty())
        qputenv("QT_QPA_PLATFORM", probe->platform());
    StartFallback::install(argv);
    QGuiApplication application(argc, argv);
    StartFallback::platformIsThere();
    probe.reset();
    MainWindow::prepareApplication();
    MainWindow main(request);
    StartFallback::watch(main.window());
    if (screenshot)
        takeScreenshot(main.window(), request.screenshot);
    else
        main.play();
    return QGuiApplication::exec();
}

} // namespace

int main(int argc, char *argv[])
{
    prepareStandardStreams();
    try {
        const std::vector<std::string_view> words(argv + (argc > 0 ? 1 : 0), argv + argc);
        const WindowRequest request = readWindowRequest(words);
        if (request.help || request.version) {
            Output output("-");
            output.write(request.help ? windowHelp() : "coroscope " + std::string(version()) + "\n");
            output.finish();
            return Success;
        }
        std::optional<DisplayProbe> probe;
        if (request.screenshot.empty() && !probe.emplace().available())
            return runAsText(request);
        int noArguments = 1; // they have been read; Qt would take some of them for its own
        return showWindow(request, probe, noArguments, argv);
    } catch (const RequestError &error) {
        return complain(error.what(), RequestRefused);
    } catch (const Interrupted &interrupted) {
        // As if it had not been caught: the shell is to see which signal it was.
        std::signal(interrupted.signal, SIG_DFL);
        std::raise(interrupted.signal);
        return 128 + interrupted.signal;
    } catch (const std::exception &error) {
        return complain(error.what(), WorkFailed);
    }
}
