// SPDX-License-Identifier: MIT
#include "insight/crowd.h"
#include "run/registry.h"
#include "run/session.h"
#include "sim/hand_made.h"
#include "sim/random_point.h"

using namespace coroscope;
using namespace coroscope::test;

namespace {

constexpr auto ready = std::size_t(Condition::Ready);
constexpr auto running = std::size_t(Condition::Running);
constexpr auto blocked = std::size_t(Condition::Blocked);

LookTimes timesOf(std::initializer_list<std::pair<std::size_t, Duration>> looks)
{
    LookTimes times;
    for (const auto &[look, time] : looks)
        times[look] = time.count();
    return times;
}

/// What a lane's steps between two moments add up to.
LookTimes addedUp(const History::Lane &lane, Time from, Time to)
{
    LookTimes times;
    const auto &steps = lane.condition.steps();
    for (std::size_t i = 0; i < steps.size(); ++i) {
        Time at = std::max(from, steps[i].from);
        const Time end = i + 1 < steps.size() ? std::min(to, steps[i + 1].from) : to;
        while (at < end) {
            // Up to the next moment at which it may become an orphan.
            const std::size_t next = lane.orphaned.firstAfter(at);
            const bool isLast = next >= lane.orphaned.steps().size();
            const Time until = isLast ? end : std::min(end, lane.orphaned.steps()[next].from);
            const bool orphaned = lane.orphaned.at(at).value_or(0) != 0;
            times[lookNumber(static_cast<Condition>(steps[i].value), orphaned)] += (until - at).count();
            at = until;
        }
    }
    return times;
}

} // namespace

/// For how long tasks had each look, alone and together.
class TestCrowd : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void timesOfAllAreAddedUp()
    {
        Crowd crowd;
        crowd.move(moment(0s), std::nullopt, ready);
        crowd.move(moment(1s), std::nullopt, ready);
        crowd.move(moment(2s), ready, running);
        crowd.move(moment(5s), running, blocked);
        QCOMPARE(crowd.until(moment(2s)), timesOf({{ready, 3s}}));
        QCOMPARE(crowd.until(moment(4s)), timesOf({{ready, 5s}, {running, 2s}}));
        QCOMPARE(crowd.until(moment(9s)), timesOf({{ready, 10s}, {running, 3s}, {blocked, 4s}}));
        QCOMPARE(crowd.until(moment(9s)) - crowd.until(moment(4s)),
                 timesOf({{ready, 5s}, {running, 1s}, {blocked, 4s}}));
    }

    void whatLastsNoTimeIsNotKept()
    {
        Crowd crowd;
        crowd.move(moment(0s), std::nullopt, ready);
        crowd.move(moment(1s), ready, running);
        crowd.move(moment(1s), running, ready);
        crowd.move(moment(2s), ready, running);
        crowd.move(moment(3s), running, blocked);
        Crowd plain;
        plain.move(moment(0s), std::nullopt, ready);
        plain.move(moment(2s), ready, running);
        plain.move(moment(3s), running, blocked);
        QCOMPARE(crowd.bytes(), plain.bytes());
        QCOMPARE(crowd.until(moment(4s)), plain.until(moment(4s)));
    }

    void whoeverLeavesIsCountedNoMore()
    {
        Crowd crowd;
        crowd.move(moment(0s), std::nullopt, ready);
        crowd.move(moment(3s), ready, std::nullopt);
        QCOMPARE(crowd.until(moment(8s)), timesOf({{ready, 3s}}));
        crowd.move(moment(9s), std::nullopt, running);
        QCOMPARE(crowd.until(moment(10s)), timesOf({{ready, 3s}, {running, 1s}}));
    }

    void whatIsForgottenChangesNoDifference()
    {
        Crowd whole;
        for (int second = 0; second < 500; ++second)
            whole.move(moment(second * 1s), second % 2 == 0 ? std::optional(ready) : std::nullopt, running);
        for (const Duration before : {0s, 7s, 32s, 64s, 100s, 480s, 499s}) {
            Crowd rest = whole;
            const std::size_t shrunkBy = rest.forgetBefore(moment(before));
            QCOMPARE(shrunkBy, whole.bytes() - rest.bytes());
            for (const Duration from : {before, before + 1s, before + 3s}) {
                for (const Duration to : {500s, 505s, 501s})
                    QCOMPARE(rest.until(moment(to)) - rest.until(moment(from)),
                             whole.until(moment(to)) - whole.until(moment(from)));
            }
            rest.move(moment(600s), running, blocked);
            QCOMPARE(rest.until(moment(601s))[blocked], std::int64_t(1'000'000'000));
        }
    }

    void lanesAndGroupsOfRandomRunsAreTheSumsOfTheirSteps()
    {
        for (const PatternInfo *pattern : patterns()) {
            for (std::uint32_t seed = 1; seed <= 3; ++seed) {
                Random random(seed, "crowd", 0);
                Session session(*pattern, randomRun(*pattern, seed, random),
                                {.budget = seed == 3 ? 64u << 10 : 64u << 20});
                session.runUntil(moment(40s));
                const Time oldest = session.forgottenBefore();
                const auto some = [&] {
                    return oldest
                        + Duration{std::int64_t(random.below(std::uint64_t((session.now() - oldest).count()) + 1))};
                };
                for (int span = 0; span < 20; ++span) {
                    const Time a = some();
                    const Time b = some();
                    const Time from = std::min(a, b);
                    const Time to = std::max(a, b);
                    for (const History::GroupPast &group : session.history().groups()) {
                        LookTimes all;
                        for (const History::Lane *const lane : group.lanes) {
                            QCOMPARE(lane->until(to) - lane->until(from), addedUp(*lane, from, to));
                            all += lane->until(to) - lane->until(from);
                        }
                        QCOMPARE(group.looks.until(to) - group.looks.until(from), all);
                    }
                }
            }
        }
    }
};

QTEST_APPLESS_MAIN(TestCrowd)
#include "tst_crowd.moc"
