// SPDX-License-Identifier: MIT
#include "files/file_name.h"

#include "text/utf8.h"

#include <QStringDecoder>

#include <filesystem>

#include <unistd.h>

namespace coroscope {

namespace {

constexpr char16_t escape = 0xdc00;

} // namespace

QString fileName(std::string_view native)
{
    QString name;
    QStringDecoder utf8(QStringDecoder::Utf8,
                        QStringDecoder::Flag::ConvertInitialBom); // a name may begin with any character
    while (!native.empty()) {
        const std::size_t length = firstCharacter(native).length;
        if (length == 0)
            name += QChar(static_cast<char16_t>(escape + static_cast<unsigned char>(native.front())));
        else
            name += QString(utf8.decode(QByteArrayView(native.data(), static_cast<qsizetype>(length))));
        native.remove_prefix(length == 0 ? 1 : length);
    }
    return name;
}

std::string nativeName(const QString &name)
{
    std::string native;
    for (qsizetype i = 0; i < name.size(); ++i) {
        const char16_t unit = name[i].unicode();
        const bool isPair = name[i].isHighSurrogate() && i + 1 < name.size() && name[i + 1].isLowSurrogate();
        if (isPair)
            native += name.mid(i++, 2).toStdString();
        else if (unit >= escape + 0x80 && unit <= escape + 0xff)
            native += static_cast<char>(unit - escape);
        else
            native += QString(name[i]).toStdString();
    }
    return native;
}

QString absoluteFileName(const QString &name)
{
    std::error_code error;
    return fileName(std::filesystem::absolute(nativeName(name), error).lexically_normal().native());
}

bool fileExists(const QString &name)
{
    return ::access(nativeName(name).c_str(), F_OK) == 0;
}

} // namespace coroscope
