// SPDX-License-Identifier: MIT
#include "player/inspector.h"

#include "models/text.h"
#include "player/bookmarks.h"
#include "player/event_facts.h"
#include "player/event_rows.h"
#include "player/event_text.h"
#include "text/duration_text.h"

#include <algorithm>
#include <utility>

// What the inspector says of a mark: of something that has happened, or of a bookmark.

namespace coroscope {

namespace {

/// Of the events before a bookmark.
constexpr Sequence reach = 300'000;
constexpr std::size_t mostBefore = 5;

} // namespace

void Inspector::lookUp(const Bookmarks &bookmarks)
{
    m_bookmarks = &bookmarks;
    connect(&bookmarks, &Bookmarks::changed, this, [this] {
        if (subject().kind == Subject::Kind::Bookmark && !bookmark())
            m_run.selection()->clear();
        else
            refresh();
    });
}

bool Inspector::ofMark() const
{
    return subject().kind == Subject::Kind::Event || subject().kind == Subject::Kind::Bookmark;
}

QString Inspector::eventsTitle() const
{
    return subject().kind == Subject::Kind::Bookmark
        ? toQString(say(words("What happened before it, the latest first")))
        : toQString(say(words("What happened to it, the latest first")));
}

const Event *Inspector::selectedEvent() const
{
    if (subject().kind != Subject::Kind::Event)
        return nullptr;
    const Trace &trace = m_run.session().trace();
    const Sequence number = subject().event;
    return number >= trace.firstKept() && number < trace.count() ? &trace.at(number) : nullptr;
}

const Bookmark *Inspector::bookmark() const
{
    if (!m_bookmarks || subject().kind != Subject::Kind::Bookmark)
        return nullptr;
    const std::vector<Bookmark> &all = m_bookmarks->all();
    const auto found = std::find_if(all.begin(), all.end(),
                                    [this](const Bookmark &one) { return one.at == subject().time; });
    return found == all.end() ? nullptr : &*found;
}

LastEventRow Inspector::rowOf(Sequence number) const
{
    const Event &event = m_run.session().trace().at(number);
    return {toQString(clockText(event.time, 3)), eventText(event, *m_run.taskPlaces(), m_run.session().pattern())};
}

void Inspector::showMark()
{
    if (const Bookmark *const one = bookmark()) {
        m_name = toQString(say(words("Bookmark")));
        m_state = toQString(one->note);
    } else if (const Event *const happened = selectedEvent()) {
        m_name = capitalised(nameOfEvent(*happened, m_run.session().pattern().item));
        m_state = eventText(*happened, *m_run.taskPlaces(), m_run.session().pattern());
    } else {
        m_name = toQString(say(words("Event")));
        m_state = toQString(say(words("It is no longer kept.")));
    }
}

std::vector<Fact> Inspector::factsOfMark() const
{
    if (subject().kind == Subject::Kind::Bookmark)
        return {factAboutBookmark(subject().time, m_run)};
    return selectedEvent() ? factsAboutEvent(subject().event, m_run) : std::vector<Fact>();
}

void Inspector::refreshCauses()
{
    m_causeNumbers.clear();
    m_moreEffects.clear();
    if (!selectedEvent()) {
        m_effectsOf.reset();
        m_causes.setRows({});
        m_effects.setRows({});
        return;
    }
    const Trace &trace = m_run.session().trace();
    const Sequence number = subject().event;
    std::vector<LastEventRow> causes;
    for (auto cause = causeOf(number, trace); cause && causes.size() < mostCauses; cause = causeOf(*cause, trace)) {
        m_causeNumbers.push_back(*cause);
        causes.push_back(rowOf(*cause));
    }
    m_causes.setRows(std::move(causes));
    if (!m_effectsOf || m_effectsOf->event() != number)
        m_effectsOf.emplace(number);
    m_effectsOf->extend(trace, EventEffects::farthest);
    std::vector<LastEventRow> effects;
    for (const Sequence effect : m_effectsOf->found())
        effects.push_back(rowOf(effect));
    m_effects.setRows(std::move(effects));
    if (const auto more = static_cast<std::int64_t>(m_effectsOf->more()); more > 0)
        m_moreEffects = toQString(sayCounted(more, "And {n} more.", plural("And {n} more.")));
}

std::vector<Sequence> Inspector::eventsBeforeBookmark() const
{
    const Trace &trace = m_run.session().trace();
    std::vector<Sequence> found;
    const Sequence end = trace.firstAfter(subject().time);
    const Sequence first = std::max(trace.firstKept(), end > reach ? end - reach : 0);
    for (Sequence at = end; at > first && found.size() < mostBefore; --at) {
        if (worthSeeing(trace.at(at - 1).kind))
            found.push_back(at - 1);
    }
    return found;
}

void Inspector::seekTo(Sequence event)
{
    if (m_transport.moves(m_run))
        m_transport.seekTo(event + 1);
    else
        m_transport.seek(inSeconds(m_run.session().trace().at(event).time));
}

void Inspector::go(const Subject &about)
{
    switch (about.kind) {
    case Subject::Kind::Event:
        seekTo(about.event);
        m_run.selectEvent(about.event);
        break;
    case Subject::Kind::Bookmark:
        m_transport.seek(inSeconds(about.time));
        break;
    default:
        m_run.selection()->select(about);
    }
}

void Inspector::goToCause(int row)
{
    if (row >= 0 && row < static_cast<int>(m_causeNumbers.size()))
        go({.kind = Subject::Kind::Event, .event = m_causeNumbers[static_cast<std::size_t>(row)]});
}

void Inspector::goToEffect(int row)
{
    if (m_effectsOf && row >= 0 && row < static_cast<int>(m_effectsOf->found().size()))
        go({.kind = Subject::Kind::Event, .event = m_effectsOf->found()[static_cast<std::size_t>(row)]});
}

} // namespace coroscope
