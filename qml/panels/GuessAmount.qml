// SPDX-License-Identifier: MIT
import QtQuick

import Coroscope.App
import Coroscope.Components
import Coroscope.Theme

/*! A number on a scale: the guess, which can be typed too; then what it is, and the way from the one to the other. */
Column {
    id: view

    required property Guess guess
    readonly property real span: guess.to - guess.from
    readonly property bool open: !guess.revealed && !guess.busy
    /*! What it is, once that is known; null before, and where it is undefined. */
    readonly property var known: guess.revealed ? guess.answers[0] ?? null : null
    readonly property real knownPosition: known === null ? 0 : Math.max(0, Math.min(1, (Number(known) - guess.from) / span))

    function takeKeys(): void {
        slider.forceActiveFocus(Qt.ShortcutFocusReason);
    }

    spacing: 4

    Item {
        width: parent.width
        height: Math.max(name.height, field.height)

        AppText {
            id: name

            anchors.verticalCenter: parent.verticalCenter
            width: field.x - 8
            text: view.guess.measure
            font.pixelSize: Theme.small
            wrapMode: Text.WordWrap
            maximumLineCount: 2
        }

        ValueField {
            id: field

            objectName: "guessAmount.value"
            enabled: view.open
            anchors.right: parent.right
            anchors.rightMargin: -rightPadding
            anchors.verticalCenter: parent.verticalCenter
            text: view.guess.ready ? view.guess.textOf(view.guess.amount) : "?"
            editText: view.guess.ready ? text : ""
            tip: "Click to type what you expect, " + view.guess.textOf(view.guess.from) + " to " + view.guess.textOf(view.guess.to)
            Accessible.name: view.guess.measure
            onSubmitted: text => field.errorText = view.guess.setAmountText(text)
        }
    }

    AppSlider {
        id: slider

        objectName: "guessAmount"
        width: parent.width
        enabled: view.open
        position: (view.guess.amount - view.guess.from) / view.span
        valueText: view.guess.textOf(view.guess.amount)
        onMoved: position => view.guess.amount = view.guess.from + position * view.span
        onNudged: steps => view.guess.amount += steps * view.span / 50
        onValueAsked: value => view.guess.amount = view.guess.from + value * view.span
        Accessible.name: view.guess.question
        Accessible.description: valueText

        // From the guess to what it is.
        Rectangle {
            readonly property real guessed: slider.knobX + slider.knobSize / 2
            readonly property real known: slider.knobSize / 2 + view.knownPosition * slider.travel

            objectName: "guessDifference"
            visible: view.known !== null && width > slider.knobSize / 2
            x: Math.min(guessed, known)
            anchors.verticalCenter: parent.verticalCenter
            width: Math.abs(known - guessed)
            height: Math.round(4 * Theme.textScale)
            color: Theme.waiting
        }

        Rectangle {
            visible: view.known !== null
            x: slider.knobSize / 2 + view.knownPosition * slider.travel - width / 2
            anchors.verticalCenter: parent.verticalCenter
            width: 4
            height: slider.knobSize + 8
            radius: 2
            color: Theme.done
        }
    }

    Item {
        width: parent.width
        height: least.height

        AppText {
            id: least

            text: view.guess.textOf(view.guess.from)
            color: Theme.textMuted
            font.pixelSize: Theme.tiny
        }

        // Under its mark, where there is room between the ends of the scale.
        AppText {
            objectName: "guessKnown"
            readonly property real room: most.x - 6 - implicitWidth

            visible: view.known !== null && room > least.width + 6
            x: Math.max(least.width + 6, Math.min(room, slider.knobSize / 2 + view.knownPosition * slider.travel - implicitWidth / 2))
            text: view.known === null ? "" : view.guess.textOf(Number(view.known))
            font.pixelSize: Theme.tiny
            font.weight: Font.DemiBold
        }

        AppText {
            id: most

            anchors.right: parent.right
            text: view.guess.textOf(view.guess.to)
            color: Theme.textMuted
            font.pixelSize: Theme.tiny
        }
    }

    AppText {
        objectName: "guessAmount.error"
        visible: text !== ""
        width: parent.width
        text: field.errorText
        color: Theme.error
        font.pixelSize: Theme.small
        wrapMode: Text.WordWrap
        Accessible.role: Accessible.AlertMessage
    }
}
