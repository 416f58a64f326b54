// SPDX-License-Identifier: MIT
#include "app/player/simulation_bench.h"
#include "lesson/proof.h"

#include <QSignalSpy>
#include <QTest>

using namespace coroscope;
using namespace coroscope::test;

namespace {

class Bench : public SimulationBench
{
public:
    using SimulationBench::SimulationBench;

    Learning &learning() { return *simulation.learning(); }
    OpenLesson &lesson() { return *learning().lesson(); }
    Run &run() { return *simulation.run(); }
    void arrive() { QTRY_VERIFY_WITH_TIMEOUT(!simulation.transport()->runningAhead(), 60'000); }
    std::int64_t valueOf(std::size_t parameter) { return run().session().values().at(parameter); }

    /// Answers what is asked, whatever it is, and has the runs judge.
    void guess()
    {
        Guess &guess = *lesson().guess();
        QVERIFY(!guess.ready());
        guess.reveal();
        QVERIFY(!guess.busy()); // nothing has been guessed yet
        if (guess.kind() == QLatin1String("choice"))
            guess.setChoice(0);
        else if (guess.kind() == QLatin1String("amount"))
            guess.setAmount(guess.to());
        else
            guess.setPoint(0, guess.to());
        QVERIFY(guess.ready());
        guess.reveal();
        QTRY_VERIFY_WITH_TIMEOUT(guess.revealed(), 60'000);
        QVERIFY(!guess.verdict().isEmpty());
    }
    /// Does what the step waits for.
    void obey(const LessonStep &step)
    {
        if (step.prediction)
            guess();
        const GoOn &goOn = step.goOn;
        if (goOn.kind == GoOn::Kind::Turned) {
            simulation.tuning()->set(static_cast<int>(goOn.goal.position), leastTurn(goOn.goal));
        } else if (goOn.kind == GoOn::Kind::Event || goOn.kind == GoOn::Kind::Number) {
            for (int minute = 1; minute <= 10 && !lesson().met(); ++minute) {
                simulation.transport()->runAhead(run().present() + 1min);
                arrive();
            }
        } else if (goOn.kind == GoOn::Kind::Used) {
            lesson().used(QString::fromStdString(goOn.control));
        }
    }
};

} // namespace

/// Lessons as they are gone through in the window: what their steps show, ask and wait for.
class TestLearning : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyLessonCanBePlayedToItsEnd_data()
    {
        QTest::addColumn<int>("row");
        int row = 0;
        for (const ShelvedLesson &one : builtInLessons()) {
            if (one.lesson.steps.size() > 1)
                QTest::newRow(qPrintable(one.id)) << row;
            ++row;
        }
    }
    void everyLessonCanBePlayedToItsEnd()
    {
        QFETCH(const int, row);
        const Lesson lesson = builtInLessons()[static_cast<std::size_t>(row)].lesson;
        Bench bench;
        bench.learning().openRow(row);
        for (std::size_t step = 0; step < lesson.steps.size(); ++step) {
            QCOMPARE(bench.lesson().step(), static_cast<int>(step));
            QCOMPARE(bench.lesson().text(), QString::fromStdString(lesson.steps[step].text));
            QCOMPARE(&bench.run().session().pattern(), lesson.pattern);
            bench.arrive();
            if (lesson.steps[step].seek)
                QVERIFY(bench.run().playhead() >= Time{} + *lesson.steps[step].seek);
            bench.obey(lesson.steps[step]);
            const bool asks = lesson.steps[step].prediction || !bench.lesson().task().isEmpty();
            QCOMPARE(bench.lesson().met(), asks);
            if (bench.lesson().hasNext())
                bench.lesson().next();
        }
        QVERIFY(bench.learning().lessons()->rows()[static_cast<std::size_t>(row)].done);
        QCOMPARE(bench.learning().doneCount(), 1);
    }

    void aStepBeginsItsRunAndWhatIsTurnedInIt()
    {
        Bench bench;
        bench.learning().openLesson("backpressure");
        const std::vector<ShelvedLesson> all = builtInLessons();
        const auto found = std::find_if(all.begin(), all.end(),
                                        [](const auto &one) { return one.id == "backpressure"; });
        for (std::size_t step = 0; step < found->lesson.steps.size(); ++step) {
            bench.arrive();
            // What the learner was to turn before has not been turned here: only what the step sets by itself is compared.
            if (found->lesson.steps[step].start)
                QCOMPARE(bench.run().session().values(), runOfStep(found->lesson, step).settings.values);
            bench.lesson().next();
        }
    }

    void aComparisonIsAskedForAndEndsWithTheLesson()
    {
        Bench bench;
        QSignalSpy asked(&bench.lesson(), &OpenLesson::compareAsked);
        bench.learning().openLesson("no-blocking");
        while (bench.lesson().hasNext())
            bench.lesson().next();
        QVERIFY(!asked.isEmpty());
        QCOMPARE(asked.last().front().toBool(), true);
        const auto variant = bench.run().session().parameters().find("variant").value();
        QVERIFY(bench.simulation.pair()->second()->session().values()[variant] != bench.valueOf(variant));
        bench.learning().close();
        QCOMPARE(asked.last().front().toBool(), false);
    }

    void aChallengeIsLockedAndJudgedAndItsStarsAreKept()
    {
        Bench bench;
        const std::vector<ShelvedLesson> all = builtInLessons();
        const auto found = std::find_if(all.begin(), all.end(), [](const auto &one) {
            return one.lesson.challenge && !one.lesson.challenge->turnable.empty()
                && one.lesson.challenge->start.pattern->id == "backpressure";
        });
        QVERIFY(found != all.end());
        const Challenge &challenge = *found->lesson.challenge;
        bench.learning().openLesson(found->id);
        Trial &trial = *bench.lesson().trial();
        QVERIFY(trial.active());
        QCOMPARE(trial.goals()->rowCount(), static_cast<int>(challenge.goals.size()));
        trial.judge();
        QTRY_VERIFY_WITH_TIMEOUT(!trial.verdict().isEmpty(), 60'000);
        QCOMPARE(trial.stars(), 0); // the start does not meet it

        const auto locked = [&](std::size_t parameter) {
            return std::find(challenge.turnable.begin(), challenge.turnable.end(), parameter)
                == challenge.turnable.end();
        };
        std::size_t other = 0;
        while (!locked(other))
            ++other;
        QSignalSpy notices(&bench.simulation, &Simulation::notice);
        const std::int64_t before = bench.valueOf(other);
        const ParameterSpec &spec = bench.run().session().parameters().all()[other]->spec();
        bench.simulation.tuning()->set(static_cast<int>(other), before == spec.maximum ? spec.minimum : spec.maximum);
        trial.judge();
        QVERIFY(!trial.busy());
        QVERIFY(notices.last().front().toString().contains(u"not to be turned"));
        bench.simulation.tuning()->set(static_cast<int>(other), before);

        for (const LessonSetting &setting : challenge.solution)
            bench.simulation.tuning()->set(static_cast<int>(setting.parameter), setting.value);
        trial.judge();
        QTRY_VERIFY_WITH_TIMEOUT(trial.stars() > 0, 60'000);
        const auto row = static_cast<std::size_t>(found - all.begin());
        QCOMPARE(bench.learning().lessons()->rows()[row].stars, trial.stars());
        QVERIFY(bench.learning().lessons()->rows()[row].done);
    }

    void anExerciseKeepsOnesOwnWordsAndShowsOurs()
    {
        Bench bench;
        bench.learning().openLesson("exercise-fan-out");
        QVERIFY(bench.lesson().answer().isEmpty());
        bench.learning().setOwnWords("It waits for the slowest.");
        bench.lesson().showAnswer();
        QVERIFY(!bench.lesson().answer().isEmpty());
        bench.learning().close();
        bench.learning().openLesson("exercise-fan-out");
        QCOMPARE(bench.learning().ownWords(), "It waits for the slowest.");
        QVERIFY(bench.lesson().answer().isEmpty());
        bench.learning().resetProgress();
        QVERIFY(bench.learning().ownWords().isEmpty());
        QCOMPARE(bench.learning().doneCount(), 0);
    }

    void nothingThatIsShownAnswersAQuestionBeforeTheLearnerHas()
    {
        Bench bench;
        bench.learning().openLesson("pipeline"); // the first step asks what the run does that it shows
        bench.arrive();
        QVERIFY(bench.lesson().hidesAdvice());
        QVERIFY(bench.lesson().hidesNumbers());
        bench.guess();
        QVERIFY(!bench.lesson().hidesAdvice());
        QVERIFY(!bench.lesson().hidesNumbers());
        // The next question but one is what comes of other values: the present numbers are what one guesses from.
        while (!bench.lesson().stepTitle().contains(u"faster source"))
            bench.lesson().next();
        bench.arrive();
        QVERIFY(bench.lesson().hidesAdvice());
        QVERIFY(!bench.lesson().hidesNumbers());
        const std::size_t interval = bench.run().session().parameters().find("interval").value();
        bench.simulation.tuning()->set(static_cast<int>(interval), 100'000'000);
        QVERIFY(bench.lesson().hidesNumbers()); // and here they are
        bench.learning().close();
        QVERIFY(!bench.lesson().hidesAdvice());
        QVERIFY(!bench.lesson().hidesNumbers());
    }

    void whatWasGuessedStaysInItsStepAndIsSaidInTheNext()
    {
        Bench bench;
        bench.learning().openLesson("pipeline");
        bench.arrive();
        bench.guess(); // the end of the scale, 6 /s
        const QString verdict = bench.lesson().guess()->verdict();
        QCOMPARE(verdict, "It is 2.9 /s; you said 6.0 /s.");
        QCOMPARE(bench.lesson().lastGuess(), QString());
        bench.lesson().next();
        QCOMPARE(bench.lesson().lastGuess(), "You said 6.0 /s; it was 2.9 /s.");
        QVERIFY(!bench.lesson().met());
        bench.lesson().back();
        QVERIFY(bench.lesson().guess()->revealed());
        QCOMPARE(bench.lesson().guess()->amount(), 6.0);
        QCOMPARE(bench.lesson().guess()->verdict(), verdict);
        QVERIFY(bench.lesson().met());
        QVERIFY(!bench.lesson().hidesNumbers());
        bench.learning().openLesson("pipeline"); // begun anew, it asks anew
        QVERIFY(!bench.lesson().guess()->revealed());
    }

    void anAmountIsTypedWithOrWithoutItsUnit()
    {
        Bench bench;
        bench.learning().openLesson("pipeline");
        Guess &guess = *bench.lesson().guess();
        QCOMPARE(guess.setAmountText("7"), "It takes 0.0 /s to 6.0 /s.");
        QCOMPARE(guess.setAmountText("many"), "It takes a rate, such as 6.5 /s.");
        QVERIFY(!guess.ready());
        QCOMPARE(guess.setAmountText("2.5 /s"), QString());
        QCOMPARE(guess.amount(), 2.5);
        QCOMPARE(guess.setAmountText("3"), QString());
        QCOMPARE(guess.amount(), 3.0);
    }

    void whatAChallengeDoesNotLetOneTurnIsLockedWhileItIsOpen()
    {
        Bench bench;
        bench.learning().openLesson("challenge-01-keep-up"); // consumers and capacity
        ParameterModel &parameters = *bench.simulation.tuning()->parameters();
        const auto lockOf = [&](const char *id) {
            for (int row = 0; row < parameters.rowCount(); ++row) {
                if (parameters.data(parameters.index(row), ParameterModel::ParameterIdRole) == QString::fromLatin1(id))
                    return parameters.data(parameters.index(row), ParameterModel::LockRole).toString();
            }
            return QStringLiteral("there is none");
        };
        const auto turn = [&](const char *id) {
            const std::size_t row = bench.run().session().parameters().find(id).value();
            const std::int64_t before = bench.valueOf(row);
            parameters.nudge(static_cast<int>(row), 1);
            return bench.valueOf(row) != before;
        };
        QCOMPARE(lockOf("consumers"), QString());
        QCOMPARE(lockOf("producers"), "Not to be turned in the challenge “Keep up”. Leave it to turn this again.");
        QVERIFY(turn("consumers"));
        QVERIFY(!turn("producers"));
        bench.simulation.tuning()->selectPattern("pipeline");
        QCOMPARE(lockOf("capacity"), QString());
        QCOMPARE(lockOf("interval"), QString());
        bench.simulation.tuning()->selectPattern("backpressure");
        QVERIFY(!lockOf("producers").isEmpty());
        bench.learning().close();
        QCOMPARE(lockOf("producers"), QString());
        QVERIFY(turn("producers"));
    }

    void theRailIsToldHowManyStepsHaveBeenGoneThrough()
    {
        Bench bench;
        QCOMPARE(bench.learning().progress(), QVariantMap());
        bench.learning().openLesson("pipeline");
        bench.lesson().next();
        bench.lesson().next();
        bench.lesson().back();
        const auto entry = [&] { return bench.learning().progress().value("pipeline").toMap(); };
        QCOMPARE(entry().value("text").toString(), "Lesson: 2 of 8 steps");
        QCOMPARE(entry().value("share").toDouble(), 0.25);
        QCOMPARE(entry().value("done").toBool(), false);
        QCOMPARE(bench.learning().lessons()->rows()[4].begun, "2 of 8");
        while (bench.lesson().hasNext())
            bench.lesson().next();
        QCOMPARE(entry().value("text").toString(), "Lesson: done");
        QCOMPARE(entry().value("done").toBool(), true);
        QCOMPARE(bench.learning().lessons()->rows()[4].begun, QString());
        QCOMPARE(bench.learning().progressText(), "1 of 38 done");
        bench.learning().setClassMode(true);
        QCOMPARE(bench.learning().progress(), QVariantMap());
        QCOMPARE(bench.learning().progressText(), QString());
    }

    void inClassModeNothingIsNoted()
    {
        Bench bench;
        bench.learning().setClassMode(true);
        bench.learning().openLesson("exercise-fan-out");
        bench.lesson().showAnswer();
        QCOMPARE(bench.learning().doneCount(), 0);
        bench.learning().setClassMode(false);
        QCOMPARE(bench.learning().doneCount(), 0);
    }

    void aFileOfOnesOwnIsOpenedOrWhatIsWrongWithItIsSaid()
    {
        Bench bench;
        QTemporaryDir folder;
        const auto written = [&](const QString &name, const QByteArray &text) {
            QFile file(folder.filePath(name));
            if (!file.open(QIODevice::WriteOnly) || file.write(text) != text.size())
                qFatal("can't write");
            return file.fileName();
        };
        const QByteArray head = "---\ntitle: Mine\nkind: pattern\npattern: pipeline\n---\n## One\nLook.\n";
        QCOMPARE(bench.learning().openFile(written("mine.md", head + "```coroscope\nstart: default\n```\n")),
                 QString());
        QCOMPARE(bench.lesson().title(), "Mine");
        const QString error = bench.learning().openFile(written("wrong.md", head));
        QVERIFY2(error.endsWith("wrong.md: line 6: the first step begins no run; it takes start: default, for example"),
                 qPrintable(error));
        QCOMPARE(bench.lesson().title(), "Mine");
    }
};

QTEST_MAIN(TestLearning)
#include "tst_learning.moc"
