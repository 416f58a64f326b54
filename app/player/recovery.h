// SPDX-License-Identifier: MIT
#pragma once

#include "player/document.h"
#include "player/file_lock.h"

#include <QObject>
#include <QString>
#include <QTimer>
#include <QtQml/qqmlregistration.h>

namespace coroscope {

/// Keeps unsaved work safe from a crash or the closing of the window, and finds what was left. A copy of the scenario
/// is written every few seconds while it is modified. When the program ends normally, the copy of a named scenario is
/// removed, as the user was asked; that of an unnamed one is left, to be offered at the next start. A lock on a file
/// beside it tells which program owns a copy; the system releases it when that program ends, however it ends.
class Recovery : public QObject
{
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("made by the program")
    /// What was left, and when, for people; empty: there is nothing to recover.
    Q_PROPERTY(QString found READ found NOTIFY foundChanged)

public:
    /// @param folder where copies are kept; created when needed. @p document and @p simulation must outlive this.
    Recovery(Document &document, Simulation &simulation, QString folder, QObject *parent = nullptr);
    ~Recovery() override;

    QString found() const;
    /// Shows what was found, as a modified scenario of the file that it had, if any. If it can't be read, says why and
    /// leaves it there.
    Q_INVOKABLE void recover();
    /// Discards it.
    Q_INVOKABLE void dismiss();
    /// Writes a copy now, if there is something to lose.
    void keep();

Q_SIGNALS:
    void foundChanged();

private:
    void look();
    void takeName();
    void dropOwn();

    Document &m_document;
    Simulation &m_simulation;
    QString m_folder;
    QString m_own; ///< the copy of this window; empty until there is one
    FileLock m_ownLock;
    QString m_found;      ///< the copy that was left
    QString m_foundName;  ///< of the scenario or the pattern in it; empty if it can't be read
    FileLock m_foundLock; ///< no other window offers it meanwhile
    std::string m_kept;
    QString m_keptOf; ///< the file that was of
    QTimer m_timer;
};

} // namespace coroscope
