// SPDX-License-Identifier: MIT
#pragma once

#include "models/row_model.h"

#include <QString>
#include <QtQml/qqmlregistration.h>

namespace coroscope {

/// A step of why something waits.
struct WhyRow {
    int number = 0; ///< as on the stage, from 1; 0: it is not numbered
    QString text;
    bool busy = false; ///< it is what is at work, at the end
    bool goes = false; ///< what it is about can be selected

    static const RowRoles<WhyRow> &roles();
    friend bool operator==(const WhyRow &, const WhyRow &) = default;
};

/// A fact about what is selected.
struct FactRow {
    QString label;
    QString value;
    bool goes = false; ///< it names what can be selected

    static const RowRoles<FactRow> &roles();
    friend bool operator==(const FactRow &, const FactRow &) = default;
};

/// A part of some time: of that in which a task fared in one way, or that something has taken.
struct PartRow {
    QString text;
    QString tone;       ///< how it is coloured: a condition as StateSwatch calls it
    QString time;       ///< "300 ms"; empty for none
    double share = 0;   ///< of the whole, 0 to 1
    QString shareText;  ///< "38 %"; empty for none
    QString slowTime{}; ///< the same of a second whole, where there is one
    double slowShare = 0;
    QString slowShareText{};

    static const RowRoles<PartRow> &roles();
    friend bool operator==(const PartRow &, const PartRow &) = default;
};

/// An event, in a sentence.
struct LastEventRow {
    QString time;
    QString text;

    static const RowRoles<LastEventRow> &roles();
    friend bool operator==(const LastEventRow &, const LastEventRow &) = default;
};

class WhyModel : public RowModel<WhyRow>
{
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("belongs to an Inspector")
public:
    using RowModel::RowModel;
};

class FactModel : public RowModel<FactRow>
{
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("belongs to an Inspector")
public:
    using RowModel::RowModel;
};

class PartModel : public RowModel<PartRow>
{
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("belongs to an Inspector")
public:
    using RowModel::RowModel;
};

class LastEventModel : public RowModel<LastEventRow>
{
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("belongs to an Inspector")
public:
    using RowModel::RowModel;
};

} // namespace coroscope
