// SPDX-License-Identifier: MIT
#include "models/rust_model.h"

namespace coroscope {

const RowRoles<RustRow> &RustRow::roles()
{
    static const RowRoles<RustRow> all = {{"number", [](const RustRow &row) -> QVariant { return row.text->number; }},
                                          {"indent", [](const RustRow &row) -> QVariant { return row.text->indent; }},
                                          {"text", [](const RustRow &row) -> QVariant { return row.text->text; }},
                                          {"tokens", [](const RustRow &row) -> QVariant { return row.text->tokens; }},
                                          memberRole<&RustRow::linked>("linked"),
                                          memberRole<&RustRow::paired>("paired")};
    return all;
}

} // namespace coroscope
