"""The table of actions as QActions, and the dispatcher that holds a wish until the program is ready to fulfil it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QMenu, QWidget

from .actions import ACTIONS, ALONE, SEPARATOR
from .icons import icon

Handler = Callable[..., object]


class Dispatcher:
    """Calls handlers by name. Wishes that come before the handlers do wait for them, in order."""

    def __init__(self) -> None:
        self._handlers: dict[str, Handler] = {}
        self._waiting: list[tuple[str, tuple[object, ...]]] = []
        self._ready = False

    def add(self, handlers: Mapping[str, Handler]) -> None:
        """Make some handlers known; they are called at once, whether or not all others are there."""
        self._handlers.update(handlers)

    def complete(self) -> None:
        """All handlers are known now: fulfil what was asked for in the meantime."""
        self._ready = True
        waiting, self._waiting = self._waiting, []
        for name, values in waiting:
            self.call(name, *values)

    def call(self, name: str, *values: object) -> None:
        """Do what is asked for, now or when the handler is there."""
        if name in self._handlers:
            self._handlers[name](*values)
        elif self._ready:
            raise LookupError(f"no handler «{name}»")
        else:
            self._waiting.append((name, values))


class ActionSet:
    """The QActions of a window by id."""

    def __init__(self, window: QWidget, dispatcher: Dispatcher) -> None:
        self._actions: dict[str, QAction] = {}
        self._groups: dict[str, QActionGroup] = {}
        for spec in ACTIONS:
            action = QAction(spec.text, window)
            action.setShortcuts([QKeySequence(keys) for keys in spec.keys])
            action.setIconText(spec.short or spec.text.rstrip("…"))
            action.triggered.connect(partial(_call, dispatcher, spec.handler))
            if spec.choice:
                action.setCheckable(True)
                self._group(spec.choice, window).addAction(action)
            self._actions[spec.id] = action
            self._set_hint(spec.id, spec.hint or spec.text.rstrip("…"))
        window.addActions([self._actions[spec.id] for spec in ACTIONS if not spec.here])  # keys work without a menu too

    def dress(self, ids: Collection[str] = ()) -> None:
        """Give actions their icons: those of the bar at once, those of the menus when the window stands."""
        for spec in ACTIONS:
            if spec.icon and (not ids or spec.id in ids):
                self._actions[spec.id].setIcon(icon(spec.icon))

    def tick(self, id_: str, *, on: bool = True) -> None:
        """Tick a choice; the others of its group lose their tick."""
        self._actions[id_].setChecked(on)

    def bind(self, place: str, widget: QWidget) -> None:
        """Let the keys that belong to one place of the window work there and only there."""
        for spec in ACTIONS:
            if spec.here == place:
                self._actions[spec.id].setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
                widget.addAction(self._actions[spec.id])

    def __getitem__(self, id_: str) -> QAction:
        return self._actions[id_]

    def enable(self, states: Collection[str]) -> None:
        """Enable what can be asked for in these states."""
        for spec in ACTIONS:
            self._actions[spec.id].setEnabled(spec.when == "always" or spec.when in states)

    def name(self, id_: str, text: str) -> None:
        """Give an action another text, «Отменить «Правка текста»» for one."""
        if self._actions[id_].text() != text:
            self._actions[id_].setText(text)
            self._set_hint(id_, text)

    def fill(self, menu: QMenu, ids: Iterable[str], submenus: Mapping[str, QMenu] | None = None) -> None:
        """Put actions, separators and submenus into a menu."""
        for id_ in ids:
            if id_ == SEPARATOR:
                menu.addSeparator()
            elif submenus and id_ in submenus:
                menu.addMenu(submenus[id_])
            else:
                menu.addAction(self._actions[id_])

    def _group(self, name: str, window: QWidget) -> QActionGroup:
        if name not in self._groups:
            self._groups[name] = QActionGroup(window)
            self._groups[name].setExclusive(name != ALONE)
        return self._groups[name]

    def _set_hint(self, id_: str, text: str) -> None:
        action = self._actions[id_]
        keys = ", ".join(key.toString(QKeySequence.SequenceFormat.NativeText) for key in action.shortcuts())
        action.setToolTip(f"{text} ({keys})" if keys else text)


def _call(dispatcher: Dispatcher, handler: str, _checked: bool = False) -> None:
    dispatcher.call(handler)
