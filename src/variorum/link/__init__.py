"""Stage four: across reports, which copy which, which tell one story, which mentions are one event."""
