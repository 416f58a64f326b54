// SPDX-License-Identifier: MIT
#include "player/second_choice.h"

#include <algorithm>
#include <utility>

namespace coroscope {

bool SecondChoice::refresh(const Run &first, const Run &second, std::vector<SecondRun> branches, const Scenario *before)
{
    const Session &session = first.session();
    const RunSettings &settings = session.settings();
    if (&session.pattern() != m_pattern || settings.values != m_advisedOn.values || settings.seed != m_advisedOn.seed)
        forgetAdvice(); // it was given to another run
    m_pattern = &session.pattern();
    m_advisedOn = settings;
    if (!first.settings().empty())
        m_advised = first.settings();
    if (!first.check().empty())
        m_check = first.check();
    else if (m_check.empty() && second.loaded() && &second.session().pattern() == m_pattern)
        m_check = second.check();

    const QStringList former = names();
    const Scenario run = scenarioOf(session);
    m_runs = secondRuns(run, m_advised, std::move(branches), lastChange(run, before));
    m_telling = static_cast<int>(tellingRun(m_runs, run));
    int current = -1;
    if (second.loaded()) {
        const Scenario other = scenarioOf(second.session());
        const auto found = std::find_if(m_runs.begin(), m_runs.end(), [&](const SecondRun &offered) {
            return areSameUntil(offered.scenario, other, never);
        });
        current = found == m_runs.end() ? -1 : static_cast<int>(found - m_runs.begin());
    }
    return std::exchange(m_current, current) != current || names() != former;
}

void SecondChoice::forgetAdvice()
{
    m_advised.clear();
    m_check = {};
}

bool SecondChoice::isAdvisedOtherwise(const Run &first, const Run &second) const
{
    return (!first.settings().empty() && first.settings() != m_advised)
        || (!first.check().empty() && first.check() != m_check) || (m_check.empty() && !second.check().empty());
}

QStringList SecondChoice::names() const
{
    QStringList names;
    for (const SecondRun &run : m_runs)
        names << run.name;
    return names;
}

} // namespace coroscope
