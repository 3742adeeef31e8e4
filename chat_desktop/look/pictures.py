"""Pictures of what is painted often and seldom looks different: avatars, rows of lists."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPixmap

Draw = Callable[[QPainter, QRectF], object]


class Pictures:
    """Pictures of one kind, by all that they show; the `most` used last are kept.

    To paint a row of a list takes some two hundred calls into Qt, to paint its picture five.
    """

    def __init__(self, most: int) -> None:
        self._most = most
        self._kept: OrderedDict[Hashable, QPixmap] = OrderedDict()

    def paint(
        self, painter: QPainter, area: QRectF, shows: Hashable, draw: Draw, ground: str = ""
    ) -> None:
        """Paint a picture into `area`, made by `draw` where there is none of what it `shows`.

        On a `ground`, a colour, letters are as sharp as beside it. Where the picture's pixels
        would not fall upon the screen's own, it is drawn and not kept.
        """
        ratio = painter.device().devicePixelRatio()
        place = painter.deviceTransform()
        wide, high = area.width() * ratio, area.height() * ratio
        left, top = area.x() * ratio + place.dx(), area.y() * ratio + place.dy()
        if not (
            place.m11() == place.m22() == ratio
            and all(map(float.is_integer, (wide, high, left, top)))
        ):
            painter.save()
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            draw(painter, area)
            painter.restore()
            return
        name = (shows, wide, high, ratio)
        picture = self._kept.get(name)
        if picture is None:
            picture = self._kept[name] = QPixmap(round(wide), round(high))
            picture.setDevicePixelRatio(ratio)
            picture.fill(QColor(ground) if ground else Qt.GlobalColor.transparent)
            inside = QPainter(picture)
            inside.setRenderHint(QPainter.RenderHint.Antialiasing)
            draw(inside, QRectF(0, 0, area.width(), area.height()))
            inside.end()
            if len(self._kept) > self._most:
                self._kept.popitem(last=False)
        else:
            self._kept.move_to_end(name)
        painter.drawPixmap(area.topLeft(), picture)
