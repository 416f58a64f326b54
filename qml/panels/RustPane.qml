// SPDX-License-Identifier: MIT
pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Templates as T

import Coroscope.App
import Coroscope.Components
import Coroscope.Theme

/*!
    The Rust that does what the code beside it does, line by line. Whichever line is looked at, here or there, its counterpart
    is shown. One stop for Tab; the arrow keys go from row to row.
*/
Item {
    id: pane

    required property RustView rust
    /*! Of one letter, in pixels. */
    required property real letterWidth

    /*! Gives the keyboard to the lines, where there are any. */
    function takeKeys(): void {
        if (rust.available)
            list.forceActiveFocus(Qt.ShortcutFocusReason);
    }

    Connections {
        target: pane.rust

        function onFollowed(row: int): void {
            list.currentIndex = row;
            list.show(row);
        }

        function onReplaced(): void {
            list.currentIndex = -1;
            list.positionViewAtBeginning();
        }
    }

    AppText {
        id: pair

        objectName: "rustPair"
        x: Theme.padding
        width: parent.width - 2 * x
        topPadding: 6
        bottomPadding: 6
        // Where there is no program, that is what there is to say.
        text: pane.rust.available ? pane.rust.pairText : pane.rust.about
        color: pane.rust.paired || !pane.rust.available ? Theme.text : Theme.textMuted
        font.pixelSize: Theme.small
        font.weight: pane.rust.paired ? Font.DemiBold : Font.Normal
        wrapMode: Text.WordWrap
        elide: Text.ElideNone
        Accessible.role: Accessible.StaticText
        Accessible.name: text
    }

    ListView {
        id: list

        objectName: "rustList"
        visible: pane.rust.available
        anchors.fill: parent
        anchors.topMargin: pair.height
        clip: true
        topMargin: about.height
        onTopMarginChanged: {
            if (currentIndex < 0)
                positionViewAtBeginning();
        }
        model: pane.rust.rows
        currentIndex: -1
        highlightFollowsCurrentItem: false
        boundsBehavior: Flickable.StopAtBounds
        activeFocusOnTab: true
        cacheBuffer: 0 // it is short, and what is made ahead would be asked for after it has gone
        bottomMargin: Theme.padding

        readonly property int accessibleRole: Accessible.List

        Accessible.role: accessibleRole
        Accessible.name: "Rust"
        Accessible.focusable: true

        function go(row: int): void {
            currentIndex = Math.max(0, Math.min(count - 1, row));
            positionViewAtIndex(currentIndex, ListView.Contain);
            pane.rust.lookAt(currentIndex);
        }

        /*! Brings a row into sight, to the middle where it is not well in sight. */
        function show(row: int): void {
            if (isWellInSight(itemAtIndex(row)))
                return;
            forceLayout();
            positionViewAtIndex(row, ListView.Center);
        }

        // Null of a row that is far away.
        function isWellInSight(item: var): bool {
            if (!item)
                return false;
            const edge = Math.min(40, height / 4);
            return item.y - contentY >= edge && item.y + item.height - contentY <= height - edge;
        }

        onActiveFocusChanged: {
            if (activeFocus && currentIndex < 0)
                currentIndex = Math.max(0, indexAt(1, contentY + 1));
        }
        Keys.onUpPressed: go(currentIndex - 1)
        Keys.onDownPressed: go(currentIndex + 1)
        Keys.onPressed: event => {
            if (event.key !== Qt.Key_PageUp && event.key !== Qt.Key_PageDown)
                return;
            go(currentIndex + (event.key === Qt.Key_PageUp ? -20 : 20));
            event.accepted = true;
        }
        Keys.onReturnPressed: pane.rust.lookAt(currentIndex)
        Keys.onEnterPressed: pane.rust.lookAt(currentIndex)

        T.ScrollBar.vertical: ThinScrollBar {
            objectName: "rustScrollBar"
            focusPolicy: Qt.NoFocus
            Accessible.name: "Rust"
        }

        delegate: RustRow {
            letterWidth: pane.letterWidth
            focused: list.activeFocus
            onPressed: {
                list.forceActiveFocus(Qt.MouseFocusReason);
                list.go(index);
            }
        }

        // What the program is, above its first line.
        Column {
            id: about

            parent: list.contentItem
            y: -height
            x: Theme.padding
            width: list.width - 2 * x
            bottomPadding: 6
            spacing: 3

            AppText {
                objectName: "rustAbout"
                width: parent.width
                text: pane.rust.about
                color: Theme.textMuted
                font.pixelSize: Theme.tiny
                wrapMode: Text.WordWrap
                elide: Text.ElideNone
            }

            AppText {
                objectName: "rustPath"
                width: parent.width
                text: pane.rust.path
                color: Theme.textMuted
                font.family: Theme.monoFamily
                font.pixelSize: Math.round(10 * Theme.textScale)
                wrapMode: Text.WrapAnywhere
                elide: Text.ElideNone
            }
        }

        FocusRing {
            parent: list
            anchors.margins: 1
            visible: list.activeFocus && list.currentIndex < 0
        }
    }
}
