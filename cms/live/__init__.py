"""Cards of the register in what editors write: read when a page is shown, never copied."""
