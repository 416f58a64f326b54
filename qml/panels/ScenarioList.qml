// SPDX-License-Identifier: MIT
pragma ComponentBehavior: Bound

import QtQuick

import Coroscope.App
import Coroscope.Components
import Coroscope.Theme

/*! The lower part of the rail: the scenario that is shown, and recent ones. */
Column {
    id: scenarios

    /*! Null where there are no scenarios. */
    required property Document document
    property bool folded: false

    signal openAsked()
    signal saveAsked()
    signal fileAsked(file: string)

    spacing: 4

    Rectangle {
        width: parent.width
        height: Theme.outline
        color: Theme.divider
    }

    Item {
        width: parent.width
        height: Math.round(40 * Theme.textScale)

        SectionTitle {
            visible: !scenarios.folded
            x: 16
            anchors.verticalCenter: parent.verticalCenter
            text: "My scenarios"
        }

        Row {
            anchors.right: parent.right
            anchors.rightMargin: scenarios.folded ? Math.round((parent.width - openButton.width) / 2) : 4
            anchors.verticalCenter: parent.verticalCenter

            IconButton {
                id: openButton

                objectName: "openButton"
                quiet: true
                iconName: "open"
                text: "Open a scenario"
                tip: KeyTable.tip("open")
                onClicked: scenarios.openAsked()
            }

            IconButton {
                objectName: "saveButton"
                visible: !scenarios.folded
                quiet: true
                iconName: "save"
                text: "Save as a scenario"
                tip: KeyTable.tip("save")
                onClicked: scenarios.saveAsked()
            }
        }
    }

    /*! The name of a file, for people. */
    function shortName(file: string): string {
        return document.shown(file.slice(file.lastIndexOf("/") + 1).replace(/\.coroscope$/, ""));
    }

    // By its file, as it will be listed among the others later; its title is shown over its note in the panel.
    Item {
        readonly property string name: !scenarios.document?.named ? ""
            : scenarios.document.file !== "" ? scenarios.shortName(scenarios.document.file) : scenarios.document.name

        visible: !scenarios.folded && name !== ""
        width: parent.width
        height: Theme.controlHeight
        Accessible.role: Accessible.StaticText
        Accessible.ignored: !visible
        Accessible.name: name + (scenarios.document?.atRisk ? ", not saved" : "")

        AppText {
            objectName: "openScenario"
            x: 16
            width: parent.width - 24
            anchors.verticalCenter: parent.verticalCenter
            text: (scenarios.document?.atRisk ? "• " : "") + parent.name
            font.weight: Font.DemiBold
            elide: Text.ElideMiddle
        }
    }

    Repeater {
        model: scenarios.folded || !scenarios.document ? [] : scenarios.document.others

        AppButton {
            required property int index
            required property string modelData

            objectName: "recent." + index
            width: scenarios.width
            text: scenarios.shortName(modelData)
            tip: scenarios.document.shown(modelData)
            onClicked: scenarios.fileAsked(modelData)
        }
    }

    Item {
        width: 1
        height: 6
    }
}
