// SPDX-License-Identifier: MIT
import QtQuick

import Coroscope.App
import Coroscope.Components
import Coroscope.Theme

/*! What one axis of a sweep varies: a parameter, its range, and the number of values. */
Row {
    id: range

    required property SweepAxis axis
    /*! The label before it: "Vary". */
    property string word
    /*! The names to choose from. */
    property var names: []
    /*! The position of the chosen one. */
    property int current: 0
    property string tip

    signal chosen(index: int)
    /*! One line that says what would have been accepted; empty: it was. */
    signal answered(error: string)

    spacing: Theme.spacing

    AppText {
        anchors.verticalCenter: parent.verticalCenter
        text: range.word
        color: Theme.textMuted
        font.pixelSize: Theme.small
    }

    ChoiceField {
        objectName: range.objectName + ".parameter"
        anchors.verticalCenter: parent.verticalCenter
        label: range.word
        tip: range.tip
        model: range.names
        current: range.current
        onChosen: index => range.chosen(index)
    }

    Row {
        anchors.verticalCenter: parent.verticalCenter
        visible: range.axis.ranged
        spacing: Theme.gap

        ValueField {
            id: from

            objectName: range.objectName + ".from"
            anchors.verticalCenter: parent.verticalCenter
            text: range.axis.fromText
            editText: range.axis.fromEdit
            tip: "The first value; click to type it, " + range.axis.rangeText + "."
            Accessible.name: range.word + " from"
            wrong: range.axis.problem !== ""
            onErrorTextChanged: range.answered(errorText)
            onSubmitted: text => from.errorText = range.axis.setFrom(text)
        }

        AppText {
            anchors.verticalCenter: parent.verticalCenter
            text: "to"
            color: Theme.textMuted
            font.pixelSize: Theme.small
        }

        ValueField {
            id: to

            objectName: range.objectName + ".to"
            anchors.verticalCenter: parent.verticalCenter
            text: range.axis.toText
            editText: range.axis.toEdit
            tip: "The last value; click to type it, " + range.axis.rangeText + "."
            Accessible.name: range.word + " to"
            wrong: range.axis.problem !== ""
            onErrorTextChanged: range.answered(errorText)
            onSubmitted: text => to.errorText = range.axis.setTo(text)
        }

        AppText {
            anchors.verticalCenter: parent.verticalCenter
            text: "in"
            color: Theme.textMuted
            font.pixelSize: Theme.small
        }

        ValueField {
            id: steps

            objectName: range.objectName + ".steps"
            anchors.verticalCenter: parent.verticalCenter
            text: range.axis.count === 1 ? "1 value" : range.axis.count + " values"
            editText: range.axis.steps
            tip: "How many values to try, 2 to 100, spaced as on the slider; fewer where the range has fewer."
            Accessible.name: range.word + ", how many values"
            onErrorTextChanged: range.answered(errorText)
            onSubmitted: text => steps.errorText = range.axis.setSteps(text)
        }
    }
}
