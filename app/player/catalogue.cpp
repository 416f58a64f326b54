// SPDX-License-Identifier: MIT
#include "player/catalogue.h"

#include "models/text.h"
#include "player/run_rows.h"
#include "run/registry.h"

#include <algorithm>
#include <iterator>

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

QString Catalogue::after(const QString &id) const
{
    const auto all = coroscope::patterns();
    const auto found = std::find_if(all.begin(), all.end(),
                                    [&](const PatternInfo *one) { return toQString(one->id) == id; });
    const auto next = found == all.end() || std::next(found) == all.end() ? all.begin() : std::next(found);
    return toQString((*next)->id);
}

} // namespace coroscope
