// SPDX-License-Identifier: MIT
#include "scene/look_words.h"

#include "scene/task_look.h"

#include <map>

namespace coroscope {

QString nameOfLook(std::size_t look)
{
    return look == orphanLook ? QStringLiteral("orphaned") : nameOf(static_cast<Condition>(look));
}

LookWords wordsOfLook(const QString &name)
{
    static const std::map<QString, LookWords> all = {
        {QStringLiteral("ready"), {words("ready"), words("ready, waits for a thread")}},
        {QStringLiteral("running"), {words("running"), words("running")}},
        {QStringLiteral("idle"), {words("waiting"), words("waiting by design")}},
        {QStringLiteral("blocked"), {words("blocked"), words("blocked")}},
        {QStringLiteral("holding"), {words("holds a thread"), words("waits and holds a thread")}},
        {QStringLiteral("hung"), {words("hung"), words("hangs")}},
        {QStringLiteral("orphaned"), {words("orphaned"), words("orphaned, nobody waits for it")}},
        {QStringLiteral("done"), {words("done"), words("done")}},
        {QStringLiteral("failed"), {words("failed"), words("failed")}},
        {QStringLiteral("cancelled"), {words("cancelled"), words("cancelled")}},
        {QStringLiteral("restarted"), {words("restarted"), words("restarted")}}};
    const auto known = all.find(name);
    return known == all.end() ? LookWords() : known->second;
}

} // namespace coroscope
