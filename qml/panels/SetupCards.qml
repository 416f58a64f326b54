// SPDX-License-Identifier: MIT
pragma ComponentBehavior: Bound

import QtQuick

import Coroscope.App
import Coroscope.Components
import Coroscope.Theme

/*! Set-ups to start from with one click, and what the one under the pointer, or in force, is about. */
Column {
    id: cards

    required property SetupModel model
    /*! What the set-up in force is about; empty where none is. */
    required property string currentNote
    /*! The card under the pointer or the focus. */
    property Item pointedCard: null
    readonly property string pointedNote: pointedCard?.Accessible.description ?? ""

    signal chosen(row: int)

    spacing: 6
    Accessible.role: Accessible.Grouping
    Accessible.name: "Start from"

    Grid {
        id: buttons

        /*! Where they don't fit side by side, they stand in two columns. */
        readonly property bool wrapped: spare < 0

        /*! What is left of the line when each button has what its words need. */
        property real spare: width

        function share(): void {
            let rest = width - (setups.count - 1) * spacing;
            for (let i = 0; i < setups.count; ++i)
                rest -= setups.itemAt(i)?.implicitWidth ?? 0;
            spare = rest;
        }

        onWidthChanged: share()
        width: parent.width
        columns: wrapped ? 2 : Math.max(1, setups.count)
        spacing: 6

        Repeater {
            id: setups

            model: cards.model

            AppButton {
                id: setup

                required property int index
                required property string title
                required property string note
                // Named apart from the button's own property, which the role would hide.
                required property var model
                readonly property bool inForce: model.current
                readonly property bool pointed: hovered || visualFocus

                objectName: "setup." + index
                width: buttons.wrapped ? Math.floor((buttons.width - buttons.spacing) / 2)
                                       : Math.floor(implicitWidth + buttons.spare / Math.max(1, setups.count))
                onImplicitWidthChanged: buttons.share()
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
                Component.onCompleted: buttons.share()
            }
        }
    }

    AppText {
        objectName: "setupNote"
        width: parent.width
        // As high whatever it says, so that nothing below it moves.
        height: Math.round(maximumLineCount * 1.3 * Theme.tiny)
        text: cards.pointedNote !== "" ? cards.pointedNote
            : cards.currentNote !== "" ? cards.currentNote : "Your own values."
        color: Theme.textMuted
        font.pixelSize: Theme.tiny
        wrapMode: Text.WordWrap
        maximumLineCount: cards.width < 330 * Theme.textScale ? 3 : 2
    }
}
