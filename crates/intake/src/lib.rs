//! Bytes to reports: files, folders, pages, feeds, lines; encodings and bad input.
