"""Stage three: one report read alone."""
