// SPDX-License-Identifier: MIT
import QtQuick

import Coroscope.App
import Coroscope.Components
import Coroscope.Theme

/*! The two live charts under the parameters. */
Column {
    id: charts

    required property Run run
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
            label: "What numbers and charts look back over"
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
        width: parent.width
        height: charts.chartHeight
        run: charts.run
        Accessible.role: Accessible.Chart
        Accessible.name: charts.run.fillTitle + " over time"
        Accessible.description: summary
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
        width: parent.width
        height: charts.chartHeight
        run: charts.run
        Accessible.role: Accessible.Chart
        Accessible.name: "How often each latency occurs"
        Accessible.description: summary
    }
}
