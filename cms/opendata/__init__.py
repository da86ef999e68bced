"""The whole register to take away: the bundle of any edition with its checksums, and the record that describes it."""
