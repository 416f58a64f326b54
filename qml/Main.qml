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

    property bool presenting: false
    /*! A sweep stands where stage and timeline are otherwise. */
    property bool sweeping: false
    /*! 1 open, −1 folded, 0 as the width suggests. */
    property int railWish: 0
    property int panelWish: 0
    /*! Share of the height that the timeline takes; the parts' least heights come first. */
    property real timelineShare: defaultTimelineShare
    readonly property real defaultTimelineShare: 0.42

    readonly property bool railFolded: railWish === 0 ? width < 1200 * Theme.textScale : railWish < 0
    readonly property bool panelFolded: panelWish === 0 ? width < 900 * Theme.textScale : panelWish < 0

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
        undo: () => {
            if (simulation.canUndo)
                simulation.undo();
        },
        open: () => desk()?.open(),
        save: () => desk()?.save(),
        saveAs: () => desk()?.saveAs(),
        sweep: () => sweeping = !sweeping,
        copy: () => simulation.copyCommand(),
        theme: () => Theme.next(),
        present: () => presenting = !presenting,
        leave: () => presenting = false,
        rail: () => railWish = railFolded ? 1 : -1,
        panel: () => panelWish = panelFolded ? 1 : -1,
        help: () => {
            if (!keySheet)
                keySheet = keySheetMaker.createObject(window) as KeySheet;
            keySheet.open();
        }
    })

    width: 1600
    height: 1000
    minimumWidth: 720
    minimumHeight: 540
    title: (document && document.named ? (document.atRisk ? "• " : "") + document.name + " — " : "")
        + (simulation.title === "" ? "Coroscope" : simulation.title + " — Coroscope")
    color: Theme.background
    visible: true
    font.family: Theme.family
    font.pixelSize: Theme.body

    onPresentingChanged: {
        if (fixedSize)
            return;
        if (presenting)
            showFullScreen();
        else
            showNormal();
    }

    onSweepingChanged: {
        if (!sweeping)
            return;
        simulation.playing = false;
        // By name, so that a window that opens does not load it.
        if (!sweep.item)
            sweep.setSource("qrc:/qt/qml/Coroscope/Sweep/SweepView.qml", { simulation: simulation });
    }

    /*! Made when it is first asked for, and by name, so that a window that opens does not load the dialogs. */
    property var scenarioDesk: null

    function desk(): var {
        if (!scenarioDesk && document)
            scenarioDesk = Qt.createComponent("ScenarioDesk.qml").createObject(window, { document: document });
        return scenarioDesk;
    }

    /*! Does \a what, unless that would lose something and whoever sits there thinks better of it. */
    function whenSafe(what: var): void {
        if (document?.atRisk)
            desk().whenSafe(what);
        else
            what();
    }

    property bool leaving: false

    /*! The first frame has been shown. What that frame can do without is made afterwards. */
    property bool begun: false
    /*! Null where nothing is remembered. */
    property var memory: null
    /*! Made when it is first asked for: it has a hundred items, and the window is to be there at once. */
    property KeySheet keySheet: null

    Component.onCompleted: {
        if (!memory)
            return;
        width = memory.width;
        height = memory.height;
        railWish = memory.railWish;
        panelWish = memory.panelWish;
        timelineShare = memory.timelineShare;
        if (!themeGiven)
            Theme.choose(memory.theme);
        if (memory.maximized)
            showMaximized();
    }

    onFrameSwapped: begun = true
    onBegunChanged: {
        if (recovery && recovery.found !== "")
            (recoveryMaker.createObject(window) as AskSheet).open();
    }
    onClosing: close => {
        if (!leaving && document?.atRisk) {
            close.accepted = false;
            whenSafe(() => {
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
        memory.railWish = railWish;
        memory.panelWish = panelWish;
        memory.timelineShare = timelineShare;
        memory.theme = Theme.theme;
        memory.keep();
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
            // Esc is also how one leaves a field; it ends the presentation only where nobody types.
            enabled: modelData.id !== "leave" || (window.presenting && !(window.activeFocusItem instanceof TextInput))
            autoRepeat: ["stepForward", "stepBack", "slower", "faster", "undo"].includes(modelData.id)
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
        visible: !window.presenting
        width: !visible ? 0 : folded ? foldedWidth : openWidth
        height: parent.height
        simulation: window.simulation
        folded: window.railFolded
        document: window.document
        filled: window.begun
        onFoldAsked: window.actions.rail()
        onOpenAsked: window.actions.open()
        onSaveAsked: window.actions.save()
        onFileAsked: file => window.desk().openFile(file)
        onPatternAsked: id => window.whenSafe(() => {
            window.document?.forget();
            window.simulation.selectPattern(id);
        })
    }

    Item {
        id: centre

        readonly property int inset: width < 760 ? Theme.narrowMargin : Theme.margin
        readonly property int cardInset: width < 760 ? 16 : Theme.margin
        readonly property real room: height - header.y - header.height - Theme.padding - splitter.height - inset * 0.6

        anchors {
            left: rail.right
            right: panel.left
            top: parent.top
            bottom: parent.bottom
        }

        Header {
            id: header

            x: centre.inset + (centre.inset > 20 ? 8 : 2)
            y: Math.round(centre.inset * 0.85)
            width: parent.width - 2 * x + 8
            simulation: window.simulation
            presenting: window.presenting
            sweeping: window.sweeping
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
            onDragged: amount => {
                const height = Math.max(timeline.leastHeight,
                                        Math.min(centre.room - stage.leastHeight, timeline.height + amount));
                window.timelineShare = height / centre.room;
            }
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
                window.whenSafe(() => {
                    window.document?.forget();
                    sweep.item.open(point);
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
        visible: !window.presenting
        anchors.right: parent.right
        width: !visible ? 0 : folded ? foldedWidth : openWidth
        height: parent.height
        simulation: window.simulation
        folded: window.panelFolded
        filled: window.begun
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
            toast.show(text);
        }
    }

    Component {
        id: recoveryMaker

        AskSheet {
            objectName: "recoverySheet"
            question: window.recovery?.found ?? ""
            answers: ["Bring it back", "Throw it away", "Later"]
            onAnswered: index => {
                if (index === 0)
                    window.recovery.recover();
                else if (index === 1)
                    window.recovery.dismiss();
            }
        }
    }

    Connections {
        target: window.document

        function onFoundChangedElsewhere(): void {
            (conflictMaker.createObject(window) as AskSheet).open();
        }
    }

    Component {
        id: conflictMaker

        AskSheet {
            id: conflictSheet

            objectName: "conflictSheet"
            question: "Another program has changed the file of “" + window.document.name
                      + "” since it was opened here. Saving would write over that."
            answers: ["Save as…", "Write over it", "Cancel"]
            onAnswered: index => {
                if (index === 0)
                    window.actions.saveAs();
                else if (index === 1)
                    window.document.overwrite();
            }
            onClosed: conflictSheet.destroy()
        }
    }

    Component {
        id: keySheetMaker

        KeySheet {
            objectName: "keySheet"
        }
    }
}
