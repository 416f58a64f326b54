// SPDX-License-Identifier: MIT
#include "app/player/simulation_bench.h"
#include "run/marked_events.h"

#include <QTest>

using namespace coroscope;
using namespace coroscope::test;

namespace {

/// A run in which something has been turned, looked at by an inspector.
class Bench : public SimulationBench
{
public:
    Bench() : SimulationBench({{"capacity", 4}})
    {
        inspector().setActive(true);
        playTo(4s);
        set("capacity", 9);
        playTo(10s);
    }
    Inspector &inspector() { return *simulation.inspector(); }
    Run &run() { return *simulation.run(); }
    const Trace &trace() { return run().session().trace(); }
    Sequence turned() { return nextMarked(trace(), 0).value(); }
    /// The last event of this kind.
    Sequence lastOfKind(EventKind kind)
    {
        return lastOf(trace(), trace().count(), trace().count(),
                      [kind](const Event &event) { return event.kind == kind; })
            .value();
    }
    QStringList column(const QAbstractItemModel *model, const QByteArray &role)
    {
        QStringList values;
        for (int row = 0; row < model->rowCount(); ++row)
            values << at(model, row, role).toString();
        return values;
    }
    int factRow(const QString &label) { return static_cast<int>(column(inspector().facts(), "label").indexOf(label)); }
};

} // namespace

/// What is to be known of a mark that is selected.
class TestInspectorMarks : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aChangeOfAParameterTellsWhatAndWhen()
    {
        Bench bench;
        bench.run().selectEvent(bench.turned());
        Inspector &inspector = bench.inspector();
        QVERIFY(inspector.hasHappened());
        QCOMPARE(inspector.name(), QStringLiteral("Parameter change"));
        QVERIFY2(inspector.state().contains(QStringLiteral("9")), qPrintable(inspector.state()));
        QCOMPARE(bench.column(inspector.facts(), "label"), QStringList{"When"});
        QCOMPARE(bench.column(inspector.facts(), "value"), QStringList{"4.000000 s, 6 s ago"});
        QCOMPARE(inspector.causes()->rowCount(), 0); // it came from outside
        QCOMPARE(inspector.events()->rowCount(), 0);
        QVERIFY(inspector.codePlace().isEmpty());
        QVERIFY(bench.run().selection()->places().empty());
    }

    void whoWhatAndWhereAreLinks()
    {
        Bench bench;
        const Sequence number = bench.lastOfKind(EventKind::Sent);
        const Event event = bench.trace().at(number);
        bench.run().selectEvent(number);
        Inspector &inspector = bench.inspector();
        const Place place = bench.run().taskPlaces()->of(event.task).value();
        QCOMPARE(bench.run().selection()->places(), std::vector{place}); // it is found again in the lanes
        QVERIFY(inspector.codeText().contains(QStringLiteral("co_await")));
        inspector.goToFact(bench.factRow(QStringLiteral("Channel")));
        QCOMPARE(bench.run().subject(), (Subject{.kind = Subject::Kind::Channel}));
        bench.run().selectEvent(number);
        inspector.goToFact(bench.factRow(QStringLiteral("Item")));
        QCOMPARE(bench.run().subject().item, event.item);
        bench.run().selectEvent(number);
        inspector.goToFact(bench.factRow(QStringLiteral("Task")));
        QCOMPARE(bench.run().subject(), (Subject{.kind = Subject::Kind::Task, .place = place}));
    }

    void whatCausedItIsAChainAndOneGoesAlongIt()
    {
        Bench bench;
        Sequence number = bench.trace().count() - 1;
        while (!causeOf(number, bench.trace()) || !causeOf(*causeOf(number, bench.trace()), bench.trace()))
            --number;
        const Sequence cause = causeOf(number, bench.trace()).value();
        bench.run().selectEvent(number);
        Inspector &inspector = bench.inspector();
        QVERIFY(inspector.causes()->rowCount() >= 2);
        QVERIFY(inspector.causes()->rowCount() <= int(Inspector::mostCauses));
        const QStringList chain = bench.column(inspector.causes(), "said");
        inspector.goToCause(0);
        QCOMPARE(bench.run().subject().event, cause);
        QCOMPARE(bench.run().player().position(), cause + 1);
        QCOMPARE(inspector.state(), chain[0]);
        QCOMPARE(bench.column(inspector.causes(), "said").at(0), chain[1]);
        // And back: it is among what that led to.
        const EventEffects effects = [&] {
            EventEffects all(cause);
            all.extend(bench.trace(), EventEffects::farthest);
            return all;
        }();
        const auto at = std::find(effects.found().begin(), effects.found().end(), number);
        QVERIFY(at != effects.found().end());
        inspector.goToEffect(static_cast<int>(at - effects.found().begin()));
        QCOMPARE(bench.run().subject().event, number);
        QCOMPARE(bench.run().player().position(), number + 1);
    }

    void whenLeadsThere()
    {
        Bench bench;
        bench.run().selectEvent(bench.turned());
        bench.inspector().goToFact(0);
        QCOMPARE(bench.run().playhead(), Time{} + 4s);
        QCOMPARE(bench.column(bench.inspector().facts(), "value"), QStringList{"4.000000 s"});
        bench.simulation.transport()->seek(1);
        QCOMPARE(bench.column(bench.inspector().facts(), "value"), QStringList{"4.000000 s, in 3 s"});
    }

    void anotherRunHasOtherEventsButTheTaskStays()
    {
        Bench bench;
        const Sequence number = bench.lastOfKind(EventKind::Sent);
        const Place place = bench.run().taskPlaces()->of(bench.trace().at(number).task).value();
        bench.run().selectEvent(number);
        bench.simulation.tuning()->reset();
        QCOMPARE(bench.run().subject(), (Subject{.kind = Subject::Kind::Task, .place = place}));
        QVERIFY(!bench.inspector().hasHappened());
    }

    void whatIsNoLongerKeptIsSaid()
    {
        SimulationBench bench({{"interval", 1'000'000}, {"work", 1'000'000}}, {.seed = 1}, 4u << 20);
        bench.simulation.inspector()->setActive(true);
        bench.simulation.transport()->runTo(Time{} + 1s);
        bench.simulation.run()->selectEvent(100);
        QVERIFY(bench.simulation.inspector()->hasHappened());
        bench.simulation.transport()->runTo(Time{} + 60s);
        QVERIFY(bench.simulation.run()->session().trace().firstKept() > 100);
        QVERIFY(!bench.simulation.inspector()->hasHappened());
        QCOMPARE(bench.simulation.inspector()->state(), QStringLiteral("It is no longer kept."));
    }

    void aBookmarkTellsItsNoteAndWhatHappenedBeforeIt()
    {
        Bench bench;
        Bookmarks &bookmarks = *bench.simulation.bookmarks();
        bench.simulation.transport()->seek(6);
        QVERIFY(bookmarks.setHere(QStringLiteral("here it fills")));
        bench.simulation.transport()->seek(10);
        bookmarks.pick(0);
        QCOMPARE(bench.run().playhead(), Time{} + 6s);
        Inspector &inspector = bench.inspector();
        QCOMPARE(inspector.name(), QStringLiteral("Bookmark"));
        QCOMPARE(inspector.state(), QStringLiteral("here it fills"));
        QCOMPARE(inspector.events()->rowCount(), 5);
        QVERIFY(!inspector.hasHappened());
        inspector.goToEvent(0);
        QVERIFY(bench.run().playhead() <= Time{} + 6s);
        bookmarks.remove(0);
        QVERIFY(!inspector.any());
    }

    void whatWasDroppedLeadsToTheLastDrop()
    {
        SimulationBench bench({{"capacity", 2}});
        bench.simulation.inspector()->setActive(true);
        const int policy = SimulationBench::row("when-full");
        bench.simulation.tuning()->set(policy, 1);
        bench.playTo(20s);
        bench.simulation.run()->selection()->select(Subject{.kind = Subject::Kind::Channel});
        Inspector &inspector = *bench.simulation.inspector();
        int row = 0;
        while (row < inspector.facts()->rowCount()
               && bench.at(inspector.facts(), row, "label") != QStringLiteral("Dropped so far"))
            ++row;
        QVERIFY(bench.at(inspector.facts(), row, "goes").toBool());
        inspector.goToFact(row);
        QCOMPARE(inspector.name(), QStringLiteral("Dropped item"));
    }
};

QTEST_GUILESS_MAIN(TestInspectorMarks)
#include "tst_inspector_marks.moc"
