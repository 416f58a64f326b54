// SPDX-License-Identifier: MIT
#pragma once

#include "models/slider_scale.h"
#include "run/sweep.h"
#include "scene/sweep_scene.h"

#include <QObject>
#include <QtQml/qqmlregistration.h>

#include <memory>
#include <optional>

namespace coroscope {

/// One parameter that a sweep varies, its range and number of steps; or none. A choice is varied over all its choices.
class SweepAxis : public QObject
{
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("belongs to a SweepStudy")
    Q_PROPERTY(int parameter READ parameter NOTIFY changed)
    Q_PROPERTY(bool ranged READ ranged NOTIFY changed)
    Q_PROPERTY(QString fromText READ fromText NOTIFY changed)
    Q_PROPERTY(QString fromEdit READ fromEdit NOTIFY changed)
    Q_PROPERTY(QString toText READ toText NOTIFY changed)
    Q_PROPERTY(QString toEdit READ toEdit NOTIFY changed)
    Q_PROPERTY(QString rangeText READ rangeText NOTIFY changed)
    Q_PROPERTY(int steps READ steps NOTIFY changed)
    Q_PROPERTY(int count READ count NOTIFY changed)
    Q_PROPERTY(QString problem READ problem NOTIFY changed)

public:
    static constexpr int mostSteps = 100;

    /// All that the user has chosen.
    struct State {
        int row = -1;
        std::int64_t from = 0;
        std::int64_t to = 0;
        int steps = 12;

        friend bool operator==(const State &, const State &) = default;
    };

    explicit SweepAxis(QObject *parent = nullptr);

    /// Loads the parameters of @p pattern, and varies none.
    void load(const PatternInfo &pattern);
    /// Varies the parameter in this row around @p value; -1: none.
    void vary(int row, std::int64_t value);

    /// Row in the pattern's table; -1: nothing is varied.
    int parameter() const noexcept { return m_state.row; }
    QString label() const;
    /// Whether there is a range; a choice has none.
    bool ranged() const;
    QString fromText() const, fromEdit() const, toText() const, toEdit() const;
    /// "1 ms to 10 s": the accepted range.
    QString rangeText() const;
    /// How many values are requested; there are fewer if the range does not have that many.
    int steps() const noexcept { return m_state.steps; }
    /// How many values there are.
    int count() const;

    const State &state() const noexcept { return m_state; }
    /// @p state must be of the same pattern.
    void restore(const State &state);
    /// Why it can't be varied like this, in one line; empty if it can.
    QString problem() const;

    /// Each takes user input, and returns an empty string or one line that says what would be accepted.
    Q_INVOKABLE QString setFrom(const QString &text);
    Q_INVOKABLE QString setTo(const QString &text);
    Q_INVOKABLE QString setSteps(const QString &text);

    /// What the sweep varies, if anything.
    std::optional<Variation> variation() const;

Q_SIGNALS:
    void changed();

private:
    const ParameterSpec &spec() const { return m_table->all()[static_cast<std::size_t>(m_state.row)]->spec(); }
    QString text(std::int64_t value, bool forEditing) const;
    /// Sets @p end to the value typed, or returns what is wrong with it.
    QString setEnd(std::int64_t &end, const QString &text);

    std::unique_ptr<ParameterTable> m_table;
    State m_state;
};

/// How a variation of @p pattern is drawn.
SweepPicture::Axis pictureOf(const PatternInfo &pattern, const Variation &variation, std::int64_t present);

} // namespace coroscope
