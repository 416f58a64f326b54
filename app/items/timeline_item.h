// SPDX-License-Identifier: MIT
#pragma once

#include "items/scene_item.h"
#include "player/bookmarks.h"
#include "player/loop_stretch.h"
#include "scene/timeline_marks.h"
#include "scene/timeline_scene.h"

namespace coroscope {

/// Lanes and curves over time. Dragging moves the playhead, the wheel zooms around the pointer (with Shift or sideways
/// it pans, over the names it scrolls). It follows the present until it is moved.
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
    Q_PROPERTY(double axisFrom READ axisFrom NOTIFY axisChanged)
    Q_PROPERTY(double axisSpan READ axisSpan NOTIFY axisChanged)
    Q_PROPERTY(double axisLeft READ axisLeft NOTIFY axisChanged)
    Q_PROPERTY(double axisWidth READ axisWidth NOTIFY axisChanged)
    Q_PROPERTY(double scrollY READ scrollY WRITE setScrollY NOTIFY scrollYChanged)

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
    double axisFrom() const noexcept { return m_layout.axis.from; }
    double axisSpan() const noexcept { return m_layout.axis.span; }
    double axisLeft() const noexcept { return m_layout.axis.left; }
    double axisWidth() const noexcept { return m_layout.axis.width; }
    QString summary() const;
    const TimelineLayout &layout() const noexcept { return m_layout; }

    /// Shows the whole run.
    Q_INVOKABLE void fit();
    /// Around the pixel @p x.
    Q_INVOKABLE void zoomBy(double factor, double x);
    Q_INVOKABLE void panBy(double pixels);

Q_SIGNALS:
    void followsChanged();
    void contentHeightChanged();
    void scrollYChanged();
    void summaryChanged();
    void namesMarksChanged();
    void marksChanged();
    void axisChanged();
    /// Asks for the playhead to be moved there.
    void seekAsked(double seconds);

protected:
    DisplayList scene(double scale) const override;
    void sceneChanged() override;
    void geometryChange(const QRectF &to, const QRectF &from) override;
    void updatePolish() override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void wheelEvent(QWheelEvent *event) override;

private:
    void arrange();
    TimelineMarks marks() const;
    void showNewRun();
    /// Scrolls if the playhead, at @p seconds, has left the visible span or jumped out of it.
    void keepInView(double seconds);
    void seekTo(double x);

    QPointer<Bookmarks> m_bookmarks;
    QPointer<LoopStretch> m_loop;
    TimelineLayout m_layout;
    std::vector<LaneRef> m_lanes;
    bool m_follows = true;
    bool m_atPresent = true; ///< as of the last change, as is the next
    bool m_playing = false;
    Time m_present{};      ///< likewise
    double m_playhead = 0; ///< likewise
};

} // namespace coroscope
