// SPDX-License-Identifier: MIT
pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Templates as T

import Coroscope.Components
import Coroscope.Theme

/*! The tabs of the panel, as its heading. One stop for Tab, arrow keys choose. */
T.Control {
    id: tabs

    readonly property list<string> names: ["tune", "code"]
    readonly property list<string> titles: ["Tune", "Code"]
    /*! One of \l names. */
    property string tab: "tune"

    signal chosen(tab: string)

    implicitWidth: row.width
    focusPolicy: Qt.TabFocus

    readonly property int accessibleRole: Accessible.PageTabList

    Accessible.role: accessibleRole
    Accessible.name: "What the panel shows"

    function go(step: int): void {
        const at = names.indexOf(tab) + step;
        if (at >= 0 && at < names.length)
            chosen(names[at]);
    }

    Keys.onLeftPressed: go(-1)
    Keys.onRightPressed: go(1)

    Row {
        id: row

        height: parent.height

        Repeater {
            model: tabs.titles

            T.AbstractButton {
                id: button

                required property int index
                required property string modelData
                readonly property string name: tabs.names[index]
                readonly property bool current: tabs.tab === name
                readonly property int accessibleRole: Accessible.PageTab

                objectName: "panelTab." + name
                width: Math.ceil(title.implicitWidth) + 20
                height: row.height
                focusPolicy: Qt.NoFocus
                hoverEnabled: true
                text: modelData

                Accessible.role: accessibleRole
                Accessible.name: text
                Accessible.selected: current
                Accessible.onPressAction: button.clicked()

                onClicked: tabs.chosen(name)

                AppText {
                    id: title

                    anchors.centerIn: parent
                    text: button.text
                    color: button.current || button.hovered ? Theme.text : Theme.textMuted
                    font.pixelSize: Math.round(Theme.body * 1.1)
                    font.weight: Font.DemiBold
                }

                Rectangle {
                    visible: button.current
                    x: 10
                    anchors.bottom: parent.bottom
                    width: parent.width - 20
                    height: 3
                    radius: 1.5
                    color: Theme.accent
                }

                FocusRing {
                    anchors.margins: 8
                    visible: button.current && tabs.visualFocus
                }

                Tip {
                    below: true
                    text: button.name === "code" ? "The code that runs (" + KeyTable.row("code").shown + ")" : ""
                    wanted: text !== "" && button.hovered
                }
            }
        }
    }
}
