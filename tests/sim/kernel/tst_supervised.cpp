// SPDX-License-Identifier: MIT
#include "sim/kernel_script.h"

#include <stdexcept>

using namespace coroscope;
using namespace coroscope::test;

/// The scope that survives the failures of its children.
class TestSupervised : public QObject
{
    Q_OBJECT

    static Script::Body failing(Script &s, Duration after)
    {
        return [&s, after]() -> QCoro::Task<> {
            co_await s.sleep(after);
            throw std::runtime_error("broken");
        };
    }
    static Script::Body saying(Script &s, Duration after, const QString &what)
    {
        return [&s, after, what]() -> QCoro::Task<> {
            co_await s.sleep(after);
            s.say(what);
        };
    }

private Q_SLOTS:
    void siblingsAndBodySurviveAFailingChild()
    {
        Script s;
        s.start([&]() -> QCoro::Task<> {
            const ScopeEnd end = co_await supervised(s.kernel(), [&](Scope &scope) -> QCoro::Task<> {
                scope.spawn({0, 0}, s.keep(failing(s, 5ms)));
                scope.spawn({0, 1}, s.keep(saying(s, 20ms, "sibling")));
                co_await s.sleep(10ms);
                s.say("body");
            });
            s.expect(!end.cancelled, "cancelled");
            s.say("after");
        });
        s.kernel().runUntil(at(1s));
        QCOMPARE(s.log, (QStringList{"10ms body", "20ms sibling", "20ms after"}));
    }

    void eachFailureOfAChildIsCountedAsUnseen()
    {
        Script s;
        s.start([&]() -> QCoro::Task<> {
            co_await supervised(s.kernel(), [&](Scope &scope) {
                scope.spawn({0, 0}, s.keep(failing(s, 5ms)));
                scope.spawn({0, 1}, s.keep(failing(s, 6ms)));
            });
        });
        s.kernel().runUntil(at(1s));
        QCOMPARE(s.kernel().unseenFailures(), 2u);
        QCOMPARE(s.events().filter("failure"), (QStringList{"5 failure-unseen", "6 failure-unseen"}));
        for (Sequence i = 0; i < s.trace.count(); ++i) {
            if (s.trace.at(i).kind == EventKind::FailureUnseen)
                QCOMPARE(s.trace.at(i - s.trace.at(i).cause).task, s.trace.at(i).object);
        }
    }

    void aFailingBodyCancelsTheChildrenAndIsRethrown()
    {
        Script s;
        s.start([&]() -> QCoro::Task<> {
            try {
                co_await supervised(s.kernel(), [&](Scope &scope) -> QCoro::Task<> {
                    scope.spawn({0, 0}, s.keep(saying(s, 1h, "never")));
                    co_await s.sleep(4ms);
                    throw std::runtime_error("body");
                });
            } catch (const std::runtime_error &error) {
                s.say(error.what());
            }
        });
        s.kernel().runUntil(at(2h));
        QCOMPARE(s.log, QStringList{"4ms body"});
        QCOMPARE(s.count(EventKind::TaskCancelled), 1);
    }

    void cancelledItStopsItsChildren()
    {
        Script s;
        s.start([&]() -> QCoro::Task<> {
            const ScopeEnd end = co_await supervised(s.kernel(), [&](Scope &scope) {
                scope.spawn({0, 0}, s.keep(saying(s, 1h, "never")));
                scope.setDeadline(at(3ms));
            });
            s.say(end.timedOut ? "timed out" : "wrong");
        });
        s.kernel().runUntil(at(2h));
        QCOMPARE(s.log, QStringList{"3ms timed out"});
    }

    void aNurseryInsideItFailsByItself()
    {
        Script s;
        s.start([&]() -> QCoro::Task<> {
            co_await supervised(s.kernel(), [&](Scope &scope) {
                scope.spawn({0, 0}, s.keep([&]() -> QCoro::Task<> {
                    co_await scoped(s.kernel(), [&](Scope &inner) {
                        inner.spawn({0, 1}, s.keep(failing(s, 2ms)));
                        inner.spawn({0, 2}, s.keep(saying(s, 1h, "never")));
                    });
                }));
                scope.spawn({0, 3}, s.keep(saying(s, 9ms, "sibling")));
            });
        });
        s.kernel().runUntil(at(2h));
        QCOMPARE(s.log, QStringList{"9ms sibling"});
        QCOMPARE(s.count(EventKind::TaskFailed), 2);
        QCOMPARE(s.count(EventKind::TaskCancelled), 1);
        QCOMPARE(s.kernel().unseenFailures(), 1u);
    }
};

QTEST_APPLESS_MAIN(TestSupervised)
#include "tst_supervised.moc"
