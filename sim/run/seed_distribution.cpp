// SPDX-License-Identifier: MIT
#include "run/seed_distribution.h"

#include <algorithm>
#include <cmath>
#include <tuple>

namespace coroscope {

namespace {

/// The least of 1, 2, 5, 10, 20 … (and their tenths) that is at least @p value, as lead × 10^exponent.
struct Step {
    int lead = 1;
    int exponent = 0;

    static Step atLeast(double value)
    {
        Step step{.lead = 1, .exponent = static_cast<int>(std::floor(std::log10(value)))};
        while (step.width() < value)
            step = step.lead == 1 ? Step{2, step.exponent}
                : step.lead == 2  ? Step{5, step.exponent}
                                  : Step{1, step.exponent + 1};
        return step;
    }
    double width() const { return at(1); }
    /// A multiple of it: as near as a number can be to the decimal one.
    double at(double multiple) const
    {
        const double number = multiple * lead;
        return exponent < 0 ? number / std::pow(10.0, -exponent) : number * std::pow(10.0, exponent);
    }
    Step next() const { return atLeast(width() * 1.01); }
    /// In which of its multiples a value is: at(m) ≤ value < at(m + 1).
    double multipleBelow(double value) const
    {
        double multiple = std::floor(value / width());
        while (at(multiple + 1) <= value)
            ++multiple;
        while (at(multiple) > value)
            --multiple;
        return multiple;
    }
};

} // namespace

void SeedDistribution::add(std::uint64_t seed, std::optional<double> value, bool troubled)
{
    if (!value) {
        ++m_undefined;
        return;
    }
    const Entry entry{*value, seed, troubled};
    const auto before = [](const Entry &a, const Entry &b) {
        return std::tie(a.value, a.seed) < std::tie(b.value, b.seed);
    };
    m_entries.insert(std::upper_bound(m_entries.begin(), m_entries.end(), entry, before), entry);
}

SeedDistribution::Entry SeedDistribution::firstWith(double value) const
{
    return *std::lower_bound(m_entries.begin(), m_entries.end(), value,
                             [](const Entry &entry, double sought) { return entry.value < sought; });
}

std::optional<SeedDistribution::Entry> SeedDistribution::quantile(double share) const
{
    if (m_entries.empty())
        return std::nullopt;
    const double rank = std::ceil(share * static_cast<double>(m_entries.size()) - 1e-9);
    const auto position = static_cast<std::size_t>(std::clamp(rank, 1.0, static_cast<double>(m_entries.size())));
    return firstWith(m_entries[position - 1].value);
}

std::optional<SeedDistribution::Entry> SeedDistribution::highest() const
{
    return quantile(1);
}

SeedDistribution::Histogram SeedDistribution::histogram(std::size_t most) const
{
    if (m_entries.empty() || most == 0)
        return {};
    const double least = m_entries.front().value;
    const double range = m_entries.back().value - least;
    const bool allWhole = std::all_of(m_entries.begin(), m_entries.end(),
                                      [](const Entry &entry) { return entry.value == std::trunc(entry.value); });
    // With equal values: one bar, about as narrow as the digits that are shown.
    const double size = std::max(std::abs(least), std::abs(m_entries.back().value));
    const double finest = allWhole ? 1 : std::max(size * 1e-6, 1e-9);
    Step step = Step::atLeast(std::max(range / static_cast<double>(most), finest));
    const auto barsOf = [&](const Step &of) {
        return of.multipleBelow(m_entries.back().value) - of.multipleBelow(least) + 1;
    };
    // Zero is a limit of all widths: values on both sides of it take two bars.
    while (barsOf(step) > std::max(2.0, static_cast<double>(most)))
        step = step.next();
    const double first = step.multipleBelow(least);
    Histogram made{.bars = std::vector<Bar>(static_cast<std::size_t>(barsOf(step))), .whole = allWhole};
    for (std::size_t i = 0; i < made.bars.size(); ++i) {
        made.bars[i].from = step.at(first + static_cast<double>(i));
        made.bars[i].to = step.at(first + static_cast<double>(i + 1));
    }
    for (const Entry &entry : m_entries) {
        Bar &bar = made.bars[static_cast<std::size_t>(step.multipleBelow(entry.value) - first)];
        bar.seeds.push_back(entry.seed);
        bar.troubled += entry.troubled ? 1 : 0;
    }
    for (Bar &bar : made.bars)
        std::sort(bar.seeds.begin(), bar.seeds.end());
    return made;
}

} // namespace coroscope
