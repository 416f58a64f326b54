// SPDX-License-Identifier: MIT
#pragma once

#include "model/parameter.h"

#include <QString>

namespace coroscope {

/// What people type, as the core reads it: "300 ms", "5 %" and "1,5s" mean what they say.
std::string plainText(const QString &typed);
/// Reads what somebody typed for a parameter.
ParsedValue typedValue(const ParameterSpec &spec, const QString &typed);

} // namespace coroscope
