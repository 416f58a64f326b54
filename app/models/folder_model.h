// SPDX-License-Identifier: MIT
#pragma once

#include "models/row_model.h"

#include <QString>
#include <QVariant>
#include <QtQml/qqmlregistration.h>

namespace coroscope {

/// A folder, or a file of the wanted kind, in the folder that is looked at.
struct FolderRow {
    QString name; ///< as files/file_name.h has it; for people as shownText() says
    bool isFolder = false;
    QString changed; ///< when it was written last, for people; empty for a folder

    static QHash<int, QByteArray> roles();
    QVariant role(int role) const;
    friend bool operator==(const FolderRow &, const FolderRow &) = default;
};

/// What is in a folder: its folders, then its files that end in `.suffix`, each in the order of their names, without what is
/// hidden. As it was when it was looked at last.
class FolderModel : public RowModel<FolderRow>
{
    Q_OBJECT
    QML_ELEMENT
    /// An absolute path. Another one is looked at at once.
    Q_PROPERTY(QString folder READ folder WRITE setFolder NOTIFY folderChanged)
    Q_PROPERTY(QString suffix MEMBER m_suffix)
    /// Why its contents are not known, in one line, or empty.
    Q_PROPERTY(QString error READ error NOTIFY folderChanged)

public:
    using RowModel::RowModel;

    QString folder() const { return m_folder; }
    void setFolder(const QString &folder);
    QString error() const { return m_error; }
    /// Looks again.
    Q_INVOKABLE void refresh();
    /// Goes to the folder that this one is in.
    Q_INVOKABLE void goUp();
    /// The absolute path that somebody means who types this here: relative to the folder, absolute, from home (~), or the
    /// URL of a file. Empty for a blank text.
    Q_INVOKABLE QString pathOf(const QString &typed) const;
    /// @p path, with the suffix if it has none; the end of "lesson 1.5" is none.
    Q_INVOKABLE QString withSuffix(const QString &path) const;
    /// What one would type to mean this row.
    Q_INVOKABLE QString typed(int row) const;
    Q_INVOKABLE bool isFolder(const QString &path) const;
    Q_INVOKABLE bool exists(const QString &path) const;
    /// The folder that a file is in, and its name in it.
    Q_INVOKABLE QString folderOf(const QString &path) const;
    Q_INVOKABLE QString nameOf(const QString &path) const;
    /// A path or name as it may be shown.
    Q_INVOKABLE QString shown(const QString &path) const;
    /// Where people keep what they write: their documents, or else their home.
    Q_INVOKABLE QString usualFolder() const;

Q_SIGNALS:
    void folderChanged();

private:
    QString m_folder;
    QString m_suffix;
    QString m_error;
};

} // namespace coroscope
