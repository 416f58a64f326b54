// SPDX-License-Identifier: MIT
#pragma once

#include "code/code_rows.h"
#include "models/row_model.h"

#include <QtQml/qqmlregistration.h>

namespace coroscope {

/// A line of the Rust that lies beside a pattern.
struct RustRow {
    std::shared_ptr<const CodeRowText> text;
    bool linked = false; ///< a line of ours does the same
    bool paired = false; ///< and that one is looked at

    static const RowRoles<RustRow> &roles();
    friend bool operator==(const RustRow &, const RustRow &) = default;
};

class RustModel : public RowModel<RustRow>
{
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("belongs to a RustView")

public:
    using RowModel::RowModel;
};

} // namespace coroscope
