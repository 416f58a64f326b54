// SPDX-License-Identifier: MIT
#include "items/palette_singleton.h"

#include <QQmlEngine>

namespace coroscope {

PaletteSingleton &PaletteSingleton::current()
{
    static PaletteSingleton palette;
    return palette;
}

PaletteSingleton *PaletteSingleton::create(QQmlEngine *, QJSEngine *)
{
    QQmlEngine::setObjectOwnership(&current(), QQmlEngine::CppOwnership);
    return &current();
}

void PaletteSingleton::setTheme(Theme theme)
{
    if (theme == m_theme)
        return;
    m_theme = theme;
    Q_EMIT themeChanged();
}

void PaletteSingleton::setPresenting(bool presenting)
{
    if (presenting == m_presenting)
        return;
    m_presenting = presenting;
    Q_EMIT themeChanged();
}

double PaletteSingleton::textScale() const
{
    return coroscope::textScale(m_presenting ? Theme::Projector : m_theme);
}

void PaletteSingleton::setThemeName(const QString &name)
{
    if (const auto theme = themeNamed(name))
        setTheme(*theme);
}

} // namespace coroscope
