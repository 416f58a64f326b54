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

/// The run of a Simulation as a scenario: with a title and a note, in a file or not yet. A run becomes a scenario that is
/// worth asking about once it has been opened, saved or named; turning knobs alone does not make it one.
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
    /// @param remember whether the files used last are remembered. @p simulation must outlive this.
    explicit Document(Simulation &simulation, bool remember, QObject *parent = nullptr);

    /// Of the file; empty without one.
    QString file() const { return m_file; }
    /// What to call it: the title, or else the file's name; empty when it is no scenario yet.
    QString name() const;
    QString title() const { return m_title; }
    /// What a scenario can't have, controls and what is too long, is left out.
    void setTitle(const QString &wish);
    QString note() const { return m_note; }
    void setNote(const QString &wish);
    bool named() const { return !m_file.isEmpty() || !m_title.isEmpty(); }
    /// Whether a file would now say something else than the one that was opened or saved last.
    bool modified() const { return m_modified; }
    /// Whether to let go of it would lose something that is worth asking about.
    bool atRisk() const { return named() && m_modified; }
    /// The files used last besides the present one: paths, the latest first, at most three.
    QStringList others() const;

    /// Takes over a scenario that has been read already, and is being shown. @p file may be empty.
    void adopt(const Scenario &scenario, const QString &file);
    /// It is what was left unsaved of @p file, which may be empty, and said what @p digest tells when it was last known.
    void recover(const Scenario &scenario, const QString &file, const QByteArray &digest);
    /// What its file was last known to say.
    QByteArray fileDigest() const { return m_fileDigest; }
    /// Shows the scenario in a file. Where that fails, says why, and everything goes on as it was.
    Q_INVOKABLE bool open(const QString &file);
    Q_INVOKABLE bool openUrl(const QUrl &url);
    /// Whether its file says something else than when it was read or written last: another window or program has
    /// changed it. (That it is gone is no change that saving could undo.)
    Q_INVOKABLE bool changedElsewhere() const;
    /// Writes to its file. False where there is none, where it is changedElsewhere(), and foundChangedElsewhere() says so,
    /// or where writing failed: then it says why.
    Q_INVOKABLE bool save();
    /// The same whatever the file says now.
    Q_INVOKABLE bool overwrite();
    Q_INVOKABLE bool saveAs(const QUrl &url);
    /// Writes to another file, which is its own from then on. A path without a suffix gets that of scenarios.
    Q_INVOKABLE bool saveTo(const QString &path);
    /// A text that comes from outside, such as the name of a file, as it may be shown.
    Q_INVOKABLE QString shown(const QString &text) const;
    /// It is a run like any other from now on.
    Q_INVOKABLE void forget();
    /// Says something to whoever sits there: notice(), as it may be shown.
    void say(const QString &text);
    /// The run as it stands, up to the present.
    Scenario scenario() const;

Q_SIGNALS:
    void changed();
    void recentChanged();
    /// Its file can't be written, for the reason that notice() has told: whoever sits there may want another one.
    void couldNotSave(const QString &why);
    /// save() has not written, since the file is changedElsewhere(): whoever sits there is to say what to do.
    void foundChangedElsewhere();
    /// One line on what went wrong, or what has been done.
    void notice(const QString &text);

private:
    /// To its file. Returns why it can't be; empty: it has been.
    QString write();
    void refresh();
    void readRecent();
    void writeRecent();
    void rememberFile(const QString &file);
    void forgetFile(const QString &file);
    void markSaved();
    /// What makes this the document again that it is now, for a run that comes again.
    std::function<void()> asItWas();

    Simulation &m_simulation;
    bool m_remember;
    QString m_file;
    QByteArray m_fileDigest; ///< of what we know it to say
    QString m_title;
    QString m_note;
    QStringList m_recent;
    Duration m_leastLength{}; ///< of the file that was opened: playing it to its middle does not shorten it
    Scenario m_saved;
    bool m_modified = false;
};

} // namespace coroscope
