"""How the program looks: colours, sizes and the style sheet as data, so that another palette is another table.

Pages ask for a look by property: QPushButton[kind="primary"], QLabel[role="title"], QLabel[role="hint"],
QLabel[role="heading"], QFrame[role="card"]. Colours for own painting come from `colours.colours()`.
"""

from __future__ import annotations

from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication

from ..resources import resource_path
from .colours import DARK, LIGHT, Colours, wear

FAMILIES = ("Segoe UI", "PT Sans", "Noto Sans", "Liberation Sans", "DejaVu Sans")
"""The first of these that the system has is the letter of the window."""

POINTS = 10

_ROLES: tuple[tuple[QPalette.ColorRole, str], ...] = (
    (QPalette.ColorRole.Window, "ground"),
    (QPalette.ColorRole.WindowText, "ink"),
    (QPalette.ColorRole.Base, "paper"),
    (QPalette.ColorRole.AlternateBase, "header"),
    (QPalette.ColorRole.Text, "ink"),
    (QPalette.ColorRole.PlaceholderText, "faint"),
    (QPalette.ColorRole.Button, "paper"),
    (QPalette.ColorRole.ButtonText, "ink"),
    (QPalette.ColorRole.BrightText, "on_accent"),
    (QPalette.ColorRole.ToolTipBase, "paper"),
    (QPalette.ColorRole.ToolTipText, "ink"),
    (QPalette.ColorRole.Highlight, "accent"),
    (QPalette.ColorRole.HighlightedText, "on_accent"),
    (QPalette.ColorRole.Link, "link"),
    (QPalette.ColorRole.LinkVisited, "link"),
    (QPalette.ColorRole.Mid, "line"),
)
_DISABLED = (QPalette.ColorRole.WindowText, QPalette.ColorRole.Text, QPalette.ColorRole.ButtonText)

_FIELDS = "QLineEdit, QPlainTextEdit, QTextEdit, QComboBox, QAbstractSpinBox"
_FOCUSED = ", ".join(f"{name}:focus" for name in _FIELDS.split(", "))
_DISABLED_FIELDS = ", ".join(f"{name}:disabled" for name in _FIELDS.split(", "))
_MARKED = ("QCheckBox", "QRadioButton", "QListView", "QTreeView", "QTableView")


def _marks(state: str = "") -> str:
    """The boxes for a tick or a dot in some state, wherever there are any."""
    return ", ".join(f"{name}::indicator{state}" for name in _MARKED)


RULES: tuple[tuple[str, str], ...] = (
    ("QMenuBar", "background: $paper; border: none; padding: 1px 4px"),
    ("QMenuBar::item", "padding: 4px 9px; background: transparent; border-radius: 4px"),
    ("QMenuBar::item:selected", "background: $hover; color: $ink"),
    ("QMenu", "background: $paper; border: 1px solid $strong_line; padding: 4px"),
    ("QMenu::item", "padding: 5px 26px 5px 10px; border-radius: 4px"),
    ("QMenu::item:selected", "background: $selected; color: $ink"),
    ("QMenu::item:disabled", "color: $faint; background: transparent"),
    ("QMenu::icon", "padding-left: 6px"),
    ("QMenu::separator", "height: 1px; background: $line; margin: 4px 8px"),
    ("QToolTip", "background: $paper; color: $ink; border: 1px solid $strong_line; padding: 3px"),
    ("#topBar", "background: $paper; border: none; border-bottom: 1px solid $line; padding: 5px 12px 5px 8px"),
    ("#topBar QToolButton", "border: 1px solid transparent; border-radius: 6px; padding: 5px 11px; color: $ink"),
    ("#topBar QToolButton:hover", "background: $hover"),
    ("#topBar QToolButton:pressed", "background: $selected"),
    ("#topBar QToolButton:focus", "border-color: $accent"),
    ("#topBar QToolButton:disabled", "color: $faint"),
    ("#programme", "border-color: $line; padding: 5px 24px 5px 9px; text-align: left"),
    ("#programme:hover", "border-color: $strong_line; background: $paper"),
    ("#programme:focus", "border-color: $accent"),
    ("#programme::menu-indicator", "subcontrol-position: right center; right: 8px; width: 10px"),
    ("#navigation", "background: $side; border: none; border-right: 1px solid $line; padding: 6px 4px; outline: 0"),
    ("#navigation", "selection-background-color: $side"),
    ("#navigation::branch", "image: none; border-image: none; background: transparent"),
    ("#navigation::item", "padding: 2px 4px; border-radius: 5px; border: 1px solid transparent"),
    ("#navigation::item:hover", "background: $hover"),
    ("#navigation::item:selected", "background: $accent; color: $on_accent"),
    ("QSplitter::handle", "background: $line"),
    ("QStatusBar", "background: $paper; border-top: 1px solid $line; color: $soft"),
    ("QStatusBar QLabel", "color: $soft; padding: 1px 4px"),
    ("QStatusBar::item", "border: none"),
    ('QLabel[role="title"]', "font-size: $title_pointspt; font-weight: 600; color: $ink"),
    ('QLabel[role="heading"]', "font-weight: 600; color: $ink"),
    ('QLabel[role="hint"]', "color: $soft"),
    ('QLabel[role="error"]', "color: $error"),
    ('QLabel[role="warning"]', "color: $warning"),
    ('QLabel[role="good"]', "color: $good"),
    ('QFrame[role="card"]', "background: $paper; border: 1px solid $line; border-radius: 8px"),
    ("#searchPanel, #checksPanel, #previewPanel", "background: $side; border: none; border-left: 1px solid $line"),
    ("#searchPanel QTreeView, #checksPanel QTreeView", "border: 1px solid $line; border-radius: 5px; outline: 0"),
    (
        'QToolButton[kind="chip"]',
        "border: 1px solid $line; border-radius: 11px; padding: 2px 7px; background: transparent; color: $soft",
    ),
    ('QToolButton[kind="chip"]:checked', "background: $paper; border-color: $strong_line; color: $ink"),
    ('QToolButton[kind="chip"]:hover, QToolButton[kind="chip"]:focus', "border-color: $accent"),
    ('QToolButton[kind="chip"]:disabled', "color: $faint; background: transparent; border-color: $line"),
    ("#notice", "background: $error_ground; border: none; border-bottom: 1px solid $line"),
    ('#notice[kind="information"]', "background: $selected"),
    ("#notice QLabel", "color: $ink"),
    ("#notice QToolButton", "border: none; border-radius: 4px; padding: 3px"),
    ("#notice QToolButton:hover", "background: $line"),
    ("QPushButton", "background: $paper; border: 1px solid $line; border-radius: 6px; padding: 6px 12px; color: $ink"),
    ("QPushButton:hover", "border-color: $strong_line; background: $header"),
    ("QPushButton:pressed", "background: $selected"),
    ("QPushButton:focus", "border-color: $accent"),
    ("QPushButton:disabled", "color: $faint; background: $header"),
    (
        'QPushButton[kind="primary"], QPushButton:default',
        "background: $accent; color: $on_accent; border-color: $accent",
    ),
    ('QPushButton[kind="primary"]:hover, QPushButton:default:hover', "background: $accent_hover"),
    ('QPushButton[kind="primary"]:pressed, QPushButton:default:pressed', "background: $accent_down"),
    ('QPushButton[kind="primary"]:focus, QPushButton:default:focus', "border-color: $ink"),
    (
        'QPushButton[kind="primary"]:disabled, QPushButton:default:disabled',
        "background: $hover; border-color: $line; color: $faint",
    ),
    ('QPushButton[kind="tile"]', "padding: 12px 14px; border-radius: 8px; text-align: left"),
    (
        'QPushButton[kind="link"]',
        "border: 1px solid transparent; background: transparent; text-align: left; padding: 4px",
    ),
    ('QPushButton[kind="link"]:hover', "background: $hover"),
    ('QPushButton[kind="link"]:focus', "border-color: $accent"),
    (_FIELDS, "background: $paper; border: 1px solid $line; border-radius: 5px; padding: 4px 7px; color: $ink"),
    (_FOCUSED, "border-color: $accent"),
    (_DISABLED_FIELDS, "background: $header; color: $faint"),
    ("QComboBox::drop-down", "border: none; width: 20px"),
    ("QComboBox::down-arrow", 'image: url("$icons/chevron.svg"); width: 11px; height: 11px'),
    ("QComboBox QAbstractItemView", "border: 1px solid $strong_line; outline: 0"),
    (
        "QAbstractSpinBox::up-button, QAbstractSpinBox::down-button",
        "subcontrol-origin: border; border: none; width: 18px",
    ),
    ("QAbstractSpinBox::up-button:hover, QAbstractSpinBox::down-button:hover", "background: $hover"),
    ("QAbstractSpinBox::up-arrow", 'image: url("$icons/chevron-up.svg"); width: 9px; height: 9px'),
    ("QAbstractSpinBox::down-arrow", 'image: url("$icons/chevron.svg"); width: 9px; height: 9px'),
    ("QAbstractItemView QLineEdit, QAbstractItemView QPlainTextEdit", "border-radius: 0; padding: 1px 3px"),
    (_marks(), "width: 14px; height: 14px; background: $paper; border: 1px solid $faint; border-radius: 4px"),
    (_marks(":hover"), "border-color: $accent"),
    ("QCheckBox::indicator:focus, QRadioButton::indicator:focus", "border-color: $link"),
    (_marks(":checked"), 'background: $accent; border-color: $accent; image: url("$icons/tick.svg")'),
    (_marks(":indeterminate"), 'background: $accent; border-color: $accent; image: url("$icons/dash.svg")'),
    ("QRadioButton::indicator", "border-radius: 8px"),
    ("QRadioButton::indicator:checked", 'image: url("$icons/dot.svg")'),
    (_marks(":disabled"), "background: $header; border-color: $line"),
    (
        _marks(":checked:disabled") + ", " + _marks(":indeterminate:disabled"),
        "background: $faint; border-color: $faint",
    ),
    ("QCheckBox:focus, QRadioButton:focus", "color: $link"),
    ("QTableView", "background: $paper; border: 1px solid $line; gridline-color: $line; color: $ink"),
    ("QTableView, QTreeView, QListView", "selection-background-color: $selected; selection-color: $ink; outline: 0"),
    ("QListView, QTreeView", "background: $paper; border: 1px solid $line"),
    ("QListView:focus, QTreeView:focus, QTableView:focus", "border-color: $accent"),
    ("QHeaderView", "background: $header; border: none"),
    (
        "QHeaderView::section",
        "background: $header; border: none; border-right: 1px solid $line; border-bottom: 1px solid $line;"
        " padding: 6px 4px; font-weight: 600",
    ),
    ("QAbstractScrollArea::corner", "background: transparent; border: none"),
    ("QTableCornerButton::section", "background: $header; border: none"),
    ("QToolButton::menu-indicator", "image: none"),
    ("QDialogButtonBox", "dialogbuttonbox-buttons-have-icons: 0"),
    ("QScrollBar:vertical", "background: transparent; width: 11px; margin: 0"),
    ("QScrollBar:horizontal", "background: transparent; height: 11px; margin: 0"),
    ("QScrollBar::handle", "background: $strong_line; border-radius: 4px; margin: 2px"),
    ("QScrollBar::handle:hover", "background: $faint"),
    ("QScrollBar::handle:vertical", "min-height: 28px"),
    ("QScrollBar::handle:horizontal", "min-width: 28px"),
    ("QScrollBar::add-line, QScrollBar::sub-line", "width: 0; height: 0"),
    ("QScrollBar::add-page, QScrollBar::sub-page", "background: transparent"),
    ("QProgressBar", "background: $hover; border: none; border-radius: 4px; max-height: 8px"),
    ("QProgressBar::chunk", "background: $accent; border-radius: 4px"),
)
"""Selector and declarations; «$name» is a colour of the palette, «$icons» the folder of pictures."""


def style_sheet(colours: Colours, size: int = 100) -> str:
    """The rules with the palette's colours and letters of a size in per cent in them."""
    words = {**colours._asdict(), "icons": resource_path("icons").as_posix(), "title_points": _points(15, size)}
    names = sorted(words.items(), key=lambda item: -len(item[0]))  # $accent_hover before $accent
    lines = []
    for selector, declarations in RULES:
        for name, value in names:
            declarations = declarations.replace(f"${name}", value)
        lines.append(f"{selector} {{ {declarations} }}")
    return "\n".join(lines)


def palette(colours: Colours) -> QPalette:
    """The same colours for everything that Qt paints by itself."""
    result = QPalette()
    for role, name in _ROLES:
        result.setColor(role, QColor(getattr(colours, name)))
    for role in _DISABLED:
        result.setColor(QPalette.ColorGroup.Disabled, role, QColor(colours.faint))
    return result


def _points(points: float, size: int) -> str:
    return f"{points * size / 100:g}"


def apply_theme(app: QApplication, *, dark: bool = False, size: int = 100) -> None:
    """Dress the whole program; `size` is that of its letters in per cent."""
    colours = DARK if dark else LIGHT
    wear(app, dark=dark)
    font = app.font()
    font.setFamilies(list(FAMILIES))
    font.setPointSizeF(POINTS * size / 100)
    app.setFont(font)
    app.setPalette(palette(colours))
    app.setStyleSheet(style_sheet(colours, size))
