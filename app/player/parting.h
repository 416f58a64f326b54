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

/// The first event at which two runs part, and the first at which something else comes of what they do, which people
/// care for; looked for while the window goes on. What has been found holds for as long as nothing up to there is changed.
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
    Q_PROPERTY(QString eventText READ eventText NOTIFY changed)

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
    /// What comes of it in each of them, or, until that is known, what happens when they part; when, if that is later.
    QString firstText() const;
    QString secondText() const;
    /// What happens in each of them when they part, to the event. Empty if that is not known.
    QString eventText() const;
    /// Whether it looks for what comes of it.
    bool lookingFurther() const noexcept { return m_further != nullptr; }

Q_SIGNALS:
    void changed();

private:
    void begin();
    void go();
    void breakOff();
    void lookFurther();
    /// How far what comes of it has been looked for.
    Time furtherUntil() const;
    QString sideText(const std::optional<Divergence::Side> &side) const;

    Scenario m_first;
    Scenario m_second;
    std::unique_ptr<DivergenceSearch> m_search;
    std::unique_ptr<DivergenceSearch> m_further;             ///< looks for the outcome
    std::vector<std::unique_ptr<DivergenceSearch>> m_former; ///< being unwound
    std::optional<Divergence> m_found;
    std::optional<Divergence> m_outcome;
    Duration m_length{}; ///< of both, as far as is looked
    QTimer m_next;
};

} // namespace coroscope
