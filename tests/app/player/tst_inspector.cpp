// SPDX-License-Identifier: MIT
#include "app/player/simulation_bench.h"
#include "text/duration_text.h"

#include <QRegularExpression>
#include <QSignalSpy>
#include <QTest>

using namespace coroscope;
using namespace coroscope::test;

namespace {

constexpr Place firstProducer{0, 0};
constexpr Place firstConsumer{1, 0};

/// A run in which producers are held up, looked at by an inspector.
class Bench : public SimulationBench
{
public:
    explicit Bench(Duration end) : SimulationBench({{"capacity", 4}})
    {
        inspector().setActive(true);
        playTo(end);
    }
    Inspector &inspector() { return *simulation.inspector(); }
    Selection &selection() { return *simulation.run()->selection(); }
    const World &world() { return simulation.run()->world(); }
    const TaskView &producer() { return *world().taskAt(firstProducer); }
    QStringList column(const QAbstractItemModel *model, const QByteArray &role)
    {
        QStringList values;
        for (int row = 0; row < model->rowCount(); ++row)
            values << at(model, row, role).toString();
        return values;
    }
    double sumOf(const QAbstractItemModel *model, const QByteArray &role)
    {
        double sum = 0;
        for (int row = 0; row < model->rowCount(); ++row)
            sum += at(model, row, role).toDouble();
        return sum;
    }
    /// Steps until the first producer has been held up for some time.
    void toABlockedProducer()
    {
        while (producer().waitKind != WaitKind::Send || producer().since == simulation.run()->playhead())
            simulation.transport()->stepForward();
    }
};

} // namespace

/// What is to be known of what is selected.
class TestInspector : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void withoutASelectionItTellsWhereTheTimeOfTheRunWent()
    {
        Bench bench(20s);
        Inspector &inspector = bench.inspector();
        QVERIFY(!inspector.any());
        QTRY_VERIFY(inspector.progress().isEmpty());
        QCOMPARE(bench.column(inspector.parts(), "what"),
                 QStringList({"Blocked on send, before the channel", "In the channel", "Consumer: working on it"}));
        QVERIFY(std::abs(bench.sumOf(inspector.parts(), "share") - 1) < 1e-9);
        QVERIFY(std::abs(bench.sumOf(inspector.parts(), "slowShare") - 1) < 1e-9);
        const Duration p99 = bench.simulation.run()->recent().latency(0.99).value();
        QCOMPARE(inspector.slowText(), QString::fromStdString(readableDuration(p99)));
        inspector.goToSlowItem();
        QVERIFY(inspector.any());
        QCOMPARE(inspector.name().toLower(), QStringLiteral("item %1").arg(bench.selection().subject().item));
    }

    void aBlockedTaskIsExplainedDownToWhoIsAtWork()
    {
        Bench bench(20s);
        bench.toABlockedProducer();
        bench.selection().select({firstProducer});
        Inspector &inspector = bench.inspector();
        QCOMPARE(inspector.name(), QStringLiteral("Producer 1"));
        QCOMPARE(inspector.look(), QStringLiteral("blocked"));
        QCOMPARE(inspector.whyTitle(), QStringLiteral("Why it waits"));
        const QStringList said = bench.column(inspector.why(), "said");
        QCOMPARE(said.size(), qsizetype{4});
        QCOMPARE(said[0], QStringLiteral("Producer 1 waits to send item %1").arg(bench.producer().item));
        QVERIFY2(said[3].contains(QStringLiteral("will be free")), qPrintable(said[3]));
        QVERIFY(bench.at(inspector.why(), 3, "busy").toBool());
        QVERIFY(inspector.codeText().contains(QStringLiteral("co_await")));
        QVERIFY(inspector.codePlace().startsWith(QStringLiteral("backpressure/")));
        inspector.goToWhy(1);
        QCOMPARE(bench.selection().subject(), (Subject{.kind = Subject::Kind::Channel}));
        QCOMPARE(inspector.whyTitle(), QString());
    }

    void factsLeadFromOneThingToTheNext()
    {
        Bench bench(20s);
        bench.toABlockedProducer();
        bench.selection().select({firstProducer});
        Inspector &inspector = bench.inspector();
        const qsizetype hands = bench.column(inspector.facts(), "label").indexOf(QStringLiteral("Holds"));
        QVERIFY(hands >= 0);
        const ItemId item = bench.producer().item;
        inspector.goToFact(int(hands));
        QCOMPARE(bench.selection().subject().item, item);
        QCOMPARE(inspector.state(), QStringLiteral("held by Producer 1"));
        QTRY_VERIFY(!inspector.partsTitle().isEmpty());
        QVERIFY(inspector.partsTitle().endsWith(QStringLiteral("so far")));
        QVERIFY(std::abs(bench.sumOf(inspector.parts(), "share") - 1) < 1e-9);
    }

    void anItemStaysInTheHandsOfATaskThatWaitsInTheMiddleOfIt()
    {
        SimulationBench bench;
        bench.simulation.tuning()->selectPattern("task-spawning");
        const auto &specs = bench.simulation.run()->session().parameters();
        bench.simulation.tuning()->set(int(specs.find("start").value()), 1); // await
        bench.simulation.inspector()->setActive(true);
        bench.playTo(20s);
        bench.simulation.run()->selection()->select({Place{0, 0}});
        int asleep = 0;
        for (int step = 0; step < 400; ++step) {
            bench.simulation.transport()->stepBack();
            const TaskView *const parent = bench.simulation.run()->world().taskAt({0, 0});
            if (!parent || parent->waitKind != WaitKind::Sleep || hasEnded(parent->state))
                continue;
            const auto &facts = bench.simulation.inspector()->facts()->rows();
            QVERIFY(!facts.empty());
            QCOMPARE(facts.front().label, QStringLiteral("Holds"));
            const ItemId item = facts.front().value.mid(5).toULongLong();
            bench.simulation.run()->selection()->select(Subject{.kind = Subject::Kind::Item, .item = item});
            QCOMPARE(bench.simulation.inspector()->state(), QStringLiteral("held by Parent 1"));
            bench.simulation.run()->selection()->select({Place{0, 0}});
            ++asleep;
        }
        QVERIFY(asleep > 5);
    }

    /// Nobody has restarted it: another task came when the one before had ended.
    void tasksThatFollowEachOtherInAPlaceAreNoRestarts()
    {
        SimulationBench bench;
        bench.simulation.tuning()->selectPattern("task-spawning");
        bench.simulation.inspector()->setActive(true);
        bench.playTo(20s);
        const TaskView *last = nullptr;
        for (const TaskView &task : bench.simulation.run()->world().tasks()) {
            if (task.place.group == 1 && task.restarts > 1)
                last = &task;
        }
        QVERIFY(last);
        bench.simulation.run()->selection()->select({last->place});
        bool isSaid = false;
        for (const FactRow &fact : bench.simulation.inspector()->facts()->rows()) {
            QVERIFY(fact.label != "Restarted");
            isSaid |= fact.label == "In this place before it"
                && fact.value == QStringLiteral("%1 other tasks").arg(last->restarts);
        }
        QVERIFY(isSaid);
    }

    void howATaskFaredAddsUp()
    {
        Bench bench(20s);
        bench.selection().select({firstConsumer});
        Inspector &inspector = bench.inspector();
        QVERIFY(inspector.sharesTitle().contains(QStringLiteral("last 10 s")));
        QVERIFY(bench.column(inspector.shares(), "what").contains(QStringLiteral("running")));
        QVERIFY(std::abs(bench.sumOf(inspector.shares(), "share") - 1) < 1e-9);
    }

    void whatATaskWaitedForIsToldApartAndTheTimeInWhichItWasDeadIsOneOfTheParts()
    {
        Bench bench(1s);
        const auto parts = [&](const char *pattern, int setup, Place place, Duration end) {
            if (bench.simulation.run()->patternId() != QLatin1String(pattern))
                bench.simulation.tuning()->selectPattern(QString::fromLatin1(pattern));
            bench.simulation.tuning()->applySetup(setup);
            bench.playTo(end);
            bench.selection().select({.kind = Subject::Kind::Task, .place = place});
            QStringList list = bench.column(bench.inspector().shares(), "what");
            return list;
        };
        QCOMPARE(parts("timeout-cancellation", 2, {0, 0}, 20s),
                 QStringList({"thinking", "backing off", "joining other tasks"}));
        QVERIFY(std::abs(bench.sumOf(bench.inspector().shares(), "share") - 1) < 1e-9);
        QCOMPARE(parts("supervisor", 2, {2, 2}, 20s),
                 QStringList({"running: starting up", "running: working on jobs", "dead, until it is replaced",
                              "cancelled, or at its end"})); // the supervisor has given up
        QVERIFY(std::abs(bench.sumOf(bench.inspector().shares(), "share") - 1) < 1e-9);
    }

    /// What it has spent its time on ends with it, and so does its age.
    void ofATaskThatHasEndedItIsItsLifeThatIsTold()
    {
        Bench bench(1s);
        bench.simulation.tuning()->selectPattern("task-spawning");
        bench.playTo(2s);
        bench.selection().select({.kind = Subject::Kind::Task, .place = {1, 0}});
        const TaskView &task = *bench.world().taskAt({1, 0});
        QVERIFY(hasEnded(task.state));
        const QString lived = QString::fromStdString(readableDuration(task.since - task.born));
        const auto told = [&] {
            QStringList list;
            for (const FactRow &fact : bench.inspector().facts()->rows())
                list << fact.label + ": " + fact.value;
            return list;
        };
        QVERIFY2(told().contains("Lived: " + lived), qPrintable(told().join(", ")));
        QVERIFY(!told().join(' ').contains("Age"));
        QCOMPARE(bench.inspector().sharesTitle(), QStringLiteral("What it spent its time on"));
        const QStringList parts = bench.column(bench.inspector().shares(), "what");
        QVERIFY2(!parts.contains("no task here") && parts.contains("waiting for I/O"), qPrintable(parts.join(", ")));
        QVERIFY(std::abs(bench.sumOf(bench.inspector().shares(), "share") - 1) < 1e-9);
        const TaskId id = task.id;
        bench.playTo(2100ms);
        QCOMPARE(bench.world().taskAt({1, 0})->id, id);
        QVERIFY(told().contains("Lived: " + lived));
        QCOMPARE(bench.column(bench.inspector().shares(), "what"), parts);
    }

    void ofAnOrphanItIsToldWhatItDoesAndForHowLongNobodyWaitedForIt()
    {
        Bench bench(1s);
        bench.simulation.tuning()->selectPattern("task-spawning");
        bench.simulation.tuning()->applySetup(2);
        bench.playTo(20s);
        const TaskView *queued = nullptr;
        for (const TaskView &task : bench.world().tasks()) {
            if (task.place.group == 1 && task.state == TaskState::Ready && task.orphaned)
                queued = &task;
        }
        QVERIFY(queued);
        bench.selection().select({queued->place});
        const auto &shares = bench.inspector().shares()->rows();
        QVERIFY(shares.size() >= 2);
        QCOMPARE(shares.back().text, QStringLiteral("of that orphaned: nobody waited for it"));
        QCOMPARE(shares.back().share, 0.0);
        QCOMPARE(shares.back().shareText, QStringLiteral("100 %"));
        QCOMPARE(shares.front().text.left(5), QStringLiteral("ready"));
        QVERIFY(std::abs(bench.sumOf(bench.inspector().shares(), "share") - 1) < 1e-9);
    }

    void ofATaskThatHasFailedItIsSaidWhere()
    {
        Bench bench(1s);
        bench.simulation.tuning()->selectPattern("explicit-errors");
        bench.playTo(20s);
        const TaskView *failed = nullptr;
        for (const TaskView &task : bench.world().tasks()) {
            if (task.state == TaskState::Failed)
                failed = &task;
        }
        QVERIFY(failed);
        bench.selection().select({failed->place});
        QCOMPARE(bench.inspector().codeTitle(), QStringLiteral("Where it failed"));
        QCOMPARE(bench.inspector().codeText(), QStringLiteral("throw CallFailed();"));
        QVERIFY2(bench.inspector().codePlace().startsWith("explicit_errors/explicit_errors.cpp:45, after line 43"),
                 qPrintable(bench.inspector().codePlace()));
        const QStringList said = bench.column(bench.inspector().events(), "said");
        QVERIFY2(said.first().contains(" ignored the error."), qPrintable(said.first()));
    }

    void timesOfEventsAreThoseOfTheLog()
    {
        Bench bench(1s);
        bench.playTo(65s);
        bench.selection().select({firstProducer});
        const QString time = bench.column(bench.inspector().events(), "time").first();
        QVERIFY2(QRegularExpression("^1:0\\d\\.\\d{3}$").match(time).hasMatch(), qPrintable(time));
    }

    void whatIsNotListedIsCounted()
    {
        Bench bench(1s);
        bench.simulation.tuning()->selectPattern("task-spawning");
        bench.simulation.tuning()->applySetup(2);
        bench.playTo(20s);
        bench.selection().select(Subject{.kind = Subject::Kind::Threads});
        const std::size_t inLine = bench.world().threads().waiting.size();
        QVERIFY(inLine > 12);
        QCOMPARE(bench.inspector().facts()->rows().back().value, QStringLiteral("and %1 more").arg(inLine - 12));
    }

    void theStepsOfWhyItWaitsAreNumberedInARow()
    {
        Bench bench(20s);
        bench.toABlockedProducer();
        bench.selection().select({firstProducer});
        QList<int> numbers;
        for (const WhyRow &row : bench.inspector().why()->rows())
            numbers << row.number;
        QCOMPARE(numbers, QList<int>({1, 2, 3, 4}));
    }

    void eachOfTheLastEventsCanBeGoneTo()
    {
        Bench bench(20s);
        bench.selection().select({firstProducer});
        Inspector &inspector = bench.inspector();
        QCOMPARE(inspector.events()->rowCount(), int(Inspector::mostEvents));
        const QString earlier = bench.column(inspector.events(), "said").at(5);
        QVERIFY(earlier.contains(QStringLiteral("Producer 1")));
        inspector.goToEvent(5);
        // It is the last that has happened there, and so what the list begins with.
        QCOMPARE(bench.column(inspector.events(), "said").at(0), earlier);
        QVERIFY(!bench.simulation.run()->atPresent());
        QVERIFY(!bench.simulation.transport()->playing());
    }

    void inThePastItTellsOfThePast()
    {
        Bench bench(20s);
        QTRY_VERIFY(bench.inspector().progress().isEmpty());
        const QString atEnd = bench.inspector().meanText();
        bench.simulation.transport()->seek(3);
        QTRY_VERIFY(bench.inspector().progress().isEmpty());
        QVERIFY(bench.inspector().meanText() != atEnd);
        bench.simulation.transport()->seek(20);
        QTRY_COMPARE(bench.inspector().meanText(), atEnd);
    }

    void whileNobodyLooksItDoesNothing()
    {
        Bench bench(5s);
        bench.inspector().setActive(false);
        QSignalSpy changes(&bench.inspector(), &Inspector::changed);
        bench.selection().select({firstProducer});
        bench.playTo(6s);
        QCOMPARE(changes.count(), 0);
        bench.inspector().setActive(true);
        QCOMPARE(bench.inspector().name(), QStringLiteral("Producer 1"));
    }

    void anotherPatternIsAnotherRun()
    {
        Bench bench(10s);
        bench.selection().select({firstProducer});
        bench.simulation.tuning()->selectPattern(QStringLiteral("fan-out-fan-in"));
        QVERIFY(!bench.inspector().any());
        bench.playTo(10s);
        QTRY_VERIFY(bench.inspector().progress().isEmpty());
        QVERIFY(bench.inspector().pathTitle().startsWith(QStringLiteral("Critical path of the last job")));
        QVERIFY(std::abs(bench.sumOf(bench.inspector().path(), "share") - 1) < 1e-9);
    }

    void whatIsNoLongerKeptIsSaid()
    {
        SimulationBench bench({{"interval", 1'000'000}, {"work", 1'000'000}}, {.seed = 1}, 4u << 20);
        bench.simulation.inspector()->setActive(true);
        bench.simulation.transport()->runTo(Time{} + 60s);
        QVERIFY(bench.simulation.run()->forgottenBefore() > Time{});
        QVERIFY(bench.simulation.inspector()->progress().contains(QStringLiteral("no longer kept")));
    }
};

QTEST_GUILESS_MAIN(TestInspector)
#include "tst_inspector.moc"
