// SPDX-License-Identifier: MIT
pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Templates as T

import Coroscope.App
import Coroscope.Components
import Coroscope.Panels
import Coroscope.Stage
import Coroscope.Theme

/*! The window: rail, stage over timeline, panel; and the actions that keys and buttons share. */
T.ApplicationWindow {
    id: window

    required property Simulation simulation
    /*! Null where there are no scenarios. */
    property Document document: null
    /*! Null where nothing is remembered. */
    property Recovery recovery: null
    /*! Neither remembers its size, theme and folds nor writes them down: for screenshots and tests. */
    property bool fixedSize: false
    /*! The theme was asked for by name; the remembered one doesn't replace it. */
    property bool themeGiven: false

    /*! The most that a window has room for on its screen. */
    property size room: Qt.size(7680, 4320)

    property bool presenting: false
    /*! A sweep stands where stage and timeline are otherwise. */
    property bool sweeping: false
    readonly property PanelFolds folds: PanelFolds {
        width: window.width
        railWidth: rail.openWidth
        panelWidth: panel.openWidth
        presenting: window.presenting
    }
    /*! Share of the height that the timeline takes; the parts' least heights come first. */
    property real timelineShare: defaultTimelineShare
    readonly property real defaultTimelineShare: 0.42

    /*! Where rail and panel begin. */
    readonly property real besidesTop: presenting ? header.y + header.height + Theme.padding : 0

    /*! What each row of KeyTable does. */
    readonly property var actions: ({
        play: () => simulation.togglePlaying(),
        stepForward: () => simulation.stepForward(),
        stepBack: () => simulation.stepBack(),
        slower: () => simulation.slower(),
        faster: () => simulation.faster(),
        toStart: () => simulation.goToStart(),
        toPresent: () => simulation.goToPresent(),
        fit: () => timeline.fit(),
        reset: () => simulation.reset(),
        undo: () => sweeping ? sweep.item.undo() : simulation.undo(),
        redo: () => sweeping ? sweep.item.redo() : simulation.redo(),
        open: () => sheets.desk()?.open(),
        save: () => sheets.desk()?.save(),
        saveAs: () => sheets.desk()?.saveAs(),
        sweep: () => sweeping = !sweeping,
        copy: () => sweeping ? sweep.item.copyCommand() : simulation.copyCommand(),
        theme: () => Theme.next(),
        present: () => presenting = !presenting,
        leave: () => {
            if (!folds.foldOverlaid())
                presenting = false;
        },
        rail: () => folds.turnRail(),
        panel: () => folds.turnPanel(),
        figures: () => simulation.figures.choice = 1 - simulation.figures.choice,
        help: () => sheets.showKeys()
    })

    width: 1600
    height: 1000
    minimumWidth: Math.min(720, room.width)
    minimumHeight: Math.min(540, room.height)
    title: (document && document.named ? (document.atRisk ? "• " : "") + document.name + " — " : "")
        + (simulation.title === "" ? "Coroscope" : simulation.title + " — Coroscope")
    color: Theme.background
    visible: true
    font.family: Theme.family
    font.pixelSize: Theme.body

    /*! What the keyboard has reached is not to lie under a panel. */
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

    onPresentingChanged: {
        if (fixedSize)
            return;
        if (presenting)
            showFullScreen();
        else
            showNormal();
    }

    /*! A sweep stops the run that it stands in front of; whoever comes back from it finds it as it was. */
    property bool playedBeforeSweep: false

    onSweepingChanged: {
        if (!sweeping) {
            simulation.playing = playedBeforeSweep;
            return;
        }
        playedBeforeSweep = simulation.playing;
        simulation.playing = false;
        // By name, so that a window that opens does not load it.
        if (!sweep.item)
            sweep.setSource("qrc:/qt/qml/Coroscope/Sweep/SweepView.qml", { simulation: simulation });
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
        timelineShare = memory.timelineShare;
        simulation.figures.choice = memory.figures;
        if (!themeGiven)
            Theme.choose(memory.theme);
        if (memory.maximized)
            showMaximized();
    }

    onFrameSwapped: begun = true
    onBegunChanged: {
        sheets.offerRecovery();
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
        memory.theme = Theme.theme;
        memory.figures = simulation.figures.choice;
        memory.keep();
    }

    Binding {
        target: window.simulation
        property: "held"
        value: Modality.open > 0
    }

    Binding {
        target: Theme
        property: "presenting"
        value: window.presenting
    }

    Instantiator {
        model: KeyTable.shortcuts

        Shortcut {
            required property var modelData

            sequences: modelData.keys
            // Esc is also how one leaves a field; it does more only where nobody types.
            enabled: modelData.id !== "leave" || ((window.presenting || window.folds.overlaid)
                                                  && !(window.activeFocusItem instanceof TextInput))
            autoRepeat: ["stepForward", "stepBack", "slower", "faster", "undo", "redo"].includes(modelData.id)
            onActivated: window.actions[modelData.id]()
            onActivatedAmbiguously: window.actions[modelData.id]()
        }
    }

    // A press where nothing is: whoever was typing has finished.
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
        width: !visible ? 0 : folded ? foldedWidth : openWidth
        y: window.besidesTop
        height: parent.height - y
        simulation: window.simulation
        folded: !window.folds.railOpen
        overlaid: window.folds.railOverlaid
        document: window.document
        filled: window.begun
        onFoldAsked: window.actions.rail()
        onOpenAsked: window.actions.open()
        onSaveAsked: window.actions.save()
        onFileAsked: file => sheets.desk().openFile(file)
        // The document lets go after the run has been put away, for undo brings both back together.
        onPatternAsked: id => {
            if (id === window.simulation.patternId)
                return;
            sheets.whenSafe(() => {
                window.simulation.selectPattern(id);
                window.document?.forget();
                // What has been chosen is to be seen.
                if (rail.overlaid)
                    window.folds.foldOverlaid();
            });
        }
    }

    Item {
        id: centre

        readonly property int inset: width < 760 ? Theme.narrowMargin : Theme.margin
        readonly property int cardInset: width < 760 ? 16 : Theme.margin
        readonly property real room: height - header.y - header.height - Theme.padding - splitter.height - inset * 0.6

        // What lies over it takes no more than when it is folded.
        x: !rail.overlaid ? rail.width : window.presenting ? 0 : rail.foldedWidth
        width: parent.width - x - (!panel.overlaid ? panel.width : window.presenting ? 0 : panel.foldedWidth)
        height: parent.height

        Header {
            id: header

            // While the window presents, rail and panel open below it, so that the button that opens one stays where it is.
            readonly property int inset: window.presenting ? Theme.margin : centre.inset
            readonly property int indent: inset + (inset > 20 ? 8 : 2)

            x: indent - (window.presenting ? centre.x : 0)
            y: Math.round(inset * 0.85)
            width: (window.presenting ? window.width : parent.width) - 2 * indent + 8
            simulation: window.simulation
            presenting: window.presenting
            sweeping: window.sweeping
            railCalled: window.folds.railOpen
            panelCalled: window.folds.panelOpen
            onRailAsked: window.actions.rail()
            onPanelAsked: window.actions.panel()
            onSweepAsked: window.actions.sweep()
            onPresentAsked: window.actions.present()
            onThemeAsked: window.actions.theme()
            onHelpAsked: window.actions.help()
        }

        StageArea {
            id: stage

            objectName: "stage"
            visible: !window.sweeping
            x: centre.inset
            anchors.top: header.bottom
            anchors.topMargin: Theme.padding
            width: parent.width - 2 * centre.inset
            height: centre.room - timeline.height
            inset: centre.cardInset
            simulation: window.simulation
        }

        Splitter {
            id: splitter

            objectName: "timelineSplitter"
            visible: !window.sweeping
            x: centre.inset
            anchors.top: stage.bottom
            width: stage.width
            label: "Height of the timeline"
            value: Math.round(100 * timeline.height / centre.room)

            function giveTimeline(wanted: real): void {
                const height = Math.max(timeline.leastHeight, Math.min(centre.room - stage.leastHeight, wanted));
                window.timelineShare = height / centre.room;
            }

            onDragged: amount => giveTimeline(timeline.height + amount)
            onValueAsked: value => giveTimeline(value / 100 * centre.room)
            onDefaultAsked: window.timelineShare = window.defaultTimelineShare
        }

        TimelineArea {
            id: timeline

            objectName: "timelineArea"
            visible: !window.sweeping
            x: centre.inset
            anchors.top: splitter.bottom
            width: stage.width
            height: Math.round(Math.max(leastHeight,
                                        Math.min(centre.room - stage.leastHeight, window.timelineShare * centre.room)))
            inset: centre.cardInset
            simulation: window.simulation
        }

        Loader {
            id: sweep

            objectName: "sweep"
            visible: window.sweeping
            enabled: visible // what is hidden keeps no key
            x: centre.inset
            anchors.top: header.bottom
            anchors.topMargin: Theme.padding
            width: stage.width
            height: Math.round(parent.height - y - centre.inset * 0.6)
        }

        Binding {
            target: sweep.item
            property: "active"
            value: window.sweeping
            when: sweep.status === Loader.Ready
        }

        Binding {
            target: sweep.item
            property: "inset"
            value: centre.cardInset
            when: sweep.status === Loader.Ready
        }

        Connections {
            target: sweep.item
            ignoreUnknownSignals: true

            function onOpenAsked(point: int): void {
                sheets.whenSafe(() => {
                    sweep.item.open(point);
                    window.playedBeforeSweep = false;
                    window.document?.forget();
                    window.sweeping = false;
                });
            }
        }
    }

    TunePanel {
        id: panel

        readonly property int openWidth: Math.round(Math.max(320, Math.min(400, window.width * 0.25))
                                                    * (1 + (Theme.textScale - 1) / 2))

        objectName: "panel"
        visible: !window.presenting || window.folds.panelOpen
        anchors.right: parent.right
        width: !visible ? 0 : folded ? foldedWidth : openWidth
        y: window.besidesTop
        height: parent.height - y
        simulation: window.simulation
        document: window.document
        folded: !window.folds.panelOpen
        overlaid: window.folds.panelOverlaid
        filled: window.begun
        acting: !window.sweeping
        onFoldAsked: window.actions.panel()
    }

    Toast {
        id: toast

        objectName: "toast"
        anchors.horizontalCenter: parent.horizontalCenter
        y: parent.height - height - 28
        z: 2
    }

    Connections {
        target: window.simulation

        function onNotice(text: string): void {
            toast.tell(text);
        }
    }

    SheetMaker {
        id: sheets

        simulation: window.simulation
        document: window.document
        recovery: window.recovery
    }
}
