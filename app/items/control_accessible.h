// SPDX-License-Identifier: MIT
#pragma once

#include <QAccessibleObject>
#include <QObject>
#include <QQuickItem>

namespace coroscope {

/// Notifies assistive technology of changes to a control, while one listens.
class ControlEvents final : public QObject
{
    Q_OBJECT

public:
    explicit ControlEvents(QQuickItem &item);

private Q_SLOTS:
    void tellValue();

private:
    QQuickItem &m_item;
};

/// The accessible interface of one of the window's controls. Qt Quick Controls 6.4 overwrite the role, and for buttons
/// *checked*, that QML has declared, and never report that a control is disabled; so a control describes itself in
/// properties that only we read:
///
///   accessibleRole    as Accessible.role; without it, a button is a button
///   current           of a radio button: it is checked; of an entry of a list: it is selected
///   value, minimumValue, maximumValue, stepSize, takeValue(real)    of a slider or splitter: in the unit that is shown
///   text              of a field: its contents
///
/// Name, description and what an action does are declared as Qt has it (Accessible.name, Accessible.onPressAction …).
class ControlAccessible final : public QAccessibleObject,
                                public QAccessibleActionInterface,
                                public QAccessibleValueInterface,
                                public QAccessibleTextInterface
{
public:
    /// From now on every control that is a button or has an accessibleRole gets such an interface.
    static void install();

    explicit ControlAccessible(QQuickItem &item);

    QWindow *window() const override;
    QAccessibleInterface *parent() const override;
    QAccessibleInterface *child(int index) const override;
    int childCount() const override { return static_cast<int>(children().size()); }
    int indexOfChild(const QAccessibleInterface *child) const override;
    QAccessibleInterface *childAt(int x, int y) const override;
    QRect rect() const override;
    QString text(QAccessible::Text kind) const override;
    QAccessible::Role role() const override;
    QAccessible::State state() const override;
    void *interface_cast(QAccessible::InterfaceType type) override;

    QStringList actionNames() const override;
    void doAction(const QString &name) override;
    QStringList keyBindingsForAction(const QString &) const override { return {}; }

    QVariant currentValue() const override { return m_item.property("value"); }
    void setCurrentValue(const QVariant &value) override;
    QVariant maximumValue() const override { return m_item.property("maximumValue"); }
    QVariant minimumValue() const override { return m_item.property("minimumValue"); }
    QVariant minimumStepSize() const override { return m_item.property("stepSize"); }

    // A read-only field: there is neither a cursor in it nor a selection.
    void selection(int, int *start, int *end) const override { *start = *end = 0; }
    int selectionCount() const override { return 0; }
    void addSelection(int, int) override { }
    void removeSelection(int) override { }
    void setSelection(int, int, int) override { }
    int cursorPosition() const override { return 0; }
    void setCursorPosition(int) override { }
    QString text(int start, int end) const override { return content().mid(start, end - start); }
    int characterCount() const override { return static_cast<int>(content().size()); }
    QRect characterRect(int) const override { return rect(); }
    int offsetAtPoint(const QPoint &) const override { return 0; }
    void scrollToSubstring(int, int) override { }
    QString attributes(int, int *start, int *end) const override;

private:
    /// The object behind QML's `Accessible.`; null if nothing is declared.
    QObject *attached() const;
    QString content() const { return m_item.property("text").toString(); }
    /// The items in it that have an interface of their own.
    QList<QAccessibleInterface *> children() const;

    QQuickItem &m_item;
    ControlEvents m_events;
};

} // namespace coroscope
