// SPDX-License-Identifier: MIT
pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Templates as T

import Coroscope.App
import Coroscope.Components
import Coroscope.Theme

/*! Below the log: the selected event in full, what caused it and what it led to, to go there. */
Item {
    id: details

    required property EventLog log

    function reveal(item: Item): void {
        const top = item.mapToItem(body, 0, 0).y;
        scroller.contentY = Math.max(0, Math.min(Math.max(top + item.height - scroller.height, scroller.contentY), top));
    }

    Accessible.role: Accessible.Grouping
    Accessible.name: "Why it happened"

    Rectangle {
        width: parent.width
        height: Theme.outline
        color: Theme.divider
    }

    AppText {
        visible: !details.log.hasSelected
        x: Theme.narrowMargin
        y: Theme.padding
        width: parent.width - 2 * x
        text: "Pause, or click an event, to see here what caused it and what it led to."
        color: Theme.textMuted
        font.pixelSize: Theme.small
        wrapMode: Text.Wrap
        elide: Text.ElideNone
    }

    Flickable {
        id: scroller

        objectName: "logDetails"
        visible: details.log.hasSelected
        anchors.fill: parent
        anchors.topMargin: Theme.outline
        contentWidth: width
        contentHeight: body.height
        clip: contentHeight > height
        boundsBehavior: Flickable.StopAtBounds
        T.ScrollBar.vertical: ThinScrollBar {
            focusPolicy: Qt.NoFocus
            Accessible.name: "Why it happened"
        }

        Column {
            id: body

            x: Theme.narrowMargin
            width: scroller.width - 2 * x
            topPadding: Theme.padding - 2
            bottomPadding: Theme.padding
            spacing: 3

            AppText {
                objectName: "logSelected"
                width: parent.width
                bottomPadding: 4
                text: details.log.selectedText
                font.pixelSize: Theme.body
                font.weight: Font.DemiBold
                wrapMode: Text.Wrap
                elide: Text.ElideNone
                Accessible.role: Accessible.StaticText
                Accessible.name: details.log.selectedTime + ": " + text
            }

            Flow {
                width: parent.width
                bottomPadding: 4
                spacing: 6

                AppButton {
                    objectName: "logOnlyTask"
                    visible: text !== ""
                    implicitHeight: Theme.smallControlHeight
                    leftPadding: 10
                    rightPadding: 10
                    text: details.log.onlyTaskText
                    tip: "Shows only the events of this task"
                    onClicked: details.log.showOnlyTask()
                    onActiveFocusChanged: {
                        if (activeFocus)
                            details.reveal(this);
                    }
                }

                AppButton {
                    objectName: "logOnlyItem"
                    visible: text !== ""
                    implicitHeight: Theme.smallControlHeight
                    leftPadding: 10
                    rightPadding: 10
                    text: details.log.onlyItemText
                    tip: "Shows only the events of this item"
                    onClicked: details.log.showOnlyItem()
                    onActiveFocusChanged: {
                        if (activeFocus)
                            details.reveal(this);
                    }
                }
            }

            AppText {
                visible: details.log.waits.length > 0
                width: parent.width
                text: "What it waited for"
                color: Theme.textMuted
                font.pixelSize: Theme.small
            }

            Repeater {
                model: details.log.waits

                AppText {
                    required property int index
                    required property string modelData

                    objectName: "logWait." + index
                    width: body.width
                    leftPadding: 8
                    text: modelData
                    font.pixelSize: Theme.small
                    wrapMode: Text.Wrap
                    elide: Text.ElideNone
                    Accessible.role: Accessible.StaticText
                    Accessible.name: text
                }
            }

            AppText {
                visible: ends.count > 0
                width: parent.width
                topPadding: details.log.waits.length > 0 ? 5 : 0
                text: details.log.outcomeTitle
                color: Theme.textMuted
                font.pixelSize: Theme.small
            }

            Repeater {
                id: ends

                model: details.log.outcome

                LogLink {
                    objectName: "logOutcome." + line
                    width: body.width
                    onClicked: details.log.goTo(number)
                    onFocusReached: details.reveal(this)
                }
            }

            AppText {
                width: parent.width
                topPadding: ends.count > 0 ? 5 : 0
                text: causes.count === 0 ? "It has no known cause."
                      : details.log.isWait ? "How it came to this" : "Caused by"
                color: Theme.textMuted
                font.pixelSize: Theme.small
            }

            Repeater {
                id: causes

                model: details.log.causes

                LogLink {
                    objectName: "logCause." + line
                    width: body.width
                    onClicked: details.log.goTo(number)
                    onFocusReached: details.reveal(this)
                }
            }

            AppText {
                width: parent.width
                topPadding: 5
                visible: text !== ""
                text: effects.count > 0 ? "Led to" : ends.count > 0 ? "" : "It has led to nothing so far."
                color: Theme.textMuted
                font.pixelSize: Theme.small
            }

            Repeater {
                id: effects

                model: details.log.effects

                LogLink {
                    objectName: "logEffect." + line
                    width: body.width
                    onClicked: details.log.goTo(number)
                    onFocusReached: details.reveal(this)
                }
            }

            AppText {
                objectName: "logMoreEffects"
                visible: text !== ""
                width: parent.width
                leftPadding: 2
                text: details.log.moreEffectsText
                color: Theme.textMuted
                font.pixelSize: Theme.small
            }
        }
    }
}
