// SPDX-License-Identifier: MIT
#pragma once

#include "trace/ledger.h"
#include "trace/trace.h"

#include <vector>

namespace coroscope {

/// Something that is kept up to date by what events change, in order, each once.
class DeltaConsumer
{
public:
    virtual ~DeltaConsumer() = default;
    virtual void consume(const Delta &delta) = 0;
};

/// Works out once, for all its consumers, what each event changes.
class Reducer final : public EventConsumer
{
public:
    /// @p consumer gets all deltas from now on, after those added before; it must outlive all further use of this.
    void add(DeltaConsumer &consumer) { m_consumers.push_back(&consumer); }
    void consume(std::span<const Event> events, Sequence) override
    {
        for (const Event &event : events) {
            const Delta delta = m_ledger.apply(event);
            for (DeltaConsumer *const consumer : m_consumers)
                consumer->consume(delta);
        }
    }

private:
    Ledger m_ledger;
    std::vector<DeltaConsumer *> m_consumers;
};

} // namespace coroscope
