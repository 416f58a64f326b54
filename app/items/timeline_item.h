// SPDX-License-Identifier: MIT
#pragma once

#include "items/scene_item.h"
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
    void showNewRun();
    /// Scrolls if the playhead, at @p seconds, has left the visible span or jumped out of it.
    void keepInView(double seconds);
    void seekTo(double x);

    TimelineLayout m_layout;
    std::vector<LaneRef> m_lanes;
    bool m_follows = true;
    bool m_atPresent = true; ///< as of the last change, as is the next
    bool m_playing = false;
    Time m_present{};      ///< likewise
    double m_playhead = 0; ///< likewise
};

} // namespace coroscope
