// SPDX-License-Identifier: MIT
#include "app/window/legibility.h"
#include "app/window/window_situations.h"
#include "items/palette_singleton.h"
#include "window/main_window.h"

#include <QGuiApplication>
#include <QQuickItem>
#include <QTest>

#include <chrono>
#include <functional>

using namespace coroscope;
using namespace coroscope::test;
using namespace std::chrono_literals;

namespace {

/// Where things stand, by their names.
using Places = QMap<QString, QRectF>;

/// All that has a name outside of the panels and what floats over the picture.
void collect(const QQuickItem &item, Places &places)
{
    if (!item.isVisible())
        return;
    static const QStringList steady = {
        "stage",         "stageItem",      "timelineArea", "timeline",          "timelineItem",
        "toStartButton", "stepBackButton", "playButton",   "stepForwardButton", "toPresentButton",
        "timeText",      "speedText",      "speedSlider",  "seedField",         "resetButton",
        "undoButton",    "headline.0",     "headline.4",   "timelineSplitter",  "patternTitle"};
    if (steady.contains(item.objectName()))
        places[item.objectName()] = item.mapRectToScene(QRectF(0, 0, item.width(), item.height()));
    for (const QQuickItem *child : item.childItems())
        collect(*child, places);
}

Places placesIn(QQuickWindow &window)
{
    settle(window);
    Places places;
    collect(*window.contentItem(), places);
    return places;
}

QString text(const QRectF &rect)
{
    return QStringLiteral("%1,%2 %3×%4").arg(rect.x()).arg(rect.y()).arg(rect.width()).arg(rect.height());
}

/// What has another place, or none, in words.
QStringList moved(const Places &before, const Places &after)
{
    QStringList all;
    for (auto one = before.begin(); one != before.end(); ++one) {
        if (after.value(one.key()) != one.value())
            all << QStringLiteral("%1 from %2 to %3").arg(one.key(), text(one.value()), text(after.value(one.key())));
    }
    return all;
}

} // namespace

/// Nothing in the window jumps while a run goes on and is looked at.
class TestSteadyWindow : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void nothingMovesWhateverHappens_data()
    {
        QTest::addColumn<QSize>("size");
        QTest::addColumn<int>("theme");
        for (const QSize size : windowSizes) {
            for (const Theme theme : {Theme::Dark, Theme::Projector})
                QTest::addRow("%dx%d %s", size.width(), size.height(), qPrintable(themeName(theme)))
                    << size << static_cast<int>(theme);
        }
    }
    void nothingMovesWhateverHappens()
    {
        QFETCH(const QSize, size);
        QFETCH(const int, theme);
        PaletteSingleton::current().setTheme(static_cast<Theme>(theme));
        MainWindow main(Situation{"start", {"backpressure", "--seek", "0"}}.request());
        main.window().resize(size);
        QVERIFY(QTest::qWaitForWindowExposed(&main.window()));
        QTRY_VERIFY(main.window().property("begun").toBool());
        Simulation &simulation = main.simulation();
        const Places before = placesIn(main.window());
        QVERIFY2(before.size() >= 16, qPrintable(QStringList(before.keys()).join(' ')));

        const auto at = [](Duration time) { return Time{} + time; };
        const std::vector<std::pair<const char *, std::function<void()>>> happenings = {
            {"advice", [&] { simulation.transport()->runTo(at(12s)); }},
            {"a look at the past", [&] { simulation.transport()->seek(5); }},
            {"back in the present", [&] { simulation.transport()->goToPresent(); }},
            {"a parameter that is turned, with its mark", [&] { simulation.tuning()->set(5, 2); }},
            {"the first minute", [&] { simulation.transport()->runTo(at(61s)); }},
            {"advice of more lines",
             [&] {
                 simulation.tuning()->set(6, 3);
                 simulation.transport()->runTo(at(65s));
             }},
            {"a crash", [&] { simulation.transport()->runTo(at(90s)); }},
            {"the first hour", [&] { simulation.transport()->runTo(at(3601s)); }},
            {"a hundred hours", [&] { simulation.transport()->runTo(at(100h)); }},
            {"a look back there", [&] { simulation.transport()->seek(359'990); }},
            {"another speed", [&] { simulation.transport()->setSpeed(1000); }},
            {"a seed that is not taken", [&] { simulation.tuning()->setSeed("x"); }},
            {"the longest seed", [&] { simulation.tuning()->setSeed("9007199254740991"); }},
            {"the run's end",
             [&] {
                 simulation.tuning()->set(3, 0);
                 simulation.transport()->runTo(at(100h));
             }},
        };
        for (const auto &[name, happen] : happenings) {
            happen();
            const QStringList jumps = moved(before, placesIn(main.window()));
            QVERIFY2(jumps.isEmpty(), qPrintable(QString::fromLatin1(name) + ":\n" + jumps.join('\n')));
        }
        QCOMPARE(simulation.tuning()->seed(), "9007199254740991");
        QVERIFY(simulation.run()->outcomeKind() != "running");
    }

    void theHeadersButtonsStayFromPatternToPattern()
    {
        MainWindow main(Situation{"start", {"backpressure", "--seek", "0"}}.request());
        QVERIFY(QTest::qWaitForWindowExposed(&main.window()));
        QTRY_VERIFY(main.window().property("begun").toBool());
        const auto places = [&] {
            settle(main.window());
            Places all;
            for (const char *name : {"sweepButton", "copyButton", "presentButton", "themeButton", "helpButton"}) {
                const auto *const button = main.window().findChild<QQuickItem *>(QLatin1String(name));
                all[QLatin1String(name)] = button->mapRectToScene(button->boundingRect());
            }
            return all;
        };
        for (const QSize size : windowSizes) {
            main.window().resize(size);
            const Places before = places();
            for (const PatternInfo *pattern : patterns()) {
                main.simulation().tuning()->selectPattern(QString::fromUtf8(pattern->id));
                const QStringList jumps = moved(before, places());
                QVERIFY2(jumps.isEmpty(), qPrintable(QString::fromUtf8(pattern->id) + ":\n" + jumps.join('\n')));
            }
        }
    }
};

int main(int argc, char *argv[])
{
    QGuiApplication application(argc, argv);
    MainWindow::prepareApplication();
    TestSteadyWindow test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_steady_window.moc"
