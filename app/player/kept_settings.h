// SPDX-License-Identifier: MIT
#pragma once

#include <QJsonObject>
#include <QString>

namespace coroscope {

/// What is remembered from one day to the next: a file of JSON in the user's folder of configurations, read and written
/// as all others are (model/file_writer.h). QSettings would empty it where the disk is full, and put a file in the place
/// of a device.
class KeptSettings
{
public:
    static QString file();
    /// Empty where there is none, or none that can be read.
    static QJsonObject group(const QString &name);
    /// Reads it again first: another window may have remembered other things meanwhile. Where it can't be written, that
    /// is a line in the log.
    static void setGroup(const QString &name, const QJsonObject &group);
};

} // namespace coroscope
