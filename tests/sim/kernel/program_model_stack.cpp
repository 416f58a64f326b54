// SPDX-License-Identifier: MIT
// What a task of a random program is in the midst of, and how it gets out of it.
#include "sim/kernel/program_model.h"

namespace coroscope::test {

void ProgramModel::step()
{
    Frame &frame = me().frames.back();
    if (frame.next < frame.ops->size()) {
        me().op = &(*frame.ops)[frame.next++];
        begin(*me().op);
        return;
    }
    const Frame over = frame;
    if (over.kind == Frame::Kind::Scope) {
        leaveScope(*over.op);
    } else if (over.kind == Frame::Kind::Task) {
        endTask(nullptr);
    } else {
        if (over.kind == Frame::Kind::Shield)
            close(me().inner);
        me().frames.pop_back();
        if (over.kind == Frame::Kind::Hold)
            giveBack(over.op->b);
        if (over.kind == Frame::Kind::Promise)
            giveUp(m_questions[std::size_t(over.op->a)]);
    }
}

void ProgramModel::endTask(const Thrown *thrown)
{
    const char *how = "done";
    if (thrown && thrown->cancelled)
        how = level(me().base) == Kill ? "killed" : "cancelled";
    else if (thrown)
        how = "failed";
    const int parent = scope(me().base).parent;
    close(me().base);
    me().frames.clear();
    for (const int joiner : std::exchange(me().joiners, {}))
        wake(joiner);
    if (me().label != 0)
        say(how);
    --scope(parent).children;
    if (thrown && !thrown->cancelled)
        fail(parent, thrown->error);
    const int owner = scope(parent).owner;
    if (scope(parent).children == 0 && owner != nobody && m_tasks[std::size_t(owner)].wait == Wait::Children
        && m_tasks[std::size_t(owner)].inner == parent)
        wake(owner);
}

void ProgramModel::leaveScope(const Op &op)
{
    const int index = me().inner;
    if (scope(index).children > 0) {
        me().wait = Wait::Children;
        scope(index).struck |= level(index) != None;
        return;
    }
    close(index);
    me().frames.pop_back();
    const ScopeState &it = scope(index);
    if (!it.errors.empty()) {
        std::string text = it.errors.front();
        if (it.errors.size() > 1) {
            text = "(";
            for (const std::string &error : it.errors)
                text += " " + error;
            text += " )";
        }
        raise({.error = text});
    } else if (it.struck && (it.requested == None || it.passing || inherited(index) != None)) {
        raise({.cancelled = true}); // not this scope's own, or an outer one's as well
    } else {
        say(op,
            std::string("scope ended") + (it.requested != None ? ", cancelled" : "") + (it.overdue ? ", overdue" : ""));
    }
}

void ProgramModel::leaveStruck(int index)
{
    scope(index).struck = true;
    if (level(index) != None)
        return;
    scope(index).passing = true;
    request(index, Cancel, false);
}

void ProgramModel::raise(const Thrown &thrown)
{
    for (;;) {
        Frame &frame = me().frames.back();
        switch (frame.kind) {
        case Frame::Kind::Task:
            endTask(&thrown);
            return;
        case Frame::Kind::Scope:
            frame.next = frame.ops->size();
            if (thrown.cancelled)
                leaveStruck(me().inner);
            else
                fail(me().inner, thrown.error);
            return;
        case Frame::Kind::Shield:
            close(me().inner);
            me().frames.pop_back();
            break;
        case Frame::Kind::Hold: {
            const int count = frame.op->b;
            me().frames.pop_back();
            giveBack(count);
            break;
        }
        case Frame::Kind::Promise: {
            const int question = frame.op->a;
            me().frames.pop_back();
            giveUp(m_questions[std::size_t(question)]);
            break;
        }
        case Frame::Kind::Try: {
            const Op &op = *frame.op;
            me().frames.pop_back();
            say(op, "caught " + (thrown.cancelled ? "cancelled" : thrown.error));
            return;
        }
        }
    }
}

} // namespace coroscope::test
