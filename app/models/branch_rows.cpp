// SPDX-License-Identifier: MIT
#include "models/branch_rows.h"

namespace coroscope {

namespace {
enum Role { First = Qt::UserRole, Second, Third, Fourth, Fifth };
}

QHash<int, QByteArray> BranchRow::roles()
{
    return {{First, "what"}, {Second, "from"}, {Third, "depth"}, {Fourth, "current"}, {Fifth, "removable"}};
}

QVariant BranchRow::role(int role) const
{
    switch (role) {
    case First:
        return text;
    case Second:
        return from;
    case Third:
        return depth;
    case Fourth:
        return current;
    case Fifth:
        return removable;
    default:
        return {};
    }
}

} // namespace coroscope
