#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""highlight.py SOURCE TOKENS

Writes down what is what in a C++ or Rust file, for the window to colour in: one run of characters after the other, from the
first to the last, each a letter and how many characters it has. The letters:

    a  a word at which a coroutine suspends or returns (co_await, co_return, co_yield; in Rust await)
    k  another keyword       t  a type          f  the name of what is declared
    s  text                  n  a number        c  a comment
    p  preprocessor          o  punctuation     i  any other name
    w  blank
"""
import sys
from itertools import groupby

from pygments.lexers import CppLexer, RustLexer
from pygments.token import Comment, Keyword, Literal, Name, Number, Operator, Punctuation, String

# The first that a token's type is in.
LETTERS = (
    (Comment.Preproc, "p"),
    (Comment.PreprocFile, "s"),
    (Comment, "c"),
    (Keyword.Type, "t"),
    (Keyword, "k"),
    (Name.Class, "t"),
    (Name.Function, "f"),
    (Name.Builtin, "k"),
    (Name, "i"),
    (String.Doc, "c"),
    (String, "s"),
    (Number, "n"),
    (Literal, "n"),
    (Operator, "o"),
    (Punctuation, "o"),
)

AWAITING = {CppLexer: ("co_await", "co_return", "co_yield"), RustLexer: ("await",)}


def letter(kind, text, awaiting):
    if text.isspace():
        return "w"
    if text in awaiting:
        return "a"
    other = "i" if any(c.isalnum() or c == "_" for c in text) else "o"
    return next((letter for token, letter in LETTERS if kind in token), other)


def main(source, tokens):
    with open(source, encoding="utf-8", newline="") as file:
        text = file.read()
    language = RustLexer if source.endswith(".rs") else CppLexer
    lexer = language(stripnl=False, stripall=False, ensurenl=False)
    pieces = [(letter(kind, piece, AWAITING[language]), piece) for kind, piece in lexer.get_tokens(text)]
    if "".join(piece for _, piece in pieces) != text:
        sys.exit(f"highlight.py: {source}: the tokens are not the text")
    # Names stay apart, for each may be looked up by itself.
    runs = []
    for kind, group in groupby(pieces, key=lambda piece: piece[0]):
        lengths = [len(piece) for _, piece in group]
        runs += [(kind, length) for length in (lengths if kind == "i" else [sum(lengths)])]
    with open(tokens, "w", encoding="ascii") as file:
        file.write("".join(f"{kind}{length}" for kind, length in runs))


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    main(*sys.argv[1:])
