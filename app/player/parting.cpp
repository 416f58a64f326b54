// SPDX-License-Identifier: MIT
#include "player/parting.h"

#include "models/text.h"
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
    if (isKnown && (m_found || present <= Time{} + m_length))
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
    Q_EMIT changed();
}

void Parting::begin()
{
    breakOff();
    m_found.reset();
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
        Q_EMIT changed();
        return;
    }
    if (!m_former.empty() && m_former.back()->unwind(turnsOfUnwinding))
        m_former.pop_back();
    if (!m_search && m_former.empty())
        m_next.stop();
}

void Parting::breakOff()
{
    if (m_search)
        m_former.push_back(std::move(m_search));
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
        return QStringLiteral("They part at %1.").arg(toQString(readableTime(moment())));
    if (m_search)
        return QStringLiteral("Looking for where they part …");
    if (m_length == Duration::zero())
        return {};
    return QStringLiteral("They are the same up to %1.").arg(toQString(readableDuration(m_length)));
}

QString Parting::sideText(const std::optional<Divergence::Side> &side) const
{
    if (!side)
        return QStringLiteral("Nothing more happens.");
    const QString what = capitalised(toQString(side->what));
    if (side->event.time == moment())
        return what;
    return QStringLiteral("At %1: %2").arg(toQString(readableTime(side->event.time)), what);
}

} // namespace coroscope
