// SPDX-License-Identifier: MIT
pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Templates as T

import Coroscope.Theme

/*!
    One of many: a field that shows the current one and opens a list. Enter opens it; Space plays and pauses wherever
    the focus is. Shows \l current and asks for another with \l chosen.
*/
T.ComboBox {
    id: field

    /*! What is chosen, for tooltips and screen readers: "Parameter to vary". */
    property string label
    property string tip
    /*! Position of the current one. */
    property int current: -1
    property int longestWidth: Math.round(210 * Theme.textScale)

    /*! Enter is held down here. */
    property bool entered: false

    /*! The pointer or the keyboard asks for \a index. */
    signal chosen(index: int)

    implicitWidth: Math.min(longestWidth, Math.ceil(contentItem.implicitWidth) + leftPadding + rightPadding)
    implicitHeight: Theme.controlHeight
    leftPadding: 12
    rightPadding: Math.round(30 * Theme.textScale)
    font.family: Theme.family
    font.pixelSize: Theme.small
    font.weight: Font.Medium
    wheelEnabled: false

    Accessible.role: Accessible.ComboBox
    Accessible.name: label + ": " + displayText
    Accessible.description: tip
    Accessible.onPressAction: popup.open()

    // Opens on the key's release, which would otherwise close what its press has opened.
    Keys.onPressed: event => {
        if ((event.key === Qt.Key_Return || event.key === Qt.Key_Enter) && !popup.visible) {
            entered = true;
            event.accepted = true;
        }
    }
    Keys.onReleased: event => {
        if (!entered || event.isAutoRepeat || (event.key !== Qt.Key_Return && event.key !== Qt.Key_Enter))
            return;
        entered = false;
        event.accepted = true;
        popup.open();
    }

    currentIndex: current
    // A new list starts at its first entry, whichever is to be the current one.
    onModelChanged: currentIndex = Qt.binding(() => current)
    onActivated: index => chosen(index)

    contentItem: AppText {
        text: field.displayText
        font: field.font
        verticalAlignment: Text.AlignVCenter
    }

    indicator: AppIcon {
        x: field.width - width - 8
        y: (field.height - height) / 2
        size: Math.round(Theme.iconSize * 0.8)
        name: "chevron-right"
        rotation: 90
        color: Theme.textMuted
    }

    background: Rectangle {
        radius: Theme.radius
        color: field.hovered || field.popup.visible ? Theme.accentSoft : Theme.card
        border.color: Theme.cardBorder
        border.width: Theme.outline

        FocusRing {
            visible: field.visualFocus
        }
    }

    delegate: T.ItemDelegate {
        id: entry

        required property int index
        required property string modelData

        objectName: field.objectName + "." + index
        width: parent ? parent.width : implicitWidth
        implicitHeight: Math.round(30 * Theme.textScale)
        leftPadding: 12
        highlighted: field.highlightedIndex === index
        hoverEnabled: true
        font.family: Theme.family
        font.pixelSize: Theme.small
        font.weight: index === field.currentIndex ? Font.DemiBold : Font.Normal
        text: modelData
        readonly property bool current: index === field.currentIndex
        readonly property int accessibleRole: Accessible.ListItem
        Accessible.role: accessibleRole
        Accessible.name: text
        Accessible.selected: current

        contentItem: AppText {
            text: entry.text
            font: entry.font
            verticalAlignment: Text.AlignVCenter
        }

        background: Rectangle {
            color: entry.highlighted ? Theme.accentSoft : "transparent"
        }
    }

    popup: T.Popup {
        y: field.height + 2
        width: Math.max(field.width, Math.round(250 * Theme.textScale))
        height: Math.min(contentItem.implicitHeight + 12, Math.round(340 * Theme.textScale))
        topPadding: 6
        bottomPadding: 6
        margins: 8

        contentItem: ChoiceList {
            entries: field.delegateModel
            highlightedIndex: field.popup.visible ? field.highlightedIndex : -1
            label: field.label
        }

        background: Rectangle {
            color: Theme.surface
            radius: Theme.radius
            border.width: Theme.outline
            border.color: Theme.divider
        }
    }

    Tip {
        text: field.tip
        wanted: (field.hovered || (field.visualFocus && field.focusReason !== Qt.ShortcutFocusReason)) && !field.popup.visible
    }
}
