"""Choices that several record types share."""

from models.i18n import N_

STATUS = (
    ("open", N_("Open")),
    ("doing", N_("In progress")),
    ("done", N_("Done")),
)

LEVEL = (
    ("low", N_("Low")),
    ("medium", N_("Medium")),
    ("high", N_("High")),
)

EVIDENCE = (
    ("measured", N_("Measured")),
    ("documented", N_("Documented")),
    ("estimated", N_("Estimated")),
    ("assumed", N_("Assumed")),
)

CURRENCIES = tuple(
    (code, code)
    for code in (
        *("EUR", "GBP", "USD", "CHF", "SEK", "NOK", "DKK", "PLN", "CZK", "HUF", "RON", "BGN"),
        *("JPY", "CNY", "INR", "KRW", "SGD", "HKD", "AUD", "NZD", "CAD", "BRL", "MXN", "ZAR"),
        *("AED", "SAR", "ILS", "TRY"),
    )
)

LANGUAGES = (
    ("en_GB", "English (1,234.50)"),
    ("en_US", "English, US (1,234.50)"),
    ("de_DE", "Deutsch (1.234,50)"),
    ("de_CH", "Deutsch, Schweiz (1’234.50)"),
    ("fr_FR", "Français (1 234,50)"),
    ("es_ES", "Español (1.234,50)"),
    ("it_IT", "Italiano (1.234,50)"),
    ("nl_NL", "Nederlands (1.234,50)"),
    ("pt_PT", "Português (1 234,50)"),
    ("pl_PL", "Polski (1 234,50)"),
    ("el_GR", "Ελληνικά (1.234,50)"),
    ("ja_JP", "日本語 (1,234.50)"),
)
"""How figures and dates are written; texts follow as soon as there is a catalogue."""
