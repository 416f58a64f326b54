// SPDX-License-Identifier: MIT
#include "player/run_study.h"

#include "models/measure_text.h"
#include "models/text.h"
#include "models/typed_value.h"
#include "run/sweep_runner.h"
#include "text/duration_text.h"
#include "text/number_text.h"

namespace coroscope {

using namespace std::chrono_literals;

RunStudy::RunStudy(int seeds, int fewestSeeds, QObject *parent)
    : QObject(parent), m_seeds(seeds), m_fewestSeeds(fewestSeeds)
{
    m_settled.setSingleShot(true);
    m_settled.setInterval(150ms);
    m_poll.setInterval(33ms);
    connect(&m_settled, &QTimer::timeout, this, &RunStudy::keepUpIfActive);
    connect(&m_poll, &QTimer::timeout, this, [this] {
        takeResults();
        if (isOver())
            m_poll.stop();
        if (std::exchange(m_hasNews, false))
            refresh();
    });
    connect(this, &RunStudy::settingsChanged, this, &RunStudy::settle);
}

void RunStudy::setSimulation(Simulation *simulation)
{
    if (simulation == m_simulation)
        return;
    m_following.reset();
    m_simulation = simulation;
    if (m_simulation) {
        m_following = std::make_unique<QObject>();
        const QObject *const following = m_following.get();
        const auto settleAnew = [this] { settle(); };
        Tuning *const tuning = m_simulation->tuning();
        connect(m_simulation->run(), &Run::patternChanged, following, [this] { patternMayHaveChanged(); });
        connect(tuning, &Tuning::seedChanged, following, settleAnew);
        connect(tuning, &Tuning::scheduleChanged, following, settleAnew);
        connect(tuning->parameters(), &ParameterModel::valuesChanged, following, settleAnew);
        follow(*following);
        patternMayHaveChanged();
    }
    Q_EMIT simulationChanged();
}

void RunStudy::patternMayHaveChanged()
{
    const PatternInfo &pattern = m_simulation->run()->session().pattern();
    if (&pattern == m_pattern)
        return;
    leavePattern();
    m_pattern = &pattern;
    breakOff();
    m_stopped = false;
    m_columns = sweepColumns(pattern);
    m_measure = static_cast<int>(std::find(m_columns.begin(), m_columns.end(), pattern.tellingMeasure)
                                 - m_columns.begin());
    takePattern();
    refreshPicture();
    Q_EMIT patternChanged();
    Q_EMIT measureChanged();
    Q_EMIT resultsChanged();
    settle();
}

void RunStudy::setActive(bool active)
{
    if (active == m_active)
        return;
    m_active = active;
    Q_EMIT activeChanged();
    keepUpIfActive();
}

void RunStudy::keepUpIfActive()
{
    if (m_active && m_simulation)
        keepUp();
}

QStringList RunStudy::measures() const
{
    return measureNames(m_columns);
}

void RunStudy::setMeasure(int measure)
{
    if (measure == m_measure || measure < 0 || measure >= static_cast<int>(m_columns.size()))
        return;
    m_measure = measure;
    refreshPicture();
    Q_EMIT measureChanged();
    Q_EMIT resultsChanged();
}

QString RunStudy::setSeeds(const QString &text)
{
    return taken(takeNumber(m_seeds, "seeds", text, m_fewestSeeds, mostSeeds));
}

QString RunStudy::taken(const QString &error)
{
    if (error.isEmpty())
        Q_EMIT settingsChanged();
    return error;
}

void RunStudy::start()
{
    m_stopped = false;
    if (m_simulation)
        beginAnew();
}

void RunStudy::stop()
{
    m_stopped = true;
    if (!running())
        return;
    breakOff();
    refresh();
}

void RunStudy::refresh()
{
    refreshPicture();
    Q_EMIT resultsChanged();
}

QString RunStudy::statusOf(std::uint64_t runs, Duration length, const QString &parts) const
{
    if (!running() && done() == all())
        return toQString(counted(runs, "run of ", "runs of ") + readableDuration(length) + " in "
                         + readableDuration(m_took));
    return QStringLiteral("%1 of %2 %3%4")
        .arg(done())
        .arg(all())
        .arg(parts, running() ? QString() : QStringLiteral(", stopped"));
}

void RunStudy::show(const Scenario &scenario, Time time, const QString &name, const QString &said)
{
    m_simulation->transport()->setPlaying(false);
    m_simulation->tuning()->start(scenario, name);
    m_simulation->transport()->runAhead(time);
    Q_EMIT m_simulation->notice(said);
}

} // namespace coroscope
