// SPDX-License-Identifier: MIT
#pragma once

#include <QJsonObject>
#include <QString>

namespace coroscope {

/// Persistent settings: a JSON file in the user's configuration folder, read and written as all other files are
/// (files/file_writer.h). QSettings would empty it if the disk is full, and replace a device with a file.
class KeptSettings
{
public:
    static QString file();
    /// Empty if there is none, or none that can be read.
    static QJsonObject group(const QString &name);
    /// Reads the file again first: another window may have stored other settings meanwhile. If it can't be written,
    /// that is logged.
    static void setGroup(const QString &name, const QJsonObject &group);
};

} // namespace coroscope
