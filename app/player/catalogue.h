// SPDX-License-Identifier: MIT
#pragma once

#include "models/row_models.h"
#include "player/run.h"

#include <QObject>
#include <QtQml/qqmlregistration.h>

namespace coroscope {

/// All patterns, and which of them is shown.
class Catalogue : public QObject
{
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("belongs to a Simulation")
    Q_PROPERTY(coroscope::PatternModel *patterns READ patterns CONSTANT)
    Q_PROPERTY(int current READ current NOTIFY currentChanged)

public:
    /// @p run must outlive it.
    explicit Catalogue(Run &run, QObject *parent = nullptr);

    PatternModel *patterns() { return &m_patterns; }
    /// The row of the pattern that is shown.
    int current() const;
    /// The id of the pattern after the one that is shown; of the first one after the last.
    Q_INVOKABLE QString next() const;
    /// Whether it is one of the good practices, which are shown with and without.
    Q_INVOKABLE bool isPractice(const QString &id) const;

Q_SIGNALS:
    void currentChanged();

private:
    Run &m_run;
    PatternModel m_patterns;
};

} // namespace coroscope
