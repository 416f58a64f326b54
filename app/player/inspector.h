// SPDX-License-Identifier: MIT
#pragma once

#include "insight/time_study.h"
#include "insight/wait_chain.h"
#include "models/inspect_rows.h"
#include "player/inspected_line.h"
#include "player/run.h"
#include "player/subject_text.h"
#include "player/transport.h"
#include "run/event_effects.h"

#include <QObject>
#include <QTimer>
#include <QtQml/qqmlregistration.h>

#include <memory>
#include <optional>
#include <vector>

namespace coroscope {

class Bookmarks;
struct Bookmark;

/// What is to be known of what is selected, at the playhead: what it does, why it waits, how it has fared, what happened to
/// it last. Where nothing is selected: where the time of the run went.
class Inspector : public QObject
{
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("belongs to a Simulation")
    Q_PROPERTY(bool active READ active WRITE setActive NOTIFY activeChanged)
    Q_PROPERTY(bool any READ any NOTIFY changed)
    Q_PROPERTY(QString name READ name NOTIFY changed)
    Q_PROPERTY(QString state READ state NOTIFY changed)
    Q_PROPERTY(QString look READ look NOTIFY changed)
    Q_PROPERTY(QVariantList doable READ doable NOTIFY changed)
    Q_PROPERTY(QString whyTitle READ whyTitle NOTIFY changed)
    Q_PROPERTY(QString codePlace READ codePlace NOTIFY changed)
    Q_PROPERTY(QString codeText READ codeText NOTIFY changed)
    Q_PROPERTY(QString codeTitle READ codeTitle NOTIFY changed)
    Q_PROPERTY(QString sharesTitle READ sharesTitle NOTIFY changed)
    Q_PROPERTY(QString partsTitle READ partsTitle NOTIFY changed)
    Q_PROPERTY(QString meanText READ meanText NOTIFY changed)
    Q_PROPERTY(QString slowText READ slowText NOTIFY changed)
    /// "requests": what the pattern's items are.
    Q_PROPERTY(QString things READ things NOTIFY changed)
    Q_PROPERTY(QString slowItem READ slowItem NOTIFY changed)
    Q_PROPERTY(QString pathTitle READ pathTitle NOTIFY changed)
    Q_PROPERTY(QString progress READ progress NOTIFY changed)
    Q_PROPERTY(coroscope::WhyModel *why READ why CONSTANT)
    Q_PROPERTY(coroscope::FactModel *facts READ facts CONSTANT)
    Q_PROPERTY(coroscope::PartModel *shares READ shares CONSTANT)
    Q_PROPERTY(coroscope::PartModel *parts READ parts CONSTANT)
    Q_PROPERTY(coroscope::PartModel *path READ path CONSTANT)
    Q_PROPERTY(QString eventsTitle READ eventsTitle NOTIFY changed)
    Q_PROPERTY(coroscope::LastEventModel *events READ events CONSTANT)
    Q_PROPERTY(bool hasHappened READ hasHappened NOTIFY changed)
    Q_PROPERTY(coroscope::LastEventModel *causes READ causes CONSTANT)
    Q_PROPERTY(coroscope::LastEventModel *effects READ effects CONSTANT)
    Q_PROPERTY(QString moreEffects READ moreEffects NOTIFY changed)

public:
    static constexpr std::size_t mostEvents = 20;
    /// So many of the events that led to the selected one, each caused by the next.
    static constexpr std::size_t mostCauses = 4;

    /// Both must outlive it. @p transport moves that run, or one that it goes along with.
    Inspector(Run &run, Transport &transport, QObject *parent = nullptr);

    /// Where the notes of bookmarks are; they must outlive it.
    void lookUp(const Bookmarks &bookmarks);

    /// Whether it is looked at.
    bool active() const noexcept { return m_active; }
    void setActive(bool active);

    /// Whether something is selected.
    bool any() const { return subject().kind != Subject::Kind::Nothing; }
    QString name() const { return m_name; }
    /// What it does, and since when.
    QString state() const { return m_state; }
    /// How it fares, as StateSwatch calls it; empty of what is no task.
    QString look() const { return m_look; }
    /// The actions on it, as PlaceRow has them.
    QVariantList doable() const { return m_doable; }
    /// "Why it waits"; what kind of end there is to it, if that needs saying; empty if it does not wait.
    QString whyTitle() const { return m_whyTitle; }
    /// See InspectedLine.
    QString codePlace() const { return m_line.place; }
    QString codeText() const { return m_line.text; }
    QString codeTitle() const { return m_line.title; }
    QString sharesTitle() const { return m_sharesTitle; }
    /// "Where its 1.24 s went"; empty where that is not known.
    QString partsTitle() const { return m_partsTitle; }
    /// The two wholes that parts() are parts of, where nothing is selected; else empty.
    QString meanText() const { return m_meanText; }
    QString slowText() const { return m_slowText; }
    /// "item 57": whose latency the slow one is.
    QString slowItem() const;
    QString things() const;
    /// "Critical path of job 7: 412 ms"; empty without jobs.
    QString pathTitle() const { return m_pathTitle; }
    /// While it goes through the run: how far it is; or why it can't.
    QString progress() const { return m_progress; }
    WhyModel *why() { return &m_why; }
    FactModel *facts() { return &m_facts; }
    /// Of the time in the window of all figures: how a task has fared.
    PartModel *shares() { return &m_shares; }
    PartModel *parts() { return &m_parts; }
    PartModel *path() { return &m_path; }
    QString eventsTitle() const;
    LastEventModel *events() { return &m_events; }
    /// An event is selected, and it is kept: what caused it is known, the latest first, and what it led to.
    bool hasHappened() const { return m_run.loaded() && selectedEvent(); }
    LastEventModel *causes() { return &m_causes; }
    LastEventModel *effects() { return &m_effects; }
    /// "And 3 more."; empty if there are no more.
    QString moreEffects() const { return m_moreEffects; }

    /// Selects what that row is about.
    Q_INVOKABLE void goToWhy(int row);
    Q_INVOKABLE void goToFact(int row);
    Q_INVOKABLE void goToSlowItem();
    /// The task on this step of the critical path.
    Q_INVOKABLE void goToStep(int row);
    /// Moves the playhead there, just after it.
    Q_INVOKABLE void goToEvent(int row);
    /// The same, and selects it.
    Q_INVOKABLE void goToCause(int row);
    Q_INVOKABLE void goToEffect(int row);

Q_SIGNALS:
    void activeChanged();
    void changed();

private:
    const Subject &subject() const { return m_run.selection()->subject(); }
    void begin();
    void refresh();
    void refreshNext();
    bool isOfUse();
    void refreshHead();
    void refreshWhy();
    void refreshCode();
    void refreshFacts();
    void refreshShares();
    void refreshEvents();
    void refreshTimes();
    bool ofMark() const;
    /// The selected event; null if there is none that is kept.
    const Event *selectedEvent() const;
    /// The selected bookmark; null if there is none.
    const Bookmark *bookmark() const;
    void showMark();
    std::vector<Fact> factsOfMark() const;
    void refreshCauses();
    /// The latest first.
    std::vector<Sequence> eventsBeforeBookmark() const;
    LastEventRow rowOf(Sequence number) const;
    /// Moves the playhead to just after that event; of a run that goes along, to the end of its instant.
    void seekTo(Sequence event);
    /// Selects it; an event or a bookmark is gone to as well.
    void go(const Subject &about);
    void study();
    void showRecord(const ItemRecord &record);
    void showCuts(const LatencyCuts &cuts);
    void showPath(const std::optional<JobPath> &path);

    Run &m_run;
    Transport &m_transport;
    WhyModel m_why;
    FactModel m_facts;
    PartModel m_shares;
    PartModel m_parts;
    PartModel m_path;
    LastEventModel m_events;
    LastEventModel m_causes;
    LastEventModel m_effects;
    std::vector<Subject> m_whySubjects;      ///< by row
    std::vector<Fact> m_allFacts;            ///< by row
    std::vector<Sequence> m_sequences;       ///< by row of the events
    std::vector<Place> m_steps;              ///< by row of the path
    std::vector<Sequence> m_causeNumbers;    ///< by row
    std::optional<EventEffects> m_effectsOf; ///< of the selected event
    const Bookmarks *m_bookmarks = nullptr;
    QString m_name, m_state, m_look, m_whyTitle, m_sharesTitle, m_partsTitle;
    InspectedLine m_line;
    QString m_meanText, m_slowText, m_pathTitle, m_progress, m_moreEffects;
    QVariantList m_doable;
    ItemId m_slowItem = 0;
    SourceText m_source; ///< the file that was read last
    std::unique_ptr<TimeStudy> m_study;
    bool m_isNextDue = false;
    int m_nextPart = 0; ///< of those that are refreshed in turn
    QTimer m_goingOn;   ///< with the study, once pending events have been processed
    bool m_active = false;
};

} // namespace coroscope
