"""The elements of a page that blocks stand in, as a tree with the blocks that each holds."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from cleaner.model import Block, Element, HtmlContext
from cleaner.text.sentences import is_prose


@dataclass(slots=True)
class Node:
    """An element, the elements in it that hold blocks, and its blocks: those from `first` to `last`."""

    element: Element
    first: int
    last: int
    prose: int = 0
    """Words of running text in its blocks."""
    children: list[Node] = field(default_factory=list)

    def walk(self) -> Iterator[Node]:
        """The node itself and all below it, in the order of the page."""
        stack = [self]
        while stack:
            node = stack.pop()
            yield node
            stack += reversed(node.children)


@dataclass(frozen=True, slots=True)
class Outline:
    """The outermost elements of a page, and for each block its words of running text (0 where it is none)."""

    roots: tuple[Node, ...]
    prose: tuple[int, ...]

    def walk(self) -> Iterator[Node]:
        """All nodes, in the order of the page."""
        for root in self.roots:
            yield from root.walk()


def outline(blocks: Sequence[Block], contexts: Sequence[HtmlContext | None]) -> Outline:
    """Build the outline of a page's blocks; `contexts` are those of the view's lines.

    >>> from cleaner.model import Piece
    >>> main = Element("main", "", None, 1)
    >>> contexts = [HtmlContext(Element("h1", "", main, 2)), HtmlContext(Element("p", "", main, 3))]
    >>> blocks = [Block(n, "Rain.", (Piece(n, 0, 5),), 0, 0) for n in range(2)]
    >>> [(node.element.tag, node.first, node.last) for node in outline(blocks, contexts).walk()]
    [('main', 0, 1), ('h1', 0, 0), ('p', 1, 1)]
    """
    nodes: dict[int, Node] = {}
    roots: list[Node] = []
    prose = tuple(block.text.count(" ") + 1 if is_prose(block.text) else 0 for block in blocks)
    for block, words in zip(blocks, prose, strict=True):
        context = contexts[block.pieces[0].line]
        below: Node | None = None
        for element in context.element.way_up() if context is not None and context.element is not None else ():
            node = nodes.get(element.number)
            is_new = node is None
            if node is None:
                node = nodes[element.number] = Node(element, block.index, block.index)
            if below is not None:
                node.children.append(below)
            below = node if is_new else None
            node.last = block.index
            node.prose += words
        if below is not None:
            roots.append(below)
    return Outline(tuple(roots), prose)
