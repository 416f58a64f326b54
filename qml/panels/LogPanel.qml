// SPDX-License-Identifier: MIT
pragma ComponentBehavior: Bound

import QtQuick

import Coroscope.App
import Coroscope.Components
import Coroscope.Theme

/*!
    The events of the run, a line each, the newest at the bottom: what is looked for and which are shown above it, and
    below it why the selected one happened. The list is one stop for Tab; the arrow keys go from line to line, and Enter
    takes the playhead there.
*/
Item {
    id: panel

    required property EventLog log

    /*! Gives the keyboard to the list. */
    function takeKeys(): void {
        list.forceActiveFocus(Qt.ShortcutFocusReason);
    }

    /*! Gives it to the field for what is looked for. */
    function find(): void {
        search.takeKeys();
    }

    Component.onCompleted: log.active = Qt.binding(() => panel.visible)
    Component.onDestruction: log.active = false

    Column {
        id: head

        x: Theme.narrowMargin
        width: parent.width - 2 * x
        topPadding: Theme.padding
        spacing: Theme.spacing

        LogSearch {
            id: search

            width: parent.width
            log: panel.log
            onDone: panel.takeKeys()
        }

        LogFilters {
            width: parent.width
            filter: panel.log.filter
        }

        Item {
            width: parent.width
            height: Theme.smallControlHeight

            AppText {
                objectName: "logCount"
                anchors.verticalCenter: parent.verticalCenter
                width: parent.width - (clear.visible ? clear.width + 8 : 0)
                text: panel.log.filter.itemError !== "" ? panel.log.filter.itemError
                      : panel.log.findText !== "" ? panel.log.findText : panel.log.countText
                color: panel.log.filter.itemError !== "" ? Theme.error : Theme.textMuted
                font.pixelSize: Theme.small
                Accessible.role: Accessible.StaticText
                Accessible.name: text
            }

            AppButton {
                id: clear

                objectName: "logClear"
                visible: !panel.log.filter.isDefault
                anchors.right: parent.right
                implicitHeight: parent.height
                leftPadding: 10
                rightPadding: 10
                text: "Show all again"
                tip: "Clears the filters, and shows what is worth seeing"
                onClicked: panel.log.filter.clear()
            }
        }
    }

    Rectangle {
        anchors.bottom: list.top
        width: parent.width
        height: Theme.outline
        color: Theme.divider
    }

    Item {
        id: list

        readonly property int rowHeight: Math.round(25 * Theme.textScale)
        readonly property int lines: Math.max(1, Math.floor(height / rowHeight))

        readonly property int accessibleRole: Accessible.List

        objectName: "logList"
        anchors {
            top: head.bottom
            topMargin: Theme.spacing
            left: parent.left
            right: parent.right
            bottom: details.top
        }
        clip: true
        activeFocusOnTab: true

        Accessible.role: accessibleRole
        Accessible.name: "Events"
        Accessible.focusable: true

        onLinesChanged: panel.log.pageSize = lines
        Component.onCompleted: panel.log.pageSize = lines

        Keys.onUpPressed: panel.log.selectBy(-1)
        Keys.onDownPressed: panel.log.selectBy(1)
        Keys.onReturnPressed: panel.log.goToSelected()
        Keys.onEnterPressed: panel.log.goToSelected()
        Keys.onPressed: event => {
            if (event.key === Qt.Key_PageUp)
                panel.log.selectBy(1 - lines);
            else if (event.key === Qt.Key_PageDown)
                panel.log.selectBy(lines - 1);
            else
                return;
            event.accepted = true;
        }

        MouseArea {
            /*! Of a line, from turns of the wheel so far. */
            property real part: 0

            anchors.fill: parent
            acceptedButtons: Qt.NoButton
            onWheel: wheel => {
                part -= wheel.pixelDelta.y !== 0 ? wheel.pixelDelta.y / list.rowHeight : wheel.angleDelta.y / 40;
                const lines = Math.trunc(part);
                part -= lines;
                if (lines !== 0)
                    panel.log.scrollBy(lines);
            }
        }

        DragHandler {
            property real drawn: 0

            target: null
            acceptedDevices: PointerDevice.TouchScreen
            onActiveChanged: drawn = 0
            onTranslationChanged: {
                const lines = Math.trunc((drawn - translation.y) / list.rowHeight);
                drawn -= lines * list.rowHeight;
                if (lines !== 0)
                    panel.log.scrollBy(lines);
            }
        }

        Repeater {
            model: panel.log.rows

            LogRow {
                width: list.width
                height: list.rowHeight
                timeWidth: times.advanceWidth
                searched: panel.log.searched
                onPressed: {
                    list.forceActiveFocus(Qt.MouseFocusReason);
                    panel.log.goTo(number);
                }
            }
        }

        TextMetrics {
            id: times

            font.family: Theme.monoFamily
            font.pixelSize: Theme.code
            text: "0".repeat(panel.log.timeLetters + 1)
        }

        AppText {
            objectName: "logEmpty"
            anchors.centerIn: parent
            width: Math.min(implicitWidth, parent.width - 48)
            visible: text !== ""
            text: panel.log.emptyText
            color: Theme.textMuted
            wrapMode: Text.Wrap
            horizontalAlignment: Text.AlignHCenter
        }

        ThinScrollBar {
            id: bar

            objectName: "logScrollBar"
            anchors.right: parent.right
            height: parent.height
            orientation: Qt.Vertical
            focusPolicy: Qt.NoFocus
            size: panel.log.share
            Accessible.name: "Events"
            onPositionChanged: {
                if (pressed)
                    panel.log.scrollTo(position);
            }

            Binding {
                target: bar
                property: "position"
                value: panel.log.position
                when: !bar.pressed
                restoreMode: Binding.RestoreNone
            }
        }

        FocusRing {
            anchors.margins: 1
            radius: 0
            visible: list.activeFocus
        }
    }

    LogDetails {
        id: details

        anchors.bottom: parent.bottom
        width: parent.width
        // Where there is little room, the list comes first.
        height: Math.round(Math.max(96 * Theme.textScale,
                                    Math.min(226 * Theme.textScale, panel.height - head.height - 12 * list.rowHeight)))
        log: panel.log
    }
}
