// SPDX-License-Identifier: MIT
#pragma once

#include <QObject>
#include <QString>

namespace coroscope {

/// What the window remembers of itself. A file that anybody may have written, for a screen that may be another one today:
/// what is read is brought within what can be.
class WindowMemory : public QObject
{
    Q_OBJECT
    Q_PROPERTY(int width MEMBER m_width)
    Q_PROPERTY(int height MEMBER m_height)
    Q_PROPERTY(bool maximized MEMBER m_maximized)
    /// As in Main.qml.
    Q_PROPERTY(int railWish MEMBER m_railWish)
    Q_PROPERTY(int panelWish MEMBER m_panelWish)
    Q_PROPERTY(double timelineShare MEMBER m_timelineShare)
    Q_PROPERTY(QString theme MEMBER m_theme)
    /// As FigureWindow::choice.
    Q_PROPERTY(int figures MEMBER m_figures)

public:
    explicit WindowMemory(QObject *parent = nullptr);

    /// Writes it down.
    Q_INVOKABLE void keep() const;

private:
    int m_width = 1600; ///< pixels
    int m_height = 1000;
    bool m_maximized = false;
    int m_railWish = 0;
    int m_panelWish = 0;
    double m_timelineShare = 0.42;
    QString m_theme;
    int m_figures = 0;
};

} // namespace coroscope
