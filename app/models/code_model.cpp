// SPDX-License-Identifier: MIT
#include "models/code_model.h"

namespace coroscope {

namespace {
enum Role {
    Kind = Qt::UserRole,
    Number,
    Count,
    Indent,
    Text,
    Tokens,
    Explanations,
    Folded,
    Badges,
    Share,
    ShareText,
    Tones,
    Through,
    ThroughText,
    Selected,
    Enclosing,
    Position
};
}

QHash<int, QByteArray> CodeRow::roles()
{
    return {{Kind, "kind"},           {Number, "number"},
            {Count, "count"},         {Indent, "indent"},
            {Text, "text"},           {Tokens, "tokens"},
            {Folded, "folded"},       {Explanations, "explanations"},
            {Badges, "badges"},       {Share, "share"},
            {ShareText, "shareText"}, {Tones, "tones"},
            {Through, "through"},     {ThroughText, "throughText"},
            {Selected, "selected"},   {Enclosing, "enclosing"}};
}

QVariant CodeRow::role(int role) const
{
    switch (role) {
    case Kind:
        return text->kind == CodeRowText::Kind::File ? QStringLiteral("file")
            : text->kind == CodeRowText::Kind::Fold  ? QStringLiteral("fold")
                                                     : QStringLiteral("line");
    case Number:
        return text->number;
    case Count:
        return text->count;
    case Indent:
        return text->indent;
    case Text:
        return text->text;
    case Tokens:
        return text->tokens;
    case Explanations:
        return text->explanations;
    case Folded:
        return folded;
    case Badges:
        return badges;
    case Share:
        return share;
    case ShareText:
        return shareText;
    case Tones:
        return tones;
    case Through:
        return through;
    case ThroughText:
        return throughText;
    case Selected:
        return selected;
    case Enclosing:
        return enclosing;
    default:
        return {};
    }
}

QHash<int, QByteArray> HotLine::roles()
{
    return {{Number, "number"},       {Text, "text"},   {Share, "share"},
            {ShareText, "shareText"}, {Tones, "tones"}, {Position, "position"}};
}

QVariant HotLine::role(int role) const
{
    switch (role) {
    case Number:
        return number;
    case Text:
        return text;
    case Share:
        return share;
    case ShareText:
        return shareText;
    case Tones:
        return tones;
    case Position:
        return position;
    default:
        return {};
    }
}

} // namespace coroscope
