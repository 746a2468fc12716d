"""The nouns: what the stages pass to each other and what the record is made of."""
