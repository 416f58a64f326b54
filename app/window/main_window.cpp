// SPDX-License-Identifier: MIT
#include "window/main_window.h"

#include "cli/errors.h"
#include "files/file_name.h"
#include "items/control_accessible.h"
#include "items/icon_provider.h"
#include "items/palette_singleton.h"

#include <QFontDatabase>
#include <QGuiApplication>
#include <QIcon>
#include <QQmlExtensionPlugin>
#include <QQuickWindow>
#include <QScreen>
#include <QStandardPaths>

Q_IMPORT_QML_PLUGIN(Coroscope_AppPlugin)
Q_IMPORT_QML_PLUGIN(Coroscope_ThemePlugin)
Q_IMPORT_QML_PLUGIN(Coroscope_ComponentsPlugin)
Q_IMPORT_QML_PLUGIN(Coroscope_StagePlugin)
Q_IMPORT_QML_PLUGIN(Coroscope_PanelsPlugin)
Q_IMPORT_QML_PLUGIN(Coroscope_SweepPlugin)
Q_IMPORT_QML_PLUGIN(Coroscope_ComparePlugin)
Q_IMPORT_QML_PLUGIN(Coroscope_LuckPlugin)
Q_IMPORT_QML_PLUGIN(CoroscopePlugin)

namespace coroscope {

namespace {

void loadFonts()
{
    for (const char *file : {"Inter-Regular.otf", "Inter-Medium.otf", "Inter-SemiBold.otf", "Inter-Bold.otf",
                             "JetBrainsMono-Regular.ttf", "JetBrainsMono-Bold.ttf"}) {
        if (QFontDatabase::addApplicationFont(QStringLiteral(":/coroscope/fonts/") + QLatin1String(file)) < 0)
            qWarning("the font %s can't be loaded; another one takes its place", file);
    }
}

/// Whether the window is made for one occasion: it remembers nothing, and does not look for what others have left.
bool isPassing(const WindowRequest &request)
{
    return !request.screenshot.empty() || request.size.has_value();
}

/// What a window can take of the screen, in device-independent pixels. How high the window manager's title bar will be is
/// not known before there is a window: this is one of the higher ones.
QSize room()
{
    constexpr int titleBar = 40;
    return QGuiApplication::primaryScreen()->availableSize() - QSize(0, titleBar);
}

} // namespace

void MainWindow::prepareApplication()
{
    QGuiApplication::setApplicationName(QStringLiteral("Coroscope"));
    QGuiApplication::setOrganizationName(QStringLiteral("Coroscope"));
    QGuiApplication::setWindowIcon(QIcon(QStringLiteral(":/coroscope/icons/coroscope.svg")));
    loadFonts();
    ControlAccessible::install();
}

MainWindow::MainWindow(const WindowRequest &request)
    : m_seek(request.seek), m_paused(request.paused), m_lesson(request.lesson)
{
    if (request.theme)
        PaletteSingleton::current().setTheme(*request.theme);
    m_simulation.tuning()->start(request.run);
    if (request.speed)
        m_simulation.transport()->setSpeed(*request.speed);
    else
        m_simulation.transport()->offerSpeed(request.run.pattern->pace);
    m_simulation.transport()->setReduceMotion(request.reduceMotion);
    if (request.seek && isPassing(request))
        m_simulation.transport()->runTo(*request.seek);

    m_document = std::make_unique<Document>(m_simulation, !isPassing(request));
    if (!request.file.isEmpty())
        m_document->adopt(request.run, absoluteFileName(request.file));
    if (!isPassing(request)) {
        m_memory = std::make_unique<WindowMemory>();
        m_simulation.learning()->keepProgress();
        m_recovery = std::make_unique<Recovery>(*m_document, m_simulation,
                                                QStandardPaths::writableLocation(QStandardPaths::AppDataLocation)
                                                    + QStringLiteral("/recovery"));
    }

    // It has been read as the request was: what it says is right.
    if (!m_lesson.isEmpty())
        m_simulation.learning()->openFile(absoluteFileName(m_lesson));

    m_engine.addImportPath(QStringLiteral("qrc:/qt/qml"));
    m_engine.addImageProvider(QStringLiteral("icon"), new IconProvider); // the engine owns it
    QVariantMap properties{
        {QStringLiteral("simulation"), QVariant::fromValue(&m_simulation)},
        {QStringLiteral("fixedSize"), isPassing(request)},
        {QStringLiteral("document"), QVariant::fromValue(m_document.get())},
        {QStringLiteral("recovery"), QVariant::fromValue(m_recovery.get())},
        {QStringLiteral("memory"), QVariant::fromValue<QObject *>(m_memory.get())},
        {QStringLiteral("themeGiven"), request.theme.has_value()},
        {QStringLiteral("room"), QSizeF(room())},
    };
    // From its first frame on, it has the size that it will have.
    std::optional<QSize> size = request.size;
    if (m_memory)
        size = m_memory->size().boundedTo(room());
    if (size) {
        properties.insert(QStringLiteral("width"), size->width());
        properties.insert(QStringLiteral("height"), size->height());
    }
    m_engine.setInitialProperties(properties);
    m_engine.load(QUrl(QStringLiteral("qrc:/qt/qml/Coroscope/Main.qml")));
    if (!m_engine.rootObjects().isEmpty())
        m_window = qobject_cast<QQuickWindow *>(m_engine.rootObjects().constFirst());
    if (!m_window)
        throw WorkError("the window can't be made; the lines above say why");
    m_garbage = std::make_unique<IdleGarbage>(m_engine, *m_window);
    if (request.present)
        m_window->setProperty("presenting", true);
}

MainWindow::~MainWindow() = default;

void MainWindow::play()
{
    m_simulation.transport()->attach(*m_window);
    // A lesson says itself whether its step plays.
    if (m_lesson.isEmpty() || m_paused)
        m_simulation.transport()->setPlaying(!m_paused);
    if (m_seek)
        m_simulation.transport()->runAhead(*m_seek);
}

} // namespace coroscope
