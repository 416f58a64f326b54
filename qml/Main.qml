// SPDX-License-Identifier: MIT
import QtQuick
import QtQuick.Templates as T

import Coroscope.App
import Coroscope.Components
import Coroscope.Panels
import Coroscope.Theme

/*! The window: rail, stage over timeline, panel; and the actions that keys and buttons share. */
T.ApplicationWindow {
    id: window

    required property Simulation simulation
    /*! Null if there are no scenarios. */
    property Document document: null
    /*! Null where nothing is remembered. */
    property Recovery recovery: null
    /*! Neither remembers its size, theme and folds nor writes them down: for screenshots and tests. */
    property bool fixedSize: false
    /*! The theme was requested by name; the remembered one doesn't replace it. */
    property bool themeGiven: false

    /*! The largest size that fits the screen. */
    property size room: Qt.size(7680, 4320)

    property bool presenting: false
    property alias sweeping: centre.sweeping
    property alias comparing: centre.comparing
    property alias trying: centre.trying
    property alias timelineShare: centre.timelineShare
    readonly property alias defaultTimelineShare: centre.defaultTimelineShare
    readonly property PanelFolds folds: PanelFolds {
        width: window.width
        railWidth: rail.openWidth
        panelWidth: window.panelSize.width
        presenting: window.presenting
    }
    readonly property PanelWidth panelSize: PanelWidth {
        window: window.width
        railRoom: window.folds.railWanted ? rail.openWidth : window.presenting ? 0 : rail.foldedWidth
        leastPicture: window.folds.leastPicture
        hasLines: panel.tab === "code" || panel.tab === "log"
        hasTwoFiles: panel.tab === "code" && window.simulation.rust.wanted
    }
    /*! Where rail and panel begin. */
    readonly property real besidesTop: presenting ? centre.belowHeader : 0

    /*! What each row of KeyTable does. */
    readonly property var actions: ({
        play: () => simulation.transport.togglePlaying(),
        playBack: () => simulation.transport.togglePlayingBack(),
        stepForward: () => simulation.transport.stepForward(),
        stepBack: () => simulation.transport.stepBack(),
        slower: () => simulation.transport.slower(),
        faster: () => simulation.transport.faster(),
        toStart: () => simulation.transport.goToStart(),
        toPresent: () => simulation.transport.goToPresent(),
        until: () => ofRun(() => sheets.askUntil()),
        untilAgain: () => ofRun(() => {
            if (!simulation.until.again())
                sheets.askUntil();
        }),
        untilBack: () => ofRun(() => {
            if (!simulation.until.again(true))
                sheets.askUntil();
        }),
        loopStart: () => ofRun(() => simulation.loop.startHere()),
        loopEnd: () => ofRun(() => simulation.loop.endHere()),
        loopClear: () => ofRun(() => simulation.loop.clear()),
        bookmark: () => ofRun(() => sheets.askBookmark()),
        previousBookmark: () => ofRun(() => simulation.bookmarks.goToPrevious()),
        nextBookmark: () => ofRun(() => simulation.bookmarks.goToNext()),
        fit: () => centre.fit(),
        reset: () => centre.rerun(),
        undo: () => centre.undo(),
        redo: () => centre.redo(),
        open: () => sheets.desk()?.open(),
        save: () => sheets.desk()?.save(),
        saveAs: () => sheets.desk()?.saveAs(),
        sweep: () => sweeping = !sweeping,
        luck: () => trying = !trying,
        compare: () => comparing = !comparing,
        parting: () => {
            if (comparing)
                centre.pair.goToParting();
        },
        copy: () => centre.copyCommand(),
        quit: () => window.close(), // which asks before anything is lost
        theme: () => Theme.next(),
        present: () => presenting = !presenting,
        leave: () => {
            if (folds.foldOverlaid())
                return;
            if (centre.aside)
                sweeping = trying = false;
            else if (picked())
                letGo();
            else if (comparing)
                comparing = false;
            else
                presenting = false;
        },
        rail: () => folds.turnRail(),
        panel: () => folds.turnPanel(),
        panelWidth: () => {
            if (folds.panelOpen)
                panelSize.turn();
        },
        code: () => turnTo("code"),
        rust: () => turnRust(),
        inspect: () => turnTo("inspect"),
        branch: () => ofRun(() => simulation.branching.branch()),
        log: () => turnTo("log"),
        learn: () => turnTo("learn"),
        openLesson: () => sheets.askLesson(),
        nextStep: () => goOnLearning(lesson => lesson.hasNext ? lesson.next() : simulation.learning.nextLesson()),
        previousStep: () => goOnLearning(lesson => lesson.back()),
        findInLog: () => {
            showTab("log");
            panel.findInLog();
        },
        followInLog: () => {
            showTab("log");
            simulation.log.following = true;
        },
        takeAdvice: () => {
            if (simulation.learning.lesson.hidesAdvice)
                return;
            if (comparing)
                centre.pair.takeAdvice();
            else
                simulation.tuning.takeAdvice();
        },
        nextSetup: () => {
            if (!simulation.learning.lesson.trial.limited)
                ofRun(() => simulation.tuning.applyNextSetup());
        },
        nextPattern: () => rail.patternAsked(simulation.catalogue.next()),
        figures: () => simulation.figures.choice = 1 - simulation.figures.choice,
        help: () => sheets.showKeys(),
        glossary: () => sheets.showGlossary("")
    })

    /*! Does what a row of KeyTable does, wherever it is asked for. */
    function perform(id: string): void {
        actions[id]();
        const names = { playBack: "back", stepForward: "step" };
        simulation.learning.lesson.used(names[id] ?? id);
    }

    /*! Does \a what with the lesson that is open, and shows it; without one, shows which there are. */
    function goOnLearning(what: var): void {
        if (simulation.learning.open)
            what(simulation.learning.lesson);
        showTab("learn");
        panel.takeKeys();
    }

    /*! Does \a what, which is about the run that is shown; nothing while other runs hide it. */
    function ofRun(what: var): void {
        if (!centre.aside)
            what();
    }

    /*! Shows this tab and gives it the keyboard; Tune, if it is shown: unless it has come by itself, and is now called to stay. */
    function turnTo(tab: string): void {
        const comes = panel.tab !== tab || !folds.panelOpen || (tab === "inspect" && inspectsForNow);
        showTab(comes ? tab : "tune");
        panel.takeKeys();
        leaveHidden();
    }

    /*! Shows the Rust beside the code, or the code alone again. */
    function turnRust(): void {
        const isShown = panel.tab === "code" && folds.panelOpen && simulation.rust.wanted;
        simulation.rust.wanted = !isShown;
        showTab("code");
        panel.takeKeys();
    }

    /*! The panel has turned to the inspector by itself, as something was selected. */
    property bool inspectsForNow: false

    /*! Something is selected, in the run or in the one beside it. A function, as a handler of the selection's change may come
        before the bindings that depend on it. */
    function picked(): bool {
        return simulation.run.selection.any || (comparing && (centre.pair?.second.selection.any ?? false));
    }

    function letGo(): void {
        simulation.run.selection.clear();
        centre.pair?.second.selection.clear();
    }

    function inspectWhatIsSelected(): void {
        if (picked()) {
            // Code and log show it in their own way; what covers the picture comes only when it is called.
            if (panel.tab === "tune" && folds.panelOpen && !folds.panelOverlaid) {
                panel.tab = "inspect";
                inspectsForNow = true;
            }
        } else if (inspectsForNow) {
            inspectsForNow = false;
            if (panel.tab === "inspect")
                panel.tab = "tune";
            leaveHidden();
        }
    }

    /*! A good practice is shown beside what it replaces, until something else is shown. */
    function compareHabits(): void {
        if (simulation.catalogue.isPractice(simulation.run.patternId)) {
            comparesHabits = comparesHabits || !comparing;
            comparing = true;
        } else if (comparesHabits) {
            comparing = false;
        }
    }

    /*! The comparison that is shown has been begun by compareHabits(). */
    property bool comparesHabits: false
    onComparingChanged: {
        if (!comparing)
            comparesHabits = false;
    }

    /*! Shows this tab of the panel, and opens the panel for it. */
    function showTab(tab: string): void {
        simulation.learning.lesson.used(tab);
        panel.tab = tab;
        inspectsForNow = false;
        if (!folds.panelOpen)
            folds.turnPanel();
    }

    width: 1600
    height: 1000
    minimumWidth: Math.min(720, room.width)
    minimumHeight: Math.min(540, room.height)
    title: (document && document.named ? (document.atRisk ? "• " : "") + document.name + " — " : "")
        + (simulation.run.title === "" ? "Coroscope" : simulation.run.title + " — Coroscope")
    color: Theme.background
    visible: true
    font.family: Theme.family
    font.pixelSize: Theme.body

    /*! What the keyboard focus reaches must not be under a panel. */
    onActiveFocusItemChanged: {
        if (!folds.overlaid || !activeFocusItem || !isIn(activeFocusItem, centre))
            return;
        const at = activeFocusItem.mapToItem(contentItem, activeFocusItem.width / 2, activeFocusItem.height / 2);
        const over = folds.railOverlaid ? rail : panel;
        if (over.contains(over.mapFromItem(contentItem, at)))
            folds.foldOverlaid();
    }

    function isIn(item: Item, whole: Item): bool {
        for (let ancestor = item; ancestor; ancestor = ancestor.parent) {
            if (ancestor === whole)
                return true;
        }
        return false;
    }

    /*! The keyboard does not stay in what has been hidden. */
    function leaveHidden(): void {
        if (activeFocusItem && !activeFocusItem.visible)
            centre.forceActiveFocus(Qt.OtherFocusReason);
    }

    onPresentingChanged: {
        if (fixedSize)
            return;
        if (presenting)
            showFullScreen();
        else
            showNormal();
    }

    property bool leaving: false

    /*! The first frame has been shown. What that frame can do without is made afterwards. */
    property bool begun: false
    /*! Null where nothing is remembered. */
    property var memory: null

    Component.onCompleted: {
        if (!memory)
            return;
        for (const fold of folds.decisions)
            folds[fold] = memory[fold];
        if (memory.timelineShare > 0)
            timelineShare = memory.timelineShare;
        panelSize.wish = memory.panelWidth;
        simulation.figures.choice = memory.figures;
        if (!themeGiven)
            Theme.choose(memory.theme);
        if (memory.maximized)
            showMaximized();
    }

    onFrameSwapped: begun = true
    onBegunChanged: {
        sheets.offerRecovery();
        if (simulation.learning.open)
            showTab("learn");
        if (!fixedSize)
            compareHabits();
    }
    onClosing: close => {
        if (!leaving && document?.atRisk) {
            close.accepted = false;
            sheets.whenSafe(() => {
                leaving = true;
                window.close();
            });
            return;
        }
        if (!memory)
            return;
        memory.maximized = visibility === Window.Maximized;
        if (visibility === Window.Windowed) {
            memory.width = width;
            memory.height = height;
        }
        for (const fold of folds.decisions)
            memory[fold] = folds[fold];
        memory.timelineShare = timelineShare;
        memory.panelWidth = panelSize.wish;
        memory.theme = Theme.theme;
        memory.figures = simulation.figures.choice;
        memory.keep();
    }

    Binding {
        target: window.simulation.transport
        property: "held"
        value: Modality.open > 0
    }

    Binding {
        target: Theme
        property: "presenting"
        value: window.presenting
    }

    Shortcuts {
        active: window.begun
        // Esc also leaves a field; it does more only if no field is being edited.
        canLeave: (window.presenting || !centre.alone || window.folds.overlaid || window.picked())
            && !(window.activeFocusItem instanceof TextInput)
        onAsked: id => window.perform(id)
    }

    // A press on empty space ends typing.
    MouseArea {
        anchors.fill: parent
        onPressed: event => {
            parent.forceActiveFocus(Qt.MouseFocusReason);
            event.accepted = false;
        }
    }

    Rail {
        id: rail

        objectName: "rail"
        visible: !window.presenting || window.folds.railOpen
        onVisibleChanged: window.leaveHidden()
        width: !visible ? 0 : folded ? foldedWidth : openWidth
        y: window.besidesTop
        height: parent.height - y
        catalogue: window.simulation.catalogue
        learning: window.simulation.learning
        learns: panel.open && panel.tab === "learn"
        folded: !window.folds.railOpen
        overlaid: window.folds.railOverlaid
        document: window.document
        filled: window.begun
        onFoldAsked: window.actions.rail()
        onOpenAsked: window.actions.open()
        onLearnAsked: {
            window.showTab("learn");
            panel.takeKeys();
            if (overlaid)
                window.folds.foldOverlaid();
        }
        onSaveAsked: window.actions.save()
        onFileAsked: file => sheets.desk().openFile(file)
        // The document is released after the run has been stored, as undo restores both together.
        onPatternAsked: id => {
            if (id === window.simulation.run.patternId)
                return;
            sheets.whenSafe(() => {
                window.simulation.tuning.selectPattern(id);
                window.document?.forget();
                window.compareHabits();
                // What has been chosen must be visible.
                if (rail.overlaid)
                    window.folds.foldOverlaid();
            });
        }
    }

    Workspace {
        id: centre

        // An overlay takes no more of it than when it is folded.
        x: !rail.overlaid ? rail.width : window.presenting ? 0 : rail.foldedWidth
        width: parent.width - x - (!panel.overlaid ? panel.width : window.presenting ? 0 : panel.foldedWidth)
        height: parent.height
        headerX: window.presenting ? -x : 0
        headerWidth: window.presenting ? window.width : width
        simulation: window.simulation
        folds: window.folds
        presenting: window.presenting
        chartsElsewhere: panel.showsCharts
        onActionAsked: id => window.perform(id)
        onViewAsked: view => {
            if (view === "log")
                window.simulation.log.showSelected();
            window.showTab(view);
            panel.takeKeys();
        }
        onPointAsked: point => {
            sheets.whenSafe(() => {
                centre.openPoint(point);
                window.document?.forget();
            });
        }
        onRunAsked: open => {
            sheets.whenSafe(() => {
                centre.openRun(open);
                window.document?.forget();
            });
        }
    }

    PanelArea {
        id: panel

        objectName: "panel"
        visible: !window.presenting || window.folds.panelOpen
        onVisibleChanged: window.leaveHidden()
        anchors.right: parent.right
        width: !visible ? 0 : folded ? foldedWidth : window.panelSize.width
        baseWidth: window.panelSize.base
        y: window.besidesTop
        height: parent.height - y
        run: pair ? pair.tuning.run : window.simulation.run
        tuning: pair ? pair.tuning.shown : window.simulation.tuning
        pair: window.comparing ? centre.pair : null
        figures: window.simulation.figures
        codeView: window.simulation.code
        rustView: window.simulation.rust
        inspector: window.simulation.inspector
        branching: window.simulation.branching
        eventLog: window.simulation.log
        learning: window.simulation.learning
        until: window.simulation.until
        document: window.document
        folded: !window.folds.panelOpen
        overlaid: window.folds.panelOverlaid
        filled: window.begun
        acting: !centre.aside
        allParameters: window.folds.allParameters
        onFoldAsked: window.actions.panel()
        onMoreAsked: window.folds.allParameters = !window.folds.allParameters
        onTabAsked: tab => window.showTab(tab)
        onLessonAsked: sheets.askLesson()
    }

    Splitter {
        objectName: "panelSplitter"
        visible: window.folds.panelOpen && !panel.overlaid
        upright: true
        x: panel.x - width - 1
        y: panel.y
        height: panel.height
        label: "Width of the panel"
        tip: KeyTable.tip("panelWidth")
        value: Math.round(100 * panel.width / window.width)
        onDragged: amount => window.panelSize.drag(amount)
        onValueAsked: value => window.panelSize.drag(value / 100 * window.width - panel.width)
        onDefaultAsked: window.panelSize.reset()
    }

    Toast {
        id: toast

        objectName: "toast"
        // In the place of the summary: whatever else there is tells of the run.
        x: centre.x + centre.headingX
        y: centre.belowHeader - height
        room: centre.headerWidth - 2 * centre.headingX
        z: 2
    }

    Connections {
        target: window.simulation

        function onNotice(text: string): void {
            toast.tell(text);
        }
    }

    Connections {
        target: window.simulation.run.selection

        function onChanged(): void {
            window.inspectWhatIsSelected();
        }
    }

    Connections {
        target: centre.pair?.second.selection ?? null

        function onChanged(): void {
            window.inspectWhatIsSelected();
        }
    }

    Connections {
        target: window.simulation.log

        function onAsked(): void {
            window.showTab("log");
        }
    }

    Connections {
        target: window.simulation.learning.lesson

        function onBegun(): void {
            window.document?.forget();
        }
        function onCompareAsked(compare: bool): void {
            window.comparing = compare;
        }
        function onShowAsked(control: string): void {
            if (window.actions[control])
                window.actions[control]();
        }
    }

    // What was said of another run is over.
    Connections {
        target: window.simulation.run

        function onPatternChanged(): void {
            toast.hide();
        }
    }

    SheetMaker {
        id: sheets

        simulation: window.simulation
        document: window.document
        recovery: window.recovery
        onLessonOpened: {
            window.showTab("learn");
            panel.takeKeys();
        }
    }
}
