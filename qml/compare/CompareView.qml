// SPDX-License-Identifier: MIT
pragma ComponentBehavior: Bound

import QtQuick

import Coroscope.App
import Coroscope.Components
import Coroscope.Theme

/*!
    Two runs with the same seed on one clock, stage over stage: what differs is in their titles, what comes of it in the
    numbers below.
*/
Item {
    id: view

    required property Simulation simulation
    required property Pair pair
    property int inset: Theme.margin
    /*! Whether the charts of both are shown elsewhere. */
    property bool chartsElsewhere: false

    readonly property bool low: height < 640 * Theme.textScale
    readonly property int gap: low ? 6 : 10
    readonly property bool hasCharts: !chartsElsewhere && width > 900 * Theme.textScale
    readonly property real stageHeight: Math.floor((height - clock.height - below.height - 3 * gap) / 2)

    /*! Created when first needed. */
    property FileSheet sheet: null

    Accessible.role: Accessible.Pane
    Accessible.name: "Comparison"

    Component {
        id: sheetMaker

        FileSheet {
            id: openSheet

            objectName: "compareSheet"
            title: "Compare with a scenario"
            verb: "Compare"
            suffix: "coroscope"
            onChosen: path => {
                errorText = view.pair.chooseFile(path);
                if (errorText === "")
                    openSheet.close();
            }
        }
    }

    CompareStage {
        id: first

        objectName: "compareFirst"
        width: parent.width
        height: view.stageHeight
        inset: view.inset
        run: view.pair.first
        transport: view.simulation.transport
        title: view.pair.firstTitle
        mostZoom: second.fittingZoom
        onActionAsked: (action, index) => view.simulation.tuning.act(action, index)
    }

    CompareStage {
        id: second

        objectName: "compareSecond"
        y: first.height + view.gap
        width: parent.width
        height: view.stageHeight
        inset: view.inset
        isSecond: true
        run: view.pair.second
        transport: view.pair.secondTransport
        title: view.pair.secondTitle
        choices: view.pair.choices
        choice: view.pair.choice
        mostZoom: first.fittingZoom
        onActionAsked: (action, index) => view.pair.secondTuning.act(action, index)
        onChosen: choice => view.pair.choose(choice)
        onFileAsked: {
            if (!view.sheet)
                view.sheet = sheetMaker.createObject(view) as FileSheet;
            view.sheet.ask(view.sheet.folder, "");
        }
        onKeepAsked: view.pair.keepSecond()
    }

    CompareClock {
        id: clock

        anchors.top: second.bottom
        anchors.topMargin: view.gap
        width: parent.width
        height: implicitHeight
        inset: view.inset
        low: view.low
        pair: view.pair
        transport: view.simulation.transport
        tuning: view.simulation.tuning
    }

    Card {
        id: below

        anchors.bottom: parent.bottom
        width: parent.width
        height: numbers.implicitHeight + (view.low ? Theme.spacing : 2 * Theme.spacing)

        CompareNumbers {
            id: numbers

            objectName: "comparedNumbers"
            x: view.inset
            anchors.verticalCenter: parent.verticalCenter
            width: (view.hasCharts ? Math.round(below.width * 0.58) : below.width) - 2 * x
            height: implicitHeight
            low: view.low
            model: view.pair.numbers
            over: view.pair.over
        }

        Row {
            visible: view.hasCharts
            x: numbers.x + numbers.width + view.inset
            y: Theme.spacing
            spacing: Theme.padding

            ComparedFillChart {
                objectName: "centreFillChart"
                width: Math.round((below.width - numbers.width - 3 * view.inset - Theme.padding) / 2)
                height: below.height - 2 * Theme.spacing
                visible: view.hasCharts
                run: view.pair.first
                second: view.pair.second
                Accessible.role: Accessible.Chart
                Accessible.name: view.pair.first.fillTitle + " over time, of both runs"
                Accessible.description: summary
            }

            ComparedLatencyChart {
                objectName: "centreLatencyChart"
                width: Math.round((below.width - numbers.width - 3 * view.inset - Theme.padding) / 2)
                height: below.height - 2 * Theme.spacing
                visible: view.hasCharts
                run: view.pair.first
                second: view.pair.second
                Accessible.role: Accessible.Chart
                Accessible.name: "Latency distribution of both runs"
                Accessible.description: summary
            }
        }
    }
}
