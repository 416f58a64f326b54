// SPDX-License-Identifier: MIT
#include "player/kept_settings.h"

#include "files/file_name.h"
#include "files/file_reader.h"
#include "files/file_writer.h"

#include <QDir>
#include <QFileInfo>
#include <QJsonDocument>
#include <QStandardPaths>

namespace coroscope {

namespace {

constexpr std::size_t largest = 100'000; // bytes

/// @throws FileError if the file holds anything but settings: that is not ours to replace
QJsonObject read()
{
    const QString file = KeptSettings::file();
    if (!QFileInfo(file).exists())
        return {};
    const std::string text = readFile(nativeName(file), largest);
    return QJsonDocument::fromJson(QByteArray::fromStdString(text)).object();
}

} // namespace

QString KeptSettings::file()
{
    return QStandardPaths::writableLocation(QStandardPaths::GenericConfigLocation)
        + QStringLiteral("/Coroscope/Coroscope.json");
}

QJsonObject KeptSettings::group(const QString &name)
{
    try {
        return read()[name].toObject();
    } catch (const FileError &) { // which writing will say
        return {};
    }
}

void KeptSettings::setGroup(const QString &name, const QJsonObject &group)
{
    try {
        QJsonObject all = read();
        if (all[name].toObject() == group)
            return;
        all[name] = group;
        QDir().mkpath(QFileInfo(file()).path());
        FileWriter writer(nativeName(file()));
        writer.write(QJsonDocument(all).toJson().toStdString());
        writer.finish();
    } catch (const FileError &error) {
        qWarning("the settings can't be kept: %s: %s", qUtf8Printable(file()), error.what());
    }
}

} // namespace coroscope
