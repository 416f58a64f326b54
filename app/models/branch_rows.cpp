// SPDX-License-Identifier: MIT
#include "models/branch_rows.h"

namespace coroscope {

const RowRoles<BranchRow> &BranchRow::roles()
{
    static const RowRoles<BranchRow> all = {memberRole<&BranchRow::text>("what"), memberRole<&BranchRow::from>("from"),
                                            memberRole<&BranchRow::depth>("depth"),
                                            memberRole<&BranchRow::current>("current"),
                                            memberRole<&BranchRow::removable>("removable")};
    return all;
}

} // namespace coroscope
