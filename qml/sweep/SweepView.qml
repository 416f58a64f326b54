// SPDX-License-Identifier: MIT
import QtQuick
import QtQuick.Templates as T

import Coroscope.App
import Coroscope.Components
import Coroscope.Theme

/*!
    Varies one or two parameters: the result as a curve or a map, drawn while it is computed. It starts by
    itself, with the values in the panel, and restarts when something is changed.
*/
Card {
    id: view

    required property Simulation simulation
    /*! Whether it is shown; it is idle otherwise. */
    property bool active: true
    property int inset: Theme.margin

    /*! The run of point number \a point is requested. */
    signal openAsked(point: int)

    function open(point: int): void {
        study.open(point);
    }

    /*! The point that is marked; -1 if there is none. */
    readonly property alias markedPoint: chart.markedPoint

    /*! Holds the run of point number \a point against that of the window. */
    function compare(point: int): void {
        study.compare(point);
    }

    function copyCommand(): void {
        study.copyCommand();
    }

    function undo(): void {
        study.undo();
    }

    function redo(): void {
        study.redo();
    }

    Accessible.role: Accessible.Pane
    Accessible.name: "Sweep"

    SweepStudy {
        id: study

        simulation: view.simulation
        active: view.active
    }

    // In a low window the chart keeps a legible height, and is scrolled to.
    Flickable {
        id: scroller

        readonly property real leastChart: 130 * Theme.textScale

        anchors {
            left: parent.left
            right: parent.right
            top: parent.top
            bottom: footer.top
            bottomMargin: Theme.padding
        }
        contentHeight: Math.max(height, chart.y + leastChart)
        interactive: contentHeight > height
        clip: interactive
        boundsBehavior: Flickable.StopAtBounds
        T.ScrollBar.vertical: ThinScrollBar {
            objectName: "sweepScrollBar"
            focusPolicy: Qt.NoFocus
            Accessible.name: "Sweep"
        }

        SweepControls {
            id: controls

            x: view.inset
            y: 18
            width: scroller.width - 2 * x
            study: study
        }

        SweepChart {
            id: chart

            objectName: "sweepChart"
            x: view.inset
            y: Math.round(controls.y + controls.height + Theme.margin)
            width: controls.width
            height: Math.round(scroller.contentHeight - y)
            study: study
            onOpenAsked: point => view.openAsked(point)
            Accessible.role: Accessible.Chart
            Accessible.name: "Results of the sweep"
            Accessible.description: markedText === "" ? study.statusText : markedText
            Accessible.focusable: true
        }

        FocusRing {
            anchors.fill: chart
            anchors.margins: -4
            visible: chart.activeFocus && chart.markedText === ""
        }
    }

    SweepFooter {
        id: footer

        anchors {
            left: parent.left
            right: parent.right
            bottom: parent.bottom
            leftMargin: view.inset
            rightMargin: view.inset
            bottomMargin: Theme.padding
        }
        study: study
        advice: study.running ? "" : "click a point to open its run"
    }
}
