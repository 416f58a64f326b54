// SPDX-License-Identifier: MIT
pragma Singleton

import QtQuick

/*! How sentences are broken into lines. */
QtObject {
    /*! "Consumers" = 3 stays on one line, and so does a number with its unit. */
    function inOnePiece(said: string): string {
        return said.replace(/ = /g, "\u00a0=\u00a0").replace(/(\d) (?=(\/s|\/min|ms|s|min|h|%)(?![a-z]))/g, "$1\u00a0")
            .replace(/\/(?=(s|min)\b)/g, "/\u2060").replace(/\blast (?=\d)/g, "last\u00a0");
    }
}
