// SPDX-License-Identifier: MIT
#pragma once

#include "insight/subject.h"
#include "models/row_model.h"

#include <QRectF>
#include <QString>
#include <QVariant>
#include <QtQml/qqmlregistration.h>

namespace coroscope {

/// One of the five numbers under the stage.
struct HeadlineRow {
    QString label;
    QString value;
    QString note;
    QString over;     ///< "last 10 s", "whole run", "now"
    QString before{}; ///< the value before an advice was taken, for a while; empty if it is as it was

    static const RowRoles<HeadlineRow> &roles();
    friend bool operator==(const HeadlineRow &, const HeadlineRow &) = default;
};

/// A set-up to choose from.
struct SetupRow {
    QString title;
    QString note;
    bool current = false;

    static const RowRoles<SetupRow> &roles();
    friend bool operator==(const SetupRow &, const SetupRow &) = default;
};

/// A pattern in the rail, the list at the left.
struct PatternRow {
    QString patternId;
    QString title;
    QString icon;
    QString heading; ///< above it, if it is the first of its kind; else empty
    bool current = false;

    static const RowRoles<PatternRow> &roles();
    friend bool operator==(const PatternRow &, const PatternRow &) = default;
};

/// An action on a run as a whole.
struct ActionRow {
    int action = 0; ///< position in the pattern's actions
    QString label;
    QString effect;
    QString reason; ///< why it would do nothing now; empty if it would do something
    QString note;   ///< the reason, in the first of the rows that share it

    static const RowRoles<ActionRow> &roles();
    friend bool operator==(const ActionRow &, const ActionRow &) = default;
};

/// A task or channel on the stage, for the pointer, tooltips and screen readers.
struct PlaceRow {
    QString name;
    QString description;
    QRectF rectangle;    ///< in the stage's coordinates
    QVariantList doable; ///< the actions on it: maps of action, index, label, effect and reason
    Subject subject{};   ///< what it is; Kind::Nothing of what cannot be asked about

    static const RowRoles<PlaceRow> &roles();
    friend bool operator==(const PlaceRow &, const PlaceRow &) = default;
};

class HeadlineModel : public RowModel<HeadlineRow>
{
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("belongs to a Simulation")
public:
    using RowModel::RowModel;
};

class SetupModel : public RowModel<SetupRow>
{
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("belongs to a Simulation")
public:
    using RowModel::RowModel;
};

class PatternModel : public RowModel<PatternRow>
{
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("belongs to a Simulation")
public:
    using RowModel::RowModel;
};

class ActionModel : public RowModel<ActionRow>
{
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("belongs to a Simulation")
public:
    using RowModel::RowModel;
};

class PlaceModel : public RowModel<PlaceRow>
{
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("belongs to a Simulation")
public:
    using RowModel::RowModel;
};

} // namespace coroscope
