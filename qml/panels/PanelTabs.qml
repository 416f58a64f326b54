// SPDX-License-Identifier: MIT
pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Templates as T

import Coroscope.Components
import Coroscope.Theme

/*! The tabs of the panel, as its heading. One stop for Tab, arrow keys choose. */
T.Control {
    id: control

    /*! In their order; what a tip says names the key, the row of KeyTable with the tab's name. */
    readonly property var tabs: [
        { name: "learn", title: "Learn", tip: "Lessons, exercises and challenges" },
        { name: "tune", title: "Tune", tip: "" },
        { name: "code", title: "Code", tip: "The code that runs" },
        { name: "inspect", title: "Inspect", tip: "What is selected, and why it waits" },
        { name: "log", title: "Log", tip: "What has happened, event by event" }
    ]
    /*! The name of one. */
    property string tab: "tune"
    /*! Of that one. */
    readonly property string title: tabs.find(one => one.name === tab).title

    signal chosen(tab: string)

    /*! Pixels that there are for all of them. */
    property real room: 10000
    readonly property int size: Math.round(Theme.body * 1.1)
    readonly property real words: tabs.reduce((sum, one) => sum + Math.ceil(metrics.advanceWidth(one.title)) + 1, 0)
    /*! On both sides of a word; where even the least is too much, the words are smaller. */
    readonly property int pad: Math.max(6, Math.min(10, Math.floor((room - words) / tabs.length / 2)))
    readonly property int fittingSize: Math.floor(size * Math.min(1, (room - 12 * tabs.length) / words))

    FontMetrics {
        id: metrics

        font.family: Theme.family
        font.pixelSize: control.size
        font.weight: Font.DemiBold
    }

    implicitWidth: row.width
    focusPolicy: Qt.TabFocus

    readonly property int accessibleRole: Accessible.PageTabList

    Accessible.role: accessibleRole
    Accessible.name: "What the panel shows"

    function go(step: int): void {
        const at = tabs.findIndex(one => one.name === tab) + step;
        if (at >= 0 && at < tabs.length)
            chosen(tabs[at].name);
    }

    Keys.onLeftPressed: go(-1)
    Keys.onRightPressed: go(1)

    Row {
        id: row

        height: parent.height

        Repeater {
            model: control.tabs

            T.AbstractButton {
                id: button

                required property var modelData
                readonly property string name: modelData.name
                readonly property bool current: control.tab === name
                readonly property int accessibleRole: Accessible.PageTab

                objectName: "panelTab." + name
                width: Math.ceil(title.implicitWidth) + 2 * control.pad
                height: row.height
                focusPolicy: Qt.NoFocus
                hoverEnabled: true
                text: modelData.title

                Accessible.role: accessibleRole
                Accessible.name: text
                Accessible.selected: current
                Accessible.onPressAction: button.clicked()

                onClicked: control.chosen(name)

                AppText {
                    id: title

                    anchors.centerIn: parent
                    text: button.text
                    color: button.current || button.hovered ? Theme.text : Theme.textMuted
                    font.pixelSize: control.fittingSize
                    font.weight: Font.DemiBold
                }

                Rectangle {
                    visible: button.current
                    x: control.pad
                    anchors.bottom: parent.bottom
                    width: parent.width - 2 * control.pad
                    height: 3
                    radius: 1.5
                    color: Theme.accent
                }

                FocusRing {
                    anchors.margins: 8
                    visible: button.current && control.visualFocus
                }

                Tip {
                    below: true
                    text: button.modelData.tip === "" ? "" : button.modelData.tip + " (" + KeyTable.row(button.name).shown + ")"
                    wanted: text !== "" && button.hovered
                }
            }
        }
    }
}
