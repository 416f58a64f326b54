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
        text: "Scheduling order"
        font.weight: Font.Medium
    }

    SegmentedChoice {
        objectName: "scheduleChoice"
        width: parent.width
        choices: ["FIFO", "Shuffled"]
        currentIndex: schedule.tuning.schedule
        label: "Scheduling order"
        tip: "Which of several ready tasks runs next: the one that has been ready longest (FIFO), or a random one, drawn from the seed. A correct program must not depend on it. A change restarts the run."
        onChosen: index => schedule.tuning.schedule = index
        onDefaultAsked: schedule.tuning.schedule = 0
    }
}
