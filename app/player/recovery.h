// SPDX-License-Identifier: MIT
#pragma once

#include "player/document.h"
#include "player/file_lock.h"

#include <QObject>
#include <QString>
#include <QTimer>
#include <QtQml/qqmlregistration.h>

namespace coroscope {

/// Keeps what has not been saved where neither a crash nor the closing of the window reaches it, and finds what was left so.
/// A copy of the scenario is written every few seconds while it is modified. When the program ends in good order the copy of
/// what has a name is taken away, for the user was asked; what has none is left to be offered at the next start. Whose copy
/// it is, a lock on a file beside it tells, which the system takes away from a program that ends, however it ends.
class Recovery : public QObject
{
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("made by the program")
    /// What was left, and when, for people; empty: nothing is to be recovered.
    Q_PROPERTY(QString found READ found NOTIFY foundChanged)

public:
    /// @param folder where copies are kept; made when it is needed. @p document and @p simulation must outlive this.
    Recovery(Document &document, Simulation &simulation, QString folder, QObject *parent = nullptr);
    ~Recovery() override;

    QString found() const;
    /// Shows what was found, as a modified scenario of the file that it had, if any. Where it can't be read, says why and
    /// leaves it there.
    Q_INVOKABLE void recover();
    /// Throws it away.
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
    QString m_foundName;  ///< of the scenario or the pattern in it; empty where it can't be read
    FileLock m_foundLock; ///< no other window offers it meanwhile
    std::string m_kept;
    QString m_keptOf; ///< of which file
    QTimer m_timer;
};

} // namespace coroscope
