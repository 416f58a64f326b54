// SPDX-License-Identifier: MIT
pragma ComponentBehavior: Bound

import QtQuick

import Coroscope.App
import Coroscope.Components
import Coroscope.Theme

/*! The right-hand panel, with its tabs. All but Tune are made when they are wanted. */
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
    /*! What is asked about is in this run, which of two is the one with the selection. */
    readonly property Run askedRun: !pair ? run : pair.selection.inSecond ? pair.second : pair.first
    readonly property Inspector asked: pair?.selection.inSecond ? pair.secondInspector : inspector
    readonly property string askedLetter: !pair ? "" : pair.selection.inSecond ? "B" : "A"
    /*! The charts are in sight without scrolling. */
    readonly property bool showsCharts: open && tab === "tune" && tune.chartsPinned
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
    /*! Whether all parameters are shown, or only the pattern's main ones. */
    property bool allParameters: false

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

    Accessible.role: Accessible.Pane
    Accessible.name: tabs.title

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

    TunePanel {
        id: tune

        visible: !panel.folded && panel.tab === "tune"
        anchors.fill: parent
        anchors.topMargin: top.height
        run: panel.run
        tuning: panel.tuning
        figures: panel.figures
        branching: panel.branching
        learning: panel.learning
        pair: panel.pair
        document: panel.document
        acting: panel.acting
        filled: panel.filled
        allParameters: panel.allParameters
        wholeHeight: panel.height
        onMoreAsked: panel.moreAsked()
        onTabAsked: tab => panel.tabAsked(tab)
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
}
