// SPDX-License-Identifier: MIT
#include "models/compared_model.h"

namespace coroscope {

const RowRoles<ComparedRow> &ComparedRow::roles()
{
    static const RowRoles<ComparedRow> all = {
        memberRole<&ComparedRow::label>("label"),   memberRole<&ComparedRow::first>("first"),
        memberRole<&ComparedRow::second>("second"), memberRole<&ComparedRow::difference>("difference"),
        memberRole<&ComparedRow::word>("word"),     memberRole<&ComparedRow::reason>("reason"),
        memberRole<&ComparedRow::better>("better")};
    return all;
}

} // namespace coroscope
