"""A theme's palette and style sheet for every standard widget, made from its tokens."""

from __future__ import annotations

from string import Template
from typing import Final

from PySide6.QtGui import QColor, QPalette

from chat_desktop.look.fonts import grown, scaled
from chat_desktop.look.icons import FOLDER as ICONS
from chat_desktop.look.tokens import Size, Tokens

LINE: Final = 17
"""The part of a control's height that is its text."""

_TEXTS: Final = ("TINY", "SMALL", "BODY", "TEXT", "TITLE", "HERO")
_CONTROLS: Final = {"FIELD_HEIGHT": 38, "SEARCH_HEIGHT": 34, "BUTTON_HEIGHT": 36, "LINK_HEIGHT": 24}


def palette(tokens: Tokens) -> QPalette:
    """Return the colours that Fusion draws with where the style sheet says nothing."""
    made = QPalette()
    role = QPalette.ColorRole
    for which, colour in {
        role.Window: tokens.window,
        role.Base: tokens.field,
        role.AlternateBase: tokens.sidebar,
        role.Button: tokens.field,
        role.ToolTipBase: tokens.popup,
        role.Text: tokens.text,
        role.WindowText: tokens.text,
        role.ButtonText: tokens.text,
        role.ToolTipText: tokens.text,
        role.BrightText: tokens.danger_text,
        role.PlaceholderText: tokens.text_faint,
        role.Link: tokens.accent_text,
        role.LinkVisited: tokens.accent_text,
        role.Highlight: tokens.selection,
        role.HighlightedText: tokens.text,
        role.Accent: tokens.accent,
        role.Mid: tokens.border_strong,
        role.Midlight: tokens.border,
        role.Dark: tokens.border_strong,
        role.Light: tokens.window,
        role.Shadow: tokens.border_strong,
    }.items():
        made.setColor(which, QColor(colour))
    for which in (role.Text, role.WindowText, role.ButtonText):
        made.setColor(QPalette.ColorGroup.Disabled, which, QColor(tokens.text_faint))
    return made


def stylesheet(tokens: Tokens) -> str:
    """Return the style sheet. `kind` and `tone` are the dynamic properties that it looks at."""
    values = {name: getattr(tokens, name) for name in tokens.__struct_fields__ if name != "authors"}
    sizes = {name: value for name, value in vars(Size).items() if name.isupper()}
    sizes |= {name: scaled(sizes[name]) for name in _TEXTS}
    sizes |= {name: grown(value, LINE) for name, value in _CONTROLS.items()}
    lengths = {name: f"{value}px" for name, value in sizes.items()}
    pictures = {name: (ICONS / f"{name}.svg").as_posix() for name in ("tick", "dot", "chevron")}
    return Template(_SHEET).substitute({**values, **lengths, **pictures})


_SHEET: Final = """
QMainWindow, QDialog, QWidget#page { background: $window; color: $text; }
QWidget#sidebar, QWidget#footer { background: $sidebar; }
QWidget#members, QWidget#groupSearch, QWidget#pane, QWidget#composerArea { background: $window; }
QFrame[kind="line"] { background: $border; border: none; }
QSplitter::handle { background: $border; }

QLabel { color: $text; background: transparent; }
QLabel[tone="soft"] { color: $text_soft; }
QLabel[tone="faint"] { color: $text_faint; }
QLabel[tone="error"] { color: $danger_text; }
QLabel[tone="accent"] { color: $accent_text; }
QLabel[tone="warning"] { color: $warning_text; }
QLabel[tone="badge"] {
    color: $accent_text; background: $accent_soft; border-radius: 9px; padding: 1px 8px;
}

QLineEdit, QPlainTextEdit, QTextEdit, QSpinBox, QComboBox {
    background: $field; color: $text; border: 1px solid $outline; border-radius: $RADIUS;
    padding: 0 12px; min-height: $FIELD_HEIGHT;
    selection-background-color: $selection; selection-color: $text;
    placeholder-text-color: $text_faint;
}
QPlainTextEdit, QTextEdit { padding: 6px 8px; }
QLineEdit:focus, QPlainTextEdit:focus, QTextEdit:focus, QSpinBox:focus, QComboBox:focus {
    border: 1px solid $accent;
}
QLineEdit:read-only { background: $sidebar; color: $text_soft; }
QLineEdit:disabled, QPlainTextEdit:disabled, QComboBox:disabled { color: $text_faint; }
QLineEdit[kind="search"] {
    border-color: $outline; border-radius: $RADIUS_BUBBLE; min-height: $SEARCH_HEIGHT;
    padding: 0 8px 0 4px;
}
QLineEdit[kind="search"]:focus { border-color: $accent; }
QLineEdit[invalid="true"], QPlainTextEdit[invalid="true"] { border: 1px solid $danger; }
QComboBox::drop-down { border: none; width: 26px; }
QComboBox::down-arrow { image: url("$chevron"); width: 14px; height: 14px; }
QComboBox QAbstractItemView {
    background: $popup; color: $text; border: 1px solid $border_strong; padding: 4px;
    selection-background-color: $selected; selection-color: $text; outline: none;
}
QSpinBox::up-button, QSpinBox::down-button { width: 0; border: none; }
QComboBox:disabled { border-color: $border; }

QPushButton {
    background: $field; color: $text; border: 1px solid $border_strong; border-radius: $RADIUS;
    padding: 0 16px; min-height: $BUTTON_HEIGHT; font-weight: 500;
}
QPushButton:hover { background: $hover; }
QPushButton:pressed { background: $selected; }
QPushButton:focus { border-color: $accent; }
QPushButton:disabled { color: $text_faint; border-color: $border; }
QPushButton[kind="primary"] {
    background: $accent; color: $on_accent; border: 1px solid $accent; font-weight: 600;
}
QPushButton[kind="primary"]:hover { background: $accent_hover; border-color: $accent_hover; }
QPushButton[kind="primary"]:pressed { background: $accent_pressed; }
QPushButton[kind="primary"]:focus { border-color: $text; }
QPushButton[kind="primary"]:disabled {
    background: $hover; border-color: $hover; color: $text_faint;
}
QPushButton[kind="danger"] {
    background: $danger; color: $on_danger; border: 1px solid $danger; font-weight: 600;
}
QPushButton[kind="danger"]:hover { background: $danger_hover; border-color: $danger_hover; }
QPushButton[kind="danger"]:pressed { background: $danger; }
QPushButton[kind="danger"]:focus { border-color: $text; }
QPushButton[kind="danger-quiet"] { color: $danger_text; }
QPushButton[kind="danger-quiet"]:disabled { color: $text_faint; }
QPushButton[kind="danger-quiet"]:hover { background: $danger_soft; }
QPushButton[kind="danger-quiet"]:pressed { border-color: $danger_text; }
QPushButton[kind="link"] {
    background: transparent; border: 1px solid transparent; color: $accent_text; padding: 0 4px;
    min-height: $LINK_HEIGHT; font-weight: 600;
}
QPushButton[kind="inline"] {
    background: transparent; border: none; border-radius: 4px; color: $accent_text; padding: 0;
    min-height: 20px; font-weight: 600; text-align: left;
}
QPushButton[kind="inline"]:hover, QPushButton[kind="inline"]:focus { text-decoration: underline; }
QPushButton[kind="link"]:hover { text-decoration: underline; }
QPushButton[kind="link"]:focus { border-color: $accent; }
QPushButton[kind="section"] {
    background: transparent; border: none; color: $text; text-align: left; padding: 0 12px;
    min-height: $BUTTON_HEIGHT; font-weight: 500;
}
QPushButton[kind="section"]:hover { background: $hover; }
QPushButton[kind="section"]:checked { background: $selected; }

QToolButton {
    background: transparent; border: 1px solid transparent; border-radius: $RADIUS; padding: 0;
}
QToolButton:hover { background: $hover; }
QToolButton:pressed, QToolButton:checked:hover { background: $selected; }
QToolButton:focus { border: 1px solid $accent; }
QToolButton::menu-indicator { image: none; width: 0; }
QToolButton[kind="send"] { background: $accent; border-radius: 10px; }
QToolButton[kind="send"]:hover { background: $accent_hover; }
QToolButton[kind="send"]:pressed { background: $accent_pressed; }
QToolButton[kind="send"]:disabled { background: $hover; }
QToolButton[kind="send"]:focus { border: 1px solid $text; }

QCheckBox, QRadioButton { color: $text; spacing: 8px; background: transparent; }
QCheckBox::indicator, QRadioButton::indicator {
    width: 16px; height: 16px; border: 1px solid $outline; background: $field;
}
QCheckBox::indicator { border-radius: 5px; }
QRadioButton::indicator { border-radius: 9px; }
QCheckBox::indicator:hover, QRadioButton::indicator:hover, QCheckBox::indicator:focus {
    border-color: $accent;
}
QCheckBox::indicator:checked {
    background: $accent; border-color: $accent; image: url("$tick");
}
QCheckBox::indicator:checked:focus { border-color: $text; }
QRadioButton::indicator:checked {
    background: $accent; border-color: $accent; image: url("$dot");
}
QRadioButton::indicator:checked:focus { border-color: $text; }

QSlider { min-height: 24px; }
QSlider::groove:horizontal { height: 4px; border-radius: 2px; background: $border_strong; }
QSlider::sub-page:horizontal { height: 4px; border-radius: 2px; background: $accent; }
QSlider::handle:horizontal {
    width: 16px; height: 16px; margin: -7px 0; border-radius: 9px; background: $accent;
    border: 1px solid $accent;
}
QSlider::handle:horizontal:hover { background: $accent_hover; }
QSlider::handle:horizontal:focus { border: 2px solid $text; width: 14px; height: 14px; }
QLabel[kind="bubble"] { background: $bubble; border-radius: $RADIUS_FIELD; padding: 10px 14px; }

QListWidget#settingsSections { background: $sidebar; padding: 12px 8px; }
QListWidget#settingsSections::item {
    color: $text; padding: 0 8px; border-radius: $RADIUS; border: 1px solid transparent;
}
QListWidget#settingsSections::item:hover { background: $hover; }
QListWidget#settingsSections::item:selected { background: $selected; color: $accent_text; }
QListWidget#settingsSections::item:selected:focus { border: 1px solid $accent; }

QMenu {
    background: $popup; color: $text; border: 1px solid $border_strong;
    border-radius: $RADIUS; padding: 6px;
}
QMenu::item { padding: 8px 28px 8px 12px; border-radius: 6px; margin: 0; }
QMenu::item:selected { background: $selected; }
QMenu::item:disabled { color: $text_faint; }
QMenu::icon { padding-left: 10px; }
QMenu::separator { height: 1px; background: $border; margin: 6px 4px; }
QToolTip {
    background: $popup; color: $text; border: 1px solid $border_strong; padding: 5px 8px;
}

QListView, QTableView, QScrollArea { background: transparent; border: none; outline: none; }
QTableView {
    background: $window; color: $text; gridline-color: transparent;
    selection-background-color: $selected; selection-color: $text;
    alternate-background-color: $sidebar;
}
QTableView::item { padding: 0 10px; border: none; border-bottom: 1px solid $border; }
QTableView::item:selected { background: $selected; color: $text; }
QHeaderView { background: $window; border: none; }
QHeaderView::section {
    background: $window; color: $text_faint; border: none; border-bottom: 1px solid $border;
    padding: 0 13px; font-size: $TINY; font-weight: 600;
}
QTableCornerButton::section { background: $window; border: none; }

QTabBar { background: transparent; }
QTabWidget#adminTabs::tab-bar { left: 2px; }
QTabBar::tab {
    background: transparent; color: $text_soft; padding: 8px 14px; border: none;
    border-bottom: 2px solid transparent; font-weight: 600;
}
QTabBar::tab:hover { color: $text; }
QTabBar::tab:selected { color: $accent_text; border-bottom: 2px solid $accent; }
QTabBar::tab:focus { background: $hover; }
QTabWidget::pane { border: none; border-top: 1px solid $border; }

QScrollBar:vertical { background: transparent; width: 10px; margin: 0; }
QScrollBar::handle:vertical {
    background: $scrollbar; border-radius: 3px; min-height: 32px; margin: 2px;
}
QScrollBar::handle:vertical:disabled { background: transparent; }
QScrollBar:horizontal { background: transparent; height: 10px; margin: 0; }
QScrollBar::handle:horizontal {
    background: $scrollbar; border-radius: 3px; min-width: 32px; margin: 2px;
}
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }

QFrame#composer {
    background: $field; border: 1px solid $outline; border-radius: $RADIUS_FIELD;
}
QFrame#composer[focused="true"] { border-color: $accent; }
QFrame#composer QPlainTextEdit {
    background: transparent; border: none; padding: 0; min-height: 0;
}
QFrame[kind="card"] {
    background: $field; border: 1px solid $border; border-radius: $RADIUS_BUBBLE;
}
QWidget#accountStrip { background: $strip; }
QWidget#loginScreen, QWidget#loginPage { background: $sidebar; }
QFrame#loginCard {
    background: $window; border: 1px solid $border; border-radius: $RADIUS_FIELD;
}
QFrame[kind="switch"] { background: $sidebar; border-radius: $RADIUS_BUBBLE; }
QPushButton[kind="switch"] {
    background: transparent; border: 1px solid transparent; color: $text_soft; min-height: 30px;
    padding: 0 12px;
}
QPushButton[kind="switch"]:hover { color: $text; }
QPushButton[kind="switch"]:checked {
    background: $window; border-color: $border; color: $text; font-weight: 600;
}
QPushButton[kind="switch"]:focus { border-color: $accent; }
QFrame[kind="floating"] {
    background: $popup; border: 1px solid $border_strong; border-radius: $RADIUS_FIELD;
}
QFrame[kind="notice"] { background: $warning_soft; border-radius: $RADIUS; }
QFrame[kind="problem"] { background: $danger_soft; border-radius: $RADIUS; }
QFrame[kind="banner"] { background: $warning_soft; }
QFrame[kind="banner"] QLabel, QFrame[kind="notice"] QLabel { color: $warning_text; }
QFrame[kind="problem"] QLabel { color: $danger_text; }
QFrame[kind="banner"] QPushButton[kind="link"] { color: $warning_text; }
QFrame[kind="toast"] { background: $text; border-radius: $RADIUS_BUBBLE; }
QFrame[kind="toast"] QLabel { color: $window; }
QFrame[kind="context"] { background: transparent; border-left: 3px solid $accent; }
QFrame[kind="context"][mirrored="true"] {
    border-left: none; border-right: 3px solid $accent;
}
"""
