// SPDX-License-Identifier: MIT
#include "sim/kernel_script.h"

#include <QScopeGuard>

#include <optional>

using namespace coroscope;
using namespace coroscope::test;

namespace {

/// A script with a crew, whose members come, do their work, and say so when they go.
struct Crewed : Script {
    /// What a member does between coming and going.
    using Work = std::function<QCoro::Task<>(std::uint32_t index)>;

    explicit Crewed(Work work = {}) : work(std::move(work))
    {
        start([this]() -> QCoro::Task<> {
            co_await scoped(kernel(), [this](Scope &open) -> QCoro::Task<> {
                scope = &open;
                crew.emplace(open, 5, [this](std::uint32_t index) { return member(index); });
                co_await sleep(1h);
            });
            say("scope ended");
        });
        kernel().runUntil(at(0s));
    }
    ~Crewed()
    {
        close();
        crew.reset();
    }

    QCoro::Task<> member(std::uint32_t index)
    {
        say(QStringLiteral("%1 comes").arg(index));
        const auto gone = qScopeGuard([this, index] { say(QStringLiteral("%1 goes").arg(index)); });
        if (work)
            co_await work(index);
        else
            co_await sleep(1h);
    }
    /// Members work for so long, whoever cancels them.
    void workUnderAShield(Duration length)
    {
        work = [this, length](std::uint32_t) -> QCoro::Task<> {
            const Shield busy(kernel());
            co_await sleep(length);
        };
    }
    /// Lets everything up to then happen, and then wants so many.
    void resize(Duration when, std::uint32_t count)
    {
        kernel().runUntil(at(when));
        crew->resize(count);
    }
    /// What was said since the last call, everything up to @p end included.
    QStringList said(Duration end)
    {
        kernel().runUntil(at(end));
        return std::exchange(log, {});
    }
    /// The places of the tasks of the crew, in the order of their birth.
    QStringList places() const
    {
        QStringList list;
        for (Sequence i = 0; i < trace.count(); ++i) {
            const Event &event = trace.at(i);
            const Place place = Place::unpacked(event.payload);
            if (event.kind == EventKind::TaskSpawned && place.group != rootGroup)
                list.push_back(QStringLiteral("%1/%2").arg(place.group).arg(place.index));
        }
        return list;
    }

    Work work;
    Scope *scope = nullptr;
    std::optional<WorkerPool> crew;
};

} // namespace

/// A number of like tasks that changes while they run.
class TestWorkerPool : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void nobodyIsThereBeforeTheyAreWanted()
    {
        Crewed s;
        QCOMPARE(s.said(1s), QStringList{});
        QCOMPARE(s.kernel().tasksAlive(), 1u);
    }

    void wantedOnesComeAtOnceInTheOrderOfTheirPlaces()
    {
        Crewed s;
        s.resize(1s, 3);
        QCOMPARE(s.said(1s), (QStringList{"1000ms 0 comes", "1000ms 1 comes", "1000ms 2 comes"}));
        QCOMPARE(s.places(), (QStringList{"5/0", "5/1", "5/2"}));
    }

    void moreJoinThoseWhoAreThere()
    {
        Crewed s;
        s.resize(1s, 1);
        s.resize(2s, 3);
        s.resize(3s, 3);
        QCOMPARE(s.said(4s), (QStringList{"1000ms 0 comes", "2000ms 1 comes", "2000ms 2 comes"}));
    }

    void theLastOnesGoFirst()
    {
        Crewed s;
        s.resize(0s, 3);
        s.said(0s);
        s.resize(1s, 1);
        QCOMPARE(s.said(2s), (QStringList{"1000ms 1 goes", "1000ms 2 goes"}));
        QCOMPARE(s.kernel().tasksAlive(), 2u);
        s.resize(3s, 0);
        QCOMPARE(s.said(4s), QStringList{"3000ms 0 goes"});
        QCOMPARE(s.count(EventKind::TaskCancelled), 3);
    }

    void aPlaceIsFilledAgain()
    {
        Crewed s;
        s.resize(0s, 2);
        s.resize(1s, 0);
        s.resize(2s, 2);
        QCOMPARE(s.said(3s),
                 (QStringList{"0ms 0 comes", "0ms 1 comes", "1000ms 0 goes", "1000ms 1 goes", "2000ms 0 comes",
                              "2000ms 1 comes"}));
        QCOMPARE(s.places(), (QStringList{"5/0", "5/1", "5/0", "5/1"}));
    }

    void whoIsOneTooManyIsDismissedOnce()
    {
        Crewed s;
        s.workUnderAShield(5s);
        s.resize(0s, 3);
        s.resize(1s, 2);
        s.resize(2s, 1); // the third is still busy
        s.said(10s);
        QCOMPARE(s.count(EventKind::TaskDismissed), 2);
        s.scope->cancel(); // nobody is too many, for all are to go
        s.said(20s);
        QCOMPARE(s.count(EventKind::TaskDismissed), 2);
    }

    void whoIsLetGoFinishesUnderAShieldFirst()
    {
        Crewed s;
        s.workUnderAShield(5s);
        s.resize(1s, 1);
        s.resize(2s, 0);
        QCOMPARE(s.said(5999ms), QStringList{"1000ms 0 comes"});
        QCOMPARE(s.said(6s), QStringList{"6000ms 0 goes"});
        QCOMPARE(s.said(1min), QStringList{});
    }

    void whoIsWantedAgainBeforeLeavingIsFollowedTheMomentTheyHaveLeft()
    {
        Crewed s;
        s.work = [&s](std::uint32_t) -> QCoro::Task<> {
            {
                const Shield busy(s.kernel());
                co_await s.sleep(5s);
            }
            co_await s.sleep(1h);
        };
        s.resize(0s, 1);
        s.resize(1s, 0);
        s.resize(2s, 1);
        QCOMPARE(s.said(6s), (QStringList{"0ms 0 comes", "5000ms 0 goes", "5000ms 0 comes"}));
        QCOMPARE(s.count(EventKind::TaskCancelled), 1);
        QCOMPARE(s.kernel().tasksAlive(), 2u);
    }

    void wantedAndLetGoWithinAnInstantTheyComeAndAreFollowedIfWanted()
    {
        Crewed s;
        s.resize(1s, 1);
        s.crew->resize(0); // before its first turn, which it has all the same
        s.crew->resize(1);
        QCOMPARE(s.said(2s), (QStringList{"1000ms 0 comes", "1000ms 0 goes", "1000ms 0 comes"}));
    }

    void whoReturnsLeavesAnEmptyPlaceUntilTheNextResize()
    {
        Crewed s;
        s.work = [&s](std::uint32_t) -> QCoro::Task<> { co_await s.sleep(1s); };
        s.resize(0s, 1);
        QCOMPARE(s.said(5s), (QStringList{"0ms 0 comes", "1000ms 0 goes"}));
        s.resize(5s, 1);
        QCOMPARE(s.said(10s), (QStringList{"5000ms 0 comes", "6000ms 0 goes"}));
    }

    void onceTheLastOneHasLeftForGoodItIsSaid()
    {
        Crewed s;
        s.work = [&s](std::uint32_t index) -> QCoro::Task<> {
            const Shield busy(s.kernel());
            co_await s.sleep(index == 0 ? 5s : 2s);
        };
        s.crew->whenAllHaveLeft([&s] { s.say(s.crew->empty() ? "all have left" : "somebody is there"); });
        s.resize(1s, 2);
        QVERIFY(!s.crew->empty());
        s.resize(2s, 0);
        QCOMPARE(s.said(1min),
                 (QStringList{"1000ms 0 comes", "1000ms 1 comes", "3000ms 1 goes", "6000ms 0 goes",
                              "6000ms all have left"}));
    }

    void whoIsFollowedWasNotTheLast()
    {
        Crewed s;
        s.crew->whenAllHaveLeft([&s] { s.say("all have left"); });
        s.resize(1s, 1);
        s.crew->resize(0);
        s.crew->resize(1);
        QCOMPARE(s.said(2s), (QStringList{"1000ms 0 comes", "1000ms 0 goes", "1000ms 0 comes"}));
        s.resize(3s, 0);
        QCOMPARE(s.said(4s), (QStringList{"3000ms 0 goes", "3000ms all have left"}));
    }

    void nobodyFollowsInAScopeThatIsOnItsWayOut_data()
    {
        QTest::addColumn<bool>("killed");
        QTest::newRow("cancelled") << false;
        QTest::newRow("killed") << true;
    }
    void nobodyFollowsInAScopeThatIsOnItsWayOut()
    {
        QFETCH(bool, killed);
        Crewed s;
        s.resize(0s, 2);
        s.said(1s);
        killed ? s.scope->kill() : s.scope->cancel();
        QCOMPARE(s.said(1s), (QStringList{"1000ms 0 goes", "1000ms 1 goes", "1000ms scope ended"}));
        QCOMPARE(s.count(EventKind::TaskKilled), killed ? 2 : 0);
        QCOMPARE(s.count(EventKind::TaskCancelled), killed ? 0 : 2);
    }
};

QTEST_APPLESS_MAIN(TestWorkerPool)
#include "tst_worker_pool.moc"
