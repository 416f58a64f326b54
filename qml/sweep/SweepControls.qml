// SPDX-License-Identifier: MIT
pragma ComponentBehavior: Bound

import QtQuick

import Coroscope.App
import Coroscope.Components
import Coroscope.Theme

/*! What a sweep varies, what it shows, and how its runs are made. */
Column {
    id: controls

    required property SweepStudy study
    /*! What is wrong with the text being typed. */
    property string problem
    /*! The rows of the parameters that can be varied beside the first. */
    readonly property var others: besides(study.parameters.length, study.across.parameter, study.up.parameter)

    function besides(count: int, across: int, up: int): var {
        const rows = [];
        for (let row = 0; row < count; ++row) {
            if (row !== across || row === up) // as long as they are the same, the field says so
                rows.push(row);
        }
        return rows;
    }

    function namesOf(rows: var): var {
        const names = ["nothing else"];
        for (const row of rows)
            names.push(study.parameters[row]);
        return names;
    }

    spacing: Theme.spacing

    /*! A value to be typed: its label, and the field. */
    component Setting: Row {
        id: setting

        required property string word
        required property string value
        required property string edit
        property string tip
        /*! Takes the text typed, and returns what is wrong with it. */
        required property var take

        spacing: Theme.gap

        AppText {
            anchors.verticalCenter: parent.verticalCenter
            text: setting.word
            color: Theme.textMuted
            font.pixelSize: Theme.small
        }

        ValueField {
            id: field

            objectName: setting.objectName + ".value"
            anchors.verticalCenter: parent.verticalCenter
            text: setting.value
            editText: setting.edit
            tip: setting.tip
            Accessible.name: setting.word
            onErrorTextChanged: controls.problem = errorText
            onSubmitted: text => field.errorText = setting.take(text)
        }
    }

    Flow {
        width: parent.width
        spacing: Theme.spacing
        // Groups that belong together stay together when the line breaks.

        SweepRange {
            objectName: "sweepAcross"
            axis: controls.study.across
            word: "Vary"
            tip: "The parameter from left to right. The others are as in the panel."
            names: controls.study.parameters
            current: controls.study.across.parameter
            rightPadding: Theme.padding
            onChosen: index => controls.study.varyAcross(index)
            onAnswered: error => controls.problem = error
        }

        SweepRange {
            objectName: "sweepUp"
            axis: controls.study.up
            word: "and"
            tip: "A second parameter makes a map instead of a curve."
            names: controls.namesOf(controls.others)
            current: controls.others.indexOf(controls.study.up.parameter) + 1
            onChosen: index => controls.study.varyUp(index === 0 ? -1 : controls.others[index - 1])
            onAnswered: error => controls.problem = error
        }
    }

    Flow {
        width: parent.width
        spacing: Theme.spacing

        Row {
            spacing: Theme.spacing
            rightPadding: Theme.padding

            AppText {
                anchors.verticalCenter: parent.verticalCenter
                text: "Show"
                color: Theme.textMuted
                font.pixelSize: Theme.small
            }

            ChoiceField {
                objectName: "sweepMeasure"
                label: "Show"
                tip: "The measure to draw. Every run has all of them, so changing it is immediate."
                model: controls.study.measures
                current: controls.study.measure
                onChosen: index => controls.study.measure = index
            }
        }

        Row {
            height: Theme.controlHeight
            spacing: Theme.padding

            Setting {
                objectName: "sweepLength"
                anchors.verticalCenter: parent.verticalCenter
                word: "each run"
                value: controls.study.lengthText
                edit: controls.study.lengthEdit
                tip: "How long each run is, up to an hour."
                take: text => controls.study.setLength(text)
            }

            Setting {
                objectName: "sweepWarmup"
                anchors.verticalCenter: parent.verticalCenter
                word: "warm-up"
                value: controls.study.warmupText
                edit: controls.study.warmupEdit
                tip: "How much of the beginning of each run is left out of the measures."
                take: text => controls.study.setWarmup(text)
            }

            Setting {
                objectName: "sweepSeeds"
                anchors.verticalCenter: parent.verticalCenter
                word: "seeds"
                value: controls.study.seeds
                edit: controls.study.seeds
                tip: "How many runs of each point, 1 to 1000. From two on, the band is the 95 % confidence interval of the mean."
                take: text => controls.study.setSeeds(text)
            }
        }
    }

    AppText {
        objectName: "sweepProblem"
        visible: text !== ""
        width: parent.width
        text: controls.problem !== "" ? controls.problem : controls.study.problem
        color: Theme.error
        font.pixelSize: Theme.small
        wrapMode: Text.WordWrap
        Accessible.role: Accessible.AlertMessage
        Accessible.name: text
        Accessible.ignored: !visible
    }
}
