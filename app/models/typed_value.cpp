// SPDX-License-Identifier: MIT
#include "models/typed_value.h"

namespace coroscope {

std::string plainText(const QString &typed)
{
    QString plain = typed.simplified();
    plain.remove(QLatin1Char(' '));
    plain.replace(QLatin1Char(','), QLatin1Char('.'));
    return plain.toStdString();
}

ParsedValue typedValue(const ParameterSpec &spec, const QString &typed)
{
    return parsed(spec, plainText(typed));
}

} // namespace coroscope
