"""Settings of appearance: theme, text size with a message to look at, movement."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QSlider, QVBoxLayout, QWidget

from chat_desktop.look.motion import MotionChoice
from chat_desktop.look.theme import ThemeChoice
from chat_desktop.look.tokens import Size
from chat_desktop.preferences import TEXT_SIZES
from chat_desktop.windows.parts.controls import label
from chat_desktop.windows.settings.rows import Page, Row, choice
from chat_desktop.windows.settings.surroundings import Surroundings
from chat_desktop.windows.settings.theme_cards import ThemeCards

STEP = TEXT_SIZES[1] - TEXT_SIZES[0]


class TextSize(QWidget):
    """A slider, and a message in the size that it stands at."""

    def __init__(self, around: Surroundings) -> None:
        super().__init__()
        self._preferences = around.preferences
        self.slider = QSlider(Qt.Orientation.Horizontal)
        self.slider.setObjectName("textSize")
        self.slider.setAccessibleName(self.tr("Text size"))
        self.slider.setRange(0, len(TEXT_SIZES) - 1)
        self.slider.setPageStep(1)
        self.slider.setTickInterval(1)
        self.slider.setValue((self._preferences.text_size - TEXT_SIZES[0]) // STEP)
        self._percent = label(tone="soft")
        self._percent.setMinimumWidth(48)
        self._percent.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        words = self.tr("The load test is at 12,000 messages a second now.")
        self._sample = label(words, pixels=Size.TEXT, wrap=True)
        self._sample.setProperty("kind", "bubble")
        small, large = label("A", pixels=Size.SMALL, bold=True), label("A", pixels=20, bold=True)
        for letter in (small, large):
            letter.setProperty("tone", "soft")
        row = QHBoxLayout()
        row.setSpacing(10)
        row.addWidget(small)
        row.addWidget(self.slider, 1)
        row.addWidget(large)
        row.addWidget(self._percent)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 14)
        column.setSpacing(10)
        column.addWidget(label(self.tr("Text size"), bold=True))
        column.addLayout(row)
        column.addWidget(self._sample)
        self.slider.valueChanged.connect(self._moved)
        self._show()

    def _moved(self, place: int) -> None:
        self._preferences.text_size = TEXT_SIZES[0] + place * STEP
        self._show()

    def _show(self) -> None:
        words = self.tr("{percent} %").format(percent=self._preferences.text_size)
        self._percent.setText(words)
        self.slider.setAccessibleDescription(words)


class AppearancePage(Page):
    """How the program looks and moves."""

    def __init__(self, around: Surroundings, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("Appearance"), parent)
        self._preferences = around.preferences
        looks = self.add_card()
        cards = ThemeCards(around.theme)
        cards.chosen.connect(self._choose_theme)
        looks.add(cards)
        self.add_card().add(TextSize(around))
        words = self.tr("Reduced motion")
        self.motion = choice(
            "reducedMotion",
            words,
            [
                (self.tr("Like the system"), MotionChoice.SYSTEM),
                (self.tr("On"), MotionChoice.REDUCED),
                (self.tr("Off"), MotionChoice.FULL),
            ],
            self._preferences.reduced_motion,
        )
        self.motion.currentIndexChanged.connect(self._choose_motion)
        hint = self.tr("Nothing slides or fades: what changes is there at once.")
        self.add_card().add(Row(words, hint, self.motion))

    def _choose_theme(self, choice: ThemeChoice) -> None:
        self._preferences.theme = choice

    def _choose_motion(self) -> None:
        self._preferences.reduced_motion = MotionChoice(self.motion.currentData())
