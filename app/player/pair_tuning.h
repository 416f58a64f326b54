// SPDX-License-Identifier: MIT
#pragma once

#include "player/run.h"
#include "player/tuning.h"

#include <QObject>
#include <QtQml/qqmlregistration.h>

#include <deque>

namespace coroscope {

/// What is turned while two runs are beside each other: A, both, or B; and undo, in the order in which it was done,
/// whichever of them it was done to. What was done before they stood side by side is undone where it was done: it would
/// take A away from under the comparison.
class PairTuning : public QObject
{
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("belongs to a Pair")
    Q_PROPERTY(int turned READ turned WRITE setTurned NOTIFY turnedChanged)
    Q_PROPERTY(coroscope::Tuning *shown READ shown NOTIFY turnedChanged)
    Q_PROPERTY(coroscope::Tuning *also READ also NOTIFY turnedChanged)
    Q_PROPERTY(coroscope::Run *run READ run NOTIFY turnedChanged)
    Q_PROPERTY(bool canUndo READ canUndo NOTIFY undoChanged)
    Q_PROPERTY(QString undoText READ undoText NOTIFY undoChanged)
    Q_PROPERTY(bool canRedo READ canRedo NOTIFY undoChanged)
    Q_PROPERTY(QString redoText READ redoText NOTIFY undoChanged)

public:
    enum Turned { First, Both, Second };

    /// A run, and what sets it.
    struct Side {
        Run &run;
        Tuning &tuning;
    };
    /// All must outlive it.
    PairTuning(Side first, Side second, QObject *parent = nullptr);

    int turned() const noexcept { return m_turned; }
    void setTurned(int turned);
    /// Whose sliders are shown: A's, unless B alone is turned.
    Tuning *shown() const { return m_turned == Second ? &m_second.tuning : &m_first.tuning; }
    /// The other one that is set as well; null if only one is turned.
    Tuning *also() const { return m_turned == Both ? &m_second.tuning : nullptr; }
    Run *run() const { return m_turned == Second ? &m_second.run : &m_first.run; }

    /// From now on, steps are kept in order; until then, and after it, there are none.
    void setActive(bool active);
    /// What is set from here on until the end of its life belongs to what has just been done.
    class Along
    {
    public:
        explicit Along(PairTuning &tuning) : m_tuning(tuning) { m_tuning.m_along = true; }
        ~Along() { m_tuning.m_along = false; }
        Along(const Along &) = delete;
        Along &operator=(const Along &) = delete;

    private:
        PairTuning &m_tuning;
    };
    /// One of them is being taken back to what it was.
    bool restoring() const noexcept { return m_restoring; }

    bool canUndo() const;
    QString undoText() const;
    bool canRedo() const;
    QString redoText() const;
    Q_INVOKABLE void undo();
    Q_INVOKABLE void redo();

Q_SIGNALS:
    void turnedChanged();
    void undoChanged();

private:
    /// What has been done at once.
    struct Step {
        bool first = false;
        bool second = false;
        bool inBoth = false; ///< it was to be done to both
        QString what;        ///< the parameter, or the action
    };
    void recorded(bool first);
    /// ", in B"
    static QString where(const Step &step);
    /// Whose slider is being dragged; null if none is.
    const Tuning *dragged() const;
    /// What A's slider asks for is asked of B's as well.
    void turnBoth();
    Tuning &tuningOf(const Step &step) const { return step.first ? m_first.tuning : m_second.tuning; }
    void settle();

    Side m_first;
    Side m_second;
    int m_turned = Both;
    bool m_active = false;
    bool m_along = false;
    bool m_restoring = false;
    std::deque<Step> m_done;
    std::deque<Step> m_undone;
};

} // namespace coroscope
