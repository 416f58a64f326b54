// SPDX-License-Identifier: MIT
#include "player/loop_stretch.h"

#include "models/text.h"
#include "text/duration_text.h"
#include "text/sentence.h"

#include <algorithm>
#include <cmath>

namespace coroscope {

namespace {

Time timeAt(double seconds)
{
    constexpr double longest = 9e9; // seconds: what the clock can hold
    return Time{Duration{std::llround(std::clamp(seconds, 0.0, longest) * 1e9)}};
}

} // namespace

LoopStretch::LoopStretch(Run &run, QObject *parent) : QObject(parent), m_run(run)
{
    connect(&m_run, &Run::patternChanged, this, &LoopStretch::clear);
}

QString LoopStretch::text() const
{
    if (!m_from)
        return {};
    if (!m_to)
        return toQString(say(words("The loop begins at {from}."), {{"from", readableTime(*m_from)}}));
    return toQString(
        say(words("Loop from {from} to {to}."), {{"from", readableTime(*m_from)}, {"to", readableTime(*m_to)}}));
}

void LoopStretch::startHere()
{
    m_from = m_run.playhead();
    if (m_to && *m_to <= *m_from)
        m_to.reset();
    apply();
    Q_EMIT notice(text());
}

void LoopStretch::endHere()
{
    const Time here = m_run.playhead();
    const Time start = m_run.forgottenBefore();
    if (here <= start) {
        Q_EMIT notice(toQString(say(words("A loop ends after it begins: this is the start."))));
        return;
    }
    if (!m_from || *m_from >= here)
        m_from = start;
    m_to = here;
    apply();
    Q_EMIT notice(text());
}

void LoopStretch::setFrom(double seconds)
{
    if (!m_from || !std::isfinite(seconds))
        return;
    const Time latest = m_to ? *m_to - Duration{1} : m_run.present();
    m_from = std::max(m_run.forgottenBefore(), std::min(timeAt(seconds), latest));
    apply();
}

void LoopStretch::setTo(double seconds)
{
    if (!m_from || !m_to || !std::isfinite(seconds))
        return;
    m_to = std::max(*m_from + Duration{1}, std::min(timeAt(seconds), m_run.present()));
    apply();
}

void LoopStretch::clear()
{
    if (!marked())
        return;
    m_from.reset();
    m_to.reset();
    apply();
}

void LoopStretch::apply()
{
    m_run.player().setLoop(m_from && m_to ? std::optional(Player::Stretch{*m_from, *m_to}) : std::nullopt);
    Q_EMIT changed();
}

} // namespace coroscope
