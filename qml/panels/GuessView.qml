// SPDX-License-Identifier: MIT
pragma ComponentBehavior: Bound

import QtQuick

import Coroscope.App
import Coroscope.Components
import Coroscope.Theme

/*! A question: first the guess, then what the runs say, beside it. */
Card {
    id: view

    required property Guess guess
    readonly property int inset: 14

    /*! Gives the keyboard to where one guesses. */
    function takeKeys(): void {
        if (guess.kind === "choice")
            options.forceActiveFocus(Qt.ShortcutFocusReason);
        else
            ((amounts.itemAt(0) as GuessAmount) ?? (curves.itemAt(0) as GuessCurve))?.takeKeys();
    }

    height: body.height + 2 * inset

    Column {
        id: body

        x: view.inset
        y: view.inset
        width: parent.width - 2 * view.inset
        spacing: Theme.spacing

        AppText {
            objectName: "guessQuestion"
            width: parent.width
            text: view.guess.question
            font.weight: Font.DemiBold
            wrapMode: Text.WordWrap
            elide: Text.ElideNone
        }

        PickList {
            id: options

            objectName: "guessOptions"
            visible: view.guess.kind === "choice"
            width: parent.width
            label: view.guess.question
            model: view.guess.kind === "choice" ? view.guess.options : []
            onPicked: index => view.guess.choice = index
            delegate: GuessOption {
                guess: view.guess
            }
        }

        Repeater {
            id: amounts

            model: view.guess.kind === "amount" ? 1 : 0

            GuessAmount {
                width: body.width
                guess: view.guess
            }
        }

        Repeater {
            id: curves

            model: view.guess.kind === "curve" ? 1 : 0

            GuessCurve {
                width: body.width
                guess: view.guess
            }
        }

        AppText {
            objectName: "guessVerdict"
            visible: view.guess.revealed
            width: parent.width
            text: view.guess.verdict
            wrapMode: Text.WordWrap
            elide: Text.ElideNone
            font.weight: Font.Medium
            Accessible.role: Accessible.AlertMessage
        }

        AppButton {
            objectName: "revealButton"
            visible: !view.guess.revealed
            enabled: view.guess.ready && !view.guess.busy
            current: enabled
            text: view.guess.busy ? "Running … " + Math.round(100 * view.guess.progress) + " %" : "Run it, and see"
            tip: view.guess.ready ? "" : "Say what you expect first"
            onClicked: view.guess.reveal()
        }
    }
}
