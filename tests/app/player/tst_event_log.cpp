// SPDX-License-Identifier: MIT
#include "app/player/simulation_bench.h"
#include "kernel/random.h"
#include "player/event_rows.h"

#include <QSet>
#include <QSignalSpy>
#include <QTest>

#include <set>

using namespace coroscope;
using namespace coroscope::test;

/// The log without a window.
class TestEventLog : public QObject
{
    Q_OBJECT

    static constexpr int page = 20;

    static EventLog &log(SimulationBench &bench) { return *bench.simulation.log(); }
    static Run &run(SimulationBench &bench) { return *bench.simulation.run(); }
    static const Trace &trace(SimulationBench &bench) { return run(bench).session().trace(); }
    static void look(SimulationBench &bench)
    {
        log(bench).setPageSize(page);
        log(bench).setActive(true);
    }
    /// The lines from the top.
    static std::vector<EventRow> lines(SimulationBench &bench)
    {
        std::vector<EventRow> rows = log(bench).rows()->rows();
        std::sort(rows.begin(), rows.end(), [](const EventRow &a, const EventRow &b) { return a.line < b.line; });
        return rows;
    }
    static QStringList texts(SimulationBench &bench)
    {
        QStringList texts;
        for (const EventRow &row : lines(bench))
            texts << row.text;
        return texts;
    }
    static EventRow marked(SimulationBench &bench)
    {
        for (const EventRow &row : lines(bench)) {
            if (row.last)
                return row;
        }
        return {};
    }
    /// The last event at the playhead that is let through.
    static Sequence lastBefore(SimulationBench &bench, const EventFilter &filter = {})
    {
        TaskPlaces places;
        places.extend(trace(bench), run(bench).session().keyFrames(), 1'000'000'000);
        Sequence position = run(bench).player().position();
        while (position > 0 && !filter.matches(trace(bench).at(position - 1), places))
            --position;
        return position - 1;
    }
    static void choose(SimulationBench &bench, const QString &task)
    {
        const int choice = int(log(bench).filter()->tasks().indexOf(task));
        QVERIFY2(choice > 0, qPrintable(task));
        log(bench).filter()->setTask(choice);
    }
    static void finishLooking(SimulationBench &bench) { QTRY_VERIFY_WITH_TIMEOUT(!log(bench).underWay(), 20'000); }

private Q_SLOTS:
    void whileNobodyLooksNothingIsDone()
    {
        SimulationBench bench;
        QSignalSpy changed(log(bench).rows(), &QAbstractItemModel::rowsInserted);
        bench.playTo(3s);
        QVERIFY(lines(bench).empty());
        QCOMPARE(changed.count(), 0);
        QVERIFY(!log(bench).underWay());
    }

    void thePageEndsAtThePlayheadAndSaysWhatHappened()
    {
        SimulationBench bench;
        look(bench);
        bench.playTo(9s);
        const std::vector<EventRow> rows = lines(bench);
        QCOMPARE(int(rows.size()), page);
        QVERIFY(rows.back().last);
        QCOMPARE(rows.back().event, std::optional(lastBefore(bench)));
        QCOMPARE(rows.back().text, "Producer 1 started making, for 314 ms.");
        QCOMPARE(rows.back().time, "8.945 s");
        QVERIFY(rows.back().sameTime);
        QCOMPARE(rows.back().look, "running");
        QCOMPARE(log(bench).countText(), "426 of 553 events");
        for (std::size_t i = 0; i < rows.size(); ++i) {
            QCOMPARE(rows[i].line, int(i));
            QCOMPARE(rows[i].later, false);
            QVERIFY(i == 0 || *rows[i - 1].event < *rows[i].event);
        }
    }

    void whileItPlaysLinesKeepTheirItems()
    {
        SimulationBench bench;
        look(bench);
        bench.playTo(9s);
        bench.simulation.transport()->setPlaying(true);
        const auto playToNext = [&] {
            const auto last = lines(bench).back().event;
            while (lines(bench).back().event == last)
                bench.simulation.transport()->tick(1ms);
        };
        playToNext();
        const std::vector<EventRow> before = log(bench).rows()->rows();
        playToNext();
        int kept = 0;
        const std::vector<EventRow> &after = log(bench).rows()->rows();
        for (std::size_t i = 0; i < after.size(); ++i)
            kept += after[i].event == before[i].event ? 1 : 0;
        QVERIFY2(kept >= page / 2, qPrintable(QString::number(kept)));
        bench.simulation.transport()->setPlaying(false);
        for (std::size_t i = 0; i < after.size(); ++i)
            QCOMPARE(after[i].line, int(i)); // at rest they are in order, to be read aloud
    }

    void atAnyMomentTheMarkedLineIsTheLastEvent()
    {
        SimulationBench bench;
        look(bench);
        bench.playTo(20s);
        Random random(1, "moments", 0);
        for (int i = 0; i < 100; ++i) {
            bench.simulation.transport()->seek(double(random.below(20'000)) / 1000);
            QVERIFY(log(bench).following());
            QCOMPARE(marked(bench).event, std::optional(lastBefore(bench)));
            QCOMPARE(log(bench).selected(), marked(bench).event);
            for (const EventRow &row : lines(bench))
                QCOMPARE(row.later, *row.event >= run(bench).player().position());
        }
    }

    void steppingMovesTheMarkAndExplainsIt()
    {
        SimulationBench bench;
        look(bench);
        bench.playTo(9s);
        for (int i = 0; i < 60; ++i) {
            if (i < 30)
                bench.simulation.transport()->stepBack();
            else
                bench.simulation.transport()->stepForward();
            QCOMPARE(marked(bench).event, std::optional(run(bench).player().position() - 1));
            QCOMPARE(log(bench).selectedText(), marked(bench).text);
        }
    }

    void scrollingAwayEndsFollowingAndTheButtonBeginsItAgain()
    {
        SimulationBench bench;
        look(bench);
        bench.playTo(9s);
        log(bench).scrollBy(-100);
        QVERIFY(!log(bench).following());
        const QStringList before = texts(bench);
        bench.playTo(12s);
        QCOMPARE(texts(bench), before);
        QVERIFY(marked(bench).text.isEmpty());
        log(bench).setFollowing(true);
        QVERIFY(lines(bench).back().last);
    }

    void theScrollBarReachesBothEnds()
    {
        SimulationBench bench;
        look(bench);
        bench.playTo(9s);
        QVERIFY(log(bench).position() + log(bench).share() > 0.9999);
        log(bench).scrollTo(0);
        QCOMPARE(log(bench).position(), 0.0);
        QCOMPARE(lines(bench).front().text, "Main was spawned.");
        log(bench).scrollTo(1);
        QVERIFY(lines(bench).back().last);
        log(bench).scrollBy(-1'000'000);
        QCOMPARE(log(bench).position(), 0.0);
    }

    void goingToALineStandsRightBehindThatEvent()
    {
        SimulationBench bench;
        look(bench);
        bench.playTo(9s);
        Random random(1, "events", 0);
        for (int i = 0; i < 100; ++i) {
            const Sequence event = random.below(trace(bench).count());
            log(bench).goTo(double(event));
            QCOMPARE(run(bench).player().position(), event + 1);
            QCOMPARE(run(bench).playhead(), trace(bench).at(event).time);
            QCOMPARE(log(bench).selected(), std::optional(event));
            QVERIFY(!bench.simulation.transport()->playing());
            World world;
            for (Sequence before = 0; before <= event; ++before)
                world.apply(trace(bench).at(before));
            QCOMPARE(run(bench).world(), world);
            if (worthSeeing(trace(bench).at(event).kind))
                QCOMPARE(marked(bench).event, std::optional(event));
        }
        log(bench).goTo(-1);
        log(bench).goTo(1e12);
    }

    void aLineThatIsPressedStaysWhereItIs()
    {
        SimulationBench bench;
        look(bench);
        bench.playTo(9s);
        const std::vector<EventRow> before = lines(bench);
        log(bench).goTo(double(*before[7].event));
        QCOMPARE(texts(bench).at(7), before[7].text);
        QVERIFY(lines(bench)[7].last && lines(bench)[7].selected && lines(bench)[8].later);
        QVERIFY(log(bench).following()); // it is in sight
    }

    void goingToTheLastEventOfThePresentKeepsItsTime()
    {
        SimulationBench bench;
        look(bench);
        bench.playTo(9s);
        log(bench).goTo(double(trace(bench).count() - 1));
        QVERIFY(run(bench).playhead() < run(bench).present());
        bench.simulation.transport()->stepForward();
        QVERIFY(run(bench).atPresent());
    }

    void arrowKeysGoFromLineToLineAndScroll()
    {
        SimulationBench bench;
        look(bench);
        bench.playTo(9s);
        const Sequence start = lastBefore(bench);
        for (int i = 0; i < page + 5; ++i)
            log(bench).selectBy(-1);
        QVERIFY(!log(bench).following());
        QVERIFY(lines(bench).front().selected);
        log(bench).selectBy(page + 5);
        QCOMPARE(log(bench).selected(), std::optional(start));
        log(bench).selectBy(1);
        QCOMPARE(log(bench).selected(), std::optional(start));
        log(bench).selectBy(-1'000'000);
        QCOMPARE(log(bench).position(), 0.0);
        QCOMPARE(run(bench).playhead(), Time{} + 9s); // nothing but the selection has moved
        log(bench).goToSelected();
        QCOMPARE(run(bench).player().position(), *log(bench).selected() + 1);
    }

    void filtersAreCombined()
    {
        SimulationBench bench;
        look(bench);
        bench.playTo(9s);
        choose(bench, "Consumer 2");
        const TaskId consumer = run(bench).world().taskAt({1, 1})->id;
        for (const EventRow &row : lines(bench))
            QCOMPARE(trace(bench).at(*row.event).task, consumer);
        log(bench).filter()->setItem("item 56");
        QCOMPARE(texts(bench),
                 (QStringList{"Consumer 2 took item 56 from the channel.",
                              "Consumer 2 started working on item 56, for 300 ms.",
                              "Item 56 is done, 1.94 s after it was created."}));
        QCOMPARE(log(bench).countText(), "3 of 553 events");
        log(bench).filter()->setTopic(int(topicNamed("channels").value()));
        QCOMPARE(texts(bench), QStringList{"Consumer 2 took item 56 from the channel."});
        QVERIFY(!log(bench).filter()->isDefault());
        log(bench).filter()->clear();
        QVERIFY(log(bench).filter()->isDefault());
        QCOMPARE(log(bench).countText(), "426 of 553 events");
        log(bench).filter()->setTopic(1);
        QCOMPARE(log(bench).countText(), "553 events");
    }

    void whatNoEventIsLikeIsSaid()
    {
        SimulationBench bench;
        look(bench);
        bench.playTo(9s);
        log(bench).filter()->showItem(4711);
        QVERIFY(lines(bench).empty());
        QCOMPARE(log(bench).emptyText(), "No event matches.");
        QCOMPARE(log(bench).share(), 1.0);
        log(bench).selectBy(1);
        log(bench).scrollBy(1);
        log(bench).find("x", true);
        QCOMPARE(log(bench).findText(), "None found.");
        for (const char *text : {"x", "-1", "0", "1.5"}) {
            log(bench).filter()->setItem(text);
            QCOMPARE(log(bench).filter()->itemError(), "Type the number of one of the items, 1 or above.");
            QCOMPARE(log(bench).filter()->item(), "4711");
        }
    }

    void theSelectedTasksAreFollowedByTheFilter()
    {
        SimulationBench bench;
        look(bench);
        bench.playTo(9s);
        choose(bench, "The selected tasks");
        QVERIFY(lines(bench).empty());
        QCOMPARE(log(bench).emptyText(), "No task is selected. Click one on the stage or in the code.");
        run(bench).selection()->select({Place{0, 2}});
        QVERIFY(!lines(bench).empty());
        for (const EventRow &row : lines(bench))
            QVERIFY2(row.text.contains("Producer 3"), qPrintable(row.text));
        run(bench).selection()->select({Place{0, 2}, Place{1, 0}});
        QVERIFY(texts(bench).join(' ').contains("Consumer 1"));
    }

    void theFilterIsNarrowedToWhatIsSelected()
    {
        SimulationBench bench;
        look(bench);
        bench.playTo(9s);
        log(bench).find("Consumer 2 took item 56", false);
        QCOMPARE(log(bench).onlyTaskText(), "Only Consumer 2");
        QCOMPARE(log(bench).onlyItemText(), "Only item 56");
        const Sequence selected = *log(bench).selected();
        log(bench).showOnlyItem();
        QCOMPARE(texts(bench).size(), 6); // born, its sender waits, is sent, taken, worked on, done
        log(bench).showOnlyTask();
        QCOMPARE(log(bench).countText(), "3 of 553 events");
        QCOMPARE(log(bench).selected(), std::optional(selected));
        log(bench).goTo(0); // the root's own birth
        QCOMPARE(log(bench).onlyTaskText(), "");
        QCOMPARE(log(bench).onlyItemText(), "");
    }

    void othersAskForIt()
    {
        SimulationBench bench;
        bench.playTo(9s);
        QSignalSpy asked(&log(bench), &EventLog::asked);
        log(bench).showTask(1, 1);
        QCOMPARE(asked.count(), 1);
        look(bench);
        QVERIFY(texts(bench).back().startsWith("Consumer 2"));
        log(bench).showItem(56);
        QVERIFY(texts(bench).back().startsWith("Item 56 is done"));
        log(bench).showChannel(0);
        QVERIFY(texts(bench).back().startsWith("Producer 1 put item 69 into the channel."));
        QCOMPARE(log(bench).filter()->things(), (QStringList{"Anywhere", "Channel"}));
        log(bench).showTask(0, 400); // a task that is not offered among the choices
        QCOMPARE(log(bench).filter()->tasks().at(log(bench).filter()->task()), "Producer 401");
        QCOMPARE(asked.count(), 4);
    }

    void theNextAndTheOneBeforeAreFound()
    {
        SimulationBench bench;
        look(bench);
        bench.playTo(9s);
        log(bench).goTo(double(trace(bench).firstAfter(Time{} + 5s)));
        const Sequence from = *log(bench).selected();
        log(bench).find("CONSUMER 1 TOOK", true);
        const Sequence next = *log(bench).selected();
        QVERIFY(next > from);
        QVERIFY(log(bench).selectedText().startsWith("Consumer 1 took item"));
        QCOMPARE(run(bench).player().position(), from + 1); // looking is not going
        log(bench).find("consumer 1 took", true);
        QVERIFY(*log(bench).selected() > next);
        log(bench).find("consumer 1 took", false);
        QCOMPARE(*log(bench).selected(), next);
        for (Sequence i = from + 1; i < next; ++i)
            QVERIFY(!(trace(bench).at(i).kind == EventKind::Received
                      && trace(bench).at(i).task == trace(bench).at(next).task));
        // The one and only: found again from the other end.
        log(bench).find("item 1 is done", true);
        QCOMPARE(log(bench).findText(), "1 of 1; it went on from the start.");
        QVERIFY(log(bench).selectedText().startsWith("Item 1 is done"));
        QVERIFY(std::any_of(log(bench).rows()->rows().begin(), log(bench).rows()->rows().end(),
                            [](const EventRow &row) { return row.selected; }));
        log(bench).find("item 1 is done", true);
        QVERIFY(log(bench).selectedText().startsWith("Item 1 is done"));
        log(bench).find("no such words", true);
        QCOMPARE(log(bench).findText(), "None found.");
        log(bench).stopFinding();
        QCOMPARE(log(bench).findText(), "");
    }

    void whileItIsTypedTheLatestIsSelectedAndAllAreCounted()
    {
        SimulationBench bench;
        look(bench);
        bench.playTo(9s);
        const Sequence from = *log(bench).selected();
        log(bench).lookFor("consumer 1 took");
        QCOMPARE(log(bench).searched(), "consumer 1 took");
        int all = 0;
        Sequence latest = 0;
        const TaskPlaces &places = *run(bench).taskPlaces();
        for (Sequence i = 0; i < trace(bench).count(); ++i) {
            if (eventText(trace(bench).at(i), places, run(bench).session().pattern()).startsWith("Consumer 1 took")) {
                ++all;
                latest = i <= from ? i : latest;
            }
        }
        finishLooking(bench);
        QVERIFY(all > 3);
        QCOMPARE(*log(bench).selected(), latest);
        QCOMPARE(log(bench).findText(), QStringLiteral("%1 of %1.").arg(all));
        log(bench).find("consumer 1 took", false);
        QCOMPARE(log(bench).findText(), QStringLiteral("%1 of %2.").arg(all - 1).arg(all));
        for (const EventRow &row : lines(bench))
            QCOMPARE(row.hit, row.text.startsWith("Consumer 1 took"));
        // Typed on, it begins where it began, not where it had come to.
        log(bench).lookFor("consumer 1 took item");
        QCOMPARE(*log(bench).selected(), latest);
        // What comes while it plays is counted as well.
        bench.playTo(12s);
        finishLooking(bench);
        QVERIFY(log(bench).findText().contains(" of ") || log(bench).findText().contains(" found"));
        QVERIFY(!log(bench).findText().contains(QStringLiteral(" %1").arg(all)));
        log(bench).lookFor("");
        QCOMPARE(log(bench).searched(), "");
        QCOMPARE(log(bench).findText(), "");
        for (const EventRow &row : lines(bench))
            QVERIFY(!row.hit);
    }

    /// Legend and inspector call it so; the sentences do not.
    void theWordsForHowTasksFareFindTheirEvents()
    {
        SimulationBench bench;
        look(bench);
        bench.playTo(9s);
        log(bench).lookFor("blocked");
        QCOMPARE(trace(bench).at(*log(bench).selected()).kind, EventKind::SendBlocked);
        QVERIFY(log(bench).selectedText().contains("waits to send"));
    }

    void howAWaitEndedAndWhatItWaitedForIsTold()
    {
        SimulationBench bench;
        look(bench);
        bench.playTo(9s);
        int waits = 0;
        for (Sequence i = 0; i < trace(bench).count(); ++i) {
            const Event &event = trace(bench).at(i);
            if (event.kind != EventKind::SendBlocked)
                continue;
            log(bench).goTo(double(i));
            finishLooking(bench);
            QVERIFY(log(bench).isWait());
            QVERIFY(!log(bench).waits().isEmpty());
            QCOMPARE(log(bench).waits().front(), "No room in the channel (10 of 10)");
            if (log(bench).outcome()->rows().empty()) {
                QCOMPARE(log(bench).outcomeTitle(), "");
                continue; // it has not ended
            }
            const Event &end = trace(bench).at(*log(bench).outcome()->rows().front().event);
            QCOMPARE(end.kind, EventKind::Sent);
            QCOMPARE(end.task, event.task);
            QCOMPARE(end.item, event.item);
            QVERIFY(log(bench).outcomeTitle().startsWith("How the wait ended, after "));
            ++waits;
        }
        QVERIFY(waits > 10);
        log(bench).find("is done", false);
        QVERIFY(!log(bench).isWait());
        QVERIFY(log(bench).waits().isEmpty() && log(bench).outcome()->rows().empty());
    }

    void onlyPlacesThatThereHaveBeenCanBeChosen()
    {
        SimulationBench bench;
        bench.simulation.tuning()->selectPattern("pipeline");
        look(bench);
        bench.playTo(5s);
        QCOMPARE(log(bench).filter()->things(),
                 (QStringList{"Anywhere", "Channel 1", "Channel 2", "Channel 3", "Last channel"}));
    }

    void tasksThatComeOneAfterTheOtherInOnePlaceAreToldApart()
    {
        SimulationBench bench;
        bench.simulation.tuning()->selectPattern("task-spawning");
        look(bench);
        bench.playTo(20s);
        QSet<QString> born;
        int all = 0;
        for (Sequence i = 0; i < trace(bench).count(); ++i) {
            const Event &event = trace(bench).at(i);
            if (event.kind != EventKind::TaskSpawned || Place::unpacked(event.payload).group == rootGroup)
                continue;
            born << eventText(event, *run(bench).taskPlaces(), run(bench).session().pattern());
            ++all;
        }
        QVERIFY(all > 10);
        QCOMPARE(born.size(), all);
    }

    void whatIsSelectedIsShownAlone()
    {
        SimulationBench bench;
        bench.playTo(9s);
        QSignalSpy asked(&log(bench), &EventLog::asked);
        log(bench).showSelected(); // nothing
        QCOMPARE(asked.count(), 0);
        run(bench).selection()->select({Place{1, 1}});
        log(bench).showSelected();
        QCOMPARE(asked.count(), 1);
        look(bench);
        QVERIFY(texts(bench).back().startsWith("Consumer 2"));
    }

    void causeAndEffectsLeadToEachOther()
    {
        SimulationBench bench;
        look(bench);
        bench.playTo(9s);
        int links = 0;
        for (Sequence event = 0; event < trace(bench).count(); event += 7) {
            log(bench).goTo(double(event));
            if (log(bench).causes()->rows().empty()) {
                QCOMPARE(causeOf(event, trace(bench)), std::nullopt);
                continue;
            }
            const EventRow cause = log(bench).causes()->rows().front();
            QCOMPARE(cause.event, causeOf(event, trace(bench)));
            log(bench).goTo(double(*cause.event));
            QCOMPARE(log(bench).selectedText(), cause.text);
            const auto &effects = log(bench).effects()->rows();
            QVERIFY(!effects.empty());
            if (log(bench).moreEffectsText().isEmpty())
                QVERIFY(std::any_of(effects.begin(), effects.end(),
                                    [&](const EventRow &row) { return row.event == event; }));
            ++links;
        }
        QVERIFY(links > 30);
    }

    void effectsOfTheLastEventComeAsTheyHappen()
    {
        SimulationBench bench;
        look(bench);
        bench.playTo(9s);
        log(bench).scrollBy(-1'000); // does not follow, so the selection stays
        QVERIFY(log(bench).effects()->rows().empty());
        bench.playTo(10s);
        QVERIFY(!log(bench).effects()->rows().empty());
    }

    void oldEventsThatAreGoneAreNotedInTheFirstLine()
    {
        SimulationBench bench({}, {.seed = 1}, 1u << 20);
        look(bench);
        bench.simulation.transport()->runTo(Time{} + 3h);
        QVERIFY(trace(bench).firstKept() > 0);
        finishLooking(bench);
        log(bench).scrollTo(0);
        const EventRow first = lines(bench).front();
        QVERIFY(!first.event);
        QVERIFY2(first.text.startsWith("What happened before 2 h ") && first.text.endsWith("is no longer kept."),
                 qPrintable(first.text));
        QVERIFY(lines(bench)[1].event.value() >= trace(bench).firstKept());
        log(bench).selectBy(-1'000'000'000);
        const Sequence selected = *log(bench).selected();
        bench.simulation.transport()->runTo(Time{} + 6h);
        finishLooking(bench);
        QVERIFY(selected < trace(bench).firstKept());
        QVERIFY(log(bench).selected() != selected); // it is gone
        log(bench).setFollowing(true);
        QVERIFY(lines(bench).back().last);
        log(bench).goTo(double(trace(bench).firstKept()));
        QVERIFY(run(bench).playhead() >= run(bench).forgottenBefore());
    }

    void anotherRunBeginsAnew()
    {
        SimulationBench bench;
        look(bench);
        bench.playTo(9s);
        choose(bench, "Consumer 2");
        log(bench).scrollBy(-1'000);
        bench.simulation.tuning()->reset();
        QVERIFY(log(bench).following());
        QCOMPARE(log(bench).filter()->tasks().at(log(bench).filter()->task()), "Consumer 2");
        bench.simulation.tuning()->selectPattern("supervisor");
        QCOMPARE(log(bench).filter()->task(), 0);
        QVERIFY(!log(bench).filter()->tasks().contains("Consumer 2"));
        QVERIFY(lines(bench).back().last);
    }

    void everyPatternHasSentencesAndKnownLooks()
    {
        const std::set<QString> looks{"",     "item",   "running",   "ready",    "idle",      "blocked",
                                      "hung", "failed", "cancelled", "orphaned", "restarted", "done"};
        for (const PatternInfo *pattern : patterns()) {
            SimulationBench bench;
            bench.simulation.tuning()->selectPattern(QString::fromUtf8(pattern->id));
            look(bench);
            log(bench).filter()->setTopic(1);
            bench.simulation.transport()->runTo(Time{} + 30s);
            finishLooking(bench);
            QCOMPARE(bench.simulation.run()->player().position(), trace(bench).count());
            log(bench).scrollTo(0);
            Sequence seen = 0;
            while (seen < trace(bench).count() && seen < 3'000) {
                for (const EventRow &row : lines(bench)) {
                    QVERIFY2(row.text.endsWith('.') && (row.text.front().isUpper() || !row.text.front().isLetter()),
                             qPrintable(row.text));
                    QVERIFY2(!row.text.contains("a task that is gone"), qPrintable(row.text));
                    QVERIFY2(looks.contains(row.look), qPrintable(row.look));
                    seen = *row.event + 1;
                }
                if (log(bench).position() + log(bench).share() >= 1)
                    break;
                log(bench).scrollBy(page);
            }
        }
    }
};

QTEST_GUILESS_MAIN(TestEventLog)
#include "tst_event_log.moc"
