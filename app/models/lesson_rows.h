// SPDX-License-Identifier: MIT
#pragma once

#include "models/row_model.h"

#include <QString>
#include <QtQml/qqmlregistration.h>

namespace coroscope {

/// A lesson among others.
struct LessonRow {
    QString id;
    QString title;
    QString section;     ///< what it stands under
    bool begins = false; ///< whether it is the first one of its section
    bool done = false;
    bool current = false;
    QString begun; ///< "3 of 8", if some of its steps have been gone through and not all; else empty
    int stars = 0; ///< of a challenge: that have been earned

    static const RowRoles<LessonRow> &roles();
    friend bool operator==(const LessonRow &, const LessonRow &) = default;
};

class LessonModel : public RowModel<LessonRow>
{
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("belongs to a Learning")
public:
    using RowModel::RowModel;
};

/// A goal of a challenge, and how the run shown, or those that judge, stand to it.
struct GoalRow {
    QString text;
    bool holds = false; ///< for the run shown
    QString judged;     ///< "5 of 5 runs"; empty before it has been judged
    bool met = false;   ///< by all that judge

    static const RowRoles<GoalRow> &roles();
    friend bool operator==(const GoalRow &, const GoalRow &) = default;
};

class GoalModel : public RowModel<GoalRow>
{
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("belongs to a Learning")
public:
    using RowModel::RowModel;
};

} // namespace coroscope
