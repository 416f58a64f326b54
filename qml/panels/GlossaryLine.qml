// SPDX-License-Identifier: MIT
pragma ComponentBehavior: Bound

import QtQuick

import Coroscope.App
import Coroscope.Components
import Coroscope.Theme

/*! A term of the glossary, what it means, and what it is called where: in columns, or below each other where these would be narrow. */
Item {
    id: line

    required property int index
    required property string term
    required property string meaning
    required property var names

    required property bool inColumns
    required property real termWidth
    required property real meaningWidth
    required property real nameWidth
    required property real gap

    readonly property bool current: ListView.isCurrentItem
    readonly property int accessibleRole: Accessible.ListItem

    signal pressed()

    function said(): string {
        const parts = [term + ": " + meaning];
        for (let i = 0; i < names.length; ++i) {
            if (names[i] !== "")
                parts.push(Glossary.libraries[i] + ": " + names[i]);
        }
        return parts.join("\n");
    }

    objectName: "glossary." + term
    width: ListView.view?.width ?? 0
    height: Math.ceil(Math.max(name.implicitHeight, words.implicitHeight, columns.implicitHeight) + (inColumns ? 0 : below.height) + 18)

    Accessible.role: accessibleRole
    Accessible.name: said()
    Accessible.selected: current
    Accessible.onPressAction: line.pressed()

    Rectangle {
        anchors.fill: parent
        radius: 4
        visible: line.current
        color: Theme.accentSoft
    }

    Rectangle {
        anchors.bottom: parent.bottom
        width: parent.width
        height: Theme.outline
        color: Theme.divider
    }

    TapHandler {
        onTapped: line.pressed()
    }

    AppText {
        id: name

        x: line.gap
        y: 8
        width: line.termWidth
        text: line.term
        font.weight: Font.DemiBold
        wrapMode: Text.WordWrap
        elide: Text.ElideNone
    }

    AppText {
        id: words

        x: name.x + line.termWidth + line.gap
        y: 8
        width: line.meaningWidth
        text: line.meaning
        wrapMode: Text.WordWrap
        elide: Text.ElideNone
    }

    Row {
        id: columns

        visible: line.inColumns
        x: words.x + line.meaningWidth + line.gap
        y: 10
        spacing: line.gap

        Repeater {
            model: line.inColumns ? line.names : []

            AppText {
                required property string modelData

                width: line.nameWidth
                text: modelData
                font.family: Theme.monoFamily
                font.pixelSize: Theme.tiny
                font.preferShaping: false
                wrapMode: Text.Wrap
                elide: Text.ElideNone
            }
        }
    }

    Flow {
        id: below

        visible: !line.inColumns
        x: words.x
        y: Math.max(name.y + name.implicitHeight, words.y + words.implicitHeight) + 3
        width: line.meaningWidth
        height: visible ? implicitHeight : 0
        spacing: 3

        Repeater {
            model: line.inColumns ? [] : line.names

            Row {
                id: named

                required property string modelData
                required property int index

                visible: modelData !== ""
                rightPadding: 10
                spacing: 5

                AppText {
                    id: library

                    text: Glossary.libraries[named.index]
                    color: Theme.textMuted
                    font.pixelSize: Theme.tiny
                }

                AppText {
                    width: Math.min(implicitWidth, below.width - library.width - 20)
                    text: named.modelData
                    font.family: Theme.monoFamily
                    font.pixelSize: Theme.tiny
                    font.preferShaping: false
                    wrapMode: Text.Wrap
                    elide: Text.ElideNone
                }
            }
        }
    }
}
