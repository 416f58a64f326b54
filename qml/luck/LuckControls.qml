// SPDX-License-Identifier: MIT
pragma ComponentBehavior: Bound

import QtQuick

import Coroscope.App
import Coroscope.Components
import Coroscope.Theme

/*! What is shown of the runs, and how they are made. */
Column {
    id: controls

    required property LuckStudy study
    /*! What is wrong with the text being typed. */
    property string problem

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

    AppText {
        objectName: "luckExplained"
        width: parent.width
        text: "The same values, other seeds: each run starts from the beginning with what the panel shows. How much of a result is luck?"
        color: Theme.textMuted
        font.pixelSize: Theme.small
        wrapMode: Text.WordWrap
        elide: Text.ElideNone
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
                objectName: "luckMeasure"
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
                objectName: "luckSeeds"
                anchors.verticalCenter: parent.verticalCenter
                word: "seeds 1 to"
                value: controls.study.seeds
                edit: controls.study.seeds
                tip: "How many runs, 2 to 1000, each with a seed of its own."
                take: text => controls.study.setSeeds(text)
            }

            Setting {
                objectName: "luckLength"
                anchors.verticalCenter: parent.verticalCenter
                word: "each run"
                value: controls.study.lengthText
                edit: controls.study.lengthEdit
                tip: "How long each run is, up to an hour."
                take: text => controls.study.setLength(text)
            }

            Setting {
                objectName: "luckWarmup"
                anchors.verticalCenter: parent.verticalCenter
                word: "warm-up"
                value: controls.study.warmupText
                edit: controls.study.warmupEdit
                tip: "How much of the beginning of each run is left out of the measures."
                take: text => controls.study.setWarmup(text)
            }
        }
    }

    SeedQuestion {
        width: parent.width
        finder: controls.study.finder
        measures: controls.study.measures
        onAnswered: error => controls.problem = error
    }

    AppText {
        objectName: "luckProblem"
        visible: text !== ""
        width: parent.width
        text: controls.problem
        color: Theme.error
        font.pixelSize: Theme.small
        wrapMode: Text.WordWrap
        Accessible.role: Accessible.AlertMessage
        Accessible.name: text
        Accessible.ignored: !visible
    }
}
