"""What is signed and recorded by now, but takes effect or ends only after a day."""
