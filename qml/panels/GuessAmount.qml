// SPDX-License-Identifier: MIT
import QtQuick

import Coroscope.App
import Coroscope.Components
import Coroscope.Theme

/*! A number on a scale: the guess, and what it is. */
Column {
    id: view

    required property Guess guess
    readonly property real span: guess.to - guess.from
    readonly property var known: guess.revealed ? guess.answers[0] : null

    spacing: 4

    AppText {
        width: parent.width
        text: view.guess.measure + ": " + (view.guess.ready ? view.guess.textOf(view.guess.amount) : "?")
        font.pixelSize: Theme.small
    }

    AppSlider {
        id: slider

        objectName: "guessAmount"
        width: parent.width
        enabled: !view.guess.revealed && !view.guess.busy
        position: (view.guess.amount - view.guess.from) / view.span
        valueText: view.guess.textOf(view.guess.amount)
        onMoved: position => view.guess.amount = view.guess.from + position * view.span
        onNudged: steps => view.guess.amount += steps * view.span / 50
        onValueAsked: value => view.guess.amount = view.guess.from + value * view.span
        Accessible.name: view.guess.question

        // What it is.
        Rectangle {
            visible: view.known !== null && view.known !== undefined
            x: slider.knobSize / 2 + Math.max(0, Math.min(1, (Number(view.known ?? 0) - view.guess.from) / view.span)) * slider.travel - width / 2
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

        AppText {
            anchors.right: parent.right
            text: view.guess.textOf(view.guess.to)
            color: Theme.textMuted
            font.pixelSize: Theme.tiny
        }
    }
}
