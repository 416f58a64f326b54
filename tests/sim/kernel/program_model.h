// SPDX-License-Identifier: MIT
#pragma once

#include "sim/kernel/program.h"
#include "sim/kernel/program_model_bucket.h"

#include <algorithm>
#include <array>
#include <deque>
#include <optional>
#include <utility>

namespace coroscope::test {

/// What the kernel promises, said plainly: runs a random program with explicit lists and stacks, without coroutines and
/// without anything of the kernel's. Slow where that is simpler: levels of cancellation are worked out anew each time.
class ProgramModel
{
public:
    static Told run(const Program &program)
    {
        ProgramModel model(program);
        model.runToEnd();
        return std::move(model.m_told);
    }

private:
    enum Level { None, Cancel, Kill };
    enum class Wait { Nothing, Sleep, Send, Receive, Join, Children, Select, Permits, Signal, Tokens, Turn };

    struct Thrown {
        bool cancelled = false;
        std::string error{};
    };
    /// A body under way.
    struct Frame {
        enum class Kind { Task, Scope, Shield, Try, Hold, Promise } kind;
        const Op *op;
        const std::vector<Op> *ops;
        std::size_t next = 0;
    };
    struct TaskState {
        int label;
        int base = 0;  ///< the scope around the whole task
        int inner = 0; ///< the innermost scope
        std::vector<Frame> frames{};
        const Op *op = nullptr; ///< under way
        Wait wait = Wait::Nothing;
        bool resumes = false; ///< an op under way is to be finished first
        bool struck = false;
        int item = 0;        ///< 0: none was received
        bool timeUp = false; ///< a timer of its own has been due
        SendOutcome sent{};
        std::vector<int> joiners{};
        int seen = 0;       ///< changes of what is watched, so far
        int heard = 0;      ///< or missed, of what was told
        int missed = 0;     ///< before what was heard last
        bool ended = false; ///< nothing more is to be seen or heard
        std::optional<int> answer{};
        Level end = None;
    };
    struct ScopeState {
        int parent;
        int owner;
        int label = -1;
        Level requested = None;
        bool open = true;
        bool shielded = false;
        bool overdue = false;
        bool struck = false;
        bool passing = false; ///< cancelled only because a Cancelled that was not its own has left the body
        int children = 0;
        std::vector<std::string> errors{};
    };
    struct ChannelState {
        int capacity;
        WhenFull whenFull = WhenFull::Wait;
        bool closed = false;
        std::deque<int> buffer{};
        std::deque<int> senders{};
        std::deque<int> receivers{};

        bool roomy() const { return whenFull == WhenFull::Unbounded || int(buffer.size()) < capacity; }
    };
    struct QuestionState {
        std::optional<int> answer{}; ///< that nobody has taken yet
        bool over = false;           ///< it will not be answered any more
        std::deque<int> asking{};
    };
    /// A timer of a task or a deadline of a scope; they stand in the order of arming.
    struct Due {
        int time;
        int whose;
    };
    static constexpr int nobody = -1;

    explicit ProgramModel(const Program &program)
        : m_program(program), m_all{.what = Do::Scope, .a = Program::noDeadline}
    {
        m_scopes.push_back({.parent = nobody, .owner = nobody});
        m_scopeOf.assign(std::size_t(program.scopes), nobody);
        m_taskOf.assign(std::size_t(program.tasks), nobody);
        m_main.push_back(m_all);
        m_main.front().body = program.body;
        spawn(0, 0, m_main);
    }

    // ---- Time and turns ----
    void runToEnd()
    {
        for (;;) {
            if (!m_ready.empty()) {
                turn();
            } else if (const std::optional<int> task = takeDue(m_timers)) {
                m_tasks[std::size_t(*task)].timeUp = true;
                wake(*task);
            } else if (const std::optional<int> scope = takeDue(m_deadlines)) {
                request(*scope, Cancel, true);
            } else if (m_timers.empty() && m_deadlines.empty()) {
                break;
            } else {
                m_now = TokenBucket::never;
                for (const std::vector<Due> *dues : {&m_timers, &m_deadlines}) {
                    for (const Due &due : *dues)
                        m_now = std::min(m_now, due.time);
                }
                if (m_now == TokenBucket::never)
                    break;
            }
        }
        tellEnd();
    }
    std::optional<int> takeDue(std::vector<Due> &dues)
    {
        const auto first = std::find_if(dues.begin(), dues.end(), [this](const Due &due) { return due.time <= m_now; });
        if (first == dues.end())
            return std::nullopt;
        const int whose = first->whose;
        dues.erase(first);
        return whose;
    }
    void wake(int task)
    {
        if (std::exchange(m_tasks[std::size_t(task)].wait, Wait::Nothing) == Wait::Select)
            leaveLines(task); // the others it stood in
        m_ready.push_back(task);
    }
    void turn()
    {
        if (m_ready.size() > 1)
            std::swap(m_ready.front(), m_ready[m_program.choice(m_choices++, m_ready.size())]);
        m_current = m_ready.front();
        m_ready.pop_front();
        if (me().wait == Wait::Turn)
            me().wait = Wait::Nothing;
        if (std::exchange(me().resumes, false)) {
            if (std::exchange(me().struck, false))
                strikeOp();
            else
                finishOp();
        }
        while (!me().frames.empty() && me().wait == Wait::Nothing)
            step();
    }
    TaskState &me() { return m_tasks[std::size_t(m_current)]; }
    ScopeState &scope(int index) { return m_scopes[std::size_t(index)]; }

    // ---- Scopes ----
    Level inherited(int index)
    {
        const ScopeState &it = scope(index);
        const Level outer = it.parent == nobody ? None : level(it.parent);
        return it.shielded && outer == Cancel ? None : outer;
    }
    Level level(int index) { return std::max(scope(index).requested, inherited(index)); }
    int open(int parent, int owner)
    {
        m_scopes.push_back({.parent = parent, .owner = owner});
        return m_tasks[std::size_t(owner)].inner = int(m_scopes.size()) - 1;
    }
    void close(int index)
    {
        scope(index).open = false;
        disarm(m_deadlines, index);
        m_tasks[std::size_t(scope(index).owner)].inner = scope(index).parent;
        if (scope(index).label != -1)
            m_scopeOf[std::size_t(scope(index).label)] = nobody;
    }
    static void disarm(std::vector<Due> &dues, int whose)
    {
        std::erase_if(dues, [&](Due due) { return due.whose == whose; });
    }
    /// Does @p act; then strikes whoever is under more than before, outer scopes first, then in the order of opening.
    template <typename Act>
    void changing(Act act)
    {
        std::vector<Level> before;
        for (int i = 0; i < int(m_scopes.size()); ++i)
            before.push_back(level(i));
        act();
        strikeBelow(0, before);
    }
    void strikeBelow(int index, const std::vector<Level> &before)
    {
        const int owner = scope(index).owner;
        if (owner != nobody && m_tasks[std::size_t(owner)].inner == index && level(index) != None
            && level(index) != before[std::size_t(index)])
            strike(owner);
        for (int i = 0; i < int(m_scopes.size()); ++i) {
            if (scope(i).open && scope(i).parent == index)
                strikeBelow(i, before);
        }
    }
    void request(int index, Level wanted, bool overdue)
    {
        if (!scope(index).open || scope(index).requested >= wanted)
            return;
        changing([&] {
            scope(index).requested = wanted;
            scope(index).overdue |= overdue;
        });
    }
    void leaveLines(int task)
    {
        disarm(m_timers, task);
        for (ChannelState &channel : m_channels) {
            std::erase(channel.senders, task);
            std::erase(channel.receivers, task);
        }
    }
    void strike(int task)
    {
        TaskState &it = m_tasks[std::size_t(task)];
        if (it.wait == Wait::Children)
            scope(it.inner).struck = true; // goes on waiting: the children are cancelled, too
        if (it.wait == Wait::Nothing || it.wait == Wait::Children || it.wait == Wait::Turn)
            return;
        leaveLines(task);
        for (TaskState &other : m_tasks)
            std::erase(other.joiners, task);
        for (std::deque<int> *line : {&m_wantPermits, &m_notifiable, &m_watchers, &m_listeners})
            std::erase(*line, task);
        for (QuestionState &question : m_questions)
            std::erase(question.asking, task);
        admitToPermits(); // it may have wanted more than those behind it
        if (std::erase(m_acquirers, task) > 0)
            planTokens();
        it.struck = true;
        wake(task);
    }

    // ---- Tasks ----
    void spawn(int parent, int label, const std::vector<Op> &ops)
    {
        const int task = int(m_tasks.size());
        m_tasks.push_back({.label = label, .seen = m_changes, .heard = int(m_words.size())});
        m_taskOf[std::size_t(label)] = task;
        m_tasks.back().base = open(parent, task);
        ++scope(parent).children;
        m_tasks.back().frames.push_back({Frame::Kind::Task, nullptr, &ops});
        m_ready.push_back(task);
    }
    bool alive(int task) const { return task != nobody && !m_tasks[std::size_t(task)].frames.empty(); }
    void endTask(const Thrown *thrown);
    void fail(int index, const std::string &error)
    {
        scope(index).errors.push_back(error);
        request(index, Cancel, false);
    }

    // ---- One task: its stack ----
    void step();
    void leaveScope(const Op &op);
    void leaveStruck(int index);
    void raise(const Thrown &thrown);

    // ---- One operation ----
    void begin(const Op &op);
    void park(Wait wait)
    {
        me().wait = wait;
        me().resumes = true;
    }
    /// What the op under way says when it is over.
    void finishOp();
    /// Cancellation has struck the op under way.
    void strikeOp()
    {
        if (me().op->what == Do::Send) // the item dies with the task's hands
            ++m_items[level(me().inner) == Cancel ? Cancelled : Lost];
        raise({.cancelled = true});
    }
    void send(ChannelState &channel, bool waits);
    void receive(ChannelState &channel, bool waits);
    void select(const Op &op);
    void settle(ChannelState &channel);
    void close(ChannelState &channel, bool receiving);
    void settleSender(ChannelState &channel, SendOutcome outcome);
    void admitWhileRoomy(ChannelState &channel);
    void act(const Op &op);
    void hold(const Op &op);
    void see();
    void hear();
    bool hearNext(TaskState &task);
    void signal(const Op &op);
    void ask(QuestionState &question, bool waits);
    void answer(QuestionState &question);
    /// Nobody will answer it any more; those who ask learn of it.
    void giveUp(QuestionState &question);
    void acquire();
    bool tokensAreThere(int count);
    void takeTokens();
    /// Those in line are due anew, from the first on.
    void planTokens();
    void turnTokens(const Op &op);
    void waitIn(std::deque<int> &line, Wait wait)
    {
        line.push_back(m_current);
        park(wait);
    }
    void wakeAll(std::deque<int> &line)
    {
        for (const int task : std::exchange(line, {}))
            wake(task);
    }
    void admitToPermits();
    void giveBack(int permits);

    // ---- What is told ----
    void say(const std::string &what)
    {
        m_told.log.push_back(std::to_string(m_now) + " t" + std::to_string(me().label) + " " + what);
    }
    void say(const Op &op, const std::string &what) { say("#" + std::to_string(op.number) + " " + what); }
    bool waitsForItself(int start);
    void tellEnd();

    enum Fate { Created, Done, Cancelled, Dropped, Lost, Failed };

    const Program &m_program;
    const Op m_all; ///< what the root task does: scope 0
    std::vector<Op> m_main;
    Told m_told;
    int m_now = 0; ///< ms
    int m_current = nobody;
    std::uint64_t m_choices = 0;
    std::deque<int> m_ready;
    std::vector<Due> m_timers;
    std::vector<Due> m_deadlines;
    std::vector<TaskState> m_tasks; ///< all there ever were
    std::vector<ScopeState> m_scopes;
    std::vector<int> m_scopeOf; ///< by label; nobody: not open
    std::vector<int> m_taskOf;  ///< by label; nobody: not there yet
    std::array<ChannelState, Program::channels> m_channels{{{.capacity = 0}, {.capacity = 1}, {.capacity = 2}}};
    std::array<int, 6> m_items{};
    int m_permits = Program::permits;
    int m_taken = 0;
    std::deque<int> m_wantPermits; ///< in line
    bool m_notified = false;       ///< and nobody was there
    std::deque<int> m_notifiable;
    int m_watched = 0;
    int m_changes = 0;
    std::deque<int> m_watchers;
    std::vector<int> m_words; ///< all that was told
    std::deque<int> m_listeners;
    bool m_setNoMore = false;
    bool m_toldNoMore = false;
    std::array<QuestionState, Program::questions> m_questions{};
    TokenBucket m_bucket;
    std::deque<int> m_acquirers; ///< in line
};

} // namespace coroscope::test
