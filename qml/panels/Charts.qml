// SPDX-License-Identifier: MIT
import QtQuick

import Coroscope.App
import Coroscope.Components
import Coroscope.Theme

/*! The two live charts under the parameters. */
Column {
    id: charts

    required property Simulation simulation
    property int chartHeight: Math.round(76 * Theme.textScale)

    spacing: 6

    AppText {
        text: charts.simulation.oneChannel ? "Channel fill" : "In flight"
        font.pixelSize: Theme.small
        font.weight: Font.DemiBold
    }

    FillChart {
        objectName: "fillChart"
        width: parent.width
        height: charts.chartHeight
        simulation: charts.simulation
        Accessible.role: Accessible.Chart
        Accessible.name: charts.simulation.oneChannel ? "Channel fill over time" : "Items in flight over time"
        Accessible.description: summary
    }

    Item {
        width: 1
        height: 4
    }

    AppText {
        text: "Latency, born → done"
        font.pixelSize: Theme.small
        font.weight: Font.DemiBold
    }

    LatencyChart {
        objectName: "latencyChart"
        width: parent.width
        height: charts.chartHeight
        simulation: charts.simulation
        Accessible.role: Accessible.Chart
        Accessible.name: "How often each latency occurs"
        Accessible.description: summary
    }
}
