"""Words: those of a sentence, and lists of English and Dutch ones."""
