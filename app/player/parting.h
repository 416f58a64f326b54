// SPDX-License-Identifier: MIT
#pragma once

#include "run/divergence.h"

#include <QObject>
#include <QTimer>
#include <QtQml/qqmlregistration.h>

#include <memory>
#include <optional>
#include <vector>

namespace coroscope {

/// The first event at which two runs part, looked for while the window goes on. What has been found holds for as long as
/// nothing up to there is changed.
class Parting : public QObject
{
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("belongs to a Pair")
    Q_PROPERTY(bool found READ found NOTIFY changed)
    Q_PROPERTY(double time READ time NOTIFY changed)
    Q_PROPERTY(QString text READ text NOTIFY changed)
    Q_PROPERTY(QString firstText READ firstText NOTIFY changed)
    Q_PROPERTY(QString secondText READ secondText NOTIFY changed)

public:
    explicit Parting(QObject *parent = nullptr);
    /// A search that is under way is left as it is until the process ends.
    ~Parting() override;

    /// Looks at these runs, at least up to @p present. Where it has looked already, it does not look again.
    void look(Scenario first, Scenario second, Time present);
    /// Nobody wants to know any more.
    void stop();

    bool found() const noexcept { return m_found.has_value(); }
    bool looking() const noexcept { return m_search != nullptr; }
    /// When they part, in seconds; 0 if that is not known.
    double time() const { return inSeconds(moment()); }
    /// The same, exactly.
    Time moment() const;
    /// "They part at 0.812 s.", "They are the same up to 1 min.", "Looking for where they part."
    QString text() const;
    /// What then happens in each of them; in the one in which it happens later, when.
    QString firstText() const { return m_found ? sideText(m_found->first) : QString(); }
    QString secondText() const { return m_found ? sideText(m_found->second) : QString(); }

Q_SIGNALS:
    void changed();

private:
    void begin();
    void go();
    void breakOff();
    QString sideText(const std::optional<Divergence::Side> &side) const;

    Scenario m_first;
    Scenario m_second;
    std::unique_ptr<DivergenceSearch> m_search;
    std::vector<std::unique_ptr<DivergenceSearch>> m_former; ///< being unwound
    std::optional<Divergence> m_found;
    Duration m_length{}; ///< of both, as far as is looked
    QTimer m_next;
};

} // namespace coroscope
