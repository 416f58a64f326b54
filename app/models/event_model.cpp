// SPDX-License-Identifier: MIT
#include "models/event_model.h"

namespace coroscope {

namespace {
enum Role { Number = Qt::UserRole, Line, TimeText, SameTime, Look, Text, Last, Later, Selected, Hit };
}

QHash<int, QByteArray> EventRow::roles()
{
    return {{Number, "number"}, {Line, "line"}, {TimeText, "time"}, {SameTime, "sameTime"}, {Look, "look"},
            {Text, "text"},     {Last, "last"}, {Later, "later"},   {Selected, "selected"}, {Hit, "hit"}};
}

QVariant EventRow::role(int role) const
{
    switch (role) {
    case Number:
        return event ? static_cast<double>(*event) : -1.0;
    case Line:
        return line;
    case TimeText:
        return time;
    case SameTime:
        return sameTime;
    case Look:
        return look;
    case Text:
        return text;
    case Last:
        return last;
    case Later:
        return later;
    case Selected:
        return selected;
    case Hit:
        return hit;
    default:
        return {};
    }
}

} // namespace coroscope
