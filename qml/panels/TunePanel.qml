// SPDX-License-Identifier: MIT
pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Templates as T

import Coroscope.App
import Coroscope.Components
import Coroscope.Theme

/*!
    The tab Tune: set-ups, parameters, and two charts that show at once what a change does. If the window is high enough, the
    charts stay visible while the parameters scroll.
*/
Item {
    id: panel

    required property Run run
    required property Tuning tuning
    required property FigureWindow figures
    required property Branching branching
    required property Learning learning
    /*! The two runs beside each other; null where there is one. */
    required property Pair pair
    /*! Null where there are no scenarios. */
    required property Document document
    /*! Whether the run is in front, and can be acted upon. */
    required property bool acting
    /*! Whether it shows anything: there are many controls, so a window that opens makes them with its second frame. */
    required property bool filled
    /*! Whether all parameters are shown, or only the pattern's main ones. */
    required property bool allParameters
    /*! Of the whole panel: what is pinned below begins there. */
    required property real wholeHeight

    readonly property PairTuning pairTuning: pair?.tuning ?? null
    readonly property int inset: Theme.margin
    /*! Pixels; 0 until they are made. */
    property real chartsHeight: 0
    readonly property bool chartsPinned: wholeHeight >= 860 * Theme.textScale
    /*! Numbers would answer what the learner is asked. */
    readonly property bool concealed: learning.lesson.hidesNumbers
    /*! A challenge is open that does not let everything be turned. */
    readonly property bool limited: learning.lesson.trial.limited
    /*! Of two runs, only one is turned. */
    readonly property bool startsOne: !pairTuning || !pairTuning.also

    signal moreAsked()
    signal tabAsked(tab: string)

    function reveal(item: Item): void {
        for (let ancestor = item; ancestor; ancestor = ancestor.parent) {
            if (ancestor !== body)
                continue;
            const top = item.mapToItem(body, 0, 0).y - 12;
            const bottom = top + item.height + 24;
            const highest = Math.max(0, scroller.contentHeight - scroller.height);
            if (top < scroller.contentY)
                scroller.contentY = Math.max(0, top);
            else if (bottom > scroller.contentY + scroller.height)
                scroller.contentY = Math.min(highest, bottom - scroller.height);
            return;
        }
    }

    // Another pattern has other parameters: they are read from the top.
    readonly property string patternId: run.patternId
    onPatternIdChanged: scroller.contentY = 0

    // What the keyboard focus reaches must be visible.
    readonly property Item focused: Window.activeFocusItem
    onFocusedChanged: {
        if (visible && focused)
            reveal(focused);
    }

    Flickable {
        id: scroller

        objectName: "tuneScroller"
        anchors {
            top: parent.top
            left: parent.left
            right: parent.right
            bottom: pinned.top
        }
        contentWidth: width
        contentHeight: body.height
        boundsBehavior: Flickable.StopAtBounds
        clip: contentHeight > height
        T.ScrollBar.vertical: ThinScrollBar {
            objectName: "tuneScrollBar"
            focusPolicy: Qt.NoFocus
            Accessible.name: "Parameters"
        }

        Column {
            id: body

            x: panel.inset
            width: scroller.width - 2 * panel.inset
            topPadding: Theme.padding
            bottomPadding: Theme.padding

            Repeater {
                model: panel.filled && panel.learning.greets ? 1 : 0

                GreetingRow {
                    width: body.width
                    onBegun: {
                        panel.learning.setGreeted();
                        panel.learning.openLesson("");
                        panel.tabAsked("learn");
                    }
                    onDismissed: panel.learning.setGreeted()
                }
            }

            // Why so much is locked.
            Repeater {
                model: panel.filled && panel.limited ? 1 : 0

                ChallengeNote {
                    width: body.width
                    bottomPadding: Theme.padding
                    title: panel.learning.lesson.title
                    onChallengeAsked: panel.tabAsked("learn")
                    onLeaveAsked: panel.learning.close()
                }
            }

            // The note of the scenario's author.
            Repeater {
                model: panel.filled && panel.document?.note ? 1 : 0

                ScenarioWords {
                    width: body.width
                    bottomPadding: Theme.padding
                    document: panel.document
                }
            }

            // Made with the first branch, so that a window that opens does not load it.
            Repeater {
                model: panel.filled && panel.branching.any ? 1 : 0

                BranchList {
                    width: body.width
                    bottomPadding: Theme.padding
                    branching: panel.branching
                }
            }

            // What is turned while two runs are beside each other.
            Repeater {
                model: panel.filled && panel.pairTuning ? 1 : 0

                TurnedChoice {
                    width: body.width
                    bottomPadding: Theme.padding
                    pairTuning: panel.pairTuning
                }
            }

            // To start both from the same would leave nothing to compare.
            SectionTitle {
                visible: panel.startsOne && !panel.limited
                text: panel.pairTuning ? "Start " + (panel.pairTuning.turned === 0 ? "A" : "B") + " from" : "Start from"
                bottomPadding: 6
            }

            SetupCards {
                visible: panel.startsOne && !panel.limited
                width: parent.width
                bottomPadding: Theme.spacing
                model: panel.filled ? panel.tuning.setups : null
                currentNote: panel.tuning.setupNote
                onChosen: row => panel.tuning.applySetup(row)
            }

            ActionButtons {
                width: parent.width
                bottomPadding: Theme.spacing
                model: panel.filled ? panel.run.actions : null
                acting: panel.acting
                onChosen: action => {
                    panel.tuning.act(action, 0);
                    panel.pairTuning?.also?.act(action, 0);
                }
            }

            Repeater {
                model: panel.filled ? panel.tuning.parameters : null

                ParameterRow {
                    width: body.width
                    parameters: panel.tuning.parameters
                    wanted: isMain
                }
            }

            Item {
                width: parent.width
                height: Theme.padding
            }

            MoreButton {
                width: parent.width
                visible: others > 0
                others: panel.filled ? panel.tuning.parameters.others : 0
                changed: panel.tuning.parameters.othersChanged
                open: panel.allParameters
                onClicked: panel.moreAsked()
            }

            Repeater {
                model: panel.filled && panel.allParameters ? panel.tuning.parameters : null

                ParameterRow {
                    width: body.width
                    parameters: panel.tuning.parameters
                    wanted: !isMain
                }
            }

            Repeater {
                model: panel.filled ? 1 : 0

                ScheduleChoice {
                    width: body.width
                    topPadding: Theme.padding
                    tuning: panel.tuning
                }
            }

            AppText {
                objectName: "offeredLoadText"
                visible: text !== "" && !panel.learning.lesson.hidesAdvice
                width: parent.width
                topPadding: Theme.padding
                text: Wording.inOnePiece(panel.tuning.parameters.offeredLoadText)
                color: Theme.textMuted
                font.pixelSize: Theme.small
                wrapMode: Text.WordWrap
                maximumLineCount: 3
            }

            Repeater {
                model: panel.filled && panel.run.theory.length > 0 && !panel.concealed ? 1 : 0

                TheoryTexts {
                    width: body.width
                    topPadding: Theme.padding
                    theory: panel.run.theory
                }
            }

            Item {
                id: inScroll

                visible: !panel.chartsPinned
                width: parent.width
                height: visible ? panel.chartsHeight + Theme.margin : 0
            }
        }
    }

    Item {
        id: pinned

        visible: panel.chartsPinned
        x: panel.inset
        anchors.bottom: parent.bottom
        width: parent.width - 2 * panel.inset
        height: visible ? panel.chartsHeight + 2 * Theme.padding : 0

        Rectangle {
            x: -panel.inset
            width: panel.width
            height: Theme.outline
            color: Theme.divider
        }
    }

    AppText {
        parent: panel.chartsPinned ? pinned : inScroll
        visible: panel.concealed
        y: Theme.padding
        width: parent.width
        text: "The charts show what you are asked: they come back with your guess."
        color: Theme.textMuted
        wrapMode: Text.WordWrap
    }

    Repeater {
        model: panel.filled ? 1 : 0

        Charts {
            visible: !panel.concealed
            parent: panel.chartsPinned ? pinned : inScroll
            y: Theme.padding
            width: parent.width
            run: panel.pair ? panel.pair.first : panel.run
            second: panel.pair?.second ?? null
            figures: panel.figures
            onHeightChanged: panel.chartsHeight = height
        }
    }
}
