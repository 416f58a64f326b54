// SPDX-License-Identifier: MIT
#pragma once

#include <QObject>
#include <QSize>
#include <QString>

namespace coroscope {

/// What the window remembers of itself. The file may have been edited, and the screen may be a different one: what is
/// read is clamped to valid values.
class WindowMemory : public QObject
{
    Q_OBJECT
    Q_PROPERTY(int width MEMBER m_width)
    Q_PROPERTY(int height MEMBER m_height)
    Q_PROPERTY(bool maximized MEMBER m_maximized)
    /// As in PanelFolds.qml.
    Q_PROPERTY(bool railWhereWide MEMBER m_railWhereWide)
    Q_PROPERTY(bool railWhereNarrow MEMBER m_railWhereNarrow)
    Q_PROPERTY(bool panelWhereWide MEMBER m_panelWhereWide)
    Q_PROPERTY(bool panelWhereNarrow MEMBER m_panelWhereNarrow)
    Q_PROPERTY(bool allParameters MEMBER m_allParameters)
    Q_PROPERTY(double timelineShare MEMBER m_timelineShare)
    /// Of the panel, in pixels; 0: as the window suggests.
    Q_PROPERTY(double panelWidth MEMBER m_panelWidth)
    Q_PROPERTY(QString theme MEMBER m_theme)
    /// As FigureWindow::choice.
    Q_PROPERTY(int figures MEMBER m_figures)

public:
    explicit WindowMemory(QObject *parent = nullptr);

    /// Of the window, in pixels; at least 720×540.
    QSize size() const noexcept { return {m_width, m_height}; }

    /// Saves it.
    Q_INVOKABLE void keep() const;

private:
    int m_width = 1600; ///< pixels
    int m_height = 1000;
    bool m_maximized = false;
    bool m_railWhereWide = true;
    bool m_railWhereNarrow = false;
    bool m_panelWhereWide = true;
    bool m_panelWhereNarrow = false;
    bool m_allParameters = false;
    double m_timelineShare = 0; ///< 0: as the window suggests
    double m_panelWidth = 0;
    QString m_theme;
    int m_figures = 0;
};

} // namespace coroscope
