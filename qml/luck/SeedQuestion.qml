// SPDX-License-Identifier: MIT
import QtQuick

import Coroscope.App
import Coroscope.Components
import Coroscope.Theme

/*! "Find a seed in which …": what is asked, and what has come of it. */
Column {
    id: question

    required property SeedFinder finder
    /*! The names of the measures that can be asked for. */
    property var measures: []

    /*! One line that says what would have been accepted; empty: it was. */
    signal answered(error: string)

    spacing: Theme.gap

    Flow {
        width: parent.width
        spacing: Theme.spacing

        Row {
            spacing: Theme.spacing

            AppText {
                anchors.verticalCenter: parent.verticalCenter
                text: "Find a seed in which"
                color: Theme.textMuted
                font.pixelSize: Theme.small
            }

            ChoiceField {
                objectName: "luckQuestion"
                label: "Find a seed in which"
                tip: "What is to happen in the run. Seeds are tried one after another; the run of the first one is opened at that moment."
                longestWidth: Math.round(260 * Theme.textScale)
                model: question.finder.questions
                current: question.finder.question
                onChosen: index => question.finder.question = index
            }
        }

        ChoiceField {
            objectName: "luckBoundMeasure"
            visible: question.finder.asksForNumber
            label: "Measure"
            tip: "The measure at the end of the run."
            model: question.measures
            current: question.finder.measure
            onChosen: index => question.finder.measure = index
        }

        Row {
            spacing: Theme.spacing

            ChoiceField {
                objectName: "luckBoundSide"
                visible: question.finder.asksForNumber
                label: "Side"
                tip: "On which side of the bound."
                model: ["above", "below"]
                current: question.finder.above ? 0 : 1
                onChosen: index => question.finder.above = index === 0
            }

            ValueField {
                id: bound

                objectName: "luckBound"
                visible: question.finder.asksForNumber
                anchors.verticalCenter: parent.verticalCenter
                text: question.finder.boundText === "" ? "type a value" : question.finder.boundText
                editText: question.finder.boundText
                tip: "The bound. Until you type one, it is what one run in twenty crosses."
                Accessible.name: "Bound"
                onErrorTextChanged: question.answered(errorText)
                onSubmitted: text => bound.errorText = question.finder.setBound(text)
            }

            AppButton {
                objectName: "luckFindButton"
                iconName: question.finder.running ? "pause" : ""
                text: question.finder.running ? "Stop" : "Find"
                enabled: question.finder.running || question.finder.ready
                tip: question.finder.running ? "Stop searching."
                    : "Try the seeds 1 to 10,000 in the background. Pressed again in a run that was found, it looks for the next one."
                onClicked: question.finder.running ? question.finder.stop() : question.finder.find()
            }
        }
    }

    Row {
        visible: question.finder.answerText !== ""
        width: parent.width
        spacing: Theme.padding

        Rectangle {
            id: track

            anchors.verticalCenter: parent.verticalCenter
            visible: question.finder.running
            width: Math.round(80 * Theme.textScale)
            height: 6
            radius: 3
            color: Theme.track

            Rectangle {
                width: Math.round(parent.width * question.finder.progress)
                height: parent.height
                radius: 3
                color: Theme.accent
            }
        }

        AppText {
            objectName: "luckAnswer"
            width: parent.width - (track.visible ? track.width + parent.spacing : 0)
            text: question.finder.answerText
            font.pixelSize: Theme.small
            wrapMode: Text.WordWrap
            elide: Text.ElideNone
            Accessible.role: Accessible.StaticText
            Accessible.name: text
        }
    }
}
