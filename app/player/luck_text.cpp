// SPDX-License-Identifier: MIT
#include "models/text.h"
#include "player/command_line.h"
#include "player/luck_study.h"

// What a LuckStudy says.

namespace coroscope {

QString LuckStudy::statusText() const
{
    return m_scenario ? statusOf(done(), m_scenario->length, QStringLiteral("runs")) : QString();
}

QString LuckStudy::commandLine() const
{
    if (!m_scenario)
        return {};
    Sweep sweep{.base = *m_scenario, .variations = {}, .firstSeed = 1, .lastSeed = all()};
    // A sweep varies something: the parameter that the pattern is about, with its present value alone.
    const std::size_t varied = m_pattern->declare()->find(m_pattern->tellingParameter).value_or(0);
    sweep.variations.push_back({varied, {m_scenario->settings.values[varied]}});
    return toQString(sweepCommandFor(sweep));
}

QString LuckStudy::noteText() const
{
    const Measure::Better better = m_better[static_cast<std::size_t>(m_measure)];
    QStringList said;
    if (better != Measure::Better::Neither)
        said.push_back(better == Measure::Better::Less ? QStringLiteral("Less is better.")
                                                       : QStringLiteral("More is better."));
    if (const auto median = m_distribution.quantile(0.5)) {
        const auto text = [&](double share) { return m_picture.text(m_distribution.quantile(share)->value); };
        if (text(0) == text(1))
            said.push_back(QStringLiteral("All runs have %1.").arg(text(0)));
        else if (text(lowShare) == text(highShare))
            said.push_back(QStringLiteral("Nearly all runs have %1.").arg(text(lowShare)));
        else
            said.push_back(QStringLiteral("Half of the runs have at most %1; nine in ten lie between %2 and %3.")
                               .arg(m_picture.text(median->value), text(lowShare), text(highShare)));
    }
    if (const std::size_t without = m_distribution.undefined())
        said.push_back(without == 1 ? QStringLiteral("One run has no value.")
                                    : QStringLiteral("%1 runs have no value.").arg(without));
    return said.join(QLatin1Char(' '));
}

QStringList LuckStudy::endNames() const
{
    const bool ranked = !m_better.empty() && m_better[static_cast<std::size_t>(m_measure)] != Measure::Better::Neither;
    return {ranked ? QStringLiteral("Worst") : QStringLiteral("Lowest"), QStringLiteral("Median"),
            ranked ? QStringLiteral("Best") : QStringLiteral("Highest")};
}

QStringList LuckStudy::endTexts() const
{
    QStringList texts;
    for (int which = 0; which < 3; ++which) {
        const auto entry = end(which);
        texts.push_back(entry ? QStringLiteral("%1, seed %2").arg(m_picture.text(entry->value)).arg(entry->seed)
                              : QString());
    }
    return texts;
}

} // namespace coroscope
