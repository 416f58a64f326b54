// SPDX-License-Identifier: MIT
import QtQuick

import Coroscope.App
import Coroscope.Components
import Coroscope.Theme

/*! Which events the log shows: of what kind, of which task, at which channel or lock, and of which item. */
Grid {
    id: filters

    required property LogFilter filter
    readonly property real cell: Math.floor((width - (columns - 1) * spacing) / columns)

    columns: width > 560 * Theme.textScale ? 4 : 2
    spacing: 6

    ChoiceField {
        objectName: "logTopic"
        width: filters.cell
        implicitHeight: Theme.controlHeight - 4
        label: "Which events"
        tip: "Which kinds of events are shown"
        model: filters.filter.topics
        current: filters.filter.topic
        onChosen: index => filters.filter.topic = index
    }

    ChoiceField {
        objectName: "logTask"
        width: filters.cell
        implicitHeight: Theme.controlHeight - 4
        label: "Of which task"
        tip: "The task whose events are shown, with those that concern it"
        model: filters.filter.tasks
        current: filters.filter.task
        onChosen: index => filters.filter.task = index
    }

    ChoiceField {
        objectName: "logThing"
        width: filters.cell
        implicitHeight: Theme.controlHeight - 4
        label: "Where"
        tip: "The channel, the lock or the threads where they happened"
        model: filters.filter.things
        current: filters.filter.thing
        onChosen: index => filters.filter.thing = index
    }

    ValueField {
        id: item

        objectName: "logItem"
        width: filters.cell
        implicitHeight: Theme.controlHeight - 4
        leftPadding: 12
        boxed: true
        text: filters.filter.itemText
        editText: filters.filter.item
        color: Theme.text
        font.pixelSize: Theme.small
        font.weight: Font.Medium
        tip: filters.filter.itemTip
        Accessible.name: "Of which item"
        onSubmitted: text => {
            filters.filter.item = text;
            errorText = filters.filter.itemError;
        }
        Keys.onDeletePressed: filters.filter.item = ""
    }
}
