// SPDX-License-Identifier: MIT
#pragma once

#include "pattern/parameter.h"

#include <QString>

namespace coroscope {

/// User input in the form the core parses: accepts "300 ms", "5 %" and "1,5s".
std::string plainText(const QString &typed);
/// The values that a parameter takes, as people read them: "1 item to 1000 items".
QString rangeText(const ParameterSpec &spec);
/// Parses user input for a parameter. Where a number needs a unit and has none, it has that in which the @p present value
/// is shown.
ParsedValue typedValue(const ParameterSpec &spec, const QString &typed, std::int64_t present);

/// One line: @p typed is not accepted for @p what, which takes something else.
QString notAccepted(const char *what, const QString &typed, const QString &takes);
/// Sets @p number to the whole number typed, or leaves it and returns what would be accepted.
QString takeNumber(int &number, const char *what, const QString &typed, int least, int most);

} // namespace coroscope
