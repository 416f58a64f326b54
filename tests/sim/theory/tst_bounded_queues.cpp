// SPDX-License-Identifier: MIT
#include "sim/close_to.h"
#include "sim/markov_chain.h"
#include "theory/bounded_queues.h"
#include "theory/theory_arguments.h"

using namespace coroscope;
using namespace coroscope::test;
using namespace coroscope::theory;

namespace {

bool followLittle(const QueueMeans &means)
{
    return closeTo(means.inSystem, static_cast<long double>(means.throughput * means.timeInSystem), 1e-13)
        && closeTo(means.inQueue, static_cast<long double>(means.throughput * means.timeInQueue), 1e-13);
}

} // namespace

/// Queues with a bound, against numbers that are come by in another way.
class TestBoundedQueues : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aBoundedQueueSolvesItsBalanceEquations()
    {
        using Chain = MarkovChain<int>;
        for (const auto &[servers, places] : {std::pair(1, 1), {1, 8}, {2, 6}, {3, 3}, {5, 40}}) {
            for (const double arrivalRate : {0.2, 1.9, 2.0, 11.0, 300.0}) {
                const double serviceRate = 2;
                const Chain chain(0, [&](int n) {
                    std::vector<Chain::Step> steps;
                    if (n < places)
                        steps.push_back({n + 1, arrivalRate});
                    if (n > 0)
                        steps.push_back({n - 1, std::min(n, servers) * serviceRate});
                    return steps;
                });
                const RefusingQueue queue = mmck(arrivalRate, serviceRate, servers, places).value();
                QCOMPARE(int(queue.probabilities.size()), places + 1);
                for (int n = 0; n <= places; ++n)
                    QVERIFY(closeTo(queue.probabilities[std::size_t(n)], chain.probability(n), 1e-12));
                const double refused = chain.probability(places);
                QVERIFY(closeTo(queue.refused, refused, 1e-12));
                QVERIFY(closeTo(queue.means.throughput, arrivalRate * (1.0L - refused), 1e-10));
                QVERIFY(closeTo(queue.means.inSystem, chain.mean([](int n) { return n; }), 1e-12));
                QVERIFY(closeTo(queue.means.inQueue + 1, // may be 0
                                1 + chain.mean([&](int n) { return std::max(0, n - servers); }), 1e-12));
                QVERIFY(closeTo(queue.means.timeInSystem, queue.means.timeInQueue + 1.0L / serviceRate, 1e-12));
                QVERIFY(closeTo(queue.means.utilisation * servers,
                                queue.means.throughput / static_cast<long double>(serviceRate), 1e-12));
                QVERIFY(followLittle(queue.means));
            }
        }
    }

    void aSingleServerWithFewPlacesHasAClosedForm()
    {
        for (const long double load : {0.5L, 0.99L, 2.0L, 20.0L}) {
            for (const int places : {1, 10, 200}) {
                const long double refused = (1 - load) * std::pow(load, static_cast<long double>(places))
                    / (1 - std::pow(load, places + 1.0L));
                QVERIFY(closeTo(mmck(static_cast<double>(load), 1, 1, places).value().refused, refused, 1e-11));
            }
        }
        QVERIFY(closeTo(mmck(1, 1, 1, 999).value().refused, 0.001L, 1e-12)); // all states alike
    }

    void withoutAPlaceToWaitRefusalIsErlangs()
    {
        for (const int servers : {1, 5, 50, 1000})
            QVERIFY(closeTo(mmck(servers * 0.9, 1, servers, servers).value().refused,
                            static_cast<long double>(erlangB(servers * 0.9, servers).value()), 1e-11));
    }

    void withEndlessPlacesItIsTheUnboundedQueue()
    {
        const RefusingQueue bounded = mmck(80, 1, 100, 1000).value();
        const QueueMeans unbounded = mmc(80, 1, 100).value();
        QVERIFY(closeTo(bounded.means.inSystem, static_cast<long double>(unbounded.inSystem), 1e-12));
        QVERIFY(closeTo(bounded.means.timeInQueue, static_cast<long double>(unbounded.timeInQueue), 1e-10));
        QVERIFY(bounded.refused < 1e-40);
    }

    void aThousandPlacesUnderAnyLoadStayFinite()
    {
        for (const double load : {1e-9, 0.5, 1.0, 2.0, 1e9}) {
            for (const int servers : {1, 500, 1000}) {
                const RefusingQueue queue = mmck(load * servers, 1, servers, 1000).value();
                QVERIFY(queue.refused >= 0 && queue.refused <= 1);
                QVERIFY(queue.means.throughput > 0 && queue.means.throughput <= servers * (1 + 1e-12));
                QVERIFY(queue.means.inSystem >= 0 && queue.means.inSystem <= 1000);
            }
        }
        QVERIFY(closeTo(1 - mmck(1e9, 1, 1, 1000).value().refused, 1e-9L, 1e-6));
    }

    void waitingSendersSolveTheBalanceEquationsOfEverySingleTask()
    {
        struct Setting {
            int producers, consumers, capacity;
            double interval, service;
        };
        for (const Setting &set : {Setting{1, 1, 0, 1, 1}, Setting{1, 1, 1, 0.5, 2}, Setting{3, 2, 4, 0.3, 0.3},
                                   Setting{2, 4, 1, 1, 3}, Setting{6, 1, 2, 1, 0.1}, Setting{10, 3, 8, 0.2, 1}}) {
            struct State {
                int working, queued, blocked;
                auto operator<=>(const State &) const = default;
            };
            using Chain = MarkovChain<State>;
            const Chain chain({0, 0, 0}, [&](const State &now) {
                std::vector<Chain::Step> steps;
                State made = now;
                ++(now.working < set.consumers ? made.working : now.queued < set.capacity ? made.queued : made.blocked);
                if (now.blocked < set.producers)
                    steps.push_back({made, (set.producers - now.blocked) / set.interval});
                State done = now; // the next in line moves up
                --(now.blocked > 0 ? done.blocked : now.queued > 0 ? done.queued : done.working);
                if (now.working > 0)
                    steps.push_back({done, now.working / set.service});
                return steps;
            });
            const double throughput = chain.mean([&](const State &s) { return s.working / set.service; });
            const WaitingSenders found = boundedWithWaitingSenders(set.producers, set.interval, set.consumers,
                                                                   set.service, set.capacity)
                                             .value();
            QVERIFY(closeTo(found.throughput, throughput, 1e-13));
            // What is made in the long run is what is done.
            QVERIFY(closeTo(found.throughput, (set.producers - found.blocked) / static_cast<long double>(set.interval),
                            1e-12));
            QVERIFY(closeTo(found.inService, chain.mean([](const State &s) { return s.working; }), 1e-13));
            QVERIFY(closeTo(found.inChannel, chain.mean([](const State &s) { return s.queued; }), 1e-13));
            QVERIFY(closeTo(found.blocked, chain.mean([](const State &s) { return s.blocked; }), 1e-13));
            const double full = chain.mean(
                [&](const State &s) { return s.working == set.consumers && s.queued == set.capacity ? 1 : 0; });
            QVERIFY(closeTo(found.fullShare, full, 1e-13));
            const double inSystem = chain.mean([](const State &s) { return s.working + s.queued + s.blocked; });
            QVERIFY(closeTo(found.inSystem(), inSystem, 1e-13));
            QVERIFY(closeTo(found.latency, static_cast<long double>(inSystem) / throughput, 1e-13));
            QVERIFY(closeTo(found.sendWait, static_cast<long double>(found.blocked) / throughput, 1e-13));
        }
    }

    void oneProducerAndOneConsumerWithoutAChannelTakeTurns()
    {
        // States 0, 1 and 2 (blocked) are equally frequent when making takes as long as working.
        const WaitingSenders means = boundedWithWaitingSenders(1, 1, 1, 1, 0).value();
        QVERIFY(closeTo(means.throughput, 2.0L / 3, 1e-15));
        QVERIFY(closeTo(means.blocked, 1.0L / 3, 1e-15));
        QVERIFY(closeTo(means.latency, 1.5L, 1e-15));
        QCOMPARE(means.inChannel, 0.0);
    }

    void manySlowProducersAreAPoissonStreamInTheLimit()
    {
        const WaitingSenders means = boundedWithWaitingSenders(1'000'000, 1e6 / 0.7, 1, 1, 200).value();
        QVERIFY(closeTo(means.latency, static_cast<long double>(mm1(0.7, 1).value().timeInSystem), 1e-4));
    }

    void noLoadIsTooGreat()
    {
        for (const double arrivalRate : {4.0, 4.001, 200.0}) {
            QVERIFY(mmck(arrivalRate, 1, 4, 9));
            QVERIFY(boundedWithWaitingSenders(4, 4 / arrivalRate, 4, 1, 9));
        }
    }

    void badArgumentsGiveNothing()
    {
        std::vector<double> bad(std::begin(noNumbers), std::end(noNumbers));
        bad.insert(bad.end(), {0.0, -0.0, -1.0});
        for (const double value : bad) {
            for (const auto &[first, second] : {std::pair(value, 2.0), {1.0, value}, {value, value}}) {
                QVERIFY(!mmck(first, second, 2, 4));
                QVERIFY(!boundedWithWaitingSenders(2, first, 2, second, 4));
            }
        }
        for (const int count :
             {0, -1, largestCount + 1, std::numeric_limits<int>::min(), std::numeric_limits<int>::max()}) {
            QVERIFY(!mmck(0.5, 1, count, 4));
            QVERIFY(!mmck(0.5, 1, 1, count));
            QVERIFY(!boundedWithWaitingSenders(count, 1, 1, 1, 1));
            QVERIFY(!boundedWithWaitingSenders(1, 1, count, 1, 1));
            QCOMPARE(boundedWithWaitingSenders(1, 1, 1, 1, count).has_value(), count == 0);
        }
        QVERIFY(!mmck(1, 1, 3, 2)); // a server without a place
    }

    void noArgumentsLeadToAnythingButNumbers()
    {
        int answers = 0;
        for (const double a : numbersOfAllSizes()) {
            for (const double b : numbersOfAllSizes()) {
                const std::optional<RefusingQueue> refusing = mmck(a, b, 3, 20);
                QVERIFY(!refusing || (refusing->means.isFinite() && std::isfinite(refusing->refused)));
                const std::optional<WaitingSenders> waiting = boundedWithWaitingSenders(3, a, 2, b, 4);
                QVERIFY(!waiting || (std::isfinite(waiting->latency) && std::isfinite(waiting->sendWait)));
                answers += (refusing ? 1 : 0) + (waiting ? 1 : 0);
            }
        }
        QVERIFY(answers > 200);
    }
};

QTEST_APPLESS_MAIN(TestBoundedQueues)
#include "tst_bounded_queues.moc"
