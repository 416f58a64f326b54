// SPDX-License-Identifier: MIT
#include "models/folder_model.h"

#include <QDir>
#include <QFileInfo>
#include <QStandardPaths>
#include <QUrl>

namespace coroscope {

namespace {

enum Role { NameRole = Qt::UserRole, IsFolderRole, ChangedRole };

} // namespace

QHash<int, QByteArray> FolderRow::roles()
{
    return {{NameRole, "name"}, {IsFolderRole, "isFolder"}, {ChangedRole, "changed"}};
}

QVariant FolderRow::role(int role) const
{
    switch (role) {
    case Qt::DisplayRole:
    case NameRole:
        return name;
    case IsFolderRole:
        return isFolder;
    case ChangedRole:
        return changed;
    default:
        return {};
    }
}

void FolderModel::setFolder(const QString &folder)
{
    m_folder = QDir::cleanPath(folder);
    refresh();
}

void FolderModel::refresh()
{
    const QDir directory(m_folder);
    m_error = !directory.exists()           ? QStringLiteral("There is no folder %1.").arg(m_folder)
        : !QFileInfo(m_folder).isReadable() ? QStringLiteral("The folder %1 can't be read.").arg(m_folder)
                                            : QString();
    std::vector<FolderRow> rows;
    const QDir::SortFlags order = QDir::Name | QDir::IgnoreCase;
    for (const QString &name : directory.entryList(QDir::Dirs | QDir::NoDotAndDotDot, order))
        rows.push_back({name, true, {}});
    const QStringList wanted{QStringLiteral("*.") + m_suffix};
    for (const QFileInfo &file : directory.entryInfoList(wanted, QDir::Files, order))
        rows.push_back({file.fileName(), false, file.lastModified().toString(QStringLiteral("yyyy-MM-dd hh:mm"))});
    setRows(std::move(rows));
    Q_EMIT folderChanged();
}

void FolderModel::goUp()
{
    setFolder(QFileInfo(m_folder).absolutePath());
}

QString FolderModel::pathOf(const QString &typed) const
{
    const QString text = typed.trimmed();
    if (text.isEmpty())
        return {};
    if (text.startsWith(QLatin1String("file:")))
        return QDir::cleanPath(QUrl(text).toLocalFile());
    if (text == QLatin1String("~") || text.startsWith(QLatin1String("~/")))
        return QDir::cleanPath(QDir::homePath() + text.mid(1));
    return QDir::cleanPath(QDir(m_folder).absoluteFilePath(text));
}

QString FolderModel::withSuffix(const QString &path) const
{
    const QString has = QFileInfo(path).suffix();
    return has.isEmpty() || !has.front().isLetter() ? path + QLatin1Char('.') + m_suffix : path;
}

QString FolderModel::typed(int row) const
{
    if (row < 0 || row >= rowCount())
        return {};
    const FolderRow &entry = rows()[static_cast<std::size_t>(row)];
    return entry.isFolder ? entry.name + QLatin1Char('/') : entry.name;
}

bool FolderModel::isFolder(const QString &path) const
{
    return QFileInfo(path).isDir();
}

bool FolderModel::exists(const QString &path) const
{
    const QFileInfo file(path);
    return file.exists() || file.isSymLink(); // a link to nowhere is something to overwrite, too
}

QString FolderModel::folderOf(const QString &path) const
{
    return QFileInfo(path).absolutePath();
}

QString FolderModel::nameOf(const QString &path) const
{
    return QFileInfo(path).fileName();
}

QString FolderModel::usualFolder() const
{
    const QString documents = QStandardPaths::writableLocation(QStandardPaths::DocumentsLocation);
    return QFileInfo(documents).isDir() ? documents : QDir::homePath();
}

} // namespace coroscope
