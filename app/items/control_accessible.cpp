// SPDX-License-Identifier: MIT
#include "items/control_accessible.h"

#include <QMetaMethod>
#include <QMetaProperty>
#include <QQuickWindow>

#include <algorithm>

namespace coroscope {

namespace {

using Actions = QAccessibleActionInterface;

/// The topmost items below @p item that have an interface, in order.
void collect(const QQuickItem &item, QList<QAccessibleInterface *> &found)
{
    for (QQuickItem *child : item.childItems()) {
        if (QAccessibleInterface *const told = QAccessible::queryAccessibleInterface(child))
            found.push_back(told);
        else
            collect(*child, found);
    }
}

/// Whether a control's contents are not reported separately: the text on a button is its name.
bool isWhole(QAccessible::Role role)
{
    return role != QAccessible::Grouping && role != QAccessible::EditableText;
}

bool hasValue(QAccessible::Role role)
{
    return role == QAccessible::Slider || role == QAccessible::Splitter;
}

QObject *attachedTo(const QObject &item)
{
    for (QObject *child : item.children()) {
        if (child->inherits("QQuickAccessibleAttached"))
            return child;
    }
    return nullptr;
}

QAccessibleInterface *made(const QString &, QObject *object)
{
    const bool ours = object
        && (object->metaObject()->indexOfProperty("accessibleRole") >= 0 || object->inherits("QQuickAbstractButton"));
    QQuickItem *const item = ours ? qobject_cast<QQuickItem *>(object) : nullptr;
    if (!item)
        return nullptr;
    const QObject *const declared = attachedTo(*item);
    return declared && declared->property("ignored").toBool() ? nullptr : new ControlAccessible(*item);
}

} // namespace

ControlEvents::ControlEvents(QQuickItem &item) : m_item(item)
{
    connect(&item, &QQuickItem::enabledChanged, this, [this] {
        QAccessible::State changed;
        changed.disabled = true;
        QAccessibleStateChangeEvent event(&m_item, changed);
        QAccessible::updateAccessibility(&event);
    });
    const QMetaObject &type = *item.metaObject();
    if (const int value = type.indexOfProperty("value"); value >= 0 && type.property(value).hasNotifySignal())
        connect(&item, type.property(value).notifySignal(), this,
                staticMetaObject.method(staticMetaObject.indexOfSlot("tellValue()")));
}

void ControlEvents::tellValue()
{
    QAccessibleValueChangeEvent event(&m_item, m_item.property("value"));
    QAccessible::updateAccessibility(&event);
}

void ControlAccessible::install()
{
    QAccessible::installFactory(made);
}

ControlAccessible::ControlAccessible(QQuickItem &item) : QAccessibleObject(&item), m_item(item), m_events(item) { }

QObject *ControlAccessible::attached() const
{
    return attachedTo(m_item);
}

QWindow *ControlAccessible::window() const
{
    return m_item.window();
}

QAccessibleInterface *ControlAccessible::parent() const
{
    QQuickItem *const root = m_item.window() ? m_item.window()->contentItem() : nullptr;
    for (QQuickItem *item = m_item.parentItem(); item && item != root; item = item->parentItem()) {
        if (QAccessibleInterface *const told = QAccessible::queryAccessibleInterface(item))
            return told;
    }
    return QAccessible::queryAccessibleInterface(m_item.window());
}

QList<QAccessibleInterface *> ControlAccessible::children() const
{
    QList<QAccessibleInterface *> found;
    if (!isWhole(role()))
        collect(m_item, found);
    return found;
}

QAccessibleInterface *ControlAccessible::child(int index) const
{
    return children().value(index);
}

int ControlAccessible::indexOfChild(const QAccessibleInterface *child) const
{
    const QList<QAccessibleInterface *> all = children();
    return static_cast<int>(std::find(all.begin(), all.end(), child) - all.begin());
}

QAccessibleInterface *ControlAccessible::childAt(int x, int y) const
{
    for (QAccessibleInterface *told : children()) {
        if (!told->state().invisible && told->rect().contains(x, y))
            return told;
    }
    return nullptr;
}

QRect ControlAccessible::rect() const
{
    if (!m_item.window() || !m_item.isVisible())
        return {};
    return {m_item.mapToGlobal(QPointF(0, 0)).toPoint(), QSizeF(m_item.width(), m_item.height()).toSize()};
}

QString ControlAccessible::text(QAccessible::Text kind) const
{
    if (kind == QAccessible::Value)
        return hasValue(role()) ? currentValue().toString() : content();
    const QObject *const declared = attached();
    if (!declared || (kind != QAccessible::Name && kind != QAccessible::Description))
        return {};
    return declared->property(kind == QAccessible::Name ? "name" : "description").toString();
}

QAccessible::Role ControlAccessible::role() const
{
    const QVariant declared = m_item.property("accessibleRole");
    const auto role = static_cast<QAccessible::Role>(declared.toInt());
    return role == QAccessible::NoRole ? QAccessible::Button : role;
}

QAccessible::State ControlAccessible::state() const
{
    QAccessible::State state;
    const QQuickWindow *const window = m_item.window();
    state.disabled = !m_item.isEnabled();
    state.invisible = !window || !window->isVisible() || !m_item.isVisible();
    state.offscreen = window && !rect().intersects(QRect(window->mapToGlobal(QPoint(0, 0)), window->size()));
    state.focused = m_item.hasActiveFocus();
    const bool current = m_item.property("current").toBool();
    const QAccessible::Role is = role();
    state.checkable = is == QAccessible::RadioButton;
    state.checked = state.checkable && current;
    state.selectable = is == QAccessible::ListItem;
    state.selected = state.selectable && current;
    state.editable = is == QAccessible::EditableText;
    // One of a group is reached through the group.
    state.focusable = m_item.isEnabled() && (m_item.activeFocusOnTab() || state.selectable);
    return state;
}

void *ControlAccessible::interface_cast(QAccessible::InterfaceType type)
{
    switch (type) {
    case QAccessible::ActionInterface:
        return static_cast<QAccessibleActionInterface *>(this);
    case QAccessible::ValueInterface:
        return hasValue(role()) ? static_cast<QAccessibleValueInterface *>(this) : nullptr;
    case QAccessible::TextInterface:
        return role() == QAccessible::EditableText ? static_cast<QAccessibleTextInterface *>(this) : nullptr;
    default:
        return nullptr;
    }
}

QStringList ControlAccessible::actionNames() const
{
    if (!m_item.isEnabled())
        return {};
    QStringList names;
    if (role() == QAccessible::Slider || role() == QAccessible::Splitter)
        names << Actions::increaseAction() << Actions::decreaseAction();
    else if (role() != QAccessible::Grouping)
        names << Actions::pressAction();
    if (state().focusable)
        names << Actions::setFocusAction();
    return names;
}

void ControlAccessible::doAction(const QString &name)
{
    if (!actionNames().contains(name))
        return;
    if (name == Actions::setFocusAction())
        m_item.forceActiveFocus(Qt::OtherFocusReason);
    else if (QObject *const declared = attached()) // a signal, whose handler QML has declared
        QMetaObject::invokeMethod(declared, (name.toLower() + QStringLiteral("Action")).toLatin1().constData());
}

void ControlAccessible::setCurrentValue(const QVariant &value)
{
    if (m_item.isEnabled())
        QMetaObject::invokeMethod(&m_item, "takeValue", Q_ARG(double, value.toDouble()));
}

QString ControlAccessible::attributes(int, int *start, int *end) const
{
    *start = 0;
    *end = characterCount();
    return {};
}

} // namespace coroscope
