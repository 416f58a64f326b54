// SPDX-License-Identifier: MIT
#include "player/sweep_study.h"

#include "models/measure_text.h"
#include "models/text.h"
#include "player/background_threads.h"
#include "player/command_line.h"

#include <algorithm>
#include <utility>

namespace coroscope {

namespace {

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

SweepStudy::SweepStudy(QObject *parent) : RunStudy(SweepForm{}.seeds, 1, parent)
{
    for (SweepAxis *axis : {&m_across, &m_up}) {
        connect(axis, &SweepAxis::changed, this, &SweepStudy::settle);
        connect(axis, &SweepAxis::changed, this, &SweepStudy::noteForm);
    }
    connect(this, &RunStudy::settingsChanged, this, &SweepStudy::noteForm);
    connect(this, &RunStudy::measureChanged, this, &SweepStudy::noteForm);
    connect(this, &RunStudy::patternChanged, this, &SweepStudy::formChanged);
    connect(this, &RunStudy::activeChanged, this,
            [this] { m_undo.clear(); }); // nothing is undone while it is not shown
}

SweepStudy::~SweepStudy() = default;

void SweepStudy::follow(const QObject &context)
{
    connect(m_simulation->tuning(), &Tuning::recorded, &context, [this] {
        if (active())
            m_undo.record(std::nullopt);
    });
}

void SweepStudy::leavePattern()
{
    m_restoring = true;
    if (m_pattern)
        m_formsLeft.insert_or_assign(m_pattern, form());
}

void SweepStudy::takePattern()
{
    m_sweep.reset();
    m_rows.clear();
    m_across.load(*m_pattern);
    m_up.load(*m_pattern);
    if (const auto left = m_formsLeft.find(m_pattern); left != m_formsLeft.end()) {
        m_across.restore(left->second.across);
        m_up.restore(left->second.up);
        m_measure = left->second.measure;
    } else {
        varyAcross(static_cast<int>(m_pattern->declare()->find(firstVaried()).value_or(0)));
    }
    m_form = form();
    m_restoring = false;
}

/// What is advised to be turned; where nothing is, what tells most about the pattern.
std::string_view SweepStudy::firstVaried() const
{
    const Run &run = *m_simulation->run();
    const bool isAdvised = run.loaded() && &run.session().pattern() == m_pattern && !run.settings().empty();
    return isAdvised ? run.settings().front().id : m_pattern->tellingParameter;
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

QString SweepStudy::statusText() const
{
    return m_sweep ? statusOf(done() * m_sweep->seeds(), m_sweep->base.length, QStringLiteral("points")) : QString();
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

void SweepStudy::keepUp()
{
    if (!stoppedByUser() && problem().isEmpty() && (!m_sweep || !makeTheSame(wanted(), *m_sweep)))
        beginAnew();
}

void SweepStudy::beginAnew()
{
    if (!problem().isEmpty())
        return;
    breakOff();
    m_sweep = wanted();
    m_rows.assign(m_sweep->points(), std::nullopt);
    begin(m_runs, *m_sweep, 0, all(), backgroundThreads());
    refresh();
}

void SweepStudy::breakOff()
{
    for (SweepRow &row : m_runs.breakOff())
        m_rows[row.point] = std::move(row);
}

void SweepStudy::takeResults()
{
    takeFrom(m_runs, [this](SweepRow row) { m_rows[row.point] = std::move(row); });
}

void SweepStudy::refreshPicture()
{
    m_picture = {};
    if (!m_sweep)
        return;
    const std::string column = m_columns[static_cast<std::size_t>(m_measure)];
    const auto axisOf = [this](const Variation &variation) {
        return pictureOf(*m_pattern, variation, m_sweep->base.settings.values[variation.parameter]);
    };
    m_picture.across = axisOf(m_sweep->variations.front());
    if (m_sweep->variations.size() > 1)
        m_picture.up = axisOf(m_sweep->variations.back());
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
    if (!hasPoint(point))
        return;
    const Scenario scenario = m_sweep->scenarioAt(static_cast<std::uint64_t>(point), m_sweep->firstSeed);
    show(scenario, Time{} + scenario.length, QStringLiteral("opening a point of the sweep"),
         QStringLiteral("The run of this point, seed %1, at its end. Home goes to its start.").arg(m_sweep->firstSeed));
}

void SweepStudy::compare(int point)
{
    if (hasPoint(point))
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
