// SPDX-License-Identifier: MIT
#include "sim/kernel_script.h"

using namespace coroscope;
using namespace coroscope::test;

namespace {

/// A script with one live duration, by which tasks work or sleep.
struct Turning : Script {
    explicit Turning(bool busy) : busy(busy) { }
    ~Turning() { close(); }

    /// A task that works or sleeps for @p length, and then says @p name.
    void begin(const QString &name, Sample length)
    {
        start([this, name, length]() -> QCoro::Task<> {
            if (busy)
                co_await kernel().work(4, length, 9);
            else
                co_await kernel().sleep(4, length);
            say(name);
        });
    }
    /// Lets everything up to then happen, and turns the mean.
    void set(Duration when, Duration mean)
    {
        kernel().runUntil(at(when));
        live.setMean(mean);
    }
    QStringList finished(Duration end)
    {
        kernel().runUntil(at(end));
        return log;
    }
    /// "400 work-retimed 700": what became of the wait, times and lengths in ms.
    QStringList story() const
    {
        QStringList list;
        for (Sequence i = 0; i < trace.count(); ++i) {
            const Event &event = trace.at(i);
            const auto &kind = info(event.kind);
            if (kind.object == "activity" && event.object == 4 && event.item == (busy ? 9u : 0u))
                list.push_back(QStringLiteral("%1 %2 %3")
                                   .arg(event.time.time_since_epoch().count() / 1'000'000)
                                   .arg(QString::fromStdString(std::string(kind.text)))
                                   .arg(event.payload / 1'000'000));
        }
        return list;
    }
    QStringList told(const QStringList &lines) const
    {
        QStringList list = lines;
        return list.replaceInStrings("wait-", busy ? "work-" : "sleep-");
    }

    bool busy;
    LiveDuration live{1s};
};

} // namespace

/// Durations that are turned while tasks work or sleep by them. Every test runs with work and with sleep.
class TestLiveDuration : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase_data()
    {
        QTest::addColumn<bool>("busy");
        QTest::newRow("work") << true;
        QTest::newRow("sleep") << false;
    }

    void leftAloneItTakesItsLength()
    {
        QFETCH_GLOBAL(bool, busy);
        Turning s(busy);
        s.begin("end", s.live.exactly());
        QCOMPARE(s.finished(5s), QStringList{"1000ms end"});
        QCOMPARE(s.story(), s.told({"0 wait-started 1000", "1000 wait-ended 1000"}));
    }

    void turnedUpItEndsAtItsStartPlusTheNewLength()
    {
        QFETCH_GLOBAL(bool, busy);
        Turning s(busy);
        s.begin("end", s.live.exactly());
        s.set(400ms, 2s);
        QCOMPARE(s.finished(5s), QStringList{"2000ms end"});
        QCOMPARE(s.story(), s.told({"0 wait-started 1000", "400 wait-retimed 2000", "2000 wait-ended 2000"}));
    }

    void turnedDownItEndsAtItsStartPlusTheNewLength()
    {
        QFETCH_GLOBAL(bool, busy);
        Turning s(busy);
        s.begin("end", s.live.exactly());
        s.set(400ms, 700ms);
        QCOMPARE(s.finished(5s), QStringList{"700ms end"});
        QCOMPARE(s.story(), s.told({"0 wait-started 1000", "400 wait-retimed 700", "700 wait-ended 700"}));
    }

    void whereTheNewLengthHasPassedItEndsNow()
    {
        QFETCH_GLOBAL(bool, busy);
        Turning s(busy);
        s.begin("end", s.live.exactly());
        s.set(400ms, 100ms);
        QCOMPARE(s.finished(400ms), QStringList{"400ms end"});
        QCOMPARE(s.story(), s.told({"0 wait-started 1000", "400 wait-retimed 400", "400 wait-ended 400"}));
    }

    void turnedDownAndUpAgainWithinAnInstantItGoesOn()
    {
        QFETCH_GLOBAL(bool, busy);
        Turning s(busy);
        s.begin("end", s.live.exactly());
        s.set(400ms, 100ms);
        s.live.setMean(3s);
        QCOMPARE(s.finished(5s), QStringList{"3000ms end"});
    }

    void itKeepsItsRandomFactor()
    {
        QFETCH_GLOBAL(bool, busy);
        Turning s(busy);
        s.begin("end", {&s.live, 1.5});
        s.set(400ms, 600ms);
        s.set(500ms, 400ms);
        QCOMPARE(s.finished(5s), QStringList{"600ms end"});
        QCOMPARE(s.story(),
                 s.told({"0 wait-started 1500", "400 wait-retimed 900", "500 wait-retimed 600", "600 wait-ended 600"}));
    }

    void itKeepsItsMultiple()
    {
        QFETCH_GLOBAL(bool, busy);
        Turning s(busy);
        s.begin("end", s.live.exactly() * 3 * 2);
        s.set(400ms, 300ms);
        QCOMPARE(s.finished(10s), QStringList{"1800ms end"});
    }

    void eachOfSeveralIsReckonedFromItsOwnStart()
    {
        QFETCH_GLOBAL(bool, busy);
        Turning s(busy);
        s.begin("a", s.live.exactly());
        s.set(300ms, 1s);
        s.begin("b", s.live.exactly());
        s.set(800ms, 1s);
        s.begin("c", s.live.exactly());
        s.set(900ms, 500ms); // a and b are overdue, in the order in which they began
        s.begin("d", s.live.exactly());
        QCOMPARE(s.finished(5s), (QStringList{"900ms a", "900ms b", "1300ms c", "1400ms d"}));
    }

    void turnedToWhatItWasNothingIsSaid()
    {
        QFETCH_GLOBAL(bool, busy);
        Turning s(busy);
        s.begin("end", s.live.exactly());
        s.set(400ms, 1s);
        QCOMPARE(s.finished(5s), QStringList{"1000ms end"});
        QCOMPARE(s.story(), s.told({"0 wait-started 1000", "1000 wait-ended 1000"}));
    }

    void whatHasEndedIsLeftAlone()
    {
        QFETCH_GLOBAL(bool, busy);
        Turning s(busy);
        s.begin("end", s.live.exactly());
        s.set(1s, 3s);
        s.set(2s, 1ms);
        QCOMPARE(s.finished(5s), QStringList{"1000ms end"});
        QCOMPARE(s.story(), s.told({"0 wait-started 1000", "1000 wait-ended 1000"}));
    }

    void whatIsDueAndOnlyLacksItsTurnIsLeftAlone()
    {
        QFETCH_GLOBAL(bool, busy);
        Turning s(busy);
        s.begin("end", s.live.exactly());
        s.kernel().runUntil(at(0s));
        QCOMPARE(s.kernel().runUntil(at(5s), 0), Kernel::Stop::OutOfTurns);
        s.live.setMean(3s);
        QCOMPARE(s.finished(5s), QStringList{"1000ms end"});
        QCOMPARE(s.story(), s.told({"0 wait-started 1000", "1000 wait-ended 1000"}));
    }

    void whatIsCancelledIsLeftAlone()
    {
        QFETCH_GLOBAL(bool, busy);
        Turning s(busy);
        TaskRef waiting;
        s.start([&]() -> QCoro::Task<> {
            co_await scoped(s.kernel(), [&](Scope &scope) -> QCoro::Task<> {
                waiting = TaskRef(scope.spawn({0, 0}, s.keep([&]() -> QCoro::Task<> {
                    if (busy)
                        co_await s.kernel().work(4, s.live.exactly(), 9);
                    else
                        co_await s.kernel().sleep(4, s.live.exactly());
                    s.say("never");
                })));
                co_await s.sleep(250ms);
                waiting.get()->cancel();
                s.live.setMean(2s);
            });
        });
        QCOMPARE(s.finished(5s), QStringList{});
        QCOMPARE(s.story(), s.told({"0 wait-started 1000", "250 wait-ended 250"}));
    }

    void anotherShapeActsOnLaterDrawsOnly()
    {
        QFETCH_GLOBAL(bool, busy);
        Turning s(busy);
        Random random(1, "work", 0);
        const Sample fixed = s.live.draw(random);
        QCOMPARE(fixed.factor, 1.0);
        s.live.setShape(Shape::Uniform);
        const Sample spread = s.live.draw(random);
        QCOMPARE(spread.factor, Random(1, "work", 0).factor(Shape::Uniform)); // a fixed one takes no number
        QCOMPARE(s.live.exactly().factor, 1.0);
        s.begin("end", fixed);
        s.set(100ms, 500ms);
        QCOMPARE(s.finished(5s), QStringList{"500ms end"});
    }

    void lengthsAreRoundedToNanosecondsAndStayWithinTheClock()
    {
        LiveDuration live(10ns);
        QCOMPARE((Sample{&live, 0.25}).length(), 3ns);
        QCOMPARE((Sample{&live, 0.24}).length(), 2ns);
        QCOMPARE((Sample{&live, 0.25, 4}).length(), 10ns); // rounded once, at the end
        live.setMean(0ns);
        QCOMPARE(live.exactly().length(), 0ns);
        live.setMean(Duration::max() - 1ns);
        QCOMPARE((Sample{&live, 1e6}).length(), Duration{4'000'000'000'000'000'000});
        QCOMPARE((live.exactly() * 1'000'000).length(), Duration{4'000'000'000'000'000'000});
        live.setMean(-5s);
        QCOMPARE(live.exactly().length(), 0ns);
    }

    void forEverIsNeverOverWhateverTheFactor()
    {
        LiveDuration live(forEver);
        QCOMPARE(live.exactly().length(), forEver);
        QCOMPARE((Sample{&live, 1e-6}).length(), forEver);
        QCOMPARE(later(at(1h), live.exactly().length()), never);
    }
};

QTEST_APPLESS_MAIN(TestLiveDuration)
#include "tst_live_duration.moc"
