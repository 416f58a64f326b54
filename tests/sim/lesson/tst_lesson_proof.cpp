// SPDX-License-Identifier: MIT
#include "lesson/lesson_reader.h"
#include "lesson/proof.h"
#include "sim/pattern_run.h"

using namespace coroscope;
using namespace coroscope::test;

namespace {

Lesson read(const std::string &kind, const std::string &sections)
{
    return parsedLesson("---\ntitle: T\nkind: " + kind + "\npattern: backpressure\n---\n" + sections,
                        [](std::string_view) { return std::string(); });
}

std::string section(const std::string &entries)
{
    return "## One\nLook.\n```coroscope\n" + entries + "\n```\n";
}

QStringList wrongIn(const Lesson &lesson)
{
    QStringList lines;
    for (const std::string &line : unproved(lesson))
        lines << QString::fromStdString(line);
    return lines;
}

} // namespace

/// What a lesson claims, put to the test of its runs.
class TestLessonProof : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theRunOfAStepIsWhatTheStepsBeforeHaveMadeOfIt()
    {
        const Lesson lesson = read("pattern",
                                   section("start: setup Balanced\nset: capacity=4\nuntil: turn consumers > 4")
                                       + section("set: producers=5") + section("start: default"));
        const PatternInfo &pattern = *findPattern("backpressure");
        QCOMPARE(runOfStep(lesson, 0).settings.values,
                 valuesOf(pattern, {{"consumers", "3"}, {"interval", "360ms"}, {"capacity", "4"}}));
        QCOMPARE(runOfStep(lesson, 1).settings.values,
                 valuesOf(pattern, {{"consumers", "5"}, {"interval", "360ms"}, {"capacity", "4"}, {"producers", "5"}}));
        QCOMPARE(runOfStep(lesson, 2).settings.values, valuesOf(pattern, {}));
    }

    void whatRunsBearOutIsNotNamed()
    {
        const std::string ask = "ask: What?\nnumber: throughput_per_s\nwarmup: 10s\n";
        QCOMPARE(wrongIn(read(
                     "pattern",
                     section("start: default\nreach: lost = 0\ncompare: consumers=3\ndiffer: throughput_per_s more")
                         + section("start: setup Memory crash\nuntil: event crash")
                         + section("start: default\n" + ask + "amount: 0 .. 20\nanswer: 6.6 .. 6.7")
                         + section(ask
                                   + "curve: consumers=1,2,3\nscale: 0 .. 20\nanswer: 1: 3.3 .. 3.4\nanswer: 3: 9.8 .. "
                                     "10")
                         + section("until: turn consumers >= 4\nreach: send_blocked_share > 30%\n"
                                   "after: send_blocked_share < 5%")
                         + section(ask + "trend: consumers=3"))),
                 QStringList());
    }

    void whatRunsDoNotBearOutIsNamed_data()
    {
        QTest::addColumn<QString>("entries");
        QTest::addColumn<QString>("wrong");
        const auto row = [](const char *entries, const char *wrong) {
            QTest::newRow(entries) << QString::fromUtf8(entries) << QString::fromUtf8(wrong);
        };
        row("reach: crashes > 0", "line 6: its run reaches crashes > 0 with 0 of 5 seeds");
        row("compare: capacity=11\ndiffer: throughput_per_s more", "line 6: B has more throughput_per_s with ");
        row("until: event crash", "line 6: what it waits for does not happen within ten minutes");
        row("ask: What?\nnumber: throughput_per_s\namount: 0 .. 1",
            "line 6: the answer lies outside of the scale; throughput_per_s: 6");
        row("ask: What?\nnumber: throughput_per_s\namount: 0 .. 20\nanswer: 7 .. 8",
            "line 13: throughput_per_s is 6.620, not between 7.000 and 8.000");
        row("ask: What?\nnumber: throughput_per_s\ncurve: consumers=1,2,3\nscale: 0 .. 20\nanswer: 2: 3 .. 6.5",
            "line 14: throughput_per_s at consumers=2 is 6.620, not between 3.000 and 6.500");
        row("until: turn consumers > 2\nafter: send_blocked_share > 50%",
            "line 6: with what is turned, its run reaches send_blocked_share > 0.5 with 0 of 5 seeds");
        row("ask: What?\nnumber: latency_p99_s\namount: 0 .. 1\nwith: consumers=0",
            "line 6: the question has no answer");
        row("ask: What?\nnumber: throughput_per_s\nbest: most\noption: A | capacity=9\noption: B | capacity=10",
            "line 6: no option stands out");
    }
    void whatRunsDoNotBearOutIsNamed()
    {
        QFETCH(const QString, entries);
        QFETCH(const QString, wrong);
        const QStringList said = wrongIn(read("pattern", section("start: default\n" + entries.toStdString())));
        QCOMPARE(said.size(), 1);
        QVERIFY2(said.front().startsWith(wrong), qPrintable(said.front()));
    }

    void aChallengeIsToBeMetByItsSolutionAndNotFromTheStart()
    {
        const auto challenge = [](const std::string &goal, const std::string &solution) {
            return read("challenge", section("start: default\nwarmup: 10s\ngoal: " + goal + "\nsolution: " + solution));
        };
        QCOMPARE(wrongIn(challenge("send_blocked_share < 5%", "consumers=4")), QStringList());
        QCOMPARE(wrongIn(challenge("send_blocked_share < 5%", "capacity=20")),
                 QStringList("line 6: its solution does not meet send_blocked_share < 0.05, but with 0 of 5 seeds; the "
                             "worst has 0.341"));
        QCOMPARE(wrongIn(challenge("send_blocked_share < 5%\nstar2: consumers <= 3", "consumers=4")),
                 QStringList("line 6: its solution earns 1 of 2 stars"));
        QCOMPARE(wrongIn(challenge("lost = 0", "consumers=4")), QStringList("line 6: it is met from the start"));
    }
};

QTEST_APPLESS_MAIN(TestLessonProof)
#include "tst_lesson_proof.moc"
