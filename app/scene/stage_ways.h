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

/// Which links go round what stands between their ends, and where. The others go straight there.
class StageWays
{
public:
    StageWays() = default;
    /// @p layout has given everything its place.
    StageWays(const Topology &topology, const StageLayout &layout);

    /// How the ways between these two pass by; nothing: they go straight there.
    std::optional<Curve::Pass> pass(NodeRef from, NodeRef to) const;

private:
    struct Taken {
        NodeRef node;
        QRectF rect;
        bool words = false; ///< written at it: its own ways don't run through them either
    };
    struct Led {
        NodeRef from;
        NodeRef to;
        Curve::Pass pass;
    };

    void takeCapsule(NodeRef node, std::string_view label, const StageLayout &layout);
    void lead(NodeRef from, NodeRef to, std::span<const Curve> ways);
    bool isInTheWay(const Taken &taken, NodeRef from, NodeRef to) const;

    double m_height = 0;
    double m_itemRadius = 0;
    std::vector<Taken> m_taken; ///< by nodes, and by what is written at them
    std::vector<Led> m_led;
};

} // namespace coroscope
