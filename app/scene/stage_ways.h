// SPDX-License-Identifier: MIT
#pragma once

#include "pattern/topology.h"
#include "scene/display_list.h"

#include <QRectF>

#include <optional>
#include <span>
#include <string_view>
#include <vector>

namespace coroscope {

class StageLayout;

/// Which links go round what is between their ends, and where. The others go straight.
class StageWays
{
public:
    StageWays() = default;
    /// @p layout must have placed everything already.
    StageWays(const Topology &topology, const StageLayout &layout);

    /// How the ways between these two bypass what is between them; nullopt: they go straight.
    std::optional<Curve::Pass> pass(NodeRef from, NodeRef to) const;

private:
    struct Taken {
        NodeRef node;
        QRectF rect;
        bool words = false; ///< its captions: its own ways avoid them, too
    };
    struct Led {
        NodeRef from;
        NodeRef to;
        Curve::Pass pass;
    };

    void takeCapsule(NodeRef node, std::string_view label, const StageLayout &layout);
    void takeDistrictNames(const Topology &topology, const StageLayout &layout);
    void lead(NodeRef from, NodeRef to, std::span<const Curve> ways);
    bool isInTheWay(const Taken &taken, NodeRef from, NodeRef to) const;

    double m_height = 0;
    double m_itemRadius = 0;
    std::vector<Taken> m_taken; ///< by nodes, by their captions, and by the names of districts
    std::vector<Led> m_led;
};

/// Whether a link leads from one to the other.
bool isLinked(const Topology &topology, NodeRef from, NodeRef to);

} // namespace coroscope
