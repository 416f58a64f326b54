// SPDX-License-Identifier: MIT
#pragma once

#include "models/row_model.h"

#include <QString>
#include <QtQml/qqmlregistration.h>

namespace coroscope {

/// A run of several that part from each other.
struct BranchRow {
    QString text;  ///< what it does otherwise: "Channel capacity: 10 items → 4 items"
    QString from;  ///< since when: "5.000 s"; empty of the first
    int depth = 0; ///< how many branches led to it
    bool current = false;
    bool removable = false;

    static const RowRoles<BranchRow> &roles();
    friend bool operator==(const BranchRow &, const BranchRow &) = default;
};

class BranchModel : public RowModel<BranchRow>
{
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("belongs to a Branching")
public:
    using RowModel::RowModel;
};

} // namespace coroscope
