// SPDX-License-Identifier: MIT
#include "models/measure_text.h"
#include "models/text.h"
#include "models/typed_value.h"
#include "player/command_line.h"
#include "player/luck_study.h"
#include "text/duration_text.h"
#include "text/number_text.h"

#include <cmath>

// What a LuckStudy says, and the settings that are typed.

namespace coroscope {

QStringList LuckStudy::measures() const
{
    return measureNames(m_columns);
}

QString LuckStudy::setSeeds(const QString &text)
{
    return taken(takeNumber(m_seeds, "seeds", text, 2, mostSeeds));
}

QString LuckStudy::taken(const QString &error)
{
    if (error.isEmpty())
        Q_EMIT settingsChanged();
    return error;
}

QString LuckStudy::statusText() const
{
    if (!m_scenario)
        return {};
    const std::uint64_t runs = done();
    if (!running() && runs == m_runs.size())
        return toQString(counted(runs, "run of ", "runs of ") + readableDuration(m_scenario->length) + " in "
                         + readableDuration(Duration{std::llround(m_took * 1e9)}));
    return QStringLiteral("%1 of %2 runs%3")
        .arg(runs)
        .arg(m_runs.size())
        .arg(running() ? QString() : QStringLiteral(", stopped"));
}

QString LuckStudy::commandLine() const
{
    if (!m_scenario)
        return {};
    Sweep sweep{.base = *m_scenario, .variations = {}, .firstSeed = 1, .lastSeed = m_runs.size()};
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
        if (text(lowShare) == text(highShare))
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
