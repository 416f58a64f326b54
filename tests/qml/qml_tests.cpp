// SPDX-License-Identifier: MIT
#include "items/icon_provider.h"
#include "player/simulation.h"
#include "run/registry.h"

#include <QGuiApplication>
#include <QQmlEngine>
#include <QQmlExtensionPlugin>
#include <QStringList>
#include <QtQuickTest>

#include <utility>

Q_IMPORT_QML_PLUGIN(Coroscope_AppPlugin)
Q_IMPORT_QML_PLUGIN(Coroscope_ThemePlugin)
Q_IMPORT_QML_PLUGIN(Coroscope_ComponentsPlugin)
Q_IMPORT_QML_PLUGIN(Coroscope_StagePlugin)
Q_IMPORT_QML_PLUGIN(Coroscope_PanelsPlugin)
Q_IMPORT_QML_PLUGIN(Coroscope_SweepPlugin)
Q_IMPORT_QML_PLUGIN(Coroscope_LuckPlugin)
Q_IMPORT_QML_PLUGIN(CoroscopePlugin)

namespace {

QStringList g_warnings;
QtMessageHandler g_before = nullptr;

/// A warning of the QML engine names the file it is about: ours are all below this path.
void keepWarnings(QtMsgType type, const QMessageLogContext &context, const QString &message)
{
    if (type != QtDebugMsg && type != QtInfoMsg && message.contains(QLatin1String("qrc:/qt/qml/Coroscope")))
        g_warnings.push_back(message);
    g_before(type, context, message);
}

} // namespace

/// What the tests in QML have of the simulation: one run, and the passing of time.
class Bench : public QObject
{
    Q_OBJECT
    Q_PROPERTY(coroscope::Simulation *simulation READ simulation CONSTANT)
    Q_PROPERTY(QStringList patterns READ patterns CONSTANT)

public:
    /// What the engine has complained about since the last call.
    Q_INVOKABLE QStringList takeWarnings() { return std::exchange(g_warnings, {}); }

    explicit Bench(QObject *parent = nullptr) : QObject(parent)
    {
        m_simulation.tuning()->start({.pattern = coroscope::findPattern("backpressure")});
    }
    coroscope::Simulation *simulation() { return &m_simulation; }
    /// The ids of all there are.
    QStringList patterns() const
    {
        QStringList ids;
        for (const coroscope::PatternInfo *pattern : coroscope::patterns())
            ids.push_back(QString::fromUtf8(pattern->id));
        return ids;
    }
    /// Lets the simulation play as if so many seconds of wall time had passed, a frame at a time.
    Q_INVOKABLE void advance(double seconds)
    {
        for (; seconds > 0; seconds -= 0.016)
            m_simulation.transport()->tick(
                std::chrono::nanoseconds(static_cast<qint64>(std::min(seconds, 0.016) * 1e9)));
    }

private:
    coroscope::Simulation m_simulation;
};

class Setup : public QObject
{
    Q_OBJECT

public Q_SLOTS:
    void applicationAvailable() { g_before = qInstallMessageHandler(keepWarnings); }
    void qmlEngineAvailable(QQmlEngine *engine)
    {
        engine->addImportPath(QStringLiteral("qrc:/qt/qml"));
        engine->addImageProvider(QStringLiteral("icon"), new coroscope::IconProvider);
        qmlRegisterSingletonType<Bench>("Coroscope.Testing", 1, 0, "Bench",
                                        [](QQmlEngine *, QJSEngine *) { return new Bench; });
    }
};

QUICK_TEST_MAIN_WITH_SETUP(qml, Setup)
#include "qml_tests.moc"
