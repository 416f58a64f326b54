// SPDX-License-Identifier: MIT
#pragma once

#include "insight/key_frames.h"
#include "insight/site_clock.h"

#include <optional>

namespace coroscope {

/// Where in the code the time of some tasks passed within a span that moves along a run: a profile by line, by group and by
/// how the tasks fared. Computed from the trace, in portions; what it keeps does not grow with the run.
class SiteStudy
{
public:
    /// As SiteClock takes them.
    explicit SiteStudy(const Topology &topology, std::vector<Place> places = {});

    /// Goes on towards the span from @p from to @p to, the first @p end events of the trace, through at most @p most
    /// events. True: it is there.
    bool goOn(const Trace &trace, const KeyFrames &keyFrames, Time from, Time to, Sequence end, Sequence most);
    /// In ns; once it is there.
    SiteClock::Times times() const;
    /// Likewise.
    SiteClock::Failures failures() const;

private:
    /// One end of the span.
    struct End {
        SiteClock clock;
        Sequence next = 0; ///< the first event that it has not been through
    };

    static Sequence advance(End &end, const Trace &trace, Sequence to, Sequence most);

    End m_first;
    End m_last;
    Time m_from{};
    Time m_to{};
    bool m_begun = false;
};

} // namespace coroscope
