// SPDX-License-Identifier: MIT
#include "player/trial.h"

#include "models/measure_text.h"
#include "models/text.h"

#include <algorithm>
#include <utility>

namespace coroscope {

namespace {

/// "below", "at most" …, as they stand before a value.
QString wordOf(Relation relation)
{
    switch (relation) {
    case Relation::Less:
        return QStringLiteral("below");
    case Relation::AtMost:
        return QStringLiteral("at most");
    case Relation::Equal:
        return QStringLiteral("exactly");
    case Relation::AtLeast:
        return QStringLiteral("at least");
    case Relation::More:
        return QStringLiteral("above");
    }
    return {};
}

} // namespace

Trial::Trial(Run &run, QObject *parent) : QObject(parent), m_run(run)
{
    connect(&m_run, &Run::detailsChanged, this, &Trial::look);
    connect(&m_study, &AnswerStudy::progressed, this, &Trial::changed);
    connect(&m_study, &AnswerStudy::finished, this, &Trial::finish);
    connect(&m_study, &AnswerStudy::failed, this, [this] {
        Q_EMIT notice(QStringLiteral("It can't be judged: the system has no thread or no memory for the runs."));
        Q_EMIT changed();
    });
}

void Trial::take(const std::optional<Challenge> &challenge)
{
    m_study.stop();
    m_challenge = challenge;
    m_judgement.reset();
    m_hintShown = false;
    refresh();
}

QString Trial::textOf(const Goal &goal) const
{
    const PatternInfo &pattern = *m_challenge->start.pattern;
    switch (goal.about) {
    case Goal::About::Parameter: {
        const auto table = pattern.declare();
        const ParameterSpec &spec = table->all().at(goal.position)->spec();
        const QString value = toQString(readable(spec, goal.limit));
        const QString label = toQString(spec.label);
        return spec.kind == ParameterKind::Choice
            ? QStringLiteral("%1: %2").arg(label, value)
            : QStringLiteral("%1: %2 %3").arg(label, wordOf(goal.relation), value);
    }
    case Goal::About::Outcome:
        return QStringLiteral("The run ends as “%1”").arg(toQString(coroscope::text(goal.outcome)));
    case Goal::About::Number:
        break;
    }
    const std::string id = sweepColumns(pattern).at(goal.position);
    return QStringLiteral("%1: %2 %3").arg(measureName(id), wordOf(goal.relation), measureText(id, goal.value));
}

/// @p now: the run shown, as far as it has got.
std::vector<GoalRow> Trial::rowsOf(const std::vector<Goal> &goals, const SweepRun &now) const
{
    const std::vector<std::int64_t> values = m_run.session().values();
    std::vector<GoalRow> rows;
    for (const Goal &goal : goals)
        rows.push_back({.text = textOf(goal), .holds = isReached(goal, values, now), .judged = {}, .met = false});
    return rows;
}

void Trial::refresh()
{
    if (!m_challenge || !m_run.loaded() || &m_run.session().pattern() != m_challenge->start.pattern) {
        m_goals.setRows({});
        m_starGoals.setRows({});
        Q_EMIT changed();
        return;
    }
    Session &session = m_run.session();
    const SweepRun now{.numbers = sweepNumbers(session), .theory = {}, .outcome = session.outcome()};
    std::vector<GoalRow> goals = rowsOf(m_challenge->goals, now);
    if (m_judgement) {
        for (std::size_t i = 0; i < goals.size(); ++i) {
            const Judgement::Line &line = m_judgement->lines.at(i);
            goals[i].judged = QStringLiteral("%1 of %2 runs").arg(line.reached).arg(m_judgement->runs);
            goals[i].met = line.reached == m_judgement->runs;
        }
    }
    m_goals.setRows(std::move(goals));
    std::vector<GoalRow> stars;
    for (const std::vector<Goal> &star : m_challenge->stars) {
        for (GoalRow &row : rowsOf(star, now))
            stars.push_back(std::move(row));
    }
    m_starGoals.setRows(std::move(stars));
    Q_EMIT changed();
}

/// The run shown has gone on, or something has been turned, which has not been judged yet.
void Trial::look()
{
    if (!m_challenge)
        return;
    if (m_judgement && m_run.session().values() != m_values)
        m_judgement.reset();
    refresh();
}

/// A parameter that may not be turned, and has been.
std::optional<std::size_t> Trial::turnedOther() const
{
    const std::vector<std::size_t> &turnable = m_challenge->turnable;
    for (std::size_t i = 0; i < m_values.size() && !turnable.empty(); ++i) {
        if (m_values[i] != m_challenge->start.settings.values.at(i)
            && std::find(turnable.begin(), turnable.end(), i) == turnable.end())
            return i;
    }
    return std::nullopt;
}

void Trial::judge()
{
    if (!m_challenge || busy() || &m_run.session().pattern() != m_challenge->start.pattern)
        return;
    m_judgement.reset();
    m_values = m_run.session().values();
    if (const std::optional<std::size_t> other = turnedOther()) {
        const ParameterSpec &spec = m_run.session().parameters().all()[*other]->spec();
        Q_EMIT notice(
            QStringLiteral("“%1” is not to be turned in this challenge: it has to stay at %2.")
                .arg(toQString(spec.label), toQString(readable(spec, m_challenge->start.settings.values.at(*other)))));
        return;
    }
    m_study.begin(runsFor(*m_challenge, m_values));
}

void Trial::finish()
{
    m_judgement = judged(*m_challenge, m_values, m_study.results());
    refresh();
    if (m_judgement->stars > 0)
        Q_EMIT solved(m_judgement->stars);
}

QString Trial::verdict() const
{
    if (!m_judgement)
        return {};
    if (m_judgement->stars == 0)
        return QStringLiteral("Not yet: not all goals hold in all of %1 runs with seeds that you have not seen.")
            .arg(m_judgement->runs);
    return m_judgement->stars == 1
        ? QStringLiteral("Solved, in %1 of %1 runs.").arg(m_judgement->runs)
        : QStringLiteral("Solved, in %1 of %1 runs, with %2 stars.").arg(m_judgement->runs).arg(m_judgement->stars);
}

QString Trial::hint() const
{
    return m_challenge && m_hintShown ? QString::fromStdString(m_challenge->hint) : QString();
}

void Trial::showHint()
{
    m_hintShown = true;
    Q_EMIT changed();
}

} // namespace coroscope
