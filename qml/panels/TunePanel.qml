// SPDX-License-Identifier: MIT
pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Templates as T

import Coroscope.App
import Coroscope.Components
import Coroscope.Theme

/*!
    The right-hand panel. Tune: set-ups, parameters, and two charts that show at once what a change does. If the
    window is high enough, the charts stay visible while the parameters scroll. The other tabs are made when they are wanted.
*/
SidePanel {
    id: panel

    required property Run run
    required property Tuning tuning
    required property FigureWindow figures
    required property CodeView codeView
    required property RustView rustView
    required property Inspector inspector
    required property Branching branching
    required property EventLog eventLog
    required property Learning learning
    required property RunUntil until
    /*! The two runs beside each other; null where there is one. */
    property Pair pair: null
    readonly property PairTuning pairTuning: pair?.tuning ?? null
    /*! What is asked about is in this run, which of two is the one with the selection. */
    readonly property Run askedRun: !pair ? run : pair.selection.inSecond ? pair.second : pair.first
    readonly property Inspector asked: pair?.selection.inSecond ? pair.secondInspector : inspector
    readonly property string askedLetter: !pair ? "" : pair.selection.inSecond ? "B" : "A"
    /*! The charts are in sight without scrolling. */
    readonly property bool showsCharts: open && tab === "tune" && chartsPinned
    /*! The name of one of PanelTabs. */
    property string tab: "tune"
    readonly property bool open: !folded && visible && filled
    /*! Null where there are no scenarios. */
    property Document document: null
    property bool folded: false
    /*! At this width the tabs begin where the rest does. Wider, they stay where they were. */
    property real baseWidth: width
    /*! Whether the run is in front, and can be acted upon. */
    property bool acting: true
    /*! Whether it shows anything: there are many controls, so a window that opens makes them with its second frame. */
    property bool filled: true
    readonly property int inset: Theme.margin
    readonly property int foldedWidth: Theme.controlHeight + 14
    /*! Pixels; 0 until they are made. */
    property real chartsHeight: 0
    readonly property bool chartsPinned: height >= 860 * Theme.textScale

    /*! Whether all parameters are shown, or only the pattern's main ones. */
    property bool allParameters: false

    /*! Numbers would answer what the learner is asked. */
    readonly property bool concealed: learning.lesson.hidesNumbers

    /*! A challenge is open that does not let everything be turned. */
    readonly property bool limited: learning.lesson.trial.limited

    /*! Of two runs, only one is turned. */
    readonly property bool startsOne: !pairTuning || !pairTuning.also

    signal foldAsked()
    signal moreAsked()
    signal tabAsked(tab: string)
    /*! A lesson of the learner's own is to be opened. */
    signal lessonAsked()

    /*! Gives the keyboard to what is shown. */
    function takeKeys(): void {
        code.takeKeys();
        inspect.takeKeys();
        log.takeKeys();
        learn.takeKeys();
    }

    /*! Gives it to the field for what is looked for in the log, which is shown. */
    function findInLog(): void {
        log.item?.find();
    }

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

    Accessible.role: Accessible.Pane
    Accessible.name: tabs.title

    // Another pattern has other parameters: they are read from the top.
    readonly property string patternId: run.patternId
    onPatternIdChanged: scroller.contentY = 0

    // What the keyboard focus reaches must be visible.
    readonly property Item focused: Window.activeFocusItem
    onFocusedChanged: {
        if (focused)
            reveal(focused);
    }

    Item {
        id: top

        width: parent.width
        height: Math.round(58 * Theme.textScale)

        PanelTabs {
            id: tabs

            objectName: "panelTabs"
            visible: !panel.folded
            x: panel.width - panel.baseWidth + panel.inset - pad
            height: parent.height
            room: panel.baseWidth - panel.inset - Theme.controlHeight - 50
            tab: panel.tab
            onChosen: tab => panel.tabAsked(tab)
        }

        IconButton {
            objectName: "foldPanelButton"
            anchors.verticalCenter: parent.verticalCenter
            x: panel.folded ? 7 : parent.width - width - 10
            quiet: true
            iconName: panel.folded ? "chevron-left" : "chevron-right"
            text: panel.folded ? "Unfold the panel" : "Fold the panel"
            tip: text + " (" + KeyTable.row("panel").shown + ")"
            onClicked: panel.foldAsked()
        }

        Rectangle {
            anchors.bottom: parent.bottom
            width: parent.width
            height: Theme.outline
            visible: !panel.folded
            color: Theme.divider
        }
    }

    Flickable {
        id: scroller

        objectName: "tuneScroller"
        visible: !panel.folded && panel.tab === "tune"
        anchors {
            top: top.bottom
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
                visible: text !== ""
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

        visible: panel.chartsPinned && !panel.folded && panel.tab === "tune"
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

    // Beside another run, these tabs stay with the one whose stage is above.
    Rectangle {
        id: ofFirst

        visible: panel.open && panel.pair && (panel.tab === "code" || panel.tab === "log")
        y: top.height
        width: parent.width
        height: visible ? Math.round(28 * Theme.textScale) : 0
        color: Theme.adviceBackground

        AppText {
            objectName: "ofFirstNote"
            anchors.verticalCenter: parent.verticalCenter
            x: Theme.padding
            width: parent.width - 2 * x
            text: "This is of run A."
            font.pixelSize: Theme.small
            font.weight: Font.DemiBold
        }
    }

    PanelTab {
        id: code

        y: ofFirst.y + ofFirst.height
        width: parent.width
        height: parent.height - y
        part: "CodePanel"
        given: ({ code: panel.codeView, figures: panel.figures, until: panel.until, rust: panel.rustView })
        shown: panel.open && panel.tab === "code"
    }

    PanelTab {
        id: inspect

        y: ofFirst.y + ofFirst.height
        width: parent.width
        height: parent.height - y
        part: "InspectPanel"
        given: ({ inspector: panel.asked, selection: panel.askedRun.selection, letter: panel.askedLetter })
        shown: panel.open && panel.tab === "inspect"
    }

    Binding {
        target: inspect.item
        property: "inspector"
        value: panel.asked
        when: inspect.item
    }

    Binding {
        target: inspect.item
        property: "selection"
        value: panel.askedRun.selection
        when: inspect.item
    }

    Binding {
        target: inspect.item
        property: "letter"
        value: panel.askedLetter
        when: inspect.item
    }

    Connections {
        target: inspect.item
        ignoreUnknownSignals: true

        function onCodeAsked(): void {
            panel.tabAsked("code");
        }
        function onWholeAsked(): void {
            panel.tabAsked("inspect"); // so that it stays
            panel.run.selection.clear();
        }
        function onActionAsked(action: int, index: int): void {
            if (panel.pair)
                panel.pair.act(action, index);
            else
                panel.tuning.act(action, index);
        }
    }

    PanelTab {
        id: log

        y: ofFirst.y + ofFirst.height
        width: parent.width
        height: parent.height - y
        part: "LogPanel"
        given: ({ log: panel.eventLog })
        shown: panel.open && panel.tab === "log"
    }

    PanelTab {
        id: learn

        y: top.height
        width: parent.width
        height: parent.height - y
        part: "LearnPanel"
        given: ({ learning: panel.learning, tuning: panel.tuning })
        shown: panel.open && panel.tab === "learn"
    }

    Connections {
        target: learn.item
        ignoreUnknownSignals: true

        function onFileAsked(): void {
            panel.lessonAsked();
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
