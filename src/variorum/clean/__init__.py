"""Stage two: the article is kept, the furniture dropped, with a map back to what was received."""
