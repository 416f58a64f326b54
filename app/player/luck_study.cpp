// SPDX-License-Identifier: MIT
#include "player/luck_study.h"

#include "models/measure_text.h"
#include "player/background_threads.h"

#include <algorithm>
#include <system_error>

namespace coroscope {

namespace {

using namespace std::chrono_literals;

constexpr std::size_t mostBars = 30;

/// Whether two scenarios make the same runs with the same seeds.
bool makeTheSame(const Scenario &a, const Scenario &b)
{
    return a.pattern == b.pattern && a.settings.values == b.settings.values
        && a.settings.schedule == b.settings.schedule && a.settings.warmup == b.settings.warmup && a.length == b.length;
}

} // namespace

LuckStudy::LuckStudy(QObject *parent) : QObject(parent)
{
    m_settled.setSingleShot(true);
    m_settled.setInterval(150ms);
    m_poll.setInterval(33ms);
    connect(&m_settled, &QTimer::timeout, this, &LuckStudy::keepUp);
    connect(&m_poll, &QTimer::timeout, this, &LuckStudy::takeResults);
    connect(this, &LuckStudy::settingsChanged, &m_settled, qOverload<>(&QTimer::start));
    m_finder.searchIn([this] { return wanted(); });
    connect(&m_finder, &SeedFinder::changed, this, &LuckStudy::refreshPicture); // which proposes a bound
}

LuckStudy::~LuckStudy() = default;

void LuckStudy::setSimulation(Simulation *simulation)
{
    if (simulation == m_simulation)
        return;
    m_following.reset();
    m_simulation = simulation;
    if (m_simulation) {
        m_following = std::make_unique<QObject>();
        const QObject *const following = m_following.get();
        const auto settleAnew = [this] { m_settled.start(); };
        Tuning *const tuning = m_simulation->tuning();
        connect(m_simulation->run(), &Run::patternChanged, following, [this] { patternMayHaveChanged(); });
        connect(tuning, &Tuning::seedChanged, following, [this] { seedMayHaveChanged(); });
        connect(tuning, &Tuning::scheduleChanged, following, settleAnew);
        connect(tuning->parameters(), &ParameterModel::valuesChanged, following, settleAnew);
        connect(&m_finder, &SeedFinder::notice, following,
                [this](const QString &text) { Q_EMIT m_simulation->notice(text); });
        patternMayHaveChanged();
    }
    Q_EMIT simulationChanged();
}

void LuckStudy::patternMayHaveChanged()
{
    const PatternInfo &pattern = m_simulation->run()->session().pattern();
    if (&pattern == m_pattern)
        return;
    m_pattern = &pattern;
    breakOff();
    m_scenario.reset();
    m_runs.clear();
    m_present.reset();
    m_presentSeed.reset();
    m_opened.reset();
    m_stopped = false;
    m_columns = sweepColumns(pattern);
    m_better = betterInColumns(pattern);
    m_measure = static_cast<int>(std::find(m_columns.begin(), m_columns.end(), pattern.tellingMeasure)
                                 - m_columns.begin());
    m_finder.load(m_columns, m_measure, m_better[static_cast<std::size_t>(m_measure)] != Measure::Better::More);
    refreshPicture();
    Q_EMIT patternChanged();
    Q_EMIT measureChanged();
    m_settled.start();
}

void LuckStudy::seedMayHaveChanged()
{
    refreshPicture();
    m_settled.start();
}

void LuckStudy::setActive(bool active)
{
    if (active == m_active)
        return;
    m_active = active;
    Q_EMIT activeChanged();
    if (active)
        keepUp();
    else
        m_finder.stop();
}

void LuckStudy::setMeasure(int measure)
{
    if (measure == m_measure || measure < 0 || measure >= static_cast<int>(m_columns.size()))
        return;
    m_measure = measure;
    refreshPicture();
    Q_EMIT measureChanged();
}

std::uint64_t LuckStudy::done() const
{
    return static_cast<std::uint64_t>(
        std::count_if(m_runs.begin(), m_runs.end(), [](const auto &run) { return run.has_value(); }));
}

double LuckStudy::progress() const
{
    return m_runs.empty() ? 0 : static_cast<double>(done()) / static_cast<double>(m_runs.size());
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

void LuckStudy::start()
{
    m_stopped = false;
    if (m_simulation)
        begin(wanted());
}

void LuckStudy::keepUp()
{
    if (!m_active || !m_simulation)
        return;
    Scenario scenario = wanted();
    const bool same = m_scenario && makeTheSame(scenario, *m_scenario);
    if (!makeTheSame(scenario, m_finder.searched()))
        m_finder.forget();
    if (m_stopped)
        return;
    if (!same || m_runs.size() != static_cast<std::size_t>(m_seeds)) {
        begin(std::move(scenario));
        return;
    }
    takePresent();
}

void LuckStudy::begin(Scenario scenario)
{
    breakOff();
    m_runs.assign(static_cast<std::size_t>(m_seeds), std::nullopt);
    m_scenario = std::move(scenario);
    m_present.reset();
    m_presentSeed.reset();
    m_opened.reset();
    m_nextSeed = 1;
    try {
        m_runner = std::make_unique<SeedRunner>(*m_scenario, 1, m_runs.size() + 1, backgroundThreads());
        m_elapsed.start();
        m_poll.start();
    } catch (const std::system_error &) {
        Q_EMIT m_simulation->notice(QStringLiteral("The runs can't begin: the system has no thread for them."));
    }
    takePresent();
    refreshPicture();
}

void LuckStudy::takePresent()
{
    const std::uint64_t seed = m_simulation->run()->session().settings().seed;
    if ((seed >= 1 && seed <= m_runs.size()) || m_presentSeed == seed)
        return;
    if (m_presentRunner) {
        m_presentRunner->breakOff();
        m_former.push_back(std::move(m_presentRunner));
    }
    m_present.reset();
    m_presentSeed = seed;
    try {
        m_presentRunner = std::make_unique<SeedRunner>(*m_scenario, seed, seed + 1, 1);
        m_poll.start();
    } catch (const std::system_error &) {
        // Then it is not marked.
    }
}

const SweepRun *LuckStudy::presentRun() const
{
    if (!m_simulation)
        return nullptr;
    const std::uint64_t seed = m_simulation->run()->session().settings().seed;
    if (seed >= 1 && seed <= m_runs.size())
        return m_runs[seed - 1] ? &*m_runs[seed - 1] : nullptr;
    return m_presentSeed == seed && m_present ? &*m_present : nullptr;
}

void LuckStudy::breakOff()
{
    for (std::unique_ptr<SeedRunner> *runner : {&m_runner, &m_presentRunner}) {
        if (!*runner)
            continue;
        (*runner)->breakOff();
        m_former.push_back(std::move(*runner));
    }
}

void LuckStudy::takeResults()
{
    std::erase_if(m_former, [](const auto &runner) { return runner->ended(); });
    bool news = false;
    if (m_presentRunner) {
        m_present = m_presentRunner->next(0ms);
        if (m_present || m_presentRunner->failed()) {
            m_former.push_back(std::move(m_presentRunner));
            news = true;
        }
    }
    if (m_runner) {
        while (auto run = m_runner->next(0ms)) {
            m_runs[m_nextSeed++ - 1] = std::move(*run);
            news = true;
        }
        if (m_runner->failed()) {
            Q_EMIT m_simulation->notice(
                QStringLiteral("The runs are broken off: the system has no more memory for them."));
            stop();
            return;
        }
        if (m_runner->finished()) {
            m_took = static_cast<double>(m_elapsed.nsecsElapsed()) / 1e9;
            m_runner.reset();
        }
    }
    if (!m_runner && !m_presentRunner && m_former.empty())
        m_poll.stop();
    if (news)
        refreshPicture();
}

void LuckStudy::stop()
{
    m_stopped = true;
    if (!m_runner)
        return;
    breakOff();
    refreshPicture();
}

void LuckStudy::refreshPicture()
{
    m_picture = {};
    m_distribution = {};
    const auto which = static_cast<std::size_t>(m_measure);
    SeedDistribution asked; // of the measure that the finder asks for
    const auto askedFor = static_cast<std::size_t>(m_finder.measure());
    for (std::size_t i = 0; i < m_runs.size(); ++i) {
        if (!m_runs[i])
            continue;
        m_distribution.add(i + 1, m_runs[i]->numbers[which], m_runs[i]->outcome != Outcome::Completed);
        asked.add(i + 1, m_runs[i]->numbers[askedFor]);
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
    Q_EMIT resultsChanged();
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
    m_simulation->transport()->setPlaying(false);
    m_simulation->tuning()->start(scenario, QStringLiteral("opening seed %1").arg(scenario.settings.seed));
    m_simulation->transport()->runAhead(time);
    Q_EMIT m_simulation->notice(said);
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
