// SPDX-License-Identifier: MIT
#pragma once

#include "code/code_rows.h"
#include "models/code_model.h"
#include "player/line_shares.h"
#include "player/run.h"

#include <QObject>
#include <QString>
#include <QTimer>
#include <QtQml/qqmlregistration.h>

#include <memory>
#include <optional>
#include <utility>
#include <vector>

namespace coroscope {

class AwaitGraph;

/// The code of the pattern that runs, line by line, with who stands where at the playhead and how much of the tasks' time
/// passes where, and through which awaits the selected task has come to its line. While nobody looks at it, it does nothing.
class CodeView : public QObject
{
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("belongs to a Simulation")
    Q_PROPERTY(coroscope::CodeModel *rows READ rows CONSTANT)
    Q_PROPERTY(coroscope::HotLineModel *hottest READ hottest CONSTANT)
    Q_PROPERTY(coroscope::HotLineModel *marks READ marks CONSTANT)
    Q_PROPERTY(QString shareTitle READ shareTitle NOTIFY sharesChanged)
    Q_PROPERTY(bool active READ active WRITE setActive NOTIFY activeChanged)

public:
    /// @p run must outlive it.
    explicit CodeView(Run &run, QObject *parent = nullptr);
    ~CodeView() override;

    static constexpr std::size_t mostHottest = 3;

    /// A file of the pattern, by position, and a line of it, from 1.
    using FileLine = CodeProfile::Line;

    CodeModel *rows() { return &m_model; }
    /// The lines at which most of the tasks' time passes, see LineShares.
    HotLineModel *hottest() { return &m_hottest; }
    /// All lines at which some passes, as they stand.
    HotLineModel *marks() { return &m_marks; }
    /// Whose time the shares are of: "Share of the time of Stage 2".
    QString shareTitle() const { return m_shareTitle; }
    /// Whether it is looked at.
    bool active() const noexcept { return m_active; }
    void setActive(bool active);

    /// Of a fold: hides its lines, or shows them. Of another row: selects the tasks that stand there; nobody, if there
    /// are none or they are what is selected.
    Q_INVOKABLE void press(int row);
    /// The line in this row, as a condition to run until names it: "backpressure/backpressure.cpp:41"; empty if a task neither
    /// waits nor works there.
    Q_INVOKABLE QString placeOf(int row) const;
    /// Whether a task has come to it in the run so far.
    Q_INVOKABLE bool isReached(int row) const;
    /// Who stands there, by name: "Producer 1, Producer 3"; empty if there is nobody. With more than five, the first
    /// five and how many there are.
    Q_INVOKABLE QString whoIsAt(int row) const;
    /// Shows one of the hottest lines, or of the marked ones: says by followed() where it is.
    Q_INVOKABLE void goToHottest(int which);
    Q_INVOKABLE void goToMark(int which);
    /// Where to begin to read: the selected task's row, or that of the hottest line; -1 if there is neither.
    Q_INVOKABLE int firstRow();
    /// The row of the selected task that is followed; -1 if there is none.
    Q_INVOKABLE int followedRow() const noexcept
    {
        return m_followed ? m_rows.rowOf(m_followed->first, m_followed->second) : -1;
    }

    /// The line in this row; nothing if it is not that of one line.
    std::optional<FileLine> lineAt(int row) const;
    /// Shows a line, unfolded: says by followed() where it is.
    void goTo(FileLine line);
    /// These lines have a counterpart in other code, and of these it is looked at.
    void mark(std::vector<FileLine> linked, std::vector<FileLine> paired);

Q_SIGNALS:
    void activeChanged();
    /// The shares are those of the playhead.
    void sharesChanged();
    /// The selected task stands in this row from now on: it should be in sight.
    void followed(int row);
    /// The rows are those of another pattern.
    void replaced();

private:
    void takePattern();
    void refreshShares();
    void refresh();
    void follow();
    void showShares(std::vector<CodeRow> &rows);
    void showHotLines();
    void showMarked(std::vector<CodeRow> &rows);
    /// Nothing if it is in none of the files.
    std::optional<FileLine> lineOf(SiteId site) const;
    int rowOf(FileLine line) const;
    int rowOf(SiteId site) const;
    std::vector<Place> placesAt(int row) const;

    Run &m_run;
    CodeModel m_model;
    HotLineModel m_hottest;
    HotLineModel m_marks;
    CodeRows m_rows;
    const AwaitGraph *m_graph = nullptr; ///< of that pattern
    std::unique_ptr<CodeProfile> m_profile;
    QTimer m_goingOn;  ///< with the profile, once pending events have been processed
    QString m_pattern; ///< whose rows they are
    QString m_shareTitle;
    LineShares m_lineShares;
    std::vector<FileLine> m_linked;     ///< that have a counterpart
    std::vector<FileLine> m_paired;     ///< whose counterpart is looked at
    std::optional<FileLine> m_followed; ///< where the selected task is
    std::vector<FileLine> m_ways;       ///< the awaits through which it has come there
    int m_followedRow = -1;             ///< that has been made known
    bool m_active = false;
};

} // namespace coroscope
