// SPDX-License-Identifier: MIT
#pragma once

#include "kernel/channel.h"

#include <cstddef>
#include <cstdint>
#include <ostream>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace coroscope::test {

/// Three bytes of a random program. Any sequence of them is a program.
struct Step {
    std::uint8_t code = 0;
    std::uint8_t a = 0;
    std::uint8_t b = 0;
};

/// What a task of a random program does. Those that have a body go on up to their End.
enum class Do : std::uint8_t {
    End,            ///< of the innermost body
    Sleep,          ///< a ms
    Send,           ///< a new item into channel a
    Receive,        ///< from channel a
    Scope,          ///< opens scope `label` for its body; a: deadline in ms or none; b: shielded
    Spawn,          ///< makes task `label`, which does the body, in scope a
    Shield,         ///< around its body
    Try,            ///< catches whatever comes out of its body, Cancelled too, and goes on
    CancelScope,    ///< a
    KillScope,      ///< a
    CancelTask,     ///< a
    Deadline,       ///< of scope a: in b ms, or none
    LiftShield,     ///< of scope a
    Capacity,       ///< of channel a becomes b
    WhenFull,       ///< of channel a becomes b
    Join,           ///< task a
    Fail,           ///< throws
    TrySend,        ///< a new item into channel a, as far as that needs no waiting
    TryReceive,     ///< from channel a, as far as that needs no waiting
    Close,          ///< channel a, from the sender's side
    CloseReceiving, ///< channel a, from the receiver's side
    Select,         ///< the first of: receive from channel a, receive from channel b, sleep for `selectSleep`
    Hold,           ///< b permits of the semaphore, for its body
    Permits,        ///< of the semaphore become b
    Yield,          ///< lets the others go first
    Notified,       ///< waits for a notification
    NotifyOne,      ///< the first in line, or the next who asks
    NotifyAll,      ///< who are in line
    Set,            ///< what all watch becomes its number
    See,            ///< waits for a change of that
    Tell,           ///< everybody its number
    Hear,           ///< waits to be told
    SetNoMore,      ///< what all watch stays as it is
    TellNoMore,     ///< nobody is told anything from now on
    Ask,            ///< waits for the answer to question a
    TryAsk,         ///< takes the answer to question a, as far as that needs no waiting
    Answer,         ///< its number, to question a
    Promise,        ///< after its body, question a has its answer or gets none
    StopAsking,     ///< question a: it can be answered no more
    Acquire,        ///< b tokens
    TryAcquire,     ///< b tokens, as far as that needs no waiting
    Interval,       ///< from token to token becomes b ms, or for ever
    Burst,          ///< of tokens becomes b
};
inline constexpr int doings = static_cast<int>(Do::Burst) + 1;
inline constexpr int selectSleep = 3; ///< ms

struct Op {
    Do what{};
    int a = 0;
    int b = 0;
    int label = 0;  ///< of the scope or task made here, from 1
    int number = 0; ///< position in the program
    std::vector<Op> body{};
};

/// A random program: the root task opens scope 0 and does `body` in it. The three channels begin with room for 0, 1, 2,
/// the semaphore with 2 permits, the bucket with 2 tokens, of which one comes every 2 ms; what is told is kept twice.
/// Each task watches and listens from its spawning on. Each question can be answered once.
struct Program {
    static constexpr int channels = 3;
    static constexpr int questions = 4;
    static constexpr int burst = 2;
    static constexpr int interval = 2; ///< ms
    static constexpr int noDeadline = -1;
    static constexpr int permits = 2;
    static constexpr std::size_t toldKept = 2;
    static constexpr std::size_t longest = 100; ///< steps; fewer than a task may do in one turn without yielding

    std::vector<Op> body;
    int scopes = 1;
    int tasks = 1;
    std::uint32_t order = 0; ///< among ready tasks; 0: first come, first served

    /// Which of @p ready tasks goes next, in the @p number-th choice.
    std::size_t choice(std::uint64_t number, std::size_t ready) const noexcept
    {
        if (order == 0)
            return 0;
        std::uint64_t bits = (number + 1) * 0x9e3779b97f4a7c15ULL ^ order * 0xbf58476d1ce4e5b9ULL;
        bits = (bits ^ (bits >> 29)) * 0x94d049bb133111ebULL;
        return (bits >> 32) % ready;
    }
};

inline constexpr bool hasBody(Do what) noexcept
{
    return what == Do::Scope || what == Do::Spawn || what == Do::Shield || what == Do::Try || what == Do::Hold
        || what == Do::Promise;
}

/// Makes a program of any steps.
class ProgramReader
{
public:
    static Program read(std::span<const Step> steps, std::uint32_t order)
    {
        ProgramReader reader(steps.first(std::min(steps.size(), Program::longest)));
        Program program;
        program.order = order;
        reader.readBody(program.body, 0, 0);
        program.scopes = reader.m_scopes;
        program.tasks = reader.m_tasks;
        reader.resolve(program.body);
        return program;
    }
    static Program read(std::span<const std::uint8_t> bytes)
    {
        std::vector<Step> steps;
        for (std::size_t i = 1; i + 3 <= bytes.size(); i += 3)
            steps.push_back({bytes[i], bytes[i + 1], bytes[i + 2]});
        return read(steps, bytes.empty() ? 0 : bytes[0]);
    }

private:
    static constexpr int deepest = 8;
    explicit ProgramReader(std::span<const Step> steps) : m_steps(steps) { }

    /// @p scope: the innermost one around, where tasks are spawned unless the step says otherwise.
    void readBody(std::vector<Op> &body, int scope, int depth)
    {
        while (m_next < m_steps.size()) {
            const Step step = m_steps[m_next];
            Op op{.what = Do(step.code % doings), .a = step.a, .b = step.b, .number = int(m_next)};
            ++m_next;
            if (op.what == Do::End) {
                if (depth > 0)
                    return;
                continue;
            }
            if (hasBody(op.what) && depth == deepest)
                continue;
            int inside = scope;
            if (op.what == Do::Scope)
                inside = op.label = m_scopes++;
            if (op.what == Do::Spawn) {
                op.label = m_tasks++;
                if (op.b % 2 == 0)
                    op.a = scope;
            }
            if (hasBody(op.what))
                readBody(op.body, inside, depth + 1);
            body.push_back(std::move(op));
        }
    }
    /// What is named may stand further below: the numbers are brought into range when all is read.
    void resolve(std::vector<Op> &body) const
    {
        const auto span = [](int value) { return value % 8 == 0 ? Program::noDeadline : value % 8 - 1; };
        for (Op &op : body) {
            switch (op.what) {
            case Do::Sleep:
                op.a %= 5;
                break;
            case Do::Scope:
                op.a = span(op.a);
                op.b = op.b % 4 == 3;
                break;
            case Do::Spawn:
            case Do::CancelScope:
            case Do::KillScope:
            case Do::LiftShield:
                op.a %= m_scopes;
                break;
            case Do::Deadline:
                op.a %= m_scopes;
                op.b = span(op.b);
                break;
            case Do::CancelTask:
            case Do::Join:
                op.a %= m_tasks;
                break;
            case Do::Send:
            case Do::Receive:
            case Do::TrySend:
            case Do::TryReceive:
            case Do::Close:
            case Do::CloseReceiving:
                op.a %= Program::channels;
                break;
            case Do::Select:
                op.a %= Program::channels;
                op.b %= Program::channels;
                break;
            case Do::Capacity:
            case Do::WhenFull:
                op.a %= Program::channels;
                op.b %= 4;
                break;
            case Do::Hold:
                op.b = 1 + op.b % 3;
                break;
            case Do::Permits:
                op.b %= 4;
                break;
            case Do::Ask:
            case Do::TryAsk:
            case Do::Answer:
            case Do::Promise:
            case Do::StopAsking:
                op.a %= Program::questions;
                break;
            case Do::Acquire:
            case Do::TryAcquire:
            case Do::Burst:
                op.b = 1 + op.b % 4;
                break;
            case Do::Interval:
                op.b = span(op.b);
                break;
            case Do::End:
            case Do::Shield:
            case Do::Try:
            case Do::Fail:
            case Do::Yield:
            case Do::Notified:
            case Do::NotifyOne:
            case Do::NotifyAll:
            case Do::Set:
            case Do::See:
            case Do::Tell:
            case Do::Hear:
            case Do::SetNoMore:
            case Do::TellNoMore:
                break;
            }
            resolve(op.body);
        }
    }

    std::span<const Step> m_steps;
    std::size_t m_next = 0;
    int m_scopes = 1;
    int m_tasks = 1;
};

/// What came of a program.
struct Told {
    std::vector<std::string> log; ///< "3 t1 #4 received 2": ms, task, position in the program, what
    std::string end;              ///< what is left, and what became of the items
};

/// As people read it, for counterexamples.
inline void print(std::ostream &out, const std::vector<Op> &body, int depth)
{
    static constexpr std::string_view names[] = {
        "end",       "sleep",        "send",       "receive",     "scope",       "spawn",        "shield",
        "try",       "cancel-scope", "kill-scope", "cancel-task", "deadline",    "lift-shield",  "capacity",
        "when-full", "join",         "fail",       "try-send",    "try-receive", "close",        "close-receiving",
        "select",    "hold",         "permits",    "yield",       "notified",    "notify-one",   "notify-all",
        "set",       "see",          "tell",       "hear",        "set-no-more", "tell-no-more", "ask",
        "try-ask",   "answer",       "promise",    "stop-asking", "acquire",     "try-acquire",  "interval",
        "burst"};
    static_assert(std::size(names) == doings);
    for (const Op &op : body) {
        out << '#' << op.number << std::string(std::size_t(depth) * 2 + 1, ' ') << names[int(op.what)] << ' ' << op.a
            << ' ' << op.b;
        if (op.label > 0)
            out << " as " << op.label;
        out << '\n';
        print(out, op.body, depth + 1);
    }
}

inline std::ostream &operator<<(std::ostream &out, const Program &program)
{
    out << "order " << program.order << '\n';
    print(out, program.body, 0);
    return out;
}

} // namespace coroscope::test
