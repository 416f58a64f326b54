// SPDX-License-Identifier: MIT
#pragma once

#include "insight/recent.h"
#include "models/row_models.h"
#include "models/text.h"
#include "player/figure_window.h"
#include "player/player.h"
#include "player/selection.h"
#include "player/step_motion.h"
#include "scene/scene_source.h"
#include "scene/stage_layout.h"

#include <QHash>
#include <QObject>
#include <QTimer>
#include <QtQml/qqmlregistration.h>

#include <memory>
#include <vector>

namespace coroscope {

/// A run as it is shown: a session with a playhead, and what is to be seen and said of it there. It neither plays by
/// itself (see Transport) nor changes what it is a run of (see Tuning).
class Run : public QObject, public SceneSource
{
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("belongs to a Simulation")
    Q_PROPERTY(QString patternId READ patternId NOTIFY patternChanged)
    Q_PROPERTY(QString title READ title NOTIFY patternChanged)
    Q_PROPERTY(QString summary READ summary NOTIFY patternChanged)
    Q_PROPERTY(QString fillTitle READ fillTitle NOTIFY patternChanged)
    Q_PROPERTY(QString latencyTitle READ latencyTitle NOTIFY patternChanged)
    Q_PROPERTY(double time READ time NOTIFY timeChanged)
    Q_PROPERTY(QString timeText READ timeText NOTIFY timeChanged)
    Q_PROPERTY(double presentTime READ presentTime NOTIFY timeChanged)
    Q_PROPERTY(bool atPresent READ atPresent NOTIFY atPresentChanged)
    Q_PROPERTY(QString outcome READ outcomeText NOTIFY figuresChanged)
    Q_PROPERTY(QString outcomeKind READ outcomeKind NOTIFY figuresChanged)
    Q_PROPERTY(QString advice READ advice NOTIFY figuresChanged)
    Q_PROPERTY(QString diagnosis READ diagnosis NOTIFY figuresChanged)
    Q_PROPERTY(QString remedy READ remedy NOTIFY figuresChanged)
    Q_PROPERTY(bool justSet READ justSet NOTIFY figuresChanged)
    Q_PROPERTY(QStringList theory READ theory NOTIFY detailsChanged)
    Q_PROPERTY(QString commandLine READ commandLine NOTIFY detailsChanged)
    Q_PROPERTY(QString stateText READ stateText NOTIFY detailsChanged)
    Q_PROPERTY(QStringList looks READ looks NOTIFY looksChanged)
    Q_PROPERTY(coroscope::HeadlineModel *headlines READ headlines CONSTANT)
    Q_PROPERTY(coroscope::PlaceModel *places READ places CONSTANT)
    Q_PROPERTY(coroscope::ActionModel *actions READ actions CONSTANT)
    Q_PROPERTY(coroscope::Selection *selection READ selection CONSTANT)

public:
    /// Both must outlive it. @p figures is the span that all numbers cover.
    Run(FigureWindow &figures, const StepMotion &motion, QObject *parent = nullptr);
    ~Run() override;

    /// Shows that session, from its beginning. Until then there is none.
    void load(std::unique_ptr<Session> session);
    bool loaded() const noexcept { return m_player.loaded(); }
    Player &player() noexcept { return m_player; }
    const Player &player() const noexcept { return m_player; }
    Session &session() const noexcept { return m_player.session(); }

    QString patternId() const, title() const, summary() const;
    /// Titles of the two charts: "Channel fill" or "Requests in flight", and "Latency per request, born → done".
    QString fillTitle() const, latencyTitle() const;
    double time() const { return inSeconds(m_player.playhead()); }
    QString timeText() const;
    double presentTime() const { return inSeconds(m_player.present()); }
    bool atPresent() const noexcept { return m_player.atPresent(); }
    QString outcomeText() const;
    QString outcomeKind() const;
    QString advice() const { return toQString(joined({m_advice.sentence, m_advice.remedy}, " ")); }
    /// The advice without what it says to try.
    QString diagnosis() const { return toQString(m_advice.sentence); }
    /// What the advice says to set, "Consumers → 3"; empty if it says nothing that can be set.
    QString remedy() const;
    const std::vector<Advice::Setting> &settings() const noexcept { return m_advice.settings; }
    /// Which check found it; empty if none did.
    std::string_view check() const noexcept { return m_advice.check; }
    /// Something has been set just now: too little has come of it for any advice.
    bool justSet() const noexcept { return m_justSet; }
    /// The numbers of headlines(), before they are put into words.
    const std::vector<Headline> &figures() const noexcept { return m_numbers; }
    /// From now on, for some seconds of the run, the numbers tell what they were.
    void rememberNumbers();
    /// What queueing theory predicts for the run so far, beside what was measured; a line each. Empty if nothing
    /// applies.
    QStringList theory() const { return m_theory; }
    QString commandLine() const;
    QString stateText() const;
    /// The conditions that tasks have been in so far, as StateSwatch calls them: what the picture's legend explains.
    QStringList looks() const { return m_looks; }
    HeadlineModel *headlines() { return &m_headlines; }
    PlaceModel *places() { return &m_places; }
    ActionModel *actions() { return &m_actions; }
    /// Nobody after a change of the pattern.
    Selection *selection() { return &m_selection; }
    /// Selects an event that is kept, with the task it is of or was done to.
    void selectEvent(Sequence event);

    // SceneSource
    const World &world() const override { return m_player.world(); }
    Time playhead() const override { return m_player.playhead(); }
    Time present() const override { return m_player.present(); }
    const History &history() const override { return session().history(); }
    const Trace *trace() const override { return &session().trace(); }
    const TaskPlaces *taskPlaces() const override;
    const Topology &topology() const override { return session().pattern().topology(); }
    const std::vector<std::int64_t> &values() const override { return m_values; }
    double playingSpeed() const override { return m_player.speed(); }
    std::optional<NodeRef> culprit() const override;
    /// Whether the stage shows whom the advice is about.
    void setShowsCulprit(bool shows);
    bool motionAllowed() const override { return m_motion.allowed(); }
    double motionSeconds() const override { return m_motion.seconds(); }
    Time settledUntil() const override { return m_motion.settledUntil(); }
    Time forgottenBefore() const override { return session().forgottenBefore(); }
    std::string markText(const History::Mark &mark) const override;
    std::span<const Place> selected() const override { return m_selection.places(); }
    Subject subject() const override { return m_selection.subject(); }
    std::optional<Place> pointedAt() const override { return m_pointedAt; }
    std::optional<Ghost> ghost() const override { return m_ghost; }
    /// What it points to must outlive this, or the next call.
    void setGhost(const std::optional<Ghost> &ghost);
    /// The numbers of the run up to the playhead, over the window of all figures.
    Recent recent() const override;

    /// To be called when the player has been moved.
    void moved();
    /// Tells it that @p wall time has passed while it played: numbers and texts are brought up to date, as often as
    /// that is affordable.
    void keepUp(std::chrono::nanoseconds wall);
    /// Brings numbers and texts up to date now.
    void refresh();
    /// Selects what is in this row of places(), or the item or task that is seen in it at this point of the stage, see
    /// drawnAt(); nothing, if that is selected.
    Q_INVOKABLE void pick(int row, QPointF point);
    /// Selects that, whatever is selected; or the task in this place.
    Q_INVOKABLE void select(int row, QPointF point);
    Q_INVOKABLE void selectTask(int group, int index);
    /// What is in this row, or seen in it at this point, by name.
    Q_INVOKABLE QString nameInRow(int row, QPointF point) const;
    /// What can be asked about that, and done to it; likewise of the task in this place. See menuOf().
    Q_INVOKABLE QVariantList menuOfRow(int row, QPointF point) const;
    Q_INVOKABLE QVariantList menuOfTask(int group, int index) const;
    /// "Producer 2"
    Q_INVOKABLE QString nameOfTask(int group, int index) const;
    /// The task in this row is pointed at; nobody, if it is no task.
    Q_INVOKABLE void pointAt(int row);
    /// Where things are on the stage, for tooltips and screen readers.
    void setStageLayout(const StageLayout &layout);

Q_SIGNALS:
    /// It is a run of another session, perhaps of another pattern.
    void patternChanged();
    void timeChanged();
    void atPresentChanged();
    /// The numbers, and what is painted of them, are those of the playhead.
    void figuresChanged();
    /// So are all other texts about it.
    void detailsChanged();
    void looksChanged();
    /// Something that is painted has changed.
    void sceneChanged();

private:
    void refreshFigures();
    void refreshPlaces();
    void refreshLooks();

    FigureWindow &m_figures;
    const StepMotion &m_motion;
    Player m_player;
    QTimer m_unwinding;
    HeadlineModel m_headlines;
    PlaceModel m_places;
    ActionModel m_actions;
    Subject inRow(int row) const;
    Subject inRow(int row, QPointF point) const;

    Selection m_selection;
    std::optional<Place> m_pointedAt;
    std::optional<Ghost> m_ghost;
    mutable TaskPlaces m_taskPlaces; ///< as far as they have been asked for
    QStringList m_looks;
    QHash<QString, QString> m_numbersBefore; ///< of the headlines, by their labels
    Time m_rememberedUntil{};
    StageLayout m_stageLayout;
    std::vector<std::int64_t> m_values;        ///< of the parameters, at the playhead
    std::chrono::nanoseconds m_sinceFigures{}; ///< wall time since the figures were brought up to date
    std::chrono::nanoseconds m_figuresTook{};  ///< and how long that took
    std::chrono::nanoseconds m_sinceDetails{}; ///< likewise for the slower details
    std::chrono::nanoseconds m_detailsTook{};
    bool m_wasAtPresent = true;
    bool m_justSet = false;
    std::vector<Headline> m_numbers;
    Advice m_advice; ///< the most important; of no words if there is none
    bool m_showsCulprit = true;
    QStringList m_theory;
};

} // namespace coroscope
