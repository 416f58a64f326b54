// SPDX-License-Identifier: MIT
#pragma once

#include "models/row_model.h"
#include "trace/event.h"

#include <QString>
#include <QtQml/qqmlregistration.h>

#include <optional>

namespace coroscope {

/// An event as a line of the log.
struct EventRow {
    std::optional<Sequence> event{}; ///< nothing: a note on what is not there
    int line = 0;                    ///< where it stands in the page, from the top
    QString time{};                  ///< "12.480 s"
    bool sameTime = false;           ///< as the line above it: one instant
    /// "running", "blocked" … as StateSwatch calls it, "item", or empty where it tells of no state.
    QString look{};
    QString text{};
    bool last = false;     ///< the last one at the playhead
    bool later = false;    ///< the playhead is before it
    bool selected = false; ///< its cause and what it caused are shown
    bool hit = false;      ///< it is like what is looked for

    static const RowRoles<EventRow> &roles();
    friend bool operator==(const EventRow &, const EventRow &) = default;
};

class EventModel : public RowModel<EventRow>
{
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("belongs to an EventLog")

public:
    using RowModel::RowModel;
};

} // namespace coroscope
