// SPDX-License-Identifier: MIT
#include "player/bookmarks.h"

#include "models/text.h"
#include "text/duration_text.h"
#include "text/one_line.h"
#include "text/utf8.h"

#include <algorithm>
#include <utility>

namespace coroscope {

namespace {

QString named(Words what, Time at)
{
    return toQString(say(what, {{"time", readableTime(at)}}));
}

} // namespace

Bookmarks::Bookmarks(Run &run, Transport &transport, Tuning &tuning, QObject *parent)
    : QObject(parent), m_run(run), m_transport(transport), m_tuning(tuning)
{
    connect(&m_run, &Run::patternChanged, this, [this] {
        if (std::exchange(m_pattern, &m_run.session().pattern()) != m_pattern)
            replace({});
    });
}

QVariantList Bookmarks::list() const
{
    QVariantList list;
    for (const Bookmark &bookmark : m_all)
        list << QVariantMap{{QStringLiteral("seconds"), inSeconds(bookmark.at)},
                            {QStringLiteral("time"), toQString(readableTime(bookmark.at))},
                            {QStringLiteral("note"), toQString(bookmark.note)}};
    return list;
}

void Bookmarks::replace(std::vector<Bookmark> all)
{
    if (all == m_all)
        return;
    m_all = std::move(all);
    Q_EMIT changed();
}

std::vector<Bookmark>::iterator Bookmarks::firstFrom(Time time)
{
    return std::lower_bound(m_all.begin(), m_all.end(), time,
                            [](const Bookmark &bookmark, Time at) { return bookmark.at < at; });
}

int Bookmarks::here() const
{
    const auto found = std::find_if(m_all.begin(), m_all.end(),
                                    [&](const Bookmark &bookmark) { return bookmark.at == m_run.playhead(); });
    return found == m_all.end() ? -1 : static_cast<int>(found - m_all.begin());
}

bool Bookmarks::setHere(const QString &note)
{
    const Time at = m_run.playhead();
    const std::string line = onOneLine(note.toStdString());
    const Bookmark wish{at, std::string(wholeCharacters(line, Bookmark::longestNote))};
    const auto place = firstFrom(at);
    if (place != m_all.end() && *place == wish)
        return true;
    if (place != m_all.end() && place->at == at) {
        record(named(words("the note at {time}"), at));
        *place = wish;
    } else if (m_all.size() == Bookmark::most) {
        Q_EMIT notice(toQString(say(words("There can be no more than {most} bookmarks."), {{"most", Bookmark::most}})));
        return false;
    } else {
        record(named(words("the bookmark at {time}"), at));
        m_all.insert(place, wish);
    }
    Q_EMIT changed();
    return true;
}

void Bookmarks::remove(int index)
{
    if (index < 0 || index >= count())
        return;
    const auto place = m_all.begin() + index;
    record(named(words("removing the bookmark at {time}"), place->at));
    m_all.erase(place);
    Q_EMIT changed();
}

void Bookmarks::goTo(int index)
{
    if (index < 0 || index >= count())
        return;
    const Time at = m_all[static_cast<std::size_t>(index)].at;
    if (at > m_run.present()) {
        m_transport.setPlaying(false);
        m_transport.runAhead(at);
    } else {
        m_transport.seek(inSeconds(at));
    }
    const std::string note = m_all[static_cast<std::size_t>(index)].note;
    Q_EMIT notice(note.empty() ? named(words("Bookmark at {time}"), at)
                               : toQString(say(words("Bookmark at {time}: {note}"),
                                               {{"time", readableTime(at)}, {"note", note}})));
}

void Bookmarks::pick(int index)
{
    if (index < 0 || index >= count())
        return;
    m_run.selection()->select(
        Subject{.kind = Subject::Kind::Bookmark, .time = m_all[static_cast<std::size_t>(index)].at});
    goTo(index);
}

void Bookmarks::goToNext()
{
    const auto next = firstFrom(m_run.playhead() + Duration{1});
    if (next == m_all.end())
        Q_EMIT notice(toQString(say(words("There is no bookmark after this."))));
    else
        goTo(static_cast<int>(next - m_all.begin()));
}

void Bookmarks::goToPrevious()
{
    const auto after = firstFrom(m_run.playhead());
    if (after == m_all.begin())
        Q_EMIT notice(toQString(say(words("There is no bookmark before this."))));
    else
        goTo(static_cast<int>(after - m_all.begin()) - 1);
}

void Bookmarks::record(const QString &name)
{
    m_tuning.recordOther(name, [this] { return asTheyAre(); });
}

std::function<void()> Bookmarks::asTheyAre()
{
    return [this, all = m_all] { replace(all); };
}

} // namespace coroscope
