"""Stage five: claims become entries, with readings, witnesses and status."""
