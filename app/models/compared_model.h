// SPDX-License-Identifier: MIT
#pragma once

#include "models/row_model.h"

#include <QString>
#include <QVariant>
#include <QtQml/qqmlregistration.h>

namespace coroscope {

/// One of the numbers of two runs, side by side.
struct ComparedRow {
    QString label;      ///< "Throughput"
    QString first;      ///< "6.7 /s"
    QString second;     ///< "9.8 /s"
    QString difference; ///< "+3.1 /s", the second less the first; empty where there is none to tell
    /// "A better", "B better", "more in A", "more in B", "same", "about the same", "too few: 1 and 2"; empty where that is
    /// not known.
    QString word;
    QString reason{}; ///< why it is no more than that, in a sentence; may be empty
    QString better{}; ///< "A" or "B", which is better; empty where neither is

    static const RowRoles<ComparedRow> &roles();
    friend bool operator==(const ComparedRow &, const ComparedRow &) = default;
};

class ComparedModel : public RowModel<ComparedRow>
{
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("belongs to a Pair")
public:
    using RowModel::RowModel;
};

} // namespace coroscope
