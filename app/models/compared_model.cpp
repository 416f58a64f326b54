// SPDX-License-Identifier: MIT
#include "models/compared_model.h"

namespace coroscope {

namespace {
enum Role { Label = Qt::UserRole, First, Second, Difference, Word, Reason };
}

QHash<int, QByteArray> ComparedRow::roles()
{
    return {{Label, "label"},           {First, "first"}, {Second, "second"},
            {Difference, "difference"}, {Word, "word"},   {Reason, "reason"}};
}

QVariant ComparedRow::role(int role) const
{
    switch (role) {
    case Label:
        return label;
    case First:
        return first;
    case Second:
        return second;
    case Difference:
        return difference;
    case Word:
        return word;
    case Reason:
        return reason;
    default:
        return {};
    }
}

} // namespace coroscope
