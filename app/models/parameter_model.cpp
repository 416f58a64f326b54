// SPDX-License-Identifier: MIT
#include "models/parameter_model.h"

#include "models/text.h"
#include "models/typed_value.h"

#include <algorithm>
#include <cmath>

namespace coroscope {

namespace {

QString kindName(ParameterKind kind)
{
    switch (kind) {
    case ParameterKind::Count:
        return QStringLiteral("count");
    case ParameterKind::Duration:
        return QStringLiteral("duration");
    case ParameterKind::Share:
        return QStringLiteral("share");
    case ParameterKind::Rate:
        return QStringLiteral("rate");
    case ParameterKind::Factor:
        return QStringLiteral("factor");
    case ParameterKind::Choice:
        return QStringLiteral("choice");
    }
    return {};
}

/// One unit (a second, a percent, one per second) in a parameter's raw values.
double rawOfOne(ParameterKind kind)
{
    switch (kind) {
    case ParameterKind::Duration:
        return 1e9;
    case ParameterKind::Share:
        return 1e7;
    case ParameterKind::Rate:
    case ParameterKind::Factor:
        return 1e3;
    default:
        return 1;
    }
}

} // namespace

ParameterModel::ParameterModel(QObject *parent) : QAbstractListModel(parent) { }

void ParameterModel::load(const PatternInfo &pattern)
{
    if (m_pattern == &pattern)
        return; // a view keeps its delegates, and their focus, when a run starts anew
    beginResetModel();
    m_pattern = &pattern;
    m_table = pattern.declare();
    m_preview.reset();
    m_scales.clear();
    m_values.clear();
    for (const Parameter *parameter : m_table->all()) {
        m_scales.emplace_back(parameter->spec());
        m_values.push_back(parameter->raw());
    }
    m_shown = m_values;
    endResetModel();
    Q_EMIT valuesChanged();
}

void ParameterModel::setValues(const std::vector<std::int64_t> &values)
{
    m_values = values;
    show();
}

void ParameterModel::setPreview(int row, std::int64_t value)
{
    m_preview = {row, value};
    show();
}

void ParameterModel::clearPreview()
{
    m_preview.reset();
    show();
}

void ParameterModel::show()
{
    std::vector<std::int64_t> shown = m_values;
    if (m_preview)
        shown[static_cast<std::size_t>(m_preview->first)] = m_preview->second;
    if (shown == m_shown)
        return;
    m_shown = std::move(shown);
    // Hints and relevance of any row may depend on any value.
    Q_EMIT dataChanged(index(0), index(rowCount() - 1));
    Q_EMIT valuesChanged();
}

void ParameterModel::setLocked(std::vector<std::size_t> rows, const QString &why)
{
    if (rows == m_locked && why == m_lockedWhy)
        return;
    m_locked = std::move(rows);
    m_lockedWhy = why;
    if (!m_values.empty())
        Q_EMIT dataChanged(index(0), index(rowCount() - 1), {LockRole});
}

bool ParameterModel::isLocked(std::size_t row) const
{
    return std::find(m_locked.begin(), m_locked.end(), row) != m_locked.end();
}

int ParameterModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_values.size());
}

QStringList ParameterModel::choices(const ParameterSpec &spec) const
{
    QStringList labels;
    for (const Choice &choice : spec.choices)
        labels.push_back(translated(choice.label));
    return labels;
}

QVariant ParameterModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid() || !valid(index.row()))
        return {};
    const auto row = static_cast<std::size_t>(index.row());
    const ParameterSpec &spec = m_table->all()[row]->spec();
    const std::int64_t value = m_shown[row];
    switch (role) {
    case ParameterIdRole:
        return toQString(spec.id);
    case Qt::DisplayRole:
    case LabelRole:
        return toQString(spec.label);
    case KindRole:
        return kindName(spec.kind);
    case PositionRole:
        return m_scales[row].positionOf(value);
    case ValueTextRole:
        return toQString(readable(spec, value));
    case EditTextRole:
        return toQString(canonical(spec, value));
    case UnitRole:
        return translated(spec.unit, several);
    case RangeTextRole:
        if (spec.kind == ParameterKind::Choice)
            return choices(spec).join(QStringLiteral(", "));
        return rangeText(spec);
    case AmountRole:
        return static_cast<double>(value) / rawOfOne(spec.kind);
    case LeastRole:
        return static_cast<double>(spec.minimum) / rawOfOne(spec.kind);
    case MostRole:
        return static_cast<double>(spec.maximum) / rawOfOne(spec.kind);
    case StepRole:
        return static_cast<double>(
                   std::max(m_scales[row].nudged(value, 1) - value, value - m_scales[row].nudged(value, -1)))
            / rawOfOne(spec.kind);
    case HintRole:
        return toQString(m_pattern->hint(row, m_shown));
    case EffectRole:
        return translated(spec.effect);
    case IsDefaultRole:
        return value == spec.initial;
    case RelevantRole:
        return m_pattern->irrelevance(row, m_shown).empty();
    case RelevanceRole:
        return toQString(m_pattern->irrelevance(row, m_shown));
    case ChoicesRole:
        return choices(spec);
    case ChoiceIndexRole:
        return spec.kind == ParameterKind::Choice ? static_cast<int>(value) : -1;
    case IsShapeRole:
        return spec.shape;
    case IsMainRole:
        return isMain(row);
    case LockRole:
        return isLocked(row) ? m_lockedWhy : QString();
    default:
        return {};
    }
}

QHash<int, QByteArray> ParameterModel::roleNames() const
{
    return {
        {ParameterIdRole, "parameterId"},
        {LabelRole, "label"},
        {KindRole, "kind"},
        {PositionRole, "position"},
        {ValueTextRole, "valueText"},
        {EditTextRole, "editText"},
        {UnitRole, "unit"},
        {RangeTextRole, "rangeText"},
        {AmountRole, "amount"},
        {LeastRole, "least"},
        {MostRole, "most"},
        {StepRole, "step"},
        {HintRole, "hint"},
        {EffectRole, "effect"},
        {IsDefaultRole, "isDefault"},
        {RelevantRole, "relevant"},
        {RelevanceRole, "relevance"},
        {ChoicesRole, "choices"},
        {ChoiceIndexRole, "choiceIndex"},
        {IsShapeRole, "isShape"},
        {IsMainRole, "isMain"},
        {LockRole, "lock"},
    };
}

bool ParameterModel::isMain(std::size_t row) const
{
    const auto &main = m_pattern->mainParameters;
    const std::vector<Parameter *> &all = m_table->all();
    const std::size_t named = all[row]->spec().shape ? row - 1 : row; // a shape follows its mean
    return std::find(main.begin(), main.end(), all[named]->spec().id) != main.end();
}

int ParameterModel::others() const
{
    int count = 0;
    for (std::size_t row = 0; row < m_shown.size(); ++row)
        count += isMain(row) ? 0 : 1;
    return count;
}

int ParameterModel::othersChanged() const
{
    int count = 0;
    for (std::size_t row = 0; row < m_shown.size(); ++row)
        count += isMain(row) || m_shown[row] == m_table->all()[row]->spec().initial ? 0 : 1;
    return count;
}

QString ParameterModel::offeredLoadText() const
{
    return m_pattern ? toQString(m_pattern->load(m_shown)) : QString();
}

void ParameterModel::setPosition(int row, double position)
{
    if (canBeTurned(row))
        Q_EMIT changeRequested(row, m_scales[static_cast<std::size_t>(row)].valueAt(position));
}

QString ParameterModel::setText(int row, const QString &text)
{
    if (!canBeTurned(row))
        return valid(row) ? m_lockedWhy : QString();
    const ParsedValue result = typedValue(spec(row), text, value(row));
    if (!result.value)
        return toQString(result.error);
    Q_EMIT changeRequested(row, *result.value);
    return {};
}

void ParameterModel::setAmount(int row, double amount)
{
    if (!canBeTurned(row) || !std::isfinite(amount))
        return;
    const ParameterSpec &about = spec(row);
    const double raw = amount * rawOfOne(about.kind);
    Q_EMIT changeRequested(
        row, std::llround(std::clamp(raw, static_cast<double>(about.minimum), static_cast<double>(about.maximum))));
}

void ParameterModel::setChoice(int row, int index)
{
    if (canBeTurned(row) && index >= 0 && index <= spec(row).maximum)
        Q_EMIT changeRequested(row, index);
}

void ParameterModel::nudge(int row, int steps)
{
    if (canBeTurned(row))
        Q_EMIT changeRequested(row, m_scales[static_cast<std::size_t>(row)].nudged(value(row), steps));
}

void ParameterModel::resetToDefault(int row)
{
    if (canBeTurned(row))
        Q_EMIT changeRequested(row, spec(row).initial);
}

void ParameterModel::beginGesture(int row)
{
    if (canBeTurned(row))
        Q_EMIT gestureBegun(row);
}

void ParameterModel::restGesture(int row)
{
    if (valid(row))
        Q_EMIT gestureRested();
}

void ParameterModel::endGesture(int row)
{
    if (valid(row))
        Q_EMIT gestureEnded(row);
}

} // namespace coroscope
