"""What differs between two days, or between what two editions say of one day."""
