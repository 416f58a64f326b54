// SPDX-License-Identifier: MIT
// Channels.
#include "sim/kernel/program_model.h"

namespace coroscope::test {

void ProgramModel::send(ChannelState &channel, bool waits)
{
    me().sent = SendOutcome::Accepted;
    if (channel.closed) {
        me().sent = SendOutcome::Closed;
    } else if (!channel.receivers.empty()) {
        const int receiver = channel.receivers.front();
        channel.receivers.pop_front();
        m_tasks[std::size_t(receiver)].item = me().item;
        wake(receiver);
    } else if (channel.senders.empty() && channel.roomy()) {
        channel.buffer.push_back(me().item);
    } else if (channel.whenFull == WhenFull::Wait && waits) {
        channel.senders.push_back(m_current);
        park(Wait::Send);
        return;
    } else if (channel.whenFull == WhenFull::Wait) {
        me().sent = SendOutcome::Full;
    } else {
        ++m_items[Dropped]; // the oldest, where there is one, or this
        if (channel.whenFull == WhenFull::DropOldest && !channel.buffer.empty()) {
            channel.buffer.pop_front();
            channel.buffer.push_back(me().item);
        } else {
            me().sent = SendOutcome::Dropped;
        }
    }
    finishOp();
}

void ProgramModel::receive(ChannelState &channel, bool waits)
{
    me().item = 0;
    if (!channel.buffer.empty()) {
        me().item = channel.buffer.front();
        channel.buffer.pop_front();
        admitWhileRoomy(channel);
    } else if (!channel.senders.empty()) {
        me().item = m_tasks[std::size_t(channel.senders.front())].item;
        settleSender(channel, SendOutcome::Accepted);
    } else if (!channel.closed && waits) {
        channel.receivers.push_back(m_current);
        park(Wait::Receive);
        return;
    }
    finishOp();
}

void ProgramModel::select(const Op &op)
{
    me().item = 0;
    me().timeUp = false;
    for (const int number : {op.a, op.b}) {
        ChannelState &channel = m_channels[std::size_t(number)];
        if (!channel.buffer.empty() || !channel.senders.empty() || channel.closed) {
            receive(channel, false);
            return;
        }
    }
    for (const int number : {op.a, op.b})
        m_channels[std::size_t(number)].receivers.push_back(m_current);
    m_timers.push_back({m_now + selectSleep, m_current});
    park(Wait::Select);
}

void ProgramModel::settleSender(ChannelState &channel, SendOutcome outcome)
{
    const int sender = channel.senders.front();
    channel.senders.pop_front();
    m_tasks[std::size_t(sender)].sent = outcome;
    m_items[Dropped] += outcome == SendOutcome::Dropped;
    wake(sender);
}

void ProgramModel::admitWhileRoomy(ChannelState &channel)
{
    while (!channel.senders.empty() && channel.roomy()) {
        channel.buffer.push_back(m_tasks[std::size_t(channel.senders.front())].item);
        settleSender(channel, SendOutcome::Accepted);
    }
}

/// Limits have been turned: who is in line is told, in order.
void ProgramModel::settle(ChannelState &channel)
{
    admitWhileRoomy(channel);
    while (channel.whenFull != WhenFull::Wait && !channel.senders.empty()) {
        if (channel.whenFull == WhenFull::DropOldest && !channel.buffer.empty()) {
            channel.buffer.pop_front();
            ++m_items[Dropped];
            channel.buffer.push_back(m_tasks[std::size_t(channel.senders.front())].item);
            settleSender(channel, SendOutcome::Accepted);
        } else {
            settleSender(channel, SendOutcome::Dropped);
        }
    }
}

/// Senders in line are let in still, unless it is the receivers who close. Receivers in line have nothing to hope for.
void ProgramModel::close(ChannelState &channel, bool receiving)
{
    channel.closed = true;
    while (receiving && !channel.senders.empty())
        settleSender(channel, SendOutcome::Closed);
    while (!channel.receivers.empty()) {
        const int receiver = channel.receivers.front();
        channel.receivers.pop_front();
        wake(receiver);
    }
}

} // namespace coroscope::test
