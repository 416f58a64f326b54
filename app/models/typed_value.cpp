// SPDX-License-Identifier: MIT
#include "models/typed_value.h"

#include "models/text.h"
#include "text/one_line.h"

namespace coroscope {

std::string plainText(const QString &typed)
{
    QString plain = typed.simplified();
    plain.remove(QLatin1Char(' '));
    plain.replace(QLatin1Char(','), QLatin1Char('.'));
    return plain.toStdString();
}

QString rangeText(const ParameterSpec &spec)
{
    return toQString(say(words("{least} to {most}"),
                         {{"least", readable(spec, spec.minimum)}, {"most", readable(spec, spec.maximum)}}));
}

ParsedValue typedValue(const ParameterSpec &spec, const QString &typed, std::int64_t present)
{
    const std::string label = toQString(spec.label).toStdString();
    ParameterSpec labelled = spec;
    labelled.id = label; // as the window calls it
    const std::string plain = plainText(typed);
    ParsedValue value = parsed(labelled, plain);
    bool isNumber = false;
    QString::fromStdString(plain).toDouble(&isNumber);
    if (value.value || !isNumber)
        return value;
    const QString unit = toQString(readable(spec, present)).section(QLatin1Char(' '), -1);
    const ParsedValue withUnit = parsed(labelled, plain + unit.toStdString());
    return withUnit.value ? withUnit : value;
}

QString notAccepted(const char *what, const QString &typed, const QString &takes)
{
    constexpr std::size_t longest = 20; // characters
    return QStringLiteral("%1 = '%2': not accepted; it takes %3")
        .arg(QLatin1String(what), toQString(onOneLine(typed.simplified().toStdString(), longest)), takes);
}

QString takeNumber(int &number, const char *what, const QString &typed, int least, int most)
{
    bool isNumber = false;
    const int given = typed.trimmed().toInt(&isNumber);
    if (!isNumber || given < least || given > most)
        return notAccepted(what, typed, QStringLiteral("a whole number, %1 to %2").arg(least).arg(most));
    number = given;
    return {};
}

} // namespace coroscope
