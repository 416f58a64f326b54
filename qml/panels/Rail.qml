// SPDX-License-Identifier: MIT
pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Templates as T

import Coroscope.App
import Coroscope.Components
import Coroscope.Theme

/*! The left-hand rail: the patterns, the service and the practices. One stop for Tab; the arrow keys walk it. */
SidePanel {
    id: rail

    required property Catalogue catalogue
    /*! Only icons. */
    property bool folded: false
    readonly property int foldedWidth: Theme.controlHeight + 26
    readonly property int openWidth: Math.round(252 * Theme.textScale)

    required property Learning learning
    /*! The lessons are shown. */
    property bool learns: false
    /*! By pattern, as far as its lesson has been begun; see Learning. */
    readonly property var progress: filled ? learning.progress : ({})
    /*! Null where there are no scenarios. */
    property Document document: null
    /*! Whether it shows anything: a window that opens makes its entries with its second frame. */
    property bool filled: true

    signal foldAsked()
    /*! The pattern with this id is requested. */
    signal patternAsked(id: string)
    signal openAsked()
    /*! The lessons are to be shown. */
    signal learnAsked()
    signal saveAsked()
    signal fileAsked(file: string)

    atLeft: true

    onFilledChanged: scenarios.fill()
    Component.onCompleted: scenarios.fill()

    Accessible.role: Accessible.Pane
    Accessible.name: "Patterns"

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

    RailLearn {
        id: learn

        anchors {
            top: foldButton.bottom
            topMargin: Theme.padding
            left: parent.left
            right: parent.right
            leftMargin: 12
            rightMargin: 12
        }
        learning: rail.learning
        folded: rail.folded
        current: rail.learns
        onClicked: rail.learnAsked()
    }

    // Not a list view: that creates the current entry first, and a screen reader would read it first.
    Flickable {
        id: list

        /*! Where the arrow keys have got to; −1: not in use. */
        property int walked: -1
        readonly property int tabStop: walked >= 0 ? walked : rail.catalogue.current

        function walk(step: int): void {
            const next = Math.max(0, Math.min(entries.count - 1, tabStop + step));
            walked = next;
            reveal(next);
        }

        function reveal(index: int): void {
            if (index < 0 || index >= entries.count || column.children.length <= entries.count)
                return; // they are being created
            const row = entries.itemAt(index);
            contentY = Math.max(0, Math.min(Math.max(row.y + row.height - height, contentY), row.y));
        }

        onHeightChanged: revealing.restart()
        onContentHeightChanged: revealing.restart()

        objectName: "patternList"
        anchors {
            top: learn.bottom
            bottom: scenarios.top
            left: parent.left
            right: parent.right
            leftMargin: 12
            rightMargin: 12
        }
        contentWidth: width
        contentHeight: column.height
        clip: contentHeight > height
        boundsBehavior: Flickable.StopAtBounds
        T.ScrollBar.vertical: ThinScrollBar {}

        Accessible.role: Accessible.List
        Accessible.name: "Patterns"

        Keys.onUpPressed: walk(-1)
        Keys.onDownPressed: walk(1)

        Connections {
            target: rail.catalogue

            function onCurrentChanged(): void {
                revealing.restart();
            }
        }

        // Scrolls the current pattern into view, once all entries have their places.
        Timer {
            id: revealing

            interval: 0
            onTriggered: list.reveal(rail.catalogue.current)
        }

        Column {
            id: column

            width: list.width

            Repeater {
                id: entries

                model: rail.filled ? rail.catalogue.patterns : null

                Entry {}
            }
        }
    }

    component Entry: Column {
        id: entry

        required property int index
        required property string patternId
        required property string title
        required property string icon
        /*! Shown above it, if it is the first of its kind. */
        required property string heading
        required property var model
        readonly property bool wanted: index === list.walked

        width: list.width
        onWantedChanged: {
            if (wanted)
                button.forceActiveFocus(Qt.TabFocusReason);
        }

        Item {
            visible: entry.heading !== ""
            width: parent.width
            height: rail.folded ? 12 : Math.round(34 * Theme.textScale)

            SectionTitle {
                visible: !rail.folded
                x: 16
                y: parent.height - height - 8
                text: entry.heading
            }
        }

        T.AbstractButton {
            id: button

            readonly property bool current: entry.model.current
            /*! How far its lesson has been gone through; undefined where it has not been begun. */
            readonly property var progress: rail.progress[entry.patternId]
            readonly property int accessibleRole: Accessible.ListItem

            objectName: "pattern." + entry.patternId
            width: parent.width
            // A click between two goes to one of them.
            implicitHeight: Math.round(38 * Theme.textScale) + 2
            topInset: 1
            bottomInset: 1
            focusPolicy: entry.index === list.tabStop || activeFocus ? Qt.TabFocus : Qt.NoFocus
            hoverEnabled: true
            text: entry.title

            Accessible.role: accessibleRole
            Accessible.name: entry.title
            Accessible.description: progress?.text ?? ""
            Accessible.selected: current
            Accessible.onPressAction: clicked()
            Keys.onReturnPressed: clicked()
            Keys.onEnterPressed: clicked()

            onClicked: rail.patternAsked(entry.patternId)
            onActiveFocusChanged: {
                if (activeFocus)
                    list.walked = entry.index;
                else if (list.walked === entry.index)
                    list.walked = -1;
            }

            AppIcon {
                id: sign

                anchors.verticalCenter: parent.verticalCenter
                x: rail.folded ? Math.round((parent.width - width) / 2) : 16
                name: entry.icon
                color: button.current ? Theme.accent : Theme.textMuted
                size: Math.round(20 * Theme.textScale)
            }

            AppText {
                visible: !rail.folded
                anchors.verticalCenter: parent.verticalCenter
                x: sign.x + sign.width + 14
                width: parent.width - x - (button.progress ? Math.round(28 * Theme.textScale) : 6)
                text: entry.title
                font.weight: button.current ? Font.DemiBold : Font.Medium
                color: button.current ? Theme.text : Theme.textMuted
            }

            // Beside its name; of the folded rail, at the corner of its icon that the scroll bar leaves free.
            Repeater {
                model: button.progress ? 1 : 0

                LessonRing {
                    objectName: "progress." + entry.patternId
                    x: rail.folded ? sign.x - 5 : button.width - width - 10
                    y: rail.folded ? sign.y + sign.height - height + 4 : Math.round((button.height - height) / 2)
                    width: rail.folded ? Math.round(11 * Theme.textScale) : implicitWidth
                    height: width
                    backed: rail.folded
                    share: button.progress?.share ?? 0
                    done: button.progress?.done ?? false
                }
            }

            background: Rectangle {
                radius: 6
                color: button.current || button.hovered ? Theme.accentSoft : "transparent"

                Rectangle {
                    visible: button.current
                    width: 3
                    height: parent.height
                    radius: 1.5
                    color: Theme.accent
                }
            }

            // Within it: the list cuts off what stands out.
            FocusRing {
                anchors.margins: 1
                radius: 6
                visible: button.activeFocus
            }

            Tip {
                readonly property string progress: button.progress?.text ?? ""

                text: !rail.folded ? progress : progress === "" ? entry.title : entry.title + ". " + progress
                wanted: text !== "" && button.hovered
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
