// SPDX-License-Identifier: MIT
pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Templates as T

import Coroscope.App
import Coroscope.Components
import Coroscope.Theme

/*!
    Until what to run: the arrow keys choose, Tab goes on to what the choice takes, and Enter runs, from wherever the
    keyboard is; Shift+Enter runs back.
*/
ModalPopup {
    id: sheet

    required property RunUntil until

    readonly property var choices: until.choices
    readonly property var choice: choices[list.currentIndex] ?? null
    readonly property string argument: choice?.argument ?? ""
    readonly property bool ofChannel: argument === "CHANNEL"
    property int channel: 0
    /*! The lines of code there are to choose from; of one that no task has come to yet, the place is typed. */
    property var lines: []
    readonly property bool ofLine: argument === "FILE:LINE" && lines.length > 0
    property int line: 0
    property string errorText

    onErrorTextChanged: Modality.said = errorText

    /*! Opens with what was asked for last, or the first choice. */
    function ask(): void {
        const last = choices.findIndex(one => one.name === until.lastName);
        list.currentIndex = Math.max(0, last);
        propose();
        if (last >= 0 && ofChannel)
            channel = Math.min(until.channels.length - 1, Number(until.lastArgument));
        else if (last >= 0 && argument === "ITEM")
            field.text = until.lastArgument;
        else if (last >= 0 && ofLine && until.proposal("line") === "")
            line = Math.max(0, lines.findIndex(one => one.place === until.lastArgument));
        open();
    }

    /*! What the choice takes: what is likely here. */
    function propose(): void {
        errorText = "";
        channel = 0;
        lines = until.lines();
        line = Math.max(0, lines.findIndex(one => one.place === until.proposal("line")));
        field.text = until.proposal(choices[list.currentIndex]?.name ?? "");
    }

    function taken(): string {
        return ofChannel ? String(channel) : ofLine ? lines[line].place : argument === "" ? "" : field.text;
    }

    /*! Runs, on or \a back, until it happens. */
    function accept(back: bool): void {
        if (!choice)
            return;
        if (field.visible && field.text.trim() === "")
            errorText = "Enter the " + field.placeholderText + ".";
        else
            errorText = until.start(choice.name, taken(), back);
        if (errorText === "") {
            close();
        } else {
            field.forceActiveFocus(Qt.OtherFocusReason);
            field.selectAll();
        }
    }

    /*! A key held down is a single press: what has opened this does not answer it. */
    function acceptKey(event: var): void {
        if (!event.isAutoRepeat)
            accept((event.modifiers & Qt.ShiftModifier) !== 0);
    }

    parent: T.Overlay.overlay
    anchors.centerIn: parent
    width: Math.min(Math.round(420 * Theme.textScale), parent ? parent.width - 32 : 420)
    height: Math.min(heading.height + list.contentHeight + asked.height + below.height + 2 * Theme.padding
                     + topPadding + bottomPadding, parent ? parent.height - 32 : 560)
    padding: Math.round(Theme.margin * 0.75)
    closePolicy: T.Popup.CloseOnEscape | T.Popup.CloseOnPressOutside
    onOpened: list.forceActiveFocus(Qt.PopupFocusReason)

    background: Card {
        color: Theme.surface
    }

    Item {
        anchors.fill: parent
        Accessible.role: Accessible.Dialog
        Accessible.name: heading.text

        AppText {
            id: heading

            text: "Run until"
            font.pixelSize: Theme.headline
            font.weight: Font.Bold
            Accessible.role: Accessible.Heading
            Accessible.name: text
        }

        ListView {
            id: list

            objectName: "untilSheet.choices"
            anchors {
                left: parent.left
                right: parent.right
                top: heading.bottom
                topMargin: Theme.padding
                bottom: asked.top
            }
            clip: interactive
            interactive: contentHeight > height + 1
            boundsBehavior: Flickable.StopAtBounds
            highlightMoveDuration: 0
            activeFocusOnTab: true
            keyNavigationEnabled: true
            model: sheet.choices
            T.ScrollBar.vertical: ThinScrollBar {}
            Accessible.role: Accessible.List
            Accessible.name: "Run until"
            Keys.onReturnPressed: event => sheet.acceptKey(event)
            Keys.onEnterPressed: event => sheet.acceptKey(event)
            onCurrentIndexChanged: sheet.propose()

            delegate: Rectangle {
                id: row

                required property int index
                required property var modelData
                readonly property bool current: ListView.isCurrentItem

                objectName: "untilSheet.choice." + modelData.name
                width: list.width
                height: Math.round(27 * Theme.textScale)
                radius: 6
                color: current ? Theme.accent : over.hovered ? Theme.accentSoft : "transparent"
                Accessible.role: Accessible.ListItem
                Accessible.name: modelData.label
                Accessible.selected: current
                Accessible.onPressAction: list.currentIndex = row.index

                AppText {
                    anchors.fill: parent
                    anchors.leftMargin: 10
                    anchors.rightMargin: 10
                    text: row.modelData.label
                    color: row.current ? Theme.accentText : Theme.text
                    verticalAlignment: Text.AlignVCenter
                    elide: Text.ElideRight
                }

                FocusRing {
                    radius: 7
                    visible: row.current && list.activeFocus
                }

                HoverHandler {
                    id: over
                }

                TapHandler {
                    onTapped: {
                        list.currentIndex = row.index;
                        list.forceActiveFocus(Qt.MouseFocusReason);
                    }
                    onDoubleTapped: sheet.accept(false)
                }
            }
        }

        // The same height whether the choice takes something or not: nothing moves on the way through the list.
        Item {
            id: asked

            anchors {
                left: parent.left
                right: parent.right
                bottom: below.top
                bottomMargin: Theme.padding
            }
            height: Theme.controlHeight + Theme.padding

            AppText {
                id: name

                visible: sheet.argument !== ""
                anchors.bottom: parent.bottom
                height: Theme.controlHeight
                width: Math.round(64 * Theme.textScale)
                text: ({ CHANNEL: "Which", TASK: "Which", ITEM: "Number", "FILE:LINE": "Where", TIME: "When" })[sheet.argument]
                      ?? ""
                color: Theme.textMuted
                verticalAlignment: Text.AlignVCenter
            }

            ChoiceField {
                id: channels

                objectName: "untilSheet.channel"
                visible: sheet.ofChannel
                anchors.left: name.right
                anchors.bottom: parent.bottom
                longestWidth: parent.width - name.width
                label: "Channel"
                model: sheet.until.channels
                current: sheet.channel
                onChosen: index => sheet.channel = index
            }

            ChoiceField {
                id: codeLines

                objectName: "untilSheet.line"
                visible: sheet.ofLine
                anchors.left: name.right
                anchors.bottom: parent.bottom
                longestWidth: parent.width - name.width
                label: "Line of code"
                model: sheet.lines.map(one => one.place.split("/").pop() + "   " + one.text)
                current: sheet.line
                onChosen: index => sheet.line = index
            }

            LineField {
                id: field

                objectName: "untilSheet.field"
                visible: sheet.argument !== "" && !sheet.ofChannel && !sheet.ofLine
                anchors {
                    left: name.right
                    right: parent.right
                    bottom: parent.bottom
                }
                maximumLength: 120
                wrong: sheet.errorText !== ""
                placeholderText: ({ TASK: "task name, such as Consumer 1", ITEM: "number, such as 41", "FILE:LINE": "file and line, such as stages.cpp:41",
                                    TIME: "time, such as 12.5s" })[sheet.argument] ?? ""
                Accessible.name: name.text
                Accessible.description: sheet.errorText
                onTextEdited: sheet.errorText = ""
                Keys.onReturnPressed: event => sheet.acceptKey(event)
                Keys.onEnterPressed: event => sheet.acceptKey(event)
            }
        }

        Column {
            id: below

            anchors {
                left: parent.left
                right: parent.right
                bottom: parent.bottom
            }
            spacing: Theme.spacing

            AppText {
                objectName: "untilSheet.error"
                width: parent.width
                visible: text !== ""
                text: sheet.errorText
                color: Theme.error
                font.pixelSize: Theme.small
                wrapMode: Text.Wrap
                Accessible.role: Accessible.AlertMessage
                Accessible.name: text
            }

            Row {
                anchors.right: parent.right
                spacing: Theme.spacing

                AppButton {
                    objectName: "untilSheet.run"
                    text: "Run"
                    tip: "Run until that happens — Enter"
                    current: true
                    onClicked: sheet.accept(false)
                }

                AppButton {
                    objectName: "untilSheet.back"
                    text: "Run back"
                    tip: "Back to when that happened last before the playhead — Shift+Enter"
                    onClicked: sheet.accept(true)
                }

                AppButton {
                    objectName: "untilSheet.cancel"
                    text: "Cancel"
                    tip: "Cancel — Esc"
                    onClicked: sheet.close()
                }
            }
        }
    }
}
