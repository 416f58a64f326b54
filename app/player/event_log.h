// SPDX-License-Identifier: MIT
#pragma once

#include "models/event_model.h"
#include "player/event_matches.h"
#include "player/event_search.h"
#include "player/log_filter.h"
#include "player/transport.h"
#include "run/event_effects.h"
#include "run/event_index.h"
#include "run/event_outcome.h"

#include <QElapsedTimer>
#include <QObject>
#include <QString>
#include <QStringList>
#include <QTimer>
#include <QtQml/qqmlregistration.h>

#include <chrono>
#include <optional>

namespace coroscope {

/// The events of a run as a list of sentences: those up to the playhead, and behind it those that are known already. Only
/// the lines of one page are made; whatever looks through many events does so in slices, between which the window stays
/// responsive. While nobody looks at it, it does nothing.
class EventLog : public QObject
{
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("belongs to a Simulation")
    Q_PROPERTY(coroscope::EventModel *rows READ rows CONSTANT)
    Q_PROPERTY(coroscope::EventModel *causes READ causes CONSTANT)
    Q_PROPERTY(coroscope::EventModel *effects READ effects CONSTANT)
    Q_PROPERTY(coroscope::EventModel *outcome READ outcome CONSTANT)
    Q_PROPERTY(coroscope::LogFilter *filter READ filter CONSTANT)
    Q_PROPERTY(bool active READ active WRITE setActive NOTIFY activeChanged)
    Q_PROPERTY(int pageSize READ pageSize WRITE setPageSize NOTIFY pageSizeChanged)
    Q_PROPERTY(bool following READ following WRITE setFollowing NOTIFY followingChanged)
    Q_PROPERTY(double position READ position NOTIFY pageChanged)
    Q_PROPERTY(double share READ share NOTIFY pageChanged)
    Q_PROPERTY(int timeLetters READ timeLetters NOTIFY pageChanged)
    Q_PROPERTY(QString countText READ countText NOTIFY pageChanged)
    Q_PROPERTY(QString emptyText READ emptyText NOTIFY pageChanged)
    Q_PROPERTY(QString findText READ findText NOTIFY findTextChanged)
    Q_PROPERTY(QString searched READ searched NOTIFY searchedChanged)
    Q_PROPERTY(bool hasSelected READ hasSelected NOTIFY selectedChanged)
    Q_PROPERTY(QString selectedTime READ selectedTime NOTIFY selectedChanged)
    Q_PROPERTY(QString selectedText READ selectedText NOTIFY selectedChanged)
    Q_PROPERTY(QStringList waits READ waits NOTIFY selectedChanged)
    Q_PROPERTY(bool isWait READ isWait NOTIFY selectedChanged)
    Q_PROPERTY(QString outcomeTitle READ outcomeTitle NOTIFY selectedChanged)
    Q_PROPERTY(QString onlyTaskText READ onlyTaskText NOTIFY selectedChanged)
    Q_PROPERTY(QString onlyItemText READ onlyItemText NOTIFY selectedChanged)
    Q_PROPERTY(QString moreEffectsText READ moreEffectsText NOTIFY selectedChanged)

public:
    /// Both must outlive it.
    EventLog(Run &run, Transport &transport, QObject *parent = nullptr);

    /// The lines of the page.
    EventModel *rows() { return &m_rows; }
    /// What made the selected event possible: one event, or none.
    EventModel *causes() { return &m_causes; }
    /// What the selected event made possible; not more than a few.
    EventModel *effects() { return &m_effectRows; }
    /// How what the selected event began has ended: one event, or none.
    EventModel *outcome() { return &m_outcomeRows; }
    LogFilter *filter() { return &m_filter; }
    /// Whether it is looked at.
    bool active() const noexcept { return m_active; }
    void setActive(bool active);
    /// How many lines there is room for.
    int pageSize() const noexcept { return m_pageSize; }
    void setPageSize(int lines);
    /// While on, the page stays with the playhead.
    bool following() const noexcept { return m_following; }
    void setFollowing(bool following);
    /// Where the page begins, and how long it is, as parts of the whole list.
    double position() const;
    double share() const;
    /// How many letters the time of the last event has, with the usual digits.
    int timeLetters() const noexcept { return m_timeLetters; }
    /// "1,204 of 83,221 events": how many there are up to the playhead.
    QString countText() const;
    /// Why there is no line; empty if there are some.
    QString emptyText() const;
    /// How the search goes: "3 of 41", "Looking: 34 %", "None found."; empty if there is nothing to say.
    QString findText() const { return m_findText; }
    /// What is looked for; empty if nothing is.
    QString searched() const { return m_matches ? m_matches->text() : QString(); }
    /// One event is selected, and its cause and what it caused are known.
    bool hasSelected() const noexcept { return m_selected.has_value(); }
    std::optional<Sequence> selected() const noexcept { return m_selected; }
    QString selectedTime() const;
    QString selectedText() const;
    /// If the selected event begins a wait: what for, as things were then, down to whoever was really busy.
    QStringList waits() const { return m_waits; }
    bool isWait() const;
    /// "How the wait ended, after 59 ms"; empty if it has begun nothing, or that has not ended.
    QString outcomeTitle() const;
    /// "Only Worker 2", "Only item 133": what showing only the like of the selected event is called; empty if it is of no
    /// task, or of no item.
    QString onlyTaskText() const;
    QString onlyItemText() const;
    /// "And 3 more."; empty if there are no more.
    QString moreEffectsText() const;
    /// It is looking through events.
    bool underWay() const noexcept { return m_next.isActive(); }

    Q_INVOKABLE void scrollBy(int lines);
    /// @p position as position() says it.
    Q_INVOKABLE void scrollTo(double position);
    /// Another event is selected, so many lines further; at first the last one at the playhead. It comes into the page.
    Q_INVOKABLE void selectBy(int lines);
    /// The playhead goes to just after the event with this number, which is selected.
    Q_INVOKABLE void goTo(double number);
    Q_INVOKABLE void goToSelected();
    /// Selects the next event, or the one before, whose sentence has @p text in it. It comes into the page.
    Q_INVOKABLE void find(const QString &text, bool forward);
    /// While @p text is typed: counts the events that are like it, and selects the latest of them that is not behind where
    /// the search began.
    Q_INVOKABLE void lookFor(const QString &text);
    /// Ends that.
    Q_INVOKABLE void stopFinding();

    /// Narrows the filter to the task, or the item, of the selected event.
    Q_INVOKABLE void showOnlyTask();
    Q_INVOKABLE void showOnlyItem();

    /// Asks for the log to be shown with the events of one task, one channel, one lock or one item.
    Q_INVOKABLE void showTask(int group, int index);
    Q_INVOKABLE void showChannel(int index);
    Q_INVOKABLE void showLock(int index);
    Q_INVOKABLE void showItem(qint64 number);
    /// The same of what is selected.
    Q_INVOKABLE void showSelected();

Q_SIGNALS:
    void activeChanged();
    void pageSizeChanged();
    void followingChanged();
    void pageChanged();
    void findTextChanged();
    void searchedChanged();
    void selectedChanged();
    /// The log should be shown.
    void asked();

private:
    using Rank = EventIndex::Rank;

    /// The selected event; null if there is none that is kept.
    const Event *selectedEvent() const;
    const Trace &trace() const { return m_run.session().trace(); }
    /// The number of events at the playhead.
    Sequence playhead() const { return m_run.player().position(); }
    bool forgotten() const;
    /// Of the first line, which may be a note; and of what would follow the last one.
    Rank firstLine() const;
    Rank endLine() const { return m_index.endRank(); }
    /// Of the last event at the playhead.
    Rank marked() const;
    std::size_t effectCount() const { return m_effects ? m_effects->found().size() + m_effects->more() : 0; }
    bool onPage(Rank rank) const { return rank >= m_top && rank < m_top + m_pageSize; }

    void begin();
    void applyFilter();
    void refresh();
    void lookThrough(std::chrono::nanoseconds patience);
    void goOnFinding(std::chrono::nanoseconds patience);
    void goOnCounting(std::chrono::nanoseconds patience);
    void search(const QString &text, Sequence from, bool forward);
    void tellFound();
    void askWaits();
    void placePage();
    void showPage();
    void select(std::optional<Sequence> event);
    void reveal(Sequence event);
    void showCauses();
    void tell(const QString &findText);
    void scrolledTo(Rank top);

    Run &m_run;
    Transport &m_transport;
    LogFilter m_filter;
    EventModel m_rows;
    EventModel m_causes;
    EventModel m_effectRows;
    EventModel m_outcomeRows;
    TaskPlaces m_places;
    EventIndex m_index;
    std::optional<EventSearch> m_search;
    std::optional<EventMatches> m_matches; ///< of what is looked for
    std::optional<EventEffects> m_effects; ///< of the selected event
    std::optional<EventOutcome> m_outcome; ///< likewise
    std::optional<Sequence> m_selected;
    std::optional<Sequence> m_wanted; ///< is to come into the page once it has been seen
    QTimer m_next;                    ///< fires once pending events have been processed
    QElapsedTimer m_sinceShown;
    std::chrono::nanoseconds m_showingTook{};
    QString m_findText;
    QString m_wentRound; ///< what the search has to say of its way
    QStringList m_waits;
    Sequence m_searchFrom = 0; ///< where the search began that is typed
    bool m_countedAll = true;
    Rank m_top = 0;           ///< of the page's first line
    Sequence m_lastPause = 0; ///< where the playhead was when last seen at rest
    int m_pageSize = 1;
    int m_timeLetters = 0;
    bool m_following = true;
    bool m_active = false;
    bool m_seenAll = false; ///< all that there is has been looked through
    bool m_stale = true;    ///< what it knows is of another run
};

} // namespace coroscope
