// SPDX-License-Identifier: MIT
#include "cli/errors.h"
#include "cli/output.h"
#include "cli/run_execution.h"
#include "cli/version.h"
#include "items/icon_provider.h"
#include "items/palette_singleton.h"
#include "player/simulation.h"
#include "window/display_probe.h"
#include "window/window_request.h"

#include <QFontDatabase>
#include <QGuiApplication>
#include <QIcon>
#include <QQmlApplicationEngine>
#include <QQmlExtensionPlugin>
#include <QQuickStyle>
#include <QQuickWindow>
#include <QTimer>

#include <csignal>
#include <cstdio>
#include <string>
#include <vector>

Q_IMPORT_QML_PLUGIN(Coroscope_AppPlugin)
Q_IMPORT_QML_PLUGIN(Coroscope_ThemePlugin)
Q_IMPORT_QML_PLUGIN(Coroscope_ComponentsPlugin)
Q_IMPORT_QML_PLUGIN(Coroscope_StagePlugin)
Q_IMPORT_QML_PLUGIN(Coroscope_PanelsPlugin)
Q_IMPORT_QML_PLUGIN(CoroscopePlugin)

namespace {

using namespace coroscope;

int complain(const std::string &what, ExitStatus status)
{
    std::fputs(("coroscope: " + what + "\n").c_str(), stderr);
    return status;
}

/// What there is to see without a display: the run, as coroscope-cli prints it.
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
    }
    execute(run, {});
    return Success;
}

void loadFonts()
{
    for (const char *file : {"Inter-Regular.otf", "Inter-Medium.otf", "Inter-SemiBold.otf", "Inter-Bold.otf",
                             "JetBrainsMono-Regular.ttf", "JetBrainsMono-SemiBold.ttf", "JetBrainsMono-Bold.ttf"}) {
        if (QFontDatabase::addApplicationFont(QStringLiteral(":/coroscope/fonts/") + QLatin1String(file)) < 0)
            qWarning("the font %s can't be loaded; another one takes its place", file);
    }
}

/// Runs to a moment without a look at the clock.
void runTo(Simulation &simulation, Time time)
{
    Session &session = simulation.session();
    session.runUntil(time);
    simulation.goToPresent();
}

/// Lets the window settle (fonts, images, layout take a few frames), writes its picture, and quits.
void takeScreenshot(QQuickWindow &window, const QString &file)
{
    QTimer::singleShot(400, &window, [&window, file] {
        const QImage picture = window.grabWindow();
        if (picture.isNull() || !picture.save(file))
            QCoreApplication::exit(
                complain("--screenshot " + file.toStdString() + ": the picture can't be written there", WorkFailed));
        else
            QCoreApplication::exit(Success);
    });
}

int showWindow(const WindowRequest &request, int argc, char *argv[])
{
    if (!request.screenshot.isEmpty() && qEnvironmentVariableIsEmpty("QT_QPA_PLATFORM"))
        qputenv("QT_QPA_PLATFORM", "offscreen"); // the same picture on every machine
    QQuickStyle::setStyle(QStringLiteral("Basic"));
    QGuiApplication application(argc, argv);
    QGuiApplication::setApplicationName(QStringLiteral("Coroscope"));
    QGuiApplication::setOrganizationName(QStringLiteral("Coroscope"));
    QGuiApplication::setWindowIcon(QIcon(QStringLiteral(":/coroscope/icons/coroscope.svg")));
    loadFonts();

    if (request.theme)
        PaletteSingleton::current().setTheme(*request.theme);
    Simulation simulation;
    simulation.start(*request.run.pattern, request.run.settings, request.run.changes);
    simulation.setSpeed(request.speed);
    simulation.setReduceMotion(request.reduceMotion);
    if (request.seek)
        runTo(simulation, *request.seek);

    const bool screenshot = !request.screenshot.isEmpty();
    QQmlApplicationEngine engine;
    engine.addImportPath(QStringLiteral("qrc:/qt/qml"));
    engine.addImageProvider(QStringLiteral("icon"), new IconProvider); // the engine owns it
    QVariantMap properties{{QStringLiteral("simulation"), QVariant::fromValue(&simulation)},
                           {QStringLiteral("fixedSize"), screenshot || request.size.has_value()},
                           {QStringLiteral("themeGiven"), request.theme.has_value()}};
    if (request.size) {
        properties.insert(QStringLiteral("width"), request.size->width());
        properties.insert(QStringLiteral("height"), request.size->height());
    }
    engine.setInitialProperties(properties);
    engine.load(QUrl(QStringLiteral("qrc:/qt/qml/Coroscope/Main.qml")));
    auto *const window = engine.rootObjects().isEmpty() ? nullptr
                                                        : qobject_cast<QQuickWindow *>(engine.rootObjects().first());
    if (!window)
        return complain("the window can't be made; the lines above say why", WorkFailed);
    if (request.present)
        window->setProperty("presenting", true);
    simulation.attach(*window);
    simulation.setPlaying(!request.paused && !screenshot);
    if (screenshot)
        takeScreenshot(*window, request.screenshot);
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
        if (request.screenshot.isEmpty() && !displayAvailable())
            return runAsText(request);
        int noArguments = 1; // they have been read; Qt would take some of them for its own
        return showWindow(request, noArguments, argv);
    } catch (const RequestError &error) {
        return complain(error.what(), RequestRefused);
    } catch (const Interrupted &interrupted) {
        // As if nobody had caught it: the shell is to see which signal it was.
        std::signal(interrupted.signal, SIG_DFL);
        std::raise(interrupted.signal);
        return 128 + interrupted.signal;
    } catch (const std::exception &error) {
        return complain(error.what(), WorkFailed);
    }
}
