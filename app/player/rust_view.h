// SPDX-License-Identifier: MIT
#pragma once

#include "code/rust_beside.h"
#include "models/rust_model.h"
#include "player/code_view.h"
#include "player/run.h"

#include <QObject>
#include <QString>
#include <QtQml/qqmlregistration.h>

#include <optional>

namespace coroscope {

/// The Rust beside the code that runs: a program line by line, and which of its lines do what the line of ours does that is
/// looked at. While nobody looks at it, it holds nothing.
class RustView : public QObject
{
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("belongs to a Simulation")
    Q_PROPERTY(coroscope::RustModel *rows READ rows CONSTANT)
    Q_PROPERTY(bool wanted READ wanted WRITE setWanted NOTIFY wantedChanged)
    Q_PROPERTY(bool active READ active WRITE setActive NOTIFY activeChanged)
    Q_PROPERTY(bool available READ available NOTIFY replaced)
    Q_PROPERTY(QString about READ about NOTIFY replaced)
    Q_PROPERTY(QString path READ path NOTIFY replaced)
    Q_PROPERTY(QString pairText READ pairText NOTIFY pairChanged)
    Q_PROPERTY(bool paired READ paired NOTIFY pairChanged)

public:
    /// Both must outlive it.
    RustView(Run &run, CodeView &code, QObject *parent = nullptr);

    RustModel *rows() { return &m_model; }
    /// Whether it is to stand beside the code.
    bool wanted() const noexcept { return m_wanted; }
    void setWanted(bool wanted);
    /// Whether it is looked at.
    bool active() const noexcept { return m_active; }
    void setActive(bool active);
    /// Whether there is a program beside the pattern that runs.
    bool available() const noexcept { return m_beside.has_value(); }
    /// What it is; or that there is none.
    QString about() const;
    /// Of its file in the tree; empty if there is none.
    QString path() const { return m_beside ? m_beside->path : QString(); }
    /// Which lines correspond to the one that is looked at: "C++ line 41 ↔ Rust line 23"; or that none does.
    QString pairText() const;
    /// Whether one does.
    bool paired() const noexcept { return !m_pair.empty(); }

    /// This row of the code is looked at.
    Q_INVOKABLE void lookAtOurs(int row);
    /// This row of the Rust is: the code shows what corresponds to it.
    Q_INVOKABLE void lookAt(int row);

Q_SIGNALS:
    void wantedChanged();
    void activeChanged();
    /// It is the program of another pattern, or none.
    void replaced();
    void pairChanged();
    /// This row does what the code does in the row that is looked at: it should be in sight.
    void followed(int row);

private:
    /// A line that is looked at, and has no counterpart.
    struct Lone {
        bool ours = false;
        int line = 0;
    };

    void take();
    void setPair(std::vector<RustLink> pair, std::optional<Lone> lone);
    void show();

    Run &m_run;
    CodeView &m_code;
    RustModel m_model;
    std::optional<RustBeside> m_beside;
    QString m_pattern;            ///< that it lies beside
    std::vector<RustLink> m_pair; ///< what is looked at on either side
    std::optional<Lone> m_lone;
    bool m_looking = false; ///< at a row of the Rust, and the code is following
    bool m_wanted = false;
    bool m_active = false;
};

} // namespace coroscope
