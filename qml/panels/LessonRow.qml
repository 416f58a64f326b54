// SPDX-License-Identifier: MIT
pragma ComponentBehavior: Bound

import QtQuick

import Coroscope.Components
import Coroscope.Theme

/*! A lesson in the list; the first of a section has its heading above. */
PickRow {
    id: row

    required property string lessonId
    required property string title
    required property string section
    required property bool begins
    required property bool done
    required property string begun
    required property int stars

    objectName: "lesson." + lessonId
    said: title + (done ? ", done" : begun !== "" ? ", " + begun + " steps" : "") + (stars > 0 ? ", " + stars + (stars === 1 ? " star" : " stars") : "")
    headed: heading.height
    height: name.y + name.height + 5

    SectionTitle {
        id: heading

        visible: row.begins
        height: row.begins ? Math.round(Theme.tiny * 1.5) + 18 : 0
        verticalAlignment: Text.AlignBottom
        text: row.section
    }

    AppIcon {
        visible: row.done
        x: row.inset
        anchors.verticalCenter: name.verticalCenter
        width: Math.round(14 * Theme.textScale)
        height: width
        name: "check"
        color: Theme.done
    }

    AppText {
        id: name

        x: row.inset + Math.round(22 * Theme.textScale)
        y: heading.height + 5
        width: earned.x - x - 8
        text: row.title
        wrapMode: Text.WordWrap
        elide: Text.ElideNone
        color: row.done ? Theme.textMuted : Theme.text
    }

    AppText {
        id: earned

        anchors.verticalCenter: name.verticalCenter
        x: row.width - width - row.inset
        text: row.stars > 0 ? "★".repeat(row.stars) : row.begun
        color: row.stars > 0 ? Theme.restarted : Theme.textMuted
        font.pixelSize: row.stars > 0 ? Theme.body : Theme.small
        Accessible.ignored: true
    }
}
