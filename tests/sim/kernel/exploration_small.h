// SPDX-License-Identifier: MIT
#pragma once

#include "kernel/yield_now.h"
#include "sim/kernel_script.h"

#include <cstdint>
#include <vector>

namespace coroscope::test {

/// One run of a small program: the tasks, what they share, and what is to be said of the end.
class Small
{
public:
    explicit Small(Chooser &chooser) { s.kernel().setChooser(chooser); }
    ~Small() { s.close(); }

    using Tasks = std::vector<Script::Body>;

    /// Runs @p tasks side by side; returns what is wrong: with the end of the run, or in the log.
    QString run(Tasks tasks)
    {
        s.start([this, &tasks]() -> QCoro::Task<> {
            co_await scoped(s.kernel(), [this, &tasks](Scope &scope) {
                for (std::uint32_t i = 0; i < tasks.size(); ++i)
                    refs.emplace_back(scope.spawn({0, i}, s.keep(tasks[i])));
            });
        });
        s.kernel().runUntil(at(1s));
        if (s.kernel().stuck() == Kernel::Stuck::Deadlock)
            return "deadlock";
        if (s.kernel().stuck() == Kernel::Stuck::Stalled)
            return "stalled";
        if (s.count(EventKind::ItemLost) != 0)
            return "lost";
        return s.log.join(", ");
    }

    Script s;
    std::vector<TaskRef> refs;
};

/// Lets others have so many turns.
inline QCoro::Task<> dawdle(Small &small, int turns)
{
    for (int i = 0; i < turns; ++i)
        co_await yieldNow(small.s.kernel());
}

} // namespace coroscope::test
