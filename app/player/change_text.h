// SPDX-License-Identifier: MIT
#pragma once

#include "insight/history.h"
#include "pattern/parameter.h"
#include "run/session.h"
#include "text/sentence.h"

#include <QString>

// User changes, in words.

namespace coroscope {

/// "Channel capacity: 10 items → 4 items". Exact where rounded texts would be the same.
QString changeText(const ParameterSpec &spec, std::int64_t from, std::int64_t to);
/// "Consumers: 3", or more than a value; "An update takes 3 ms" of a parameter whose name reads on.
Sentence settingText(const ParameterSpec &spec, Sentence value);
/// What changeText() says, as settingText() does: "An update takes 10 ms → 3 ms".
Sentence turnText(const ParameterSpec &spec, std::int64_t from, std::int64_t to);
/// "Fail: Worker 2"; the action's label alone if it has no target.
QString actionName(const PatternInfo &pattern, const ActionCall &call);
/// What a mark on the time axis is about: one of these, "crash", "restart" or "stuck".
QString markText(const History::Mark &mark, Session &session);

} // namespace coroscope
