// SPDX-License-Identifier: MIT
#include "window/window_memory.h"

#include "player/kept_settings.h"

#include <QGuiApplication>
#include <QScreen>

#include <algorithm>

namespace coroscope {

namespace {

constexpr QSize leastSize(720, 540);

QString groupName()
{
    return QStringLiteral("window");
}

} // namespace

WindowMemory::WindowMemory(QObject *parent) : QObject(parent)
{
    const QJsonObject kept = KeptSettings::group(groupName());
    const QScreen *const screen = QGuiApplication::primaryScreen();
    const QSize room = (screen ? screen->availableSize() : leastSize).expandedTo(leastSize);
    m_width = std::clamp(kept[QStringLiteral("width")].toInt(m_width), leastSize.width(), room.width());
    m_height = std::clamp(kept[QStringLiteral("height")].toInt(m_height), leastSize.height(), room.height());
    m_maximized = kept[QStringLiteral("maximized")].toBool(m_maximized);
    m_railWhereWide = kept[QStringLiteral("railWhereWide")].toBool(m_railWhereWide);
    m_railWhereNarrow = kept[QStringLiteral("railWhereNarrow")].toBool(m_railWhereNarrow);
    m_panelWhereWide = kept[QStringLiteral("panelWhereWide")].toBool(m_panelWhereWide);
    m_panelWhereNarrow = kept[QStringLiteral("panelWhereNarrow")].toBool(m_panelWhereNarrow);
    m_allParameters = kept[QStringLiteral("allParameters")].toBool(m_allParameters);
    m_timelineShare = std::clamp(kept[QStringLiteral("timelineShare")].toDouble(m_timelineShare), 0.0, 1.0);
    m_panelWidth = std::clamp(kept[QStringLiteral("panelWidth")].toDouble(m_panelWidth), 0.0, 7680.0);
    m_figures = std::clamp(kept[QStringLiteral("figures")].toInt(m_figures), 0, 1);
    const QString theme = kept[QStringLiteral("theme")].toString();
    const bool isTheme =
        QStringList{QStringLiteral("dark"), QStringLiteral("light"), QStringLiteral("projector")}.contains(theme);
    m_theme = isTheme ? theme : QStringLiteral("dark");
}

void WindowMemory::keep() const
{
    KeptSettings::setGroup(groupName(),
                           {{QStringLiteral("width"), m_width},
                            {QStringLiteral("height"), m_height},
                            {QStringLiteral("maximized"), m_maximized},
                            {QStringLiteral("railWhereWide"), m_railWhereWide},
                            {QStringLiteral("railWhereNarrow"), m_railWhereNarrow},
                            {QStringLiteral("panelWhereWide"), m_panelWhereWide},
                            {QStringLiteral("panelWhereNarrow"), m_panelWhereNarrow},
                            {QStringLiteral("allParameters"), m_allParameters},
                            {QStringLiteral("timelineShare"), m_timelineShare},
                            {QStringLiteral("panelWidth"), m_panelWidth},
                            {QStringLiteral("theme"), m_theme},
                            {QStringLiteral("figures"), m_figures}});
}

} // namespace coroscope
