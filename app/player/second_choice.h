// SPDX-License-Identifier: MIT
#pragma once

#include "player/run.h"
#include "player/second_run.h"

#include <QStringList>

#include <string_view>
#include <vector>

namespace coroscope {

/// What can be held against the window's run now, and which of that the second run is.
class SecondChoice
{
public:
    /// Brings it up to date with @p first, and what it is advised; advice that is no longer given is still offered, as
    /// it may come and go while the runs play. @p before is what the first was before the last thing done to it; null if
    /// nothing was.
    /// @return whether it is another offer, or another choice
    bool refresh(const Run &first, const Run &second, std::vector<SecondRun> branches,
                 const Scenario *before = nullptr);
    /// Advice given so far is not offered any more.
    void forgetAdvice();
    /// Whether there is advice on one of them that is not known here yet.
    bool isAdvisedOtherwise(const Run &first, const Run &second) const;

    const std::vector<SecondRun> &runs() const noexcept { return m_runs; }
    QStringList names() const;
    /// Position of what the second run is; -1 if it is none of them.
    int current() const noexcept { return m_current; }
    /// Position of what to begin with.
    int telling() const noexcept { return m_telling; }
    /// The check that the advice on the first run is of, if there was any, else that on the second; empty without any.
    std::string_view check() const noexcept { return m_check; }

private:
    std::vector<SecondRun> m_runs;
    std::vector<Advice::Setting> m_advised; ///< what the advice said last
    std::string_view m_check;
    RunSettings m_advisedOn; ///< the run that it is of
    const PatternInfo *m_pattern = nullptr;
    int m_current = -1;
    int m_telling = 0;
};

} // namespace coroscope
