// SPDX-License-Identifier: MIT
#include "player/sweep_axis.h"

#include "models/text.h"
#include "models/typed_value.h"

#include <algorithm>
#include <numeric>

namespace coroscope {

SweepAxis::SweepAxis(QObject *parent) : QObject(parent) { }

void SweepAxis::load(const PatternInfo &pattern)
{
    m_table = pattern.declare();
    m_state.row = -1;
    Q_EMIT changed();
}

void SweepAxis::vary(int row, std::int64_t value)
{
    if (!m_table || row == m_state.row || row >= static_cast<int>(m_table->all().size()))
        return;
    m_state.row = std::max(row, -1);
    if (m_state.row >= 0) {
        constexpr double reach = 0.25; // of the slider, to either side
        const SliderScale scale(spec());
        const double here = scale.positionOf(value);
        m_state.from = scale.valueAt(here - reach);
        m_state.to = scale.valueAt(here + reach);
    }
    Q_EMIT changed();
}

QString SweepAxis::label() const
{
    return m_state.row < 0 ? QString() : toQString(spec().label);
}

void SweepAxis::restore(const State &state)
{
    if (state == m_state)
        return;
    m_state = state;
    Q_EMIT changed();
}

QString SweepAxis::problem() const
{
    if (!ranged() || m_state.from <= m_state.to)
        return {};
    return QStringLiteral("%1: the first value, %2, is above the last one, %3.").arg(label(), fromText(), toText());
}

bool SweepAxis::ranged() const
{
    return m_state.row >= 0 && spec().kind != ParameterKind::Choice;
}

QString SweepAxis::text(std::int64_t value, bool forEditing) const
{
    if (m_state.row < 0)
        return {};
    return forEditing ? toQString(canonical(spec(), value)) : toQString(readable(spec(), value));
}

QString SweepAxis::fromText() const
{
    return text(m_state.from, false);
}

QString SweepAxis::fromEdit() const
{
    return text(m_state.from, true);
}

QString SweepAxis::toText() const
{
    return text(m_state.to, false);
}

QString SweepAxis::toEdit() const
{
    return text(m_state.to, true);
}

QString SweepAxis::rangeText() const
{
    return m_state.row < 0 ? QString() : coroscope::rangeText(spec());
}

QString SweepAxis::setEnd(std::int64_t &end, const QString &text)
{
    if (m_state.row < 0)
        return {};
    const ParsedValue value = typedValue(spec(), text, end);
    if (!value.value)
        return toQString(value.error);
    end = *value.value;
    Q_EMIT changed();
    return {};
}

QString SweepAxis::setFrom(const QString &text)
{
    return setEnd(m_state.from, text);
}

QString SweepAxis::setTo(const QString &text)
{
    return setEnd(m_state.to, text);
}

QString SweepAxis::setSteps(const QString &text)
{
    const QString error = takeNumber(m_state.steps, "values", text, 2, mostSteps);
    if (error.isEmpty())
        Q_EMIT changed();
    return error;
}

int SweepAxis::count() const
{
    const std::optional<Variation> varied = variation();
    return varied ? static_cast<int>(varied->values.size()) : 0;
}

std::optional<Variation> SweepAxis::variation() const
{
    if (m_state.row < 0)
        return std::nullopt;
    Variation variation{.parameter = static_cast<std::size_t>(m_state.row), .values = {}};
    if (ranged()) {
        variation.values = SliderScale(spec()).between(m_state.from, m_state.to, m_state.steps);
    } else {
        variation.values.resize(spec().choices.size());
        std::iota(variation.values.begin(), variation.values.end(), std::int64_t{0});
    }
    return variation;
}

SweepPicture::Axis pictureOf(const PatternInfo &pattern, const Variation &variation, std::int64_t present)
{
    const std::unique_ptr<ParameterTable> table = pattern.declare();
    const ParameterSpec &spec = table->all()[variation.parameter]->spec();
    const SliderScale scale(spec);
    SweepPicture::Axis axis{.label = toQString(spec.label), .values = {}, .logarithmic = scale.logarithmic()};
    const double start = scale.positionOf(variation.values.front());
    const double span = scale.positionOf(variation.values.back()) - start;
    if (span > 0 && present >= variation.values.front() && present <= variation.values.back())
        axis.now = (scale.positionOf(present) - start) / span;
    for (const std::int64_t value : variation.values) {
        axis.values.push_back(spec.kind == ParameterKind::Count ? QString::number(value)
                                                                : toQString(readable(spec, value)));
        axis.places.push_back(span > 0 ? (scale.positionOf(value) - start) / span : 0.5);
    }
    return axis;
}

} // namespace coroscope
