// SPDX-License-Identifier: MIT
#include "player/pair_tuning.h"

#include <utility>

namespace coroscope {

namespace {

/// "Channel capacity" of "Undo Channel capacity: 10 items → 4 items", the action's name of "Undo “Close the source”".
QString whatOf(const Tuning &tuning)
{
    return tuning.undoText().section(QLatin1Char(' '), 1).section(QLatin1Char(':'), 0, 0);
}

} // namespace

PairTuning::PairTuning(Side first, Side second, QObject *parent) : QObject(parent), m_first(first), m_second(second)
{
    connect(&m_first.tuning, &Tuning::recorded, this, [this] { recorded(true); });
    connect(&m_second.tuning, &Tuning::recorded, this, [this] { recorded(false); });
    for (const Tuning *tuning : {&m_first.tuning, &m_second.tuning})
        connect(tuning, &Tuning::undoChanged, this, &PairTuning::undoChanged);
    turnBoth();
}

void PairTuning::turnBoth()
{
    const ParameterModel *const turned = m_first.tuning.parameters();
    ParameterModel *const also = m_second.tuning.parameters();
    const auto isBoth = [this] { return m_active && m_turned == Both; };
    connect(turned, &ParameterModel::gestureBegun, also, [=](int row) {
        if (isBoth())
            Q_EMIT also->gestureBegun(row);
    });
    connect(turned, &ParameterModel::gestureRested, also, [=] {
        if (isBoth())
            Q_EMIT also->gestureRested();
    });
    connect(turned, &ParameterModel::gestureEnded, also, [=](int row) {
        if (isBoth())
            Q_EMIT also->gestureEnded(row);
    });
    connect(turned, &ParameterModel::changeRequested, also, [=](int row, qint64 value) {
        if (isBoth())
            Q_EMIT also->changeRequested(row, value);
    });
}

void PairTuning::setTurned(int turned)
{
    if (turned == m_turned || turned < First || turned > Second)
        return;
    settle();
    m_turned = turned;
    Q_EMIT turnedChanged();
}

void PairTuning::setActive(bool active)
{
    settle();
    m_active = active;
    m_done.clear();
    m_undone.clear();
    Q_EMIT undoChanged();
}

void PairTuning::recorded(bool first)
{
    if (!m_active || m_restoring)
        return;
    Step *const last = m_done.empty() ? nullptr : &m_done.back();
    const QString what = whatOf(first ? m_first.tuning : m_second.tuning);
    // What both are set to is one step, and so is what B does because A has begun anew.
    const bool isFree = last && !(first ? last->first : last->second);
    if (isFree && (m_along || (m_turned == Both && last->inBoth && last->what == what))) {
        (first ? last->first : last->second) = true;
    } else if (!m_along) {
        m_done.push_back({.first = first, .second = !first, .inBoth = m_turned == Both, .what = what});
        if (m_done.size() > UndoHistory<UndoStep>::longest)
            m_done.pop_front();
    }
    m_undone.clear();
    Q_EMIT undoChanged();
}

/// What is being dragged right now is set.
void PairTuning::settle()
{
    Q_EMIT m_first.tuning.parameters()->gestureRested();
    Q_EMIT m_second.tuning.parameters()->gestureRested();
}

bool PairTuning::canUndo() const
{
    return !m_done.empty() || dragged();
}

QString PairTuning::undoText() const
{
    if (const Tuning *const tuning = dragged())
        return tuning->undoText();
    return m_done.empty() ? QString() : tuningOf(m_done.back()).undoText() + where(m_done.back());
}

bool PairTuning::canRedo() const
{
    return !m_undone.empty();
}

QString PairTuning::redoText() const
{
    return m_undone.empty() ? QString() : tuningOf(m_undone.back()).redoText() + where(m_undone.back());
}

const Tuning *PairTuning::dragged() const
{
    for (Tuning *tuning : {&m_first.tuning, &m_second.tuning}) {
        if (tuning->parameters()->preview())
            return tuning;
    }
    return nullptr;
}

QString PairTuning::where(const Step &step)
{
    if (step.first && step.second)
        return QStringLiteral(", in both");
    return step.first ? QStringLiteral(", in A") : QStringLiteral(", in B");
}

void PairTuning::undo()
{
    settle();
    if (m_done.empty())
        return;
    const Step step = std::move(m_done.back());
    m_done.pop_back();
    m_restoring = true;
    if (step.first)
        m_first.tuning.undo();
    if (step.second)
        m_second.tuning.undo();
    m_restoring = false;
    m_undone.push_back(step);
    Q_EMIT undoChanged();
}

void PairTuning::redo()
{
    settle();
    if (m_undone.empty())
        return;
    const Step step = std::move(m_undone.back());
    m_undone.pop_back();
    m_restoring = true;
    if (step.first)
        m_first.tuning.redo();
    if (step.second)
        m_second.tuning.redo();
    m_restoring = false;
    m_done.push_back(step);
    Q_EMIT undoChanged();
}

} // namespace coroscope
