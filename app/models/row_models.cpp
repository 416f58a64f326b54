// SPDX-License-Identifier: MIT
#include "models/row_models.h"

namespace coroscope {

const RowRoles<HeadlineRow> &HeadlineRow::roles()
{
    static const RowRoles<HeadlineRow> all = {
        memberRole<&HeadlineRow::label>("label"), memberRole<&HeadlineRow::value>("value"),
        memberRole<&HeadlineRow::note>("note"), memberRole<&HeadlineRow::over>("over"),
        memberRole<&HeadlineRow::before>("before")};
    return all;
}

const RowRoles<SetupRow> &SetupRow::roles()
{
    static const RowRoles<SetupRow> all = {memberRole<&SetupRow::title>("title"), memberRole<&SetupRow::note>("note"),
                                           memberRole<&SetupRow::current>("current")};
    return all;
}

const RowRoles<PatternRow> &PatternRow::roles()
{
    static const RowRoles<PatternRow> all = {
        memberRole<&PatternRow::patternId>("patternId"), memberRole<&PatternRow::title>("title"),
        memberRole<&PatternRow::icon>("icon"), memberRole<&PatternRow::current>("current"),
        memberRole<&PatternRow::heading>("heading")};
    return all;
}

const RowRoles<ActionRow> &ActionRow::roles()
{
    static const RowRoles<ActionRow> all = {
        memberRole<&ActionRow::action>("number"), memberRole<&ActionRow::label>("label"),
        memberRole<&ActionRow::effect>("effect"), memberRole<&ActionRow::reason>("reason"),
        memberRole<&ActionRow::note>("note")};
    return all;
}

const RowRoles<PlaceRow> &PlaceRow::roles()
{
    static const RowRoles<PlaceRow> all = {
        memberRole<&PlaceRow::name>("name"),
        memberRole<&PlaceRow::description>("description"),
        {"px", [](const PlaceRow &row) -> QVariant { return row.rectangle.x(); }},
        {"py", [](const PlaceRow &row) -> QVariant { return row.rectangle.y(); }},
        {"pw", [](const PlaceRow &row) -> QVariant { return row.rectangle.width(); }},
        {"ph", [](const PlaceRow &row) -> QVariant { return row.rectangle.height(); }},
        memberRole<&PlaceRow::doable>("doable")};
    return all;
}

} // namespace coroscope
