// SPDX-License-Identifier: MIT
pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Templates as T

import Coroscope.App
import Coroscope.Components
import Coroscope.Theme

/*! All about what is selected; where nothing is, where the time of the run goes. */
Flickable {
    id: panel

    required property Inspector inspector
    required property Selection selection
    /*! Which run that is, "A" or "B", where two are beside each other. */
    property string letter: ""
    readonly property int inset: Theme.margin

    /*! The selected task's line is to be shown in the code. */
    signal codeAsked()
    /*! Action number \a action is requested, at the task with this index of its group. */
    signal actionAsked(action: int, index: int)
    /*! It is to stay, with nothing selected. */
    signal wholeAsked()

    /*! Gives the keyboard to what is said. */
    function takeKeys(): void {
        (inspector.any ? why : slowItem).forceActiveFocus(Qt.ShortcutFocusReason);
    }

    /*! The inspector that is being looked at. */
    property Inspector looked: null

    function look(): void {
        if (looked && looked !== inspector)
            looked.active = false;
        looked = inspector;
        if (looked)
            looked.active = visible;
    }

    onInspectorChanged: look()
    onVisibleChanged: look()
    Component.onCompleted: look()
    Component.onDestruction: {
        if (looked)
            looked.active = false;
    }

    contentWidth: width
    contentHeight: body.height
    boundsBehavior: Flickable.StopAtBounds
    clip: true
    T.ScrollBar.vertical: ThinScrollBar {
        objectName: "inspectScrollBar"
        focusPolicy: Qt.NoFocus
        Accessible.name: "Inspector"
    }

    /*! What the keyboard focus reaches must be in sight. */
    readonly property Item focused: Window.activeFocusItem
    onFocusedChanged: {
        for (let ancestor = focused; ancestor; ancestor = ancestor.parent) {
            if (ancestor !== body)
                continue;
            const top = focused.mapToItem(body, 0, 0).y - 24;
            const bottom = top + focused.height + 36;
            if (top < contentY)
                contentY = Math.max(0, top);
            else if (bottom > contentY + height)
                contentY = Math.max(0, Math.min(contentHeight - height, bottom - height));
            return;
        }
    }

    Column {
        id: body

        x: panel.inset
        width: panel.width - 2 * panel.inset
        topPadding: Theme.padding
        bottomPadding: Theme.margin
        spacing: Theme.padding

        Item {
            width: parent.width
            height: Math.max(name.height, clear.height)

            StateSwatch {
                id: swatch

                visible: look !== ""
                anchors.verticalCenter: parent.verticalCenter
                width: visible ? Math.round(22 * Theme.textScale) : 0
                height: width
                look: panel.inspector.look
            }

            AppText {
                id: name

                objectName: "inspectName"
                anchors.left: swatch.right
                anchors.leftMargin: swatch.visible ? 10 : 0
                anchors.right: clear.left
                anchors.verticalCenter: parent.verticalCenter
                text: panel.inspector.any ? panel.inspector.name : "Nothing is selected"
                font.pixelSize: Theme.headline
                font.weight: Font.DemiBold
                Accessible.role: Accessible.Heading
                Accessible.name: text
            }

            IconButton {
                id: clear

                objectName: "inspectClear"
                anchors.right: parent.right
                anchors.verticalCenter: parent.verticalCenter
                visible: panel.inspector.any
                quiet: true
                iconName: "close"
                text: "Clear the selection"
                tip: text + " (Esc)"
                onClicked: panel.selection.clear()
            }
        }

        AppText {
            objectName: "inspectRun"
            visible: text !== ""
            width: parent.width
            text: panel.letter === "" ? "" : panel.inspector.any ? "In run " + panel.letter : "These are the numbers of run " + panel.letter
            color: Theme.textMuted
            font.pixelSize: Theme.small
        }

        AppText {
            objectName: "inspectState"
            visible: text !== ""
            width: parent.width
            text: panel.inspector.any ? panel.inspector.state
                                      : "Click a task, a channel, one of the " + panel.inspector.things + ", the name of a lane or a mark on the timeline to see here what it does, why it waits, and what happened to it."
            color: panel.inspector.any ? Theme.text : Theme.textMuted
            wrapMode: Text.WordWrap
            elide: Text.ElideNone
        }

        Flow {
            visible: deeds.count > 0
            width: parent.width
            spacing: 6

            Repeater {
                id: deeds

                model: panel.inspector.doable

                AppButton {
                    required property var modelData

                    objectName: "inspectDo." + modelData.action
                    enabled: modelData.reason === ""
                    text: modelData.label
                    tip: modelData.reason === "" ? modelData.effect : modelData.reason
                    onClicked: panel.actionAsked(modelData.action, modelData.index)
                }
            }
        }

        Column {
            visible: why.count > 0
            width: parent.width
            spacing: 4

            SectionTitle {
                objectName: "whyTitle"
                text: panel.inspector.whyTitle
            }

            PickList {
                id: why

                objectName: "whyList"
                width: parent.width
                label: panel.inspector.whyTitle
                model: panel.inspector.why
                onPicked: index => panel.inspector.goToWhy(index)
                delegate: WhyStep {}
            }
        }

        Column {
            visible: panel.inspector.codePlace !== ""
            width: parent.width
            spacing: 4

            SectionTitle {
                objectName: "codeTitle"
                text: panel.inspector.codeTitle
            }

            PickList {
                width: parent.width
                label: panel.inspector.codeTitle
                model: 1
                onPicked: panel.codeAsked()
                delegate: PickRow {
                    objectName: "inspectCode"
                    said: panel.inspector.codeText + ", " + panel.inspector.codePlace
                    tip: "Show it in the code (" + KeyTable.row("code").shown + ")"
                    height: lineOfCode.height + place.height + 10

                    Text {
                        id: lineOfCode

                        x: parent.inset
                        y: 5
                        width: parent.width - 2 * parent.inset
                        text: panel.inspector.codeText
                        textFormat: Text.PlainText
                        renderType: Text.NativeRendering
                        color: Theme.text
                        font.family: Theme.monoFamily
                        font.pixelSize: Theme.code
                        font.preferShaping: false
                        wrapMode: Text.Wrap
                    }

                    AppText {
                        id: place

                        x: parent.inset
                        anchors.top: lineOfCode.bottom
                        width: lineOfCode.width
                        text: panel.inspector.codePlace
                        color: Theme.textMuted
                        font.pixelSize: Theme.tiny
                        wrapMode: Text.Wrap
                        elide: Text.ElideNone
                    }
                }
            }
        }

        PickList {
            objectName: "factList"
            width: parent.width
            label: "Facts"
            model: panel.inspector.facts
            onPicked: index => panel.inspector.goToFact(index)
            delegate: FactLine {}
        }

        EventReasons {
            visible: panel.inspector.hasHappened
            width: parent.width
            inspector: panel.inspector
        }

        Column {
            visible: panel.inspector.sharesTitle !== ""
            width: parent.width
            spacing: 6

            SectionTitle {
                width: parent.width
                text: panel.inspector.sharesTitle
            }

            PartsBar {
                width: parent.width
                parts: panel.inspector.shares
                said: panel.inspector.sharesTitle
            }

            PartRows {
                width: parent.width
                parts: panel.inspector.shares
            }
        }

        AppText {
            objectName: "studyProgress"
            visible: text !== ""
            width: parent.width
            text: panel.inspector.progress
            color: Theme.textMuted
            font.pixelSize: Theme.small
            wrapMode: Text.WordWrap
            elide: Text.ElideNone
        }

        Column {
            id: parts

            readonly property bool both: panel.inspector.meanText !== ""

            visible: panel.inspector.partsTitle !== ""
            width: parent.width
            spacing: 6

            SectionTitle {
                objectName: "partsTitle"
                width: parent.width
                text: panel.inspector.partsTitle
                wrapMode: Text.Wrap
                elide: Text.ElideNone
            }

            AppText {
                visible: parts.both
                text: "Mean " + panel.inspector.meanText
                font.pixelSize: Theme.small
                font.weight: Font.DemiBold
            }

            PartsBar {
                objectName: "partsBar"
                width: parent.width
                parts: panel.inspector.parts
                said: panel.inspector.partsTitle
            }

            AppText {
                visible: parts.both && panel.inspector.slowText !== ""
                text: "p99 " + panel.inspector.slowText
                font.pixelSize: Theme.small
                font.weight: Font.DemiBold
            }

            PartsBar {
                visible: parts.both && panel.inspector.slowText !== ""
                width: parent.width
                parts: panel.inspector.parts
                slow: true
                said: "p99 " + panel.inspector.slowText
            }

            PickList {
                id: slowItem

                width: parent.width
                label: "Which of the " + panel.inspector.things + " took as long as p99"
                model: panel.inspector.slowItem === "" ? 0 : 1
                onPicked: panel.inspector.goToSlowItem()
                delegate: PickRow {
                    objectName: "slowItem"
                    said: slowText.text
                    height: slowText.height + 6

                    AppText {
                        id: slowText

                        x: parent.inset
                        y: 3
                        text: "That was " + panel.inspector.slowItem
                        color: Theme.accent
                        font.pixelSize: Theme.small
                    }
                }
            }

            PartRows {
                width: parent.width
                both: parts.both && panel.inspector.slowText !== ""
                times: !both || width > 420 * Theme.textScale
                parts: panel.inspector.parts
            }
        }

        Column {
            visible: panel.inspector.pathTitle !== ""
            width: parent.width
            spacing: 6

            SectionTitle {
                width: parent.width
                text: panel.inspector.pathTitle
                wrapMode: Text.Wrap
                elide: Text.ElideNone
            }

            PartsBar {
                width: parent.width
                parts: panel.inspector.path
                said: panel.inspector.pathTitle
            }

            PartRows {
                width: parent.width
                parts: panel.inspector.path
            }
        }

        // What is told of the run as a whole is found from here, too.
        PickList {
            width: parent.width
            label: "The run as a whole"
            model: panel.inspector.any ? 1 : 0
            onPicked: panel.wholeAsked()
            delegate: PickRow {
                objectName: "inspectWhole"
                said: wholeText.text
                tip: "Clears the selection, and shows it (Esc)"
                height: wholeText.height + 8

                AppText {
                    id: wholeText

                    x: parent.inset
                    y: 4
                    text: "Where the time of all " + panel.inspector.things + " went ▸"
                    color: Theme.accent
                    font.pixelSize: Theme.small
                }
            }
        }

        Column {
            visible: events.count > 0
            width: parent.width
            spacing: 4

            SectionTitle {
                text: panel.inspector.eventsTitle
            }

            PickList {
                id: events

                objectName: "lastEvents"
                width: parent.width
                label: panel.inspector.eventsTitle
                model: panel.inspector.events
                onPicked: index => panel.inspector.goToEvent(index)
                delegate: EventLine {}
            }
        }
    }
}
