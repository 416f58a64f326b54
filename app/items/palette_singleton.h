// SPDX-License-Identifier: MIT
#pragma once

#include "scene/palette.h"

#include <QColor>
#include <QObject>
#include <QtQml/qqmlregistration.h>

class QJSEngine;
class QQmlEngine;

namespace coroscope {

/// The theme in force, for QML: `Palette` in Coroscope.App. One per program.
class PaletteSingleton : public QObject
{
    Q_OBJECT
    QML_NAMED_ELEMENT(Palette)
    QML_SINGLETON
    Q_PROPERTY(QString theme READ themeName WRITE setThemeName NOTIFY themeChanged)
    Q_PROPERTY(bool presenting READ presenting WRITE setPresenting NOTIFY themeChanged)
    Q_PROPERTY(double textScale READ textScale NOTIFY themeChanged)
#define COROSCOPE_PALETTE_COLORS(X)                                                                                    \
    X(background, Background)                                                                                          \
    X(surface, Surface)                                                                                                \
    X(card, Card)                                                                                                      \
    X(cardBorder, CardBorder)                                                                                          \
    X(divider, Divider)                                                                                                \
    X(text, Text)                                                                                                      \
    X(textMuted, TextMuted)                                                                                            \
    X(accent, Accent)                                                                                                  \
    X(accentText, AccentText)                                                                                          \
    X(accentSoft, AccentSoft)                                                                                          \
    X(track, Track)                                                                                                    \
    X(adviceBackground, AdviceBackground)                                                                              \
    X(error, Error)                                                                                                    \
    X(focus, Focus)                                                                                                    \
    X(ready, Ready)                                                                                                    \
    X(running, Running)                                                                                                \
    X(waiting, Waiting)                                                                                                \
    X(done, Done)                                                                                                      \
    X(failed, Failed)                                                                                                  \
    X(cancelled, Cancelled)                                                                                            \
    X(restarted, Restarted)                                                                                            \
    X(itemText, ItemText)                                                                                              \
    X(codeAwait, CodeAwait)                                                                                            \
    X(codeKeyword, CodeKeyword)                                                                                        \
    X(codeType, CodeType)                                                                                              \
    X(codeText, CodeText)                                                                                              \
    X(codeNumber, CodeNumber)                                                                                          \
    X(codeComment, CodeComment)
    Q_PROPERTY(QColor background READ background NOTIFY themeChanged)
    Q_PROPERTY(QColor surface READ surface NOTIFY themeChanged)
    Q_PROPERTY(QColor card READ card NOTIFY themeChanged)
    Q_PROPERTY(QColor cardBorder READ cardBorder NOTIFY themeChanged)
    Q_PROPERTY(QColor divider READ divider NOTIFY themeChanged)
    Q_PROPERTY(QColor text READ text NOTIFY themeChanged)
    Q_PROPERTY(QColor textMuted READ textMuted NOTIFY themeChanged)
    Q_PROPERTY(QColor accent READ accent NOTIFY themeChanged)
    Q_PROPERTY(QColor accentText READ accentText NOTIFY themeChanged)
    Q_PROPERTY(QColor accentSoft READ accentSoft NOTIFY themeChanged)
    Q_PROPERTY(QColor track READ track NOTIFY themeChanged)
    Q_PROPERTY(QColor adviceBackground READ adviceBackground NOTIFY themeChanged)
    Q_PROPERTY(QColor error READ error NOTIFY themeChanged)
    Q_PROPERTY(QColor focus READ focus NOTIFY themeChanged)
    Q_PROPERTY(QColor ready READ ready NOTIFY themeChanged)
    Q_PROPERTY(QColor running READ running NOTIFY themeChanged)
    Q_PROPERTY(QColor waiting READ waiting NOTIFY themeChanged)
    Q_PROPERTY(QColor done READ done NOTIFY themeChanged)
    Q_PROPERTY(QColor failed READ failed NOTIFY themeChanged)
    Q_PROPERTY(QColor cancelled READ cancelled NOTIFY themeChanged)
    Q_PROPERTY(QColor restarted READ restarted NOTIFY themeChanged)
    Q_PROPERTY(QColor itemText READ itemText NOTIFY themeChanged)
    Q_PROPERTY(QColor codeAwait READ codeAwait NOTIFY themeChanged)
    Q_PROPERTY(QColor codeKeyword READ codeKeyword NOTIFY themeChanged)
    Q_PROPERTY(QColor codeType READ codeType NOTIFY themeChanged)
    Q_PROPERTY(QColor codeText READ codeText NOTIFY themeChanged)
    Q_PROPERTY(QColor codeNumber READ codeNumber NOTIFY themeChanged)
    Q_PROPERTY(QColor codeComment READ codeComment NOTIFY themeChanged)

public:
    static PaletteSingleton &current();
    static PaletteSingleton *create(QQmlEngine *engine, QJSEngine *scriptEngine);

    Theme theme() const noexcept
    {
        return m_theme;
    }
    void setTheme(Theme theme);
    QString themeName() const
    {
        return coroscope::themeName(m_theme);
    }
    /// An unknown name changes nothing.
    void setThemeName(const QString &name);
    /// While presenting, the window's text is one size larger, as for a projector.
    bool presenting() const noexcept
    {
        return m_presenting;
    }
    void setPresenting(bool presenting);
    double textScale() const;
#define COROSCOPE_PALETTE_GETTER(name, role)                                                                           \
    QColor name() const                                                                                                \
    {                                                                                                                  \
        return Palette::of(m_theme)[Role::role];                                                                       \
    }
    COROSCOPE_PALETTE_COLORS(COROSCOPE_PALETTE_GETTER)
#undef COROSCOPE_PALETTE_GETTER

Q_SIGNALS:
    void themeChanged();

private:
    PaletteSingleton() = default;
    Theme m_theme = Theme::Dark;
    bool m_presenting = false;
};

} // namespace coroscope
