// SPDX-License-Identifier: MIT
#pragma once

#include "models/row_model.h"

#include <QString>
#include <QVariant>
#include <QtQml/qqmlregistration.h>

namespace coroscope {

/// A folder, or a file of the wanted kind, in the current folder.
struct FolderRow {
    QString name; ///< as in files/file_name.h; for people, use shownText()
    bool isFolder = false;
    QString changed; ///< when it was last written, for people; empty for a folder

    static const RowRoles<FolderRow> &roles();
    friend bool operator==(const FolderRow &, const FolderRow &) = default;
};

/// The contents of a folder: its folders, then its files that end in `.suffix`, each sorted by name, without hidden
/// ones. As of the last refresh().
class FolderModel : public RowModel<FolderRow>
{
    Q_OBJECT
    QML_ELEMENT
    /// An absolute path. Setting it reads the folder at once.
    Q_PROPERTY(QString folder READ folder WRITE setFolder NOTIFY folderChanged)
    Q_PROPERTY(QString suffix MEMBER m_suffix)
    /// Why its contents could not be read, in one line, or empty.
    Q_PROPERTY(QString error READ error NOTIFY folderChanged)

public:
    using RowModel::RowModel;

    QString folder() const { return m_folder; }
    void setFolder(const QString &folder);
    QString error() const { return m_error; }
    /// Reads the folder again.
    Q_INVOKABLE void refresh();
    /// Goes to the folder that this one is in.
    Q_INVOKABLE void goUp();
    /// The absolute path meant by what the user types here: a path relative to the folder, absolute, or from home (~),
    /// or a file URL. Empty for a blank text.
    Q_INVOKABLE QString pathOf(const QString &typed) const;
    /// @p path, with the suffix if it has none; ".5" in "lesson 1.5" is none.
    Q_INVOKABLE QString withSuffix(const QString &path) const;
    /// What the user would type to mean this row.
    Q_INVOKABLE QString typed(int row) const;
    Q_INVOKABLE bool isFolder(const QString &path) const;
    Q_INVOKABLE bool exists(const QString &path) const;
    /// The folder that a file is in, and its name in it.
    Q_INVOKABLE QString folderOf(const QString &path) const;
    Q_INVOKABLE QString nameOf(const QString &path) const;
    /// A path or name as it may be shown.
    Q_INVOKABLE QString shown(const QString &path) const;
    /// The user's documents folder, or else the home folder.
    Q_INVOKABLE QString usualFolder() const;

Q_SIGNALS:
    void folderChanged();

private:
    QString m_folder;
    QString m_suffix;
    QString m_error;
};

} // namespace coroscope
