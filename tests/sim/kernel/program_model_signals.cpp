// SPDX-License-Identifier: MIT
// Permits, notifications, what is watched and told, questions.
#include "sim/kernel/program_model.h"

namespace coroscope::test {

/// Who wants many is not overtaken by those who want fewer.
void ProgramModel::hold(const Op &op)
{
    if (!m_wantPermits.empty() || op.b > m_permits - m_taken) {
        waitIn(m_wantPermits, Wait::Permits);
        return;
    }
    m_taken += op.b;
    finishOp();
}

void ProgramModel::see()
{
    me().ended = me().seen == m_changes && m_setNoMore;
    if (me().seen == m_changes && !m_setNoMore) {
        waitIn(m_watchers, Wait::Signal);
        return;
    }
    me().seen = m_changes;
    finishOp();
}

/// What is kept can be heard still after the last word.
void ProgramModel::hear()
{
    const bool heard = hearNext(me());
    me().ended = !heard && m_toldNoMore;
    if (!heard && !m_toldNoMore)
        waitIn(m_listeners, Wait::Signal);
    else
        finishOp();
}

/// Only the last words are kept. False: there is none that @p task has not heard.
bool ProgramModel::hearNext(TaskState &task)
{
    if (task.heard == int(m_words.size()))
        return false;
    const int oldest = std::max(task.heard, int(m_words.size()) - int(Program::toldKept));
    task.missed = oldest - task.heard;
    task.item = m_words[std::size_t(oldest)];
    task.heard = oldest + 1;
    return true;
}

void ProgramModel::signal(const Op &op)
{
    switch (op.what) {
    case Do::NotifyOne:
        m_notified = m_notifiable.empty();
        if (m_notified)
            break;
        wake(m_notifiable.front());
        m_notifiable.pop_front();
        break;
    case Do::NotifyAll:
        wakeAll(m_notifiable);
        break;
    case Do::Set:
        if (m_setNoMore)
            break;
        m_watched = op.number;
        ++m_changes;
        for (const int task : m_watchers)
            m_tasks[std::size_t(task)].seen = m_changes;
        wakeAll(m_watchers);
        break;
    case Do::SetNoMore:
        m_setNoMore = true;
        for (const int task : m_watchers)
            m_tasks[std::size_t(task)].ended = true;
        wakeAll(m_watchers);
        break;
    case Do::TellNoMore:
        m_toldNoMore = true;
        for (const int task : m_listeners)
            m_tasks[std::size_t(task)].ended = true;
        wakeAll(m_listeners);
        break;
    default:
        say(op, "told " + std::to_string(m_toldNoMore ? 0 : m_tasks.size())); // who has ended has not stopped listening
        if (m_toldNoMore)
            break;
        m_words.push_back(op.number);
        for (const int task : m_listeners)
            hearNext(m_tasks[std::size_t(task)]);
        wakeAll(m_listeners);
        break;
    }
}

void ProgramModel::ask(QuestionState &question, bool waits)
{
    me().answer = std::exchange(question.answer, std::nullopt);
    if (!me().answer && !question.over && waits)
        waitIn(question.asking, Wait::Signal);
    else
        finishOp();
}

/// To the first who asks, or to whoever will ask; for all the others there is none.
void ProgramModel::answer(QuestionState &question)
{
    const Op &op = *me().op;
    say(op, question.over ? "answered nobody" : "answered");
    if (question.over)
        return;
    if (question.asking.empty()) {
        question.answer = op.number;
    } else {
        const int first = question.asking.front();
        question.asking.pop_front();
        m_tasks[std::size_t(first)].answer = op.number;
        wake(first);
    }
    giveUp(question);
}

void ProgramModel::giveUp(QuestionState &question)
{
    question.over = true;
    wakeAll(question.asking);
}

void ProgramModel::admitToPermits()
{
    while (!m_wantPermits.empty()) {
        const int first = m_wantPermits.front();
        const int wanted = m_tasks[std::size_t(first)].op->b;
        if (wanted > m_permits - m_taken)
            break;
        m_taken += wanted;
        m_wantPermits.pop_front();
        wake(first);
    }
}

void ProgramModel::giveBack(int permits)
{
    m_taken -= permits;
    admitToPermits();
}

} // namespace coroscope::test
