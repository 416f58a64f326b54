// SPDX-License-Identifier: MIT
#include "models/folder_model.h"

#include "files/file_name.h"
#include "models/shown_text.h"

#include <QDateTime>
#include <QDir>
#include <QFileInfo>
#include <QStandardPaths>
#include <QUrl>

#include <algorithm>
#include <chrono>
#include <filesystem>

namespace coroscope {

namespace {

namespace fs = std::filesystem;

// Not with QDir: it drops names that are not UTF-8, and QFileInfo finds no file with such a name.
fs::path nativePath(const QString &path)
{
    return nativeName(path);
}

/// When it was last written, for people; empty if unknown.
QString changeTime(const fs::path &file)
{
    std::error_code error;
    const fs::file_time_type time = fs::last_write_time(file, error);
    if (error)
        return {};
    const auto sinceEpoch = fs::file_time_type::clock::to_sys(time).time_since_epoch();
    return QDateTime::fromSecsSinceEpoch(std::chrono::duration_cast<std::chrono::seconds>(sinceEpoch).count())
        .toString(QStringLiteral("yyyy-MM-dd hh:mm"));
}

/// Folders first, then by name, whatever the case.
bool comesBefore(const FolderRow &a, const FolderRow &b)
{
    if (a.isFolder != b.isFolder)
        return a.isFolder;
    const int order = a.name.compare(b.name, Qt::CaseInsensitive);
    return order != 0 ? order < 0 : a.name < b.name;
}

} // namespace

const RowRoles<FolderRow> &FolderRow::roles()
{
    static const RowRoles<FolderRow> all = {
        memberRole<&FolderRow::name>("name"),
        {"shown", [](const FolderRow &row) -> QVariant { return shownText(row.name); }},
        memberRole<&FolderRow::isFolder>("isFolder"),
        memberRole<&FolderRow::changed>("changed")};
    return all;
}

void FolderModel::setFolder(const QString &folder)
{
    m_folder = QDir::cleanPath(folder);
    refresh();
}

void FolderModel::refresh()
{
    std::error_code error;
    fs::directory_iterator entry(nativePath(m_folder), error);
    m_error = !error         ? QString()
        : isFolder(m_folder) ? QStringLiteral("The folder %1 can't be read.").arg(shownText(m_folder))
                             : QStringLiteral("There is no folder %1.").arg(shownText(m_folder));
    std::vector<FolderRow> rows;
    const QString wanted = QLatin1Char('.') + m_suffix;
    for (; !error && entry != fs::directory_iterator(); entry.increment(error)) {
        const QString name = fileName(entry->path().filename().native());
        std::error_code unknown; // of what is gone by now, or a link to nowhere: neither of the two
        if (name.startsWith(QLatin1Char('.')))
            continue;
        if (entry->is_directory(unknown))
            rows.push_back({name, true, {}});
        else if (name.endsWith(wanted, Qt::CaseInsensitive) && entry->is_regular_file(unknown))
            rows.push_back({name, false, changeTime(entry->path())});
    }
    std::sort(rows.begin(), rows.end(), comesBefore);
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
    std::error_code error;
    return fs::is_directory(nativePath(path), error);
}

bool FolderModel::exists(const QString &path) const
{
    std::error_code error; // a link to nowhere is something to overwrite, too
    return fs::exists(fs::symlink_status(nativePath(path), error));
}

QString FolderModel::folderOf(const QString &path) const
{
    return QFileInfo(path).absolutePath();
}

QString FolderModel::nameOf(const QString &path) const
{
    return QFileInfo(path).fileName();
}

QString FolderModel::shown(const QString &path) const
{
    return shownText(path);
}

QString FolderModel::usualFolder() const
{
    const QString documents = QStandardPaths::writableLocation(QStandardPaths::DocumentsLocation);
    return QFileInfo(documents).isDir() ? documents : QDir::homePath();
}

} // namespace coroscope
