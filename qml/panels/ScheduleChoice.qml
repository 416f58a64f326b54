// SPDX-License-Identifier: MIT
import QtQuick

import Coroscope.App
import Coroscope.Components

/*! In which order tasks that are ready at the same time go on. Another one is another run, from the start. */
Column {
    id: schedule

    required property Tuning tuning

    spacing: 6

    AppText {
        width: parent.width
        text: "Order of ready tasks"
        font.weight: Font.Medium
    }

    SegmentedChoice {
        objectName: "scheduleChoice"
        width: parent.width
        choices: ["first ready first", "shuffled"]
        currentIndex: schedule.tuning.schedule
        label: "Order of ready tasks"
        tip: "Of the tasks that are ready at the same time, which goes on next: the one that has been ready longest, or any, drawn from the seed. A correct pattern must not depend on it. Choosing runs it anew."
        onChosen: index => schedule.tuning.schedule = index
        onDefaultAsked: schedule.tuning.schedule = 0
    }
}
