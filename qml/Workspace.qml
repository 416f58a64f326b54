// SPDX-License-Identifier: MIT
import QtQuick

import Coroscope.App
import Coroscope.Components
import Coroscope.Panels
import Coroscope.Stage
import Coroscope.Theme

/*! Between rail and panel: the header, and below it the run, as stage over timeline, or a sweep, or luck, or two runs. */
Item {
    id: workspace

    required property Simulation simulation
    required property PanelFolds folds
    property bool presenting: false
    /*! A sweep is shown in place of stage and timeline. */
    property bool sweeping: false
    /*! Two runs are shown in place of stage and timeline. */
    property bool comparing: false
    /*! The same values with other seeds are shown there. */
    property bool trying: false
    /*! Other runs are shown than the one that plays, which pauses. */
    readonly property bool aside: sweeping || trying
    readonly property bool alone: !aside && !comparing
    /*! Share of the height that the timeline takes, after the least heights of both parts. */
    property real timelineShare: defaultTimelineShare
    readonly property real defaultTimelineShare: 0.34
    /*! The same while the window presents: the picture comes first. */
    property real presentedShare: defaultPresentedShare
    readonly property real defaultPresentedShare: 0.3
    /*! The header's margin to the left of this, and its width. */
    property real headerX: 0
    property real headerWidth: width
    /*! Where the header's text begins. */
    readonly property real headingX: header.x
    /*! Below the header. */
    readonly property real belowHeader: header.y + header.height + Theme.padding

    readonly property int inset: width < 760 ? Theme.narrowMargin : Theme.margin
    readonly property int cardInset: width < 760 ? 16 : Theme.margin
    readonly property real room: height - belowHeader - splitter.height - inset * 0.6

    /*! The action with this id, as in KeyTable, is requested. */
    signal actionAsked(id: string)
    /*! What is selected is to be shown in the panel's tab of this name. */
    signal viewAsked(view: string)
    /*! The run of this point of the sweep is requested: openPoint() shows it. */
    signal pointAsked(point: int)
    /*! The run that \a open shows is requested: openRun() shows it. */
    signal runAsked(open: var)

    /*! The SweepView, once there has been a sweep. */
    readonly property var sweepView: sweep.item
    /*! The LuckView, likewise. */
    readonly property var luckView: luck.item

    /*! A sweep pauses the run behind it, which is as it was when the sweep is left. */
    property bool playedBeforeSweep: false
    /*! Likewise with other seeds. */
    property bool playedBeforeLuck: false

    onSweepingChanged: {
        const transport = simulation.transport;
        if (!sweeping) {
            transport.playing = playedBeforeSweep;
            return;
        }
        comparing = false;
        trying = false;
        playedBeforeSweep = transport.playing;
        transport.playing = false;
        // By name, so that a window that opens does not load it.
        if (!sweep.item)
            sweep.setSource("qrc:/qt/qml/Coroscope/Sweep/SweepView.qml", { simulation: simulation });
    }

    /*! Both, once there has been a comparison. */
    property Pair pair: null
    /*! The charts of both are shown in the panel. */
    property bool chartsElsewhere: false

    onComparingChanged: {
        if (comparing) {
            const point = sweeping ? sweepView.markedPoint : -1;
            sweeping = false;
            trying = false;
            pair = simulation.pair();
            pair.active = true;
            if (point >= 0)
                sweepView.compare(point);
            if (!compare.item)
                compare.setSource("qrc:/qt/qml/Coroscope/Compare/CompareView.qml", { simulation: simulation, pair: pair });
        } else {
            pair.active = false;
        }
    }

    Connections {
        target: workspace.pair

        // It ends by itself when B is kept.
        function onActiveChanged(): void {
            workspace.comparing = workspace.pair.active;
        }
    }

    onTryingChanged: {
        const transport = simulation.transport;
        if (!trying) {
            transport.playing = playedBeforeLuck;
            return;
        }
        comparing = false;
        sweeping = false;
        playedBeforeLuck = transport.playing;
        transport.playing = false;
        // By name, so that a window that opens does not load it.
        if (!luck.item)
            luck.setSource("qrc:/qt/qml/Coroscope/Luck/LuckView.qml", { simulation: simulation });
    }

    function openRun(open: var): void {
        open();
        playedBeforeLuck = false;
        trying = false;
    }

    function openPoint(point: int): void {
        sweepView.open(point);
        playedBeforeSweep = false;
        sweeping = false;
    }

    /*! The run anew from the start; of two, both, and up to where they are. */
    function rerun(): void {
        if (comparing)
            pair.rerun();
        else
            simulation.tuning.reset();
    }

    function undo(): void {
        if (sweeping)
            sweepView.undo();
        else if (comparing)
            pair.tuning.undo();
        else
            simulation.tuning.undo();
    }

    function redo(): void {
        if (sweeping)
            sweepView.redo();
        else if (comparing)
            pair.tuning.redo();
        else
            simulation.tuning.redo();
    }

    function copyCommand(): void {
        if (sweeping)
            sweepView.copyCommand();
        else if (comparing)
            simulation.copyComparison();
        else if (trying)
            luckView.copyCommand();
        else
            simulation.copyCommand();
    }

    /*! Shows the whole run on the timeline. */
    function fit(): void {
        timeline.fit();
    }

    Header {
        id: header

        // While the window presents, rail and panel open below it, so that the button that opens one stays where it is.
        readonly property int inset: workspace.presenting ? Theme.margin : workspace.inset
        readonly property int indent: inset + (inset > 20 ? 8 : 2)

        x: indent + workspace.headerX
        y: Math.round(workspace.inset * 0.85)
        width: workspace.headerWidth - 2 * indent + 8
        run: workspace.simulation.run
        presenting: workspace.presenting
        aside: workspace.sweeping ? "sweep" : workspace.trying ? "luck" : ""
        comparing: workspace.comparing
        railCalled: workspace.folds.railOpen
        panelCalled: workspace.folds.panelOpen
        onRailAsked: workspace.actionAsked("rail")
        onPanelAsked: workspace.actionAsked("panel")
        onSweepAsked: workspace.actionAsked(workspace.trying ? "luck" : "sweep")
        onCompareAsked: workspace.actionAsked("compare")
        onCopyAsked: workspace.actionAsked("copy")
        onPresentAsked: workspace.actionAsked("present")
        onThemeAsked: workspace.actionAsked("theme")
        onHelpAsked: workspace.actionAsked("help")
    }

    StageArea {
        id: stage

        objectName: "stage"
        visible: workspace.alone
        x: workspace.inset
        y: workspace.belowHeader
        width: parent.width - 2 * workspace.inset
        height: workspace.room - timeline.height
        inset: workspace.cardInset
        presenting: workspace.presenting
        run: workspace.simulation.run
        transport: workspace.simulation.transport
        pointedFigure: workspace.simulation.learning.lesson.figure
        hidesAdvice: workspace.simulation.learning.lesson.hidesAdvice
        hidesNumbers: workspace.simulation.learning.lesson.hidesNumbers
        onActionAsked: (action, index) => workspace.simulation.tuning.act(action, index)
        onViewAsked: view => workspace.viewAsked(view)
        onAdviceTaken: workspace.simulation.tuning.takeAdvice()
    }

    Splitter {
        id: splitter

        objectName: "timelineSplitter"
        visible: workspace.alone
        x: workspace.inset
        anchors.top: stage.bottom
        width: stage.width
        label: "Height of the timeline"
        value: Math.round(100 * timeline.height / workspace.room)

        function giveTimeline(wanted: real): void {
            const most = workspace.room - stage.leastHeight;
            const share = Math.max(timeline.leastHeight, Math.min(most, wanted)) / workspace.room;
            if (workspace.presenting)
                workspace.presentedShare = share;
            else
                workspace.timelineShare = share;
        }

        onDragged: amount => giveTimeline(timeline.height + amount)
        onValueAsked: value => giveTimeline(value / 100 * workspace.room)
        onDefaultAsked: {
            if (workspace.presenting)
                workspace.presentedShare = workspace.defaultPresentedShare;
            else
                workspace.timelineShare = workspace.defaultTimelineShare;
        }
    }

    TimelineArea {
        id: timeline

        readonly property real share: workspace.presenting ? workspace.presentedShare : workspace.timelineShare
        readonly property bool asUsual: share === (workspace.presenting ? workspace.defaultPresentedShare : workspace.defaultTimelineShare)
        readonly property real wanted: Math.max(share * workspace.room, asUsual ? goodHeight : 0)

        objectName: "timelineArea"
        visible: workspace.alone
        x: workspace.inset
        anchors.top: splitter.bottom
        width: stage.width
        height: Math.round(Math.max(leastHeight, Math.min(workspace.room - stage.leastHeight, wanted)))
        inset: workspace.cardInset
        run: workspace.simulation.run
        transport: workspace.simulation.transport
        tuning: workspace.simulation.tuning
        loop: workspace.simulation.loop
        until: workspace.simulation.until
        bookmarks: workspace.simulation.bookmarks
        onActionAsked: id => workspace.actionAsked(id)
        onViewAsked: view => workspace.viewAsked(view)
    }

    Loader {
        id: sweep

        objectName: "sweep"
        visible: workspace.sweeping
        enabled: visible // a hidden item keeps no keys
        x: workspace.inset
        y: workspace.belowHeader
        width: stage.width
        height: Math.round(parent.height - y - workspace.inset * 0.6)
    }

    Loader {
        id: compare

        objectName: "compare"
        visible: workspace.comparing
        enabled: visible // a hidden item keeps no keys
        x: workspace.inset
        y: workspace.belowHeader
        width: stage.width
        height: sweep.height
    }

    Loader {
        id: luck

        objectName: "luck"
        visible: workspace.trying
        enabled: visible // a hidden item keeps no keys
        x: workspace.inset
        y: workspace.belowHeader
        width: stage.width
        height: sweep.height
    }

    Binding {
        target: compare.item
        property: "inset"
        value: workspace.cardInset
        when: compare.status === Loader.Ready
    }

    Binding {
        target: compare.item
        property: "chartsElsewhere"
        value: workspace.chartsElsewhere
        when: compare.status === Loader.Ready
    }

    Binding {
        target: luck.item
        property: "active"
        value: workspace.trying
        when: luck.status === Loader.Ready
    }

    Binding {
        target: luck.item
        property: "inset"
        value: workspace.cardInset
        when: luck.status === Loader.Ready
    }

    Connections {
        target: luck.item
        ignoreUnknownSignals: true

        function onOpenAsked(open: var): void {
            workspace.runAsked(open);
        }
    }

    Binding {
        target: sweep.item
        property: "active"
        value: workspace.sweeping
        when: sweep.status === Loader.Ready
    }

    Binding {
        target: sweep.item
        property: "inset"
        value: workspace.cardInset
        when: sweep.status === Loader.Ready
    }

    Connections {
        target: sweep.item
        ignoreUnknownSignals: true

        function onOpenAsked(point: int): void {
            workspace.pointAsked(point);
        }
    }
}
