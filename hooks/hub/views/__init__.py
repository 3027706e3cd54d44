"""What each kind of page shows, as data. Views know no HTML."""
