// SPDX-License-Identifier: MIT
#include "player/parting.h"

#include "models/text.h"
#include "player/event_text.h"
#include "player/second_run.h"
#include "text/duration_text.h"

#include <QElapsedTimer>

#include <algorithm>
#include <utility>

namespace coroscope {

namespace {

constexpr std::chrono::milliseconds between{10};
/// Of the time in between: what the window does not miss.
constexpr std::chrono::milliseconds slice{2};
constexpr std::uint64_t turnsAtATime = 64;
/// Resumptions that unwind tasks: some milliseconds.
constexpr std::uint64_t turnsOfUnwinding = 1'000;
/// How far it looks at first; then twice as far, each time that the runs have got there.
constexpr Duration atFirst = std::chrono::minutes(1);

} // namespace

Parting::Parting(QObject *parent) : QObject(parent)
{
    m_next.setInterval(between);
    connect(&m_next, &QTimer::timeout, this, &Parting::go);
}

Parting::~Parting()
{
    breakOff();
    for (const std::unique_ptr<DivergenceSearch> &search : m_former)
        search->abandon();
}

void Parting::look(Scenario first, Scenario second, Time present)
{
    const Time known = m_found ? moment() : Time{} + m_length;
    const bool isKnown = m_length > Duration::zero() && areSameUntil(first, m_first, known)
        && areSameUntil(second, m_second, known);
    if (isKnown && m_found) {
        const bool isOutcomeKnown = areSameUntil(first, m_first, furtherUntil())
            && areSameUntil(second, m_second, furtherUntil());
        if (isOutcomeKnown)
            return;
        m_first = std::move(first);
        m_second = std::move(second);
        m_first.length = m_second.length = m_length;
        breakOff();
        lookFurther();
        Q_EMIT changed();
        return;
    }
    if (isKnown && present <= Time{} + m_length)
        return;
    if (!isKnown)
        m_length = atFirst;
    while (Time{} + m_length < present)
        m_length *= 2;
    m_first = std::move(first);
    m_second = std::move(second);
    m_first.length = m_second.length = m_length;
    begin();
}

void Parting::stop()
{
    breakOff();
    m_length = {};
    m_found.reset();
    m_outcome.reset();
    Q_EMIT changed();
}

void Parting::begin()
{
    breakOff();
    m_found.reset();
    m_outcome.reset();
    m_search = std::make_unique<DivergenceSearch>(m_first, m_second);
    m_next.start();
    go(); // most part at once
    if (m_search)
        Q_EMIT changed();
}

void Parting::go()
{
    QElapsedTimer spent;
    spent.start();
    while (m_search && !spent.hasExpired(slice.count())) {
        if (!m_search->goOn(turnsAtATime))
            continue;
        m_found = m_search->found();
        breakOff();
        if (m_found)
            lookFurther();
        Q_EMIT changed();
    }
    while (!m_search && m_further && !spent.hasExpired(slice.count())) {
        if (!m_further->goOn(turnsAtATime))
            continue;
        m_outcome = m_further->found();
        breakOff();
        Q_EMIT changed();
    }
    if (!m_former.empty() && m_former.back()->unwind(turnsOfUnwinding))
        m_former.pop_back();
    if (!m_search && !m_further && m_former.empty())
        m_next.stop();
}

void Parting::breakOff()
{
    for (std::unique_ptr<DivergenceSearch> *const search : {&m_search, &m_further}) {
        if (*search)
            m_former.push_back(std::move(*search));
    }
}

void Parting::lookFurther()
{
    m_outcome.reset();
    m_further = std::make_unique<DivergenceSearch>(m_first, m_second, DivergenceSearch::Of::Outcomes);
    m_next.start();
}

Time Parting::furtherUntil() const
{
    Time until = Time{} + m_length;
    if (!m_outcome || !m_outcome->first || !m_outcome->second)
        return until;
    return std::max(m_outcome->first->event.time, m_outcome->second->event.time);
}

Time Parting::moment() const
{
    if (!m_found)
        return {};
    const auto at = [](const std::optional<Divergence::Side> &side) { return side ? side->event.time : never; };
    return std::min(at(m_found->first), at(m_found->second));
}

QString Parting::text() const
{
    if (m_found)
        return QStringLiteral("They part at %1.").arg(toQString(clockText(moment())));
    if (m_search)
        return QStringLiteral("Looking for where they part …");
    if (m_length == Duration::zero())
        return {};
    return QStringLiteral("They are the same up to %1.").arg(toQString(readableDuration(m_length)));
}

QString Parting::firstText() const
{
    return m_outcome ? sideText(m_outcome->first) : m_found ? sideText(m_found->first) : QString();
}

QString Parting::secondText() const
{
    return m_outcome ? sideText(m_outcome->second) : m_found ? sideText(m_found->second) : QString();
}

QString Parting::eventText() const
{
    return m_found ? QStringLiteral("A: %1 B: %2").arg(sideText(m_found->first), sideText(m_found->second)) : QString();
}

QString Parting::sideText(const std::optional<Divergence::Side> &side) const
{
    if (!side)
        return QStringLiteral("Nothing more happens.");
    const QString what = capitalised(toQString(side->what));
    if (side->event.time == moment())
        return what;
    return QStringLiteral("At %1: %2").arg(toQString(clockText(side->event.time)), what);
}

} // namespace coroscope
