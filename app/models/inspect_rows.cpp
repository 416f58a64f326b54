// SPDX-License-Identifier: MIT
#include "models/inspect_rows.h"

namespace coroscope {

const RowRoles<WhyRow> &WhyRow::roles()
{
    static const RowRoles<WhyRow> all = {memberRole<&WhyRow::number>("number"), memberRole<&WhyRow::text>("said"),
                                         memberRole<&WhyRow::busy>("busy"), memberRole<&WhyRow::goes>("goes")};
    return all;
}

const RowRoles<FactRow> &FactRow::roles()
{
    static const RowRoles<FactRow> all = {memberRole<&FactRow::label>("label"), memberRole<&FactRow::value>("value"),
                                          memberRole<&FactRow::goes>("goes")};
    return all;
}

const RowRoles<PartRow> &PartRow::roles()
{
    static const RowRoles<PartRow> all = {
        memberRole<&PartRow::text>("what"),           memberRole<&PartRow::tone>("tone"),
        memberRole<&PartRow::time>("time"),           memberRole<&PartRow::share>("share"),
        memberRole<&PartRow::shareText>("shareText"), memberRole<&PartRow::slowTime>("slowTime"),
        memberRole<&PartRow::slowShare>("slowShare"), memberRole<&PartRow::slowShareText>("slowShareText")};
    return all;
}

const RowRoles<LastEventRow> &LastEventRow::roles()
{
    static const RowRoles<LastEventRow> all = {memberRole<&LastEventRow::time>("time"),
                                               memberRole<&LastEventRow::text>("said")};
    return all;
}

} // namespace coroscope
