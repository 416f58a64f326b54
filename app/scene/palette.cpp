// SPDX-License-Identifier: MIT
#include "scene/palette.h"

#include <initializer_list>
#include <utility>

namespace coroscope {

struct PaletteMaker {
    Palette palette;

    explicit PaletteMaker(std::initializer_list<std::pair<Role, QRgb>> colors)
    {
        for (const auto &[role, rgb] : colors)
            palette.m_colors[static_cast<std::size_t>(role)] = QColor::fromRgb(rgb);
    }
};

namespace {

const Palette &dark()
{
    static const PaletteMaker maker{
        {Role::Background, 0x0f1317}, {Role::Surface, 0x161b22},     {Role::Card, 0x161b22},
        {Role::CardBorder, 0x2a323c}, {Role::Divider, 0x262d36},     {Role::Text, 0xe8edf3},
        {Role::TextMuted, 0x97a3b0},  {Role::Accent, 0x56b4e9},      {Role::AccentText, 0x0b1015},
        {Role::AccentSoft, 0x1f3341}, {Role::Track, 0x2d3540},       {Role::AdviceBackground, 0x2e2a1c},
        {Role::Error, 0xff8a5c},      {Role::Focus, 0xffffff},       {Role::Ready, 0x9aa5b1},
        {Role::Running, 0x56b4e9},    {Role::Waiting, 0xe69f00},     {Role::Done, 0x00a87a},
        {Role::Failed, 0xd55e00},     {Role::Cancelled, 0x7a8794},   {Role::Restarted, 0xcc79a7},
        {Role::ItemText, 0x0b1015},   {Role::Orphaned, 0xa58bf0},    {Role::Link, 0x636f7d},
        {Role::CodeAwait, 0x56b4e9},  {Role::CodeKeyword, 0xc8a8f5}, {Role::CodeType, 0x7ccfbf},
        {Role::CodeText, 0xa9d18e},   {Role::CodeNumber, 0xf0b387},  {Role::CodeComment, 0x97a3b0}};
    return maker.palette;
}

const Palette &light()
{
    static const PaletteMaker maker{
        {Role::Background, 0xf3f5f8}, {Role::Surface, 0xffffff},     {Role::Card, 0xfdfdfe},
        {Role::CardBorder, 0xd9dee5}, {Role::Divider, 0xdfe3e9},     {Role::Text, 0x1a222b},
        {Role::TextMuted, 0x56616d},  {Role::Accent, 0x0072b2},      {Role::AccentText, 0xffffff},
        {Role::AccentSoft, 0xd6e6f2}, {Role::Track, 0xd5dbe2},       {Role::AdviceBackground, 0xf6edd9},
        {Role::Error, 0xb03c00},      {Role::Focus, 0x1a222b},       {Role::Ready, 0x6f7b88},
        {Role::Running, 0x2b93d1},    {Role::Waiting, 0xc28000},     {Role::Done, 0x008f66},
        {Role::Failed, 0xce5900},     {Role::Cancelled, 0x6f7b88},   {Role::Restarted, 0xb25a8c},
        {Role::ItemText, 0x0b1015},   {Role::Orphaned, 0x7350c8},    {Role::Link, 0x838d98},
        {Role::CodeAwait, 0x00639c},  {Role::CodeKeyword, 0x6a3ab2}, {Role::CodeType, 0x00605a},
        {Role::CodeText, 0x3a6420},   {Role::CodeNumber, 0x8a4500},  {Role::CodeComment, 0x56616d}};
    return maker.palette;
}

const Palette &projector()
{
    static const PaletteMaker maker{
        {Role::Background, 0xffffff}, {Role::Surface, 0xffffff},     {Role::Card, 0xffffff},
        {Role::CardBorder, 0x404040}, {Role::Divider, 0x707070},     {Role::Text, 0x000000},
        {Role::TextMuted, 0x262626},  {Role::Accent, 0x005a8f},      {Role::AccentText, 0xffffff},
        {Role::AccentSoft, 0xcfe4f3}, {Role::Track, 0xa8a8a8},       {Role::AdviceBackground, 0xffe9b0},
        {Role::Error, 0xa03000},      {Role::Focus, 0x000000},       {Role::Ready, 0x606c78},
        {Role::Running, 0x2d92cf},    {Role::Waiting, 0xc07c00},     {Role::Done, 0x008a64},
        {Role::Failed, 0xc95000},     {Role::Cancelled, 0x606c78},   {Role::Restarted, 0xb85c92},
        {Role::ItemText, 0x000000},   {Role::Orphaned, 0x6a45c0},    {Role::Link, 0x767f88},
        {Role::CodeAwait, 0x005a8f},  {Role::CodeKeyword, 0x4b2a8f}, {Role::CodeType, 0x00524a},
        {Role::CodeText, 0x2d5512},   {Role::CodeNumber, 0x6e3b00},  {Role::CodeComment, 0x262626}};
    return maker.palette;
}

} // namespace

const Palette &Palette::of(Theme theme)
{
    switch (theme) {
    case Theme::Dark:
        return dark();
    case Theme::Light:
        return light();
    case Theme::Projector:
        return projector();
    }
    return dark();
}

std::optional<Theme> themeNamed(const QString &name)
{
    for (const Theme theme : {Theme::Dark, Theme::Light, Theme::Projector}) {
        if (name == themeName(theme))
            return theme;
    }
    return std::nullopt;
}

QString themeName(Theme theme)
{
    switch (theme) {
    case Theme::Dark:
        return QStringLiteral("dark");
    case Theme::Light:
        return QStringLiteral("light");
    case Theme::Projector:
        return QStringLiteral("projector");
    }
    return {};
}

double textScale(Theme theme)
{
    return theme == Theme::Projector ? 1.2 : 1.0;
}

} // namespace coroscope
