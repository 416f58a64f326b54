// SPDX-License-Identifier: MIT
#include "models/event_model.h"

namespace coroscope {

const RowRoles<EventRow> &EventRow::roles()
{
    static const RowRoles<EventRow> all = {
        {"number", [](const EventRow &row) -> QVariant { return row.event ? static_cast<double>(*row.event) : -1.0; }},
        memberRole<&EventRow::line>("line"),
        memberRole<&EventRow::time>("time"),
        memberRole<&EventRow::sameTime>("sameTime"),
        memberRole<&EventRow::look>("look"),
        memberRole<&EventRow::text>("text"),
        memberRole<&EventRow::last>("last"),
        memberRole<&EventRow::later>("later"),
        memberRole<&EventRow::selected>("selected"),
        memberRole<&EventRow::hit>("hit")};
    return all;
}

} // namespace coroscope
