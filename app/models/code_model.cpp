// SPDX-License-Identifier: MIT
#include "models/code_model.h"

namespace coroscope {

namespace {

QString nameOf(CodeRowText::Kind kind)
{
    switch (kind) {
    case CodeRowText::Kind::File:
        return QStringLiteral("file");
    case CodeRowText::Kind::Fold:
        return QStringLiteral("fold");
    default:
        return QStringLiteral("line");
    }
}

} // namespace

const RowRoles<CodeRow> &CodeRow::roles()
{
    static const RowRoles<CodeRow> all = {
        {"kind", [](const CodeRow &row) -> QVariant { return nameOf(row.text->kind); }},
        {"number", [](const CodeRow &row) -> QVariant { return row.text->number; }},
        {"count", [](const CodeRow &row) -> QVariant { return row.text->count; }},
        {"indent", [](const CodeRow &row) -> QVariant { return row.text->indent; }},
        {"text", [](const CodeRow &row) -> QVariant { return row.text->text; }},
        {"tokens", [](const CodeRow &row) -> QVariant { return row.text->tokens; }},
        {"explanations", [](const CodeRow &row) -> QVariant { return row.text->explanations; }},
        memberRole<&CodeRow::folded>("folded"),
        memberRole<&CodeRow::badges>("badges"),
        memberRole<&CodeRow::note>("note"),
        memberRole<&CodeRow::share>("share"),
        memberRole<&CodeRow::shareText>("shareText"),
        memberRole<&CodeRow::tones>("tones"),
        memberRole<&CodeRow::through>("through"),
        memberRole<&CodeRow::throughText>("throughText"),
        memberRole<&CodeRow::selected>("selected"),
        memberRole<&CodeRow::enclosing>("enclosing"),
        memberRole<&CodeRow::linked>("linked"),
        memberRole<&CodeRow::paired>("paired")};
    return all;
}

const RowRoles<HotLine> &HotLine::roles()
{
    static const RowRoles<HotLine> all = {
        memberRole<&HotLine::number>("number"), memberRole<&HotLine::text>("text"),
        memberRole<&HotLine::file>("file"),     memberRole<&HotLine::works>("works"),
        memberRole<&HotLine::share>("share"),   memberRole<&HotLine::shareText>("shareText"),
        memberRole<&HotLine::tones>("tones"),   memberRole<&HotLine::position>("position")};
    return all;
}

} // namespace coroscope
