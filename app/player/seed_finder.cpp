// SPDX-License-Identifier: MIT
#include "player/seed_finder.h"

#include "models/measure_text.h"
#include "models/text.h"
#include "models/typed_value.h"
#include "player/background_threads.h"
#include "text/duration_text.h"

#include <algorithm>
#include <array>
#include <iterator>
#include <system_error>

namespace coroscope {

namespace {

using namespace std::chrono_literals;
using Kind = StopCondition::Kind;

/// What happens, in the order of SeedFinder::questions(); the last question is for a number.
constexpr std::array happenings = {Kind::Stuck, Kind::Lost, Kind::Drop, Kind::Crash, Kind::TimeOut, Kind::Failure};

} // namespace

SeedFinder::SeedFinder(QObject *parent) : QObject(parent)
{
    m_poll.setInterval(33ms);
    connect(&m_poll, &QTimer::timeout, this, &SeedFinder::take);
}

SeedFinder::~SeedFinder() = default;

void SeedFinder::load(std::vector<std::string> columns, int measure, bool above)
{
    forget();
    m_columns = std::move(columns);
    m_measure = measure;
    m_above = above;
    m_typed.reset();
    m_proposed.reset();
    Q_EMIT changed();
}

void SeedFinder::propose(std::optional<double> bound)
{
    if (bound && m_measure < static_cast<int>(m_columns.size())) {
        // As it is shown, so that it is what is asked.
        const std::string &column = m_columns[static_cast<std::size_t>(m_measure)];
        bound = typedMeasure(column, measureText(column, *bound));
    }
    if (bound == m_proposed)
        return;
    m_proposed = bound;
    Q_EMIT changed();
}

QStringList SeedFinder::questions() const
{
    return {QStringLiteral("the run deadlocks or stalls"), QStringLiteral("an item is lost"),
            QStringLiteral("an item is dropped"),          QStringLiteral("the process crashes"),
            QStringLiteral("a time limit is up"),          QStringLiteral("something fails"),
            QStringLiteral("a measure crosses a bound")};
}

void SeedFinder::setQuestion(int question)
{
    if (question == m_question || question < 0 || question > static_cast<int>(happenings.size()))
        return;
    m_question = question;
    Q_EMIT changed();
}

bool SeedFinder::asksForNumber() const
{
    return m_question == static_cast<int>(happenings.size());
}

void SeedFinder::setMeasure(int measure)
{
    if (measure == m_measure || measure < 0 || measure >= static_cast<int>(m_columns.size()))
        return;
    m_measure = measure;
    m_typed.reset(); // it was of another measure
    m_proposed.reset();
    Q_EMIT changed();
}

void SeedFinder::setAbove(bool above)
{
    if (above == m_above)
        return;
    m_above = above;
    Q_EMIT changed();
}

std::optional<double> SeedFinder::bound() const
{
    return m_typed ? m_typed : m_proposed;
}

QString SeedFinder::boundText() const
{
    const std::optional<double> value = bound();
    return value ? measureText(m_columns[static_cast<std::size_t>(m_measure)], *value) : QString();
}

QString SeedFinder::setBound(const QString &text)
{
    const std::string &column = m_columns[static_cast<std::size_t>(m_measure)];
    const std::optional<double> typed = typedMeasure(column, text);
    if (!typed)
        return notAccepted("bound", text, measureExample(column));
    m_typed = typed;
    Q_EMIT changed();
    return {};
}

std::optional<SeedQuestion> SeedFinder::asked() const
{
    if (!asksForNumber())
        return StopCondition{.kind = happenings[static_cast<std::size_t>(m_question)]};
    const std::optional<double> value = bound();
    if (!value)
        return std::nullopt;
    return CrossedBound{.column = static_cast<std::size_t>(m_measure), .above = m_above, .bound = *value};
}

QString SeedFinder::askedText() const
{
    if (!asksForNumber())
        return questions().at(m_question);
    return QStringLiteral("“%1” is %2 %3")
        .arg(measureName(m_columns[static_cast<std::size_t>(m_measure)]),
             m_above ? QStringLiteral("above") : QStringLiteral("below"), boundText());
}

double SeedFinder::progress() const
{
    return m_asked ? static_cast<double>(m_looked) / static_cast<double>(mostSeeds) : 0;
}

std::optional<Time> SeedFinder::foundAt() const
{
    return m_answer.moment ? std::optional(m_answer.moment->time) : std::nullopt;
}

QString SeedFinder::answerText() const
{
    if (!m_asked)
        return {};
    if (m_found) {
        if (m_answer.moment)
            return QStringLiteral("Seed %1, at %2: %3")
                .arg(*m_found)
                .arg(toQString(readableTime(m_answer.moment->time)), toQString(m_answer.moment->what));
        const auto &bound = std::get<CrossedBound>(*m_asked);
        return QStringLiteral("Seed %1: %2 %3")
            .arg(*m_found)
            .arg(measureName(m_columns[bound.column]), measureText(m_columns[bound.column], m_answer.number.value()));
    }
    if (running())
        return QStringLiteral("Looking: none of the seeds %1 to %2 so far").arg(m_first).arg(m_looked);
    if (m_looked < mostSeeds)
        return m_looked < m_first
            ? QStringLiteral("Stopped before any seed had been looked at.")
            : QStringLiteral("Stopped: none of the seeds %1 to %2 so far.").arg(m_first).arg(m_looked);
    return QStringLiteral("None of the seeds %1 to %2 has a run of %3 in which %4.")
        .arg(m_first)
        .arg(mostSeeds)
        .arg(toQString(readableDuration(m_base.length)), m_askedText);
}

bool SeedFinder::looksOn(const Scenario &scenario, const SeedQuestion &question) const
{
    return m_found == scenario.settings.seed && m_asked == question && *m_found < mostSeeds;
}

void SeedFinder::find()
{
    const std::optional<SeedQuestion> question = asked();
    if (!m_scenario || !question)
        return;
    m_search.breakOff();
    Scenario scenario = m_scenario();
    m_first = looksOn(scenario, *question) ? *m_found + 1 : 1;
    m_looked = m_first - 1;
    m_found.reset();
    m_answer = {};
    m_asked = question;
    m_askedText = askedText();
    m_base = std::move(scenario);
    try {
        m_search.begin(m_base, *question, m_first, mostSeeds + 1, backgroundThreads());
        m_poll.start();
    } catch (const std::system_error &) {
        Q_EMIT notice(QStringLiteral("The search can't begin: the system has no thread for it."));
    }
    Q_EMIT progressed();
}

void SeedFinder::stop()
{
    if (!running())
        return;
    m_search.breakOff();
    Q_EMIT progressed();
}

void SeedFinder::forget()
{
    m_search.breakOff();
    m_asked.reset();
    m_found.reset();
    m_answer = {};
    Q_EMIT progressed();
}

void SeedFinder::take()
{
    if (m_search.areOver())
        m_poll.stop();
    if (!running())
        return;
    const std::uint64_t before = m_looked;
    while (!m_found) {
        std::optional<SeedAnswer> answer = m_search->next(0ms);
        if (!answer)
            break;
        ++m_looked;
        if (!answer->met)
            continue;
        m_found = m_looked;
        m_base.settings.seed = m_looked;
        m_answer = std::move(*answer);
    }
    if (m_search->failed() && !m_found) {
        Q_EMIT notice(QStringLiteral("The search is broken off: the system has no more memory for it."));
        stop();
        return;
    }
    if (m_found || m_search->finished())
        m_search.breakOff();
    if (m_looked != before)
        Q_EMIT progressed();
    if (m_found)
        Q_EMIT found();
}

} // namespace coroscope
