// SPDX-License-Identifier: MIT
#include "models/inspect_rows.h"

namespace coroscope {

namespace {
enum Role { First = Qt::UserRole, Second, Third, Fourth, Fifth, Sixth, Seventh, Eighth };
}

QHash<int, QByteArray> WhyRow::roles()
{
    return {{First, "number"}, {Second, "said"}, {Third, "busy"}, {Fourth, "goes"}};
}

QVariant WhyRow::role(int role) const
{
    switch (role) {
    case First:
        return number;
    case Second:
        return text;
    case Third:
        return busy;
    case Fourth:
        return goes;
    default:
        return {};
    }
}

QHash<int, QByteArray> FactRow::roles()
{
    return {{First, "label"}, {Second, "value"}, {Third, "goes"}};
}

QVariant FactRow::role(int role) const
{
    switch (role) {
    case First:
        return label;
    case Second:
        return value;
    case Third:
        return goes;
    default:
        return {};
    }
}

QHash<int, QByteArray> PartRow::roles()
{
    return {{First, "what"},      {Second, "tone"},    {Third, "time"},        {Fourth, "share"},
            {Fifth, "shareText"}, {Sixth, "slowTime"}, {Seventh, "slowShare"}, {Eighth, "slowShareText"}};
}

QVariant PartRow::role(int role) const
{
    switch (role) {
    case First:
        return text;
    case Second:
        return tone;
    case Third:
        return time;
    case Fourth:
        return share;
    case Fifth:
        return shareText;
    case Sixth:
        return slowTime;
    case Seventh:
        return slowShare;
    case Eighth:
        return slowShareText;
    default:
        return {};
    }
}

QHash<int, QByteArray> LastEventRow::roles()
{
    return {{First, "time"}, {Second, "said"}};
}

QVariant LastEventRow::role(int role) const
{
    switch (role) {
    case First:
        return time;
    case Second:
        return text;
    default:
        return {};
    }
}

} // namespace coroscope
