// SPDX-License-Identifier: MIT
#pragma once

#include "models/row_model.h"

#include <QString>
#include <QStringList>
#include <QtQml/qqmlregistration.h>

namespace coroscope {

/// A term of the glossary, as it is shown.
struct GlossaryRow {
    QString term;
    QString meaning;
    QStringList names; ///< in each of Glossary.libraries; empty where there is nothing like it

    static const RowRoles<GlossaryRow> &roles();
    friend bool operator==(const GlossaryRow &, const GlossaryRow &) = default;
};

class GlossaryModel : public RowModel<GlossaryRow>
{
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("belongs to Glossary")

public:
    using RowModel::RowModel;
};

} // namespace coroscope
