// SPDX-License-Identifier: MIT
#include "sim/patterns/small_burst.h"

using namespace coroscope;
using namespace coroscope::test;

namespace {

QString text(const Sentence &sentence)
{
    return QString::fromStdString(sentence.text());
}

/// What is found by this check; empty: nothing.
QString found(const PatternRun &run, std::string_view check)
{
    const Recent recent(run.session.history(), run.session.now(), 10s);
    for (const Advice &advice : run.session.pattern().diagnose(recent, run.session.values()).advice) {
        if (advice.check == check)
            return text(joined({advice.sentence, advice.remedy}, " "));
    }
    return {};
}

/// What is found after @p time with the defaults and what is given.
QString found(std::string_view check, const Given &given, Duration time = 20s)
{
    PatternRun run("task-spawning", given);
    run.runTo(time);
    return found(run, check);
}

} // namespace

/// What the pattern says of itself: headlines, advice, hints. Each advice appears where it should, and not where it
/// should not.
class TestTaskSpawningDiagnosis : public QObject
{
    Q_OBJECT

    static QStringList texts(const Headline &headline)
    {
        return {text(headline.label), text(headline.value), text(headline.note)};
    }

private Q_SLOTS:
    void theDefaultsAreCalm()
    {
        PatternRun run("task-spawning", {});
        run.runTo(60s);
        const Recent recent(run.session.history(), run.session.now(), 10s);
        QVERIFY(run.session.pattern().diagnose(recent, run.session.values()).advice.empty());
    }

    void headlinesAreOfTheLastTenSeconds()
    {
        SmallBurst run(Given{{"interval", "500ms"}}); // a burst each second, of 500 ms
        run.runTo(20s);
        const std::vector<Headline> headlines = run.diagnosis().headlines;
        QCOMPARE(headlines.size(), std::size_t{5});
        QCOMPARE(texts(headlines[0]), (QStringList{"Finished", "3.0 /s", "thread-bound"}));
        QCOMPARE(texts(headlines[1]), (QStringList{"Alive", "3", "mean 1.2"}));
        QCOMPARE(texts(headlines[2]), (QStringList{"Utilisation", "30 %", "0.3 of 1 threads"}));
        QCOMPARE(texts(headlines[3]), (QStringList{"Mean burst", "500 ms", "first spawned → last ended"}));
        QCOMPARE(texts(headlines[4]), (QStringList{"Failed", "0", "none failed"}));
        for (std::size_t i = 0; i < headlines.size(); ++i)
            QCOMPARE(headlines[i].now, i == 1); // those alive are those at the playhead
    }

    void beforeAnythingHasEndedTheBurstHasNoLength()
    {
        SmallBurst run;
        run.runTo(0s);
        QCOMPARE(texts(run.diagnosis().headlines[3]), (QStringList{"Mean burst", "–", "first spawned → last ended"}));
    }

    void theLastHeadlineTellsWhoSawThePanics()
    {
        SmallBurst seen(Given{{"failure-rate", "100%"}});
        seen.runTo(1s);
        QCOMPARE(texts(seen.diagnosis().headlines[4]), (QStringList{"Failed", "3", "seen by the parent"}));
        SmallBurst unseen(Given{{"failure-rate", "100%"}, {"handles", "detach"}});
        unseen.runTo(500ms);
        QCOMPARE(texts(unseen.diagnosis().headlines[4]), (QStringList{"Failed", "3", "3 unseen"}));
    }

    void failuresThatNobodySawAreNamed()
    {
        SmallBurst detached(Given{{"failure-rate", "100%"}, {"handles", "detach"}});
        detached.runTo(500ms);
        QCOMPARE(found(detached, "unseen-failures"),
                 QString("3 tasks panicked so far, and nobody noticed. Try “Handles” = Join: awaiting a handle "
                         "reports the panic."));
        QCOMPARE(found("unseen-failures", {{"failure-rate", "50%"}}), QString());
        QCOMPARE(found("unseen-failures", {{"failure-rate", "50%"}, {"handles", "scope"}}), QString());
    }

    void tasksThatPileUpAreNamedAndTheRemedyHelps()
    {
        const Given overload = {{"handles", "detach"}, {"interval", "1s"}};
        const QString advice = found("memory-growing", overload);
        QVERIFY2(advice.contains("the bursts need 2.88 threads, and there are only 2."), qPrintable(advice));
        QVERIFY2(advice.endsWith("Try “Threads” = 4."), qPrintable(advice));
        QCOMPARE(found("memory-growing", {{"handles", "detach"}, {"interval", "1s"}, {"threads", "4"}}), QString());
        QCOMPARE(found("memory-growing", {{"interval", "1s"}}), QString());

        // Too much for any number of threads.
        const QString far = found("memory-growing",
                                  {{"handles", "detach"}, {"interval", "1s"}, {"tasks", "200"}, {"threads", "64"}});
        QVERIFY2(far.endsWith("Try “Burst interval” = 1.2 s."), qPrintable(far)); // 72 s of computing on 64 threads
        QCOMPARE(found("memory-growing",
                       {{"handles", "detach"}, {"interval", "1200ms"}, {"tasks", "200"}, {"threads", "64"}}),
                 QString());
    }

    void abandonedTasksOfSeveralBurstsAreNamed()
    {
        const QString advice = found("abandoned-work",
                                     {{"handles", "detach"}, {"interval", "500ms"}, {"threads", "64"}});
        QVERIFY2(advice.startsWith("Bursts overlap: 25.0 tasks are alive on average, though a burst has only 8"),
                 qPrintable(advice));
        QCOMPARE(found("abandoned-work", {{"handles", "detach"}, {"threads", "64"}}), QString());
        QCOMPARE(found("abandoned-work", {{"handles", "scope"}, {"interval", "500ms"}, {"threads", "64"}}), QString());
    }

    void panicsThatTakeTheirSiblingsAlongAreNamed()
    {
        SmallBurst run(Given{{"failure-rate", "100%"}, {"handles", "scope"}});
        run.runTo(500ms);
        QCOMPARE(found(run, "siblings-cancelled"),
                 QString("A panic cancels its siblings: 1 task panicked so far, and 2 were cancelled. Try "
                         "“Handles” = Join: the others go on."));
        QCOMPARE(found("siblings-cancelled", {{"failure-rate", "10%"}}), QString());
        QCOMPARE(found("siblings-cancelled", {{"handles", "scope"}}), QString());
    }

    void threadsThatSetThePaceAreNamedAndTheRemedyHelps()
    {
        const QString advice = found("bottleneck", {{"threads", "1"}});
        QVERIFY2(advice.startsWith("The threads are the bottleneck: tasks spent "), qPrintable(advice));
        QVERIFY2(advice.endsWith("waiting for the only thread. Try “Threads” = 2."), qPrintable(advice));
        QCOMPARE(found("bottleneck", {{"threads", "2"}}), QString());

        const QString computing = found("bottleneck", {{"wait", "0"}});
        QVERIFY2(computing.endsWith("waiting for one of 2 threads. Try “Threads” = 8."), qPrintable(computing));
        QCOMPARE(found("bottleneck", {{"wait", "0"}, {"threads", "8"}}), QString());

        // Enough on average, but not for all the tasks that begin at once.
        const QString crowd = found("bottleneck", {{"tasks", "40"}, {"steps", "1"}, {"threads", "10"}});
        QVERIFY2(crowd.endsWith("waiting for one of 10 threads. Try “Threads” = 11."), qPrintable(crowd));
    }

    void aParentThatAwaitsOneTaskAfterAnotherIsNamed()
    {
        QCOMPARE(found("one-after-another", {{"start", "await"}}),
                 QString("No concurrency: awaited one at a time, a burst takes about 12.5 s; spawned, it could take as "
                         "little as 1.56 s on 2 threads. Try “Start” = Spawn."));
        QCOMPARE(found("one-after-another", {}), QString());
        QCOMPARE(found("one-after-another", {{"start", "await"}, {"tasks", "1"}}), QString());
        QCOMPARE(found("one-after-another", {{"start", "await"}, {"threads", "1"}, {"wait", "0"}}), QString());
    }

    void aBurstThatTakesAsLongAsItsSlowestTaskIsNamed()
    {
        const Given random = {{"tasks", "50"}, {"threads", "64"}, {"wait-shape", "exponential"}, {"steps", "1"}};
        const QString advice = found("straggler", random);
        QVERIFY2(advice.startsWith("A burst takes as long as its slowest task: in the last 10 s, the mean burst took "),
                 qPrintable(advice));
        QCOMPARE(found("straggler", {{"tasks", "50"}, {"threads", "64"}, {"steps", "1"}}), QString());
        QCOMPARE(found("straggler", {{"tasks", "1"}, {"wait-shape", "exponential"}}), QString());
    }

    void aBurstThatHadBegunBeforeAChangeSaysNothingOfWhatIsSetNow()
    {
        PatternRun run("task-spawning", {{"start", "await"}});
        run.schedule(9s, "start", "spawn");
        run.runTo(12'600ms); // the burst of before has just ended, after 12.48 s
        QCOMPARE(text(run.session.pattern()
                          .diagnose(Recent(run.session.history(), run.session.now(), 10s), run.session.values())
                          .headlines[3]
                          .value),
                 QString("12.5 s"));
        for (Duration now = 12'600ms; now < 40s; now += 500ms) {
            run.runTo(now);
            QCOMPARE(found(run, "straggler"), QString()); // also when the change is no longer within the window
        }
    }

    void whereNearlyAllTimeGoesIntoWaitingForAThreadThatComesFirst()
    {
        PatternRun run("task-spawning", {{"handles", "detach"}, {"interval", "1s"}, {"failure-rate", "2%"}});
        run.runTo(30s);
        const Recent recent(run.session.history(), run.session.now(), 10s);
        QStringList checks;
        for (const Advice &advice : run.session.pattern().diagnose(recent, run.session.values()).advice)
            checks << QString::fromUtf8(advice.check.data(), qsizetype(advice.check.size()));
        QCOMPARE(checks, QStringList({"memory-growing", "bottleneck", "unseen-failures"}));
    }

    void hintsAndLoadSayWhatTheValuesComeTo()
    {
        const PatternInfo &info = *findPattern("task-spawning");
        const auto hint = [&](std::string_view id, const Given &given) {
            return text(info.hint(info.declare()->find(id).value(), valuesOf(info, given)));
        };
        QCOMPARE(hint("compute", {}), QString("360 ms per task, 2.88 s per burst"));
        QCOMPARE(hint("wait", {}), QString("1.2 s per task"));
        QCOMPARE(hint("interval", {}), QString("from end to start"));
        QCOMPARE(hint("interval", {{"handles", "detach"}}), QString("from start to start"));
        QCOMPARE(hint("tasks", {}), QString());
        QCOMPARE(text(info.load(valuesOf(info, {}))),
                 QString("Awaited one at a time, a burst takes 12.5 s; spawned, at least 1.56 s"));
        QCOMPARE(text(info.load(valuesOf(info, {{"handles", "detach"}}))),
                 QString("Offered load 0.72: the bursts need 1.44 of 2 threads"));
    }

    void whatHasNoEffectIsSaidToHaveNone()
    {
        const PatternInfo &info = *findPattern("task-spawning");
        const auto why = [&](std::string_view id, const Given &given) {
            return text(info.irrelevance(info.declare()->find(id).value(), valuesOf(info, given)));
        };
        for (const std::string_view id : {"threads", "compute-shape"}) {
            QCOMPARE(why(id, {}), QString());
            QCOMPARE(why(id, {{"compute", "0"}}), QString("Computing takes no time."));
        }
        QCOMPARE(why("wait-shape", {}), QString());
        QCOMPARE(why("wait-shape", {{"wait", "0"}}), QString("Waiting takes no time."));
        QCOMPARE(why("handles", {{"start", "await"}}), QString());
    }
};

QTEST_APPLESS_MAIN(TestTaskSpawningDiagnosis)
#include "tst_task_spawning_diagnosis.moc"
