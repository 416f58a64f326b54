// SPDX-License-Identifier: MIT
#include "lesson/answer.h"
#include "lesson/lesson_reader.h"
#include "sim/pattern_run.h"

using namespace coroscope;
using namespace coroscope::test;

namespace {

const PatternInfo &backpressure()
{
    return *findPattern("backpressure");
}

Scenario present(const Given &given)
{
    return {.pattern = &backpressure(), .settings = {.seed = 99, .values = valuesOf(backpressure(), given)}};
}

std::string asking(const std::string &entries)
{
    return "---\ntitle: T\nkind: pattern\npattern: backpressure\n---\n## One\nLook.\n```coroscope\nstart: "
           "default\nask: What?\n"
        + entries + "\n```\n";
}

Answer answered(const std::string &entries, const Given &given)
{
    const Lesson lesson = parsedLesson(asking(entries), [](std::string_view) { return std::string(); });
    const Prediction &prediction = lesson.steps.front().prediction.value();
    const SeededRuns seeded = runsFor(prediction, present(given));
    std::vector<SweepRun> runs;
    for (std::uint64_t i = 0; i < seeded.count(); ++i)
        runs.push_back(sweepRun(seeded.at(i)).value());
    return answerTo(prediction, runs);
}

Judgement judgementOf(const Challenge &challenge, const Given &given)
{
    const std::vector<std::int64_t> values = valuesOf(backpressure(), given);
    const SeededRuns seeded = runsFor(challenge, values);
    std::vector<SweepRun> runs;
    for (std::uint64_t i = 0; i < seeded.count(); ++i)
        runs.push_back(sweepRun(seeded.at(i)).value());
    return judged(challenge, values, runs);
}

} // namespace

/// Right answers and judgements: they come from runs, for the values as they are.
class TestLessonAnswer : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void anAmountIsWhatTheRunsMeasure()
    {
        // Two consumers with 300 ms each are the bottleneck.
        const Answer answer = answered("number: throughput_per_s\namount: 0 .. 20\nwith: consumers=2\nwarmup: 10s", {});
        QCOMPARE(answer.numbers.size(), std::size_t{1});
        QVERIFY(std::abs(*answer.numbers[0] - 2 / 0.3) < 0.1);
    }

    void theAnswerDependsOnThePresentValues()
    {
        const std::string question = "number: throughput_per_s\namount: 0 .. 20\nwarmup: 10s";
        QVERIFY(std::abs(*answered(question, {{"work", "600ms"}}).numbers[0] - 2 / 0.6) < 0.1);
        QVERIFY(std::abs(*answered(question, {{"work", "1200ms"}}).numbers[0] - 2 / 1.2) < 0.1);
    }

    void theRunShownGivesTheAnswerAwayIfItIsOneOfThoseThatAnswer()
    {
        const auto isGivenAway = [](const std::string &entries, const Given &given) {
            const Lesson lesson = parsedLesson(asking(entries), [](std::string_view) { return std::string(); });
            return givesAway(lesson.steps.front().prediction.value(), present(given));
        };
        const std::string amount = "number: lost\namount: 0 .. 20";
        QVERIFY(isGivenAway(amount, {}));
        QVERIFY(!isGivenAway(amount + "\nwith: consumers=3", {}));
        QVERIFY(isGivenAway(amount + "\nwith: consumers=3", {{"consumers", "3"}}));
        const std::string curve = "number: lost\nscale: 0 .. 20\ncurve: capacity=";
        QVERIFY(isGivenAway(curve + "5,10,20", {}));
        QVERIFY(!isGivenAway(curve + "5,11,20", {}));
        const std::string best = "number: lost\nbest: most\noption: A | capacity=9\noption: B | capacity=";
        QVERIFY(isGivenAway(best + "10", {}));
        QVERIFY(!isGivenAway(best + "11", {}));
        const std::string trend = "number: lost\ntrend: consumers=3";
        QVERIFY(!isGivenAway(trend, {}));
        QVERIFY(isGivenAway(trend, {{"consumers", "3"}}));
    }

    void aTrendIsToldFromThePresentValues()
    {
        const std::string third = "number: throughput_per_s\ntrend: consumers=3\nwarmup: 10s";
        QVERIFY(answered(third, {}).trend == Trend::Rises);
        QVERIFY(answered(third, {{"consumers", "4"}, {"producers", "30"}}).trend == Trend::Falls);
        QVERIFY(answered(third, {{"producers", "1"}}).trend == Trend::Stays);
    }

    void theBestOptionHasToStandOut()
    {
        const std::string options = "number: throughput_per_s\nwarmup: 10s\noption: A wider channel | capacity=100\n";
        const Answer clear = answered(options + "option: A third consumer | consumers=3\nbest: most", {});
        QCOMPARE(clear.best, std::optional<std::size_t>(1));
        const Answer least = answered(options + "option: A third consumer | consumers=3\nbest: least", {});
        QCOMPARE(least.best, std::optional<std::size_t>(0));
        const Answer unclear = answered(options + "option: A narrower one | capacity=9\nbest: most", {});
        QVERIFY(!unclear.best);
    }

    void aCurveHasANumberForEveryValue()
    {
        const Answer answer = answered("number: throughput_per_s\ncurve: consumers=1,2,3\nscale: 0 .. 10\nwarmup: 10s",
                                       {});
        QCOMPARE(answer.numbers.size(), std::size_t{3});
        QVERIFY(*answer.numbers[0] < *answer.numbers[1] && *answer.numbers[1] < *answer.numbers[2]);
    }

    void aNumberThatNoRunDefinesIsNone()
    {
        const Answer answer = answered("number: latency_p99_s\namount: 0 .. 20\nwith: consumers=0", {});
        QVERIFY(!answer.numbers[0]);
    }

    void aChallengeIsJudgedOverSeedsThatNobodyHasSeen()
    {
        const Lesson lesson = parsedLesson(
            "---\ntitle: T\nkind: challenge\npattern: backpressure\n---\n## A\nDo.\n```coroscope\n"
            "start: default\ngoal: send_blocked_share < 5%\nstar2: consumers <= 5\nstar3: consumers <= 3\n"
            "warmup: 10s\nseeds: 3\nsolution: consumers=4\n```\n",
            [](std::string_view) { return std::string(); });
        const Challenge &challenge = *lesson.challenge;
        const SeededRuns seeded = runsFor(challenge, challenge.start.settings.values);
        QCOMPARE(seeded.at(0).settings.seed, std::uint64_t{1001});
        QCOMPARE(seeded.at(2).settings.seed, std::uint64_t{1003});
        const Judgement missed = judgementOf(challenge, {});
        QCOMPARE(missed.stars, 0);
        QCOMPARE(missed.lines.front().reached, std::uint64_t{0});
        QVERIFY(*missed.lines.front().worst > 0.2);
        QCOMPARE(judgementOf(challenge, {{"consumers", "6"}}).stars, 1);
        QCOMPARE(judgementOf(challenge, {{"consumers", "4"}}).stars, 2);
    }
};

QTEST_APPLESS_MAIN(TestLessonAnswer)
#include "tst_lesson_answer.moc"
