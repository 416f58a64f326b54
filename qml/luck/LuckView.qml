// SPDX-License-Identifier: MIT
import QtQuick
import QtQuick.Templates as T

import Coroscope.App
import Coroscope.Components
import Coroscope.Theme

/*!
    The present values with many seeds: how a measure is distributed, drawn while it is computed. It starts by itself,
    and restarts when something is changed.
*/
Card {
    id: view

    required property Simulation simulation
    /*! Whether it is shown; it is idle otherwise. */
    property bool active: true
    property int inset: Theme.margin

    /*! A run is requested: \a open shows it. */
    signal openAsked(open: var)

    function copyCommand(): void {
        study.copyCommand();
    }

    Accessible.role: Accessible.Pane
    Accessible.name: "Luck"

    LuckStudy {
        id: study

        simulation: view.simulation
        active: view.active
    }

    Connections {
        target: study.finder

        function onFound(): void {
            view.openAsked(() => study.openFound());
        }
    }

    // In a low window the chart keeps a legible height, and is scrolled to.
    Flickable {
        id: scroller

        readonly property real leastChart: 190 * Theme.textScale

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
            objectName: "luckScrollBar"
            focusPolicy: Qt.NoFocus
            Accessible.name: "Luck"
        }

        LuckControls {
            id: controls

            x: view.inset
            y: 18
            width: scroller.width - 2 * x
            study: study
        }

        LuckChart {
            id: chart

            objectName: "luckChart"
            x: view.inset
            y: Math.round(controls.y + controls.height + Theme.margin)
            width: controls.width
            height: Math.round(scroller.contentHeight - y)
            study: study
            onOpenAsked: bar => view.openAsked(() => study.openBar(bar))
            Accessible.role: Accessible.Chart
            Accessible.name: "Results with other seeds"
            Accessible.description: markedText === "" ? study.statusText : markedText
            Accessible.focusable: true
        }

        FocusRing {
            anchors.fill: chart
            anchors.margins: -4
            visible: chart.activeFocus && chart.markedText === ""
        }
    }

    LuckEnds {
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
        onEndAsked: end => view.openAsked(() => study.openEnd(end))
    }
}
