// SPDX-License-Identifier: MIT
pragma ComponentBehavior: Bound

import QtQuick

import Coroscope.App
import Coroscope.Components
import Coroscope.Theme

/*! The two live charts under the parameters; of two runs, laid over each other. */
Column {
    id: charts

    required property Run run
    /*! Another one, to be laid over it; null: there is none. */
    property Run second: null
    /*! The span that all numbers cover. */
    required property FigureWindow figures
    property int chartHeight: Math.round(76 * Theme.textScale)

    spacing: 6

    Item {
        width: parent.width
        height: lookback.implicitHeight

        AppText {
            anchors.verticalCenter: parent.verticalCenter
            width: parent.width - lookback.width - 8
            text: "Figures"
            font.pixelSize: Theme.small
            color: Theme.textMuted
        }

        SmallChoice {
            id: lookback

            objectName: "figureWindow"
            anchors.right: parent.right
            width: Math.round(170 * Theme.textScale)
            choices: charts.figures.names
            currentIndex: charts.figures.choice
            label: "Period of the numbers and charts"
            tip: KeyTable.tip("figures")
            onChosen: index => charts.figures.choice = index
            onDefaultAsked: charts.figures.choice = 0
        }
    }

    AppText {
        text: charts.run.fillTitle
        font.pixelSize: Theme.small
        font.weight: Font.DemiBold
    }

    FillChart {
        objectName: "fillChart"
        visible: !charts.second
        width: parent.width
        height: charts.chartHeight
        run: charts.run
        Accessible.role: Accessible.Chart
        Accessible.name: charts.run.fillTitle + " over time"
        Accessible.description: summary
    }

    Repeater {
        model: charts.second ? 1 : 0

        ComparedFillChart {
            objectName: "comparedFillChart"
            width: charts.width
            height: Math.round(charts.chartHeight * 1.15)
            run: charts.run
            second: charts.second
            Accessible.role: Accessible.Chart
            Accessible.name: charts.run.fillTitle + " over time, of both runs"
            Accessible.description: summary
        }
    }

    Item {
        width: 1
        height: 4
    }

    AppText {
        text: charts.run.latencyTitle
        font.pixelSize: Theme.small
        font.weight: Font.DemiBold
    }

    LatencyChart {
        objectName: "latencyChart"
        visible: !charts.second
        width: parent.width
        height: charts.chartHeight
        run: charts.run
        Accessible.role: Accessible.Chart
        Accessible.name: "Latency distribution"
        Accessible.description: summary
    }

    Repeater {
        model: charts.second ? 1 : 0

        ComparedLatencyChart {
            objectName: "comparedLatencyChart"
            width: charts.width
            height: Math.round(charts.chartHeight * 1.15)
            run: charts.run
            second: charts.second
            Accessible.role: Accessible.Chart
            Accessible.name: "Latency distribution of both runs"
            Accessible.description: summary
        }
    }
}
