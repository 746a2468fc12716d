"""Stage one: files, feeds, pages and archives become documents and reports; the bytes are never altered."""
