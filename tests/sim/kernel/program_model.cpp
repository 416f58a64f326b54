// SPDX-License-Identifier: MIT
#include "sim/kernel/program_model.h"

namespace coroscope::test {

void ProgramModel::begin(const Op &op)
{
    static constexpr Do waiting[] = {Do::Sleep,    Do::Send, Do::Receive, Do::Join,   Do::Hold, Do::Yield,
                                     Do::Notified, Do::See,  Do::Hear,    Do::Select, Do::Ask,  Do::Acquire};
    const bool waits = std::find(std::begin(waiting), std::end(waiting), op.what) != std::end(waiting);
    if (op.what == Do::Send || op.what == Do::TrySend)
        me().item = ++m_items[Created];
    if (waits && level(me().inner) != None) {
        strikeOp();
        return;
    }
    ChannelState &channel = m_channels[std::size_t(op.a) % m_channels.size()];
    switch (op.what) {
    case Do::Sleep:
        m_timers.push_back({m_now + op.a, m_current});
        park(Wait::Sleep);
        break;
    case Do::Send:
    case Do::TrySend:
        send(channel, op.what == Do::Send);
        break;
    case Do::Receive:
    case Do::TryReceive:
        receive(channel, op.what == Do::Receive);
        break;
    case Do::Select:
        select(op);
        break;
    case Do::Join: {
        const int other = m_taskOf[std::size_t(op.a)];
        if (alive(other)) {
            m_tasks[std::size_t(other)].joiners.push_back(m_current);
            park(Wait::Join);
        } else {
            finishOp();
        }
        break;
    }
    case Do::Scope: {
        const int index = open(me().inner, m_current);
        scope(index).label = op.label;
        m_scopeOf[std::size_t(op.label)] = index;
        scope(index).shielded = op.b != 0;
        if (op.a != Program::noDeadline)
            m_deadlines.push_back({m_now + op.a, index});
        me().frames.push_back({Frame::Kind::Scope, &op, &op.body});
        break;
    }
    case Do::Shield:
        scope(open(me().inner, m_current)).shielded = true;
        me().frames.push_back({Frame::Kind::Shield, &op, &op.body});
        break;
    case Do::Try:
        me().frames.push_back({Frame::Kind::Try, &op, &op.body});
        break;
    case Do::Hold:
        hold(op);
        break;
    case Do::Yield:
        park(Wait::Turn);
        m_ready.push_back(m_current);
        break;
    case Do::Notified:
        if (std::exchange(m_notified, false))
            finishOp();
        else
            waitIn(m_notifiable, Wait::Signal);
        break;
    case Do::See:
        see();
        break;
    case Do::Hear:
        hear();
        break;
    case Do::Ask:
    case Do::TryAsk:
        ask(m_questions[std::size_t(op.a)], op.what == Do::Ask);
        break;
    case Do::Promise:
        me().frames.push_back({Frame::Kind::Promise, &op, &op.body});
        break;
    case Do::Acquire:
        acquire();
        break;
    case Do::Fail:
        raise({.error = "e" + std::to_string(op.number)});
        break;
    default:
        act(op);
    }
}

void ProgramModel::finishOp()
{
    const Op &op = *me().op;
    switch (op.what) {
    case Do::Sleep:
        say(op, "slept");
        break;
    case Do::Send:
    case Do::TrySend: {
        static constexpr const char *names[] = {"sent ", "was refused ", "found it full ", "found it closed "};
        say(op, names[int(me().sent)] + std::to_string(me().item));
        m_items[Failed] += me().sent == SendOutcome::Full || me().sent == SendOutcome::Closed;
        break;
    }
    case Do::Select:
        if (me().item != 0) {
            say(op, "received " + std::to_string(me().item));
            ++m_items[Done];
        } else {
            say(op, me().timeUp ? "slept" : "found the end");
        }
        break;
    case Do::Receive:
    case Do::TryReceive:
        if (me().item != 0) {
            say(op, "received " + std::to_string(me().item));
            ++m_items[Done];
        } else {
            say(op, m_channels[std::size_t(op.a)].closed ? "found the end" : "found nothing");
        }
        break;
    case Do::Hold:
        say(op, "holds " + std::to_string(op.b));
        me().frames.push_back({Frame::Kind::Hold, &op, &op.body});
        break;
    case Do::Yield:
        say(op, "yielded");
        break;
    case Do::Notified:
        say(op, "was notified");
        break;
    case Do::See:
        say(op, me().ended ? "found the end" : "saw " + std::to_string(m_watched));
        break;
    case Do::Hear:
        say(op,
            me().ended ? "found the end"
                       : "heard " + std::to_string(me().item) + ", missed " + std::to_string(me().missed));
        break;
    case Do::Ask:
    case Do::TryAsk:
        if (me().answer)
            say(op, "was answered " + std::to_string(*me().answer));
        else
            say(op, m_questions[std::size_t(op.a)].over ? "found the end" : "found nothing");
        break;
    case Do::Acquire:
        takeTokens();
        break;
    default:
        say(op, "joined");
    }
}

void ProgramModel::act(const Op &op)
{
    const int target = std::size_t(op.a) < m_scopeOf.size() ? m_scopeOf[std::size_t(op.a)] : nobody;
    switch (op.what) {
    case Do::Spawn:
        if (target == nobody)
            say(op, "no such scope");
        else
            spawn(target, op.label, op.body);
        break;
    case Do::Capacity:
        m_channels[std::size_t(op.a)].capacity = op.b;
        settle(m_channels[std::size_t(op.a)]);
        break;
    case Do::WhenFull:
        m_channels[std::size_t(op.a)].whenFull = WhenFull(op.b);
        settle(m_channels[std::size_t(op.a)]);
        break;
    case Do::Close:
    case Do::CloseReceiving:
        close(m_channels[std::size_t(op.a)], op.what == Do::CloseReceiving);
        break;
    case Do::Permits:
        m_permits = op.b;
        admitToPermits();
        break;
    case Do::NotifyOne:
    case Do::NotifyAll:
    case Do::Set:
    case Do::SetNoMore:
    case Do::Tell:
    case Do::TellNoMore:
        signal(op);
        break;
    case Do::Answer:
        answer(m_questions[std::size_t(op.a)]);
        break;
    case Do::StopAsking:
        giveUp(m_questions[std::size_t(op.a)]);
        break;
    case Do::TryAcquire:
        if (tokensAreThere(op.b))
            takeTokens();
        else
            say(op, "found too few");
        break;
    case Do::Interval:
    case Do::Burst:
        turnTokens(op);
        break;
    case Do::CancelTask:
        if (const int task = m_taskOf[std::size_t(op.a)]; alive(task))
            request(m_tasks[std::size_t(task)].base, Cancel, false);
        break;
    case Do::CancelScope:
    case Do::KillScope:
        if (target != nobody)
            request(target, op.what == Do::KillScope ? Kill : Cancel, false);
        break;
    case Do::LiftShield:
        if (target != nobody)
            changing([&] { scope(target).shielded = false; });
        break;
    case Do::Deadline:
        if (target == nobody)
            break;
        disarm(m_deadlines, target);
        if (op.b != Program::noDeadline)
            m_deadlines.push_back({m_now + op.b, target});
        break;
    default:
        break;
    }
}

/// Along "cannot go on without": a join waits for its task, the end of a scope for the tasks spawned into it, who wants
/// permits for those who have some.
bool ProgramModel::waitsForItself(int start)
{
    std::vector<int> seen;
    std::vector<int> next{start};
    while (!next.empty()) {
        const int task = next.back();
        next.pop_back();
        for (int other = 0; other < int(m_tasks.size()); ++other) {
            const std::vector<int> &joiners = m_tasks[std::size_t(other)].joiners;
            const TaskState &waiting = m_tasks[std::size_t(task)];
            const bool joins = std::count(joiners.begin(), joiners.end(), task) > 0;
            const bool isParent = waiting.wait == Wait::Children && alive(other)
                && scope(m_tasks[std::size_t(other)].base).parent == waiting.inner;
            const std::vector<Frame> &frames = m_tasks[std::size_t(other)].frames;
            const bool holds = waiting.wait == Wait::Permits
                && std::any_of(frames.begin(), frames.end(),
                               [](const Frame &frame) { return frame.kind == Frame::Kind::Hold; });
            if (!joins && !isParent && !holds)
                continue;
            if (other == start)
                return true;
            if (std::find(seen.begin(), seen.end(), other) == seen.end()) {
                seen.push_back(other);
                next.push_back(other);
            }
        }
    }
    return false;
}

void ProgramModel::tellEnd()
{
    int count = 0;
    bool deadlock = false;
    for (int task = 0; task < int(m_tasks.size()); ++task) {
        count += alive(task) ? 1 : 0;
        deadlock = deadlock || (alive(task) && waitsForItself(task));
    }
    // Who waits for a token that takes for ever is not stuck: the interval can be turned.
    m_told.end = "tasks " + std::to_string(count) + ", stuck "
        + (count == 0 || !m_timers.empty() ? "no"
               : deadlock                  ? "deadlock"
                                           : "stalled")
        + ", created done cancelled dropped lost failed";
    for (const int items : m_items)
        m_told.end += " " + std::to_string(items);
}

} // namespace coroscope::test
