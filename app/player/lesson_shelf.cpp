// SPDX-License-Identifier: MIT
#include "player/lesson_shelf.h"

#include "lesson/lesson_file.h"
#include "lesson/lesson_reader.h"

#include <QFile>
#include <QFileInfo>

#include <stdexcept>

namespace coroscope {

namespace {

const QString folder = QStringLiteral(":/coroscope/lessons/");

/// Of the program's own resources.
QByteArray contentsOf(const QString &name)
{
    QFile file(folder + name);
    if (!file.open(QIODevice::ReadOnly))
        throw std::runtime_error("the program was built without " + name.toStdString());
    return file.readAll();
}

} // namespace

std::vector<ShelvedLesson> builtInLessons()
{
    std::vector<ShelvedLesson> lessons;
    const QString path = QString::fromUtf8(contentsOf(QStringLiteral("path.txt")));
    for (const QString &id : path.split(u'\n', Qt::SkipEmptyParts)) {
        if (id.startsWith(u'#'))
            continue;
        const QByteArray text = contentsOf(id + QStringLiteral("/lesson.md"));
        const LessonFiles files = [&id](std::string_view name) {
            const auto length = static_cast<qsizetype>(name.size());
            return contentsOf(id + u'/' + QString::fromUtf8(name.data(), length)).toStdString();
        };
        lessons.push_back({id, parsedLesson(text.toStdString(), files)});
    }
    return lessons;
}

ShelvedLesson lessonFromFile(const QString &file)
{
    return {QFileInfo(file).absoluteFilePath(), readLesson(file)};
}

} // namespace coroscope
