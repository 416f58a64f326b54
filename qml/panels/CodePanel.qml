// SPDX-License-Identifier: MIT
pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Templates as T

import Coroscope.App
import Coroscope.Components
import Coroscope.Theme

/*!
    The code that runs, line by line: who stands where at the playhead, and how much of the tasks' time passes where. One
    stop for Tab; the arrow keys go from row to row, and Enter does what a click does.
*/
Item {
    id: panel

    required property CodeView code
    required property FigureWindow figures

    /*! Gives the keyboard to the lines. */
    function takeKeys(): void {
        list.forceActiveFocus(Qt.ShortcutFocusReason);
    }

    function reveal(row: int): void {
        list.positionViewAtIndex(row, ListView.Contain);
    }

    Component.onCompleted: {
        code.active = Qt.binding(() => panel.visible);
        const row = code.followedRow();
        if (row >= 0)
            reveal(row);
    }
    Component.onDestruction: code.active = false

    Connections {
        target: panel.code

        function onFollowed(row: int): void {
            list.byKeyboard = false;
            list.currentIndex = row;
            panel.reveal(row);
        }

        function onReplaced(): void {
            list.currentIndex = -1;
            list.positionViewAtBeginning();
        }
    }

    TextMetrics {
        id: letter

        font.family: Theme.monoFamily
        font.pixelSize: Theme.code
        text: "0000000000"
    }

    Item {
        id: head

        x: Theme.padding
        width: parent.width - 2 * Theme.padding
        height: Math.round(34 * Theme.textScale)

        AppText {
            anchors.verticalCenter: parent.verticalCenter
            width: parent.width - lookback.width - 8
            text: "Tasks, and share of their time"
            font.pixelSize: Theme.small
            color: Theme.textMuted
        }

        SmallChoice {
            id: lookback

            objectName: "codeFigureWindow"
            anchors.right: parent.right
            anchors.verticalCenter: parent.verticalCenter
            width: Math.round(170 * Theme.textScale)
            choices: panel.figures.names
            currentIndex: panel.figures.choice
            label: "What the shares look back over"
            tip: KeyTable.tip("figures")
            onChosen: index => panel.figures.choice = index
            onDefaultAsked: panel.figures.choice = 0
        }
    }

    ListView {
        id: list

        objectName: "codeList"
        anchors {
            top: head.bottom
            left: parent.left
            right: parent.right
            bottom: parent.bottom
        }
        clip: true
        model: panel.code.rows
        currentIndex: -1
        highlightFollowsCurrentItem: false
        boundsBehavior: Flickable.StopAtBounds
        activeFocusOnTab: true
        cacheBuffer: 600
        bottomMargin: Theme.padding

        readonly property int accessibleRole: Accessible.List

        Accessible.role: accessibleRole
        Accessible.name: "Code"
        Accessible.focusable: true

        /*! The keyboard has brought it where it is, not the pointer. */
        property bool byKeyboard: false

        function go(row: int): void {
            byKeyboard = true;
            currentIndex = Math.max(0, Math.min(count - 1, row));
            positionViewAtIndex(currentIndex, ListView.Contain);
        }

        onActiveFocusChanged: {
            byKeyboard = false; // until it has gone somewhere
            if (activeFocus && currentIndex < 0)
                currentIndex = Math.max(0, indexAt(1, contentY + 1));
        }
        Keys.onUpPressed: go(currentIndex - 1)
        Keys.onDownPressed: go(currentIndex + 1)
        Keys.onPressed: event => {
            if (event.key === Qt.Key_PageUp)
                go(currentIndex - 20);
            else if (event.key === Qt.Key_PageDown)
                go(currentIndex + 20);
            else
                return;
            event.accepted = true;
        }
        Keys.onReturnPressed: panel.code.press(currentIndex)
        Keys.onEnterPressed: panel.code.press(currentIndex)

        T.ScrollBar.vertical: ThinScrollBar {
            objectName: "codeScrollBar"
            focusPolicy: Qt.NoFocus
            Accessible.name: "Code"
        }

        delegate: CodeRow {
            id: row

            code: panel.code
            letterWidth: letter.advanceWidth / 10
            focused: list.activeFocus
            byKeyboard: list.byKeyboard
            onPressed: {
                list.byKeyboard = false;
                list.currentIndex = index;
                list.forceActiveFocus(Qt.MouseFocusReason);
                panel.code.press(index);
            }
        }

        FocusRing {
            parent: list
            anchors.margins: 1
            visible: list.activeFocus && list.currentIndex < 0
        }
    }
}
