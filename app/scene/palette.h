// SPDX-License-Identifier: MIT
#pragma once

#include <QColor>
#include <QString>

#include <array>
#include <cstdint>
#include <optional>

namespace coroscope {

/// What a colour is for. States have the colours of Okabe and Ito, safe for colour-blind eyes.
enum class Role : std::uint8_t {
    Background,
    Surface,
    Card,
    CardBorder,
    Divider,
    Text,
    TextMuted,
    Accent,
    AccentText,
    AccentSoft,
    Track,
    AdviceBackground,
    Error,
    Focus,
    Ready,
    Running,
    Waiting,
    Done,
    Failed,
    Cancelled,
    Restarted,
    Orphaned,
    Link,     ///< between nodes; the outline of what holds things
    ItemText, ///< on a disc filled with a state's colour
    // In code: where a task waits or returns, other keywords, types, text, numbers, comments.
    CodeAwait,
    CodeKeyword,
    CodeType,
    CodeText,
    CodeNumber,
    CodeComment,
    Count_,
};

enum class Theme : std::uint8_t { Dark, Light, Projector };

/// The colours of one theme.
class Palette
{
public:
    static const Palette &of(Theme theme);

    const QColor &operator[](Role role) const noexcept { return m_colors[static_cast<std::size_t>(role)]; }

private:
    std::array<QColor, static_cast<std::size_t>(Role::Count_)> m_colors;
    friend struct PaletteMaker;
};

/// "dark", "light", "projector".
std::optional<Theme> themeNamed(const QString &name);
QString themeName(Theme theme);
/// By how much type is larger than usual: the projector theme must be legible from the last row.
double textScale(Theme theme);

} // namespace coroscope
