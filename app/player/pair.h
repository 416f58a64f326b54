// SPDX-License-Identifier: MIT
#pragma once

#include "models/compared_model.h"
#include "player/branching.h"
#include "player/inspector.h"
#include "player/pair_selection.h"
#include "player/pair_tuning.h"
#include "player/parting.h"
#include "player/run.h"
#include "player/second_choice.h"
#include "player/transport.h"
#include "player/tuning.h"

#include <QElapsedTimer>
#include <QObject>
#include <QStringList>
#include <QtQml/qqmlregistration.h>

#include <vector>

namespace coroscope {

/// Two runs of one pattern with one seed on one clock: the window's run, A, and another one, B, which goes wherever A goes
/// for as long as the pair is active. While they play, A does not get ahead of B.
class Pair : public QObject
{
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("belongs to a Simulation")
    Q_PROPERTY(bool active READ active WRITE setActive NOTIFY activeChanged)
    Q_PROPERTY(coroscope::Run *first READ first CONSTANT)
    Q_PROPERTY(coroscope::Run *second READ second CONSTANT)
    Q_PROPERTY(coroscope::Transport *secondTransport READ secondTransport CONSTANT)
    Q_PROPERTY(coroscope::Tuning *secondTuning READ secondTuning CONSTANT)
    Q_PROPERTY(coroscope::Inspector *secondInspector READ secondInspector CONSTANT)
    Q_PROPERTY(coroscope::PairSelection *selection READ selection CONSTANT)
    Q_PROPERTY(coroscope::PairTuning *tuning READ tuning CONSTANT)
    Q_PROPERTY(coroscope::Parting *parting READ parting CONSTANT)
    Q_PROPERTY(coroscope::ComparedModel *numbers READ numbers CONSTANT)
    Q_PROPERTY(QString over READ over NOTIFY numbersChanged)
    Q_PROPERTY(QStringList choices READ choices NOTIFY choicesChanged)
    Q_PROPERTY(int choice READ choice NOTIFY choicesChanged)
    Q_PROPERTY(QString firstTitle READ firstTitle NOTIFY titlesChanged)
    Q_PROPERTY(QString secondTitle READ secondTitle NOTIFY titlesChanged)

public:
    /// The window's run.
    struct First {
        Run &run;
        Transport &transport;
        Tuning &tuning;
        Branching &branching;
    };
    /// All must outlive it. The run is loaded.
    Pair(First first, FigureWindow &figures, StepMotion &motion, QObject *parent = nullptr);
    ~Pair() override;

    bool active() const noexcept { return m_active; }
    /// Active again, B is the one of before if somebody has chosen it, unless that is one of another pattern or the same as
    /// A by now, or A has been set or branched meanwhile.
    void setActive(bool active);

    Run *first() { return &m_first.run; }
    Run *second() { return &m_second; }
    Transport *secondTransport() { return &m_secondTransport; }
    Tuning *secondTuning() { return &m_secondTuning; }
    /// What is to be known of what is selected in B; where it goes, both go.
    Inspector *secondInspector() { return &m_secondInspector; }
    PairSelection *selection() { return &m_selection; }
    PairTuning *tuning() { return &m_tuning; }
    Parting *parting() { return &m_parting; }
    ComparedModel *numbers() { return &m_numbers; }
    /// What these are over: "last 10 s"; "last 3.2 s, since the last change".
    QString over() const;

    /// What B may be, by name; and which of them it is, -1 if it is none of them.
    QStringList choices() const { return m_choice.names(); }
    int choice() const noexcept { return m_choice.current(); }
    /// Compares with this run, which gets all that it is not about from A. @p name is what undo takes back.
    void show(Scenario scenario, const QString &name) { take(std::move(scenario), name); }
    /// What is the same as A, or as A is advised to be, is there to be turned, so from then on B alone is; A, if B is what
    /// A was before its last change, or what it has just been branched from.
    Q_INVOKABLE void choose(int choice);
    /// Holds the run in a scenario file against A. Returns one line that says why not, or nothing.
    Q_INVOKABLE QString chooseFile(const QString &file);
    /// Holds that run against A, with A's seed, as far as A has got.
    void take(Scenario scenario, const QString &name);

    /// What is set otherwise than in the other one, from the beginning or on the way: "Channel capacity: 3 items".
    QString firstTitle() const { return m_firstTitle; }
    QString secondTitle() const { return m_secondTitle; }
    /// The `coroscope-cli compare` that compares the two.
    QString commandLine() const;

    /// Does something to what is selected, in the run it is in; see Tuning::act().
    Q_INVOKABLE void act(int action, int index)
    {
        (m_selection.inSecond() ? m_secondTuning : m_first.tuning).act(action, index);
    }

    /// Does what the advice says in the run with the selection; without one, in B if that alone is turned, else in A.
    /// Where the other one is set that way already, it says so.
    Q_INVOKABLE void takeAdvice();
    /// Takes both to where they part.
    Q_INVOKABLE void goToParting();
    /// Both begin anew with the values that they have now: what has been set on the way then counts from the start. As
    /// whenever A begins anew beside B, both are run to where they were.
    Q_INVOKABLE void rerun();
    /// B becomes the window's run, where the two are now. A is one step of undo away.
    Q_INVOKABLE void keepSecond();

Q_SIGNALS:
    void activeChanged();
    void choicesChanged();
    void titlesChanged();
    void numbersChanged();
    void notice(const QString &text);

private:
    /// How far A may play, if it wants to play to @p wanted; see Player::setPace().
    Time pace(Time wanted);
    /// Takes B to where A is.
    void follow();
    /// B has moved by itself, as it does when something is set in it: A goes with it.
    void bringFirst();
    void step(bool forward);
    /// A is another run, or has begun anew.
    void firstBegan();
    /// B is what is most telling, of itself.
    void beginTelling();
    /// B from its beginning with its present values, beside the A of now.
    void beginSecondAnew();
    void refreshChoices();
    void refreshTitles();
    void refreshNumbers();
    /// The five of a run, what the other one shows in their place, and what the advice is about.
    /// What the numbers of both are over: what was before something was last turned in one of them says nothing of what has
    /// come of it.
    Recent recentOf(const Run &run) const;
    std::vector<Headline> numbersOf(const Run &run, const Recent &recent, const Run &other) const;
    void lookForParting();
    /// What A is now: its changes, and the length it has.
    Scenario firstScenario() const { return scenarioOf(m_first.run.session()); }

    First m_first;
    Run m_second;
    Transport m_secondTransport;
    Tuning m_secondTuning;
    Inspector m_secondInspector;
    PairSelection m_selection;
    PairTuning m_tuning;
    Parting m_parting;
    ComparedModel m_numbers;
    SecondChoice m_choice;
    Sequence m_firstPosition = 0; ///< of A, when B last followed
    QString m_firstTitle;
    QString m_secondTitle;
    Scenario m_titledFirst; ///< what the titles are of
    Scenario m_titledSecond;
    Scenario m_left;         ///< A, when B was chosen or left
    bool m_sameLoad = true;  ///< they have the same to do
    bool m_chosen = false;   ///< B has been, or something of it, and not of itself
    bool m_branched = false; ///< since B was chosen
    bool m_turnsOne = false; ///< as B was the same when it was chosen
    QElapsedTimer m_sinceFollowed;
    bool m_active = false;
    bool m_hasSecondDetails = false; ///< the slow texts of B have been brought up to date with this frame
    bool m_moving = false;           ///< one of the two is being taken to the other
};

} // namespace coroscope
