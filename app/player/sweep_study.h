// SPDX-License-Identifier: MIT
#pragma once

#include "player/simulation.h"
#include "player/sweep_axis.h"
#include "player/sweep_form.h"
#include "player/undo_history.h"
#include "run/sweep_runner.h"

#include <QElapsedTimer>
#include <QObject>
#include <QPointer>
#include <QTimer>
#include <QtQml/qqmlregistration.h>

#include <map>
#include <memory>
#include <optional>
#include <vector>

namespace coroscope {

/// A sweep around the values of a simulation: what is varied, the runs on threads of their own, and their results so
/// far. While it is active it restarts whenever something is changed, until the user stops it.
class SweepStudy : public QObject
{
    Q_OBJECT
    QML_ELEMENT
    Q_PROPERTY(coroscope::Simulation *simulation READ simulation WRITE setSimulation NOTIFY simulationChanged REQUIRED)
    Q_PROPERTY(bool active READ active WRITE setActive NOTIFY activeChanged)
    Q_PROPERTY(QStringList parameters READ parameters NOTIFY patternChanged)
    Q_PROPERTY(QStringList measures READ measures NOTIFY patternChanged)
    Q_PROPERTY(coroscope::SweepAxis *across READ across CONSTANT)
    Q_PROPERTY(coroscope::SweepAxis *up READ up CONSTANT)
    Q_PROPERTY(int measure READ measure WRITE setMeasure NOTIFY measureChanged)
    Q_PROPERTY(int seeds READ seeds NOTIFY settingsChanged)
    Q_PROPERTY(QString lengthText READ lengthText NOTIFY settingsChanged)
    Q_PROPERTY(QString lengthEdit READ lengthEdit NOTIFY settingsChanged)
    Q_PROPERTY(QString warmupText READ warmupText NOTIFY settingsChanged)
    Q_PROPERTY(QString warmupEdit READ warmupEdit NOTIFY settingsChanged)
    Q_PROPERTY(QString problem READ problem NOTIFY formChanged)
    Q_PROPERTY(bool running READ running NOTIFY resultsChanged)
    Q_PROPERTY(double progress READ progress NOTIFY resultsChanged)
    Q_PROPERTY(QString statusText READ statusText NOTIFY resultsChanged)
    Q_PROPERTY(QString commandLine READ commandLine NOTIFY resultsChanged)

public:
    static constexpr int mostSeeds = 1000;

    explicit SweepStudy(QObject *parent = nullptr);
    ~SweepStudy() override;

    Simulation *simulation() const { return m_simulation; }
    void setSimulation(Simulation *simulation);
    /// Whether it is being shown.
    bool active() const noexcept { return m_active; }
    void setActive(bool active);
    /// Labels of the parameters and names of the measures, in the order of the pattern.
    QStringList parameters() const, measures() const;
    SweepAxis *across() { return &m_across; }
    SweepAxis *up() { return &m_up; }
    /// The measure that is drawn. All measures are known for each point.
    int measure() const noexcept { return m_measure; }
    void setMeasure(int measure);
    int seeds() const noexcept { return m_seeds; }
    QString lengthText() const { return m_times.lengthText(); }
    QString lengthEdit() const { return m_times.lengthEdit(); }
    QString warmupText() const { return m_times.warmupText(); }
    QString warmupEdit() const { return m_times.warmupEdit(); }
    /// Why no sweep can be made with these settings, in one line; empty if it can.
    QString problem() const;
    bool running() const noexcept { return m_runner != nullptr; }
    /// 0 … 1 of the points.
    double progress() const;
    /// "60 runs of 60 s in 0.21 s"
    QString statusText() const;
    /// The equivalent command line; empty before there is a sweep.
    QString commandLine() const;
    /// What is to be drawn. Empty before there is a sweep.
    const SweepPicture &picture() const noexcept { return m_picture; }

    /// Varies the parameter in row @p row: the axis across, or the one up, which may be -1. The same twice is a
    /// problem().
    Q_INVOKABLE void varyAcross(int row);
    Q_INVOKABLE void varyUp(int row);
    /// Each takes user input, and returns an empty string or one line that says what would be accepted.
    Q_INVOKABLE QString setSeeds(const QString &text);
    Q_INVOKABLE QString setLength(const QString &text) { return taken(m_times.takeLength(text)); }
    Q_INVOKABLE QString setWarmup(const QString &text) { return taken(m_times.takeWarmup(text)); }
    /// Starts over.
    Q_INVOKABLE void start();
    /// Stops, keeping the results so far.
    Q_INVOKABLE void stop();
    /// Shows the run of a point, with the first of its seeds, at its end.
    Q_INVOKABLE void open(int point);
    /// Holds that run against the simulation's, see Pair.
    Q_INVOKABLE void compare(int point);
    Q_INVOKABLE void copyCommand();
    /// Undoes the last thing done since it became active: to the form, or to the run. Announces what, if it is of the
    /// form, or that there is nothing.
    Q_INVOKABLE void undo();
    Q_INVOKABLE void redo();

Q_SIGNALS:
    void simulationChanged();
    void activeChanged();
    void patternChanged();
    void settingsChanged();
    void formChanged();
    void measureChanged();
    void resultsChanged();

private:
    /// What came of user input: announces it, unless there is an error.
    QString taken(const QString &error);
    void patternMayHaveChanged();
    SweepForm form() const;
    void restore(const SweepForm &form);
    /// To be called when something may have been set.
    void noteForm();
    SweepStep takeBack(const SweepStep &step, void (Tuning::*ofTheRun)(), const QString &said);
    Sweep wanted() const;
    /// How many points are computed.
    std::uint64_t done() const;
    void begin(Sweep sweep);
    void breakOff();
    void keepUp();
    void takeResults();
    void refreshPicture();

    QPointer<Simulation> m_simulation;
    std::unique_ptr<QObject> m_following; ///< the context of the connections to the simulation
    const PatternInfo *m_pattern = nullptr;
    SweepAxis m_across;
    SweepAxis m_up;
    int m_measure = 0;
    int m_seeds = 5;
    StudyTimes m_times;
    SweepForm m_form; ///< as last recorded
    bool m_restoring = false;
    std::map<const PatternInfo *, SweepForm> m_formsLeft; ///< by pattern, as of when another one was chosen
    UndoHistory<SweepStep> m_undo;
    bool m_active = false;
    bool m_stopped = false; ///< by the user: it does not start by itself
    std::optional<Sweep> m_sweep;
    std::vector<std::optional<SweepRow>> m_rows; ///< by point
    std::vector<std::string> m_columns;
    SweepPicture m_picture;
    std::unique_ptr<SweepRunner> m_runner;              ///< while it runs
    std::vector<std::unique_ptr<SweepRunner>> m_former; ///< stopped, and still unwinding their runs
    QTimer m_settled; ///< delays the restart: a slider being dragged is not followed at every pixel
    QTimer m_poll;
    QElapsedTimer m_elapsed;
    double m_took = 0; ///< seconds
};

} // namespace coroscope
