// SPDX-License-Identifier: MIT
#pragma once

#include "items/scene_item.h"
#include "player/bookmarks.h"
#include "player/loop_stretch.h"
#include "scene/timeline_marks.h"
#include "scene/timeline_scene.h"

namespace coroscope {

/// Lanes and curves over time. Dragging moves the playhead, or along the axis what is shown; the wheel zooms around the
/// pointer (with Shift or sideways it pans, over the names it scrolls). A click on a lane selects its task, one on the name
/// of a group folds it. It follows the present until it is moved, and shows more and more of a run that begins.
class TimelineItem : public coroscope::SceneItem
{
    Q_OBJECT
    QML_ELEMENT
    Q_PROPERTY(bool follows READ follows WRITE setFollows NOTIFY followsChanged)
    Q_PROPERTY(double contentHeight READ contentHeight NOTIFY contentHeightChanged)
    /// What the item shows, in words, for screen readers.
    Q_PROPERTY(QString summary READ summary NOTIFY summaryChanged)
    /// Whether there is room for the marks' texts.
    Q_PROPERTY(bool namesMarks READ namesMarks WRITE setNamesMarks NOTIFY namesMarksChanged)
    /// What the user has marked; null: nothing.
    Q_PROPERTY(coroscope::Bookmarks *bookmarks READ bookmarks WRITE setBookmarks NOTIFY marksChanged)
    Q_PROPERTY(coroscope::LoopStretch *loop READ loop WRITE setLoop NOTIFY marksChanged)
    /// The time axis: seconds at its left end, seconds, and where that is in px.
    Q_PROPERTY(double axisFrom READ axisFrom NOTIFY viewChanged)
    Q_PROPERTY(double axisSpan READ axisSpan NOTIFY viewChanged)
    Q_PROPERTY(double axisLeft READ axisLeft NOTIFY viewChanged)
    Q_PROPERTY(double axisWidth READ axisWidth NOTIFY viewChanged)
    Q_PROPERTY(double axisTop READ axisTop NOTIFY summaryChanged)
    Q_PROPERTY(double scrollY READ scrollY WRITE setScrollY NOTIFY scrollYChanged)
    /// Whether the keyboard is here: then the lane that it has reached is ringed.
    Q_PROPERTY(bool keyed READ keyed WRITE setKeyed NOTIFY currentChanged)
    /// The name of that lane, and what can be done with it; empty if there is none.
    Q_PROPERTY(QString currentText READ currentText NOTIFY currentChanged)
    /// What the pointer rests on, in words, and where that is; empty while it moves, or all moves.
    Q_PROPERTY(QString spotText READ spotText NOTIFY spotChanged)
    Q_PROPERTY(QRectF spotRect READ spotRect NOTIFY spotChanged)
    /// Whether there are marks to walk along; when the selected event was, in seconds, and what it is, in words: -1 and
    /// empty if none is selected.
    Q_PROPERTY(bool hasMarks READ hasMarks NOTIFY summaryChanged)
    Q_PROPERTY(double markSeconds READ markSeconds NOTIFY summaryChanged)
    Q_PROPERTY(QString markText READ markText NOTIFY summaryChanged)

public:
    explicit TimelineItem(QQuickItem *parent = nullptr);

    bool follows() const noexcept { return m_follows; }
    void setFollows(bool follows);
    /// The height that all lanes would take.
    double contentHeight() const;
    /// The height at which @p lanes lanes are visible, with the marks' texts or without, at @p scale of the text.
    Q_INVOKABLE double heightFor(int lanes, bool namesMarks, double scale) const;
    bool namesMarks() const noexcept { return m_layout.namesMarks; }
    void setNamesMarks(bool names);
    double scrollY() const noexcept { return m_layout.scrollY; }
    void setScrollY(double y);
    Bookmarks *bookmarks() const { return m_bookmarks; }
    void setBookmarks(Bookmarks *bookmarks);
    LoopStretch *loop() const { return m_loop; }
    void setLoop(LoopStretch *loop);
    double axisFrom() const noexcept { return inSeconds(m_layout.axis.origin) + m_layout.axis.from; }
    double axisSpan() const noexcept { return m_layout.axis.span; }
    double axisLeft() const noexcept { return m_layout.axis.left; }
    double axisWidth() const noexcept { return m_layout.axis.width; }
    /// Below the lanes, in px.
    double axisTop() const noexcept { return m_layout.lanesBottom(); }
    QString summary() const;
    const TimelineLayout &layout() const noexcept { return m_layout; }
    /// Of the run as it is now.
    TimelineLanes lanes() const { return run() && run()->loaded() ? timelineLanes(*run(), m_folds) : TimelineLanes(); }
    bool keyed() const noexcept { return m_keyed; }
    void setKeyed(bool keyed);
    QString currentText() const;
    QString spotText() const { return m_spotText; }
    QRectF spotRect() const { return m_spotRect; }
    bool hasMarks() const;
    double markSeconds() const;
    QString markText() const;

    /// Shows the whole run.
    Q_INVOKABLE void fit();
    /// Around the pixel @p x.
    Q_INVOKABLE void zoomBy(double factor, double x);
    /// Around the playhead if it is in sight, and else around the middle.
    Q_INVOKABLE void zoomHere(double factor);
    Q_INVOKABLE void panBy(double pixels);
    /// Asks for the playhead to be moved to the pixel @p x.
    Q_INVOKABLE void seekTo(double x);
    /// Puts @p from at the left end, and @p to at the right end.
    void showSpan(Time from, Time to);
    /// On to another lane, which is scrolled into sight.
    Q_INVOKABLE void walk(int steps);
    /// Selects the task of the lane the keyboard has reached, or folds or unfolds the group of it.
    Q_INVOKABLE void press();
    /// Folds, or unfolds, the group that the lane stands for. False: it is the lane of no group.
    Q_INVOKABLE bool foldHeading(bool folded);
    /// The same for the group that the lane belongs to.
    Q_INVOKABLE void foldGroup(bool folded);
    /// On to another mark, from the selected event or from the playhead: selects it, and asks for the playhead.
    Q_INVOKABLE void walkMarks(int step);
    /// Asks for the playhead at the selected event.
    Q_INVOKABLE void goToMark();
    /// The task whose lane is there, or, at -1, that the keyboard has reached: its group and its index; (-1, -1) if there is none.
    Q_INVOKABLE QPoint taskAt(double y) const;
    /// Says what the pointer is on, which has not moved for a while.
    Q_INVOKABLE void explain();

Q_SIGNALS:
    void followsChanged();
    void contentHeightChanged();
    void scrollYChanged();
    void summaryChanged();
    void namesMarksChanged();
    void marksChanged();
    void currentChanged();
    void spotChanged();
    void pointerMoved();
    /// What it shows is another span.
    void viewChanged();
    /// Asks for the playhead to be moved there.
    void seekAsked(double seconds);
    /// The same, to just after the event with this number.
    void eventAsked(double number);

protected:
    DisplayList scene(double scale) const override;
    void sceneChanged() override;
    void geometryChange(const QRectF &to, const QRectF &from) override;
    void updatePolish() override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void mouseDoubleClickEvent(QMouseEvent *event) override;
    void mouseUngrabEvent() override;
    void hoverMoveEvent(QHoverEvent *event) override;
    void hoverLeaveEvent(QHoverEvent *event) override;
    void wheelEvent(QWheelEvent *event) override;

private:
    enum class Drag : std::uint8_t { None, Playhead, View, Name };

    void arrange();
    TimelineMarks marks() const;
    void showNewRun();
    void changedView();
    /// Scrolls if the playhead has left the visible span or jumped out of it.
    void keepInView(Time playhead);
    /// The lane at this height; nullopt if there is none.
    std::optional<std::size_t> laneAt(double y) const;
    /// The lane that the keyboard has reached; nullopt if it is elsewhere.
    std::optional<LaneRef> currentLane() const;
    void pressName(std::size_t lane, double x);
    void select(const LaneRef &lane, bool toggles);
    /// Scrolls a lane into sight.
    void reveal(std::size_t lane);
    /// Likewise that of a task which has been selected, wherever that was.
    void revealSelected();
    void setFolded(std::uint32_t group, bool folded);
    void forgetSpot();
    /// What is marked there, below the lanes or in one: the event.
    std::optional<Sequence> eventAt(QPointF point) const;
    /// The selected event; nothing if there is none that is kept.
    std::optional<Sequence> selectedEvent() const;
    void pick(Sequence event);
    /// Says which mark the pointer is on. False: on none.
    bool explainMark();
    /// Says who woke whom by the arrow that the pointer is on. False: it is on none.
    bool explainArrow();

    QPointer<Bookmarks> m_bookmarks;
    QPointer<LoopStretch> m_loop;
    TimelineLayout m_layout;
    LaneFolds m_folds;
    const Topology *m_topology = nullptr; ///< whose groups these are
    bool m_follows = true;
    bool m_grows = true;     ///< nobody has chosen a span yet
    bool m_atPresent = true; ///< as of the last change, as is the next
    bool m_playing = false;
    Subject m_revealed{};        ///< what was selected as of the last change
    Time m_present{};            ///< likewise
    Time m_playhead{};           ///< likewise
    std::size_t m_laneCount = 0; ///< likewise
    bool m_keyed = false;
    std::size_t m_current = 0; ///< the lane that the keyboard has reached
    Drag m_drag = Drag::None;
    QPointF m_pressedAt;
    QPointF m_draggedTo;
    bool m_hasMoved = false; ///< since the button was pressed
    QPointF m_pointer;
    bool m_isPointedAt = false; ///< there, since it has moved last
    QString m_spotText;
    QRectF m_spotRect;
};

} // namespace coroscope
