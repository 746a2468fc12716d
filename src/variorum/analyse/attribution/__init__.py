"""Who says what: attributions, the voices behind them, chains, and how certain the words are."""

from variorum.analyse.attribution.assembly import find_attributions
from variorum.analyse.attribution.chains import Attributions, chain_at
from variorum.analyse.attribution.factuality import is_disbelieved, read_factuality
from variorum.analyse.attribution.modality import is_sought
from variorum.analyse.attribution.presupposing import is_presupposed

__all__ = [
    "Attributions",
    "chain_at",
    "find_attributions",
    "is_disbelieved",
    "is_presupposed",
    "is_sought",
    "read_factuality",
]
