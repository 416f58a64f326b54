// SPDX-License-Identifier: MIT
#include "models/row_models.h"

namespace coroscope {

namespace {
enum Role { First = Qt::UserRole, Second, Third, Fourth, Fifth, Sixth, Seventh };
}

QHash<int, QByteArray> HeadlineRow::roles()
{
    return {{First, "label"}, {Second, "value"}, {Third, "note"}, {Fourth, "over"}, {Fifth, "before"}};
}

QVariant HeadlineRow::role(int role) const
{
    switch (role) {
    case First:
        return label;
    case Second:
        return value;
    case Third:
        return note;
    case Fourth:
        return over;
    case Fifth:
        return before;
    default:
        return {};
    }
}

QHash<int, QByteArray> SetupRow::roles()
{
    return {{First, "title"}, {Second, "note"}, {Third, "current"}};
}

QVariant SetupRow::role(int role) const
{
    switch (role) {
    case First:
        return title;
    case Second:
        return note;
    case Third:
        return current;
    default:
        return {};
    }
}

QHash<int, QByteArray> PatternRow::roles()
{
    return {{First, "patternId"}, {Second, "title"}, {Third, "icon"}, {Fourth, "current"}, {Fifth, "heading"}};
}

QVariant PatternRow::role(int role) const
{
    switch (role) {
    case First:
        return patternId;
    case Second:
        return title;
    case Third:
        return icon;
    case Fourth:
        return current;
    case Fifth:
        return heading;
    default:
        return {};
    }
}

QHash<int, QByteArray> ActionRow::roles()
{
    return {{First, "number"}, {Second, "label"}, {Third, "effect"}, {Fourth, "reason"}, {Fifth, "note"}};
}

QVariant ActionRow::role(int role) const
{
    switch (role) {
    case First:
        return action;
    case Second:
        return label;
    case Third:
        return effect;
    case Fourth:
        return reason;
    case Fifth:
        return note;
    default:
        return {};
    }
}

QHash<int, QByteArray> PlaceRow::roles()
{
    return {{First, "name"}, {Second, "description"}, {Third, "px"},      {Fourth, "py"},
            {Fifth, "pw"},   {Sixth, "ph"},           {Seventh, "doable"}};
}

QVariant PlaceRow::role(int role) const
{
    switch (role) {
    case First:
        return name;
    case Second:
        return description;
    case Third:
        return rectangle.x();
    case Fourth:
        return rectangle.y();
    case Fifth:
        return rectangle.width();
    case Sixth:
        return rectangle.height();
    case Seventh:
        return doable;
    default:
        return {};
    }
}

} // namespace coroscope
