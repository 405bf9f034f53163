"""Qt's own words in Russian: the buttons and dialogs that Qt brings along."""

from __future__ import annotations

from PySide6.QtCore import QLibraryInfo, QLocale, QTranslator
from PySide6.QtWidgets import QApplication


def speak_russian(app: QApplication) -> bool:
    """Load Qt's Russian texts and Russian dates and numbers; whether the texts were found."""
    QLocale.setDefault(QLocale(QLocale.Language.Russian, QLocale.Country.Russia))
    translator = QTranslator(app)
    folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    return translator.load("qtbase_ru", folder) and app.installTranslator(translator)
