// SPDX-License-Identifier: MIT
#include "app/window/window_test.h"
#include "models/text.h"
#include "player/kept_settings.h"
#include "run/registry.h"

#include <QScreen>
#include <QSignalSpy>

using namespace coroscope;
using namespace coroscope::test;

/// Whatever else is made when it is asked for, in the window as the program makes it: the key sheet, menus, the sweep, and
/// what a presentation calls for. Each by mouse and by keyboard, and nothing is complained about meanwhile.
class TestWindowPanels : public QObject, WindowTest
{
    Q_OBJECT

    /// Where Worker 2 stands on the stage; empty while it does not.
    QString worker()
    {
        for (int i = 0; i < 100; ++i) {
            const QString name = QStringLiteral("place.%1").arg(i);
            if (bench().textOf(name, "name") == QLatin1String("Worker 2"))
                return name;
        }
        return {};
    }
    static void byMouseAndByKeyboard()
    {
        QTest::addColumn<bool>("byMouse");
        QTest::newRow("mouse") << true;
        QTest::newRow("keyboard") << false;
    }

private Q_SLOTS:
    void initTestCase() { MainWindowBench::keepWarnings(); }
    void init() { begin(); }
    void cleanup() { end(); }

    /// Whatever complains of it is found by cleanup().
    void theKeyboardWalksThroughEverything()
    {
        bench().open();
        for (const PatternInfo *pattern : patterns()) {
            bench().focus("place.0");
            for (const Qt::Key key :
                 {Qt::Key_Right, Qt::Key_Down, Qt::Key_Down, Qt::Key_Left, Qt::Key_Up, Qt::Key_Right})
                bench().key(key);
            bench().simulation().tuning()->selectPattern(QString::fromUtf8(pattern->id));
        }
        for (const bool sweeping : {false, true}) {
            for (int stop = 0; stop < 60; ++stop) {
                bench().key(Qt::Key_Tab);
                for (const Qt::Key key : {Qt::Key_Right, Qt::Key_Down, Qt::Key_Left, Qt::Key_Up})
                    bench().key(key);
            }
            if (!sweeping)
                bench().key(Qt::Key_S);
        }
    }

    void aKeyThatIsHeldDownIsOnePress()
    {
        bench().open();
        QSignalSpy pressed(bench().find("themeButton"), SIGNAL(clicked()));
        bench().focus("themeButton");
        QKeyEvent first(QEvent::KeyPress, Qt::Key_Return, {}, "\r");
        QKeyEvent held(QEvent::KeyPress, Qt::Key_Return, {}, "\r", true);
        QCoreApplication::sendEvent(&bench().window(), &first);
        for (int i = 0; i < 3; ++i)
            QCoreApplication::sendEvent(&bench().window(), &held);
        QCOMPARE(pressed.count(), 1);
    }

    void theKeySheet_data() { byMouseAndByKeyboard(); }
    void theKeySheet()
    {
        QFETCH(const bool, byMouse);
        bench().open();
        if (byMouse)
            bench().click("helpButton");
        else
            bench().key(Qt::Key_F1);
        QTRY_VERIFY(bench().isOpen("keySheet"));
        bench().key(Qt::Key_Space); // shortcuts rest
        QVERIFY(!bench().simulation().transport()->playing());
        if (byMouse)
            bench().click("closeKeySheetButton");
        else
            bench().key(Qt::Key_Escape);
        QTRY_VERIFY(!bench().isOpen("keySheet"));
    }

    void theActionMenuOfAWorker_data() { byMouseAndByKeyboard(); }
    void theActionMenuOfAWorker()
    {
        QFETCH(const bool, byMouse);
        bench().open({"supervisor", "--seek", "2s"});
        const auto &pattern = bench().simulation().run()->session().pattern();
        QTRY_VERIFY(!worker().isEmpty());
        if (byMouse) {
            bench().click(worker(), Qt::RightButton);
        } else {
            bench().focus(worker());
            bench().key(Qt::Key_Menu);
        }
        QTRY_VERIFY(bench().isOpen("actionMenu"));
        if (byMouse)
            bench().click("action.0");
        else
            bench().key(Qt::Key_Return);
        QTRY_VERIFY(!bench().isOpen("actionMenu"));
        const auto &changes = bench().simulation().run()->session().changes();
        QCOMPARE(changes.size(), std::size_t{1});
        QCOMPARE(QString::fromStdString(targetName(pattern, changes[0].action.value())), "Worker 2");
    }

    void escapeClosesTheActionMenuAndNotThePresentation()
    {
        bench().open({"supervisor", "--seek", "2s", "--present", "--size", "1200x800"});
        QTRY_VERIFY(!worker().isEmpty());
        bench().focus(worker());
        bench().key(Qt::Key_F10, Qt::ShiftModifier);
        QTRY_VERIFY(bench().isOpen("actionMenu"));
        bench().key(Qt::Key_Escape);
        QTRY_VERIFY(!bench().isOpen("actionMenu"));
        QVERIFY(bench().window().property("presenting").toBool());
        bench().key(Qt::Key_Escape);
        QVERIFY(!bench().window().property("presenting").toBool());
    }

    void setUpsStandInTheirPlacesAlsoAfterTheyChangedInAFoldedPanel()
    {
        bench().open();
        for (const char *pattern : {"task-spawning", "pipeline", "backpressure", "timeout-cancellation"}) {
            bench().key(Qt::Key_F9);
            QTRY_VERIFY(!bench().shows("setup.0"));
            bench().simulation().tuning()->selectPattern(QLatin1String(pattern));
            bench().key(Qt::Key_F9);
            QTRY_VERIFY(bench().shows("setup.0"));
            QList<QRectF> places;
            for (int i = 0; bench().shows(QStringLiteral("setup.%1").arg(i)); ++i) {
                const QQuickItem *const button = bench().find(QStringLiteral("setup.%1").arg(i));
                const QRectF place = button->mapRectToScene(QRectF(0, 0, button->width(), button->height()));
                QVERIFY2(place.width() >= 40 && place.height() >= 20, pattern);
                for (const QRectF &other : places)
                    QVERIFY2(!other.intersects(place), pattern);
                places.push_back(place);
            }
            QVERIFY2(places.size() >= 3, pattern);
            QVERIFY2(bench().find("setupNote")->mapToScene(QPointF()).y() >= places.back().bottom(), pattern);
        }
    }

    /// Whoever presses it twice has looked, and is where he was.
    void theButtonThatOpensThePanelOfAPresentationStaysWhereItIs()
    {
        bench().open({"--present", "--size", "1366x768"}, {1366, 768});
        for (const char *button : {"callPanelButton", "callRailButton"}) {
            const QPointF before = bench().find(button)->mapToScene(QPointF());
            for (int press = 0; press < 2; ++press) {
                bench().click(button);
                QTest::qWait(50);
                QCOMPARE(bench().find(button)->mapToScene(QPointF()), before);
                QVERIFY(bench().window().property("presenting").toBool());
            }
        }
    }

    void theKeyboardLeavesWhatAPresentationHides()
    {
        bench().open({}, {1366, 768});
        bench().focus("foldRailButton");
        bench().key(Qt::Key_P);
        QTRY_VERIFY(bench().window().property("presenting").toBool());
        for (int stop = 0; stop < 5; ++stop) {
            bench().key(Qt::Key_Tab);
            const QQuickItem *const focused = bench().window().activeFocusItem();
            QVERIFY(focused && focused->isVisible());
        }
    }

    void whatHasNoKeyIsThereAlsoWhereThereIsOnlyOneLine_data()
    {
        QTest::addColumn<QString>("theme");
        QTest::addColumn<bool>("presenting");
        for (const char *theme : {"dark", "projector"}) {
            for (const bool presenting : {false, true})
                QTest::addRow("%s%s", theme, presenting ? ", presenting" : "")
                    << QString::fromLatin1(theme) << presenting;
        }
    }
    void whatHasNoKeyIsThereAlsoWhereThereIsOnlyOneLine()
    {
        QFETCH(const QString, theme);
        QFETCH(const bool, presenting);
        std::vector<std::string> words = {"--theme", theme.toStdString(), "--size", "720x540"};
        if (presenting)
            words.emplace_back("--present");
        bench().open(std::move(words), {720, 540});
        for (const char *name : {"seedField", "resetButton", "playButton"}) {
            const QQuickItem *const item = bench().find(name);
            QVERIFY2(item && item->opacity() > 0 && item->parentItem()->opacity() > 0, name);
            const QRectF at = item->mapRectToScene(QRectF(0, 0, item->width(), item->height()));
            QVERIFY2(QRectF(QPointF(), bench().window().size()).contains(at), name);
        }
    }

    void aSweepNamesTheParameterOfThePatternThatIsChosen()
    {
        bench().open();
        bench().key(Qt::Key_S);
        for (const char *pattern : {"supervisor", "backpressure", "pipeline"}) {
            QTRY_VERIFY(bench().shows("sweepAcross.parameter"));
            bench().simulation().tuning()->selectPattern(QLatin1String(pattern));
            const PatternInfo &info = *findPattern(pattern);
            const auto table = info.declare();
            const Sentence label = table->all()[table->find(info.tellingParameter).value()]->spec().label;
            QTRY_COMPARE(bench().textOf("sweepAcross.parameter", "displayText"), toQString(label));
        }
    }

    void theSecondParameterOfASweepIsAnotherThanTheFirst()
    {
        bench().open();
        bench().key(Qt::Key_S);
        QTRY_VERIFY(bench().shows("sweepUp.parameter"));
        const QObject *const across = bench().find("sweepAcross.parameter");
        const QObject *const up = bench().find("sweepUp.parameter");
        const QStringList all = across->property("model").toStringList();
        QStringList others = up->property("model").toStringList();
        QCOMPARE(others.takeFirst(), QStringLiteral("nothing else"));
        QStringList expected = all;
        expected.removeAt(across->property("current").toInt());
        QCOMPARE(others, expected);
        // What is chosen is what its words say.
        auto *const chosen = const_cast<QObject *>(up);
        QVERIFY(QMetaObject::invokeMethod(chosen, "chosen", Q_ARG(int, static_cast<int>(expected.size()))));
        QCOMPARE(up->property("model").toStringList().value(up->property("current").toInt()), expected.last());
    }

    void whatAScenarioIsAboutStandsInThePanel()
    {
        const QString file = bench().written(
            "documents/lesson.coroscope",
            R"({"version": 1, "pattern": "backpressure",
            "duration_s": 5, "title": "A short lesson", "note": ")"
                + QByteArray("Look at the channel, then at the latency. ").repeated(40).trimmed() + R"("})");
        bench().open({file.toStdString()});
        QVERIFY(bench().textOf("scenarioNote").startsWith(QLatin1String("Look at the channel, then at the latency.")));
        QVERIFY(!bench().find("scenarioNote")->property("truncated").toBool());
        QCOMPARE(bench().textOf("openScenario"), QStringLiteral("lesson"));
        bench().simulation().tuning()->selectPattern("supervisor");
        bench().main().document().forget();
        QTRY_VERIFY(!bench().shows("scenarioNote"));
    }

    void aRunThatPlayedGoesOnAfterASweep()
    {
        bench().open();
        bench().simulation().transport()->setPlaying(true);
        bench().key(Qt::Key_S);
        QVERIFY(!bench().simulation().transport()->playing());
        bench().key(Qt::Key_S);
        QVERIFY(bench().simulation().transport()->playing());
        bench().simulation().transport()->setPlaying(false);
        bench().key(Qt::Key_S);
        bench().key(Qt::Key_S);
        QVERIFY(!bench().simulation().transport()->playing());
    }

    void aMenuDoesNotOutliveItsRun()
    {
        bench().open({"supervisor", "--seek", "2s"});
        QTRY_VERIFY(!worker().isEmpty());
        bench().focus(worker());
        bench().key(Qt::Key_F10, Qt::ShiftModifier);
        QTRY_VERIFY(bench().isOpen("actionMenu"));
        bench().simulation().tuning()->reset();
        QTRY_VERIFY(!bench().isOpen("actionMenu"));
    }

    /// What is done is done to what was seen.
    void timeStandsStillWhileAMenuOrASheetIsOpen()
    {
        bench().open({"supervisor", "--seek", "2s"});
        Simulation &simulation = bench().simulation();
        QTRY_VERIFY(!worker().isEmpty());
        const auto plays = [&] {
            const double before = simulation.run()->time();
            return QTest::qWaitFor([&] { return simulation.run()->time() > before; }, 300);
        };
        bench().focus(worker());
        simulation.transport()->setPlaying(true);
        QVERIFY(plays());
        bench().key(Qt::Key_Menu);
        QTRY_VERIFY(bench().isOpen("actionMenu"));
        QVERIFY(!plays());
        QVERIFY(simulation.transport()->playing());
        bench().key(Qt::Key_Escape);
        QTRY_VERIFY(!bench().isOpen("actionMenu"));
        QVERIFY(plays());
        bench().key(Qt::Key_F1);
        QTRY_VERIFY(bench().isOpen("keySheet"));
        QVERIFY(!plays());
        bench().key(Qt::Key_Escape);
        QTRY_VERIFY(!bench().isOpen("keySheet"));
        QVERIFY(plays());
    }

    void aSetUpLeavesWhoeverHasPausedAtTheStart()
    {
        bench().open();
        bench().press("setup.1", true);
        QVERIFY(!bench().simulation().transport()->playing());
        bench().simulation().transport()->setPlaying(true);
        bench().press("setup.0", true);
        QVERIFY(bench().simulation().transport()->playing());
    }

    void nothingIsDoneToARunBehindASweep()
    {
        bench().open({"pipeline"});
        QTRY_VERIFY(bench().shows("do.0"));
        QVERIFY(bench().find("do.0")->isEnabled());
        bench().key(Qt::Key_S);
        QTRY_VERIFY(bench().shows("sweepChart"));
        QVERIFY(!bench().find("do.0")->isEnabled() && !bench().find("do.1")->isEnabled());
        bench().key(Qt::Key_S);
        QTRY_VERIFY(bench().find("do.0")->isEnabled());
    }

    void theSweep_data() { byMouseAndByKeyboard(); }
    void theSweep()
    {
        QFETCH(const bool, byMouse);
        bench().open();
        if (byMouse)
            bench().click("sweepButton");
        else
            bench().key(Qt::Key_S);
        QTRY_VERIFY(bench().shows("sweepChart"));
        bench().press("sweepStartButton", byMouse);
        bench().press("sweepCopyButton", byMouse);
        for (const char *field : {"sweepAcross.parameter", "sweepMeasure"}) {
            bench().press(field, byMouse);
            QTRY_VERIFY(bench().shows(QString::fromLatin1(field) + ".0"));
            bench().key(Qt::Key_Escape);
            QTRY_VERIFY(!bench().shows(QString::fromLatin1(field) + ".0"));
        }
        bench().key(Qt::Key_S);
        QTRY_VERIFY(!bench().shows("sweepChart"));
    }

    void whatIsWrongWithASweepIsSaidAsLongAsItIsWrong()
    {
        bench().open();
        bench().key(Qt::Key_S);
        QTRY_VERIFY(bench().shows("sweepAcross.from"));
        bench().press("sweepAcross.from", false);
        bench().type("0");
        bench().key(Qt::Key_Return);
        QTRY_VERIFY(bench().shows("sweepProblem"));
        bench().key(Qt::Key_Escape);
        QTRY_VERIFY(!bench().shows("sweepProblem"));

        bench().press("sweepAcross.from", false);
        bench().type("200");
        bench().key(Qt::Key_Return);
        QTRY_VERIFY(bench().textOf("sweepProblem").contains("200 items, is above the last one"));
        QTRY_VERIFY(!bench().find("sweepStartButton")->isEnabled());
        bench().key(Qt::Key_Z, Qt::ControlModifier);
        QTRY_VERIFY(!bench().shows("sweepProblem"));
        QTRY_VERIFY(bench().find("sweepStartButton")->isEnabled());
        QTRY_COMPARE(bench().textOf("toast"), "Undone: what is varied.");
    }

    void theParametersOfAnotherPatternAreReadFromTheTop()
    {
        bench().open({}, {1200, 700});
        bench().find("tuneScroller")->setProperty("contentY", 100);
        bench().simulation().tuning()->selectPattern("supervisor");
        QCOMPARE(bench().find("tuneScroller")->property("contentY").toDouble(), 0.0);
    }

    void aChoiceIsTakenByOnePress()
    {
        bench().open();
        bench().key(Qt::Key_S);
        QTRY_VERIFY(bench().shows("sweepMeasure"));
        QQuickItem *const measure = bench().find("sweepMeasure");
        const int before = measure->property("currentIndex").toInt();
        QSignalSpy chosen(measure, SIGNAL(chosen(int)));
        bench().press("sweepMeasure", false);
        QTRY_VERIFY(bench().shows("sweepMeasure.0"));
        bench().key(Qt::Key_Down);
        bench().key(Qt::Key_Return);
        QTRY_VERIFY(!bench().shows("sweepMeasure.0"));
        QCOMPARE(chosen.count(), 1);
        QCOMPARE(measure->property("currentIndex").toInt(), before + 1);
    }

    void presenting_data() { byMouseAndByKeyboard(); }
    void presenting()
    {
        QFETCH(const bool, byMouse);
        bench().open({"--size", "1600x1000"});
        if (byMouse)
            bench().click("presentButton");
        else
            bench().key(Qt::Key_P);
        QTRY_VERIFY(bench().window().property("presenting").toBool());
        QVERIFY(!bench().shows("panel"));
        QVERIFY(!bench().shows("rail"));

        // A teacher turns a value, takes a set-up and another pattern.
        if (byMouse)
            bench().click("callPanelButton");
        else
            bench().key(Qt::Key_F9);
        QTRY_VERIFY(bench().shows("parameter.capacity.slider"));
        bench().turnSomething();
        bench().press("setup.2", byMouse);
        QTRY_VERIFY(bench().find("setup.2")->property("current").toBool());
        if (byMouse)
            bench().click("callRailButton");
        else
            bench().key(Qt::Key_F8);
        QTRY_VERIFY(bench().shows("patternList"));
        if (byMouse) {
            bench().click("pattern.supervisor");
        } else {
            bench().focus("patternList");
            bench().key(Qt::Key_Up);
            bench().key(Qt::Key_Return);
        }
        QTRY_VERIFY(bench().simulation().run()->patternId() != "backpressure");
        if (byMouse)
            bench().click("presentButton");
        else
            bench().key(Qt::Key_Escape);
        QTRY_VERIFY(!bench().window().property("presenting").toBool());
        QVERIFY(bench().shows("rail"));
    }

    void theTextUnderStartFromFollowsTheRun()
    {
        bench().open();
        for (const PatternInfo *pattern : patterns()) {
            bench().simulation().tuning()->selectPattern(QString::fromUtf8(pattern->id));
            const auto setups = pattern->setups();
            QVERIFY(!bench().simulation().tuning()->setupNote().isEmpty());
            QCOMPARE(bench().textOf("setupNote"), bench().simulation().tuning()->setupNote());
            for (int row = static_cast<int>(setups.size()) - 1; row >= 0; --row) {
                bench().simulation().tuning()->applySetup(row);
                QCOMPARE(bench().textOf("setupNote"), QString::fromUtf8(setups[static_cast<std::size_t>(row)].note));
            }
            bench().simulation().tuning()->undo();
            QCOMPARE(bench().textOf("setupNote"), QString::fromUtf8(setups[1].note));
        }
        bench().focus("setup.1"); // what is pointed at is told instead
        QCOMPARE(bench().textOf("setupNote"), QString::fromUtf8(patterns().back()->setups()[1].note));
        bench().simulation().tuning()->selectPattern("pipeline");
        QCOMPARE(bench().textOf("setupNote"), QString::fromUtf8(findPattern("pipeline")->setups()[1].note));
    }

    void whatIsFoldedInASmallWindowIsNotFoldedInALargeOne()
    {
        const auto isOpen = [&](const char *panel) { return !bench().find(panel)->property("folded").toBool(); };
        bench().open();
        QVERIFY(isOpen("rail") && isOpen("panel"));
        bench().window().resize(800, 560);
        QTRY_VERIFY(!isOpen("rail") && !isOpen("panel"));
        bench().key(Qt::Key_F9);
        QTRY_VERIFY(isOpen("panel"));
        bench().key(Qt::Key_F8); // no room for both
        QTRY_VERIFY(isOpen("rail") && !isOpen("panel"));
        bench().key(Qt::Key_F8);
        QTRY_VERIFY(!isOpen("rail") && isOpen("panel"));
        bench().key(Qt::Key_F9);
        bench().window().resize(1600, 1000);
        QTRY_VERIFY(isOpen("rail") && isOpen("panel"));
        bench().key(Qt::Key_F9);
        bench().window().resize(800, 560);
        QTRY_VERIFY(!isOpen("panel"));
        bench().window().resize(1600, 1000);
        QTRY_VERIFY(isOpen("rail") && !isOpen("panel"));
    }

    /// Where beside it there is no room for a picture.
    void aPanelInASmallWindowLiesOverThePicture()
    {
        bench().open({}, {720, 540});
        const double before = bench().find("stage")->width();
        for (const auto &[key, panel] : {std::pair(Qt::Key_F9, "panel"), std::pair(Qt::Key_F8, "rail")}) {
            bench().key(key);
            QTRY_VERIFY(bench().find(panel)->property("overlaid").toBool());
            QCOMPARE(bench().find("stage")->width(), before);
        }
        // Who has chosen a pattern wants to see it.
        bench().click("pattern.supervisor");
        QTRY_COMPARE(bench().simulation().run()->patternId(), "supervisor");
        QVERIFY(bench().find("rail")->property("folded").toBool());
    }

    void escapeFoldsWhatLiesOverThePicture()
    {
        bench().open({"--present", "--size", "720x540"}, {720, 540});
        bench().key(Qt::Key_F9);
        QTRY_VERIFY(bench().find("panel") && bench().find("panel")->property("overlaid").toBool());
        bench().key(Qt::Key_Escape);
        QTRY_VERIFY(!bench().find("panel"));
        QVERIFY(bench().window().property("presenting").toBool());
        bench().key(Qt::Key_Escape);
        QTRY_VERIFY(!bench().window().property("presenting").toBool());
        bench().key(Qt::Key_F8);
        QTRY_VERIFY(bench().find("rail")->property("overlaid").toBool());
        bench().key(Qt::Key_Escape);
        QTRY_VERIFY(bench().find("rail")->property("folded").toBool());
    }

    void whatTheKeyboardReachesDoesNotLieUnderAPanel()
    {
        bench().open({}, {720, 540});
        bench().key(Qt::Key_F8);
        QTRY_VERIFY(bench().find("rail")->property("overlaid").toBool());
        bench().focus("helpButton"); // beside it
        QVERIFY(!bench().find("rail")->property("folded").toBool());
        bench().focus("toStartButton"); // under it
        QTRY_VERIFY(bench().find("rail")->property("folded").toBool());
    }

    void noWindowIsLargerThanItsScreen()
    {
        bench().open();
        bench().window().setProperty("room", QSizeF(683, 344)); // 1366×768 at 200 %
        QCOMPARE(bench().window().minimumSize(), QSize(683, 344));
        bench().window().setProperty("room", QSizeF(1366, 728));
        QCOMPARE(bench().window().minimumSize(), QSize(720, 540));
    }

    void theFirstWindowFitsTheScreen()
    {
        bench().open({}, {});
        const QSize room = bench().window().screen()->availableSize();
        QVERIFY(bench().window().width() <= std::max(room.width(), 720));
        QVERIFY(bench().window().height() <= std::max(room.height(), 540));
        bench().end();
        KeptSettings::setGroup(QStringLiteral("window"),
                               {{QStringLiteral("width"), 40'000}, {QStringLiteral("height"), -3}});
        bench().open({}, {});
        QVERIFY(bench().window().width() <= std::max(room.width(), 720));
        QCOMPARE(bench().window().height(), 540);
    }
};

int main(int argc, char *argv[])
{
    return runWindowTest<TestWindowPanels>(argc, argv);
}
#include "tst_window_panels.moc"
