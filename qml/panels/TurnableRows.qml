// SPDX-License-Identifier: MIT
pragma ComponentBehavior: Bound

import QtQuick

import Coroscope.App

/*! The parameters that a step of a lesson lets one turn, as they are in Tune. */
Column {
    id: rows

    required property Tuning tuning
    /*! Their ids, with blanks between them. */
    required property string modelData
    readonly property var ids: modelData.split(" ")

    /*! Gives the keyboard to the first of them. */
    function takeKeys(): void {
        for (let i = 0; i < parameters.count; ++i) {
            const row = parameters.itemAt(i) as ParameterRow;
            if (row?.parameterId === ids[0])
                row.takeKeys();
        }
    }

    Repeater {
        id: parameters

        model: rows.tuning.parameters

        ParameterRow {
            width: rows.width
            parameters: rows.tuning.parameters
            wanted: rows.ids.includes(parameterId)
        }
    }
}
