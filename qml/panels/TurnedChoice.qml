// SPDX-License-Identifier: MIT
import QtQuick

import Coroscope.App
import Coroscope.Components
import Coroscope.Theme

/*! Which of two runs beside each other is turned. */
Column {
    id: choice

    /*! Null where there is one run. */
    property PairTuning pairTuning: null

    spacing: 6

    SectionTitle {
        text: "Turn"
    }

    SegmentedChoice {
        objectName: "turnedChoice"
        width: parent.width
        label: "Which run is turned"
        tip: "What is set below is set in A, in both runs, or in B."
        choices: ["A", "Both", "B"]
        currentIndex: choice.pairTuning?.turned ?? 0
        onChosen: index => choice.pairTuning.turned = index
        onDefaultAsked: choice.pairTuning.turned = 1
    }

    AppText {
        objectName: "turnedNote"
        width: parent.width
        text: (choice.pairTuning?.turned === 1 ? "The values are those of A; what you turn is set in both, "
                                               : "What you turn is set ")
              + "from this moment on. " + KeyTable.row("reset").shown + " runs both from the start with it."
        color: Theme.textMuted
        font.pixelSize: Theme.small
        wrapMode: Text.WordWrap
        elide: Text.ElideNone
    }
}
