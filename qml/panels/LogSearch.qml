// SPDX-License-Identifier: MIT
import QtQuick
import QtQuick.Templates as T

import Coroscope.App
import Coroscope.Components
import Coroscope.Theme

/*! Above the log: what is looked for in it, and whether it follows the playhead. */
Item {
    id: search

    required property EventLog log

    /*! Esc, or the arrow down, in the field. */
    signal done()

    function takeKeys(): void {
        field.forceActiveFocus(Qt.ShortcutFocusReason);
        field.selectAll();
    }

    implicitHeight: Theme.controlHeight

    T.TextField {
        id: field

        objectName: "logFind"
        width: before.x - 6
        height: parent.height
        leftPadding: 10
        rightPadding: 10
        verticalAlignment: TextInput.AlignVCenter
        color: Theme.text
        selectionColor: Theme.accent
        selectedTextColor: Theme.accentText
        placeholderTextColor: Theme.textMuted
        selectByMouse: true
        maximumLength: 200
        font.family: Theme.family
        font.pixelSize: Theme.small
        renderType: Text.NativeRendering
        Accessible.name: "Find in the log"
        Accessible.description: KeyTable.tip("findInLog")

        function go(forward: bool): void {
            typed.stop();
            search.log.find(text, forward);
        }

        // It is looked for once nothing more is typed.
        Timer {
            id: typed

            interval: 180
            onTriggered: search.log.lookFor(field.text)
        }

        onTextEdited: {
            if (text === "")
                search.log.stopFinding();
            else
                typed.restart();
        }
        Keys.onReturnPressed: event => go(!(event.modifiers & Qt.ShiftModifier))
        Keys.onEnterPressed: event => go(!(event.modifiers & Qt.ShiftModifier))
        Keys.onEscapePressed: {
            typed.stop();
            clear();
            search.log.stopFinding();
            search.done();
        }
        Keys.onDownPressed: search.done()

        background: Rectangle {
            radius: Theme.radius
            color: Theme.background
            border.color: field.activeFocus ? Theme.accent : Theme.cardBorder
            border.width: field.activeFocus ? 2 : Theme.outline
        }

        AppText {
            visible: field.text === ""
            anchors.fill: parent
            leftPadding: 10
            verticalAlignment: Text.AlignVCenter
            text: "Find …"
            color: Theme.textMuted
            font: field.font
        }

        Tip {
            text: KeyTable.tip("findInLog")
            wanted: field.hovered && !field.activeFocus
        }
    }

    IconButton {
        id: before

        objectName: "logFindBefore"
        anchors.right: after.left
        quiet: true
        iconName: "chevron-up"
        text: "Previous match"
        tip: text + " (Shift+Enter in the field)"
        enabled: field.text !== ""
        onClicked: field.go(false)
    }

    IconButton {
        id: after

        objectName: "logFindNext"
        anchors.right: follow.left
        anchors.rightMargin: 6
        quiet: true
        iconName: "chevron-down"
        text: "Next match"
        tip: text + " (Enter in the field)"
        enabled: field.text !== ""
        onClicked: field.go(true)
    }

    AppButton {
        id: follow

        objectName: "logFollow"
        anchors.right: parent.right
        text: "Follow"
        tip: KeyTable.tip("followInLog")
        current: search.log.following
        checkable: false
        accessibleRole: Accessible.CheckBox
        Accessible.checkable: true
        Accessible.checked: search.log.following
        onClicked: search.log.following = !search.log.following
    }
}
