// SPDX-License-Identifier: MIT
pragma ComponentBehavior: Bound

import QtQuick

import Coroscope.App
import Coroscope.Components
import Coroscope.Theme

/*! Set-ups to start from with one click, and the note of the one under the pointer, or in force. */
Column {
    id: cards

    required property SetupModel model
    /*! The note of the set-up in force; empty if none is. */
    required property string currentNote
    /*! The card under the pointer or the focus. */
    property Item pointedCard: null
    readonly property string pointedNote: pointedCard?.Accessible.description ?? ""

    signal chosen(row: int)

    spacing: 6
    Accessible.role: Accessible.Grouping
    Accessible.name: "Start from"

    // Not a Grid: one does not position items added while it is hidden.
    Item {
        id: buttons

        readonly property int gap: 6

        /*!
            Gives each its place: as wide as its words and an equal part of what is left of the line; where they don't fit
            side by side, half a line.
        */
        function place(): void {
            const all = [];
            for (let i = 0; i < setups.count; ++i) {
                if (setups.itemAt(i))
                    all.push(setups.itemAt(i));
            }
            const spare = all.reduce((rest, button) => rest - button.implicitWidth, width - (all.length - 1) * gap);
            const wrapped = spare < 0;
            const half = Math.floor((width - gap) / 2);
            let x = 0;
            let y = 0;
            for (const button of all) {
                button.width = wrapped ? half : Math.floor(button.implicitWidth + spare / all.length);
                if (x > 0 && x + button.width > width) {
                    x = 0;
                    y += button.height + gap;
                }
                button.x = x;
                button.y = y;
                x += button.width + gap;
            }
            height = all.length > 0 ? y + all[0].height : 0;
        }

        onWidthChanged: place()
        width: parent.width

        Repeater {
            id: setups

            model: cards.model

            AppButton {
                id: setup

                required property int index
                required property string title
                required property string note
                // Named differently from the button's own property, which the role would hide.
                required property var model
                readonly property bool inForce: model.current
                readonly property bool pointed: hovered || visualFocus

                objectName: "setup." + index
                onImplicitWidthChanged: buttons.place()
                onHeightChanged: buttons.place()
                leftPadding: 4
                rightPadding: 4
                text: title
                current: inForce
                accessibleRole: Accessible.RadioButton
                Accessible.description: note
                Accessible.checked: inForce

                onClicked: cards.chosen(index)
                onPointedChanged: {
                    if (pointed)
                        cards.pointedCard = setup;
                    else if (cards.pointedCard === setup)
                        cards.pointedCard = null;
                }
                Component.onCompleted: buttons.place()
            }

            onItemRemoved: buttons.place()
        }
    }

    AppText {
        objectName: "setupNote"
        width: parent.width
        // Of constant height, so that nothing below it moves.
        height: Math.round(maximumLineCount * 1.3 * Theme.tiny)
        text: cards.pointedNote !== "" ? cards.pointedNote
            : cards.currentNote !== "" ? cards.currentNote : "Your own values."
        color: Theme.textMuted
        font.pixelSize: Theme.tiny
        wrapMode: Text.WordWrap
        maximumLineCount: cards.width < 330 * Theme.textScale ? 3 : 2
    }
}
