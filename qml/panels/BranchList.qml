// SPDX-License-Identifier: MIT
pragma ComponentBehavior: Bound

import QtQuick

import Coroscope.App
import Coroscope.Components
import Coroscope.Theme

/*! The runs that part from each other, as a tree; the current one is marked. Takes no room as long as nobody has branched. */
Column {
    id: list

    required property Branching branching

    visible: rows.count > 0
    height: visible ? implicitHeight : 0
    spacing: 4

    SectionTitle {
        text: "Branches"
    }

    PickList {
        id: rows

        objectName: "branchList"
        width: parent.width
        label: "Branches"
        model: list.branching.rows
        onPicked: index => list.branching.goTo(index)
        Keys.onDeletePressed: list.branching.remove(currentIndex)

        delegate: PickRow {
            id: row

            required property string what
            required property string from
            required property int depth
            required property bool current
            required property bool removable

            objectName: "branch." + index
            said: (from === "" ? what : "from " + from + ": " + what) + (current ? ", the current one" : "")
            tip: current ? "The run that is shown" : removable ? "Go to this branch; Delete forgets it" : "Go to this branch"
            height: words.height + 8

            Rectangle {
                id: dot

                x: row.inset + row.depth * 14
                y: 4 + Math.round((Theme.small * 1.3 - height) / 2)
                width: Math.round(10 * Theme.textScale)
                height: width
                radius: width / 2
                color: row.current ? Theme.accent : "transparent"
                border.color: row.current ? Theme.accent : Theme.textMuted
                border.width: 2
            }

            // Where it parts from the one above.
            Rectangle {
                visible: row.depth > 0
                x: dot.x - 14 + dot.width / 2
                anchors.verticalCenter: dot.verticalCenter
                width: 14 - dot.width / 2
                height: 1.5
                color: Theme.textMuted
            }

            AppText {
                id: words

                anchors.left: dot.right
                anchors.leftMargin: 8
                y: 4
                width: row.width - x - row.inset - (away.visible ? away.width : 0)
                text: row.from === "" ? row.what : row.from + " · " + row.what
                font.pixelSize: Theme.small
                font.weight: row.current ? Font.DemiBold : Font.Normal
                wrapMode: Text.WordWrap
                elide: Text.ElideNone
            }

            IconButton {
                id: away

                objectName: "branch." + row.index + ".away"
                visible: row.removable && (row.hovered || row.focused)
                anchors.right: parent.right
                anchors.verticalCenter: parent.verticalCenter
                diameter: Math.round(22 * Theme.textScale)
                focusPolicy: Qt.NoFocus
                quiet: true
                iconName: "close"
                text: "Forget this branch"
                tip: text + " (Delete)"
                onClicked: list.branching.remove(row.index)
            }
        }
    }
}
