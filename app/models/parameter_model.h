// SPDX-License-Identifier: MIT
#pragma once

#include "models/slider_scale.h"
#include "pattern/pattern.h"

#include <QAbstractListModel>
#include <QtQml/qqmlregistration.h>

#include <memory>
#include <optional>
#include <utility>
#include <vector>

namespace coroscope {

/// The parameters of the pattern at the playhead, as sliders need them. It requests changes with changeRequested(); the
/// values it shows are set from outside.
class ParameterModel : public QAbstractListModel
{
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("belongs to a Simulation")
    Q_PROPERTY(QString offeredLoadText READ offeredLoadText NOTIFY valuesChanged)
    Q_PROPERTY(int others READ others NOTIFY valuesChanged)
    Q_PROPERTY(int othersChanged READ othersChanged NOTIFY valuesChanged)

public:
    enum Role {
        ParameterIdRole = Qt::UserRole,
        LabelRole,
        KindRole,
        PositionRole,
        ValueTextRole,
        EditTextRole,
        UnitRole,
        RangeTextRole,
        AmountRole,
        LeastRole,
        MostRole,
        StepRole,
        HintRole,
        EffectRole,
        IsDefaultRole,
        RelevantRole,
        RelevanceRole,
        ChoicesRole,
        ChoiceIndexRole,
        IsShapeRole,
        IsMainRole,
        LockRole,
    };

    explicit ParameterModel(QObject *parent = nullptr);

    /// Shows the parameters of @p pattern, at their defaults if the pattern has changed.
    void load(const PatternInfo &pattern);
    void setValues(const std::vector<std::int64_t> &values);
    const std::vector<std::int64_t> &values() const noexcept { return m_values; }
    /// Shows @p value in this row without setting it: for a slider that is being dragged.
    void setPreview(int row, std::int64_t value);
    void clearPreview();
    /// Row and value.
    std::optional<std::pair<int, std::int64_t>> preview() const noexcept { return m_preview; }
    const ParameterSpec &spec(int row) const { return m_table->all()[static_cast<std::size_t>(row)]->spec(); }

    /// These rows can't be turned here, until another call; @p why, in a sentence.
    void setLocked(std::vector<std::size_t> rows, const QString &why);

    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QHash<int, QByteArray> roleNames() const override;
    QString offeredLoadText() const;
    /// How many parameters are none of the pattern's main ones, and how many of those are not at their defaults.
    int others() const;
    int othersChanged() const;

    /// @p position 0 … 1 on the slider.
    Q_INVOKABLE void setPosition(int row, double position);
    /// As a number in the unit of AmountRole: a count, seconds, percent, per second.
    Q_INVOKABLE void setAmount(int row, double amount);
    /// As --set takes it. Returns an empty string, or one line that says what would be accepted.
    Q_INVOKABLE QString setText(int row, const QString &text);
    Q_INVOKABLE void setChoice(int row, int index);
    /// By @p steps presses of an arrow key.
    Q_INVOKABLE void nudge(int row, int steps);
    Q_INVOKABLE void resetToDefault(int row);
    /// Everything set between begin and end is one change, and one step for undo.
    Q_INVOKABLE void beginGesture(int row);
    /// The slider is at rest: the value set so far counts, even if the gesture goes on.
    Q_INVOKABLE void restGesture(int row);
    Q_INVOKABLE void endGesture(int row);

Q_SIGNALS:
    void valuesChanged();
    void changeRequested(int row, qint64 value);
    void gestureBegun(int row);
    void gestureRested();
    void gestureEnded(int row);

private:
    /// Whether it is one of the pattern's main ones, or the shape of one.
    bool isMain(std::size_t row) const;
    bool isLocked(std::size_t row) const;
    bool valid(int row) const noexcept { return row >= 0 && row < static_cast<int>(m_values.size()); }
    bool canBeTurned(int row) const { return valid(row) && !isLocked(static_cast<std::size_t>(row)); }
    std::int64_t value(int row) const { return m_shown[static_cast<std::size_t>(row)]; }
    void show();
    QStringList choices(const ParameterSpec &spec) const;

    const PatternInfo *m_pattern = nullptr;
    std::unique_ptr<ParameterTable> m_table;
    std::vector<SliderScale> m_scales;
    std::vector<std::int64_t> m_values;
    std::vector<std::int64_t> m_shown; ///< the values, including the preview
    std::optional<std::pair<int, std::int64_t>> m_preview;
    std::vector<std::size_t> m_locked;
    QString m_lockedWhy;
};

} // namespace coroscope
