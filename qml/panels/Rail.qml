// SPDX-License-Identifier: MIT
pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Templates as T

import Coroscope.App
import Coroscope.Components
import Coroscope.Theme

/*! The left-hand rail: the patterns, the service and the practices there are. One stop for Tab; the arrow keys walk it. */
Rectangle {
    id: rail

    required property Simulation simulation
    /*! Only icons. */
    property bool folded: false
    readonly property int foldedWidth: Theme.controlHeight + 26
    readonly property int openWidth: Math.round(252 * Theme.textScale)

    /*! Null where there are no scenarios. */
    property Document document: null
    /*! Whether it shows the scenarios: a window that opens makes them with its second frame. */
    property bool filled: true

    signal foldAsked()
    /*! The pattern with this id is to be shown. */
    signal patternAsked(id: string)
    signal openAsked()
    signal saveAsked()
    signal fileAsked(file: string)

    color: Theme.surface

    onFilledChanged: scenarios.fill()
    Component.onCompleted: scenarios.fill()

    Accessible.role: Accessible.Pane
    Accessible.name: "Patterns"

    Rectangle {
        anchors.right: parent.right
        width: Theme.outline
        height: parent.height
        color: Theme.divider
    }

    AppText {
        visible: !rail.folded
        x: 28
        anchors.verticalCenter: foldButton.verticalCenter
        text: "Coroscope"
        font.pixelSize: Math.round(20 * Theme.textScale)
        font.weight: Font.Bold
        Accessible.role: Accessible.Heading
        Accessible.name: text
    }

    IconButton {
        id: foldButton

        objectName: "foldRailButton"
        y: 16
        x: rail.folded ? Math.round((rail.width - width) / 2) : rail.width - width - 10
        quiet: true
        iconName: rail.folded ? "chevron-right" : "chevron-left"
        text: rail.folded ? "Unfold the list of patterns" : "Fold the list of patterns"
        tip: text + " (" + KeyTable.row("rail").shown + ")"
        onClicked: rail.foldAsked()
    }

    ListView {
        id: list

        objectName: "patternList"
        anchors {
            top: foldButton.bottom
            topMargin: Theme.padding
            bottom: scenarios.top
            left: parent.left
            right: parent.right
            leftMargin: 12
            rightMargin: 12
        }
        model: rail.simulation.patterns
        spacing: 2
        clip: contentHeight > height
        boundsBehavior: Flickable.StopAtBounds
        activeFocusOnTab: true
        keyNavigationEnabled: true
        highlightFollowsCurrentItem: false
        currentIndex: rail.simulation.patternRow

        Accessible.role: Accessible.List
        Accessible.name: "Patterns"

        delegate: T.AbstractButton {
            id: entry

            required property string patternId
            required property string title
            required property var model
            readonly property bool current: model.current
            readonly property bool ringed: ListView.isCurrentItem && list.activeFocus
            /*! The heading above it, where it is the first of its kind. */
            readonly property string heading: model.heading
            readonly property int headingHeight: heading === "" ? 0 : rail.folded ? 12 : Math.round(34 * Theme.textScale)

            objectName: "pattern." + patternId
            width: list.width
            implicitHeight: Math.round(38 * Theme.textScale) + headingHeight
            topInset: headingHeight
            focusPolicy: Qt.NoFocus
            hoverEnabled: true
            text: title

            Accessible.role: Accessible.ListItem
            Accessible.name: title
            Accessible.selectable: true
            Accessible.selected: current
            Accessible.onPressAction: entry.clicked()
            Keys.onReturnPressed: clicked()
            Keys.onEnterPressed: clicked()

            onClicked: rail.patternAsked(patternId)

            SectionTitle {
                visible: text !== "" && !rail.folded
                x: 16
                y: entry.headingHeight - height - 8
                text: entry.heading
            }

            Item {
                anchors.fill: parent
                anchors.topMargin: entry.headingHeight

                AppIcon {
                    id: sign

                    anchors.verticalCenter: parent.verticalCenter
                    x: rail.folded ? Math.round((parent.width - width) / 2) : 16
                    name: entry.model.icon
                    color: entry.current ? Theme.accent : Theme.textMuted
                    size: Math.round(20 * Theme.textScale)
                }

                AppText {
                    visible: !rail.folded
                    anchors.verticalCenter: parent.verticalCenter
                    x: sign.x + sign.width + 14
                    width: parent.width - x - 6
                    text: entry.title
                    font.weight: entry.current ? Font.DemiBold : Font.Medium
                    color: entry.current ? Theme.text : Theme.textMuted
                }
            }

            background: Rectangle {
                radius: 6
                color: entry.current || entry.hovered ? Theme.accentSoft : "transparent"

                Rectangle {
                    visible: entry.current
                    width: 3
                    height: parent.height
                    radius: 1.5
                    color: Theme.accent
                }
            }

            FocusRing {
                anchors.topMargin: entry.headingHeight - 3
                visible: entry.ringed
            }

            Tip {
                text: rail.folded ? entry.title : ""
                wanted: entry.hovered
            }
        }
    }

    Item {
        id: scenarios

        property ScenarioList made: null

        function fill(): void {
            if (!made && rail.filled && rail.document)
                made = scenariosMaker.createObject(scenarios) as ScenarioList;
        }

        anchors {
            bottom: parent.bottom
            left: parent.left
            right: parent.right
            leftMargin: 12
            rightMargin: 12
        }
        height: made ? made.implicitHeight : 0
    }

    Component {
        id: scenariosMaker

        ScenarioList {
            width: scenarios.width
            document: rail.document
            folded: rail.folded
            onOpenAsked: rail.openAsked()
            onSaveAsked: rail.saveAsked()
            onFileAsked: file => rail.fileAsked(file)
        }
    }
}
