// SPDX-License-Identifier: MIT
#pragma once

#include "run/scenario.h"

#include <QByteArray>
#include <QObject>
#include <QString>
#include <QStringList>
#include <QUrl>
#include <QtQml/qqmlregistration.h>

#include <functional>

namespace coroscope {

class Simulation;

/// The run of a Simulation as a scenario: with a title and a note, and a file if it has been saved. A run becomes a
/// scenario worth asking about once it has been opened, saved or named; changing parameters alone does not make it one.
class Document : public QObject
{
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("made by the program")
    Q_PROPERTY(QString file READ file NOTIFY changed)
    Q_PROPERTY(QString name READ name NOTIFY changed)
    Q_PROPERTY(QString title READ title WRITE setTitle NOTIFY changed)
    Q_PROPERTY(QString note READ note WRITE setNote NOTIFY changed)
    Q_PROPERTY(bool named READ named NOTIFY changed)
    Q_PROPERTY(bool modified READ modified NOTIFY changed)
    Q_PROPERTY(bool atRisk READ atRisk NOTIFY changed)
    Q_PROPERTY(QStringList others READ others NOTIFY recentChanged)

public:
    /// @param remember whether recently used files are remembered. @p simulation must outlive this.
    explicit Document(Simulation &simulation, bool remember, QObject *parent = nullptr);

    /// The path of its file; empty without one.
    QString file() const { return m_file; }
    /// What to call it: the title, or else the file's name; empty when it is no scenario yet.
    QString name() const;
    QString title() const { return m_title; }
    /// Control characters, and what is too long for a scenario, are removed.
    void setTitle(const QString &wish);
    QString note() const { return m_note; }
    void setNote(const QString &wish);
    bool named() const { return !m_file.isEmpty() || !m_title.isEmpty(); }
    /// Whether it differs from what was last opened or saved.
    bool modified() const { return m_modified; }
    /// Whether discarding it would lose something worth asking about.
    bool atRisk() const { return named() && m_modified; }
    /// Recently used files other than the current one: paths, the latest first, at most three.
    QStringList others() const;

    /// Adopts a scenario that has been read already and is being shown. @p file may be empty.
    void adopt(const Scenario &scenario, const QString &file);
    /// Adopts what was left unsaved of @p file, which may be empty; @p digest is that of the file when it was last
    /// known.
    void recover(const Scenario &scenario, const QString &file, const QByteArray &digest);
    /// The digest of its file when it was last known.
    QByteArray fileDigest() const { return m_fileDigest; }
    /// Shows the scenario in a file. If that fails, notice() says why, and everything stays as it was.
    Q_INVOKABLE bool open(const QString &file);
    Q_INVOKABLE bool openUrl(const QUrl &url);
    /// Whether its file has changed since it was last read or written, by another window or program. (A deleted file
    /// does not count: saving overwrites nothing.)
    Q_INVOKABLE bool changedElsewhere() const;
    /// Writes to its file. False if there is none; if it is changedElsewhere(), as foundChangedElsewhere() then
    /// announces; or if writing failed, as notice() then says.
    Q_INVOKABLE bool save();
    /// The same, even if the file is changedElsewhere().
    Q_INVOKABLE bool overwrite();
    Q_INVOKABLE bool saveAs(const QUrl &url);
    /// Writes to another file, which becomes its file. A path without a suffix gets that of scenarios.
    Q_INVOKABLE bool saveTo(const QString &path);
    /// A text that comes from outside, such as the name of a file, as it may be shown.
    Q_INVOKABLE QString shown(const QString &text) const;
    /// From now on it is an unnamed run without a file.
    Q_INVOKABLE void forget();
    /// Tells the user something: notice(), made safe to be shown.
    void say(const QString &text);
    /// The run as a scenario, up to the present.
    Scenario scenario() const;

Q_SIGNALS:
    void changed();
    void recentChanged();
    /// Its file can't be written, for the reason that notice() has given: the user may want to choose another.
    void couldNotSave(const QString &why);
    /// save() has not written, since the file is changedElsewhere(): the user has to decide.
    void foundChangedElsewhere();
    /// One line on what went wrong, or what has been done.
    void notice(const QString &text);

private:
    /// Writes to its file. Returns an error, or empty on success.
    QString write();
    void refresh();
    void readRecent();
    void writeRecent();
    void rememberFile(const QString &file);
    void forgetFile(const QString &file);
    void markSaved();
    /// Returns a function that restores the document as it is now, for undo.
    std::function<void()> asItWas();

    Simulation &m_simulation;
    bool m_remember;
    QString m_file;
    QByteArray m_fileDigest; ///< of its contents as last known
    QString m_title;
    QString m_note;
    QStringList m_recent;
    Duration m_leastLength{}; ///< of the opened file: playing it only halfway does not shorten it
    Scenario m_saved;
    bool m_modified = false;
};

} // namespace coroscope
