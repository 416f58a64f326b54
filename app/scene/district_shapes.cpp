// SPDX-License-Identifier: MIT
#include "scene/district_shapes.h"

#include "models/text.h"

namespace coroscope {

std::vector<Label> districtNames(const Topology &topology, const StageLayout &layout)
{
    std::vector<Label> names;
    for (std::size_t i = 0; i < topology.districts.size(); ++i) {
        const QString name = translated(topology.districts[i].label).toUpper();
        for (const QRectF &frame : layout.district(i)) {
            const bool isUpper = frame.top() == layout.district(0).front().top();
            names.push_back(
                {.rect = QRectF(frame.left() + 12, frame.top() + 3, frame.width() - 24, layout.districtCaption()),
                 .text = name,
                 .role = Role::TextMuted,
                 .size = Label::Size::Small,
                 .strong = true,
                 // Into the rows below, ways come in at the left.
                 .align = Qt::AlignVCenter | (isUpper ? Qt::AlignLeft : Qt::AlignRight),
                 .shrinks = true,
                 .briefer = {name.section(QLatin1Char(' '), 0, 0), QString()}});
        }
    }
    return names;
}

void appendDistricts(DisplayList &list, const Topology &topology, const StageLayout &layout)
{
    for (std::size_t i = 0; i < topology.districts.size(); ++i) {
        for (const QRectF &frame : layout.district(i))
            list.push_back(Box{.rect = frame, .radius = 12, .fill = Role::AccentSoft, .opacity = 0.35});
    }
    for (Label &name : districtNames(topology, layout))
        list.push_back(std::move(name));
}

} // namespace coroscope
