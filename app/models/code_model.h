// SPDX-License-Identifier: MIT
#pragma once

#include "code/code_rows.h"
#include "models/row_model.h"

#include <QtQml/qqmlregistration.h>

namespace coroscope {

/// A row of the code, with what is going on there.
struct CodeRow {
    std::shared_ptr<const CodeRowText> text;
    bool folded = false; ///< of a fold: its lines are hidden
    /// How the tasks that stand there fare, and how many each: "running 2 blocked 1", as StateSwatch calls it.
    QString badges{};
    double share = 0;      ///< of the tasks' time, 0 to 1
    QString shareText{};   ///< "38 %"; empty if it is none
    bool selected = false; ///< a selected task stands there

    static const RowRoles<CodeRow> &roles();
    friend bool operator==(const CodeRow &, const CodeRow &) = default;
};

class CodeModel : public RowModel<CodeRow>
{
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("belongs to a CodeView")

public:
    using RowModel::RowModel;
};

} // namespace coroscope
