// SPDX-License-Identifier: MIT
#pragma once

#include "insight/history.h"
#include "pattern/parameter.h"
#include "run/session.h"

#include <QString>

// User changes, in words.

namespace coroscope {

/// "Channel capacity: 10 items → 4 items". Exact where rounded texts would be the same.
QString changeText(const ParameterSpec &spec, std::int64_t from, std::int64_t to);
/// "Fail: Worker 2"; the action's label alone if it has no target.
QString actionName(const PatternInfo &pattern, const ActionCall &call);
/// What a mark on the time axis is about: one of these, "crash", "restart" or "stuck".
QString markText(const History::Mark &mark, Session &session);

} // namespace coroscope
