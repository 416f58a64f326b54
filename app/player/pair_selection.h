// SPDX-License-Identifier: MIT
#pragma once

#include "player/selection.h"

#include <QObject>
#include <QtQml/qqmlregistration.h>

namespace coroscope {

/// What is selected while two runs are beside each other: something in one of them. Whoever selects something in one lets go
/// of what was selected in the other.
class PairSelection : public QObject
{
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("belongs to a Pair")
    /// Whether what is selected is in B.
    Q_PROPERTY(bool inSecond READ inSecond NOTIFY changed)

public:
    /// Both must outlive it.
    PairSelection(Selection &first, Selection &second, QObject *parent = nullptr)
        : QObject(parent), m_first(first), m_second(second)
    {
        connect(&m_first, &Selection::changed, this, [this] { letGo(m_first, m_second); });
        connect(&m_second, &Selection::changed, this, [this] { letGo(m_second, m_first); });
    }

    bool inSecond() const noexcept { return m_second.any(); }
    /// They are beside each other from now on; or not any more, and B is out of sight.
    void setActive(bool active)
    {
        m_active = active;
        if (!active)
            m_second.clear();
    }

Q_SIGNALS:
    void changed();

private:
    void letGo(const Selection &taken, Selection &other)
    {
        if (m_active && taken.any())
            other.clear();
        Q_EMIT changed();
    }

    Selection &m_first;
    Selection &m_second;
    bool m_active = false;
};

} // namespace coroscope
