// SPDX-License-Identifier: MIT
#include "files/file_writer.h"
#include "lesson/lesson_reader.h"
#include "sim/pattern_run.h"

using namespace coroscope;
using namespace coroscope::test;

namespace {

std::string noFiles(std::string_view)
{
    throw FileError("No such file or directory");
}

std::string withStep(const std::string &entries, const std::string &text = "Look.")
{
    return "---\ntitle: T\nkind: pattern\npattern: backpressure\n---\n## One\n" + text + "\n```coroscope\n" + entries
        + "\n```\n";
}

LessonStep stepOf(const std::string &entries)
{
    return parsedLesson(withStep(entries), noFiles).steps.front();
}

std::size_t positionOf(std::string_view parameter)
{
    return findPattern("backpressure")->declare()->find(parameter).value();
}

std::size_t numberOf(std::string_view name)
{
    const std::vector<std::string> columns = sweepColumns(*findPattern("backpressure"));
    return static_cast<std::size_t>(std::find(columns.begin(), columns.end(), name) - columns.begin());
}

QString errorOf(const std::string &text)
{
    try {
        parsedLesson(text, noFiles);
    } catch (const LessonError &error) {
        return QString::fromUtf8(error.what());
    }
    return QStringLiteral("it was accepted");
}

} // namespace

/// Lessons as they are written in files.
class TestLessonReader : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aStepSaysAllThatTheWindowDoes()
    {
        const LessonStep step = stepOf(
            "start: setup Balanced\nseed: 7\nset: consumers=1 capacity=4\nseek: 9s\nspeed: 0.5\n"
            "play: no\npoint: task Producer 2\nshow: code\ncompare: consumers=3\n"
            "until: turn consumers >= 2\nreach: lost = 0\ndiffer: send_blocked_share less");
        QCOMPARE(step.title, std::string("One"));
        QCOMPARE(step.text, std::string("Look."));
        QCOMPARE(step.start->settings.seed, std::uint64_t{7});
        QCOMPARE(step.start->settings.values,
                 valuesOf(*findPattern("backpressure"), {{"consumers", "3"}, {"interval", "360ms"}}));
        QCOMPARE(step.settings,
                 (std::vector<LessonSetting>{{positionOf("consumers"), 1}, {positionOf("capacity"), 4}}));
        QCOMPARE(step.seek, std::optional<Duration>(9s));
        QCOMPARE(step.speed, std::optional(0.5));
        QCOMPARE(step.play, std::optional(false));
        QCOMPARE(step.spotlight.kind, Spotlight::Kind::Task);
        QCOMPARE(step.spotlight.place.index, std::uint32_t{1});
        QCOMPARE(step.show, std::string("code"));
        QCOMPARE(step.compared, (std::vector<LessonSetting>{{positionOf("consumers"), 3}}));
        QCOMPARE(step.goOn.kind, GoOn::Kind::Turned);
        QCOMPARE(step.goOn.goal.limit, std::int64_t{2});
        QCOMPARE(step.reached.size(), std::size_t{1});
        QCOMPARE(step.shown.front().number, numberOf("send_blocked_share"));
        QVERIFY(!step.shown.front().more);
    }

    void questionsOfAllKindsAreRead()
    {
        const std::string ask = "start: default\nask: What then?\nnumber: throughput_per_s\n";
        const auto questionOf = [&](const std::string &entries) { return stepOf(ask + entries).prediction.value(); };
        const Prediction best = questionOf(
            "option: More of them | consumers=3\noption: A wider | one | capacity=100\nbest: most");
        QCOMPARE(best.question, std::string("What then?"));
        QCOMPARE(best.number, numberOf("throughput_per_s"));
        const auto &options = std::get<Prediction::Best>(best.kind);
        QVERIFY(options.largest);
        QCOMPARE(options.options[1].text, std::string("A wider | one"));
        QCOMPARE(options.options[1].settings, (std::vector<LessonSetting>{{positionOf("capacity"), 100}}));
        QCOMPARE(std::get<Prediction::Trend>(questionOf("trend: consumers=3").kind).settings.size(), std::size_t{1});
        const auto amount = std::get<Prediction::Amount>(questionOf("amount: 0 .. 20\nwith: consumers=4").kind);
        QCOMPARE(amount.to, 20.0);
        QCOMPARE(amount.settings.front().value, std::int64_t{4});
        const Prediction curve = questionOf(
            "curve: capacity = 1,4,16\nscale: 0 .. 10\nrun: 90s\nwarmup: 10s\nseeds: 3");
        QCOMPARE(std::get<Prediction::Curve>(curve.kind).variation.values, (std::vector<std::int64_t>{1, 4, 16}));
        QCOMPARE(curve.length, Duration(90s));
        QCOMPARE(curve.warmup, Duration(10s));
        QCOMPARE(curve.seeds, std::uint64_t{3});
    }

    void aChallengeHasGoalsStarsAndASolution()
    {
        const std::string text =
            "---\ntitle: T\nkind: challenge\npattern: backpressure\n---\n## Keep up\nDo it.\n```coroscope\n"
            "start: default\nset: interval=100ms\nturn: consumers capacity\ngoal: send_blocked_share < 5%\n"
            "goal: lost = 0\nstar2: consumers <= 12\nstar3: consumers <= 10\nrun: 2m\nseeds: 4\nhint: Count.\n"
            "solution: consumers=10\n```\n";
        const Lesson lesson = parsedLesson(text, noFiles);
        const Challenge &challenge = lesson.challenge.value();
        QCOMPARE(challenge.start.length, Duration(2min));
        QCOMPARE(challenge.start.settings.values, valuesOf(*findPattern("backpressure"), {{"interval", "100ms"}}));
        QCOMPARE(challenge.turnable, (std::vector{positionOf("consumers"), positionOf("capacity")}));
        QCOMPARE(challenge.goals.size(), std::size_t{2});
        QCOMPARE(challenge.stars[1].front().limit, std::int64_t{10});
        QCOMPARE(challenge.seeds, std::uint64_t{4});
        QCOMPARE(challenge.hint, std::string("Count."));
        QCOMPARE(challenge.solution, (std::vector<LessonSetting>{{positionOf("consumers"), 10}}));
    }

    void anExerciseHasAQuestionAndAnAnswerThatIsShown()
    {
        const Lesson lesson = parsedLesson(
            "---\ntitle: T\nkind: exercise\npattern: backpressure\n---\n## Question\nWhy?\n## Answer\nSo.\n"
            "```coroscope\nstart: default\ncompare: consumers=3\n```\n",
            noFiles);
        QCOMPARE(lesson.exercise->question, std::string("Why?"));
        QCOMPARE(lesson.exercise->answer, std::string("So."));
        QVERIFY(lesson.steps.front().start);
        QCOMPARE(lesson.steps.front().compared.size(), std::size_t{1});
    }

    void aScenarioFileBesideItBegins()
    {
        std::string asked;
        const Lesson lesson = parsedLesson(withStep("start: file slow.coroscope"), [&](std::string_view name) {
            asked = name;
            return std::string(R"({"version": 1, "pattern": "backpressure", "seed": 9})");
        });
        QCOMPARE(asked, std::string("slow.coroscope"));
        QCOMPARE(lesson.steps.front().start->settings.seed, std::uint64_t{9});
        QVERIFY(!lesson.steps.front().start->settings.values.empty());
    }

    void whatIsWrongIsNamedWithWhatWouldBeRight_data()
    {
        QTest::addColumn<QString>("entries");
        QTest::addColumn<QString>("error");
        const auto row = [](const char *entries, const char *error) {
            QTest::newRow(entries) << QString::fromUtf8(entries) << QString::fromUtf8(error);
        };
        row("sett: a=1", "line 9: there is no 'sett' here; did you mean 'set'?");
        row("start: default\nstart: default", "line 10: start is there twice");
        row("seek: 5s", "line 6: the first step begins no run");
        row("start: setup Balancd", "there is no set-up 'Balancd'; did you mean 'Balanced'?");
        row("start: file ../x.coroscope", "'../x.coroscope' is no file beside this one");
        row("start: file x.coroscope", "line 9: x.coroscope: No such file or directory");
        row("start: now", "'now' begins nothing; it takes default, setup TITLE or file NAME.coroscope");
        row("seed: 3", "a seed is that of a run that begins");
        row("start: default\nset: consumers", "'consumers' sets nothing; it takes NAME=VALUE");
        row("start: default\nset: consumers=1 consumers=2", "consumers is set twice");
        row("start: default\nset: consumer=1", "has no parameter 'consumer'; did you mean 'consumers'?");
        row("start: default\nset: consumers=101", "line 10: ");
        row("start: default\nseek: 2h", "is no duration up to 1h");
        row("start: default\nspeed: 2000", "'2000' is no speed; it takes 0.05 to 1000 times");
        row("start: default\nplay: maybe", "'maybe' is neither yes nor no");
        row("start: default\npoint: task Worker 1", "there can be no task 'Worker 1'");
        row("start: default\npoint: channel 3", "there is no channel '3'");
        row("start: default\npoint: lock 1", "there is no lock in this pattern");
        row("start: default\npoint: figure 6", "'6' is no such number; it takes a whole one from 1 to 5");
        row("start: default\npoint: there", "'there' is nothing to point at");
        row("start: default\nshow: everything", "there is no control 'everything'");
        row("start: default\nuntil: turn throughput_per_s > 1", "is about no parameter");
        row("start: default\nuntil: event crashh", "there is no condition 'crashh'");
        row("start: default\nuntil: tomorrow", "'tomorrow' ends no step");
        row("start: default\ndiffer: lost more", "only runs that are compared differ");
        row("start: default\ncompare: consumers=3\ndiffer: lost", "says not how they differ");
        row("start: default\nnumber: lost", "number belongs to a question");
        row("start: default\nask: What?\nnumber: lost", "ask needs one of best:, trend:, amount: and curve:");
        row("start: default\nask: What?\ntrend: consumers=3", "ask needs number: beside it");
        row("start: default\nask: What?\nnumber: lost\ntrend: consumers=3\namount: 0 .. 1",
            "a question is of one kind");
        row("start: default\nask: What?\nnumber: lost\nbest: most\noption: A | consumers=3",
            "there are 1 options; it takes two to four");
        row("start: default\nask: What?\nnumber: lost\namount: 3 .. 1", "'3 .. 1' is no scale");
        row("start: default\nask: What?\nnumber: lost\namount: 0 .. 1\nanswer: 1",
            "'1' is no answer; it takes FROM .. TO");
        row("start: default\nask: What?\nnumber: lost\namount: 0 .. 1\nanswer: 0 .. 1\nanswer: 0 .. 1",
            "line 14: an amount has one answer");
        row("start: default\nask: What?\nnumber: lost\ntrend: consumers=3\nanswer: 0 .. 1",
            "answer belongs to an amount or a curve");
        row("start: default\nask: What?\nnumber: lost\ncurve: capacity=1,2,3\nscale: 0 .. 1\nanswer: 4: 0 .. 1",
            "'4: 0 .. 1' is at no point of the curve; it takes VALUE: FROM .. TO, such as 1: 0 .. 20");
        row("start: default\nask: What?\nnumber: lost\ncurve: capacity=1,2,3\nscale: 0 .. 1\nanswer: 3: 0",
            "'0' is no answer");
        row("start: default\nafter: lost = 0", "nothing is turned in this step; it takes until: turn GOAL beside it");
        row("start: default\nask: What?\nnumber: lost\ncurve: capacity=1,2\nscale: 0 .. 1", "a curve through 2 values");
        row("start: default\nask: What?\nnumber: lost\namount: 0 .. 1\nrun: 5s\nwarmup: 5s",
            "the warm-up takes all of the run");
    }
    void whatIsWrongIsNamedWithWhatWouldBeRight()
    {
        QFETCH(const QString, entries);
        QFETCH(const QString, error);
        const QString said = errorOf(withStep(entries.toStdString()));
        QVERIFY2(said.startsWith(QStringLiteral("line ")) && said.contains(error), qPrintable(said));
    }

    void headsAndSectionsAreChecked()
    {
        QCOMPARE(errorOf("---\ntitle: T\nkind: lesson\npattern: backpressure\n---\n").section(u';', 0, 0),
                 "line 3: there is no kind 'lesson'");
        QCOMPARE(errorOf("---\ntitle: T\npattern: backpressure\n---\n"),
                 "line 1: the front matter lacks kind; it takes title, kind and pattern");
        QCOMPARE(errorOf("---\ntitle: T\nkind: pattern\npattern: backpressure\n---\n"),
                 "line 1: a lesson has 0 sections; it takes 1 to 20");
        QCOMPARE(errorOf("---\ntitle: T\nkind: challenge\npattern: backpressure\n---\n## A\nDo.\n"),
                 "line 6: start is missing; it takes start: default");
        QCOMPARE(errorOf(withStep("start: default", std::string(2 * 61, 'x').replace(1, 1, " "))), "it was accepted");
        std::string long61;
        for (int i = 0; i < 61; ++i)
            long61 += "x ";
        QCOMPARE(errorOf(withStep("start: default", long61)), "line 6: this has 61 words; it takes at most 60");
    }

    void aSolutionTurnsOnlyWhatMayBeTurned()
    {
        QCOMPARE(
            errorOf(
                "---\ntitle: T\nkind: challenge\npattern: backpressure\n---\n## A\nDo.\n```coroscope\nstart: default\n"
                "turn: capacity\ngoal: lost = 0\nsolution: consumers=3\n```\n"),
            "line 12: the solution turns consumers, which is not among those that may be turned");
    }
};

QTEST_APPLESS_MAIN(TestLessonReader)
#include "tst_lesson_reader.moc"
