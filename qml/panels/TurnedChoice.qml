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
        text: "Change"
    }

    SegmentedChoice {
        objectName: "turnedChoice"
        width: parent.width
        label: "Which run is changed"
        tip: "Whether what you change below applies to A, to both runs, or to B."
        choices: ["A", "Both", "B"]
        currentIndex: choice.pairTuning?.turned ?? 0
        onChosen: index => choice.pairTuning.turned = index
        onDefaultAsked: choice.pairTuning.turned = 1
    }

    AppText {
        objectName: "turnedNote"
        width: parent.width
        text: (choice.pairTuning?.turned === 1 ? "The values shown are those of A; what you change applies to both, "
                                               : "What you change applies ")
              + "from this moment on. " + KeyTable.row("reset").shown + " restarts both with it."
        color: Theme.textMuted
        font.pixelSize: Theme.small
        wrapMode: Text.WordWrap
        elide: Text.ElideNone
    }
}
