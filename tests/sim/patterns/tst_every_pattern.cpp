// SPDX-License-Identifier: MIT
#include "run/sweep.h"
#include "sim/bare_run.h"
#include "sim/live_allocations.h"

#include <QTest>

#include <algorithm>
#include <chrono>

using namespace coroscope;
using namespace coroscope::test;
using namespace std::chrono_literals;

namespace {

// With a sanitizer each run takes ten times as long.
#ifdef __SANITIZE_ADDRESS__
constexpr std::uint64_t mostAwaits = 150;
constexpr std::uint64_t seeds = 25;
#else
constexpr std::uint64_t mostAwaits = 400;
constexpr std::uint64_t seeds = 100;
#endif

constexpr Time at(Duration sinceStart)
{
    return Time{} + sinceStart;
}

/// A start: the defaults or one of the pattern's set-ups.
struct Start {
    const PatternInfo *pattern;
    const Setup *setup; ///< nullptr: the defaults

    void apply(ParameterTable &table) const
    {
        if (!setup)
            return;
        for (const auto &[id, text] : setup->values) {
            Parameter &parameter = *table.all().at(table.find(id).value());
            parameter.set(parsed(parameter.spec(), text).value.value());
        }
    }
};

void addStarts()
{
    QTest::addColumn<Start>("start");
    for (const PatternInfo *pattern : patterns()) {
        QTest::newRow(pattern->id.data()) << Start{pattern, nullptr};
        for (const Setup &setup : pattern->setups())
            QTest::addRow("%s, %s", pattern->id.data(), setup.title.data()) << Start{pattern, &setup};
    }
}

/// Turns any parameter to its minimum, its maximum or something between.
void turnAny(BareRun &run, Random &random)
{
    Parameter &parameter = *run.parameters().all()[random.below(run.parameters().all().size())];
    const ParameterSpec &spec = parameter.spec();
    const std::uint64_t kind = random.below(3);
    std::int64_t value = kind == 0 ? spec.minimum : spec.maximum;
    if (kind == 2)
        value = spec.minimum + std::int64_t(random.below(std::uint64_t(spec.maximum - spec.minimum) + 1));
    if (spec.kind == ParameterKind::Duration) // neither forever nor a million turns
        value = std::clamp<std::int64_t>(value, std::max<std::int64_t>(spec.minimum, 10'000'000),
                                         std::min<std::int64_t>(spec.maximum, 500'000'000));
    parameter.set(value);
}

} // namespace

Q_DECLARE_METATYPE(Start)

/// What holds of every pattern in any order and under any fault: no item vanishes, and nothing is left behind.
class TestEveryPattern : public QObject
{
    Q_OBJECT

    /// One run with a fault; returns what is wrong. @p struck: whether the fault was reached.
    static QString runWithFault(const Start &start, std::uint64_t await, Fault fault, bool &struck)
    {
        BareRun run(*start.pattern, Schedule::Fifo, 1);
        start.apply(run.parameters());
        run.kernel().cancelAtAwait(await, fault);
        for (int second = 0; second < 600 && run.kernel().faultAhead() && run.kernel().nextTime() != never; ++second)
            run.kernel().runUntil(run.kernel().now() + 1s);
        struck = !run.kernel().faultAhead();
        run.kernel().runUntil(run.kernel().now() + 2s); // and how it goes on
        QString wrong = run.wrong();
        if (wrong.isEmpty())
            wrong = run.close();
        return wrong;
    }

private Q_SLOTS:
    void inAnyOrderAndWhateverIsTurnedNoItemVanishesAndNothingIsLeft_data() { addStarts(); }
    void inAnyOrderAndWhateverIsTurnedNoItemVanishesAndNothingIsLeft()
    {
        QFETCH(Start, start);
        for (std::uint64_t seed = 1; seed <= seeds; ++seed) {
            BareRun run(*start.pattern, Schedule::Shuffled, seed);
            start.apply(run.parameters());
            Random random(seed, "turns", 0);
            run.kernel().runUntil(at(2s));
            for (int turn = 0; turn < 12; ++turn) {
                turnAny(run, random);
                run.kernel().runUntil(run.kernel().now() + 250ms);
            }
            const QString here = QStringLiteral("seed %1: ").arg(seed);
            QVERIFY2(run.wrong().isEmpty(), qPrintable(here + run.wrong()));
            const QString left = run.close();
            QVERIFY2(left.isEmpty(), qPrintable(here + left));
        }
    }

    void everyPatternHasAStartThatIsAnotherRunInAnotherOrder()
    {
        // Otherwise the test above would run one and the same a hundred times.
        for (const PatternInfo *pattern : patterns()) {
            const auto fingerprint = [&](const Start &start, Schedule schedule) {
                BareRun run(*pattern, schedule, 1);
                start.apply(run.parameters());
                run.kernel().runUntil(at(10s));
                Fingerprint events;
                for (Sequence i = 0; i < run.trace().count(); ++i)
                    events.add({&run.trace().at(i), 1});
                return events.value();
            };
            const auto differs = [&](const Start &start) {
                return fingerprint(start, Schedule::Shuffled) != fingerprint(start, Schedule::Fifo);
            };
            bool any = differs({pattern, nullptr});
            for (const Setup &setup : pattern->setups())
                any = any || differs({pattern, &setup});
            QVERIFY2(any, pattern->id.data());
        }
    }

    void whatASweepBeginsWithIsThere()
    {
        for (const PatternInfo *pattern : patterns()) {
            QVERIFY2(pattern->declare()->find(pattern->tellingParameter), pattern->id.data());
            const std::vector<std::string> columns = sweepColumns(*pattern);
            QVERIFY2(std::count(columns.begin(), columns.end(), pattern->tellingMeasure) == 1, pattern->id.data());
        }
    }

    void aTaskCancelledAtAnyAwaitLosesNothingAndLeavesNothing_data() { addStarts(); }
    void aTaskCancelledAtAnyAwaitLosesNothingAndLeavesNothing()
    {
        QFETCH(Start, start);
        for (const Fault fault : {Fault::Entering, Fault::Waiting}) {
            bool struck = true;
            std::uint64_t await = 1;
            for (; await <= mostAwaits && struck; ++await) {
                const QString wrong = runWithFault(start, await, fault, struck);
                QVERIFY2(wrong.isEmpty(),
                         qPrintable(QStringLiteral("await %1, %2: %3")
                                        .arg(await)
                                        .arg(fault == Fault::Entering ? "entering" : "waiting", wrong)));
            }
            QVERIFY(await > 3); // even what soon comes to a full stop has a few
        }
    }

    void aFaultStrikesTheTaskThatComesToTheAwait()
    {
        // Await 1 of each pattern: without the fault nobody is cancelled so early.
        for (const PatternInfo *pattern : patterns()) {
            for (const Fault fault : {Fault::Entering, Fault::Waiting}) {
                BareRun run(*pattern, Schedule::Fifo, 1);
                run.kernel().cancelAtAwait(1, fault);
                run.kernel().runUntil(at(0s));
                int cancelled = 0;
                for (Sequence i = 0; i < run.trace().count(); ++i)
                    cancelled += run.trace().at(i).kind == EventKind::CancelRequested ? 1 : 0;
                QCOMPARE(cancelled, 1);
            }
        }
    }

    void aClosedRunGivesBackAllItsMemory_data() { addStarts(); }
    void aClosedRunGivesBackAllItsMemory()
    {
        QFETCH(Start, start);
        bool struck = false;
        const QString first = runWithFault(start, 1, Fault::Entering, struck); // makes what is made once per program
        QVERIFY2(first.isEmpty(), qPrintable(first));
        const long before = liveAllocations;
        for (std::uint64_t await = 1; await <= 100; ++await) {
            for (const Fault fault : {Fault::Entering, Fault::Waiting}) {
                runWithFault(start, await, fault, struck);
                QVERIFY2(liveAllocations == before,
                         qPrintable(QStringLiteral("await %1: %2 too many").arg(await).arg(liveAllocations - before)));
            }
        }
    }
};

QTEST_APPLESS_MAIN(TestEveryPattern)
#include "tst_every_pattern.moc"
