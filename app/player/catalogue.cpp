// SPDX-License-Identifier: MIT
#include "player/catalogue.h"

#include "models/text.h"
#include "player/run_rows.h"
#include "run/registry.h"

#include <algorithm>

namespace coroscope {

Catalogue::Catalogue(Run &run, QObject *parent) : QObject(parent), m_run(run)
{
    connect(&run, &Run::patternChanged, this, [this] {
        m_patterns.setRows(patternRows(m_run.session().pattern()));
        Q_EMIT currentChanged();
    });
}

int Catalogue::current() const
{
    const auto all = coroscope::patterns();
    return static_cast<int>(std::find(all.begin(), all.end(), &m_run.session().pattern()) - all.begin());
}

bool Catalogue::isPractice(const QString &id) const
{
    const PatternInfo *const pattern = findPattern(id.toStdString());
    return pattern && pattern->kind == PatternInfo::Kind::Practice;
}

QString Catalogue::next() const
{
    const auto all = coroscope::patterns();
    return toQString(all[static_cast<std::size_t>(current() + 1) % all.size()]->id);
}

} // namespace coroscope
