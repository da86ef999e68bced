"""Was it competent? An office, a power, a place and a day of the past: yes, no or unclear, with the reasons."""
