// SPDX-License-Identifier: MIT
#include "player/sweep_study.h"

#include "models/measure_text.h"
#include "models/text.h"
#include "models/typed_value.h"
#include "player/background_threads.h"
#include "player/command_line.h"
#include "text/duration_text.h"
#include "text/number_text.h"

#include <algorithm>
#include <system_error>

namespace coroscope {

namespace {

using namespace std::chrono_literals;

/// Whether two sweeps make the same runs. The base's value of a varied parameter does not matter.
bool makeTheSame(const Sweep &a, const Sweep &b)
{
    const auto others = [](const Sweep &sweep) {
        std::vector<std::int64_t> values = sweep.base.settings.values;
        for (const Variation &variation : sweep.variations)
            values[variation.parameter] = 0;
        return values;
    };
    return a.base.pattern == b.base.pattern && a.variations == b.variations && others(a) == others(b)
        && a.firstSeed == b.firstSeed && a.lastSeed == b.lastSeed && a.base.length == b.base.length
        && a.base.settings.warmup == b.base.settings.warmup && a.base.settings.schedule == b.base.settings.schedule;
}

} // namespace

SweepStudy::SweepStudy(QObject *parent) : QObject(parent)
{
    m_settled.setSingleShot(true);
    m_settled.setInterval(150ms);
    m_poll.setInterval(33ms);
    connect(&m_settled, &QTimer::timeout, this, &SweepStudy::keepUp);
    connect(&m_poll, &QTimer::timeout, this, &SweepStudy::takeResults);
    for (SweepAxis *axis : {&m_across, &m_up}) {
        connect(axis, &SweepAxis::changed, &m_settled, qOverload<>(&QTimer::start));
        connect(axis, &SweepAxis::changed, this, &SweepStudy::noteForm);
    }
    connect(this, &SweepStudy::settingsChanged, &m_settled, qOverload<>(&QTimer::start));
    connect(this, &SweepStudy::settingsChanged, this, &SweepStudy::noteForm);
    connect(this, &SweepStudy::measureChanged, this, &SweepStudy::noteForm);
}

SweepStudy::~SweepStudy() = default;

void SweepStudy::setSimulation(Simulation *simulation)
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
        connect(tuning, &Tuning::seedChanged, following, settleAnew);
        connect(tuning->parameters(), &ParameterModel::valuesChanged, following, settleAnew);
        connect(tuning, &Tuning::recorded, following, [this] {
            if (m_active)
                m_undo.record(std::nullopt);
        });
        patternMayHaveChanged();
    }
    Q_EMIT simulationChanged();
}

void SweepStudy::patternMayHaveChanged()
{
    const PatternInfo &pattern = m_simulation->run()->session().pattern();
    if (&pattern == m_pattern)
        return;
    m_restoring = true;
    if (m_pattern)
        m_formsLeft.insert_or_assign(m_pattern, form());
    m_pattern = &pattern;
    breakOff();
    m_sweep.reset();
    m_rows.clear();
    m_stopped = false;
    m_columns = sweepColumns(pattern);
    m_measure = static_cast<int>(std::find(m_columns.begin(), m_columns.end(), pattern.tellingMeasure)
                                 - m_columns.begin());
    m_across.load(pattern);
    m_up.load(pattern);
    if (const auto left = m_formsLeft.find(m_pattern); left != m_formsLeft.end()) {
        m_across.restore(left->second.across);
        m_up.restore(left->second.up);
        m_measure = left->second.measure;
    } else {
        varyAcross(static_cast<int>(pattern.declare()->find(pattern.tellingParameter).value_or(0)));
    }
    m_form = form();
    m_restoring = false;
    refreshPicture();
    Q_EMIT patternChanged();
    Q_EMIT formChanged();
    Q_EMIT measureChanged();
    Q_EMIT resultsChanged();
}

void SweepStudy::setActive(bool active)
{
    if (active == m_active)
        return;
    m_active = active;
    m_undo.clear(); // nothing is undone while it is not shown
    Q_EMIT activeChanged();
    if (active)
        keepUp();
}

QStringList SweepStudy::parameters() const
{
    QStringList labels;
    if (m_pattern) {
        const std::unique_ptr<ParameterTable> table = m_pattern->declare();
        for (const Parameter *parameter : table->all())
            labels.push_back(toQString(parameter->spec().label));
    }
    return labels;
}

QStringList SweepStudy::measures() const
{
    return measureNames(m_columns);
}

void SweepStudy::setMeasure(int measure)
{
    if (measure == m_measure || measure < 0 || measure >= static_cast<int>(m_columns.size()))
        return;
    m_measure = measure;
    refreshPicture();
    Q_EMIT measureChanged();
    Q_EMIT resultsChanged();
}

std::uint64_t SweepStudy::done() const
{
    return static_cast<std::uint64_t>(
        std::count_if(m_rows.begin(), m_rows.end(), [](const auto &row) { return row.has_value(); }));
}

double SweepStudy::progress() const
{
    return m_rows.empty() ? 0 : static_cast<double>(done()) / static_cast<double>(m_rows.size());
}

QString SweepStudy::statusText() const
{
    if (!m_sweep)
        return {};
    const std::uint64_t points = done();
    if (!running() && points == m_rows.size())
        return toQString(counted(points * m_sweep->seeds(), "run of ", "runs of ")
                         + readableDuration(m_sweep->base.length) + " in "
                         + readableDuration(Duration{std::llround(m_took * 1e9)}));
    return QStringLiteral("%1 of %2 points%3")
        .arg(points)
        .arg(m_rows.size())
        .arg(running() ? QString() : QStringLiteral(", stopped"));
}

QString SweepStudy::commandLine() const
{
    return m_sweep ? toQString(sweepCommandFor(*m_sweep)) : QString();
}

void SweepStudy::varyAcross(int row)
{
    if (!m_simulation || row < 0 || row >= m_simulation->tuning()->parameters()->rowCount())
        return;
    m_across.vary(row, m_simulation->run()->values()[static_cast<std::size_t>(row)]);
}

void SweepStudy::varyUp(int row)
{
    if (!m_simulation || row >= m_simulation->tuning()->parameters()->rowCount())
        row = -1;
    m_up.vary(row, row < 0 ? 0 : m_simulation->run()->values()[static_cast<std::size_t>(row)]);
}

QString SweepStudy::setSeeds(const QString &text)
{
    return taken(takeNumber(m_seeds, "seeds", text, 1, mostSeeds));
}

QString SweepStudy::taken(const QString &error)
{
    if (error.isEmpty())
        Q_EMIT settingsChanged();
    return error;
}

Sweep SweepStudy::wanted() const
{
    Sweep sweep;
    sweep.base.pattern = m_pattern;
    sweep.base.settings = m_simulation->run()->session().settings();
    sweep.base.settings.values = m_simulation->run()->values();
    sweep.base.settings.warmup = m_times.warmup;
    sweep.base.length = m_times.length;
    for (const SweepAxis *axis : {&m_across, &m_up}) {
        if (auto variation = axis->variation())
            sweep.variations.push_back(std::move(*variation));
    }
    const auto more = static_cast<std::uint64_t>(m_seeds - 1);
    sweep.firstSeed = std::min(sweep.base.settings.seed, RunSettings::maximumSeed - more);
    sweep.lastSeed = sweep.firstSeed + more;
    return sweep;
}

void SweepStudy::start()
{
    m_stopped = false;
    if (m_simulation && problem().isEmpty())
        begin(wanted());
}

void SweepStudy::keepUp()
{
    if (!m_active || m_stopped || !m_simulation || !problem().isEmpty())
        return;
    Sweep sweep = wanted();
    if (!m_sweep || !makeTheSame(sweep, *m_sweep))
        begin(std::move(sweep));
}

void SweepStudy::begin(Sweep sweep)
{
    breakOff();
    m_rows.assign(sweep.points(), std::nullopt);
    m_sweep = std::move(sweep);
    try {
        m_runner = std::make_unique<SweepRunner>(*m_sweep, 0, m_sweep->points(), backgroundThreads());
        m_elapsed.start();
        m_poll.start();
    } catch (const std::system_error &) {
        Q_EMIT m_simulation->notice(QStringLiteral("The sweep can't begin: the system has no thread for it."));
    }
    refreshPicture();
    Q_EMIT resultsChanged();
}

void SweepStudy::breakOff()
{
    if (!m_runner)
        return;
    m_runner->breakOff();
    for (SweepRow &row : m_runner->rest())
        m_rows[row.point] = std::move(row);
    m_former.push_back(std::move(m_runner));
}

void SweepStudy::takeResults()
{
    std::erase_if(m_former, [](const auto &runner) { return runner->ended(); });
    if (!m_runner) {
        if (m_former.empty())
            m_poll.stop();
        return;
    }
    bool news = false;
    while (auto row = m_runner->next(0ms)) {
        m_rows[row->point] = std::move(*row);
        news = true;
    }
    if (m_runner->failed()) {
        Q_EMIT m_simulation->notice(QStringLiteral("The sweep is broken off: the system has no more memory for it."));
        stop();
        return;
    }
    if (m_runner->finished()) {
        m_took = static_cast<double>(m_elapsed.nsecsElapsed()) / 1e9;
        m_runner.reset();
    }
    if (news) {
        refreshPicture();
        Q_EMIT resultsChanged();
    }
}

void SweepStudy::stop()
{
    m_stopped = true;
    if (!m_runner)
        return;
    breakOff();
    refreshPicture();
    Q_EMIT resultsChanged();
}

void SweepStudy::refreshPicture()
{
    m_picture = {};
    if (!m_sweep)
        return;
    const std::string column = m_columns[static_cast<std::size_t>(m_measure)];
    m_picture.across = pictureOf(*m_pattern, m_sweep->variations.front());
    if (m_sweep->variations.size() > 1)
        m_picture.up = pictureOf(*m_pattern, m_sweep->variations.back());
    m_picture.measure = measureName(column);
    m_picture.text = [column](double value) { return measureText(column, value); };
    m_picture.points.resize(m_rows.size());
    for (std::size_t i = 0; i < m_rows.size(); ++i) {
        if (!m_rows[i])
            continue;
        const auto which = static_cast<std::size_t>(m_measure);
        const SweepNumber &number = m_rows[i]->numbers[which];
        m_picture.points[i] = SweepPicture::Point{.mean = number.mean,
                                                  .halfWidth = number.halfWidth,
                                                  .theory = m_rows[i]->theory[which],
                                                  .troubled = m_rows[i]->notCompleted > 0};
    }
}

void SweepStudy::open(int point)
{
    if (!m_sweep || point < 0 || static_cast<std::uint64_t>(point) >= m_sweep->points())
        return;
    const Scenario scenario = m_sweep->scenarioAt(static_cast<std::uint64_t>(point), m_sweep->firstSeed);
    m_simulation->transport()->setPlaying(false);
    m_simulation->tuning()->start(scenario, QStringLiteral("opening a point of the sweep"));
    m_simulation->transport()->runAhead(Time{} + scenario.length);
    Q_EMIT m_simulation->notice(
        QStringLiteral("The run of this point, seed %1, at its end. Home goes to its start.").arg(m_sweep->firstSeed));
}

void SweepStudy::compare(int point)
{
    if (!m_sweep || point < 0 || static_cast<std::uint64_t>(point) >= m_sweep->points())
        return;
    m_simulation->pair()->take(m_sweep->scenarioAt(static_cast<std::uint64_t>(point), m_sweep->firstSeed),
                               QStringLiteral("the choice of a point of the sweep"));
}

void SweepStudy::copyCommand()
{
    if (const QString why = problem(); !why.isEmpty()) // the command would be that of the sweep before
        Q_EMIT m_simulation->notice(why);
    else
        m_simulation->copy(commandLine());
}

} // namespace coroscope
