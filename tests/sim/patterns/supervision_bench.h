// SPDX-License-Identifier: MIT
#pragma once

#include "patterns/supervision/supervisor.h"
#include "sim/kernel_script.h"

#include <QRegularExpression>

#include <functional>
#include <map>

namespace coroscope::test {

using namespace coroscope::supervisor;

/// A supervisor with children that do what a test says, and a log: "5ms 0 starts".
class SupervisionBench
{
public:
    /// What the life of a child is.
    using Life = std::function<QCoro::Task<>(SupervisionBench &bench, Child &self)>;

    SupervisionBench(std::uint32_t children, const Options &options, Life life)
        : supervisor(script.kernel(),
                     {.group = 0, .start = [this](Child &self) { return live(self); }, .died = [](TaskId) {}},
                     {.watching = 0, .stopping = 1, .givingUp = 2}),
          m_life(std::move(life))
    {
        supervisor.setOptions(options);
        supervisor.resize(children);
        script.start([this] { return parent(); });
    }
    ~SupervisionBench() { script.close(); }

    QStringList runTo(Duration end)
    {
        script.kernel().runUntil(at(end));
        return script.log;
    }
    void say(const Child &child, const QString &what)
    {
        script.say(QStringLiteral("%1 %2").arg(child.index()).arg(what));
    }
    /// The how-manieth life in its place this is, from 1.
    int lives(const Child &child) { return m_lives[child.index()]; }
    /// The log, of what ends in @p what alone.
    QStringList log(const QString &what) const { return script.log.filter(QRegularExpression(what + "$")); }

    Script script;
    Supervisor supervisor;
    Scope *home = nullptr; ///< of the children and the supervisor

private:
    QCoro::Task<> parent()
    {
        co_await scoped(script.kernel(), [this](Scope &scope) { return supervise(scope); });
        script.say("home is empty");
    }
    QCoro::Task<> supervise(Scope &scope)
    {
        home = &scope;
        try {
            co_await supervisor.run(scope);
        } catch (const GaveUp &) {
            script.say("gave up");
        }
    }
    QCoro::Task<> live(Child &self)
    {
        struct Leaving {
            SupervisionBench &bench;
            Child &self;
            ~Leaving() { bench.say(self, "ends"); }
        };
        const Leaving leaving{*this, self};
        ++m_lives[self.index()];
        say(self, "starts");
        co_await m_life(*this, self);
    }

    Life m_life;
    std::map<std::uint32_t, int> m_lives;
};

/// Up at once, and then nothing until it is stopped.
inline QCoro::Task<> idle(SupervisionBench &bench, Child &self)
{
    self.up();
    co_await bench.script.sleep(1000h);
}

/// Up at once, and fails after so long.
inline QCoro::Task<> failing(SupervisionBench &bench, Child &self, Duration after)
{
    self.up();
    co_await bench.script.sleep(after);
    throw ChildFailed("broken");
}

} // namespace coroscope::test
