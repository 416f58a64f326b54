// SPDX-License-Identifier: MIT
#pragma once

#include "player/run.h"
#include "run/event_filter.h"

#include <QObject>
#include <QString>
#include <QStringList>
#include <QtQml/qqmlregistration.h>

#include <vector>

namespace coroscope {

/// Which events the log shows, as choices: by kind, task, channel or lock, and item. Another pattern has other tasks and
/// channels; what was chosen of them is dropped.
class LogFilter : public QObject
{
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("belongs to an EventLog")
    Q_PROPERTY(QStringList topics READ topics CONSTANT)
    Q_PROPERTY(int topic READ topic WRITE setTopic NOTIFY changed)
    Q_PROPERTY(QStringList tasks READ tasks NOTIFY choicesChanged)
    Q_PROPERTY(int task READ task WRITE setTask NOTIFY changed)
    Q_PROPERTY(QStringList things READ things NOTIFY choicesChanged)
    Q_PROPERTY(int thing READ thing WRITE setThing NOTIFY changed)
    Q_PROPERTY(QString item READ item WRITE setItem NOTIFY changed)
    Q_PROPERTY(QString itemText READ itemText NOTIFY changed)
    Q_PROPERTY(QString itemTip READ itemTip NOTIFY changed)
    Q_PROPERTY(QString itemError READ itemError NOTIFY changed)
    Q_PROPERTY(bool isDefault READ isDefault NOTIFY changed)

public:
    /// @p run must outlive it.
    explicit LogFilter(Run &run, QObject *parent = nullptr);

    /// What is chosen, at this moment.
    EventFilter filter() const;
    /// Whether only the selected tasks are looked at, and there are none.
    bool lacksSelection() const;

    QStringList topics() const;
    int topic() const noexcept { return m_topic; }
    void setTopic(int topic);
    QStringList tasks() const;
    /// 0: all; 1: those that are selected.
    int task() const noexcept { return m_task; }
    void setTask(int task);
    QStringList things() const;
    int thing() const noexcept { return m_thing; }
    void setThing(int thing);
    /// A number; empty: all items.
    QString item() const;
    /// "Request 41", "All requests": as the pattern calls its items; and what that is.
    QString itemText() const;
    QString itemTip() const;
    /// Takes "41", "request 41", "item 41" and nothing; anything else is refused, see itemError().
    void setItem(const QString &text);
    QString itemError() const { return m_itemError; }
    /// Nothing but what is not worth seeing is left out.
    bool isDefault() const noexcept { return m_topic == 0 && m_task == 0 && m_thing == 0 && !m_item; }

    /// What is worth seeing, of all tasks, channels and items.
    Q_INVOKABLE void clear();
    /// That task, or that item, besides what else is chosen.
    void narrowToTask(Place place);
    void narrowToItem(ItemId item);
    /// Each alone, and of it what is worth seeing.
    void showTask(Place place);
    void showThing(NodeRef thing);
    void showItem(ItemId item);

    /// The choices are those of the run as it is now.
    void refresh();

Q_SIGNALS:
    void changed();
    void choicesChanged();

private:
    struct TaskChoice {
        enum class Kind : std::uint8_t { All, Selected, Group, One };
        Kind kind = Kind::All;
        Place place{}; ///< of a group: any of its places

        friend bool operator==(const TaskChoice &, const TaskChoice &) = default;
    };

    std::vector<TaskChoice> taskChoices() const;
    std::vector<NodeRef> thingChoices() const;
    QString nameOf(const TaskChoice &choice) const;
    void reset();
    void choose(int &choice, int value, std::size_t count);

    Run &m_run;
    const PatternInfo *m_pattern = nullptr; ///< whose choices they are
    std::vector<TaskChoice> m_tasks{TaskChoice()};
    std::vector<NodeRef> m_things; ///< after "all"
    int m_topic = 0;
    int m_task = 0;
    int m_thing = 0;
    std::optional<ItemId> m_item;
    QString m_itemError;
};

} // namespace coroscope
