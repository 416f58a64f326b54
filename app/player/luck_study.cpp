// SPDX-License-Identifier: MIT
#include "player/luck_study.h"

#include "models/measure_text.h"
#include "player/background_threads.h"

#include <algorithm>
#include <chrono>
#include <system_error>
#include <utility>

namespace coroscope {

namespace {

constexpr std::size_t mostBars = 30;

/// Whether two scenarios make the same runs with the same seeds.
bool makeTheSame(const Scenario &a, const Scenario &b)
{
    return a.pattern == b.pattern && a.settings.values == b.settings.values
        && a.settings.schedule == b.settings.schedule && a.settings.warmup == b.settings.warmup && a.length == b.length;
}

} // namespace

LuckStudy::LuckStudy(QObject *parent) : RunStudy(mostSeeds, 2, parent)
{
    m_finder.searchIn([this] { return wanted(); });
    connect(&m_finder, &SeedFinder::changed, this, &LuckStudy::refresh); // which proposes a bound
    connect(this, &RunStudy::activeChanged, this, [this] {
        if (!active())
            m_finder.stop();
    });
}

LuckStudy::~LuckStudy() = default;

void LuckStudy::follow(const QObject &context)
{
    connect(m_simulation->tuning(), &Tuning::seedChanged, &context, [this] { refresh(); });
    connect(&m_finder, &SeedFinder::notice, &context,
            [this](const QString &text) { Q_EMIT m_simulation->notice(text); });
}

void LuckStudy::takePattern()
{
    m_scenario.reset();
    m_results.clear();
    m_present.reset();
    m_presentSeed.reset();
    m_opened.reset();
    m_better = betterInColumns(*m_pattern);
    m_finder.load(m_columns, m_measure, m_better[static_cast<std::size_t>(m_measure)] != Measure::Better::More);
}

Scenario LuckStudy::wanted() const
{
    Scenario scenario{
        .pattern = m_pattern, .settings = m_simulation->run()->session().settings(), .length = m_times.length};
    scenario.settings.values = m_simulation->run()->values();
    scenario.settings.warmup = m_times.warmup;
    return scenario;
}

Scenario LuckStudy::withSeed(std::uint64_t seed) const
{
    Scenario scenario = m_scenario.value();
    scenario.settings.seed = seed;
    return scenario;
}

void LuckStudy::keepUp()
{
    const Scenario scenario = wanted();
    if (!makeTheSame(scenario, m_finder.searched()))
        m_finder.forget();
    if (stoppedByUser())
        return;
    if (!m_scenario || !makeTheSame(scenario, *m_scenario) || all() != static_cast<std::size_t>(m_seeds))
        beginAnew();
    else
        takePresent();
}

void LuckStudy::beginAnew()
{
    breakOff();
    m_results.assign(static_cast<std::size_t>(m_seeds), std::nullopt);
    m_scenario = wanted();
    m_present.reset();
    m_presentSeed.reset();
    m_opened.reset();
    m_nextSeed = 1;
    begin(m_runs, *m_scenario, 1, all() + 1, backgroundThreads());
    takePresent();
    refresh();
}

void LuckStudy::takePresent()
{
    const std::uint64_t seed = m_simulation->run()->session().settings().seed;
    if ((seed >= 1 && seed <= all()) || m_presentSeed == seed)
        return;
    m_present.reset();
    m_presentSeed = seed;
    try {
        m_presentRun.begin(*m_scenario, seed, seed + 1, 1);
        poll();
    } catch (const std::system_error &) {
        // Then it is not marked.
    }
}

const SweepRun *LuckStudy::presentRun() const
{
    if (!m_simulation)
        return nullptr;
    const std::uint64_t seed = m_simulation->run()->session().settings().seed;
    if (seed >= 1 && seed <= all())
        return m_results[seed - 1] ? &*m_results[seed - 1] : nullptr;
    return m_presentSeed == seed && m_present ? &*m_present : nullptr;
}

void LuckStudy::breakOff()
{
    m_runs.breakOff();
    m_presentRun.breakOff();
}

void LuckStudy::takeResults()
{
    if (m_presentRun.underWay()) {
        m_present = m_presentRun->next(std::chrono::milliseconds(0));
        if (m_present || m_presentRun->failed()) {
            m_presentRun.breakOff();
            noteNews();
        }
    }
    takeFrom(m_runs, [this](SweepRun run) { m_results[m_nextSeed++ - 1] = std::move(run); });
}

bool LuckStudy::isOver()
{
    const bool isPresentOver = m_presentRun.areOver();
    return m_runs.areOver() && isPresentOver;
}

void LuckStudy::refreshPicture()
{
    m_picture = {};
    m_distribution = {};
    const auto which = static_cast<std::size_t>(m_measure);
    SeedDistribution asked; // of the measure that the finder asks for
    const auto askedFor = static_cast<std::size_t>(m_finder.measure());
    for (std::size_t i = 0; i < m_results.size(); ++i) {
        if (!m_results[i])
            continue;
        m_distribution.add(i + 1, m_results[i]->numbers[which], m_results[i]->outcome != Outcome::Completed);
        asked.add(i + 1, m_results[i]->numbers[askedFor]);
    }
    if (m_scenario) {
        const std::string column = m_columns[which];
        m_picture.measure = measureName(column);
        m_picture.text = [column](double value) { return measureText(column, value); };
        m_picture.note = noteText();
        m_picture.histogram = m_distribution.histogram(mostBars);
        m_picture.runs = m_distribution.count();
        const auto mark = [&](const QString &name, double share) {
            const auto entry = m_distribution.quantile(share);
            if (!entry)
                return;
            if (!m_picture.marks.empty() && m_picture.marks.back().value == entry->value)
                m_picture.marks.back().name += QStringLiteral(", ") + name;
            else
                m_picture.marks.push_back({.name = name, .value = entry->value});
        };
        mark(QStringLiteral("p5"), lowShare);
        mark(QStringLiteral("median"), 0.5);
        mark(QStringLiteral("p95"), highShare);
        if (const SweepRun *const present = presentRun(); present && present->numbers[which])
            m_picture.marks.push_back({.name = QStringLiteral("seed %1").arg(m_simulation->tuning()->seed()),
                                       .value = *present->numbers[which],
                                       .present = true});
        const auto bound = asked.quantile(m_finder.above() ? highShare : lowShare);
        m_finder.propose(bound ? std::optional(bound->value) : std::nullopt);
    }
}

std::optional<SeedDistribution::Entry> LuckStudy::end(int which) const
{
    if (which < 0 || which > 2 || m_better.empty())
        return std::nullopt;
    if (which == 1)
        return m_distribution.quantile(0.5);
    const bool lessIsBetter = m_better[static_cast<std::size_t>(m_measure)] == Measure::Better::Less;
    return (which == 0) == lessIsBetter ? m_distribution.highest() : m_distribution.quantile(0);
}

void LuckStudy::open(const Scenario &scenario, Time time, const QString &said)
{
    show(scenario, time, QStringLiteral("opening seed %1").arg(scenario.settings.seed), said);
}

void LuckStudy::openBar(int bar)
{
    const auto &bars = m_picture.histogram.bars;
    if (bar < 0 || bar >= static_cast<int>(bars.size()) || bars[static_cast<std::size_t>(bar)].seeds.empty())
        return;
    const std::vector<std::uint64_t> &seeds = bars[static_cast<std::size_t>(bar)].seeds;
    auto seed = seeds.begin();
    if (m_opened == m_simulation->run()->session().settings().seed) {
        const auto now = std::find(seeds.begin(), seeds.end(), *m_opened);
        if (now != seeds.end() && now + 1 != seeds.end())
            seed = now + 1;
    }
    const std::uint64_t opened = *seed;
    const auto place = static_cast<std::uint64_t>(seed - seeds.begin()) + 1;
    const Scenario scenario = withSeed(opened);
    const std::size_t count = seeds.size();
    open(scenario, Time{} + scenario.length,
         count == 1 ? QStringLiteral("Seed %1, at its end. K goes back to the others.").arg(opened)
                    : QStringLiteral("Seed %1, at its end: %2 of the %3 in this bar. K goes back to the others.")
                          .arg(opened)
                          .arg(place)
                          .arg(count));
    m_opened = opened;
}

void LuckStudy::openEnd(int which)
{
    const auto entry = end(which);
    if (!entry)
        return;
    const Scenario scenario = withSeed(entry->seed);
    open(scenario, Time{} + scenario.length,
         QStringLiteral("%1: %2 %3 with seed %4, at its end. K goes back to the others.")
             .arg(endNames().at(which), m_picture.measure, m_picture.text(entry->value))
             .arg(entry->seed));
}

void LuckStudy::openFound()
{
    if (!m_finder.foundSeed())
        return;
    const Scenario scenario = m_finder.searched();
    open(scenario, m_finder.foundAt().value_or(Time{} + scenario.length), m_finder.answerText());
}

void LuckStudy::copyCommand()
{
    if (m_scenario)
        m_simulation->copy(commandLine());
}

} // namespace coroscope
