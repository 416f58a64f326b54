// SPDX-License-Identifier: MIT
#include "player/change_text.h"

#include "models/text.h"

namespace coroscope {

QString changeText(const ParameterSpec &spec, std::int64_t from, std::int64_t to)
{
    QString before = toQString(readable(spec, from));
    QString after = toQString(readable(spec, to));
    if (before == after) {
        before = toQString(canonical(spec, from));
        after = toQString(canonical(spec, to));
    }
    return QStringLiteral("%1: %2 → %3").arg(toQString(spec.label), before, after);
}

QString actionName(const PatternInfo &pattern, const ActionCall &call)
{
    const QString label = translated(pattern.actions()[call.action].label);
    const std::string target = targetName(pattern, call);
    return target.empty() ? label : QStringLiteral("%1: %2").arg(label, toQString(target));
}

QString markText(const History::Mark &mark, Session &session)
{
    switch (mark.kind) {
    case History::Mark::Kind::Action:
        return actionName(session.pattern(), {mark.parameter, Place::unpacked(mark.after).index});
    case History::Mark::Kind::Parameter:
        return changeText(session.parameters().all()[mark.parameter]->spec(), mark.before, mark.after);
    case History::Mark::Kind::Crash:
        return QStringLiteral("crash");
    case History::Mark::Kind::Restart:
        return QStringLiteral("restart");
    case History::Mark::Kind::Stuck:
        break;
    }
    return QStringLiteral("stuck");
}

} // namespace coroscope
